"""How a value may be written in a ledger file, as JSON Schema: what the reader takes, an editor must not call wrong.

An editor reads YAML for itself: to it 034000 is a number and yes may be a truth value, to us both are the characters
written. Texts are therefore anything that is no group and no list. What an editor says of a wrong value is said here,
in Chinese.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

# The version of the format of a ledger's files.
FORMAT = 1
# A case: the year, a hyphen, and its number within the year.
CASE_NUMBER = "[0-9]{4}-[0-9]{4,6}"
# What the characters of a value must be; `scalars` reads by the same.
WHOLE_PATTERN = "[0-9]{1,9}"
# Fifteen digits before the point: every sum over a case stays exact in the 28 digits of a Decimal.
AMOUNT_PATTERN = r"[0-9]{1,15}(\.[0-9]{1,2})?"
PERCENT_PATTERN = r"[0-9]{1,3}(\.[0-9]{1,4})?"
PERIOD_PATTERN = "[0-9]{4}(Q[1-4]|H[12])?"
CLOCK_PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]"
MONTH_DAY_PATTERN = "(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_YES = r"[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|是|否"

DAY: Schema = {
    "type": ["string", "null"],
    "pattern": f"^[0-9]{{4}}-{MONTH_DAY_PATTERN}$",
    "patternErrorMessage": "日期写作 2026-09-08",
}
WHOLE: Schema = {
    "type": ["string", "integer", "null"],
    "pattern": f"^{WHOLE_PATTERN}$",
    "patternErrorMessage": "这里写整数，例如 5",
    "minimum": 0,
}
AMOUNT: Schema = {
    "type": ["string", "number", "null"],
    "pattern": f"^{AMOUNT_PATTERN}$",
    "patternErrorMessage": "金额写作 1286400.50，单位为元，不加逗号",
    "minimum": 0,
}
PERCENT: Schema = {
    "type": ["string", "number", "null"],
    "pattern": f"^{PERCENT_PATTERN}$",
    "patternErrorMessage": "份额写 0 至 100 的数，例如 84",
    "minimum": 0,
    "maximum": 100,
}
YES_NO: Schema = {
    "type": ["boolean", "string", "null"],
    "pattern": f"^({_YES})$",
    "patternErrorMessage": "这里写 true（是）或 false（否）",
}
SWITCH: Schema = {
    "type": ["string", "boolean", "null"],
    "pattern": f"^(on|off|开|关|{_YES})$",
    "patternErrorMessage": "这里写 on（开）或 off（关）",
}
# An editor offers true, false and null wherever they are among the types, and types lists as lists: so no types here,
# and lists as the other of two ways to write it.
_PLAIN: Schema = {"not": {"type": ["object", "array"]}, "errorMessage": "这里写一段文字，不写分组或列表"}
TEXT: Schema = {"anyOf": [_PLAIN]}
NEEDED_TEXT: Schema = {"anyOf": [{**_PLAIN, "not": {"type": ["object", "array", "null"]}}]}
TEXTS: Schema = {"anyOf": [_PLAIN, {"type": "array", "items": TEXT}]}
WHOLES: Schema = {"anyOf": [WHOLE, {"type": "array", "items": WHOLE}]}
NAMED: Schema = {
    "type": "object",
    "properties": {"zh": {**NEEDED_TEXT, "title": "中文"}, "en": {**NEEDED_TEXT, "title": "英文"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
KEY: Schema = {
    "type": ["string", "integer"],
    "pattern": r"^[^\s\-,，、:：.]{1,20}$",
    "patternErrorMessage": "代号写一个或几个字母、数字，例如 A",
}
KEYS: Schema = {"anyOf": [{**KEY, "type": ["string", "integer", "null"]}, {"type": "array", "items": KEY}]}
CASE_ID: Schema = {
    "type": "string",
    "pattern": f"^{CASE_NUMBER}$",
    "patternErrorMessage": "案件编号写作 2026-0007",
}
PERIOD: Schema = {
    "type": ["string", "integer"],
    "pattern": f"^{PERIOD_PATTERN}$",
    "patternErrorMessage": "期间写作 2026Q3、2026H1 或 2026",
}
CLOCK: Schema = {
    "type": ["string", "null"],
    "pattern": f"^{CLOCK_PATTERN}$",
    "patternErrorMessage": "时间写作 09:30",
}
MONTH_DAY: Schema = {
    "type": ["string", "null"],
    "pattern": f"^{MONTH_DAY_PATTERN}$",
    "patternErrorMessage": "月和日写作 07-10",
}
UNDER: Schema = {
    "type": ["string", "null"],
    "pattern": "^ *(agreement +[0-9]+|judgment) *$",
    "patternErrorMessage": "写 agreement 1（协议序号）或 judgment（裁判）",
}


def suggested(values: Mapping[str, str], shape: Schema) -> Schema:
    """Offer values with what they are called, and take any other of the shape too."""
    return {"anyOf": [chosen(values), *shape.get("anyOf", [shape])]}


def chosen(values: Mapping[str, str]) -> Schema:
    """Offer values with what they are called, and take no other."""
    told = list(values.values())
    return {"enum": list(values), "enumDescriptions": told, "markdownEnumDescriptions": told}


def optional(schema: Schema) -> Schema:
    """Take an empty key too, which is an absent one."""
    if "enum" in schema:
        more: Schema = {
            name: [*schema[name], "（空）"]
            for name in ("enumDescriptions", "markdownEnumDescriptions")
            if name in schema
        }
        return {**schema, "enum": [*schema["enum"], None], **more}
    if "anyOf" in schema:
        open_ = any(_PLAIN.items() <= one.items() or "null" in one.get("type", ()) for one in schema["anyOf"])
        return schema if open_ else {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "type" in schema and "null" not in schema["type"]:
        kinds = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        return {**schema, "type": [*kinds, "null"]}
    return schema


def needed(schema: Schema) -> Schema:
    """Refuse an empty key."""
    if schema == TEXT:
        return NEEDED_TEXT
    if isinstance(schema.get("type"), list):
        return {**schema, "type": [kind for kind in schema["type"] if kind != "null"]}
    return schema
