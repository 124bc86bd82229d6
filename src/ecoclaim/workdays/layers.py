"""What is said of which day, layer upon layer: the nation's notices, a region's days, what the office has entered.

A later layer says more of the days it names, and nothing of others. The State Council's notice makes a year known, the
library's or one that the office entered as worded; one that leaves out statutory holidays makes no year known, and
those stay off. Each day keeps the source that named it last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from ecoclaim.workdays.official import Said, cited, official_notices, statutory_days, title, usual

if TYPE_CHECKING:
    from ecoclaim.model.calendar import HolidayNotice, RegionalCalendar


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A day that one file has off and another has worked."""

    day: date
    off: str
    worked: str


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A national notice, entered for a year, that leaves out statutory holidays; `known` if another one names them."""

    file: str
    year: int
    missing: Mapping[date, str]
    known: bool


class Layers:
    """The layers of one calendar: what they say of each day, and of which years they know all."""

    def __init__(self, notices: Mapping[str, HolidayNotice], region: RegionalCalendar | None = None) -> None:
        """Take the notices an office has entered, by file, and the calendar of its region."""
        self._files = notices
        self._region = region
        self.national_files = {file: notice for file, notice in notices.items() if notice.issuer is None}

    @property
    def is_local(self) -> bool:
        """Whether a region or an office says more than the nation."""
        return self._region is not None or len(self.national_files) < len(self._files)

    @property
    def region(self) -> RegionalCalendar | None:
        """The region whose days are a layer."""
        return self._region

    @cached_property
    def said(self) -> Mapping[date, Said]:
        """What the highest layer that names a day says of it."""
        found: dict[date, Said] = {}
        for year in sorted(self._library):
            found.update(self._library[year])
        disputed = {one.day for one in self.contradictions}
        for layer in (self._of_files(self.national_files), self._of_region(), self._of_files(self._of_issuers)):
            found.update((day, said) for day, said in layer if day not in disputed)
        return found

    @cached_property
    def years_named(self) -> frozenset[int]:
        """The years in which a layer names a day."""
        return frozenset(day.year for day in self.said)

    def is_known_year(self, year: int) -> bool:
        """Tell whether the State Council's notice for a year is known."""
        return year in self._library or year in self._complete

    def is_known_there(self, year: int) -> bool:
        """Tell whether the region's days of a year are known, from its calendar or from a notice entered for it."""
        if self._region is None:
            return True
        return self._region.is_known_year(year) or any(one.year == year for one in self._of_issuers.values())

    @property
    def last_official_year(self) -> int:
        """The last year of which the library has the notice."""
        return max(self._library)

    def notice(self, year: int) -> str:
        """Cite the State Council's notice for a year; empty where none is known."""
        entered = [one for one in self.national_files.values() if one.year == year]
        if entered and self.is_known_year(year):
            return _cited(entered[-1], "")
        return title(year) if year in self._library else ""

    def is_disputed(self, first: date, last: date) -> bool:
        """Tell whether files contradict each other on a day from first to last."""
        return any(first <= one.day <= last for one in self.contradictions)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """The days on which two files contradict each other, in order."""
        off: dict[date, str] = {}
        worked: dict[date, str] = {}
        for file, notice in self._files.items():
            for day, is_worked, _name in notice.days:
                (worked if is_worked else off).setdefault(day, file)
        return tuple(Contradiction(day, off[day], worked[day]) for day in sorted(off.keys() & worked.keys()))

    @cached_property
    def incomplete(self) -> tuple[Incomplete, ...]:
        """The national notices entered that leave out statutory holidays of their year."""
        return tuple(
            Incomplete(file, notice.year, missing, self.is_known_year(notice.year))
            for file, notice in self.national_files.items()
            if (missing := _missing(notice.year, [notice]))
        )

    @cached_property
    def _library(self) -> Mapping[int, Mapping[date, Said]]:
        return official_notices()

    @cached_property
    def _complete(self) -> frozenset[int]:
        """The years whose statutory holidays the notices entered name, all together."""
        by_year: dict[int, list[HolidayNotice]] = {}
        for notice in self.national_files.values():
            by_year.setdefault(notice.year, []).append(notice)
        return frozenset(year for year, notices in by_year.items() if not _missing(year, notices))

    @property
    def _of_issuers(self) -> Mapping[str, HolidayNotice]:
        return {file: notice for file, notice in self._files.items() if notice.issuer is not None}

    def _of_files(self, files: Mapping[str, HolidayNotice]) -> Iterator[tuple[date, Said]]:
        for notice in sorted(files.values(), key=lambda one: one.year):
            yield from _said(notice, _cited(notice, notice.issuer or ""), verified=True)

    def _of_region(self) -> Iterator[tuple[date, Said]]:
        if self._region is not None:
            for year in self._region.years:
                yield from _said(year, self._region.cited(year), verified=self._region.verified)


def _missing(year: int, notices: Iterable[HolidayNotice]) -> Mapping[date, str]:
    """Name the statutory holidays of a year that none of the notices has off."""
    named = {day for notice in notices for day, worked, _name in notice.days if not worked}
    return {day: name for day, name in statutory_days(year).items() if day not in named}


def _said(year: HolidayNotice, source: str, *, verified: bool) -> Iterator[tuple[date, Said]]:
    # Which holiday a make-up day belongs to is not said, and the nearest is often the wrong one.
    return ((day, Said(worked, name, source, verified)) for day, worked, name in year.days)


def _cited(notice: HolidayNotice, issuer: str) -> str:
    number = notice.notice.number
    if notice.notice.title is not None:
        return cited(notice.notice.title, number)
    if issuer:
        return f"{issuer}{notice.year}年放假通知" + (f"（{number}）" if number else "")
    return usual(notice.year, number)
