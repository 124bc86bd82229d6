"""A person with a git of their own: no setting of this computer reaches a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from gitwork import git, put


@pytest.fixture
def spoken() -> str:
    """Messages are compared in English."""
    return "en"


@pytest.fixture(autouse=True)
def zhang(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the settings of 张三, kept in a file that a test may change."""
    settings = put(
        tmp_path_factory.mktemp("person"),
        "gitconfig",
        "[user]\n\tname = 张三\n\temail = zhang@example.org\n[init]\n\tdefaultBranch = main\n",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a repository with one commit."""
    folder = tmp_path / "台 账"
    folder.mkdir()
    git(folder, "init", "-q")
    put(folder, "ecoclaim.yaml", "format: 1\n")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    return folder
