"""The SHA-256 of files, read piece by piece so that a film takes no more memory than a note."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

PIECE = 1 << 20
_LONGEST = 300  # bytes of a pointer
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file's bytes; raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pointed_at(path: Path) -> str | None:
    """Give the SHA-256 of the file for which only Git LFS's pointer is here; None for any other file."""
    with path.open("rb") as file:
        return pointer(file.read(_LONGEST))


def pointer(data: bytes) -> str | None:
    """Give the SHA-256 that these bytes point at where they are a pointer of Git LFS; None where they are none."""
    found = _POINTER.match(data[:_LONGEST])
    return found[1].decode() if found else None
