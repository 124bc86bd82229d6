"""Which list of a pack a field takes its values from: channels, grounds, domains, heads of loss.

Also which text a condition rests on: its own, else that of the entry, cap or rule that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ecoclaim.model.eventtable import LISTS
from ecoclaim.packs.condition import APPROVAL_TEST, Condition
from ecoclaim.packs.pack import Entry, Pack
from ecoclaim.packs.rule import Source

# The events whose field takes its values from each list.
EVENT_LISTS: Mapping[str, tuple[str, ...]] = {
    name: tuple(event for (event, _field), each in LISTS.items() if each == name)
    for name in dict.fromkeys(LISTS.values())
}
_OF_CASE = {
    ("CaseFile", "domain"): "domains",
    ("Loss", "head"): "loss_heads",
    ("Item", "head"): "loss_heads",
    ("Obligation", "head"): "loss_heads",
}


def event_list(pack: Pack, event: str, field: str) -> Mapping[str, Entry]:
    """Give the values that a field of an event may have by the pack; empty where the pack says nothing of it."""
    return _list(pack, LISTS.get((event, field)))


def case_list(pack: Pack, model: str, field: str) -> Mapping[str, Entry]:
    """Give the values that a field of case.yaml may have by the pack; empty where the pack says nothing of it."""
    return _list(pack, _OF_CASE.get((model, field)))


def applies(pack: Pack, condition: Condition) -> bool:
    """Tell whether the pack has what a condition is about: its rule or cap, and an approval where that is tested."""
    if condition.rule is None and condition.cap is None:
        return True
    cap = pack.tested_cap(condition)
    if condition.test == APPROVAL_TEST and cap is not None and cap.extended_by is None:
        return False
    return (cap or pack.tested_rule(condition)) is not None


def source_of(pack: Pack, condition: Condition) -> Source | None:
    """Give the text that a condition rests on; None where it does not apply, or nothing says a text."""
    tested = pack.tested_cap(condition) or pack.tested_rule(condition)
    if not applies(pack, condition):
        return None
    if condition.source is not None:
        return condition.source
    for event in condition.on.event:
        for field, values in condition.on.where.items():
            entry = event_list(pack, event, field).get(values[0])
            if entry is not None and entry.source is not None:
                return entry.source
    return tested.source if tested else None


def source_on(pack: Pack, condition: Condition, day: date) -> Source | None:
    """Give the text that a condition rests on as of a day: its own once in force, before it an extended pack's.

    None where no text was in force then, unless the ledger itself would contradict itself.
    """
    source = source_of(pack, condition)
    if source is None or condition.always or pack.in_force(source, day):
        return source
    extended = pack.extended
    same = extended.condition(condition.id) if extended else None
    return source_on(extended, same, day) if extended and same else None


def _list(pack: Pack, name: str | None) -> Mapping[str, Entry]:
    found: Mapping[str, Entry] = getattr(pack, name) if name else {}
    return found
