"""The editor schemas: every field named in Chinese, every event with its fields, fit for what people write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ecoclaim.ledger.schemas import SCHEMAS, schema_text
from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS
from ecoclaim.model.office import Office, Report


def properties(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties":
                yield from value.items()
            yield from properties(value)
    elif isinstance(schema, list):
        for one in schema:
            yield from properties(one)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_chinese_title(name: str) -> None:
    for key, value in properties(json.loads(schema_text(name))):
        if key in ("zh", "en", "event", "date") or not value:
            continue
        assert any("\u4e00" <= sign <= "\u9fff" for sign in value.get("title", "")), key


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_reference_leads_somewhere(name: str) -> None:
    text = schema_text(name)
    definitions = json.loads(text).get("definitions", {})
    assert {part.split('"')[0] for part in text.split('"#/definitions/')[1:]} <= set(definitions)


def test_every_field_of_the_models_is_in_the_table_of_labels() -> None:
    waiting: list[Any] = [CaseFile, Office, Report]
    while waiting:
        model = waiting.pop()
        for key in labels.field_names(model):
            title = labels.title(model, key)
            assert title.zh != key, (model.__name__, key)
            assert title.en
            below = labels.inner(model, key)
            if below is not None:
                waiting.append(below)


def test_every_choice_of_the_models_has_a_name_and_no_other_has() -> None:
    found = {}
    for file, name in (("case", "CaseFile"), ("ledger", "Office")):
        schema = json.loads(schema_text(file))
        for model, body in [(name, schema), *schema["definitions"].items()]:
            for key, value in body["properties"].items():
                enum = value.get("items", {}).get("enum") or value.get("enum") or [None]
                if all(isinstance(one, str) or one is None for one in enum) and enum != [None]:
                    found[f"{model}.{key}"] = {one for one in enum if one is not None}
    assert found == {place: set(known) for place, known in labels.CHOICES.items()}


def test_an_entry_may_have_the_fields_of_its_event_and_no_other() -> None:
    schema = json.loads(schema_text("events"))
    by_event = {one["if"]["properties"]["event"]["const"]: one["then"] for one in schema["items"]["allOf"]}
    assert set(by_event) == set(EVENTS)
    for name, kind in EVENTS.items():
        keys = set(by_event[name]["properties"])
        assert keys == {"event", "date", *kind.all_fields, *(["obligor"] if kind.per_obligor else [])}
        assert by_event[name]["additionalProperties"] is False


def test_a_rule_of_a_pack_that_extends_another_wants_its_id_only() -> None:
    assert json.loads(schema_text("pack"))["definitions"]["Rule"]["required"] == ["id"]
