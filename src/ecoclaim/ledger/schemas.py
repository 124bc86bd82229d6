"""The JSON Schemas that a ledger carries in `.ecoclaim/`, so that an editor completes and explains its files.

What a rule pack lists – channels, grounds, domains, heads of loss, forms – is offered too; another value is never
called wrong, because a case may follow another pack.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from ecoclaim.errors import BadFile, NotFound
from ecoclaim.ledger.load import load_pack, pack_names
from ecoclaim.model import schema, shapes
from ecoclaim.model.agreements import Item, Obligation
from ecoclaim.model.case import CaseFile, Loss
from ecoclaim.model.events import EVENTS
from ecoclaim.model.labels import field_names
from ecoclaim.model.schema import Offers
from ecoclaim.model.shapes import Schema
from ecoclaim.packs import Pack
from ecoclaim.packs.joining import EARLIER
from ecoclaim.packs.labels import TITLES
from ecoclaim.packs.lists import case_list, event_list
from ecoclaim.packs.table import FormTable


def _pack(offers: Offers) -> Schema:
    made = schema.model_schema(
        Pack, "规则包", "一地的规则：期限、上限、禁止事项、事由和文书，逐条注明出处", TITLES, offers
    )
    table = schema.model_schema(FormTable, "", "", TITLES, offers)
    made["properties"] |= table["properties"]
    known = made["definitions"] = {**made["definitions"], **table["definitions"]}
    for name in ("Rule", "Cap", "Condition"):
        # A pack that extends another one holds only what differs.
        known[name]["required"] = ["id"]
    # A form may be told by its role alone, a blank by the shared one it takes from.
    known["FormEntry"].pop("required", None)
    known["BlankEntry"].pop("required", None)
    for held, offered in ((known["FormEntry"]["properties"]["blanks"], offers.get("BlankEntry.like", {})),
                          (made["properties"]["archive"], offers.get("ArchiveEntry.id", {}))):  # fmt: skip
        held["items"] = shapes.suggested(offered, {"anyOf": [shapes.NEEDED_TEXT, held["items"]]})
    # An event, a form or a moment may stand there by its bare name.
    on = known["Condition"]["properties"]["on"]
    known["Condition"]["properties"]["on"] = {
        **{key: on.pop(key) for key in ("title", "description") if key in on},
        "anyOf": [shapes.TEXT, on],
    }
    for earlier, now in EARLIER.items():
        made["properties"][earlier] = {**made["properties"][now], "title": "条件（旧称）"}
    return made


SCHEMAS: Mapping[str, Callable[[Offers], Schema]] = {
    "case": schema.case_schema,
    "events": schema.events_schema,
    "ledger": schema.office_schema,
    "pack": _pack,
}


def schema_text(name: str, root: Path | None = None) -> str:
    """Write the schema of case, events, ledger or pack as JSON, for the packs that ship and those of a ledger."""
    return _written(name, offers(_packs(root)))


def schema_texts(root: Path | None = None) -> Mapping[str, str]:
    """Write every schema, by its name."""
    offered = offers(_packs(root))
    return {name: _written(name, offered) for name in SCHEMAS}


def answer_names() -> list[str]:
    """Name the commands whose answers in JSON have a schema."""
    return list(_answers())


def answer_text(command: str) -> str:
    """Write the schema of what a command answers in JSON."""
    body = {"$schema": "http://json-schema.org/draft-07/schema#", "title": f"ecoclaim {command}", **_answers()[command]}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _answers() -> dict[str, Schema]:
    # Written by tests/answers.py from what both examples answer.
    found: dict[str, Schema] = json.loads((files("ecoclaim") / "answers.json").read_text("utf-8"))
    return found


def _written(name: str, offered: Offers) -> str:
    return json.dumps(SCHEMAS[name](offered), ensure_ascii=False, indent=1) + "\n"


def schema_file(name: str) -> str:
    """Name the schema's file in `.ecoclaim/`."""
    return f"{name}.schema.json"


def offers(packs: Iterable[Pack]) -> Offers:
    """Gather what the packs list, by the place of a file that takes it; of two titles for a value the first holds."""
    found: dict[str, dict[str, str]] = {}
    for pack in packs:
        for place, value, title in _listed(pack):
            found.setdefault(place, {}).setdefault(value, title)
    return found


def _packs(root: Path | None) -> Iterator[Pack]:
    """Load the packs there are, the shipped ones first; one that cannot be read offers nothing."""
    shipped = pack_names(None)
    for name in (*shipped, *(one for one in pack_names(root) if one not in shipped)):
        try:
            yield load_pack(root, name)
        except (BadFile, NotFound):
            continue


def _listed(pack: Pack) -> Iterator[tuple[str, str, str]]:
    yield "Office.pack", pack.name, pack.title.zh
    yield "CaseFile.pack", pack.name, pack.title.zh
    yield "Pack.extends", pack.name, pack.title.zh
    for kind in EVENTS.values():
        for name in kind.fields:
            for value, entry in event_list(pack, kind.name, name).items():
                yield f"{kind.name}.{name}", value, entry.title.zh
    for model in (CaseFile, Loss, Item, Obligation):
        for name in field_names(model):
            for value, entry in case_list(pack, model.__name__, name).items():
                yield f"{model.__name__}.{name}", value, entry.title.zh
    for rule in pack.rules:
        yield "Rule.id", rule.id, rule.title.zh
        if rule.optional:
            yield "Office.rules", rule.id, rule.title.zh
        if rule.cycle and rule.named_day is None:
            yield "Office.report_days", rule.id, rule.title.zh
    for cap in pack.caps:
        yield "Cap.id", cap.id, cap.title.zh
    for condition in pack.conditions:
        yield "Condition.id", condition.id, condition.title.zh
    for form in pack.all_forms:
        yield "FormEntry.id", form.id, form.title.zh
        yield "ArchiveEntry.id", form.id, form.title.zh
        if form.means:
            yield "FormEntry.means", form.means, form.title.zh
    for name, blank in pack.table.blanks.items():
        yield "BlankEntry.like", name, blank.label.zh
