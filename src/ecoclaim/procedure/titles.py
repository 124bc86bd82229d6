"""The title that a debt can be enforced by: the judgment it rests on or that decided on it, or a confirmation. Pure."""

from __future__ import annotations

from ecoclaim.model.events import Event
from ecoclaim.procedure.history import TITLES, History
from ecoclaim.procedure.obligations import Owed, owed
from ecoclaim.procedure.suits import gives_title, subject
from ecoclaim.procedure.unperformed import unperformed


def title_of(past: History, debt: Owed) -> Event | None:
    """Find the ruling or judgment by which a debt can be enforced.

    A judgment about the rest of the claim is none for what was agreed in part.
    """
    began = debt.began
    if began is None or began.name == "judgment-effective":
        return began
    for event in past.of(*TITLES, obligor=debt.obligor):
        if event.order > began.order and gives_title(event) and _is_about(past, event, began, debt.obligor):
            return event
    return None


def has_title(past: History, key: str) -> bool:
    """Tell whether what an obligor left undone can be enforced; where no debt is on record, whether anything can."""
    undone = unperformed(past, owed(past), key)
    if undone:
        return any(title_of(past, one) for one in undone)
    return any(gives_title(event) for event in past.of(*TITLES, obligor=key))


def _is_about(past: History, title: Event, signed: Event, obligor: str) -> bool:
    if title.name == "judgment-effective":
        return subject(past, title, obligor) != "remainder"
    applied = [one for one in past.of("confirmation-applied", obligor=obligor) if one.order < title.order]
    confirmed, number = applied[-1].number("agreement") if applied else None, signed.number("agreement")
    return confirmed is None or number is None or confirmed == number
