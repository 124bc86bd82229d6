"""How a deadline came about, as values: the events, each day counted or skipped, the roll, the day to plan by.

Alone knows how to go the way of a computed row once more with every step kept; the words are for the views.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ecoclaim.deadlines.counting import days_verified, rolls
from ecoclaim.deadlines.fold import Episode
from ecoclaim.deadlines.rows import Deadline, Reading
from ecoclaim.model.events import Event
from ecoclaim.packs import Span
from ecoclaim.workdays import DayNote, Step, Workdays

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Path:
    """The way of one reading: the steps to its last day, then the days passed over to the day it rolls to.

    `steps` is empty where the text or the paper names the day; `rolled` where nothing rolled, and ends with the
    worked day where it did.
    """

    reading: Reading
    steps: tuple[Step, ...]
    last: DayNote
    rolled: tuple[DayNote, ...]
    may_roll: bool

    @property
    def certain(self) -> bool:
        """Whether every notice that could move the last day is known."""
        counted = self.steps if self.reading.unit == "working_days" else ()
        return all(note.known for note in (*(step.note for step in counted), self.last, *self.rolled))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A deadline with all that led to it.

    `restarts` are the events from which the period ran anew, the last of them the row's start; `assumed` those taken
    for a start that nobody recorded; `closed_by` the event that met or voided it. `back` are the days from
    the earliest reading back to the day to plan by, both included, empty where the two are the same day.
    `days_verified` tells whether the days of the region that matter are known at first hand.
    """

    row: Deadline
    span: Span | None
    restarts: tuple[Event, ...]
    assumed: tuple[Event, ...]
    closed_by: Event | None
    paths: tuple[Path, ...]
    back: tuple[DayNote, ...]
    days_verified: bool


def explanations(rows: Sequence[Deadline], episodes: Sequence[Episode], workdays: Workdays) -> tuple[Explanation, ...]:
    """Explain rows of a case, in their order, from the periods that they were made of."""
    found = {(one.rule.id, one.obligor, one.instance or None): one for one in episodes}
    return tuple(_explained(row, found.get((row.rule.id, row.obligor, row.instance)), workdays) for row in rows)


def periodic_explanation(row: Deadline, workdays: Workdays) -> Explanation:
    """Explain a row that the ledger owes periodically."""
    return _explained(row, None, workdays)


def _explained(row: Deadline, episode: Episode | None, workdays: Workdays) -> Explanation:
    return Explanation(
        row,
        _span(row),
        tuple(episode.interruptions) if episode else (),
        tuple(event for _number, event in sorted(episode.assumed.items())) if episode else (),
        episode.closed_by if episode else None,
        tuple(_path(row, reading, workdays) for reading in row.readings),
        tuple(_back(row, workdays)),
        row.safe is None or days_verified(row.readings, row.safe, row.certain, workdays),
    )


def _span(row: Deadline) -> Span | None:
    """Give the length that the row goes by: that of the law of its start, or of the law that took over."""
    span = row.rule.span_on(row.start.date) if row.start else None
    newer = row.rule.taken_over_by(row.readings[0].id) if row.readings else None
    if span is None or newer is None:
        return span
    return span.model_copy(update={"count": newer.count or span.count, "unit": newer.unit or span.unit})


def _path(row: Deadline, reading: Reading, workdays: Workdays) -> Path:
    workdays = reading.calendar(workdays)
    steps: tuple[Step, ...] = ()
    if reading.number is not None and reading.unit is not None:
        steps = workdays.count(reading.counted_from, reading.number, reading.unit, reading.backward).steps
    passed = tuple(workdays.why(day) for day in _days(reading.due + _DAY, reading.rolled))
    return Path(reading, steps, workdays.why(reading.due), passed, rolls(row.rule, reading.unit))


def _back(row: Deadline, workdays: Workdays) -> Iterator[DayNote]:
    if row.safe is None or not row.rule.ours:
        return
    earliest = min(one.due for one in row.readings)
    if row.safe != earliest:
        yield from (workdays.why(day) for day in reversed(list(_days(row.safe, earliest))))


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
