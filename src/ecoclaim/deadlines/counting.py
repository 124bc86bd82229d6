"""How a rule becomes dates: every reading counted, rolled and judged certain or not.

Alone knows how the Civil Code's arithmetic applies to a rule: the day of the start does not count (art. 201), the
last day rolls where it must (art. 203), we plan by the earliest reading and hold silence against others only after
the latest. Where a region has days off of its own, each period is read by its calendar and by the nation's: the
region's prevails for others, the stricter for us.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from ecoclaim.deadlines.rows import Reading
from ecoclaim.packs import Rival, Rule, Span
from ecoclaim.words import Label
from ecoclaim.workdays import Unit, Workdays

_DAY = timedelta(days=1)
_UNIT_READINGS = {
    "days": ("natural-days", Label("自然日，起始日不计", "calendar days, the first not counted")),
    "working_days": ("working-days", Label("工作日，起始日不计", "working days, the first not counted")),
    "months": ("months", Label("按月计算，至对应日", "months, to the corresponding day")),
    "years": ("years", Label("按年计算，至对应日", "years, to the corresponding day")),
}
_NAMED = ("named-day", Label("文本所定之日", "the day named"))
_BY_NATION, _BY_REGION = "national-days", "regional-days"
# The readings that differ from the prevailing one by the calendar alone.
CALENDARS: Mapping[str, Label] = MappingProxyType(
    {
        _BY_NATION: Label("只按全国放假安排，不计地区放假", "by the national days off, without the region's"),
        _BY_REGION: Label("计入地区放假", "with the region's days off"),
    }
)


class Basis(NamedTuple):
    """What a period is counted from: the day, the law of which day, and the facts that move it.

    `number` replaces the count of the span where the rule allows it; `served` is the term that the paper itself gave
    (count, unit); `other_starts` are the days that rival readings start from, by the reading's id.
    """

    start: date
    law_of: date
    number: int | None = None
    served: tuple[int, Unit] | None = None
    other_starts: Mapping[str, date] = MappingProxyType({})
    assumed: tuple[tuple[str, Label, date], ...] = ()


class Dates(NamedTuple):
    """The dates of a period: see contract, counting days. `latest` is the last day by the latest reading."""

    readings: tuple[Reading, ...]
    due: date
    rolled: date
    safe: date
    latest: date
    may_act_from: date | None
    certain: bool
    verified: bool


def dates(rule: Rule, basis: Basis, workdays: Workdays) -> Dates | None:
    """Count a period by every reading; None where the law of that day gives it no length."""
    readings = _readings(rule, basis, workdays)
    if not readings:
        return None
    return judged(rule, readings, workdays)


def has_run_out(rule: Rule, basis: Basis, workdays: Workdays, day: date) -> bool:
    """Tell whether a period had run out by a day: by its latest reading, one counted backward by the prevailing."""
    if rule.until is None:
        first = _by_span(rule, basis.start, basis.law_of, basis.number, workdays)
        if first is None or day <= first.due:
            return False
        if rule.before:
            return True
    return day > max(one.rolled for one in _readings(rule, basis, workdays))


def judged(rule: Rule, readings: tuple[Reading, ...], workdays: Workdays) -> Dates:
    """Draw the dates to plan and to act by from the readings, the prevailing first."""
    due, rolled = readings[0].due, readings[0].rolled
    earliest = min(one.due for one in readings)
    latest = max(one.rolled for one in readings)
    safe = min(workdays.back(earliest), workdays.national.back(earliest)) if rule.ours else rolled
    plain = rule.ours and rule.firmness != "may" and rule.on_expiry is None
    certain = all(_certain(one, one.calendar(workdays)) for one in readings) and workdays.known_through(safe, earliest)
    return Dates(
        readings,
        due,
        rolled,
        safe,
        latest,
        None if plain else latest + _DAY,
        certain,
        days_verified(readings, safe, certain, workdays),
    )


def _readings(rule: Rule, basis: Basis, workdays: Workdays) -> tuple[Reading, ...]:
    """Read a period by the calendar here and by the nation's: what prevails, then the other calendar, then the rest."""
    here = _read(rule, basis, workdays)
    if workdays.national is workdays or not here:
        return here
    nation = tuple(one._replace(national=True) for one in _read(rule, basis, workdays.national))
    of_nation = {one.id: one for one in nation}
    chosen = [_stricter(one, of_nation[one.id]) if rule.ours and one.id in of_nation else one for one in here]
    first = chosen[0]
    other = next((one for one in (here if first.national else nation) if one.id == first.id), first)
    if (first.due, first.rolled) != (other.due, other.rolled):
        chosen.insert(1, _of_other_calendar(other, first, workdays))
    return tuple(chosen)


def _stricter(here: Reading, nation: Reading) -> Reading:
    return here if (here.due, here.rolled) < (nation.due, nation.rolled) else nation


def _of_other_calendar(other: Reading, first: Reading, workdays: Workdays) -> Reading:
    """Name a reading by the calendar that does not prevail, with the notices by which the two calendars differ."""
    calendar = other.calendar(workdays)
    notes = [calendar.why(day) for day in _differing(other, first, workdays)]
    sources = dict.fromkeys(note.notice or calendar.notice(note.day.year) for note in notes)
    name = _BY_NATION if other.national else _BY_REGION
    return other._replace(id=name, title=CALENDARS[name], source="；".join(filter(None, sources)) or other.source)


def _differing(one: Reading, other: Reading, workdays: Workdays) -> Iterator[date]:
    """Give the days that only one of the two calendars has worked, of those that a period runs over."""
    ends = (one.counted_from, one.due, one.rolled, other.due, other.rolled)
    for number in range(min(ends).toordinal(), max(ends).toordinal() + 1):
        day = date.fromordinal(number)
        if workdays.is_worked(day) != workdays.national.is_worked(day):
            yield day


def days_verified(readings: tuple[Reading, ...], safe: date, certain: bool, workdays: Workdays) -> bool:
    """Tell whether the days of the region that matter are known, and at first hand.

    What is not certain by the nation's days is not asked whether the region's are known.
    """
    if workdays.national is workdays:
        return True
    earliest = min(one.due for one in readings)
    spans = ((one.counted_from, one.due) if one.unit == "working_days" else (one.due, one.rolled) for one in readings)
    years = {day.year for span in (*spans, (safe, earliest)) for day in span}
    known = not certain or all(map(workdays.layers.is_known_there, years))
    first, second = readings[0], readings[min(1, len(readings) - 1)]
    moved = _differing(first, second, workdays) if second.id in CALENDARS else ()
    passed = (date.fromordinal(day) for day in range(safe.toordinal() + 1, earliest.toordinal() + 1))
    return known and all(workdays.why(day).verified for day in (*moved, *passed))


def _read(rule: Rule, basis: Basis, workdays: Workdays) -> tuple[Reading, ...]:
    if rule.until is not None:
        name, title = (rule.reading.id, rule.reading.title) if rule.reading else _NAMED
        rolled = workdays.roll(basis.start)
        return (Reading(name, title, rule.source.article, basis.start, None, None, False, basis.start, rolled),)
    prevailing = _by_span(rule, basis.start, basis.law_of, basis.number, workdays)
    if prevailing is None:
        return ()
    found = [prevailing]
    for name, title, start in basis.assumed:
        other = _by_span(rule, start, start, basis.number, workdays)
        if other is not None:
            found.append(_renamed(other, name, title))
    for rival in rule.readings:
        if not rival.holds_on(basis.law_of) or rival.late or rival.from_damage:
            continue
        if rival.takes_over is not None:
            if prevailing.rolled >= rival.takes_over:
                found.insert(0, _by_rival(rule, rival, prevailing, workdays))
            continue
        other = _rival(rule, rival, prevailing, basis, workdays)
        if other is not None:
            found.append(other)
    return tuple(found)


def by_law(rule: Rule, rival: Rival | None, start: date, workdays: Workdays) -> Reading:
    """Count a period by the law of its start, or by a rival length where that is a reading of it.

    One of ours is counted by the stricter of the two calendars. Raises LookupError where the law of that day gives it
    no length.
    """
    here = _by_law(rule, rival, start, workdays)
    if workdays.national is workdays or not rule.ours:
        return here
    return _stricter(here, _by_law(rule, rival, start, workdays.national)._replace(national=True))


def _by_law(rule: Rule, rival: Rival | None, start: date, workdays: Workdays) -> Reading:
    first = _by_span(rule, start, start, None, workdays)
    if first is None:
        raise LookupError(rule.id, start)
    if rival is None or not rival.holds_on(start):
        return first
    if rival.takes_over is not None and first.rolled < rival.takes_over:
        return first
    return _by_rival(rule, rival, first, workdays)


def longest(rule: Rule, damaged: date, workdays: Workdays) -> Reading | None:
    """Count the longest period, which nothing interrupts, from the day of the damage."""
    rival = next((one for one in rule.readings if one.from_damage), None)
    if rival is None or rival.count is None:
        return None
    source = (rival.source or rule.source).article
    return _counted(rule, rival.id, rival.title, source, damaged, rival.count, rival.unit or "years", workdays)


def _by_rival(rule: Rule, rival: Rival, first: Reading, workdays: Workdays) -> Reading:
    source = (rival.source or rule.source).article
    count, unit = rival.count or first.number or 1, rival.unit or first.unit or "years"
    return _counted(rule, rival.id, rival.title, source, first.counted_from, count, unit, workdays)


def _by_span(rule: Rule, start: date, law_of: date, number: int | None, workdays: Workdays) -> Reading | None:
    span = rule.span_on(law_of)
    if span is None:
        return None
    name, title = (rule.reading.id, rule.reading.title) if rule.reading else _UNIT_READINGS[span.unit]
    article = (span.source or rule.source).article
    return _counted(rule, name, title, article, start, _number(span, number), span.unit, workdays)


def _number(span: Span, number: int | None) -> int:
    if number is None or span.field is None:
        return span.count
    if span.at_least is not None:
        number = max(number, span.at_least)
    if span.at_most is not None:
        number = min(number, span.at_most)
    return max(number, 1)


def _counted(
    rule: Rule, name: str, title: Label, source: str, start: date, count: int, unit: Unit, workdays: Workdays
) -> Reading:
    backward = bool(rule.before)
    due = workdays.end(start, count, unit, backward)
    rolled = workdays.roll(due) if rolls(rule, unit) else due
    return Reading(name, title, source, start, count, unit, backward, due, rolled)


def rolls(rule: Rule, unit: Unit | None) -> bool:
    """Tell whether the last day of a period rolls to the next worked day (Civil Code 203)."""
    return not rule.before and rule.cycle is None and unit != "working_days" and rule.firmness != "not-before"


def _rival(rule: Rule, rival: Rival, first: Reading, basis: Basis, workdays: Workdays) -> Reading | None:
    source = (rival.source or rule.source).article
    count, unit, start = first.number, first.unit, first.counted_from
    if count is None or unit is None:
        return None
    if rival.served:
        if basis.served is None:
            return None
        other = _counted(rule, rival.id, rival.title, source, start, *basis.served, workdays)
        return other if other.due > first.due else None
    if rival.starts:
        start_there = basis.other_starts.get(rival.id)
        if start_there is None or start_there == start:
            return None
        return _counted(rule, rival.id, rival.title, source, start_there, count, unit, workdays)
    if rival.inclusive:
        return _counted(rule, rival.id, rival.title, source, start - _DAY, count, unit, workdays)
    if rival.clear:
        return _counted(rule, rival.id, rival.title, source, start, count + 1, unit, workdays)
    return _by_rival(rule, rival, first, workdays)


def _renamed(reading: Reading, name: str, title: Label) -> Reading:
    return reading._replace(id=name, title=title)


def _certain(reading: Reading, workdays: Workdays) -> bool:
    if reading.unit == "working_days":
        # The day that a count starts from is not counted, neither forward nor backward.
        step = timedelta(1) if reading.due > reading.counted_from else timedelta(-1)
        return workdays.known_through(*sorted((reading.counted_from + step, reading.due)))
    return workdays.known_through(reading.due, reading.rolled)
