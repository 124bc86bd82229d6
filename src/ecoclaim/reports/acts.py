"""What is counted of a case: the acts of the procedure, and the quantities restored.

Alone knows what each count counts; periodic reports and figures over all cases count by it alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from ecoclaim.model.case import Restored
from ecoclaim.procedure import History
from ecoclaim.procedure.amounts import signed

CLUES = ("clue-found", "clue-received")
QUANTITIES = tuple(Restored.model_fields)

# Each count: the event it counts, and the value a field of it must have.
COUNTED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "reviews": ("review-concluded", "", ()),
    "reviews-start": ("review-concluded", "opinion", ("start",)),
    "reviews-decline": ("review-concluded", "opinion", ("decline",)),
    "reviews-refer": ("review-concluded", "opinion", ("refer",)),
    "claims-declined": ("claim-declined", "", ()),
    "cases-referred": ("case-referred", "", ()),
    "claims-started": ("claim-started", "", ()),
    "claims-terminated": ("claim-terminated", "", ()),
    "consultations": ("notice-served", "", ()),
    "meetings": ("meeting-held", "", ()),
    "agreements": ("agreement-signed", "", ()),
    "consultations-failed": ("consultation-failed", "", ()),
    "confirmations-applied": ("confirmation-applied", "", ()),
    "confirmations-granted": ("confirmation-granted", "", ()),
    "confirmations-refused": ("confirmation-refused", "", ()),
    "lawsuits": ("lawsuit-filed", "", ()),
    "judgments": ("judgment-effective", "", ()),
    "enforcements": ("enforcement-applied", "", ()),
    "restorations": ("restoration-finished", "", ()),
    "evaluations-passed": ("evaluation-concluded", "result", ("passed", "exempt")),
    "closed": ("case-closed", "", ()),
}

# What tells two entries of one event on one day apart: else they are one act, entered for each obligor.
_NUMBERS = ("agreement", "meeting", "case_no", "ruling_no", "judgment_no", "obligation")
# Counted once a case, by the first: a second service, or one to another obligor, begins no other consultation.
_BEGUN = ("consultations",)


def acts(past: History, holds: Callable[[date], bool]) -> dict[str, int]:
    """Count the acts of one case on the days that count: an act entered for each obligor on one day is one."""
    found: dict[str, int] = {}
    for name, (kind, key, values) in COUNTED.items():
        events = [event for event in past.of(kind) if not key or event.said(key) in values]
        if name in _BEGUN:
            events = events[:1]
        different = {
            (event.date, *(event.values.get(number) for number in _NUMBERS)) for event in events if holds(event.date)
        }
        found[name] = len(different)
    found["agreements"] = sum(holds(day) for _agreement, day in signed(past))
    return found


def restored_on(past: History) -> date | None:
    """Say when the restoration of a case was finished: by its last completion, else by its passed evaluation."""
    done = past.last("restoration-finished")
    if done is not None:
        return done.date
    passed = [one for one in past.of("evaluation-concluded") if one.said("result") in ("passed", "exempt")]
    return passed[-1].date if passed else None


def quantities(restored: Restored) -> Iterator[tuple[str, Decimal]]:
    """Give each quantity that was restored."""
    for name in QUANTITIES:
        quantity: Decimal | None = getattr(restored, name)
        if quantity:
            yield name, quantity
