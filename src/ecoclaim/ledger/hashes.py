"""The SHA-256 of files, read piece by piece so that a film takes no more memory than a note."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from ecoclaim.outside.files import beginning, opened
from ecoclaim.outside.kinds import pointer

PIECE = 1 << 20
_LONGEST = 300  # bytes of a pointer

#: Hears of which file how many bytes of all were read.
Progress = Callable[[Path, int, int], None]


def silent(path: Path, done: int, size: int) -> None:
    """Hear how far a file was read, and say nothing."""


def sha256(path: Path, progress: Progress = silent) -> str:
    """Give the SHA-256 of a file's bytes; raises OSError where it cannot be read."""
    digest = hashlib.sha256()
    done = 0
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        while piece := file.read(PIECE):
            digest.update(piece)
            done += len(piece)
            progress(path, done, size)
    return digest.hexdigest()


def pointed_at(path: Path) -> str | None:
    """Give the SHA-256 of the file for which only Git LFS's pointer is here; None for any other file."""
    return pointer(beginning(path, _LONGEST))
