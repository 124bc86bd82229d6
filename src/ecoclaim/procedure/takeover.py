"""A case that was under way when the ledger began: what its entry `taken-over` says without telling it singly.

Alone knows which events a stage takes for granted. What happened before the day of the take-over stands in the older
papers: the ledger neither asks for it nor holds it against anyone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ecoclaim.model.events import EVENTS, Event
from ecoclaim.procedure.history import ENDS, History

_REVIEWING = frozenset(("clue-found", "clue-received", "review-started"))
_REVIEWED = _REVIEWING | {"review-concluded", "review-reported"}
_INVESTIGATING = _REVIEWED | {"claim-started", "investigation-started"}
_INVESTIGATED = _INVESTIGATING | {
    *("appraisal-commissioned", "appraisal-delivered", "investigation-concluded", "procuratorate-notified"),
}
_CONSULTING = _INVESTIGATED | {"team-formed"}
_CONSULTED = _CONSULTING | {"notice-issued", "notice-served", "reply-received", "meeting-held", "minutes-signed"}
_PERFORMING = _CONSULTED | {"agreement-signed"}
_LITIGATING = _CONSULTED | {"consultation-failed", "lawsuit-filed"}
# What must have happened for a case to stand where it stood when it was taken over.
_GRANTED: Mapping[str, frozenset[str]] = {
    "clue": frozenset(("clue-found", "clue-received")),
    "reviewing": _REVIEWING,
    "investigating": _INVESTIGATING,
    "consulting": _CONSULTING,
    "performing": _PERFORMING,
    "evaluating": _PERFORMING | {"restoration-started", "restoration-finished"},
    "litigating": _LITIGATING,
    "enforcing": _PERFORMING | _LITIGATING | {"judgment-effective", "default-found", "enforcement-applied"},
    "referred": _REVIEWED | {"case-referred", "referral-received"},
    "declined": _REVIEWED | {"claim-declined"},
    "terminated": _INVESTIGATED | {"claim-terminated"},
    # How a closed case came to its end is not known: by agreement, by judgment, by enforcement.
    "closed": frozenset(EVENTS) - {name for name, stage in ENDS.items() if stage != "closed"},
}
# By which events a case leaves a stage for one that comes earlier in the table of stages, and for which.
_LEFT_BY: Mapping[str, Mapping[str, str]] = {
    "evaluating": dict.fromkeys(("evaluation-concluded", "performance-completed"), "performing"),
    "litigating": {
        **dict.fromkeys(("judgment-effective", "agreement-signed"), "performing"),
        "lawsuit-withdrawn": "consulting",
    },
    "enforcing": dict.fromkeys(("enforcement-concluded", "performance-completed"), "performing"),
}


def taken_over(past: History) -> Event | None:
    """Give the entry by which a case was taken over, the last one."""
    # Asked of every case of a sweep; the entry is nearly always the newest of the old ones.
    return next((event for event in reversed(past.events) if event.name == "taken-over"), None)


def ledger_began(entry: Event) -> date:
    """Give the day from which on the ledger tells all: `as_of`, else the day of the entry, which it is never after."""
    return min(entry.day("as_of") or entry.date, entry.date)


def granted(entry: Event) -> frozenset[str]:
    """Give the events that the stage of a take-over takes for granted."""
    return _GRANTED.get(entry.text("stage") or "", frozenset())


def before_ledger(past: History, event: Event) -> bool:
    """Tell whether an entry tells of the time before the ledger began for its case."""
    entry = next((one for one in past.case.events if one.name == "taken-over"), None)
    return entry is not None and event.date <= ledger_began(entry) and event.name != "taken-over"


def floor(past: History) -> str:
    """Give the stage below which a case does not stand since it was taken over; empty where there is none."""
    entry = taken_over(past)
    if entry is None:
        return ""
    stage = entry.text("stage") or ""
    for event in past.events:
        if event.order > entry.order:
            stage = _LEFT_BY.get(stage, {}).get(event.name, stage)
    return stage
