"""What had happened in a case by a day: the events in the order in which they count, and what became of what is owed.

Alone knows when a case has ended, which events concern an obligor, and how an obligation moves by extension,
replacement and payment. The entries' order in the file does not matter: events come sorted by day, table and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.model.case import Case, Obligation
from ecoclaim.model.events import Event

ENDS = {
    "case-referred": "referred",
    "claim-declined": "declined",
    "claim-terminated": "terminated",
    "case-closed": "closed",
}
REVIVALS = ("case-reopened", "referral-returned")
# What moves or meets an obligation.
_MOVE = frozenset(
    ("performance-extended", "replaced-by-money", "payment-made", "restoration-finished", "evaluation-concluded")
)
TITLES = ("confirmation-granted", "judgment-effective")


@dataclass(frozen=True, slots=True)
class Ending:
    """How and by which event a case has ended."""

    kind: str
    event: Event


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation as it stands on a day: what, how much, until when, and since when it is met.

    `began` is the event that made it due: the signing of its agreement, or the judgment.
    """

    no: int
    obligor: str
    what: str
    amount: Decimal | None
    paid: Decimal
    until: date | None
    began: Event | None
    met_on: date | None


@dataclass(frozen=True, slots=True)
class History:
    """The events of a case up to and including a day, in the order in which they count."""

    case: Case
    on: date
    events: tuple[Event, ...]

    def of(self, *names: str, obligor: str | None = None) -> Iterator[Event]:
        """Give the events of these names, of one obligor where one is named."""
        for event in self.events:
            if event.name in names and (obligor is None or concerns(event, obligor)):
                yield event

    def first(self, *names: str, obligor: str | None = None) -> Event | None:
        """Give the earliest of these events."""
        return next(self.of(*names, obligor=obligor), None)

    def last(self, *names: str, obligor: str | None = None) -> Event | None:
        """Give the latest of these events."""
        return next(
            (one for one in reversed(self.events) if one.name in names and (obligor is None or concerns(one, obligor))),
            None,
        )


def history(case: Case, on: date) -> History:
    """Take the events of a case dated up to a day."""
    events = case.events
    if events and events[-1].date > on:
        events = tuple(event for event in events if event.date <= on)
    return History(case, on, events)


def concerns(event: Event, obligor: str) -> bool:
    """Tell whether an event is about an obligor; an event of the whole case is about each."""
    return obligor in event.obligors or not event.type.per_obligor


def ending(events: Iterable[Event]) -> Ending | None:
    """Tell how the case has ended, unless it was reopened or handed back since."""
    end: Ending | None = None
    for event in events:
        if event.name in ENDS:
            end = Ending(ENDS[event.name], event)
        elif event.name in REVIVALS:
            end = None
        elif event.name == "taken-over" and end is None and event.text("stage") in ENDS.values():
            end = Ending(event.text("stage") or "", event)
    return end


def owed(past: History) -> tuple[Owed, ...]:
    """Say how each obligation of case.yaml stands."""
    return tuple(_owed(past, one, key) for one in past.case.file.obligations for key in one.obligors)


def _owed(past: History, obligation: Obligation, debtor: str) -> Owed:
    what, amount, until = obligation.what or "payment", obligation.amount, obligation.until
    paid = Decimal(0)
    met_on: date | None = None
    alone = sum(debtor in one.obligors for one in past.case.file.obligations) == 1
    for event in past.events:
        if event.name not in _MOVE:
            continue
        number = event.number("obligation")
        mine = number == obligation.no or (number is None and (alone or event.name == "evaluation-concluded"))
        if debtor not in event.obligors or not mine:
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
        if what == "payment" and amount is not None and paid >= amount and met_on is None and paid:
            met_on = event.date
    return Owed(obligation.no, debtor, what, amount, paid, until, _began(past, obligation, debtor), met_on)


def _began(past: History, obligation: Obligation, debtor: str) -> Event | None:
    under = obligation.under
    if under == "judgment":
        return past.first("judgment-effective", obligor=debtor)
    number = int(under.split()[1]) if under else None
    for event in past.of("agreement-signed", obligor=debtor):
        if number is None or event.number("agreement") in (None, number):
            return event
    return None if number is not None else past.first("judgment-effective", obligor=debtor)
