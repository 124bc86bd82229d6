"""The JSON Schemas by which an editor completes, explains and checks ledger files: Chinese titles and descriptions.

Alone knows how models and the event table become JSON Schema; how a single value may be written is in `shapes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from ecoclaim.model import labels, shapes
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import COMMON_FIELDS, EVENTS, PHASE_LABELS, EventType, FieldType
from ecoclaim.model.office import Office
from ecoclaim.model.shapes import Schema

# Values to offer by the place that takes them, `Loss.head` or `clue-found.channel`, each with what it is called.
Offers = Mapping[str, Mapping[str, str]]

_DIALECT = "http://json-schema.org/draft-07/schema#"

_OF_KIND: Mapping[str, Schema] = {
    "text": shapes.TEXT,
    "texts": shapes.TEXTS,
    "day": shapes.DAY,
    "whole": shapes.WHOLE,
    "wholes": shapes.WHOLES,
    "amount": shapes.AMOUNT,
    "yes": shapes.YES_NO,
    "keys": shapes.KEYS,
}


class _WithoutDefaults(GenerateJsonSchema):
    """Leaves out what an absent key means: a file never says it."""

    def encode_default(self, dft: Any) -> Any:
        return None


def case_schema(offers: Offers | None = None) -> Schema:
    """Make the schema of case.yaml."""
    return model_schema(CaseFile, "案件", "一个案件的基本情况：何人、何事、会议、协议、义务、证据", offers=offers)


def office_schema(offers: Offers | None = None) -> Schema:
    """Make the schema of ecoclaim.yaml."""
    return model_schema(Office, "台账设置", "本单位的设置；这个文件所在的文件夹就是台账的根", offers=offers)


def model_schema(
    model: type[BaseModel],
    title: str,
    description: str,
    titles: Mapping[str, str] | None = None,
    offers: Offers | None = None,
) -> Schema:
    """Make the schema of a file that holds one model, each field with its Chinese name.

    `titles` names the fields of models that the table of labels does not know, a key of one model as MODEL.KEY.
    """
    made = model.model_json_schema(by_alias=True, schema_generator=_WithoutDefaults)
    known = {one.__name__: (one, name) for one, name in _models(model, titles or {}).items()}
    definitions = {}
    for name, body in made.pop("$defs", {}).items():
        below, called = known.get(name, (None, name))
        definitions[name] = {"title": called, **_described(body, below, titles or {}, offers or {})}
    body = {**_described(made, model, titles or {}, offers or {}), "title": title, "description": description}
    return {"$schema": _DIALECT, **body, "definitions": definitions}


def events_schema(offers: Offers | None = None) -> Schema:
    """Make the schema of events.yaml: each event with the fields it has."""
    told = {kind.name: _told(kind) for kind in EVENTS.values()}
    entry: Schema = {
        "type": "object",
        "required": ["event", "date"],
        "properties": {
            "event": {"title": "事项", **shapes.chosen(told), "errorMessage": "没有这个事项"},
            "date": {**shapes.needed(shapes.DAY), "title": "日期", "description": "发生的日期，写作 2026-09-08"},
        },
        # An entry that is still empty is no object: without a type every event's fields would be offered for it.
        "allOf": [_of_event(kind, offers or {}) for kind in EVENTS.values()],
    }
    return {
        "$schema": _DIALECT,
        "title": "事项",
        "description": "按发生日期记录，一事一条；案件的阶段、期限都由此推算",
        "type": ["array", "null"],
        "items": entry,
    }


def _of_event(kind: EventType, offers: Offers) -> Schema:
    properties: Schema = {"event": {"title": "事项", "description": _told(kind)}, "date": {}}
    if kind.per_obligor:
        properties["obligor"] = {
            **shapes.KEYS,
            "title": "义务人代号",
            "description": "一个代号，或多个：[A, C]；只有一个义务人时可以不写",
        }
    properties |= {
        name: _of_field(field, offers.get(f"{kind.name}.{name}", {}))
        for name, field in {**kind.fields, **COMMON_FIELDS}.items()
    }
    return {
        "if": {"type": "object", "properties": {"event": {"const": kind.name}}, "required": ["event"]},
        "then": {"properties": properties, "additionalProperties": False},
    }


def _told(kind: EventType) -> str:
    phase = PHASE_LABELS[kind.phase].zh
    return f"{kind.label.zh}（{phase}）" + ("：按义务人记录" if kind.per_obligor else "")


def _of_field(field: FieldType, offered: Mapping[str, str]) -> Schema:
    values = {key: label.zh for key, label in field.choices.items()} or dict(offered)
    named = {"title": field.label.zh, "description": _listed(field.label.zh, values)}
    if not field.choices:
        shape = _OF_KIND[field.kind]
        return {**(shapes.suggested(values, shape) if values else shape), **named}
    one = shapes.optional(shapes.chosen(values))
    if field.kind == "choices":
        return {"anyOf": [one, {"type": "array", "items": one}], **named}
    return {**one, **named}


def _listed(name: str, values: Mapping[str, str]) -> str:
    return f"{name}：" + "，".join(f"{key} {told}" for key, told in values.items()) if values else name


def _models(model: type[BaseModel], titles: Mapping[str, str]) -> dict[type[BaseModel], str]:
    """List a model and those below it, each with the Chinese name of the field that holds it."""
    found = {model: ""}
    waiting = [model]
    while waiting:
        one = waiting.pop()
        for key in labels.field_names(one):
            below = labels.inner(one, key)
            if below is not None and below not in found:
                found[below] = (_title(titles, one, key)).partition("：")[0]
                waiting.append(below)
    return found


def _title(titles: Mapping[str, str], model: type[BaseModel], key: str) -> str:
    """Give the Chinese name of a field: its model's own, else the one that all fields of its key have."""
    return titles.get(f"{model.__name__}.{key}") or titles.get(key) or labels.title(model, key).zh


def _described(body: Schema, model: type[BaseModel] | None, titles: Mapping[str, str], offers: Offers) -> Schema:
    """Give a definition Chinese names in place of the English ones that pydantic makes of the code."""
    required = body.get("required", [])
    properties = {
        key: _named(_opened(value, wanted=key in required), model, key, titles, offers)
        for key, value in body.get("properties", {}).items()
    }
    result: Schema = {"type": ["object"] if required else ["object", "null"], "properties": properties}
    result["additionalProperties"] = body.get("additionalProperties", False)
    return {**result, "required": required} if required else result


def _named(value: Schema, model: type[BaseModel] | None, key: str, titles: Mapping[str, str], offers: Offers) -> Schema:
    if model is None:
        return value
    whole = _title(titles, model, key)
    offered = dict(offers.get(f"{model.__name__}.{key}", {}))
    values = {name: label.zh for name, label in labels.choices(model, key).items()} or _in_words(whole) or offered
    name = whole.partition("：")[0]
    more = labels.hint(model, key) or ("" if values else whole.partition("：")[2])
    description = "；".join(part for part in (_listed(name, values), more) if part)
    shown = labels.examples(model, key)
    made = _offering(value, offered) if offered else _explained(value, values)
    return {**made, "title": name, "description": description} | ({"examples": list(shown)} if shown else {})


def _in_words(title: str) -> Mapping[str, str]:
    """Read the values out of a title that lists them: `单位：days 自然日，months 月`."""
    return dict(re.findall(r"(?:：|，)([a-z][a-z_-]*) ([^，；]+)", title))


def _explained(value: Schema, values: Mapping[str, str]) -> Schema:
    """Say beside each fixed value what it is called."""
    if "items" in value:
        return {**value, "items": _explained(value["items"], values)}
    if not values or "enum" not in value or "enumDescriptions" in value:
        return value
    told = ["（空）" if one is None else values.get(one, str(one)) for one in value["enum"]]
    return {**value, "enumDescriptions": told, "markdownEnumDescriptions": told}


def _offering(value: Schema, values: Mapping[str, str]) -> Schema:
    """Offer values: as keys of a group that may have any, else as values of a field that may have any."""
    if isinstance(value.get("additionalProperties"), dict):
        below = value["additionalProperties"]
        named = {key: {**below, "title": told, "description": told} for key, told in values.items()}
        return {**value, "properties": named}
    return shapes.suggested(values, value)


def _opened(value: Any, *, wanted: bool = False) -> Any:
    """Let an empty key pass for an absent one, and lead references to the definitions."""
    if not isinstance(value, dict):
        return value
    made = {key: part for key, part in value.items() if key not in ("title", "default", "description", "maxItems")}
    if "$ref" in made:
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
        return made if wanted else {"anyOf": [made, {"type": "null"}]}
    if {"type": "null"} in made.get("anyOf", ()):
        parts = [part for part in made["anyOf"] if part != {"type": "null"}]
        if len(parts) == 1:
            return _opened(parts[0], wanted=wanted)
        made["anyOf"] = [_opened(part, wanted=True) for part in parts]
    if "not" in made:
        # An optional text loses its anyOf on the way here, and without one an editor completes no colon.
        made = {"anyOf": [made]}
    if "const" in made:
        made["enum"] = [made.pop("const")]
    if "enum" in made:
        made.pop("type", None)
    for below in ("items", "additionalProperties"):
        if isinstance(made.get(below), dict) and "$ref" in made[below] | {"$ref": ""}:
            made[below] = _opened(made[below], wanted="$ref" in made[below])
    return shapes.needed(made) if wanted else shapes.optional(made)
