"""What became of each obligation: extended, replaced, paid, restored, met, or ended with what it rested on. Pure.

Alone knows that what several owe together is owed once, that a payment on a debt that another replaced is credited to
the new one, and what ends a debt that nobody performed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.model.agreements import Obligation
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import Event
from ecoclaim.procedure.history import History
from ecoclaim.procedure.suits import subject

# What moves or meets an obligation.
_MOVE = frozenset(
    (
        *("performance-extended", "replaced-by-money", "payment-made", "restoration-finished", "evaluation-concluded"),
        *("enforcement-concluded", "performance-completed"),
    )
)


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation of one debtor as it stands on a day: what, how much, until when, and since when it is met.

    What several owe together is there for each of them, with the same amount and the same payments. `began` is the
    event that made it due: the signing of its agreement, or the judgment; `ended_by` the event that ended it unmet.
    """

    no: int
    obligor: str
    what: str
    amount: Decimal | None
    paid: Decimal
    until: date | None
    began: Event | None
    met_on: date | None
    ended_by: Event | None = None

    @property
    def open(self) -> bool:
        """Whether it is due and neither met nor ended."""
        return self.began is not None and self.met_on is None and self.ended_by is None


def owed(past: History) -> tuple[Owed, ...]:
    """Say how each obligation of case.yaml stands, for each of its debtors."""
    return tuple(_owed(past, one, key) for one in past.case.file.obligations for key in one.obligors)


def _owed(past: History, obligation: Obligation, debtor: str) -> Owed:
    file = past.case.file
    what, amount, until = obligation.what or "payment", obligation.amount, obligation.until
    paid = Decimal(0)
    met_on: date | None = None
    replaced = _replaced_by(file, obligation)
    began = _began(past, obligation, debtor)
    for event in past.events:
        if event.name not in _MOVE or not _about(file, event, obligation, debtor, replaced):
            continue
        if event.name == "performance-extended":
            until = event.day("until") or until
        elif event.name == "replaced-by-money":
            what, amount, until = "payment", event.amount("amount") or amount, event.day("until") or until
        elif event.name == "payment-made":
            paid += event.amount("amount") or Decimal(0)
        elif event.name == "restoration-finished" and what != "payment":
            met_on = met_on or event.date
        elif event.name == "evaluation-concluded" and what != "payment" and event.text("result") == "failed":
            met_on = None
        elif event.name == "performance-completed" and debtor not in event.obligors:
            met_on = met_on or event.date
        elif event.name == "enforcement-concluded" and met_on is None and began is not None:
            result = event.text("result")
            # Whoever settled is bound by it, not who owes the sum together with them.
            until = (event.day("until") or until) if result == "settled" and debtor in event.obligors else until
            met_on = event.date if result == "fulfilled" else None
        if what == "payment" and amount is not None and paid >= amount and met_on is None and paid:
            met_on = event.date
    if replaced and began is not None and met_on is not None:
        # What had been paid on the debt before is credited, from the day the new one began.
        met_on = max(met_on, began.date)
    ended_by = _ended_by(past, obligation, debtor, began)
    if ended_by is not None and met_on is not None and met_on <= ended_by.date:
        ended_by = None
    return Owed(obligation.no, debtor, what, amount, paid, until, began, None if ended_by else met_on, ended_by)


def _about(file: CaseFile, event: Event, obligation: Obligation, debtor: str, replaced: frozenset[int]) -> bool:
    """Tell whether an event moves or meets an obligation; who pays or restores does it for all who owe it together."""
    number = event.number("obligation")
    if event.name == "payment-made" and number is not None:
        # Money on a debt counts on it whoever paid.
        return number == obligation.no or number in replaced
    if event.name == "performance-extended" and debtor not in event.obligors:
        return False
    doing = [key for key in event.obligors if key in obligation.obligors]
    if not doing or (number is not None and number != obligation.no):
        return False
    if number is not None or "obligation" not in event.type.fields:
        return True
    family = {
        obligation.no,
        *replaced,
        *(one.no for one in file.obligations if obligation.no in _replaced_by(file, one)),
    }
    return any(all(one.no in family for one in file.obligations if key in one.obligors) for key in doing)


def _replaced_by(file: CaseFile, obligation: Obligation) -> frozenset[int]:
    """List the obligations that one took the place of, one after the other."""
    found: set[int] = set()
    number = obligation.replaces
    while number is not None and number not in found and number != obligation.no:
        found.add(number)
        earlier = file.obligation(number)
        number = earlier.replaces if earlier else None
    return frozenset(found)


def _began(past: History, obligation: Obligation, debtor: str) -> Event | None:
    under = obligation.under
    if under == "judgment":
        return _judgment(past, debtor)
    number = int(under.split()[1]) if under else None
    for event in past.of("agreement-signed", obligor=debtor):
        if number is None or event.number("agreement") in (None, number):
            return event
    return None if number is not None else _judgment(past, debtor)


def _judgment(past: History, debtor: str) -> Event | None:
    judgments = past.of("judgment-effective", obligor=debtor)
    return next((one for one in judgments if one.text("outcome") != "dismissed"), None)


def _ended_by(past: History, obligation: Obligation, debtor: str, began: Event | None) -> Event | None:
    """Find what ended an obligation: the end of its agreement, or the debt that took its place."""
    found = [
        event
        for other in past.case.file.obligations
        if other.replaces == obligation.no and debtor in other.obligors
        if (event := _began(past, other, debtor)) is not None and _decides(past, event, debtor)
    ]
    if began is not None and began.name == "agreement-signed":
        number = int(obligation.under.split()[1]) if obligation.under else began.number("agreement")
        found += [
            event
            for event in past.of("agreement-ended", obligor=debtor)
            if event.order > began.order and event.number("agreement") in (None, number)
        ]
    return min(found, key=lambda event: event.order, default=None)


def _decides(past: History, event: Event, debtor: str) -> bool:
    return event.name != "judgment-effective" or subject(past, event, debtor) != "remainder"
