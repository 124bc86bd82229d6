"""Which list of a pack a field takes its values from: channels, grounds, domains, heads of loss."""

from __future__ import annotations

from collections.abc import Mapping

from ecoclaim.packs.pack import Entry, Pack

_OF_EVENT = {
    ("clue-found", "channel"): "channels",
    ("clue-received", "channel"): "channels",
    ("claim-declined", "ground"): "decline_grounds",
    ("claim-terminated", "ground"): "termination_grounds",
    ("consultation-failed", "ground"): "failure_grounds",
}
_OF_CASE = {
    ("CaseFile", "domain"): "domains",
    ("Loss", "head"): "loss_heads",
    ("Item", "head"): "loss_heads",
    ("Obligation", "head"): "loss_heads",
}


def event_list(pack: Pack, event: str, field: str) -> Mapping[str, Entry]:
    """Give the values that a field of an event may have by the pack; empty where the pack says nothing of it."""
    return _list(pack, _OF_EVENT.get((event, field)))


def case_list(pack: Pack, model: str, field: str) -> Mapping[str, Entry]:
    """Give the values that a field of case.yaml may have by the pack; empty where the pack says nothing of it."""
    return _list(pack, _OF_CASE.get((model, field)))


def _list(pack: Pack, name: str | None) -> Mapping[str, Entry]:
    found: Mapping[str, Entry] = getattr(pack, name) if name else {}
    return found
