"""What an obligor should have done by a day and did not: that for which enforcement can be asked."""

from __future__ import annotations

from collections.abc import Iterable

from ecoclaim.procedure.history import History
from ecoclaim.procedure.obligations import Owed


def unperformed(past: History, obligations: Iterable[Owed], obligor: str) -> tuple[Owed, ...]:
    """List what was found in default, where that is on record, else what is past its day; neither met nor ended."""
    open_ = [one for one in obligations if one.obligor == obligor and not (one.met_on or one.ended_by)]
    found = {event.number("obligation") for event in past.of("default-found", obligor=obligor)} - {None}
    if found:
        return tuple(one for one in open_ if one.no in found)
    return tuple(one for one in open_ if one.until is None or one.until < past.on)
