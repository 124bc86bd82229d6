"""Write down the schemas of the JSON answers: `python tests/answers.py`; the tests hold them to what is answered.

A schema is made from what the commands say of both example ledgers: which fields an answer has and of what kind each
is. Whatever is one value may be unknown (null); further fields may come, none goes.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ecoclaim.cli import main
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import case_ids, shipped

FILE = Path(__file__).parents[1] / "src" / "ecoclaim" / "answers.json"
DAYS = {"zhangye": "2026-03-25", "xpcc": "2026-11-20"}
# Objects whose keys are names of a ledger or a pack, not fields.
MAPS = ("tracks", "channels", "domains", "stages", "shares")

# Commands whose answer is about no case, and about one; what is in capitals is filled in from the ledger.
OF_ALL = {
    "deadlines": ["deadlines --status all"],
    "list": ["list"],
    "next": ["next"],
    "check": ["check"],
    "stats": ["stats", "stats --by year"],
    "forms": ["forms"],
    "doctor": ["doctor"],
    "count": ["count 2026-03-02 5 --working"],
    "calendar": ["calendar 2026"],
    "report due": ["report due"],
    "report make": ["report make quarterly-clue-list 2026Q1", "report make half-year-report 2025H2"],
    "packs list": ["packs list"],
    "packs show": ["packs show zhangye-2024", "packs show xpcc"],
    "templates check": ["templates check"],
}
OF_A_CASE = {
    "show": "show CASE",
    "verify": "verify CASE",
    "next": "next CASE",
    "render": "render CASE decline-record --draft --out OUT",
}


def answered() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every answer that is asked for, with the command it is of."""
    with TemporaryDirectory() as folder:
        for name, day in DAYS.items():
            root = Path(folder) / name
            lay_out(shipped("examples") / name, root)
            for command, lines in OF_ALL.items():
                for line in lines:
                    yield from _answer(command, line.split(), root, day)
            for case in case_ids(root):
                for command, line in OF_A_CASE.items():
                    yield from _answer(
                        command,
                        line.replace("CASE", case).replace("OUT", str(Path(folder) / "papers")).split(),
                        root,
                        day,
                    )
            shutil.rmtree(root)


def _answer(command: str, words: list[str], root: Path, day: str) -> Iterator[tuple[str, dict[str, Any]]]:
    out, err = io.StringIO(), io.StringIO()
    out.buffer = io.BytesIO()  # type: ignore[attr-defined]
    with redirect_stdout(out), redirect_stderr(err):
        main([*words, "--format", "json", "--on", day, "--lang", "zh", "-C", str(root)])
    said = out.getvalue() + out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    if said:
        yield command, json.loads(said)


def schemas() -> dict[str, Any]:
    """Make the schema of each answer."""
    found: dict[str, list[Any]] = {}
    for command, answer in answered():
        found.setdefault(command, []).append(answer)
    return {command: _of(answers) for command, answers in sorted(found.items())}


def _of(values: Iterable[Any], name: str = "") -> dict[str, Any]:
    seen = list(values)
    shapes: list[dict[str, Any]] = []
    objects = [one for one in seen if isinstance(one, Mapping)]
    if objects:
        shapes.append(_of_objects(objects, name))
    lists = [one for one in seen if isinstance(one, list)]
    if lists:
        shapes.append({"type": "array", "items": _of([entry for one in lists for entry in one])})
    kinds = sorted({_kind(one) for one in seen if not isinstance(one, (Mapping, list)) and one is not None})
    plain = {"type": [*kinds, "null"]}
    if kinds or None in seen or not shapes:
        shapes.append(plain if kinds else {} if not shapes else {"type": "null"})
    return shapes[0] if len(shapes) == 1 else {"anyOf": shapes}


def _of_objects(objects: list[Mapping[str, Any]], name: str) -> dict[str, Any]:
    if name in MAPS:
        return {
            "type": ["object", "null"],
            "additionalProperties": _of([value for one in objects for value in one.values()]),
        }
    keys = dict.fromkeys(key for one in objects for key in one)
    properties = {key: _of([one[key] for one in objects if key in one], key) for key in keys}
    return {
        "type": ["object", "null"] if name else "object",
        "required": [key for key in keys if all(key in one for one in objects)],
        "properties": properties,
    }


def _kind(value: object) -> str:
    return {bool: "boolean", int: "integer", float: "number", str: "string"}[type(value)]


if __name__ == "__main__":
    FILE.write_text(json.dumps(schemas(), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
