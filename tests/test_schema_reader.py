"""The editor schemas against the reader: what one takes the other takes, and what neither knows both refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.ledger.schemas import SCHEMAS, schema_text
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS, read_events
from ecoclaim.model.office import Office
from ecoclaim.model.values import shaped
from ecoclaim.packs import load

ROOT = Path(__file__).parents[1]
PLACE = {"case.yaml": "case", "events.yaml": "events", "ecoclaim.yaml": "ledger"}
FILES = [
    *((PLACE[path.name], path) for path in sorted((ROOT / "examples").rglob("*.yaml")) if path.name in PLACE),
    *(
        (PLACE[path.name], path)
        for path in sorted((ROOT / "tests/fixtures/full").rglob("*.yaml"))
        if path.name in PLACE
    ),
    *(("pack", path) for path in sorted((ROOT / "src/ecoclaim/rules").glob("*.yaml")) if ".examples" not in path.name),
]
CASE = "id: 2026-0001\ntitle: x\n"
OBLIGOR = CASE + "obligors:\n  - key: A\n    name: x\n"
SERVED = "- event: notice-served\n  date: 2026-09-08\n"
PACK = "name: x\ntitle: {zh: x, en: x}\ndocuments: {d: {title: {zh: x, en: x}}}\nrules:\n"
RULE = PACK + (
    "  - {id: x, title: {zh: x, en: x}, per: case, duty: court, firmness: must, source: {document: d, article: 一}, "
)

# A text of a file, and whether the reader takes it; the schema must say the same.
JUDGED = [
    ("case", CASE, True),
    ("case", CASE + "domain:\nincident:\nobligors:\nmeetings: ~\nrestored: null\n", True),
    ("case", CASE + "name: true\nfiling_no: 034000\npack: 1.10\ndomain: no\n", True),
    ("case", CASE + "departments: 一个局\nhandlers: [甲, 0123, yes]\nlegal_basis: 12\n", True),
    ("case", CASE + "departments: {a: b}\n", False),
    ("case", CASE + "name: [x]\n", False),
    ("case", CASE + "name: {x: y}\n", False),
    ("case", CASE + "titel: x\n", False),
    ("case", CASE + "incident: {place: 甲, plaec: x}\n", False),
    ("case", CASE + "incident: x\n", False),
    ("case", CASE + "incident: {discovered_on: 2026-01-12}\n", True),
    ("case", CASE + "incident: {discovered_on: 2026-1-12}\n", False),
    ("case", CASE + "incident: {discovered_on: 20260112}\n", False),
    ("case", "title: x\n", False),
    ("case", "id: 2026-1\ntitle: x\n", False),
    ("case", "id: 2026-0001\ntitle:\n", False),
    ("case", OBLIGOR + "    phone: 09368212345\n    id_number: 620702198001011234\n    credit_code: 91620700X\n", True),
    ("case", OBLIGOR + "    kind: person\n    liability: joint\n    share: 33.3333\n", True),
    ("case", OBLIGOR + "    kind: 自然人\n", False),
    ("case", OBLIGOR + "    share: 101\n", False),
    ("case", OBLIGOR + "    share: half\n", False),
    ("case", OBLIGOR + "    agents: [{name: 甲, from: 即日, powers: 全权, signed_on: 2026-01-01}]\n", True),
    ("case", OBLIGOR + "    agents: {name: 甲}\n", False),
    ("case", CASE + "obligors: [{key: 1, name: x}]\n", True),
    ("case", CASE + "obligors: [{key: A-1, name: x}]\n", False),
    ("case", CASE + "obligors: [{name: x}]\n", False),
    ("case", CASE + "meetings:\n  - no: 1\n    at: 09:30\n    on: 2026-04-02\n    appraiser_explained: 是\n", True),
    ("case", CASE + 'meetings: [{no: "1", appraiser_explained: Yes}]\n', True),
    ("case", CASE + "meetings: [{no: 1, appraiser_explained: TRUE}]\n", True),
    ("case", CASE + "meetings: [{no: 1, appraiser_explained: maybe}]\n", False),
    ("case", CASE + "meetings: [{no: one}]\n", False),
    ("case", CASE + "meetings: [{no: -1}]\n", False),
    ("case", CASE + "meetings:\n  - no: 1\n    at: 9:30\n", False),
    ("case", CASE + "meetings:\n  - no: 1\n    at: 29:30\n", False),
    ("case", CASE + "losses: [{head: x, amount: 1286400.50, claimed: 3}]\n", True),
    ("case", CASE + "losses: [{head: x, amount: '1,000'}]\n", False),
    ("case", CASE + "losses: [{head: x, amount: -1}]\n", False),
    ("case", CASE + "losses: [{amount: 1}]\n", False),
    ("case", CASE + "investigation: {methods: [documents, monitoring], people: 甲}\n", True),
    ("case", CASE + "investigation: {methods: [guessing]}\n", False),
    ("case", CASE + "investigation: {methods: documents}\n", False),
    ("case", CASE + "agreements: [{no: 1, obligors: A, copies: {total: 6, each: {甲: 2, 乙: 4}}}]\n", True),
    ("case", CASE + "agreements: [{no: 1, obligors: [A, 2], items: [{head: x, amount: 1}]}]\n", True),
    ("case", CASE + "obligations: [{no: 1, obligor: A, under: agreement 1, until: 2026-09-30}]\n", True),
    ("case", CASE + "obligations: [{no: 1, obligor: A, under: agreement}]\n", False),
    ("case", CASE + "obligations: [{no: 1, obligor: A, what: money}]\n", False),
    ("case", CASE + "texts: {start-registration: {reason: [a, 1], remarks: 无}}\n", True),
    ("case", CASE + "texts: {start-registration: 无}\n", False),
    ("ledger", "format: 1\n", True),
    ("ledger", 'format: "1"\n', True),
    ("ledger", "format: 2\n", False),
    ("ledger", "pack: x\n", False),
    ("ledger", "format: 1\ndepartment: {postcode: 034000, phone: 1, agents: [{name: 甲}]}\n", True),
    ("ledger", "format: 1\nrules: {a: on, b: off, c: 开, d: 关, e: true, f: 否}\n", True),
    ("ledger", "format: 1\nrules: {a: maybe}\n", False),
    ("ledger", "format: 1\nreport_days: {half-year-report: {H1: 07-10, H2: 01-10}}\n", True),
    ("ledger", "format: 1\nreport_days: {half-year-report: {H1: 7-10}}\n", False),
    ("ledger", "format: 1\nrole: boss\n", False),
    ("ledger", "format: 1\nremind_days: 5\nlanguage: en\ngit: {commit: no}\nsince: 2026-01-01\n", True),
    ("ledger", "format: 1\ngit: no\n", False),
    ("events", "", True),
    ("events", "[]\n", True),
    ("events", "event: clue-found\n", False),
    ("events", SERVED, True),
    ("events", SERVED + "  obligor: A\n  method: direct\n  meeting: 1\n  reply_days: 05\n", True),
    ("events", SERVED + "  obligor: [A, 2]\n  evidence: [1, 2]\n  note: 0123\n  reason:\n", True),
    ("events", SERVED + "  evidence: 3\n", True),
    ("events", SERVED + "  method: 直接送达\n", False),
    ("events", SERVED + "  reply_days: five\n", False),
    ("events", SERVED + "  channel: complaint\n", False),
    ("events", "- {event: clue-found, date: 2026-9-8}\n", False),
    ("events", "- {event: clue-found}\n", False),
    ("events", "- {event: clue-fond, date: 2026-09-08}\n", False),
    ("events", "- {event: clue-found, date: 2026-09-08, obligor: A}\n", False),
    ("events", "- {event: clue-found, date: 2026-09-08, channel: 自己的渠道}\n", True),
    ("events", "- {event: review-concluded, date: 2026-09-08, damage: 是, opinion: start}\n", True),
    ("events", "- {event: review-concluded, date: 2026-09-08, damage: perhaps}\n", False),
    ("events", "- {event: appraisal-commissioned, date: 2026-09-08, conditions: [simple, small], experts: 甲}\n", True),
    ("events", "- {event: appraisal-commissioned, date: 2026-09-08, conditions: simple}\n", True),
    ("events", "- {event: payment-made, date: 2026-09-08, amount: 1.20}\n", True),
    ("events", "- {event: payment-made, date: 2026-09-08, amount: 1.2a}\n", False),
    ("pack", PACK + "  []\n", True),
    ("pack", RULE + "starts: [{event: clue-found}], within: [{count: 5, unit: days}]}\n", True),
    ("pack", RULE + "starts: [{event: clue-found}], within: [{count: 5, unit: weeks}]}\n", False),
    ("pack", RULE + "starts: [{event: clue-lost}], within: [{count: 5, unit: days}]}\n", False),
    ("pack", RULE + "starts: [{event: clue-found, after: claim-started}], within: [{count: 5, unit: days}]}\n", True),
    ("pack", RULE + "starts: [{event: clue-found, after: [x]}], within: [{count: 5, unit: days}]}\n", False),
    ("pack", RULE + "starts: [{event: clue-found}], within: [{count: -1, unit: days}]}\n", False),
    ("pack", RULE + "starts: [{event: clue-found}], within: [{count: 5, unit: days}], firm: yes}\n", False),
    ("pack", RULE + "starts: [{event: clue-found}], within: [{count: 5, unit: days}], optional: 是}\n", True),
    ("pack", "name: x\ntitle: x\n", False),
    ("pack", "name: x\ntitle: {zh: x}\n", False),
    ("pack", "name: x\ntitle: {zh: x, en: a, b}\n", False),
]


@cache
def schema(name: str) -> Draft7Validator:
    made = json.loads(schema_text(name))
    Draft7Validator.check_schema(made)
    return Draft7Validator(made)


def taken_by_reader(name: str, text: str) -> bool:
    document = yamlfile.read(text.encode(), "x")
    try:
        match name:
            case "case":
                shaped(CaseFile, document.tree, "x", document.place)
            case "ledger":
                shaped(Office, document.tree, "x", document.place)
            case "events":
                return not read_events(document.tree, ["A"])[1]
            case "pack":
                load("x", lambda _name: document)
    except BadFile:
        return False
    return True


def as_an_editor_reads(tree: Any) -> Any:
    """Make of the characters written what an editor's YAML makes of them."""
    match tree:
        case dict():
            return {key: as_an_editor_reads(value) for key, value in tree.items()}
        case list():
            return [as_an_editor_reads(value) for value in tree]
        case str() if tree in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return tree.lower() == "true"
        case str() if re.fullmatch(r"[-+]?[0-9]+", tree):
            return int(tree)
        case str() if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", tree):
            return float(tree)
    return tree


def wrong(name: str, tree: Any) -> list[str]:
    return [f"{list(one.absolute_path)}: {one.message}" for one in schema(name).iter_errors(tree)]


@pytest.mark.parametrize(("name", "path"), FILES, ids=[str(path.relative_to(ROOT)) for _name, path in FILES])
def test_every_file_we_ship_is_right_to_an_editor(name: str, path: Path) -> None:
    tree = yamlfile.read(path.read_bytes(), path.name).tree
    assert wrong(name, tree) == []
    assert wrong(name, as_an_editor_reads(tree)) == []


@pytest.mark.parametrize(("name", "text", "taken"), JUDGED, ids=[text[-60:] for _name, text, _taken in JUDGED])
def test_schema_and_reader_take_and_refuse_the_same(name: str, text: str, taken: bool) -> None:
    assert taken_by_reader(name, text) is taken
    tree = as_an_editor_reads(yamlfile.read(text.encode(), "x").tree)
    assert (wrong(name, tree) == []) is taken, wrong(name, tree)


@pytest.mark.parametrize("event", EVENTS)
def test_every_field_of_an_event_may_be_left_empty_and_no_other_may_be_there(event: str) -> None:
    entry = {"event": event, "date": "2026-09-08", **dict.fromkeys(EVENTS[event].all_fields)}
    assert wrong("events", [entry]) == []
    assert wrong("events", [{**entry, "nothing": "x"}])


def test_an_entry_that_is_still_empty_is_offered_event_and_date_only() -> None:
    for one in schema("events").schema["items"]["allOf"]:
        assert not Draft7Validator(one["if"]).is_valid(None)


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_an_editor_offers_is_named_and_right(name: str) -> None:
    for values in enums(json.loads(schema_text(name))):
        assert len(values["enum"]) == len(values.get("enumDescriptions", values["enum"]))
        assert values.get("enumDescriptions") == values.get("markdownEnumDescriptions")


def test_what_the_packs_list_is_offered_and_other_values_too() -> None:
    head = json.loads(schema_text("case"))["definitions"]["Loss"]["properties"]["head"]
    assert "service-loss" in head["anyOf"][0]["enum"]
    rules = json.loads(schema_text("ledger"))["properties"]["rules"]
    assert list(rules["properties"]) == ["procuratorate-notice"]
    assert wrong("ledger", {"format": 1, "rules": {"another": "on"}}) == []


def test_what_a_pack_of_the_office_lists_is_offered_too(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    own = "name: own\nextends: xpcc\ntitle: {zh: 本单位, en: own}\nchannels: {hotline: {title: {zh: 热线, en: hotline}}}\n"
    (tmp_path / "packs" / "own.yaml").write_text(own, "utf-8")
    (tmp_path / "packs" / "broken.yaml").write_text("name: [", "utf-8")
    assert "hotline" in schema_text("events", tmp_path)
    assert "本单位" in schema_text("ledger", tmp_path)
    assert "hotline" not in schema_text("events")


def enums(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if isinstance(tree.get("enum"), list):
            yield tree
        for value in tree.values():
            yield from enums(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from enums(value)
