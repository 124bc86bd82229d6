"""Where days lie on a line from left to right, in hundredths of its length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Axis:
    """A line of days from a first to a last; what lies outside stands at its end."""

    first: date
    last: date

    @classmethod
    def of(cls, days: Iterable[date], today: date, at_most: int = 3660) -> Axis:
        """Make a line that holds these days and today, but not more days ahead of today than `at_most`."""
        held = [*days, today]
        first, last = min(held), max(held)
        if (last - today).days > at_most:
            last = today + timedelta(days=at_most)
        return cls(first, max(last, first + timedelta(days=30)) if first < date.max - timedelta(days=30) else last)

    def at(self, day: date) -> float:
        """Say where a day lies, from 0 to 100."""
        whole = max((self.last - self.first).days, 1)
        return round(min(max((day - self.first).days / whole, 0), 1) * 100, 2)

    def beyond(self, day: date) -> bool:
        """Tell whether a day lies after the end of the line."""
        return day > self.last

    def ticks(self, at_most: int = 9) -> Iterator[tuple[float, str]]:
        """Give the marks of the line: firsts of months, as many as there is room for, the year with January."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120) if months / one <= at_most), 600)
        year, month = self.first.year, self.first.month
        while True:
            month += 1
            if month > 12:
                year, month = year + 1, 1
            if year > date.max.year or date(year, month, 1) > self.last:
                return
            if (year * 12 + month - 1) % step == 0:
                yield self.at(date(year, month, 1)), f"{year}.{month:02d}" if step < 12 else str(year)
