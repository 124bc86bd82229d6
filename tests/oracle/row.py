"""A row that the law demands, with what each of its fields may be; None is a field on which the text is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from oracle.days import DAY, KNOWN_UNTIL, NATIONAL, REGIONAL, Calendar, Count, years_after
from oracle.facts import ENDS, Event, Facts

OURS, THEIRS, COURT = "department", "obligor", "court"
MUST, PRINCIPLE, PROMPTLY, MAY, NOT_BEFORE = "must", "in-principle", "promptly", "may", "not-before"


@dataclass(frozen=True)
class Reading:
    """One reading of a period: its day by the letter, its legal last day, the last day it asked the calendar of."""

    due: date
    rolled: date
    asked: date = date.min


def natural(start: date, n: int, calendar: Calendar = NATIONAL) -> Reading:
    return ending(start + timedelta(n), calendar)


def working(start: date, n: int, calendar: Calendar = NATIONAL) -> Reading:
    count = Count(calendar)
    day = count.nth(start, n)
    return Reading(day, day, count.asked)


def before(start: date, n: int, calendar: Calendar = NATIONAL) -> Reading:
    count = Count(calendar)
    day = count.nth(start, n, -DAY)
    return Reading(day, day, count.asked)


def in_years(start: date, n: int) -> Reading:
    return ending(years_after(start, n), NATIONAL)


def ending(day: date, calendar: Calendar = NATIONAL) -> Reading:
    count = Count(calendar)
    rolled = count.rolled(day)
    return Reading(day, rolled, count.asked)


@dataclass
class Row:
    rule: str
    obligor: str | None = None
    instance: str | None = None
    firmness: str = PROMPTLY
    duty: str = OURS
    starts: set[tuple[str, date]] | None = None
    readings: list[Reading] = field(default_factory=list)
    maybe: list[Reading] = field(default_factory=list)  # rivals that may be shown or left out
    safe: set[date] | None = None
    act: date | None = None
    certain: bool | None = True
    rolled: set[date] | None = None
    dates: bool = True  # False: on the days the text is silent
    status: set[str] | None = None
    met_on: date | None = None
    warns: dict[str, bool] = field(default_factory=dict)
    optional: bool = False

    @property
    def key(self) -> str:
        return "/".join(part for part in (self.rule, self.obligor, self.instance) if part)

    @property
    def last(self) -> date:
        """Give the legal last day by the latest reading."""
        return max(each.rolled for each in self.readings)


@dataclass(frozen=True)
class Ground:
    """What every row is judged by: the case on a day, the pack, the calendars."""

    facts: Facts
    pack: str
    rules: frozenset[str] = frozenset()
    remind: int = 7

    @property
    def on(self) -> date:
        return self.facts.on

    @property
    def theirs(self) -> Calendar:
        """Give the calendar for the other side's and the court's periods."""
        return REGIONAL if self.pack == "xpcc" else NATIONAL

    back = theirs  # backwards the stricter calendar is the region's

    def theirs_by(self, count: object) -> list[Reading]:
        """Give a reading of the other side's period by the regional calendar, and its national rival."""
        both = [count(self.theirs), count(NATIONAL)]  # type: ignore[operator]
        return distinct(both)

    def date(
        self, row: Row, readings: Sequence[Reading], maybe: Iterable[Reading] = (), acts: bool | None = None
    ) -> Row:
        """Set the days of a row from its readings, the prevailing first."""
        row.readings = distinct(readings)
        if row.duty == OURS and self.pack == "xpcc":
            maybe = [*maybe, *(ending(each.due, self.back) for each in readings if each.due != each.rolled)]
            maybe += [ending(each.due, self.back) for each in readings if row.rule != "notice-lead"]
        row.maybe = [each for each in distinct(maybe) if not same(each, row.readings)]
        row.rolled = {row.readings[0].rolled}
        asked = [each.asked for each in row.readings]
        if row.duty == OURS:
            count = Count(self.back)
            earliest = min(each.due for each in row.readings)
            row.safe = {count.back(earliest)}
            asked.append(count.asked)
        else:
            row.safe = {row.readings[0].rolled}
        if acts if acts is not None else row.duty != OURS or row.firmness == MAY:
            row.act = max(each.rolled for each in row.readings) + DAY
        row.certain = max(asked) <= KNOWN_UNTIL
        return row

    def settle(
        self,
        row: Row,
        start: Event | None,
        met: Iterable[Event] = (),
        void: Iterable[Event] = (),
        survives: Iterable[str] = (),
        ends: bool = True,
    ) -> Row:
        """Set the status of a row from what may meet and what may void it, whichever is first."""
        at = start.at if start else -1
        if start:
            row.starts = {(start.name, start.date)}
        done = min((each for each in met if each.at > at), key=lambda one: one.at, default=None)
        end = self.facts.end
        stops = [each for each in void if each.at > at]
        if ends and end and end.at > at and ENDS[end.name] not in survives:
            stops.append(end)
        if row.obligor:
            stops += [each for each in self.facts.told("obligor-released", who=row.obligor) if each.at > at]
        stop = min((each.at for each in stops), default=None)
        if done and (stop is None or done.at <= stop):
            row.met_on = done.date
            late = row.readings and row.firmness != NOT_BEFORE and done.date > row.last
            row.status = {"met-late" if late else "met"}
            self._rollover(row)
        elif stop is not None:
            row.status = {"void"}
            if done and end and done.at > end.at == stop:
                row.status = None  # done after the case had ended: silent
        else:
            row.status = self.open(row)
            if ends and end and end.at < at and ENDS[end.name] not in survives:
                row.status = None  # begun after the case had ended: silent
        return row

    def _rollover(self, row: Row) -> None:
        if len(row.readings) == 1 and row.met_on:
            one = row.readings[0]
            row.warns["by-rollover"] = one.due < row.met_on <= one.rolled

    def open(self, row: Row) -> set[str]:
        """Give the status of a row that nothing met or voided."""
        if not row.readings:
            return {"open"}
        on, rolled = self.on, row.readings[0].rolled
        past = on > rolled if row.firmness in (MUST, PRINCIPLE) and row.duty == OURS else on > row.last
        if past:
            if row.firmness == NOT_BEFORE:
                return {"elapsed"}
            if row.firmness == PRINCIPLE:
                return {"exceeded"}
            return {"overdue"} if row.firmness == MUST and row.duty == OURS else {"lapsed"}
        soon = row.safe is not None and on >= min(row.safe) - timedelta(self.remind)
        return {"due-soon"} if soon else {"open"}


def same(one: Reading, others: Iterable[Reading]) -> bool:
    return any((one.due, one.rolled) == (each.due, each.rolled) for each in others)


def distinct(readings: Iterable[Reading]) -> list[Reading]:
    found: list[Reading] = []
    for each in readings:
        if not same(each, found):
            found.append(each)
    return found
