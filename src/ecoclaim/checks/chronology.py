"""Whether the events follow each other as the procedure wants: what is missing before, what is the wrong way round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.checks.findings import Finding, Review, of_event
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.procedure import concerns
from ecoclaim.words import _

_CLUE = ("clue-found", "clue-received")
_TITLE = ("agreement-signed", "judgment-effective")

# Which of these events wants to have come before; of an obligor's event, for that obligor.
BEFORE: Mapping[str, tuple[str, ...]] = {
    "review-started": (*_CLUE, "referral-returned", "case-reopened"),
    "review-concluded": _CLUE,
    "review-reported": ("review-concluded",),
    "case-referred": _CLUE,
    "referral-received": ("case-referred",),
    "referral-returned": ("case-referred",),
    "claim-declined": ("review-concluded",),
    "claim-started": ("review-concluded",),
    "progress-reported": ("supervision-started",),
    "investigation-started": ("claim-started",),
    "appraisal-delivered": ("appraisal-commissioned",),
    "investigation-concluded": ("claim-started",),
    "claim-terminated": ("claim-started",),
    "team-formed": ("claim-started",),
    "notice-issued": ("team-formed",),
    "notice-served": ("team-formed",),
    "reply-received": ("notice-served",),
    "meeting-held": ("notice-served",),
    "minutes-signed": ("meeting-held",),
    "agreement-signed": ("meeting-held",),
    "agreement-effective": ("agreement-signed",),
    "confirmation-applied": ("agreement-signed",),
    "confirmation-accepted": ("confirmation-applied",),
    "confirmation-announced": ("confirmation-applied",),
    "confirmation-granted": ("confirmation-applied",),
    "confirmation-refused": ("confirmation-applied",),
    "confirmation-withdrawn": ("confirmation-applied",),
    "reconsultation-started": ("confirmation-refused",),
    "default-found": _TITLE,
    "lawsuit-filed": ("consultation-failed", "agreement-signed", "confirmation-refused"),
    "lawsuit-withdrawn": ("lawsuit-filed",),
    "judgment-effective": ("lawsuit-filed",),
    "enforcement-concluded": ("enforcement-applied",),
    "performance-extended": _TITLE,
    "payment-made": _TITLE,
    "restoration-started": _TITLE,
    "restoration-finished": _TITLE,
    "replaced-by-money": _TITLE,
    "evaluation-concluded": ("restoration-finished",),
    "performance-completed": _TITLE,
    "closing-papers-received": _TITLE,
    "case-closed": ("claim-started",),
    "case-reopened": ("case-closed", "case-referred", "claim-declined", "claim-terminated"),
}


def order_of_events(review: Review) -> Iterator[Finding]:
    """Find events whose forerunner is missing, or is dated later."""
    for event in review.past.events:
        wanted = BEFORE.get(event.name)
        if wanted is None:
            continue
        for key in event.obligors or (None,):
            fore = [one for one in review.past.events if one.name in wanted and (key is None or concerns(one, key))]
            if any(one.order < event.order for one in fore):
                continue
            yield _out_of_order(event, key, wanted, fore)
            break


def _out_of_order(event: Event, key: str | None, wanted: tuple[str, ...], fore: list[Event]) -> Finding:
    names = _(" or ").join(str(EVENTS[name].label) for name in wanted)
    whom = f" ({key})" if key else ""
    if fore:
        message = _("{event}{whom} is dated {day}, before {other} on {later}")
        text = message.format(
            event=event.type.label, whom=whom, day=event.date, other=fore[0].type.label, later=fore[0].date
        )
        return of_event("order-reversed", "warning", event, text, _("check both dates against the papers"))
    text = _("{event}{whom} wants {names} before it, and none is recorded").format(
        event=event.type.label, whom=whom, names=names
    )
    return of_event("order-missing", "warning", event, text, _("record what happened before, with its own date"))


def not_yet(review: Review) -> Iterator[Finding]:
    """Find entries dated after today: they do not count yet."""
    for event in review.case.events:
        if event.date > review.on:
            message = _("{event} is dated {day}, after {today}; it does not count yet").format(
                event=event.type.label, day=event.date, today=review.on
            )
            yield of_event(
                "order-future", "warning", event, message, _("correct the date, or record it when it happens")
            )


def twice(review: Review) -> Iterator[Finding]:
    """Find entries that say the same thing twice."""
    seen: set[object] = set()
    for event in sorted(review.case.events, key=lambda one: one.position):
        said = (event.name, event.date, event.obligors, tuple(sorted((k, str(v)) for k, v in event.values.items())))
        if said in seen:
            message = _("{event} of {day} stands twice").format(event=event.type.label, day=event.date)
            yield of_event("order-twice", "warning", event, message, _("take one of the two entries out"))
        seen.add(said)


def lead_of_several(review: Review) -> Iterator[Finding]:
    """Find a claim of several departments that was started without a lead (ZY art. 6, XPCC art. 4)."""
    started = review.past.first("claim-started")
    if len(review.case.file.departments) > 1 and started and not review.past.first("lead-designated"):
        message = _("several departments handle the case and none is designated to lead")
        yield of_event(
            "lead-missing", "warning", started, message, _("record lead-designated with its date and letter")
        )
