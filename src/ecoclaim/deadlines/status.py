"""Where a deadline stands on a day: open, due soon, overdue, exceeded, lapsed, elapsed, met, met late or void."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ecoclaim.deadlines.counting import Dates
from ecoclaim.deadlines.rows import Deadline
from ecoclaim.model.events import Event
from ecoclaim.packs import Pack, Rule
from ecoclaim.workdays import Workdays


class RowFacts(NamedTuple):
    """What the events say of a row before its dates are looked at."""

    case: str | None
    rule: Rule
    pack: Pack
    obligor: str | None
    instance: str | None
    period: str | None
    start: Event | None
    met_on: date | None
    void: bool
    assumed: bool = False
    before_ledger: bool = False
    not_yet: bool = False


def row(facts: RowFacts, dates: Dates | None, workdays: Workdays, on: date, remind_days: int) -> Deadline:
    """Join what happened with the dates to the row as it stands on a day."""
    rule, met_on = facts.rule, facts.met_on
    age = None
    target = None
    if rule.prompt and facts.start is not None:
        age = ((met_on or on) - facts.start.date).days
        if rule.target is not None:
            target = workdays.end(facts.start.date, rule.target.count, rule.target.unit)
    return Deadline(
        facts.case,
        rule,
        facts.pack,
        facts.obligor,
        facts.instance,
        facts.period,
        facts.start,
        dates.due if dates else None,
        dates.rolled if dates else None,
        dates.safe if dates else None,
        dates.may_act_from if dates else None,
        dates.certain if dates else True,
        dates.readings if dates else (),
        _status(facts, dates, on, remind_days),
        met_on if not facts.void else None,
        (dates.rolled - on).days if dates else None,
        _working_days_left(dates.rolled, on, workdays) if dates else None,
        age,
        target,
        _warnings(facts, dates, on),
    )


def _status(facts: RowFacts, dates: Dates | None, on: date, remind_days: int) -> str:
    rule = facts.rule
    if facts.met_on is not None:
        late = dates is not None and facts.met_on > dates.latest and rule.firmness != "not-before"
        return "met-late" if late else "met"
    if facts.void:
        return "void"
    if dates is None:
        return "open"
    # What would be held against somebody, a right of ours too, has not lapsed while one reading keeps it alive.
    ours_to_do = rule.ours and rule.firmness != "may"
    if on > (dates.rolled if ours_to_do else dates.latest):
        if facts.not_yet and rule.ours and rule.firmness in ("must", "in-principle"):
            return "open"
        if rule.firmness == "not-before":
            return "elapsed"
        if rule.firmness == "in-principle":
            return "exceeded"
        return "overdue" if rule.ours and rule.firmness == "must" else "lapsed"
    if rule.firmness != "not-before" and (dates.safe - on).days <= remind_days:
        return "due-soon"
    return "open"


def _working_days_left(rolled: date, on: date, workdays: Workdays) -> int:
    if rolled >= on:
        return workdays.worked_between(on, rolled)
    return -workdays.worked_between(rolled, on)


def _warnings(facts: RowFacts, dates: Dates | None, on: date) -> tuple[str, ...]:
    rule, found = facts.rule, ["not-yet-in-force"] if facts.not_yet else []
    if facts.pack.expired_on(on):
        found.append("pack-expired")
    if dates is not None and not dates.certain:
        found.append("uncertain")
    if facts.assumed:
        found.append("assumed-start")
    newer = rule.taken_over_by(dates.readings[0].id) if dates is not None else None
    sources = (rule.source, newer.source if newer is not None else None)
    if any(one is not None and not one.verified for one in sources) or (dates is not None and not dates.verified):
        found.append("unverified")
    if dates is not None and facts.met_on is not None and dates.due < facts.met_on <= dates.rolled:
        found.append("by-rollover")
    if dates is not None and any((one.due, one.rolled) != (dates.due, dates.rolled) for one in dates.readings):
        found.append("readings-differ")
    if rule.optional:
        found.append("optional")
    if facts.before_ledger:
        found.append("before-ledger")
    if rule.undated and dates is not None and dates.readings[0].id != "office-day":
        found.append("undated")
    return tuple(found)
