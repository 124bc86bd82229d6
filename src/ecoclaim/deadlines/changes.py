"""What a change of a case does to its deadlines: which it starts, meets, voids, moves or takes away. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ecoclaim.deadlines.rows import Deadline

Kind = Literal["started", "met", "voided", "moved", "reopened", "removed"]
_MET = ("met", "met-late")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row: the row as it is now (as it was, where it is gone), and as it was before."""

    kind: Kind
    row: Deadline
    before: Deadline | None


def changes(before: Iterable[Deadline], after: Iterable[Deadline]) -> tuple[Change, ...]:
    """Compare the rows of a case before and after a change, both as of the same day, by their keys."""
    then = {row.key: row for row in before}
    now = {row.key: row for row in after}
    found = [
        Change(kind, row, then.get(key)) for key, row in now.items() if (kind := _kind(then.get(key), row)) is not None
    ]
    return (*found, *(Change("removed", row, row) for key, row in then.items() if key not in now and _counts(row)))


def _kind(before: Deadline | None, now: Deadline) -> Kind | None:
    if before is None:
        return None if now.status == "void" else "met" if now.status in _MET else "started"
    if now.status == "void":
        return None if before.status == "void" else "voided"
    if now.status in _MET:
        return "met" if before.status not in _MET or before.met_on != now.met_on else None
    if before.status in ("void", *_MET):
        return "reopened"
    return "moved" if _dates(before) != _dates(now) else None


def _counts(row: Deadline) -> bool:
    return row.status != "void"


def _dates(row: Deadline) -> tuple[object, ...]:
    # What is owed promptly has no dates; it moves with the day it began.
    began = row.start.date if row.start and row.due is None else None
    return row.due, row.rolled, row.safe, row.may_act_from, began
