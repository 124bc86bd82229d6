"""A person with a git of their own, for tests in which a command commits or tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from gitwork import put


def be_zhang(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> Path:
    """Give git the settings of 张三 and no other; gives the file that holds them."""
    settings = put(folder, "zhang.gitconfig", f"[user]\n\tname = 张三\n\temail = zhang@example.org\n{more}")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return settings
