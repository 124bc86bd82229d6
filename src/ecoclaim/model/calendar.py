"""What a holiday notice is: the days that it declares off, and the weekends worked instead.

Alone knows the shape of the files in calendars/, and of a region's calendar. A notice speaks for its year, and at most
for the December before and the January after, because New Year's Day may swap days with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from ecoclaim.model.scalars import Day, Text, Whole, YesNo
from ecoclaim.model.values import Value
from ecoclaim.words import _

# The longest holiday so far was ten days (Spring Festival 2020); a month is a slip of the pen.
_LONGEST = timedelta(days=31)


def _plausible_year(year: int) -> int:
    if 1950 <= year <= 2999:
        return year
    raise ValueError(_("{year} cannot be the year of a holiday notice").format(year=year))


def _weekend_day(day: date, info: ValidationInfo) -> date:
    # A place may also work on a day that others have off: it takes back a day of a lower layer.
    if day.weekday() >= 5 or info.data.get("issuer") is not None:
        return day
    raise ValueError(
        _("{day} is no Saturday or Sunday, so it cannot make up for a day off").format(day=day.isoformat())
    )


class NoticeSource(Value):
    """标题、文号、成文日期和网址: where the notice can be found."""

    title: Text | None = None
    number: Text | None = None
    date: Day | None = None
    url: Text | None = None


class DaysOff(Value):
    """放假: one holiday, from its first to its last day, both off, weekends between them included."""

    name: Text
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _first_comes_first(self) -> DaysOff:
        if self.last < self.first:
            raise ValueError(
                _("{name} ends on {last}, before it begins on {first}").format(
                    name=self.name, first=self.first.isoformat(), last=self.last.isoformat()
                )
            )
        if self.last - self.first > _LONGEST:
            raise ValueError(
                _("{name} would last more than a month, from {first} to {last}").format(
                    name=self.name, first=self.first.isoformat(), last=self.last.isoformat()
                )
            )
        return self

    def __contains__(self, day: date) -> bool:
        """Tell whether the holiday takes in the day."""
        return self.first <= day <= self.last


class HolidayNotice(Value):
    """A notice for one year as an office enters it: the State Council's as worded, or one of the `issuer` it names."""

    year: Annotated[Whole, AfterValidator(_plausible_year)]
    issuer: Text | None = None
    notice: NoticeSource = NoticeSource.model_construct()
    off: tuple[DaysOff, ...] = ()
    make_up: tuple[Annotated[Day, AfterValidator(_weekend_day)], ...] = ()

    @property
    def days(self) -> Iterator[tuple[date, bool, str]]:
        """Every day that it names, whether it is worked, and for which holiday it is off."""
        for off in self.off:
            for number in range(off.first.toordinal(), off.last.toordinal() + 1):
                yield date.fromordinal(number), False, off.name
        yield from ((day, True, "") for day in self.make_up)

    @model_validator(mode="after")
    def _days_fit_together(self) -> HolidayNotice:
        if not (self.off or self.make_up):
            raise ValueError(_("the notice of {year} names no holiday").format(year=self.year))
        for day in (*(day for off in self.off for day in (off.first, off.last)), *self.make_up):
            if not date(self.year - 1, 12, 1) <= day <= date(self.year + 1, 1, 31):
                raise ValueError(
                    _("the notice of {year} cannot speak for {day}").format(year=self.year, day=day.isoformat())
                )
        for before, after in zip(self.off, self.off[1:], strict=False):
            if after.first <= before.last:
                raise ValueError(
                    _("{after} begins on {day}, before {before} is over; write holidays in order of days").format(
                        after=after.name, before=before.name, day=after.first.isoformat()
                    )
                )
        for day in self.make_up:
            if any(day in off for off in self.off):
                raise ValueError(_("{day} is both off and worked").format(day=day.isoformat()))
            if self.make_up.count(day) > 1:
                raise ValueError(_("{day} stands here twice").format(day=day.isoformat()))
        return self


class RegionalCalendar(Value):
    """The days that a region has off and works beside the nation's, year by year, with the text they rest on."""

    name: Text
    basis: Text
    issuer: Text
    verified: YesNo = True
    years: tuple[HolidayNotice, ...]

    def cited(self, year: HolidayNotice) -> str:
        """Cite where the days of a year are known from."""
        said = year.notice
        text = said.title or f"{self.issuer}{year.year}年放假通知"
        return f"{text}（{said.number}）" if said.number else text

    def is_known_year(self, year: int) -> bool:
        """Tell whether its days of a year are known."""
        return any(one.year == year for one in self.years)
