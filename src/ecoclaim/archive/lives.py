"""The commits of one case, through each number it had: back from the newest, each parent under the number it has there.

A number may have been another case's once, and a case may come and go: what was under the number is the case's own,
but for what has another number since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ecoclaim.archive.moves import moved, titled
from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import prefix
from ecoclaim.archive.walk import Commit, commits, parents
from ecoclaim.ledger.places import CASE

# So many numbers of one case are gone through by themselves; after that the whole ledger is, once.
_MOST_NUMBERS = 4


def case_history(root: Path, case: str) -> list[Commit]:
    """List the commits that changed files of a case, the oldest first; also from before it got another number.

    What was written under its number to a case that has another number since is that one's history.
    """
    listed = commits(root, [f"cases/{case}/"])
    if not listed:
        return []
    with Objects(root) as objects:
        below = prefix(root)
        life = _Life(objects, below, listed)
        if all(life.before(one, n, case) == case for one in listed for n in range(len(one.parents))):
            return [one for one in reversed(listed) if one.files]
        graph, numbers = parents(root), {case}
        while True:
            had = life.numbers(graph, case)
            more = numbers.union(*had.values())
            if more == numbers or len(numbers) > _MOST_NUMBERS:
                return list(life.commits(had))
            numbers = more
            folders = ["cases/"] if len(numbers) > _MOST_NUMBERS else [f"cases/{one}/" for one in sorted(numbers)]
            life = _Life(objects, below, commits(root, folders))


class _Life:
    """The commits that may be of a case, and what each says of the number it had before."""

    def __init__(self, objects: Objects, prefix: str, listed: Sequence[Commit]) -> None:
        self._objects = objects
        self._prefix = prefix
        self._listed = {one.id: one for one in listed}
        self._moves: dict[tuple[str, int], Mapping[str, str]] = {}

    def numbers(self, graph: Mapping[str, Sequence[str]], case: str) -> Mapping[str, set[str]]:
        """Give for each commit that leads to the newest one the numbers that the case had in it."""
        had: dict[str, set[str]] = {}
        left = [(next(iter(graph)), case)]
        while left:
            identity, number = left.pop()
            numbers = had.setdefault(identity, set())
            if number in numbers:
                continue
            numbers.add(number)
            commit = self._listed.get(identity)
            for n, parent in enumerate(graph[identity]):
                if earlier := self.before(commit, n, number) if commit else number:
                    left.append((parent, earlier))
        return had

    def commits(self, had: Mapping[str, set[str]]) -> Iterator[Commit]:
        """List those of the commits that changed the case, the oldest first, with only its own files."""
        for one in reversed(self._listed.values()):
            folders = tuple(f"cases/{number}/" for number in had.get(one.id, ()))
            files = {name: file for name, file in one.files.items() if name.startswith(folders)} if folders else {}
            if files:
                moves = tuple(self._moves.get((one.id, n), {}) for n in range(len(one.parents)))
                yield replace(one, files=files, moves=moves)

    def before(self, commit: Commit, n: int, number: str) -> str:
        """Give the number that a case had at a parent; nothing where another case had it there."""
        old, new = self._case_files(commit, n, number)
        if old == new or (old and new and titled(self._objects, old) == titled(self._objects, new)):
            return number
        if (commit.id, n) not in self._moves:
            self._moves[commit.id, n] = moved(self._objects, self._prefix, f"{commit.id}^{n + 1}", commit.id)
        moves = self._moves[commit.id, n]
        return moves.get(number) or ("" if number in moves.values() else number)

    def _case_files(self, commit: Commit, n: int, number: str) -> tuple[str | None, str | None]:
        """Give the ids of a case's case.yaml at a parent and at the commit."""
        name = f"cases/{number}/{CASE}"
        if len(commit.parents) == 1:
            file = commit.files.get(name)
            return (file.before[0], file.after) if file else (None, None)
        # Of a merge only what no side had is listed.
        found = [self._objects.find(f"{one}:{self._prefix}{name}", 0) for one in (f"{commit.id}^{n + 1}", commit.id)]
        before, after = (one.id if one else None for one in found)
        return before, after
