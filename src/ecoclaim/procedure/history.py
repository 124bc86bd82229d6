"""What had happened in a case by a day: the events in the order in which they count.

Alone knows when a case has ended and which events concern an obligor: an agreement or obligation of others does not,
whoever an entry names. The entries' order in the file does not matter: events come sorted by day, table and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import Event

ENDS = {
    "case-referred": "referred",
    "claim-declined": "declined",
    "claim-terminated": "terminated",
    "case-closed": "closed",
}
REVIVALS = ("case-reopened", "referral-returned")
TITLES = ("confirmation-granted", "judgment-effective")


@dataclass(frozen=True, slots=True)
class Ending:
    """How and by which event a case has ended."""

    kind: str
    event: Event


@dataclass(frozen=True)
class History:
    """The events of a case up to and including a day, in the order in which they count."""

    case: Case
    on: date
    events: tuple[Event, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Event]]:
        """The events of each name, in the order in which they count."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.name, []).append(event)
        return found

    def of(self, *names: str, obligor: str | None = None) -> Iterator[Event]:
        """Give the events of these names, of one obligor where one is named."""
        # Most names that are asked for never happened, and most questions are for one name.
        known = [name for name in names if name in self.by_name]
        events = self.by_name[known[0]] if len(known) == 1 else self.events if known else ()
        for event in events:
            if event.name in known and (obligor is None or concerns(event, obligor)):
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
    return History(case, on, _without_strangers(case.file, events))


def _without_strangers(file: CaseFile, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Leave out of each entry the obligors that are no party to the agreement or obligation it names."""
    if len(file.obligors) < 2 or not (file.agreements or file.obligations):
        return events
    return tuple(_of_parties(file, event) for event in events)


def _of_parties(file: CaseFile, event: Event) -> Event:
    found = strangers(file, event)
    return event._replace(obligors=tuple(key for key in event.obligors if key not in found)) if found else event


def strangers(file: CaseFile, event: Event) -> tuple[str, ...]:
    """List the obligors of an entry that are no party to the agreement or obligation that it names."""
    if not event.obligors or not ("agreement" in event.values or "obligation" in event.values):
        return ()
    parties = file.parties(event.number("agreement"), event.number("obligation"))
    return tuple(key for key in event.obligors if key not in parties) if parties else ()


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
