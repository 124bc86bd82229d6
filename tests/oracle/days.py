"""Working days, rolling and periods, from `chinesecalendar` and two literal tables; nothing of ecoclaim."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

DAY = timedelta(1)
# The last day whose holidays are all announced: December of the last year may still be changed by the next notice.
KNOWN_UNTIL = date(2026, 11, 30)
LAST_NOTICE = 2026

# Days of festivals that follow the moon, in years without a notice: first day of the Spring Festival, Qingming,
# Dragon Boat, Mid-Autumn.
MOVABLE = {
    2027: ("02-06", "04-05", "06-09", "09-15"),
    2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"),
    2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"),
    2032: ("02-11", "04-04", "06-12", "09-19"),
    2033: ("01-31", "04-04", "06-01", "09-08"),
    2034: ("02-19", "04-05", "06-20", "09-27"),
    2035: ("02-08", "04-05", "06-10", "09-16"),
    2036: ("01-28", "04-04", "05-30", "10-04"),
}

# Weekdays off in Xinjiang, of the regional government's notices.
XINJIANG = frozenset(
    date(year, *map(int, day.split("-")))
    for year, days in {
        2022: ("05-05", "07-11", "07-12", "07-13"),
        2023: ("04-21", "06-28", "06-29", "06-30"),
        2024: ("04-10", "06-17", "06-18", "06-19"),
        2025: ("03-31", "06-06", "06-09", "06-10"),
        2026: ("03-20", "05-27", "05-28", "05-29"),
    }.items()
    for day in days
)


def statutory(year: int) -> frozenset[date]:
    """Give the thirteen days off by statute of a year without a notice."""
    spring, qingming, boat, autumn = (date.fromisoformat(f"{year}-{day}") for day in MOVABLE[year])
    fixed = (date(year, 1, 1), date(year, 5, 1), date(year, 5, 2), *(date(year, 10, day) for day in (1, 2, 3)))
    return frozenset((*fixed, *(spring + n * DAY for n in (-1, 0, 1, 2)), qingming, boat, autumn))


@dataclass(frozen=True)
class Calendar:
    """Days worked: the national ones, less the days off of a region."""

    region: frozenset[date] = frozenset()

    def worked(self, day: date) -> bool:
        if day in self.region:
            return False
        if day.year <= LAST_NOTICE:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5 and day not in statutory(day.year)


NATIONAL = Calendar()
REGIONAL = Calendar(XINJIANG)


@dataclass
class Count:
    """A count that remembers the last day whose being worked or not it asked."""

    calendar: Calendar
    asked: date = field(default=date.min)

    def worked(self, day: date) -> bool:
        self.asked = max(self.asked, day)
        return self.calendar.worked(day)

    def nth(self, start: date, n: int, step: timedelta = DAY) -> date:
        """Give the nth working day after a day that does not count, or before it."""
        day = start
        while n:
            day += step
            n -= self.worked(day)
        return day

    def rolled(self, day: date) -> date:
        """Give the day, or the next worked one (Civil Code 203)."""
        while not self.worked(day):
            day += DAY
        return day

    def back(self, day: date) -> date:
        """Give the last worked day on or before a day."""
        while not self.worked(day):
            day -= DAY
        return day


def years_after(day: date, years: int) -> date:
    """Give the corresponding day, or the month's last (Civil Code 202)."""
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def span(first: date, last: date) -> Iterator[date]:
    """Give each day from the first to the last."""
    while first <= last:
        yield first
        first += DAY
