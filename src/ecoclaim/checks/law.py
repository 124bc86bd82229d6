"""Whether the periods of the rules were kept: our own duties in time, overruns explained."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.checks.findings import Finding, of_event
from ecoclaim.deadlines import Deadline
from ecoclaim.packs.citing import cited
from ecoclaim.standing import Standing
from ecoclaim.words import _


def periods_kept(standing: Standing) -> Iterator[Finding]:
    """Find our own duties that were met late or are overdue, and overruns that nobody explained."""
    for row in standing.rows:
        event = row.start
        if event is None or row.rolled is None or (row.rule.also_case and row.obligor is None):
            continue
        article = cited(standing.pack, row.rule.source)
        if row.rule.ours and row.rule.firmness == "must" and row.status in ("met-late", "overdue"):
            message = _("{title}{whom}: the last day was {day}").format(
                title=row.rule.title, whom=_whom(row), day=row.rolled
            )
            cure = (
                _("done on {day}; note the reason for the delay in the file").format(day=row.met_on)
                if row.met_on
                else _("do it now and note the reason for the delay")
            )
            yield of_event("period-missed", "warning", event, message, cure, article)
        wants_reason = row.rule.on_expiry is not None and row.rule.on_expiry.ground is not None
        over = row.status == "exceeded" or (wants_reason and row.status == "met-late")
        if row.rule.firmness == "in-principle" and over and not _explained(standing, row):
            if wants_reason and row.met_on:
                message = _("{title}{whom} ran out on {day} and nobody has explained why it went on")
                cure = _("record overrun-explained with who agreed and why")
            elif wants_reason:
                message = _("{title}{whom} ran out on {day} and nobody has explained why it goes on")
                cure = _("record overrun-explained with who agreed and why, or consultation-failed")
            else:
                message = _("{title}{whom}: the last day, in principle, was {day}")
                cure = _("do it now and note the reason for the delay")
            text = message.format(title=row.rule.title, whom=_whom(row), day=row.rolled)
            yield of_event("overrun", "warning", event, text, cure, article)


def on_the_last_day(standing: Standing) -> Iterator[Finding]:
    """Find what was done on a day on which the pack is in force by one way to count its time only."""
    pack = standing.pack
    for event in standing.past.events:
        if pack.last_day_disputed(event.date):
            message = _("by the day of {event}, {day}, the time of {pack} may be over: it is counted to {last} too")
            text = message.format(event=event.type.label, day=event.date, pack=pack.title, last=pack.in_force_until)
            cure = _("have a legal officer say which text governs this act, and note it in the file")
            article = cited(pack, pack.source) if pack.source else ""
            yield of_event("pack-last-day", "notice", event, text, cure, article)


def _whom(row: Deadline) -> str:
    return f" ({row.obligor})" if row.obligor else ""


def _explained(standing: Standing, row: Deadline) -> bool:
    return any(
        event.text("rule") in (None, row.rule.id)
        for event in standing.past.of("overrun-explained", obligor=row.obligor)
    )
