"""An entry of events.yaml as an officer reads it."""

from __future__ import annotations

from ecoclaim.ledger.load import load_pack
from ecoclaim.model.events import read_events
from ecoclaim.views.entries import told_fields
from ecoclaim.words import use


def test_a_rule_in_an_entry_is_told_by_its_title() -> None:
    use("zh")
    pack = load_pack(None, "zhangye-2024")
    entries = [{"event": "overrun-explained", "date": "2026-05-06", "obligor": "A", "rule": "consultation-period"}]
    (event,), wrong = read_events(entries, ["A"])
    rule = pack.rule("consultation-period")
    assert wrong == []
    assert rule is not None
    assert list(told_fields(event, None, pack)) == [f"规则：{rule.title.zh}"]
    assert list(told_fields(event, None)) == ["规则：consultation-period"]
