"""Whether large files go through Git LFS, or into git for ever."""

from __future__ import annotations

from pathlib import Path

from ecoclaim.archive.git import ask
from ecoclaim.archive.repository import repository
from ecoclaim.errors import GitRefused

LARGE = 50 << 20  # bytes from which GitHub and others begin to warn


def meant_for_lfs(root: Path, path: str) -> bool:
    """Tell whether .gitattributes has git hand this file over to Git LFS; without git nothing is."""
    try:
        reply = ask(root, "check-attr", "filter", "--", path, settings=repository(root).settings)
    except GitRefused:
        return False
    return reply.code == 0 and reply.out.split(b"\0")[2:3] == [b"lfs"]


def lfs_is_installed(root: Path) -> bool:
    """Tell whether Git LFS is installed for this person: the program, and the settings by which git calls it."""
    try:
        return ask(root, "lfs").code == 0 and bool(repository(root).settings.get("filter.lfs.clean"))
    except GitRefused:
        return False
