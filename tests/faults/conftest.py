"""The places from which the commands begin, made once; nothing here runs where processes cannot be forked."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if os.name != "posix":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def spoken() -> str:
    """Messages are compared in English."""
    return "en"


@pytest.fixture(scope="session")
def here() -> Iterator[Path]:
    """Give a folder that other users may enter, in memory where there is such a place: nobody pulls a plug here."""
    memory = "/dev/shm"
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir=memory if os.access(memory, os.W_OK) else None))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def starting(here: Path) -> dict[str, Path]:
    """Give the places, with what commands load loaded already."""
    from scenes import starts
    from sweep import warm

    made = starts(here / "starts", ["small", "empty"])
    warm(made["small"])
    return made
