"""The named test of references: whether the obligor of an entry is a party to what the entry names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ecoclaim.checks.occurrence import Occurrence, Test, Wrong
from ecoclaim.model.events import Event
from ecoclaim.procedure import History, strangers
from ecoclaim.words import _

_TOLD = ("obligation", "agreement", "meeting")
# Who is told of a meeting becomes a party to it.
_INVITES = ("notice-issued", "notice-served", "service-attempted")


def _party_named(one: Occurrence) -> Iterator[Wrong]:
    """Find entries about an obligor that is no party to the agreement, obligation or meeting they name."""
    for event in one.standing.case.events:
        wrong = strangers(one.standing.file, event) or _uninvited(one.whole, event)
        for key in wrong:
            field = next(name for name in _TOLD if event.number(name) is not None)
            message = _("{obligor} is no party to {what} {number}")
            what = event.type.fields[field].label
            yield Wrong(message.format(obligor=key, what=what, number=event.number(field)), event, ("obligor",))


def _uninvited(whole: History, event: Event) -> tuple[str, ...]:
    """List the obligors said to have met that neither the attendees nor any notice of the meeting names."""
    number = event.number("meeting")
    there = whole.case.file.parties(None, None, number)
    if not there or event.name in _INVITES:
        return ()
    told = {key for one in whole.of(*_INVITES) if one.number("meeting") == number for key in one.obligors}
    return tuple(key for key in event.obligors if key not in there and key not in told)


PARTIES: Mapping[str, Test] = {"party-named": _party_named}
