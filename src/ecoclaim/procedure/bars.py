"""What the procedure does not allow: each bar tested on the whole case, each breach tied to the event that breaks it.

Alone knows how a bar is tested; whether it applies, by which article and with which number, the pack says. The whole
history is judged, so entries made late or in any order give the same result as in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ecoclaim.model.case import Case
from ecoclaim.model.events import Event
from ecoclaim.packs import Bar, Cap, Pack
from ecoclaim.procedure.history import TITLES, History, history
from ecoclaim.procedure.tracks import TRACKS, live, tracks
from ecoclaim.words import _

AFTER_CLOSING = ("result-published", "performance-certified", "case-reopened")


@dataclass(frozen=True, slots=True)
class Breach:
    """A bar that an event breaks, for whom, and why."""

    bar: Bar
    event: Event
    obligor: str | None
    message: str


def breaches(case: Case, pack: Pack) -> tuple[Breach, ...]:
    """List every breach of the pack's bars in the whole history of a case."""
    past = history(case, date.max)
    return tuple(
        Breach(bar, event, obligor, message)
        for bar in pack.bars
        if bar.id in _TESTS
        for event, obligor, message in _TESTS[bar.id](past, pack)
    )


Found = Iterator[tuple[Event, str | None, str]]


def counted(event: Event, cap: Cap, obligor: str) -> bool:
    """Tell whether an event counts towards a cap for an obligor: what the entry says of itself comes first."""
    if obligor not in event.obligors or not any(one.fits(event) for one in cap.counts):
        return False
    own = event.yes("counts")
    if own is not None:
        return own
    return not any(event.text(field) in values for field, values in cap.uncounted.items())


def uses(past: History, cap: Cap, obligor: str) -> list[Event]:
    """List the events that count towards a cap for an obligor."""
    return [event for event in past.events if counted(event, cap, obligor)]


def approved(past: History, cap: Cap, obligor: str, by: date) -> bool:
    """Tell whether more than the usual number was approved for an obligor by a day."""
    return cap.extended_by is not None and any(event.date <= by for event in past.of(cap.extended_by, obligor=obligor))


def _public_service(past: History, pack: Pack) -> Found:
    for event in past.of("notice-served"):
        if event.text("method") == "public":
            yield event, None, _("a consultation notice cannot be served by public notice")


def _fourth_meeting(past: History, pack: Pack) -> Found:
    for cap, key, number, event in _beyond(past, pack, "consultation-meetings"):
        more = cap.extended_max or cap.max
        if number <= more and not approved(past, cap, key, event.date):
            message = _("meeting {number} with {obligor} needs an approval dated before it; only {max} are free")
            yield event, key, message.format(number=number, obligor=key, max=cap.max)


def _fifth_meeting(past: History, pack: Pack) -> Found:
    for cap, key, number, event in _beyond(past, pack, "consultation-meetings"):
        more = cap.extended_max or cap.max
        if number > more:
            message = _("meeting {number} with {obligor} is one too many; at most {max} may be held")
            yield event, key, message.format(number=number, obligor=key, max=more)


def _second_reconsultation(past: History, pack: Pack) -> Found:
    for cap, key, _number, event in _beyond(past, pack, "reconsultation"):
        message = _("{obligor} has been consulted again already; it may be done {max} time only")
        yield event, key, message.format(obligor=key, max=cap.max)


def _beyond(past: History, pack: Pack, name: str) -> Iterator[tuple[Cap, str, int, Event]]:
    cap = pack.cap(name)
    if cap is None:
        return
    for key in past.case.obligors:
        for number, event in enumerate(uses(past, cap, key), start=1):
            if number > cap.max:
                yield cap, key, number, event


def _enforcement_without_title(past: History, pack: Pack) -> Found:
    for event in past.of("enforcement-applied"):
        for key in event.obligors:
            title = past.first(*TITLES, obligor=key)
            if title is None or title.order > event.order:
                message = _("enforcement against {obligor} needs a confirmed agreement or an effective judgment")
                yield event, key, message.format(obligor=key)


def _confirm_within(past: History, pack: Pack) -> Found:
    rule = pack.rule("confirmation-window")
    for event in past.of("agreement-signed"):
        agreement = past.case.file.agreement(event.number("agreement"))
        span = rule.span_on(event.date) if rule else None
        if agreement is None or span is None or span.at_most is None:
            continue
        if agreement.confirm_within is not None and agreement.confirm_within > span.at_most:
            message = _("agreement {no} gives {days} days to apply for confirmation; at most {max} are allowed")
            yield (
                event,
                None,
                message.format(no=agreement.no, days=agreement.confirm_within, max=span.at_most),
            )


def _termination_after_agreement(past: History, pack: Pack) -> Found:
    bound = past.first("agreement-signed", "lawsuit-filed")
    for event in past.of("claim-terminated"):
        if bound is not None and bound.order < event.order:
            message = _("the claim cannot be terminated after {event} on {day}")
            yield event, None, message.format(event=bound.type.label, day=bound.date)


def _closing_with_live_track(past: History, pack: Pack) -> Found:
    for event in past.of("case-closed"):
        then = History(past.case, event.date, tuple(one for one in past.events if one.order <= event.order))
        for key, states in tracks(then).items():
            if live(states):
                message = _("the case cannot be closed while {obligor} is {states}")
                yield (
                    event,
                    key,
                    message.format(obligor=key, states=_(", ").join(str(TRACKS[one]) for one in states)),
                )


def _after_closing(past: History, pack: Pack) -> Found:
    closed: Event | None = None
    for event in past.events:
        if event.name == "case-closed":
            if closed is not None:
                yield event, None, _("the case was closed on {day} already").format(day=closed.date)
            closed = event
        elif event.name == "case-reopened":
            closed = None
        elif closed is not None and event.name not in AFTER_CLOSING:
            message = _("the case was closed on {day}; reopen it first (case-reopened)")
            yield event, None, message.format(day=closed.date)


_TESTS: dict[str, Callable[[History, Pack], Found]] = {
    "public-service": _public_service,
    "fourth-meeting": _fourth_meeting,
    "fifth-meeting": _fifth_meeting,
    "second-reconsultation": _second_reconsultation,
    "enforcement-without-title": _enforcement_without_title,
    "confirm-within": _confirm_within,
    "termination-after-agreement": _termination_after_agreement,
    "closing-with-live-track": _closing_with_live_track,
    "after-closing": _after_closing,
}
