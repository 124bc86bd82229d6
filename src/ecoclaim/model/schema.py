"""The JSON Schemas by which an editor completes, explains and checks ledger files: Chinese titles and descriptions.

Alone knows how models and the event table become JSON Schema. A scalar of ours is the characters written, so an editor
that takes 034000 for a number must not call it wrong; an empty key is an absent one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import COMMON_FIELDS, EVENTS, PHASE_LABELS, EventType, FieldType
from ecoclaim.model.office import Office

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"
_SCALAR = ["string", "number", "boolean", "null"]

_OF_KIND: Mapping[str, Schema] = {
    "text": {"type": _SCALAR},
    "texts": {"type": ["array", *_SCALAR], "items": {"type": _SCALAR}},
    "day": {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2026-09-08"]},
    "whole": {"type": ["integer", "string", "null"]},
    "wholes": {"type": ["array", "integer", "string", "null"], "items": {"type": ["integer", "string"]}},
    "amount": {"type": ["number", "string", "null"], "examples": ["128640.00"]},
    "yes": {"enum": [True, False, "yes", "no", "是", "否", None]},
    "keys": {"type": ["array", "string", "integer"], "items": {"type": ["string", "integer"]}},
}


class _WithoutDefaults(GenerateJsonSchema):
    """Leaves out what an absent key means: a file never says it."""

    def encode_default(self, dft: Any) -> Any:
        return None


def case_schema() -> Schema:
    """Make the schema of case.yaml."""
    return model_schema(CaseFile, "案件", "一个案件的基本情况：何人、何事、会议、协议、义务、证据")


def office_schema() -> Schema:
    """Make the schema of ecoclaim.yaml."""
    return model_schema(Office, "账本设置", "本单位的设置；这个文件所在的文件夹就是账本的根")


def model_schema(
    model: type[BaseModel], title: str, description: str, titles: Mapping[str, str] | None = None
) -> Schema:
    """Make the schema of a file that holds one model, each field with its Chinese name.

    `titles` names the fields of models that the table of labels does not know.
    """
    made = model.model_json_schema(by_alias=True, schema_generator=_WithoutDefaults)
    known = {one.__name__: one for one in _models(model)}
    definitions = {
        name: _described(body, known.get(name), titles or {}) for name, body in made.pop("$defs", {}).items()
    }
    body = {**_described(made, model, titles or {}), "title": title, "description": description}
    return {"$schema": _DIALECT, **body, "definitions": definitions}


def events_schema() -> Schema:
    """Make the schema of events.yaml: each event with the fields it has."""
    names = list(EVENTS)
    entry: Schema = {
        "type": "object",
        "required": ["event", "date"],
        "properties": {
            "event": {
                "title": "事项",
                "description": "发生了什么事",
                "enum": names,
                "enumDescriptions": [_told(kind) for kind in EVENTS.values()],
                "markdownEnumDescriptions": [_told(kind) for kind in EVENTS.values()],
            },
            "date": {
                **_OF_KIND["day"],
                "type": "string",
                "title": "日期",
                "description": "发生的日期，写作 2026-09-08",
            },
        },
        "allOf": [_of_event(kind) for kind in EVENTS.values()],
    }
    return {
        "$schema": _DIALECT,
        "title": "事项",
        "description": "按发生日期记录，一事一条；案件的阶段、期限都由此推算",
        "type": ["array", "null"],
        "items": entry,
    }


def _of_event(kind: EventType) -> Schema:
    properties: Schema = {"event": {"description": _told(kind)}, "date": {}}
    if kind.per_obligor:
        properties["obligor"] = {
            **_OF_KIND["keys"],
            "title": "义务人代号",
            "description": "一个代号，或多个：[A, C]；只有一个义务人时可以不写",
        }
    properties |= {name: _of_field(field) for name, field in {**kind.fields, **COMMON_FIELDS}.items()}
    return {
        "if": {"properties": {"event": {"const": kind.name}}, "required": ["event"]},
        "then": {"properties": properties, "additionalProperties": False},
    }


def _told(kind: EventType) -> str:
    phase = PHASE_LABELS[kind.phase].zh
    return f"{kind.label.zh}（{phase}）" + ("：按义务人记录" if kind.per_obligor else "")


def _of_field(field: FieldType) -> Schema:
    named = {"title": field.label.zh, "description": field.label.zh}
    if not field.choices:
        return {**_OF_KIND[field.kind], **named}
    listed = "，".join(f"{key} {label.zh}" for key, label in field.choices.items())
    one: Schema = {
        "enum": [*field.choices, None],
        "enumDescriptions": [*(label.zh for label in field.choices.values()), "（空）"],
    }
    named["description"] = f"{field.label.zh}：{listed}"
    if field.kind == "choices":
        return {"anyOf": [one, {"type": "array", "items": one}], **named}
    return {**one, **named}


def _models(model: type[BaseModel]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += [below for key in labels.field_names(one) if (below := labels.inner(one, key)) is not None]
    return found


def _described(body: Schema, model: type[BaseModel] | None, titles: Mapping[str, str]) -> Schema:
    """Give a definition Chinese names in place of the English ones that pydantic makes of the code."""
    required = body.get("required", [])
    properties = {
        key: _named(_opened(value, needed=key in required), model, key, titles)
        for key, value in body.get("properties", {}).items()
    }
    result: Schema = {"type": ["object"] if required else ["object", "null"], "properties": properties}
    result["additionalProperties"] = body.get("additionalProperties", False)
    return {**result, "required": required} if required else result


def _named(value: Schema, model: type[BaseModel] | None, key: str, titles: Mapping[str, str]) -> Schema:
    if model is None:
        return value
    name, more = titles.get(key) or labels.title(model, key).zh, labels.hint(model, key)
    listed = "，".join(f"{one} {label.zh}" for one, label in labels.choices(model, key).items())
    description = "；".join(part for part in (f"{name}：{listed}" if listed else name, more) if part)
    shown = labels.examples(model, key)
    return {**value, "title": name, "description": description} | ({"examples": list(shown)} if shown else {})


def _opened(value: Any, *, needed: bool = False) -> Any:
    """Let a schema take every way a person may write the value: text that looks like a number, an empty key."""
    if not isinstance(value, dict):
        return value
    made = {key: part for key, part in value.items() if key not in ("title", "default", "description", "maxItems")}
    if "$ref" in made:
        made["$ref"] = made["$ref"].replace("#/$defs/", "#/definitions/")
        return made if needed else {"anyOf": [{"$ref": made["$ref"]}, {"type": "null"}]}
    if "anyOf" in made:
        parts = [part for part in made["anyOf"] if part != {"type": "null"}]
        if len(parts) == 1:
            return _opened(parts[0], needed=needed)
        return {"anyOf": [*(_opened(part, needed=True) for part in parts), *([] if needed else [{"type": "null"}])]}
    for below in ("items", "additionalProperties"):
        if below in made:
            made[below] = _opened(made[below], needed=below == "items" and "$ref" in str(made[below]))
    if "properties" in made:
        made["properties"] = {key: _opened(part) for key, part in made["properties"].items()}
    for key in ("enum", "const"):
        if key in made and not needed:
            return {"enum": [*(made["enum"] if key == "enum" else [made["const"]]), None]}
    if "type" in made:
        made["type"] = _wider(made["type"], plain="pattern" not in made and "format" not in made, needed=needed)
    return made


def _wider(kind: str | list[str], *, plain: bool, needed: bool) -> list[str]:
    kinds = [kind] if isinstance(kind, str) else list(kind)
    if "string" in kinds:
        kinds += ["number", "boolean"] if plain else ["number"]
    return list(dict.fromkeys([*kinds, *([] if needed else ["null"])]))
