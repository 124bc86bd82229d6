"""The two years to apply for enforcement (CPL 250): from the last day to perform, else from the ruling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oracle.limitation import Act, Run
from oracle.row import MAY, Ground, Row


def enforcement_window(ground: Ground, who: str) -> Iterator[Row]:
    facts = ground.facts
    titles = [each for no in facts.agreements if (each := facts.confirmed(who, no))]
    judged = facts.judged(who)
    titles += [judged] if judged else []
    if not titles:
        return
    first = min(titles, key=lambda each: each.at)
    owed = [no for no in facts.owed_by(who) if facts.enforceable(who, no) and not facts.ended(who, no)]
    lasts = [day for no in owed if (day := facts.until(no))]
    row = Row("enforcement-window", who, None, MAY)
    settled = [
        each
        for each in facts.told("enforcement-concluded", who=who, result="settled")
        if each["until"] and not facts.told("enforcement-applied", who=who, after=each.at)
    ]
    base = max(lasts) if lasts else max(each.date for each in titles)
    if settled:
        base = date.fromisoformat(settled[-1]["until"])
    run = Run(base, ("", base), 2)
    applied = [] if settled else facts.told("enforcement-applied", who=who, after=first.at)
    for each in facts.told("demand-made", "payment-made", who=who, after=first.at):
        if each.date > base and not (applied and applied[0].at < each.at):
            run.take(Act(each.date, each), 2)
    ground.date(row, [run.reading])
    ground.settle(row, first, applied, facts.told("performance-completed", who=who))
    row.starts = None
    row.warns.pop("by-rollover", None)
    if len(titles) > 1:
        row.dates = False
    if not settled and facts.told("enforcement-concluded", who=who, result="settled"):
        row.status, row.dates, row.met_on = None, False, None
    ended = facts.told("enforcement-concluded", who=who, result="fulfilled")
    if ended:
        row.status = None if row.status != {"void"} else row.status
    if row.status == {"void"}:
        row.dates = False
    if owed and all(facts.fulfilled(no) for no in owed) and row.status and not row.status & {"met", "void"}:
        money = all(facts.obligations[no]["what"] == "payment" for no in owed)
        row.status = {"met", "void"} if money else None  # nothing is left to enforce, if the restoration was evaluated
    if not owed:
        row.dates = row.dates and not facts.owed_by(who)
        row.status = row.status if row.dates else None
    together = facts.joint if who in facts.joint else {who}
    if len(together) > 1:
        row.dates = False  # what one joint debtor's act does to the other's window: silent
        row.status = row.status if row.status and row.status & {"met", "void"} else None
    if any(facts.judged_too(who, no) for no in facts.owed_by(who)):
        row.dates, row.status = False, None
    completed = facts.told("performance-completed", who=who)
    if completed and (completed[0].at < first.at or (settled and completed[0].at < settled[-1].at)):
        row.dates, row.status, row.optional = False, None, True  # said to be done before there was a title
    if not row.dates:
        row.certain, row.act = None, None
    yield row
