"""What `count` and `calendar` answer, as a table and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ecoclaim.views import json
from ecoclaim.views.table import Column, Marked, Paper, table
from ecoclaim.words import _, ngettext
from ecoclaim.workdays import DayNote, Step, Unit, Workdays, why_text

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """The Nth day from a day, and the way there.

    `rolled` is the first worked day from `day` on (Civil Code 203). `certain` is false where a day that
    mattered lies in a time for which no holiday notice is known. `national` are the same two days by the nation's days
    off alone, where they are others.
    """

    start: date
    number: int
    unit: Unit
    backward: bool
    day: date
    rolled: date
    certain: bool
    steps: tuple[Step, ...]
    known_until: date
    region: str | None
    national: tuple[date, date] | None

    @classmethod
    def of(cls, workdays: Workdays, start: date, number: int, unit: Unit, backward: bool) -> CountAnswer:
        """Count it."""
        counted = workdays.count(start, number, unit, backward)
        rolled = workdays.roll(counted.day)
        mattered = [step.date for step in counted.steps] if unit == "working_days" else []
        certain = all(map(workdays.known, (*mattered, *_days(counted.day, rolled))))
        until, region = workdays.known_until, workdays.layers.region
        name = region.name if region else None
        nation = workdays.national.end(start, number, unit, backward)
        both = (nation, workdays.national.roll(nation))
        other = both if both != (counted.day, rolled) else None
        return cls(start, number, unit, backward, counted.day, rolled, certain, counted.steps, until, name, other)

    def json(self, today: date) -> str:
        """Write the answer as JSON."""
        return json.answer(
            today,
            {
                "start": self.start,
                "n": self.number,
                "unit": self.unit,
                "direction": "before" if self.backward else "after",
                "day": self.day,
                "rolled": self.rolled,
                "certain": self.certain,
                "steps": [
                    {"date": step.date, "counted": step.counted, "why": why_text(step.note)} for step in self.steps
                ],
                "calendar": {"known_until": self.known_until, "region": self.region},
                "nationwide": {"day": self.national[0], "rolled": self.national[1]} if self.national else None,
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer, and below it each day."""
        columns = [
            Column(_("No."), right=True),
            Column(_("Date")),
            Column(_("Weekday")),
            Column(_("Why"), breaks=True),
        ]
        return "\n".join([self._sentences(), table(columns, self._rows(), paper), *map(by_notice, self._only)])

    @property
    def _only(self) -> tuple[str, ...]:
        """The one notice that all days are from; none where there are several, and each day cites its own."""
        return only_notice(step.note for step in self.steps)

    def _sentences(self) -> str:
        lines = [
            _period(self.unit, self.number, self.backward).format(
                n=self.number, start=_dated(self.start), day=_dated(self.day)
            )
        ]
        lines += self._moved(self.day, self.rolled)
        if self.national:
            day, rolled = self.national
            lines.append(_("By the national days off alone it is {day}.").format(day=_dated(day)))
            lines += self._moved(day, rolled)
        if not self.certain:
            lines.append(_("Provisional: a day that matters lies in a time for which no holiday notice is known."))
        return "".join(line + "\n" for line in lines)

    @staticmethod
    def _moved(day: date, rolled: date) -> list[str]:
        text = _("That day is not worked; the next worked day is {day}.")
        return [text.format(day=_dated(rolled))] if rolled != day else []

    def _rows(self) -> Iterator[tuple[str | Marked, ...]]:
        number = 0
        for step in self.steps:
            number += step.counted
            cells = (
                str(number) if step.counted else "-",
                step.date.isoformat(),
                weekday(step.date),
                brief(step.note, self._only),
            )
            yield cells if step.counted else tuple(Marked(cell, "dim") for cell in cells)


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """The weekdays of a year that are off, the weekend days that are worked, and the notice that says so."""

    year: int
    known: bool
    notice: str
    off: tuple[DayNote, ...]
    make_up: tuple[DayNote, ...]
    known_until: date
    region: str | None
    known_there: bool
    incomplete: bool

    @classmethod
    def of(cls, workdays: Workdays, year: int) -> CalendarAnswer:
        """Look the year up."""
        notes = [workdays.why(day) for day in _days(date(year, 1, 1), date(year, 12, 31))]
        return cls(
            year,
            workdays.is_known_year(year),
            workdays.notice(year),
            tuple(note for note in notes if note.day.weekday() < 5 and not note.worked),
            tuple(note for note in notes if note.day.weekday() >= 5 and note.worked),
            workdays.known_until,
            workdays.layers.region.name if workdays.layers.region else None,
            workdays.layers.is_known_there(year),
            any(one.year == year and not one.known for one in workdays.layers.incomplete),
        )

    def json(self, today: date) -> str:
        """Write the answer as JSON."""
        return json.answer(
            today,
            {
                "year": self.year,
                "known": self.known,
                "notice": self.notice,
                "off": [note.day for note in self.off],
                "make_up": [note.day for note in self.make_up],
                "calendar": {"known_until": self.known_until, "region": self.region},
                "days": [
                    {
                        "date": note.day,
                        "worked": note.worked,
                        "name": note.name or None,
                        "notice": note.notice or None,
                        "verified": note.verified,
                    }
                    for note in self._days
                ],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the notice, and below it each day that is not as its weekday would have it."""
        columns = [
            Column(_("Date")),
            Column(_("Weekday")),
            Column(_("Worked?")),
            Column(_("Why"), breaks=True),
        ]
        rows = (
            (
                note.day.isoformat(),
                weekday(note.day),
                _("worked") if note.worked else _("off"),
                brief(note, (self.notice,)),
            )
            for note in self._days
        )
        return "\n".join([self._sentence() + "\n", table(columns, rows, paper), *self._unknown_there()])

    def _unknown_there(self) -> Iterator[str]:
        if not self.known_there:
            yield _("The days off of the region in {year} are not known; enter its notice under calendars/.").format(
                year=self.year
            )

    @property
    def _days(self) -> list[DayNote]:
        return sorted((*self.off, *self.make_up), key=lambda note: note.day)

    def _sentence(self) -> str:
        if self.known:
            return _("{year}, by the notice {notice}:").format(year=self.year, notice=self.notice)
        if self.incomplete:
            return _(
                "{year}: the notice entered names not all statutory holidays; with those too, provisional:"
            ).format(year=self.year)
        return _("{year}: no notice is known; by the statutory holidays, provisional:").format(year=self.year)


def weekday(day: date) -> str:
    """Name the day of the week."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def brief(note: DayNote, told: Sequence[str]) -> str:
    """Say why in few words: a notice that is told beside the table does not stand in each row."""
    if note.notice not in told:
        return why_text(note)
    if note.kind == "make-up" and note.day.weekday() >= 5:
        return _("worked to make up for a holiday")
    return why_text(replace(note, notice="", missing=None if note.notice else note.missing))


def only_notice(notes: Iterable[DayNote]) -> tuple[str, ...]:
    """Give the one notice that all days which have one are from; nothing where there are several."""
    found = tuple(dict.fromkeys(note.notice for note in notes if note.notice))
    return found if len(found) == 1 else ()


def by_notice(notice: str) -> str:
    """Cite the notice that days are from."""
    return _("By the notice {notice}.").format(notice=notice)


def _dated(day: date) -> str:
    return _("{date} ({weekday})").format(date=day.isoformat(), weekday=weekday(day))


def _period(unit: Unit, n: int, backward: bool) -> str:
    match unit, backward:
        case "days", False:
            return ngettext("{n} day after {start} is {day}.", "{n} days after {start} is {day}.", n)
        case "days", True:
            return ngettext("{n} day before {start} is {day}.", "{n} days before {start} is {day}.", n)
        case "working_days", False:
            return ngettext("{n} working day after {start} is {day}.", "{n} working days after {start} is {day}.", n)
        case "working_days", True:
            return ngettext("{n} working day before {start} is {day}.", "{n} working days before {start} is {day}.", n)
        case "months", False:
            return ngettext("{n} month after {start} is {day}.", "{n} months after {start} is {day}.", n)
        case "months", True:
            return ngettext("{n} month before {start} is {day}.", "{n} months before {start} is {day}.", n)
        case "years", False:
            return ngettext("{n} year after {start} is {day}.", "{n} years after {start} is {day}.", n)
    return ngettext("{n} year before {start} is {day}.", "{n} years before {start} is {day}.", n)


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))
