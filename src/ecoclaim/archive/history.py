"""The history of a case as git keeps it: each commit, and what it did to the files of the ledger.

Works from the files before and after, not from what a message says: a hand edit is told like a command's work, and a
case is followed to another number where the folders prove it. Of a merge only that is told which neither side had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ecoclaim.archive.lives import case_history
from ecoclaim.archive.moves import moved
from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import prefix
from ecoclaim.archive.states import States
from ecoclaim.archive.walk import Commit, commits
from ecoclaim.ledger.changes import Change, came_or_went, changed, is_told
from ecoclaim.ledger.places import CASE

__all__ = ["Commit", "case_history", "done", "whole_history"]


def whole_history(root: Path) -> list[Commit]:
    """List the commits that changed the ledger, the oldest first."""
    listed = [one for one in reversed(commits(root)) if one.files]
    if not any(_may_move(one) for one in listed):
        return listed
    below = prefix(root)
    with Objects(root) as objects:
        return [replace(one, moves=_moves(objects, below, one)) if _may_move(one) else one for one in listed]


def done(root: Path, commits: Sequence[Commit]) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Tell for each commit what it did to the files it is listed with; one that did nothing is passed over."""
    if not commits:
        return
    with Objects(root) as objects:
        told = _Told(objects, prefix(root))
        for one in commits:
            if found := tuple(told.changes(one)):
                yield one, found


def _may_move(commit: Commit) -> bool:
    """Tell whether a case came in a commit that did more to other cases: it may be one that had another number."""
    cases = [file for name, file in commit.files.items() if name.startswith("cases/") and name.endswith(f"/{CASE}")]
    came = any(file.came for file in cases)
    return came and (len(cases) > 1 or len(commit.parents) > 1)


def _moves(objects: Objects, prefix: str, commit: Commit) -> tuple[Mapping[str, str], ...]:
    return tuple(moved(objects, prefix, f"{commit.id}^{n}", commit.id) for n in range(1, len(commit.parents) + 1))


class _Told:
    """Tells one commit after another."""

    def __init__(self, objects: Objects, prefix: str) -> None:
        self._objects = objects
        self._prefix = prefix
        self._states = States(objects)

    def changes(self, commit: Commit) -> Iterator[Change]:
        moves = commit.moves or ({},) * max(len(commit.parents), 1)
        now = [one for one in dict.fromkeys(_case(name) for name in commit.files) if any(one in was for was in moves)]
        for case in now:
            yield from self._renumbered(commit, moves, case)
        for name, file in commit.files.items():
            case = _case(name)
            if case not in now:
                # What had the number before goes on under another: here begins what has it now.
                before = [None if case in was.values() else one for one, was in zip(file.before, moves, strict=True)]
                yield from self._file(name, before, file.after, is_told(name) and file.is_file)

    def _renumbered(self, commit: Commit, moves: Sequence[Mapping[str, str]], case: str) -> Iterator[Change]:
        """Tell that a case got another number, if no side had it yet, and what was done to it besides."""
        after = self._files(commit.id, case)
        sides = [
            {} if case in was.values() and case not in was else self._files(f"{commit.id}^{n}", was.get(case, case))
            for n, was in enumerate(moves, 1)
        ]
        old = [was.get(case, case if CASE in side else "") for was, side in zip(moves, sides, strict=True)]
        if case not in old:
            yield Change("renumbered", f"cases/{case}/", note=next(filter(None, old)))
        for rest in sorted({*after, *(one for side in sides for one in side)}):
            name = f"cases/{case}/{rest}"
            for one in self._file(name, [side.get(rest) for side in sides], after.get(rest), is_told(name)):
                if not (one.field and one.field.loc == ("id",) and one.field.new == case):
                    yield one

    def _files(self, commit: str, case: str) -> Mapping[str, str]:
        return self._objects.files(f"{commit}:{self._prefix}cases/{case}")

    def _file(self, name: str, before: Sequence[str | None], after: str | None, told: bool) -> Iterator[Change]:
        """Tell what was done to a file that no side has had as it is now."""
        if after in before:
            return
        if not told:
            yield came_or_went(name, None in before, after is None)
            return
        new = self._states.state(name, after)
        first, *others = (changed(name, self._states.state(name, one), new) for one in dict.fromkeys(before))
        known = [set(map(_same, side)) for side in others]
        yield from (one for one in first if all(_same(one) in side for side in known))


def _case(name: str) -> str:
    parts = name.split("/", 2)
    return parts[1] if len(parts) > 2 and parts[0] == "cases" else ""


def _same(change: Change) -> str:
    # Either side had another number and another old value; what was done is what stands there now.
    field = replace(change.field, loc=(), old=None) if change.field else None
    return repr(replace(change, entry=None, field=field))
