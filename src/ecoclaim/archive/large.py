"""Whether large files go through Git LFS, or into git for ever."""

from __future__ import annotations

from pathlib import Path

from ecoclaim.archive.git import ask
from ecoclaim.errors import GitRefused

LARGE = 50 << 20  # bytes from which GitHub and others begin to warn


def goes_to_lfs(root: Path, path: str) -> bool:
    """Tell whether git is told to hand this file over to Git LFS; without git nothing is."""
    try:
        reply = ask(root, "check-attr", "-z", "filter", "--", path)
    except GitRefused:
        return False
    return reply.code == 0 and reply.out.split(b"\0")[2:3] == [b"lfs"]
