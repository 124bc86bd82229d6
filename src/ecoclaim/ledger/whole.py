"""Several files written as one: all of them or none, also where the process is killed between two of them.

First the new bytes lie beside their places, then the note of what is begun, then each takes its place. What another
has changed meanwhile is never overwritten: then all is as it was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger.begun import ANY, Begun, Step, complete, holds_still, note, without
from ecoclaim.ledger.copies import Copy
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.write import beside, refuse_changed, unwritten, write_whole
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Files:
    """What files of a ledger hold and are to hold, and which folders move before; paths are those before a move.

    A file in `new` that holds that already is not written, yet belongs to the commit. `copies` wait beside their
    places, which are free or hold the same. `gone` are files that go, with the SHA-256 of what they hold. `moved`
    are files that only go along with their folder.
    """

    old: Mapping[Path, bytes | None] = field(default_factory=dict)
    new: Mapping[Path, bytes] = field(default_factory=dict)
    copies: Mapping[Path, Copy] = field(default_factory=dict)
    moves: Mapping[Path, Path] = field(default_factory=dict)
    moved: tuple[Path, ...] = ()
    gone: Mapping[Path, str] = field(default_factory=dict)

    @property
    def changed(self) -> dict[Path, bytes]:
        """The files whose bytes change."""
        return {path: data for path, data in self.new.items() if self.old.get(path) != data}

    @property
    def paths(self) -> list[Path]:
        """Every file it speaks of, as it lies before."""
        return list(dict.fromkeys((*self.new, *self.copies, *self.moved, *self.gone)))

    def after(self, path: Path) -> Path:
        """Give where a file lies once the folders have moved."""
        if not self.moves:
            return path
        for folder in (path, *path.parents):
            target = self.moves.get(folder)
            if target is not None:
                return target / path.relative_to(folder)
        return path


def put_down(root: Path, files: Files, message: str = "", earlier: Sequence[Begun] = ()) -> tuple[Begun, ...]:
    """Write the files; gives the notes that now stand: those given, and what git is still to have of this.

    Raises BadFile where a file changed since it was read or cannot be written, with all as it was.
    """
    waiting: dict[Path, Path] = {}
    before = {path: files.old.get(path) for path in files.changed}
    here = root
    try:
        refuse_changed(root, before)
        for here, data in files.changed.items():
            here.parent.mkdir(parents=True, exist_ok=True)
            waiting[here] = beside(here, data)
        # Looked at once more when the new bytes are on the disk: whoever saves in an editor meanwhile is not overtaken.
        refuse_changed(root, before)
        ours = _begun(root, files, message, waiting)
        notes = (*without(earlier, ours.holds), ours)
        here = root
        note(root, notes)
    except BaseException as fault:
        for one in waiting.values():
            one.unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise unwritten(root, fault, here) from None
        raise
    try:
        changed = complete(root, ours)
    except OSError as fault:
        _take_back(root, files, ours, earlier)
        raise unwritten(root, fault, root / ours.steps[0].path if ours.steps else here) from None
    if changed:
        _take_back(root, files, ours, earlier)
        text = _("was changed by someone else meanwhile; nothing was written, try again")
        raise BadFile([Problem(path, None, None, "", text) for path in changed])
    return notes


def _begun(root: Path, files: Files, message: str, waiting: Mapping[Path, Path]) -> Begun:
    def name(path: Path) -> str:
        return shown(root, files.after(path))

    # What a case lists is there before the case lists it.
    steps = [Step(name(path), None, copy.sha256, name(copy.path)) for path, copy in files.copies.items()]
    steps += [
        Step(name(path), _hash(files.old.get(path)), _hash(files.new[path]), name(one)) for path, one in waiting.items()
    ]
    steps += [Step(name(path), held, None) for path, held in files.gone.items()]
    holds: dict[str, str | None] = {shown(root, path): None for path in files.paths if files.after(path) != path}
    holds |= {name(path): ANY for path in files.moved}
    holds |= {name(path): _hash(data) for path, data in files.new.items()}
    holds |= {name(path): copy.sha256 for path, copy in files.copies.items()}
    holds |= {name(path): None for path in files.gone}
    moves = tuple((shown(root, source), shown(root, target)) for source, target in files.moves.items())
    return Begun(message, holds, moves, tuple(steps))


def _take_back(root: Path, files: Files, ours: Begun, earlier: Sequence[Begun]) -> None:
    """Put everything back as it was; where that fails too, the note stays and the next command completes it."""
    old = {shown(root, files.after(path)): data for path, data in files.old.items()}
    with suppress(OSError):
        for step in reversed(ours.steps):
            path = root / step.path
            if step.waiting and not (root / step.waiting).exists() and holds_still(root, step.path, step.new):
                held = old.get(step.path)
                if held is None:
                    path.unlink(missing_ok=True)
                else:
                    write_whole(path, held)
            elif step.waiting:
                for place in (step.waiting, *_before_moves(step.waiting, ours.moves)):
                    (root / place).unlink(missing_ok=True)
        for source, target in reversed(ours.moves):
            if (root / target).exists() and not (root / source).exists():
                (root / source).parent.mkdir(exist_ok=True)
                (root / target).rename(root / source)
        note(root, earlier)


def _before_moves(path: str, moves: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Give where a file lay before its folder moved: where the move itself failed it lies there still."""
    return (source + path.removeprefix(target) for source, target in moves if path.startswith(f"{target}/"))


def _hash(data: bytes | None) -> str | None:
    return None if data is None else hashlib.sha256(data).hexdigest()
