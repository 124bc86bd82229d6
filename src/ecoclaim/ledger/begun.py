"""What a command is about to write, noted before the first file changes: a kill leaves all of it to do, or none.

The new bytes wait beside their places and the note says where each belongs, so that the next command can put them
there and enter them into git. A note also stays where git refused: what it names is no hand edit.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ecoclaim.errors import BadFile, NotFound
from ecoclaim.ledger.copies import put_in_place
from ecoclaim.ledger.hashes import sha256
from ecoclaim.ledger.names import is_link
from ecoclaim.ledger.write import sync_folder, write_whole
from ecoclaim.model.shapes import CASE_NUMBER
from ecoclaim.outside.files import contents

# Git's own folder is nobody's but this copy's: no clone brings a note along. Elsewhere a name that git ignores.
_IN_GIT, NOTE = ".git/ecoclaim-begun", ".write-begun"
# The hash of a file that is moved as it is and was not looked into.
ANY = ""
_CASE_FOLDER = re.compile(rf"cases/(?:\.new-[^/]+/)?{CASE_NUMBER}")


@dataclass(frozen=True, slots=True)
class Step:
    """One file: its path, the SHA-256 of what it held and is to hold (None: no file), where its new bytes wait."""

    path: str
    old: str | None
    new: str | None
    waiting: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What one command writes: folders that move, then files; what git is to have of it, and by which message."""

    message: str = ""
    holds: Mapping[str, str | None] = field(default_factory=dict)
    moves: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()


def begun(root: Path) -> tuple[Begun, ...]:
    """Give what was begun in this ledger and not ended, the first one first; a line that is no note is passed over."""
    try:
        lines = contents(note_file(root)).splitlines()
    except (NotFound, BadFile):
        return ()
    return tuple(found for line in lines if (found := _read(root, line)) is not None)


def note_file(root: Path) -> Path:
    """Give where the notes of a ledger stand."""
    own = root / _IN_GIT
    return own if own.parent.is_dir() and os.access(own.parent, os.W_OK) else root / NOTE


def note(root: Path, those: Sequence[Begun]) -> None:
    """Note these and no others; raises OSError where the ledger cannot be written."""
    if not those:
        note_file(root).unlink(missing_ok=True)
        return
    lines = [json.dumps(_plain(one), ensure_ascii=True) for one in those]
    write_whole(note_file(root), ("\n".join(lines) + "\n").encode())


def without(those: Sequence[Begun], paths: Mapping[str, object]) -> tuple[Begun, ...]:
    """Give the notes without these files, which another command has written since."""
    rest = (replace(one, holds={path: held for path, held in one.holds.items() if path not in paths}) for one in those)
    return tuple(one for one in rest if one.holds or one.steps or one.moves)


def complete(root: Path, one: Begun) -> list[str]:
    """Put in place what waits; gives the paths of files that someone changed meanwhile, which are left as they are.

    Done already, it does nothing. Raises OSError.
    """
    for source, target in one.moves:
        _move(root / source, root / target)
    for folder in dict.fromkeys((root / target).parent for _source, target in one.moves):
        if folder.is_dir():
            sync_folder(folder)
    return [step.path for step in one.steps if not _placed(root, step)]


def files_done(one: Begun) -> Begun:
    """Give what is left to do of a note whose files are in place."""
    return replace(one, moves=(), steps=())


def holds_still(root: Path, path: str, held: str | None) -> bool:
    """Tell whether a file still is what a command made of it."""
    now = _hash(root / path)
    return now is not None if held == ANY else now == held


def _move(source: Path, target: Path) -> None:
    if not os.path.lexists(source):
        return
    if os.path.lexists(target):
        raise FileExistsError(f"{target}")
    source.rename(target)
    if source.parent.name.startswith(".new-"):
        with suppress(OSError):
            source.parent.rmdir()


def _placed(root: Path, step: Step) -> bool:
    path, waiting = root / step.path, root / step.waiting
    if not step.waiting:
        if step.new is None and _hash(path) == step.old:
            path.unlink(missing_ok=True)
        return True
    if not waiting.is_file():
        return True
    now = _hash(path)
    if now not in (step.old, step.new):
        return False
    if now == step.new:
        waiting.unlink()
    elif now is None:
        put_in_place(waiting, path)
    else:
        waiting.replace(path)
        sync_folder(path.parent)
    return True


def _hash(path: Path) -> str | None:
    return sha256(path) if path.is_file() else None


def _plain(one: Begun) -> dict[str, object]:
    steps = [[step.path, step.old, step.new, step.waiting] for step in one.steps]
    return {"message": one.message, "holds": dict(one.holds), "moves": list(one.moves), "steps": steps}


def _read(root: Path, line: bytes) -> Begun | None:
    """Read one note; None for what is none, or names a place outside the ledger: whoever sent it did not write it."""
    try:
        said = json.loads(line)
        found = Begun(
            str(said["message"]),
            {str(path): None if held is None else str(held) for path, held in said["holds"].items()},
            tuple((str(source), str(target)) for source, target in said["moves"]),
            tuple(Step(str(path), old, new, str(waiting)) for path, old, new, waiting in said["steps"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return found if all(_fits(root, path) for path in _paths(found)) and _is_ours(found) else None


def _paths(one: Begun) -> Iterator[str]:
    yield from one.holds
    for pair in one.moves:
        yield from pair
    for step in one.steps:
        yield from filter(None, (step.path, step.waiting))


def _is_ours(one: Begun) -> bool:
    """Tell whether only files that we made wait, beside their places, and only folders of cases move."""
    beside = all(
        not step.waiting
        or (
            PurePosixPath(step.waiting).parent == PurePosixPath(step.path).parent
            and PurePosixPath(step.waiting).name.startswith(".write-")
        )
        for step in one.steps
    )
    return beside and all(_CASE_FOLDER.fullmatch(path) for pair in one.moves for path in pair)


def _fits(root: Path, path: str) -> bool:
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts or parts[0] == ".git" or "\\" in path:
        return False
    here = root
    for part in parts:
        here = here / part
        if is_link(here):
            return False
    return True
