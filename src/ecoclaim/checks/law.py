"""Whether the law was kept: the bars, service in time, grounds of failure, overruns, agents' powers."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.checks.findings import Finding, Review, cited, of_case, of_event
from ecoclaim.deadlines import Deadline
from ecoclaim.model.events import Event
from ecoclaim.procedure import breaches, uses
from ecoclaim.words import _
from ecoclaim.workdays import Unit, length


def bars(review: Review) -> Iterator[Finding]:
    """Find what the procedure does not allow; what was recorded all the same stays as a warning."""
    for breach in breaches(review.case, review.pack):
        reason = breach.event.text("despite")
        article = cited(review.pack, breach.bar.source)
        cure = _("correct the entry, or say why it happened all the same with despite:")
        if reason:
            cure = _("recorded all the same because: {reason}").format(reason=reason)
        yield of_event(
            f"bar-{breach.bar.id}", "warning" if reason else "error", breach.event, breach.message, cure, article
        )


def periods_kept(review: Review) -> Iterator[Finding]:
    """Find our own duties that were met late or are overdue, and overruns that nobody explained."""
    for row in review.rows:
        event = row.start
        if event is None or row.rolled is None or (row.rule.also_case and row.obligor is None):
            continue
        article = cited(review.pack, row.rule.source)
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
        if row.rule.firmness == "in-principle" and row.status == "exceeded" and not _explained(review, row):
            message = _("{title}{whom} ran out on {day} and nobody has explained why it goes on")
            cure = _("record overrun-explained with who agreed and why, or consultation-failed")
            text = message.format(title=row.rule.title, whom=_whom(row), day=row.rolled)
            yield of_event("overrun", "warning", event, text, cure, article)


def _whom(row: Deadline) -> str:
    return f" ({row.obligor})" if row.obligor else ""


def _explained(review: Review, row: Deadline) -> bool:
    return any(
        event.text("rule") in (None, row.rule.id) for event in review.past.of("overrun-explained", obligor=row.obligor)
    )


def service_in_time(review: Review) -> Iterator[Finding]:
    """Find notices served too late before their meeting, and notices that gave less time than the law."""
    lead = review.pack.rule("notice-lead")
    for row in review.rows:
        if lead is not None and row.rule.id == lead.id and row.due is not None:
            served = [
                one
                for one in review.past.of("notice-served", obligor=row.obligor)
                if str(one.number("meeting")) == row.instance
            ]
            if served and min(one.date for one in served) > row.due:
                message = _("the notice was served on {day}; for that meeting it had to be by {due}")
                yield of_event(
                    "service-late",
                    "error",
                    served[0],
                    message.format(day=served[0].date, due=row.due),
                    _("put the meeting off, or have the obligor accept the shorter time in writing"),
                    cited(review.pack, lead.source),
                )
    reply = review.pack.rule("reply")
    for event in review.past.of("notice-served"):
        span = reply.span_on(event.date) if reply else None
        days = event.number("reply_days")
        if reply is None or span is None or days is None:
            continue
        unit: Unit = "days" if event.text("reply_unit") == "days" else "working_days"
        given = review.workdays.end(event.date, days, unit) if days else event.date
        if given < review.workdays.end(event.date, span.count, span.unit):
            message = _(
                "the notice served gives {given} to reply, the law {lawful}; the law's term is the one that runs"
            )
            text = message.format(given=length(days, unit), lawful=length(span.count, span.unit))
            cure = _("wait for the law's last day; use the form of the pack next time")
            yield of_event(
                "reply-days-short", "warning", event, text, cure, cited(review.pack, reply.source), "reply_days"
            )


def grounds_of_failure(review: Review) -> Iterator[Finding]:
    """Find consultations found to have failed before the ground for it was there."""
    for event in review.past.of("consultation-failed"):
        ground = event.text("ground")
        entry = review.pack.failure_grounds.get(ground or "")
        article = cited(review.pack, entry.source) if entry and entry.source else ""
        for key in event.obligors:
            message = _lacking(review, event, key, ground)
            if message:
                cure = _("wait for the ground, or record what proves it")
                yield of_event("ground-early", "error", event, message, cure, article, "ground")


def _lacking(review: Review, event: Event, key: str, ground: str | None) -> str:
    past = review.past
    before = [one for one in past.events if key in one.obligors and one.order < event.order]
    if ground == "refused-or-silent":
        if any(one.name == "reply-received" and one.yes("agrees") is False for one in before):
            return ""
        rows = [one for one in review.rows if one.rule.id == "reply" and one.obligor == key and one.start in before]
        last = rows[-1] if rows else None
        if last is None:
            return _("no notice was served on {obligor}, so silence means nothing").format(obligor=key)
        if last.may_act_from and event.date < last.may_act_from:
            return _("silence of {obligor} counts only from {day}").format(obligor=key, day=last.may_act_from)
    if ground == "period-over":
        found = [one for one in review.rows if one.rule.id == "consultation-period" and one.obligor == key]
        if found and found[0].may_act_from and event.date < found[0].may_act_from:
            return _("the period for consulting {obligor} is over only from {day}").format(
                obligor=key, day=found[0].may_act_from
            )
    cap = review.pack.cap("consultation-meetings")
    if ground == "three-meetings" and cap is not None:
        held = [one for one in uses(past, cap, key) if one.order < event.order]
        if len(held) < cap.max:
            return _("only {held} of {max} meetings were held with {obligor}").format(
                held=len(held), max=cap.max, obligor=key
            )
    if ground == "unserved" and not any(one.name == "service-attempted" for one in before):
        return _("no failed attempt at service on {obligor} is recorded").format(obligor=key)
    if ground == "absent" and not any(
        one.name == "meeting-held" and one.text("outcome") in ("absent", "walked-out") for one in before
    ):
        return _("no meeting is recorded that {obligor} missed or left").format(obligor=key)
    return ""


def agents_powers(review: Review) -> Iterator[Finding]:
    """Find powers of attorney that say only 全权: that gives no power to admit, waive or settle (民诉解释 89)."""
    for n, obligor in enumerate(review.case.file.obligors):
        for m, agent in enumerate(obligor.agents):
            if agent.powers and all("全权" in power for power in agent.powers):
                message = _("full powers alone give {agent} no power to admit, waive or settle").format(
                    agent=agent.name
                )
                cure = _("list the powers one by one: 承认, 放弃, 变更, 和解, 签署协议")
                yield of_case("powers-general", "warning", ("obligors", n, "agents", m, "powers"), message, cure)


def meetings_dated(review: Review) -> Iterator[Finding]:
    """Find meetings that a notice names and that have no day: the lead time cannot be computed."""
    for event in review.past.of("notice-issued", "notice-served"):
        meeting = review.case.file.meeting(event.number("meeting"))
        if meeting is not None and meeting.on is None:
            message = _("meeting {no} has no day, so the time to serve the notice cannot be computed")
            cure = _("ecoclaim set {case} meetings.{no}.on=YYYY-MM-DD")
            yield of_event(
                "meeting-day",
                "warning",
                event,
                message.format(no=meeting.no),
                cure.format(case=review.case.id, no=meeting.no),
                review.article("notice-lead"),
                "meeting",
            )
