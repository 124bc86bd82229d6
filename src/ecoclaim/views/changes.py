"""What a write did to the deadlines, in lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from ecoclaim.deadlines import Deadline
from ecoclaim.deadlines.changes import Change
from ecoclaim.views import terms
from ecoclaim.views.deadlines import deadline_json, marked_day
from ecoclaim.words import _


def change_lines(changes: Iterable[Change]) -> list[str]:
    """Write each change in a line: what it starts, meets, moves, ends, and the days."""
    return [_line(one) for one in changes]


def deadline_line(row: Deadline) -> str:
    """Write one running row in a line."""
    if row.rolled is None:
        return _("{matter}: promptly").format(matter=_matter(row)) if row.rule.prompt else _matter(row)
    if row.safe == row.rolled:
        return _("{matter}: last day {last}").format(matter=_matter(row), last=marked_day(row.rolled, row))
    return _("{matter}: last day {last}, plan by {safe}").format(
        matter=_matter(row), last=marked_day(row.rolled, row), safe=marked_day(row.safe, row)
    )


def change_json(one: Change) -> dict[str, object]:
    """Give a change its public form; `from` holds the days before, where the row was there before."""
    before = one.before
    return {
        "change": one.kind,
        "deadline": deadline_json(one.row),
        "from": {"due": before.due, "rolled": before.rolled, "safe": before.safe, "status": before.status}
        if before
        else None,
    }


def _line(one: Change) -> str:
    row, matter = one.row, _matter(one.row)
    if one.kind == "started":
        return _("starts   {line}").format(line=deadline_line(row))
    if one.kind == "reopened":
        return _("reopens  {line}").format(line=deadline_line(row))
    if one.kind == "voided":
        return _("ends     {matter}: no longer due").format(matter=matter)
    if one.kind == "removed":
        return _("goes     {matter}").format(matter=matter)
    if one.kind == "met":
        words = {"matter": matter, "day": row.met_on, "last": marked_day(row.rolled, row)}
        if row.rolled is None:
            return _("meets    {matter}: done on {day}").format(**words)
        if row.status == "met-late":
            return _("meets    {matter}: done late on {day}, the last day was {last}").format(**words)
        return _("meets    {matter}: done on {day}, the last day was {last}").format(**words)
    return _moved(one)


def _moved(one: Change) -> str:
    before, row = one.before, one.row
    assert before is not None
    if row.rolled is None or before.rolled is None:
        return _("moves    {line}").format(line=deadline_line(row))
    words = {
        "matter": _matter(row),
        "old": marked_day(before.rolled, before),
        "last": marked_day(row.rolled, row),
    }
    if not row.rule.ours:
        return _("moves    {matter}: last day {old} → {last}").format(**words)
    words |= {
        "old_safe": marked_day(before.safe, before),
        "safe": marked_day(row.safe, row),
    }
    return _("moves    {matter}: last day {old} → {last}, plan by {old_safe} → {safe}").format(**words)


def _matter(row: Deadline) -> str:
    name = terms.name(row)
    return _("{matter} [{obligor}]").format(matter=name, obligor=row.obligor) if row.obligor else name
