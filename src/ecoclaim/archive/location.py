"""Where the .git of a folder is, found on the disk without asking git, and what is never taken for one.

Git takes any folder that holds HEAD, objects and refs for a repository without a work tree, and runs what its config
says. A clone may bring such a folder along as plain files. So the .git is found here, git is kept from looking further,
and a folder that git might take instead is refused.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.errors import GitRefused
from ecoclaim.outside.files import beginning
from ecoclaim.words import _

# What git reads before it answers anything. A pipe or a device here would never end.
_READ_FIRST = (
    *("HEAD", "config", "config.worktree", "commondir", "gitdir", "index", "shallow"),
    *("packed-refs", "info/attributes", "info/exclude", "info/grafts", "objects/info/alternates"),
)


@dataclass(frozen=True, slots=True)
class Location:
    """The folder that holds a .git, git's own folder, and the one that it shares with other work trees."""

    top: Path
    own: Path
    common: Path


def location(folder: Path) -> Location | None:
    """Find the .git of a folder or of the nearest one above it; None where there is none.

    Raises GitRefused where a folder on the way would be taken for a repository without a work tree, and where
    something in the .git is no file that ends, or may not be looked at.
    """
    try:
        return _location(_physical(folder))
    except OSError as fault:
        raise GitRefused(
            _("{path} cannot be read: {why}").format(path=fault.filename or folder, why=fault.strerror or fault)
        ) from None


def inside_repository(folder: Path) -> bool:
    """Tell whether a folder lies in a git repository of its own or of a folder above it; asks no git."""
    here = _physical(folder)
    return any(os.path.exists(one / ".git") for one in (here, *here.parents))  # noqa: PTH110 - it never raises


def _location(here: Path) -> Location | None:
    for top in (here, *here.parents):
        if not (top / ".git").exists():
            continue
        for one in (here, *here.parents):
            if _looks_bare(one):
                raise GitRefused(
                    _(
                        "{folder} holds HEAD, objects and refs, so git would take it for a repository of its own "
                        "and run what its settings say; move these three away from there"
                    ).format(folder=one)
                )
            if one == top:
                break
        own = _own(top)
        common = _common(own)
        for path in (*(own / name for name in _READ_FIRST), *(common / name for name in _READ_FIRST)):
            if _never_ends(path):
                raise GitRefused(_("{path} is not a plain file, so git is not asked; remove it").format(path=path))
        return Location(top, own, common)
    return None


def _physical(folder: Path) -> Path:
    """Give the folder as git sees it, which goes up from where a link leads."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        return folder.absolute()


def _looks_bare(folder: Path) -> bool:
    if not (folder / "HEAD").exists():
        return False
    return (folder / "commondir").exists() or ((folder / "objects").exists() and (folder / "refs").exists())


def _own(top: Path) -> Path:
    """Give git's own folder: .git, or where a .git that is a file leads."""
    path = top / ".git"
    if not path.is_file():
        return path
    return _led(path, b"gitdir:", path)


def _common(own: Path) -> Path:
    return _led(own / "commondir", b"", own)


def _led(file: Path, mark: bytes, otherwise: Path) -> Path:
    """Give the path that a file of git's names, from where the file lies."""
    try:
        if not file.is_file():
            return otherwise
        line = beginning(file, 8192).rstrip(b"\r\n")
    except OSError:
        return otherwise
    if not line.startswith(mark):
        return otherwise
    return file.parent / os.fsdecode(line.removeprefix(mark).strip())


def _never_ends(path: Path) -> bool:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode))
