"""What is owed periodically: which periods have begun, when each report is due, and which were sent.

Alone knows quarters, half-years and years. Named days and the ends of periods never roll; the law of the due day
applies. A report without a day is late once the next period is over too.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ecoclaim.deadlines.counting import judged
from ecoclaim.deadlines.rows import Deadline, Reading
from ecoclaim.deadlines.status import RowFacts, row
from ecoclaim.model.office import Office, Report
from ecoclaim.packs import Pack, Rule
from ecoclaim.words import Label
from ecoclaim.workdays import Workdays

_MONTHS = {"quarter": 3, "half-year": 6, "year": 12}
_NAMED = Label("文本所定之日", "the day named")
_END = Label("期间的最后一日", "the last day of the period")
_OFFICE = Label("本单位自定之日（非法定）", "the day set by the office, not by the law")


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter, half-year or year: its name (2026Q3, 2026H1, 2026), first and last day."""

    name: str
    first: date
    last: date


def period_of(cycle: str, day: date) -> Period:
    """Give the period of a cycle that a day lies in."""
    months = _MONTHS[cycle]
    number = (day.month - 1) // months
    first = date(day.year, number * months + 1, 1)
    month = first.month + months - 1
    last = date(day.year, month, monthrange(day.year, month)[1])
    mark = {"quarter": f"Q{number + 1}", "half-year": f"H{number + 1}", "year": ""}[cycle]
    return Period(f"{day.year:04d}{mark}", first, last)


def periods(cycle: str, since: date, until: date) -> Iterator[Period]:
    """Give the periods that had begun by `until`, from the one before `since` on (its report may fall due later)."""
    period = period_of(cycle, since)
    if period.first > date.min:
        period = period_of(cycle, period.first - timedelta(days=1))
    while period.first <= until:
        yield period
        if period.last >= date.max:
            return
        period = period_of(cycle, period.last + timedelta(days=1))


def reading_of(rule: Rule, period: Period, office: Office) -> tuple[Reading, ...]:
    """Give the due day of a period with the rival reading; the office's own day where the law names none."""
    named = rule.named_day
    if named is not None:
        year = _year(period.first.year + (1 if named.year_after else 0))
        month = named.month if named.year_after else period.first.month + named.month - 1
        day = date(year, month, min(named.day, monthrange(year, month)[1]))
        found = [_named("named-day", rule.reading.title if rule.reading else _NAMED, rule.source.article, period, day)]
        for rival in rule.readings:
            if rival.day_before:
                source = (rival.source or rule.source).article
                found.append(_named(rival.id, rival.title, source, period, day - timedelta(days=1)))
        return tuple(found)
    own = _office_day(rule, period, office)
    if own is not None:
        return (_named("office-day", _OFFICE, "ecoclaim.yaml report_days", period, own),)
    name, title = (rule.reading.id, rule.reading.title) if rule.reading else ("period-end", _END)
    last = _next(rule, period).last if rule.undated else period.last
    return (_named(name, title, rule.source.article, period, last),)


def _next(rule: Rule, period: Period) -> Period:
    if period.last == date.max or rule.cycle is None:
        return period
    return period_of(rule.cycle, period.last + timedelta(days=1))


def _named(name: str, title: Label, source: str, period: Period, day: date) -> Reading:
    return Reading(name, title, source, period.first, None, None, False, day, day)


def _office_day(rule: Rule, period: Period, office: Office) -> date | None:
    days = office.report_days.get(rule.id, {})
    month_day = days.get(period.name[4:]) or days.get("year" if len(period.name) == 4 else period.name)
    if month_day is None:
        return None
    month, day = month_day
    year = _year(period.last.year + (1 if (month, day) < (period.first.month, period.first.day) else 0))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _year(year: int) -> int:
    if year > date.max.year:
        raise OverflowError
    return year


def periodic(
    office: Office,
    pack: Pack,
    rules: tuple[Rule, ...],
    reports: tuple[Report, ...],
    workdays: Workdays,
    on: date,
) -> list[Deadline]:
    """List what the ledger owes periodically: every period begun by `on` whose due day is on or after `since`."""
    since = office.since or on
    found = []
    for rule in rules:
        if rule.cycle is None:
            continue
        for period in periods(rule.cycle, since, on):
            dates = judged(rule, reading_of(rule, period, office), workdays)
            owed_on = period.last if rule.undated and _office_day(rule, period, office) is None else dates.due
            # What no text asked for on its day is not owed.
            if owed_on < since or pack.rule_on(rule, owed_on) is None:
                continue
            sent = min(
                (
                    one.sent
                    for one in reports
                    if one.report == rule.id and one.period == period.name and one.sent and one.sent <= on
                ),
                default=None,
            )
            facts = RowFacts(None, rule, pack, None, period.name, period.name, None, sent, False)
            found.append(row(facts, dates, workdays, on, office.remind_days))
    return found
