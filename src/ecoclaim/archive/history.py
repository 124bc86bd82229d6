"""The history of a case as git keeps it: each commit, and what it did to the files of the ledger.

Works from the files before and after, not from what a message says: a hand edit is told like a command's work. Of a
merge only that is told which neither side had.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from ecoclaim.archive.git import ask, exactly, tell
from ecoclaim.archive.repository import inside_repository, repository
from ecoclaim.errors import GitRefused
from ecoclaim.ledger.changes import Change, changes
from ecoclaim.words import _

_FIELD, _END = "\x1f", "\x1e"
_FORMAT = "%x1e%H%x1f%h%x1f%P%x1f%aI%x1f%cI%x1f%aN%x1f%aE%x1f%s%x1f%(trailers:only,unfold)%x1f"
# Trailers: which command committed; of a case that got another number its new one, and the one it had.
COMMAND, CASE_TRAILER, WAS = "Ecoclaim-Command", "Ecoclaim-Case", "Ecoclaim-Was"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: when it was written and by whom, what it says, and which files it changed (A, M, D) by their paths.

    Days are those of the clock of whoever wrote it.
    """

    id: str
    short: str
    parents: tuple[str, ...]
    at: datetime
    committed: datetime
    who: str
    address: str
    subject: str
    trailers: Mapping[str, str]
    files: Mapping[str, str]

    @property
    def day(self) -> date:
        """The day on which it was written down."""
        return self.at.date()


def case_history(root: Path, case: str) -> list[Commit]:
    """List the commits that changed files of a case, the oldest first; also from before it got another number.

    What was written under its number to a case that has another number since is that one's history.
    """
    found: list[Commit] = []
    tip = "HEAD"
    while True:
        part = _log(root, tip, f"cases/{case}/")
        left = [one.id for one in part if one.trailers.get(WAS) == case]
        if left:
            part = _log(root, tip, f"cases/{case}/", left)
        came = next((one for one in part if one.trailers.get(CASE_TRAILER) == case and one.trailers.get(WAS)), None)
        if came is None:
            return part + found
        found = part[part.index(came) :] + found
        if not came.parents:
            return found
        case, tip = came.trailers[WAS], came.parents[0]


def whole_history(root: Path) -> list[Commit]:
    """List the commits that changed the ledger, the oldest first."""
    return _log(root, "HEAD", "")


def done(root: Path, commits: Sequence[Commit]) -> Iterator[tuple[Commit, tuple[Change, ...]]]:
    """Tell for each commit what it did to the files it is listed with; one that did nothing is passed over."""
    texts = _texts(
        root,
        [
            (revision, name)
            for one in commits
            for name in one.files
            if name.endswith(".yaml")
            for revision in (one.id, *one.parents)
        ],
    )
    for one in commits:
        told = tuple(change for name in one.files for change in _done_to(one, name, texts))
        if WAS in one.trailers:
            # Its files came and went under two numbers; what was done is one thing.
            told = (Change("renumbered", f"cases/{one.trailers.get(CASE_TRAILER, '')}/", note=one.trailers[WAS]),)
        if told:
            yield one, told


def _done_to(commit: Commit, name: str, texts: Mapping[tuple[str, str], bytes]) -> Iterator[Change]:
    if not name.endswith(".yaml"):
        state = commit.files[name]
        yield Change("added" if "A" in state else "removed" if "D" in state else "changed", name)
        return
    new = texts.get((commit.id, name))
    sides = [changes(name, texts.get((parent, name)), new) for parent in commit.parents] or [changes(name, None, new)]
    for one in sides[0]:
        if all(_same(one) in map(_same, side) for side in sides[1:]):
            yield one


def _same(change: Change) -> Change:
    # Either side had another number and another old value; what was done is what stands there now.
    field = replace(change.field, loc=(), old=None) if change.field else None
    return replace(change, entry=None, field=field)


def _log(root: Path, tip: str, below: str, without: Sequence[str] = ()) -> list[Commit]:
    """List the commits from a tip that changed what lies below a path; `without` those and all that led to them."""
    if not inside_repository(root):
        raise GitRefused(_("{folder} lies in no git repository and has no history").format(folder=root))
    if ask(root, "rev-parse", "--quiet", "--verify", f"{tip}^{{commit}}").code:
        return []
    options = ("--full-history", "-c", "--name-status", "-z", "--no-renames", "--relative", "--root")
    reply = tell(
        root, "log", *options, f"--format={_FORMAT}", tip, *(f"^{one}" for one in without), "--", exactly(below or ".")
    )
    records = os.fsdecode(reply.out).split(_END)[1:]
    return [one for one in map(_commit, reversed(records)) if one.files]


def _commit(record: str) -> Commit:
    *fields, rest = record.split(_FIELD)
    identity, short, parents, at, committed, who, address, subject, trailers = fields
    named = (line.partition(": ") for line in trailers.splitlines())
    pieces = [piece.strip("\n") for piece in rest.split("\0")]
    pieces = [piece for piece in pieces if piece]
    return Commit(
        identity,
        short,
        tuple(parents.split()),
        datetime.fromisoformat(at),
        datetime.fromisoformat(committed),
        who,
        address,
        subject,
        {name: value for name, _colon, value in named},
        dict(zip(pieces[1::2], pieces[::2], strict=True)),
    )


def _texts(root: Path, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Read files as they stood at commits, all by one git; what was not there is left out."""
    asked = list(dict.fromkeys(wanted))
    if not asked:
        return {}
    prefix = repository(root).prefix
    lines = "".join(f"{revision}:{prefix}{name}\n" for revision, name in asked if "\n" not in name)
    out = tell(root, "cat-file", "--batch", given=os.fsencode(lines)).out
    found: dict[tuple[str, str], bytes] = {}
    at = 0
    for key in asked:
        if "\n" in key[1]:
            continue
        end = out.index(b"\n", at)
        head, at = out[at:end], end + 1
        if head.endswith(b" missing"):
            continue
        size = int(head.rpartition(b" ")[2])
        found[key] = out[at : at + size]
        at += size + 1
    return found
