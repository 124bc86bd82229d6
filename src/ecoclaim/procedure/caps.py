"""How often something that is capped has happened to an obligor, and whether more of it was approved."""

from __future__ import annotations

from datetime import date

from ecoclaim.model.events import Event
from ecoclaim.packs import Cap
from ecoclaim.procedure.history import History, concerns


def counted(event: Event, cap: Cap, obligor: str) -> bool:
    """Tell whether an event counts towards a cap for an obligor: what the entry says of itself comes first."""
    if obligor not in event.obligors or not any(one.fits(event) for one in cap.counts):
        return False
    own = event.yes("counts")
    if own is not None:
        return own
    return not any(event.text(field) in values for field, values in cap.uncounted.items())


def uses(past: History, cap: Cap, obligor: str) -> list[Event]:
    """List the events that count towards a cap for an obligor, up to the one that begins a round of its own."""
    found = []
    seen: set[str] = set()
    for event in past.events:
        if not concerns(event, obligor):
            continue
        if any(one.fits(event) and (not one.after or seen.intersection(one.after)) for one in cap.until):
            break
        if counted(event, cap, obligor):
            found.append(event)
        seen.add(event.name)
    return found


def approved(past: History, cap: Cap, obligor: str, by: date) -> bool:
    """Tell whether more than the usual number was approved for an obligor by a day."""
    return cap.extended_by is not None and any(event.date <= by for event in past.of(cap.extended_by, obligor=obligor))
