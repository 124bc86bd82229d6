"""The JSON Schemas that a ledger carries in `.ecoclaim/`, so that an editor completes and explains its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ecoclaim.model import schema
from ecoclaim.packs import Pack
from ecoclaim.packs.labels import TITLES


def _pack() -> dict[str, Any]:
    made = schema.model_schema(Pack, "规则包", "一地的规则：期限、上限、禁止事项、事由和文书，逐条注明出处", TITLES)
    for name in ("Rule", "Cap", "Bar", "FormEntry"):
        # A pack that extends another one holds only what differs.
        made["definitions"][name]["required"] = ["id"]
    return made


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "case": schema.case_schema,
    "events": schema.events_schema,
    "ledger": schema.office_schema,
    "pack": _pack,
}


def schema_text(name: str) -> str:
    """Write the schema of case, events, ledger or pack as JSON."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"


def schema_file(name: str) -> str:
    """Name the schema's file in `.ecoclaim/`."""
    return f"{name}.schema.json"
