"""What a deadline is: the dates, the readings, the status, and the event and rule they come from."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ecoclaim.model.events import Event
from ecoclaim.packs import Cap, Pack, Rule, Source
from ecoclaim.words import Label
from ecoclaim.workdays import Unit, Workdays

OPEN = ("open", "due-soon", "overdue", "exceeded", "lapsed")
HIDDEN = ("met", "met-late", "elapsed", "void")
STATUSES = ("overdue", "exceeded", "lapsed", "due-soon", "open", "elapsed", "met", "met-late", "void")


class Reading(NamedTuple):
    """One reading of a period: counted from a day, so many units, to a last day, and that day rolled.

    `number` is None where the text or the paper names the day itself; `national` tells that the days off of the region
    are left out.
    """

    id: str
    title: Label
    source: str
    counted_from: date
    number: int | None
    unit: Unit | None
    backward: bool
    due: date
    rolled: date
    national: bool = False

    def calendar(self, workdays: Workdays) -> Workdays:
        """Give the calendar that the reading is counted by."""
        return workdays.national if self.national else workdays


class Deadline(NamedTuple):
    """A duty or right with its time, as of a day.

    All dates are None for what is owed promptly and for a period whose own day is not known yet. `days_left` are
    days and `working_days_left` worked days from today to `rolled`; `age_days` the days since the start of
    a promptness duty.
    """

    case: str | None
    rule: Rule
    pack: Pack
    obligor: str | None
    instance: str | None
    period: str | None
    start: Event | None
    due: date | None
    rolled: date | None
    safe: date | None
    may_act_from: date | None
    certain: bool
    readings: tuple[Reading, ...]
    status: str
    met_on: date | None
    days_left: int | None
    working_days_left: int | None
    age_days: int | None
    target: date | None
    warnings: tuple[str, ...]

    @property
    def key(self) -> str:
        """The identity of the row: case/rule/obligor/instance, empty parts left out."""
        return "/".join(filter(None, (self.case, self.rule.id, self.obligor, self.instance)))

    @property
    def source(self) -> Source:
        """The text that rules the row: that of the law of its start where the rule has several."""
        newer = self.rule.taken_over_by(self.readings[0].id) if self.readings else None
        span = newer or (self.rule.span_on(self.start.date) if self.start else None)
        return span.source if span and span.source else self.rule.source

    @property
    def order(self) -> tuple[bool, date, bool, date, str]:
        """Where the row stands: by safe, rolled, key, what has no day last."""
        return (
            self.safe is None,
            self.safe or date.max,
            self.rolled is None,
            self.rolled or date.max,
            self.key,
        )


class Limit(NamedTuple):
    """How often something happened against how often it may: free, reached or exceeded."""

    case: str
    cap: Cap
    obligor: str
    used: int
    max: int

    @property
    def status(self) -> str:
        """Say free, reached or exceeded."""
        return "exceeded" if self.used > self.max else "reached" if self.used == self.max else "free"
