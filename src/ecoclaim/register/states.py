"""The stage that a row of a register shows: by what is said of it, and by what has happened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from ecoclaim import typed
from ecoclaim.model.eventtable import CHOICES
from ecoclaim.register.headings import stage_of

_STAGES = tuple(CHOICES["stage"])  # from the end of a case back to its beginning
_ENDED = frozenset(("closed", "terminated", "declined", "referred"))
# By which what has happened shows the stage that a case has reached at least.
_REACHED: Mapping[str, str] = {
    **dict.fromkeys(("clue-found", "clue-received"), "clue"),
    "review-concluded": "reviewing",
    **dict.fromkeys(
        (
            *("claim-started", "procuratorate-notified", "investigation-started", "investigation-concluded"),
            *("appraisal-commissioned", "appraisal-delivered"),
        ),
        "investigating",
    ),
    **dict.fromkeys(
        (
            *("team-formed", "notice-issued", "notice-served", "reply-received", "meeting-held"),
            "consultation-failed",
        ),
        "consulting",
    ),
    **dict.fromkeys(
        (
            *("agreement-signed", "confirmation-applied", "confirmation-granted", "judgment-effective"),
            *("payment-made", "restoration-started", "evaluation-concluded", "performance-completed"),
        ),
        "performing",
    ),
    "restoration-finished": "evaluating",
    "lawsuit-filed": "litigating",
    "enforcement-applied": "enforcing",
    "case-closed": "closed",
}
# What is over once another thing has happened, and shows no stage any more.
_OVER: Mapping[str, str] = {"restoration-finished": "evaluation-concluded", "lawsuit-filed": "judgment-effective"}


def reached(done: Collection[str], said: str, told: Iterable[str], *, closed: bool) -> str:
    """Give the stage that a case has reached at least.

    `done` are the events that have happened, with or without a known day, `said` is the stage that the register names,
    `told` what it tells freely of the progress, `closed` whether it says that the case is closed.
    """
    found = [_REACHED[one] for one in done if one in _REACHED and _OVER.get(one) not in done]
    found += [one for text in told if (one := stage_of(text)) and one not in _ENDED]
    found += [said] if said else []
    found += ["closed"] if closed else []
    if "claim-started" not in done:
        found += ["declined"] if "claim-declined" in done else []
        found += ["referred"] if "case-referred" in done else []
    return min(found or ["clue"], key=_STAGES.index)


def opinion(text: str) -> str:
    """Read what became of a review: start, decline or refer; empty where the text does not say it for certain."""
    said = typed.yes(text)
    if said is not None:
        return "start" if said else "decline"
    if re.search(r"不(?:予|再)?(?:启动|立案|索赔)|未启动", text):
        return "decline"
    if "移送" in text or "移交" in text:
        return "refer"
    return "start" if re.fullmatch(r"(?:已|拟|建议)?(?:启动|立案|索赔).{0,4}", text) else ""
