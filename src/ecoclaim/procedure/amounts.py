"""The money of a case in yuan: what is claimed, what was agreed, paid and is overdue, and under which head. Pure.

Alone knows what each of the four amounts is, so that a register, a report and a board say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.model.agreements import Agreement
from ecoclaim.model.case import CaseFile, total
from ecoclaim.procedure.history import History
from ecoclaim.procedure.obligations import Owed

_NOTHING = Decimal(0)
# An amount, and the head of loss it belongs to; empty where nobody says.
Part = tuple[str, Decimal]


@dataclass(frozen=True, slots=True)
class Money:
    """The four amounts of a case, or of many, in yuan."""

    claimed: Decimal = _NOTHING
    agreed: Decimal = _NOTHING
    paid: Decimal = _NOTHING
    overdue: Decimal = _NOTHING

    def __add__(self, other: Money) -> Money:
        """Add amount to amount."""
        return Money(
            self.claimed + other.claimed,
            self.agreed + other.agreed,
            self.paid + other.paid,
            self.overdue + other.overdue,
        )


def claimed(file: CaseFile) -> Decimal | None:
    """Give what is claimed: as it is said, else what the heads of loss add up to; None where nothing is known."""
    if file.claimed_total is not None:
        return file.claimed_total
    return total(amount for _head, amount in _claimed_parts(file)) or None


def agreed(file: CaseFile, agreement: Agreement) -> Decimal | None:
    """Give what an agreement is about: as it is said, else its items, else the obligations under it."""
    if agreement.amount is not None:
        return agreement.amount
    if agreement.items:
        return total(one.amount for one in agreement.items)
    return total(one.amount for one in file.obligations if one.under == f"agreement {agreement.no}") or None


def signed(past: History) -> Iterator[tuple[Agreement | None, date]]:
    """Give each agreement that was signed with the day it was first signed; None where case.yaml does not have it."""
    agreements = past.case.file.agreements
    found: dict[int | None, date] = {}
    for event in past.of("agreement-signed"):
        found.setdefault(event.number("agreement"), event.date)
    for number, day in found.items():
        only = agreements[0] if number is None and len(agreements) == 1 else None
        yield (only if number is None else past.case.file.agreement(number)), day


def paid(past: History) -> Decimal:
    """Add up what was paid by the day of the history."""
    return total(event.amount("amount") for event in past.of("payment-made"))


def overdue(debts: Iterable[Owed], on: date) -> Decimal:
    """Add up what should have been paid before a day and was not; what several owe together once."""
    return total(amount for _no, amount in _overdue(debts, on))


def money(past: History, debts: Iterable[Owed]) -> Money:
    """Give the four amounts of a case as they stand on the day of the history."""
    return total_of(amounts for _head, amounts in by_head(past, debts))


def by_head(past: History, debts: Iterable[Owed]) -> Iterator[tuple[str, Money]]:
    """Give the amounts of a case in parts, each with its head of loss.

    What is claimed counts once the claim was started, what was agreed once it was signed and while it is in force.
    """
    file = past.case.file
    if past.first("claim-started", "taken-over") is not None:
        for head, amount in _claimed_parts(file):
            yield head, Money(claimed=amount)
    ended = {event.number("agreement") for event in past.of("agreement-ended")}
    for agreement, _day in signed(past):
        if agreement is not None and agreement.no not in ended and None not in ended:
            for head, amount in _agreed_parts(file, agreement):
                yield head, Money(agreed=amount)
    for event in past.of("payment-made"):
        debt = file.obligation(event.number("obligation"))
        yield (debt.head or "" if debt else ""), Money(paid=event.amount("amount") or _NOTHING)
    for number, amount in _overdue(debts, past.on):
        debt = file.obligation(number)
        yield (debt.head or "" if debt else ""), Money(overdue=amount)


def total_of(amounts: Iterable[Money]) -> Money:
    """Add amounts up."""
    return sum(amounts, Money())


def _claimed_parts(file: CaseFile) -> Iterator[Part]:
    parts = [(one.head, one.amount if one.claimed is None else one.claimed) for one in file.losses]
    known = [(head, amount) for head, amount in parts if amount]
    yield from known
    left = (file.claimed_total or _NOTHING) - total(amount for _head, amount in known)
    # Where the sum is said, it holds: what no head accounts for belongs to none.
    if file.claimed_total is not None and left:
        yield "", left


def _agreed_parts(file: CaseFile, agreement: Agreement) -> Iterator[Part]:
    whole = agreed(file, agreement) or _NOTHING
    parts = [(one.head, one.amount) for one in agreement.items] or [
        (one.head or "", one.amount) for one in file.obligations if one.under == f"agreement {agreement.no}"
    ]
    known = [(head, amount) for head, amount in parts if amount]
    yield from known
    if left := whole - total(amount for _head, amount in known):
        yield "", left


def _overdue(debts: Iterable[Owed], on: date) -> Iterator[tuple[int, Decimal]]:
    for one in {each.no: each for each in debts}.values():
        if one.open and one.what == "payment" and one.until is not None and one.until < on and one.amount is not None:
            yield one.no, max(one.amount - one.paid, _NOTHING)
