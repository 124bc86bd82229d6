"""The tests that a condition may name: what needs arithmetic, the calendar, or more than one entry at once.

Each takes an occasion and tells what is wrong on it. Which rule or cap it looks at, when, and by which text, the pack
says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from ecoclaim.checks.occurrence import Occurrence, Test, Wrong
from ecoclaim.checks.party_tests import PARTIES
from ecoclaim.checks.performance_tests import PERFORMANCE
from ecoclaim.checks.person_tests import PERSONS
from ecoclaim.checks.sum_tests import SUMS
from ecoclaim.deadlines import Deadline
from ecoclaim.model.events import Event
from ecoclaim.packs import Rule
from ecoclaim.procedure import TRACKS, approved, live, owed, tracks, uses
from ecoclaim.procedure.order import AFTER_CLOSING
from ecoclaim.words import _
from ecoclaim.workdays import Unit, length


def _more_than_approved(one: Occurrence) -> Iterator[Wrong]:
    cap, event, key = one.cap, one.event, one.obligor
    number = _number(one)
    if cap is None or event is None or key is None or number is None:
        return
    more = cap.extended_max or cap.max
    if cap.max < number <= more and not approved(one.whole, cap, key, event.date):
        message = _("{what}, number {number} with {obligor}, needs an approval dated before it; only {max} are free")
        yield Wrong(message.format(what=event.type.label, number=number, obligor=key, max=cap.max))


def _more_than_allowed(one: Occurrence) -> Iterator[Wrong]:
    cap, event, number = one.cap, one.event, _number(one)
    if cap is None or event is None or number is None:
        return
    more = cap.extended_max or cap.max
    if number > more:
        message = _("{what}, number {number} with {obligor}, is one too many; at most {max} may be held")
        yield Wrong(message.format(what=event.type.label, number=number, obligor=one.obligor, max=more))


def _number(one: Occurrence) -> int | None:
    """Say the how-manieth of its kind an event is for the obligor; None where it does not count."""
    cap, event, key = one.cap, one.event, one.obligor
    if cap is None or event is None or key is None:
        return None
    counted = uses(one.whole, cap, key)
    return counted.index(event) + 1 if event in counted else None


def _cap_reached(one: Occurrence) -> Iterator[Wrong]:
    cap, event, key = one.cap, one.event, one.obligor
    if cap is None or event is None or key is None:
        return
    held = [each for each in uses(one.whole, cap, key) if each.order < event.order]
    if len(held) < cap.max:
        message = _("only {held} of {max} meetings were held with {obligor}")
        yield Wrong(message.format(held=len(held), max=cap.max, obligor=key))


def _term_within_law(one: Occurrence) -> Iterator[Wrong]:
    """Find agreements that give longer than the law to apply for confirmation, signed or not."""
    rule, standing = one.rule, one.standing
    if rule is None:
        return
    signed = {event.number("agreement"): event for event in one.whole.of("agreement-signed")}
    for place, agreement in enumerate(standing.file.agreements):
        event = signed.get(agreement.no)
        span = rule.span_on(event.date if event else standing.on)
        days = agreement.confirm_within
        if span is not None and span.at_most is not None and days is not None and not 1 <= days <= span.at_most:
            message = _("agreement {no} gives {days} days to apply for confirmation; 1 to {max} are allowed")
            text = message.format(no=agreement.no, days=days, max=span.at_most)
            # What is signed can no longer be shortened: what follows from it is told in place of a cure.
            follows = rule.on_expiry.title.text if event and rule.on_expiry else ""
            yield Wrong(text, event, () if event else ("agreements", place, "confirm_within"), follows)


def _every_track_ended(one: Occurrence) -> Iterator[Wrong]:
    then = one.then
    for key, states in tracks(then, owed(then), one.obligor).items():
        if live(states):
            message = _("the case cannot be closed while {obligor} is {states}")
            told = _(", ").join(str(TRACKS[state]) for state in states)
            yield Wrong(message.format(obligor=key, states=told))


def _closed_stays_closed(one: Occurrence) -> Iterator[Wrong]:
    closed: Event | None = None
    for event in one.whole.events:
        if event.name == "case-closed":
            if closed is not None:
                yield Wrong(_("the case was closed on {day} already").format(day=closed.date), event)
            closed = event
        elif event.name == "case-reopened":
            closed = None
        elif closed is not None and event.name not in AFTER_CLOSING:
            message = _("the case was closed on {day}; reopen it first (case-reopened)")
            yield Wrong(message.format(day=closed.date), event)


def _silent_long_enough(one: Occurrence) -> Iterator[Wrong]:
    """Find silence held against an obligor before it counts by every reading; a refusal needs no silence."""
    rule, event, before = one.rule, one.event, one.before()
    if (
        rule is None
        or event is None
        or any(each.name == "reply-received" and each.yes("agrees") is False for each in before)
    ):
        return
    rows = [row for row in _rows(one, rule) if row.start in before]
    if not rows:
        yield Wrong(_("no notice was served on {obligor}, so silence means nothing").format(obligor=one.obligor))
    elif (first := _over_from(rows[-1])) and event.date < first:
        yield Wrong(_("silence of {obligor} counts only from {day}").format(obligor=one.obligor, day=first))


def _period_over(one: Occurrence) -> Iterator[Wrong]:
    rule, event = one.rule, one.event
    rows = _rows(one, rule) if rule is not None else []
    first = _over_from(rows[0]) if rows else None
    if event is not None and first is not None and event.date < first:
        message = _("the period for consulting {obligor} is over only from {day}")
        yield Wrong(message.format(obligor=one.obligor, day=first))


def _over_from(row: Deadline) -> date | None:
    """Give the first day on which a period is over by every reading, whoever's duty it is; None where it has no end."""
    latest = max((one.rolled for one in row.readings), default=None)
    return latest + timedelta(days=1) if latest else None


def _rows(one: Occurrence, rule: Rule) -> list[Deadline]:
    return [row for row in one.standing.rows if row.rule.id == rule.id and row.obligor == one.obligor]


def _served_in_time(one: Occurrence) -> Iterator[Wrong]:
    """Find notices served too late before the meeting that they name."""
    rule = one.rule
    for row in _rows(one, rule) if rule is not None else ():
        served = [
            event
            for event in one.standing.past.of("notice-served", obligor=row.obligor)
            if str(event.number("meeting")) == row.instance
        ]
        if row.due is not None and served and min(event.date for event in served) > row.due:
            message = _("the notice was served on {day}; for that meeting it had to be by {due}")
            yield Wrong(message.format(day=served[0].date, due=row.due), served[0])


def _served_term_lawful(one: Occurrence) -> Iterator[Wrong]:
    """Find notices that gave less time to reply than the law."""
    rule, event = one.rule, one.event
    span = rule.span_on(event.date) if rule and event else None
    days = event.number("reply_days") if event else None
    if event is None or span is None or days is None:
        return
    workdays = one.standing.workdays
    unit: Unit = "days" if event.text("reply_unit") == "days" else "working_days"
    given = workdays.end(event.date, days, unit) if days else event.date
    if given < workdays.end(event.date, span.count, span.unit):
        message = _("the notice served gives {given} to reply, the law {lawful}; the law's term is the one that runs")
        told = message.format(given=length(days, unit), lawful=length(span.count, span.unit))
        yield Wrong(told, loc=("reply_days",))


def _powers_itemised(one: Occurrence) -> Iterator[Wrong]:
    """Find powers of attorney that say only 全权: that gives no power to admit, waive or settle."""
    for n, obligor in enumerate(one.standing.file.obligors):
        for m, agent in enumerate(obligor.agents):
            if agent.powers and all("全权" in power for power in agent.powers):
                message = _("full powers alone give {agent} no power to admit, waive or settle")
                yield Wrong(message.format(agent=agent.name), loc=("obligors", n, "agents", m, "powers"))


def _meeting_dated(one: Occurrence) -> Iterator[Wrong]:
    """Find meetings that a notice names and that have no day: the time to serve it cannot be computed."""
    meeting = one.standing.file.meeting(one.meeting) if one.rule else None
    if meeting is not None and meeting.on is None:
        message = _("meeting {no} has no day, so the time to serve the notice cannot be computed")
        cure = _("ecoclaim set {case} meetings.{no}.on=YYYY-MM-DD")
        yield Wrong(message.format(no=meeting.no), cure=cure.format(case=one.standing.case.id, no=meeting.no))


def _all_chosen(one: Occurrence) -> Iterator[Wrong]:
    """Find an entry that chooses only some of what its field offers."""
    event, field = one.event, one.condition.field
    if event is None or field is None:
        return
    chosen = event.values.get(field) or ()
    left = [label for name, label in event.type.all_fields[field].choices.items() if name not in chosen]
    if left:
        message = _("{event} wants {field} to say: {left}")
        label = event.type.all_fields[field].label
        yield Wrong(message.format(event=event.type.label, field=label, left=_(", ").join(map(str, left))))


def _minimum_over(one: Occurrence) -> Iterator[Wrong]:
    """Find what happened before a least period was over."""
    rule, event, before = one.rule, one.event, one.before()
    rows = [row for row in _rows(one, rule) if row.start in before] if rule is not None else []
    first = rows[-1].may_act_from if rows else None
    if event is not None and first is not None and event.date < first:
        message = _("{event} is dated {day}; before {first} the least period was not over")
        text = message.format(event=event.type.label, day=event.date, first=first)
        yield Wrong(_("{what} ({obligor})").format(what=text, obligor=one.obligor) if one.obligor else text)


_FAR = timedelta(days=36525)


def _days_within_reach(one: Occurrence) -> Iterator[Wrong]:
    """Find days more than a century from today: a slip of the year."""
    today, file = one.standing.on, one.standing.file
    for event in one.whole.events:
        if abs(event.date - today) > _FAR:
            yield Wrong(_("{event} is dated {day}").format(event=event.type.label, day=event.date), event)
    terms = [(("obligations", n, "until"), each.until) for n, each in enumerate(file.obligations)]
    meetings = [(("meetings", n, "on"), each.on) for n, each in enumerate(file.meetings)]
    for loc, day in (*terms, *meetings):
        if day is not None and abs(day - today) > _FAR:
            yield Wrong(_("{day} is more than a century away").format(day=day), loc=loc)


def _domain_of_the_department(one: Occurrence) -> Iterator[Wrong]:
    """Find a domain that the words of its departments do not fit, while another's fit the department."""
    file, domains = one.standing.file, one.standing.pack.domains
    names = file.departments or tuple(filter(None, (one.standing.office.department.name,)))
    own = domains.get(file.domain or "")
    if own is None or not own.usual_for or not names:
        return

    def fits(words: Sequence[str]) -> bool:
        return any(word in name for word in words for name in names)

    other = next((each for each in domains.values() if fits(each.usual_for)), None)
    if other is not None and not fits(own.usual_for):
        message = _("the domain is {domain}, and {department} handles {other}")
        text = message.format(domain=own.title, department=_(", ").join(names), other=other.title)
        yield Wrong(text, loc=("domain",))


NAMED: Mapping[str, Test] = {
    "more-than-approved": _more_than_approved,
    "more-than-allowed": _more_than_allowed,
    "cap-reached": _cap_reached,
    "term-within-law": _term_within_law,
    "served-in-time": _served_in_time,
    "served-term-lawful": _served_term_lawful,
    "silent-long-enough": _silent_long_enough,
    "period-run-out": _period_over,
    "every-track-ended": _every_track_ended,
    **PERFORMANCE,
    **SUMS,
    **PERSONS,
    "all-chosen": _all_chosen,
    "minimum-over": _minimum_over,
    "days-within-reach": _days_within_reach,
    "domain-of-the-department": _domain_of_the_department,
    **PARTIES,
    "closed-stays-closed": _closed_stays_closed,
    "powers-itemised": _powers_itemised,
    "meeting-dated": _meeting_dated,
}
