"""Which suit a judgment or a withdrawal ends, and what that suit was about. Pure."""

from __future__ import annotations

from ecoclaim.model.events import Event
from ecoclaim.procedure.history import History

_ENDS = ("lawsuit-withdrawn", "judgment-effective")


def concluded(past: History, end: Event, obligor: str) -> Event | None:
    """Find the suit against an obligor that a judgment or withdrawal ends: the last one that was still pending."""
    pending: list[Event] = []
    for event in past.of("lawsuit-filed", *_ENDS, obligor=obligor):
        if event is end:
            break
        if event.name == "lawsuit-filed":
            pending.append(event)
        elif pending:
            pending.pop()
    return pending[-1] if pending else None


def subject(past: History, event: Event, obligor: str) -> str:
    """Say what a suit, or the judgment or withdrawal that ends it, is about; what no entry says is about all."""
    suit = concluded(past, event, obligor) if event.name in _ENDS else event
    return (suit.said("about") if suit else None) or "all"


def gives_title(event: Event) -> bool:
    """Tell whether a ruling or judgment can be enforced: a confirmation, or a judgment that did not dismiss."""
    return event.name == "confirmation-granted" or event.text("outcome") != "dismissed"


def on_the_merits(judgment: Event) -> bool:
    """Tell whether a judgment decided the claim itself; a ruling that dismisses the suit did not."""
    return not (judgment.text("kind") == "ruling" and judgment.text("outcome") == "dismissed")
