"""The SHA-256 of files, read piece by piece so that a film takes no more memory than a note."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ecoclaim.outside.files import beginning, opened
from ecoclaim.outside.kinds import pointer

PIECE = 1 << 20
_LONGEST = 300  # bytes of a pointer


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes; raises OSError where it cannot be read."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pointed_at(path: Path) -> str | None:
    """Give the SHA-256 of the file for which only Git LFS's pointer is here; None for any other file."""
    return pointer(beginning(path, _LONGEST))
