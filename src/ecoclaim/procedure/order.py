"""Which event follows which: what must have happened before an event makes sense, and what happens but once.

A missing earlier event never hinders an entry: late entries come in any order. It is told, and it sorts what may be
recorded now.
"""

from __future__ import annotations

from collections.abc import Mapping

from ecoclaim.model.events import EVENTS
from ecoclaim.procedure.history import ENDS, REVIVALS, History, ending
from ecoclaim.procedure.takeover import granted, taken_over

# What may still be recorded of a case that is closed.
AFTER_CLOSING = ("result-published", "performance-certified", "case-reopened", "taken-over")

_CLUE = ("clue-found", "clue-received")
_CLAIM = ("claim-started",)
_SERVED = ("notice-served",)
_SIGNED = ("agreement-signed",)
_APPLIED = ("confirmation-applied",)
_SUED = ("lawsuit-filed",)
_BOUND = ("agreement-signed", "judgment-effective")

# One of these must have happened before, to each obligor the event is about.
WANTS: Mapping[str, tuple[str, ...]] = {
    "review-started": _CLUE,
    "review-concluded": _CLUE,
    "review-reported": ("review-concluded",),
    "case-referred": _CLUE,
    "referral-received": ("case-referred",),
    "referral-returned": ("case-referred",),
    "claim-declined": ("review-concluded",),
    "claim-started": ("review-concluded",),
    "procuratorate-notified": _CLAIM,
    "procuratorate-invited": _CLAIM,
    "assistance-requested": _CLAIM,
    "investigation-started": _CLAIM,
    "appraisal-commissioned": _CLAIM,
    "appraisal-delivered": ("appraisal-commissioned",),
    "investigation-concluded": ("investigation-started",),
    "claim-terminated": _CLAIM,
    "progress-reported": ("supervision-started",),
    "obligor-released": _CLAIM,
    "demand-made": (*_BOUND, "consultation-failed"),
    "debt-acknowledged": _CLAIM,
    "insolvency-claim-filed": ("insolvency-opened",),
    "team-formed": _CLAIM,
    "notice-issued": ("team-formed",),
    "service-attempted": ("notice-issued", "team-formed"),
    "notice-served": ("notice-issued", "team-formed"),
    "meeting-cancelled": ("notice-issued", "notice-served"),
    "authorization-received": ("notice-issued", "notice-served"),
    "reply-received": _SERVED,
    "extra-meeting-approved": ("meeting-held",),
    "meeting-held": _SERVED,
    "overrun-explained": _SERVED,
    "minutes-signed": ("meeting-held",),
    "consultation-failed": ("notice-served", "service-attempted", "reconsultation-started"),
    "agreement-signed": ("meeting-held",),
    "agreement-effective": _SIGNED,
    "agreement-ended": _SIGNED,
    "confirmation-applied": _SIGNED,
    "confirmation-accepted": _APPLIED,
    "confirmation-announced": _APPLIED,
    "confirmation-granted": _APPLIED,
    "confirmation-refused": _APPLIED,
    "confirmation-withdrawn": _APPLIED,
    "reconsultation-started": ("confirmation-refused",),
    "default-found": _BOUND,
    "lawsuit-filed": ("consultation-failed", "agreement-signed"),
    "lawsuit-withdrawn": _SUED,
    "judgment-effective": _SUED,
    "enforcement-applied": ("confirmation-granted", "judgment-effective"),
    "enforcement-concluded": ("enforcement-applied",),
    "performance-extended": _BOUND,
    "payment-made": _BOUND,
    "restoration-started": _BOUND,
    "restoration-finished": _BOUND,
    "replaced-by-money": _BOUND,
    "evaluation-concluded": ("restoration-finished",),
    "performance-completed": _BOUND,
    "closing-papers-received": ("performance-completed", "evaluation-concluded", "enforcement-concluded"),
    "result-published": (*_SIGNED, "consultation-failed", "evaluation-concluded"),
    "performance-certified": ("performance-completed", "evaluation-concluded"),
    "case-closed": _CLAIM,
    "case-reopened": tuple(ENDS),
}

# What happens once, to the case or to each obligor, unless the case is reopened.
_ONCE = frozenset(
    (
        "review-started",
        "review-concluded",
        "claim-declined",
        "claim-started",
        "procuratorate-notified",
        "investigation-started",
        "investigation-concluded",
        "claim-terminated",
        "supervision-started",
        "team-formed",
        "damage-known",
        "obligor-released",
        "performance-completed",
        "reconsultation-started",
        "case-closed",
    )
)


def missing(past: History, name: str, obligors: tuple[str, ...] = ()) -> tuple[str, ...]:
    """List the events of which one should have happened before this one, where none has (to one of the obligors)."""
    wanted = WANTS.get(name, ())
    entry = taken_over(past)
    if not wanted or (entry is not None and granted(entry).intersection(wanted)):
        return ()
    for key in obligors or (None,):
        if past.first(*wanted, obligor=key) is None:
            return wanted
    return ()


def possible(past: History) -> tuple[str, ...]:
    """List the events that make sense now, in the order of the table."""
    end = ending(past.events)
    keys = past.case.obligors
    names = AFTER_CLOSING if end is not None and end.kind == "closed" else tuple(EVENTS)
    return tuple(name for name in EVENTS if name in names and _makes_sense(past, name, keys, ended=end is not None))


def _makes_sense(past: History, name: str, keys: tuple[str, ...], *, ended: bool) -> bool:
    if name == "case-reopened" or (name == "referral-returned" and ended):
        return ended and not missing(past, name)
    if name in ENDS and ended:
        return False
    if name == "taken-over":
        return not past.events
    revived = past.last(*REVIVALS)
    if not EVENTS[name].per_obligor:
        last = past.last(name)
        if name in _ONCE and last is not None and (revived is None or revived.order < last.order):
            return False
        return not missing(past, name)
    return any(
        not missing(past, name, (key,)) and not (name in _ONCE and past.last(name, obligor=key) is not None)
        for key in keys
    )
