"""Six weeks from the Monday of a day: what is to be done on each, which days are off and which weekends are worked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ecoclaim.workdays import Workdays
from ecoclaim.workdays.reasons import festival

_DAYS = 42


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `name` is the festival it is off for, `known` whether its notice is there."""

    day: date
    worked: bool
    made_up: bool
    name: str
    known: bool
    today: bool
    past: bool
    entries: list[object] = field(default_factory=list)


def six_weeks(today: date, workdays: Workdays, entries: Iterable[tuple[date, object]]) -> list[list[Day]]:
    """Lay six weeks out, each from Monday to Sunday, with what falls on each day."""
    last = date.max - timedelta(days=_DAYS)
    first = min(today, last) - timedelta(days=min(today, last).weekday())
    found = {}
    for number in range(_DAYS):
        day = first + timedelta(days=number)
        note = workdays.why(day)
        weekend = day.weekday() >= 5
        name = festival(note.name) if note.name and not note.worked else ""
        found[day] = Day(day, note.worked, note.worked and weekend, name, note.known, day == today, day < today)
    for day, entry in entries:
        if day in found:
            found[day].entries.append(entry)
    days = list(found.values())
    return [days[week : week + 7] for week in range(0, _DAYS, 7)]
