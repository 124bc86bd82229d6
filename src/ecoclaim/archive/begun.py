"""What a commit had in hand when it was broken off, noted in git's own folder, so that the next one enters it.

A git that is killed after it moved the branch leaves an index of before: the person's own next commit would take ours
back. One that is killed earlier leaves files that no later command would enter.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.git import ask, joined
from ecoclaim.archive.repository import Repository
from ecoclaim.errors import GitRefused, NotFound
from ecoclaim.outside.files import contents
from ecoclaim.words import _

_NOTE = "ecoclaim-begun"


@dataclass(frozen=True, slots=True)
class Begun:
    """One commit that was begun: its files by path from the top, and its message."""

    paths: tuple[str, ...]
    message: str


def begun(place: Repository) -> tuple[Begun, ...]:
    """Give the commits that were begun here and not ended, the first one first."""
    try:
        lines = contents(_file(place)).splitlines()
    except NotFound:
        return ()
    return tuple(found for line in lines if (found := _read(line)) is not None)


def note(place: Repository, one: Begun) -> None:
    """Note that a commit begins; raises GitRefused where git's folder cannot be written."""
    line = json.dumps({"paths": one.paths, "message": one.message})
    try:
        # A line that was itself broken off has no end: what follows begins a new one.
        with _file(place).open("ab") as file:
            file.write(f"\n{line}\n".encode())
    except OSError as fault:
        raise _unwritten(place, fault) from None


def keep(place: Repository, those: Sequence[Begun]) -> None:
    """Note these and no others."""
    try:
        _file(place).unlink(missing_ok=True)
    except OSError as fault:
        raise _unwritten(place, fault) from None
    for one in those:
        note(place, one)


def put_right(place: Repository, paths: Iterable[str]) -> None:
    """Have the index hold of these files what the last commit has; of a git that will not the next commit tells."""
    options = ("--pathspec-from-file=-", "--pathspec-file-nul")
    ask(place.top, "reset", *options, given=joined(paths), settings=place.settings)


def _file(place: Repository) -> Path:
    # Two ledgers in one repository have each its own lock, and so each its own note.
    own = f"-{hashlib.sha256(os.fsencode(place.prefix)).hexdigest()[:12]}" if place.prefix else ""
    return place.own / f"{_NOTE}{own}"


def _read(line: bytes) -> Begun | None:
    try:
        said = json.loads(line)
        return Begun(tuple(map(str, said["paths"])), str(said["message"]))
    except (ValueError, KeyError, TypeError):
        return None


def _unwritten(place: Repository, fault: OSError) -> GitRefused:
    return GitRefused(_("{path} cannot be written: {why}").format(path=_file(place), why=fault.strerror or fault))
