"""What every test may use: the modules beside this file, and the language messages are compared in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# Slow machines run these tests too; how long one example takes is no matter of right or wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


# What a person's shell, or the git that runs a hook, may have set: it would change an author, a repository or a width.
_SHELL = ("GIT_", "ECOCLAIM_", "EMAIL", "EDITOR", "VISUAL", "PAGER", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write the golden texts anew")


# Half of the suite's time: kills, full disks, strangers' files, months of two officers. What they try hangs on the
# system's calls and on git, little on the Python or the Debian they run on: CI runs them once (`-m "not thorough"`).
_THOROUGH = ("tests/faults/", "tests/hostile/", "tests/archive/test_month", "tests/archive/test_merges")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    root = Path(__file__).parents[1]
    for item in items:
        if item.path.relative_to(root).as_posix().startswith(_THOROUGH):
            item.add_marker("thorough")


@pytest.fixture(autouse=True, scope="session")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give git a person to commit as, and take away this computer's settings."""
    settings_file = tmp_path_factory.mktemp("person") / "gitconfig"
    settings_file.write_text("[user]\nname = 经办人甲\nemail = jia@example.org\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(_SHELL)]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(settings_file))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture
def spoken() -> str:
    """The language a test compares messages in; a folder's conftest may choose English, that of the message ids."""
    return "zh"


@pytest.fixture(autouse=True)
def in_its_language(spoken: str) -> Iterator[None]:
    """Say messages in the test's language, whatever a test before it chose."""
    from ecoclaim import words

    words.use(spoken)
    yield
    words.use("zh")
