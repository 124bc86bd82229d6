"""The title that a debt can be enforced by: the judgment it rests on or that decided on it, or a confirmation. Pure."""

from __future__ import annotations

from ecoclaim.model.events import Event
from ecoclaim.procedure.history import TITLES, History
from ecoclaim.procedure.obligations import Owed, owed
from ecoclaim.procedure.suits import gives_title, subject
from ecoclaim.procedure.unperformed import unperformed


def title_of(past: History, debt: Owed) -> Event | None:
    """Find the ruling or judgment by which a debt can be enforced.

    A judgment about the rest of the claim is none for what was agreed in part. That nobody recorded the signing does
    not take a title away.
    """
    began, obligation = debt.began, past.case.file.obligation(debt.no)
    under = obligation.under if obligation else None
    if under == "judgment" or (began is not None and began.name == "judgment-effective"):
        return began
    number = int(under.split()[1]) if under else began.number("agreement") if began else None
    for event in past.of(*TITLES, obligor=debt.obligor):
        later = began is None or event.order > began.order
        if later and gives_title(event) and _is_about(past, event, number, debt.obligor):
            return event
    return None


def has_title(past: History, key: str) -> bool:
    """Tell whether what an obligor left undone can be enforced; where no debt is on record, whether anything can."""
    undone = unperformed(past, owed(past), key)
    if undone:
        return any(title_of(past, one) for one in undone)
    return any(gives_title(event) for event in past.of(*TITLES, obligor=key))


def _is_about(past: History, title: Event, agreement: int | None, obligor: str) -> bool:
    if title.name == "judgment-effective":
        return subject(past, title, obligor) != "remainder"
    applied = [one for one in past.of("confirmation-applied", obligor=obligor) if one.order < title.order]
    confirmed = applied[-1].number("agreement") if applied else None
    return confirmed is None or agreement is None or confirmed == agreement
