"""What every test may use: the modules beside this file, and the language messages are compared in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

# Slow machines run these tests too; how long one example takes is no matter of right or wrong.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-goldens", action="store_true", help="write the golden texts anew")


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
