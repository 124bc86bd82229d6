"""The named tests of parties: whether an obligor is one to what names it, and whether it was willing to go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.checks.occurrence import Occurrence, Test, Wrong
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import Event
from ecoclaim.procedure import History, strangers
from ecoclaim.words import _

_TOLD = ("obligation", "agreement", "meeting")
# Who is told of a meeting becomes a party to it.
_INVITES = ("notice-issued", "notice-served", "service-attempted")


def _party_named(one: Occurrence) -> Iterator[Wrong]:
    """Find entries and obligations of an obligor that is no party to the agreement, obligation or meeting they name."""
    for event in one.standing.case.events:
        wrong = strangers(one.standing.file, event) or _uninvited(one.whole, event)
        for key in wrong:
            field = next(name for name in _TOLD if event.number(name) is not None)
            message = _("{obligor} is no party to {what} {number}")
            what = event.type.fields[field].label
            yield Wrong(message.format(obligor=key, what=what, number=event.number(field)), event, ("obligor",))
    yield from _debtors(one.standing.file)


def _debtors(file: CaseFile) -> Iterator[Wrong]:
    """Find obligations under an agreement of somebody that the agreement is not with."""
    deals = {f"agreement {one.no}": one for one in file.agreements if one.obligors}
    for n, debt in enumerate(file.obligations):
        deal = deals.get(debt.under or "")
        for key in debt.obligors if deal else ():
            if deal is not None and key not in deal.obligors:
                message = _("obligation {no} is {obligor}'s, who is no party to agreement {agreement}")
                said = message.format(no=debt.no, obligor=key, agreement=deal.no)
                yield Wrong(said, loc=("obligations", n, "obligor"))


def _uninvited(whole: History, event: Event) -> tuple[str, ...]:
    """List the obligors said to have met that neither the attendees nor any notice of the meeting names."""
    number = event.number("meeting")
    there = whole.case.file.parties(None, None, number)
    if not there or event.name in _INVITES:
        return ()
    told = {key for one in whole.of(*_INVITES) if one.number("meeting") == number for key in one.obligors}
    return tuple(key for key in event.obligors if key not in there and key not in told)


def _still_willing(one: Occurrence) -> Iterator[Wrong]:
    """Find a meeting with an obligor that had declined to go on and had not said otherwise since."""
    declined: Event | None = None
    for event in one.before():
        if event.name == "meeting-held" and event.values.get("willing") is not None:
            declined = event if event.values["willing"] is False else None
        elif event.name == "reply-received" and event.values.get("agrees") is True:
            declined = None
    if declined is not None:
        message = _("a meeting with {obligor} after it declined on {day} to go on")
        yield Wrong(message.format(obligor=one.obligor, day=declined.date))


PARTIES: Mapping[str, Test] = {"party-named": _party_named, "still-willing": _still_willing}
