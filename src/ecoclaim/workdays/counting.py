"""The calendar of worked days, and periods counted over it.

A year is known where its notice is. The notice of a year also settles the December before it, for New Year's Day may
swap days with it; so the December of the last known year is not known. In unknown time weekends and statutory
holidays are off, with the days that an incomplete notice names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import isleap, monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from ecoclaim.errors import WrongUsage
from ecoclaim.words import _
from ecoclaim.workdays.layers import Layers
from ecoclaim.workdays.official import statutory_days, statutory_years

if TYPE_CHECKING:
    from ecoclaim.model.calendar import HolidayNotice, RegionalCalendar

Unit = Literal["days", "working_days", "months", "years"]
Kind = Literal["workday", "weekend", "holiday", "make-up"]

_DAY = timedelta(days=1)
_MOST_STEPS = 100_000


@dataclass(frozen=True, slots=True)
class DayNote:
    """Why a day is worked or not.

    `name` is the holiday's Chinese name, `notice` the source that names the day, as it is cited; both are empty
    where there is none. `missing` is the year whose notice is not known though it could still change the day;
    `verified` is false where the source is known at second hand only.
    """

    day: date
    worked: bool
    kind: Kind
    name: str
    notice: str
    missing: int | None
    verified: bool = True

    @property
    def known(self) -> bool:
        """Tell whether every notice that could speak for this day is known."""
        return self.missing is None


@dataclass(frozen=True, slots=True)
class Step:
    """One day (of months and years: one corresponding day) on the way to the end of a period."""

    date: date
    counted: bool
    note: DayNote


@dataclass(frozen=True, slots=True)
class Count:
    """The last day of a period, and the way there."""

    day: date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Year:
    """One year: its worked days in order and as a set, and the statutory holidays if no notice is known."""

    worked: tuple[date, ...]
    worked_days: frozenset[date]
    statutory: Mapping[date, str]


class Workdays:
    """The calendar of worked days; a value, for all it remembers can be worked out again."""

    def __init__(
        self, notices: Mapping[str, HolidayNotice] | None = None, region: RegionalCalendar | None = None
    ) -> None:
        """Take the notices an office has entered, by file, and the calendar of its region."""
        self.layers = Layers(notices or {}, region)
        self._years: dict[int, _Year] = {}
        self._base = 0
        self._sums: dict[int, list[int]] = {}

    @cached_property
    def national(self) -> Workdays:
        """The calendar without the days that only a region or an office names; the same one where none does."""
        return Workdays(self.layers.national_files) if self.layers.is_local else self

    def is_worked(self, day: date) -> bool:
        """Tell whether the day is worked."""
        return day in (self._years.get(day.year) or self._year(day.year)).worked_days

    def why(self, day: date) -> DayNote:
        """Say why the day is worked or not, and by which notice."""
        missing = self._missing(day)
        if said := self.layers.said.get(day):
            kind: Kind = "make-up" if said.worked else "holiday"
            return DayNote(day, said.worked, kind, said.name, said.title, missing, said.verified)
        if name := self._year(day.year).statutory.get(day):
            return DayNote(day, False, "holiday", name, "", missing)
        if day.weekday() >= 5:
            return DayNote(day, False, "weekend", "", "", missing)
        return DayNote(day, True, "workday", "", "", missing)

    def known(self, day: date) -> bool:
        """Tell whether every notice that could speak for the day is known."""
        if self.layers.contradictions and self.layers.is_disputed(day, day):
            return False
        return self._known_from <= day <= self.known_until or self._missing(day) is None

    def known_through(self, first: date, last: date) -> bool:
        """Tell whether all days from first to last are known."""
        if self.layers.contradictions and self.layers.is_disputed(first, last):
            return False
        if self._known_from <= first <= last <= self.known_until:
            return True
        return self.known(first) and self.known(last) and all(map(self.is_known_year, range(first.year, last.year + 1)))

    @cached_property
    def known_until(self) -> date:
        """The last day before the first gap in what we know."""
        year = self.layers.last_official_year
        while self.is_known_year(year + 1):
            year += 1
        return date(year, 11, 30)

    @cached_property
    def _known_from(self) -> date:
        """The first day of the known years before `known_until` that have no gap."""
        year = self.known_until.year
        while self.is_known_year(year - 1):
            year -= 1
        return date(year, 1, 1)

    def is_known_year(self, year: int) -> bool:
        """Tell whether the notice for the year is known."""
        return self.layers.is_known_year(year)

    def notice(self, year: int) -> str:
        """Cite the notice for the year; empty where none is known."""
        return self.layers.notice(year)

    def local_notices(self, first: date, last: date) -> Iterator[str]:
        """Cite the notices by which days from first to last are other than by the nation's calendar."""
        if self.national is not self:
            for day in _days(first, last):
                if self.is_worked(day) != self.national.is_worked(day) and (said := self.layers.said.get(day)):
                    yield said.title

    def count(self, start: date, n: int, unit: Unit, backward: bool = False) -> Count:
        """Count a period of n units from the day after start, or back from the day before it, step by step.

        The day of the start does not count; months and years end on the corresponding day or the month's last
        (Civil Code 201, 202). Raises WrongUsage where the period has no length, is too long to be read or
        leaves the calendar.
        """
        end = self.end(start, n, unit, backward)
        if n > _MOST_STEPS:
            raise WrongUsage(_("{n} is too long a period to be counted step by step").format(n=n))
        if unit in ("months", "years"):
            notes = [self.why(self.end(start, i, unit, backward)) for i in range(1, n + 1)]
        elif backward:
            notes = [self.why(day) for day in _days(end, start - _DAY)][::-1]
        else:
            notes = [self.why(day) for day in _days(start + _DAY, end)]
        return Count(end, tuple(Step(note.day, unit != "working_days" or note.worked, note) for note in notes))

    def end(self, start: date, n: int, unit: Unit, backward: bool = False) -> date:
        """Give the last day of the period that `count` counts, without the steps."""
        if n < 1:
            raise WrongUsage(_("a period has at least one day, month or year, not {n}").format(n=n))
        steps = -n if backward else n
        try:
            match unit:
                case "days":
                    return start + steps * _DAY
                case "working_days":
                    return self._nth_worked(start, steps)
                case "months":
                    return _corresponding_day(start, steps)
                case "years":
                    return _corresponding_day(start, 12 * steps)
        except OverflowError:
            raise WrongUsage(
                _("{n} from {start} leads out of the calendar, which has the years 1 to 9999").format(
                    n=steps, start=start.isoformat()
                )
            ) from None

    def roll(self, day: date) -> date:
        """Give the first worked day from the day on (Civil Code 203)."""
        return day if self.is_worked(day) else self.end(day, 1, "working_days")

    def back(self, day: date) -> date:
        """Give the last worked day up to the day."""
        return day if self.is_worked(day) else self.end(day, 1, "working_days", backward=True)

    def worked_between(self, a: date, b: date) -> int:
        """Count the worked days after a up to b, or where b is earlier, minus those after b up to a."""
        if b < a:
            return -self.worked_between(b, a)
        before_a = bisect_right(self._year(a.year).worked, a)
        before_b = bisect_right(self._year(b.year).worked, b)
        return self._worked_before(b.year) - self._worked_before(a.year) - before_a + before_b

    def _worked_before(self, year: int) -> int:
        """Count the worked days from the first year ever asked about up to a year; minus those, if it is earlier."""
        # Each year is added once: a span may be of thousands of years, and thousands of rows may ask.
        if not self._sums:
            self._base, self._sums = year, {1: [0], -1: [0]}
        step = 1 if year >= self._base else -1
        sums = self._sums[step]
        for number in range(len(sums), abs(year - self._base) + 1):
            added = self._base + number - 1 if step == 1 else self._base - number
            sums.append(sums[-1] + self._worked_in(added))
        return step * sums[abs(year - self._base)]

    def _worked_in(self, year: int) -> int:
        """Count the worked days of a year; one of which nothing is said is not gone through, nor kept."""
        if year in self._years or year in self.layers.years_named or year in statutory_years():
            return len(self._year(year).worked)
        over = (date(year, 1, 1), date(year, 12, 31))[: 1 + isleap(year)]  # of the weekdays beyond 52 weeks
        return 52 * 5 + sum(day.weekday() < 5 for day in over)

    def _nth_worked(self, start: date, n: int) -> date:
        """Give the nth worked day after start, or with a negative n before it."""
        # Fewer than three days in four are worked: what leaves the calendar is refused before walking there.
        start + n * 4 // 3 * _DAY
        year, days = start.year, self._year(start.year).worked
        place = bisect_right(days, start) + n - 1 if n > 0 else bisect_left(days, start) + n
        while place >= len(days):
            place -= len(days)
            year += 1
            days = self._year(year).worked
        while place < 0:
            year -= 1
            days = self._year(year).worked
            place += len(days)
        return days[place]

    def _year(self, year: int) -> _Year:
        try:
            return self._years[year]
        except KeyError:
            if not date.min.year <= year <= date.max.year:
                raise OverflowError from None
        said = self.layers.said
        statutory = {} if self.layers.is_known_year(year) else statutory_days(year)
        worked = tuple(
            day
            for day in _days(date(year, 1, 1), date(year, 12, 31))
            if (said[day].worked if day in said else day.weekday() < 5 and day not in statutory)
        )
        self._years[year] = _Year(worked, frozenset(worked), statutory)
        return self._years[year]

    def _missing(self, day: date) -> int | None:
        if not self.is_known_year(day.year) or (self.layers.contradictions and self.layers.is_disputed(day, day)):
            return day.year
        return day.year + 1 if day.month == 12 and not self.layers.is_known_year(day.year + 1) else None


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _corresponding_day(start: date, months: int) -> date:
    """Give the same day of the month so many months on, or the month's last (Civil Code 202)."""
    years, month = divmod(12 * start.year + start.month - 1 + months, 12)
    if not date.min.year <= years <= date.max.year:
        raise OverflowError
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))
