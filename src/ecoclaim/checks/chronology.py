"""Whether the events follow each other as the procedure wants: what is missing before, what is the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.checks.findings import Finding, of_event
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs.citing import cited
from ecoclaim.procedure import before_ledger, concerns, granted, taken_over
from ecoclaim.procedure.order import WANTS
from ecoclaim.standing import Standing
from ecoclaim.words import _


def order_of_events(standing: Standing) -> Iterator[Finding]:
    """Find events whose forerunner is missing, or is dated later, but where a condition of the pack tells it."""
    entry = taken_over(standing.past)
    for event in standing.past.events:
        wanted = WANTS.get(event.name)
        if wanted is None:
            continue
        granted_now = entry is not None and (before_ledger(standing.past, event) or granted(entry).intersection(wanted))
        for key in event.obligors or (None,):
            fore = [one for one in standing.past.events if one.name in wanted and (key is None or concerns(one, key))]
            if any(one.order < event.order for one in fore):
                continue
            if not fore and (granted_now or told_by_a_condition(standing, event, wanted)):
                continue
            yield _out_of_order(event, key, wanted, fore, _article(standing, event, wanted))
            break


def told_by_a_condition(standing: Standing, event: Event, wanted: tuple[str, ...]) -> bool:
    """Tell whether a condition of the pack wants one of the same forerunners: it tells with its article."""
    return any(
        one.on.event
        and one.on.fits(event)
        and any(need.before is True and set(need.event).intersection(wanted) for need in one.needs)
        for one, _source in standing.pack.resting
    )


def _article(standing: Standing, event: Event, wanted: tuple[str, ...]) -> str:
    """Cite the rule that one of the forerunners starts and the event meets; nothing where there is none."""
    for rule in standing.pack.rules:
        starts = any(one.event in wanted for one in (*rule.starts, *rule.assumed))
        if starts and any(one.event == event.name for one in rule.ends):
            return cited(standing.pack, rule.source)
    return ""


def _out_of_order(event: Event, key: str | None, wanted: tuple[str, ...], fore: list[Event], article: str) -> Finding:
    names = _(" or ").join(str(EVENTS[name].label) for name in wanted)
    whom = f" ({key})" if key else ""
    if fore:
        message = _("{event}{whom} is dated {day}, before {other} on {later}")
        text = message.format(
            event=event.type.label, whom=whom, day=event.date, other=fore[0].type.label, later=fore[0].date
        )
        return of_event("order-reversed", "warning", event, text, _("check both dates against the papers"), article)
    text = _("{event}{whom} wants {names} before it, and none is recorded").format(
        event=event.type.label, whom=whom, names=names
    )
    return of_event(
        "order-missing", "warning", event, text, _("record what happened before, with its own date"), article
    )


def not_yet(standing: Standing) -> Iterator[Finding]:
    """Find entries dated after today: they do not count yet."""
    for event in standing.case.events:
        if event.date > standing.on:
            message = _("{event} is dated {day}, after {today}; it does not count yet").format(
                event=event.type.label, day=event.date, today=standing.on
            )
            yield of_event(
                "order-future", "warning", event, message, _("correct the date, or record it when it happens")
            )


def twice(standing: Standing) -> Iterator[Finding]:
    """Find entries that say the same thing twice."""
    seen: set[object] = set()
    for event in sorted(standing.case.events, key=lambda one: one.position):
        said = (event.name, event.date, event.obligors, tuple(sorted((k, str(v)) for k, v in event.values.items())))
        if said in seen:
            message = _("{event} of {day} stands twice").format(event=event.type.label, day=event.date)
            yield of_event("order-twice", "warning", event, message, _("take one of the two entries out"))
        seen.add(said)
