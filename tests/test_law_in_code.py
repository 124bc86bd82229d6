"""No law stands in the code: no id of a pack, no region, no article, no day of a law, but in roles.py and the events.

The syntax tree of every module is walked. A word that is an id of a pack and also the program's own (an event, a
field, a key of a file, a choice, a command, a role) is the program's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

import ecoclaim
from ecoclaim import roles
from ecoclaim.cli.commands import COMMANDS
from ecoclaim.ledger.load import load_pack, pack_names
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS
from ecoclaim.model.eventtable import CHOICES, FIELDS
from ecoclaim.model.labels import choices, field_names, inner
from ecoclaim.model.office import Office, Report
from ecoclaim.packs import Pack
from ecoclaim.packs.wordings import WORDINGS

SOURCE = Path(ecoclaim.__file__).parent
# The roles, and the table of events: the program's own vocabulary.
OWN = {SOURCE / "roles.py", SOURCE / "model" / "eventtable.py"}
PACKS = [load_pack(None, name) for name in pack_names(None)]
LISTS = ("channels", "domains", "failure_grounds", "decline_grounds", "termination_grounds", "loss_heads", "documents")
ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇0-9]+条|[Aa]rt(?:icle|\.) ?\d")
REGION = re.compile(r"zhangye|xpcc|张掖市|生产建设兵团|甘肃省")


def ids() -> set[str]:
    """Every id that a shipped pack gives."""
    found: set[str] = set()
    for pack in PACKS:
        found |= {
            pack.name,
            *(one.id for one in (*pack.rules, *pack.caps, *pack.conditions, *pack.forms, *pack.archive)),
        }
        found |= {name for each in LISTS for name in getattr(pack, each)}
    return found


def keys(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """Every key of a file and the values that it may have."""
    seen.add(model)
    for key in field_names(model):
        yield key
        yield from choices(model, key)
        below = inner(model, key)
        if below is not None and below not in seen:
            yield from keys(below, seen)


def vocabulary() -> set[str]:
    """The program's own words."""
    seen: set[type[BaseModel]] = set()
    return {
        *EVENTS, *FIELDS, *(name for one in CHOICES.values() for name in one),
        *(name for model in (CaseFile, Office, Report, Pack) for name in keys(model, seen)),
        *(word for name in COMMANDS for word in name.split()),
        *WORDINGS,
        *(role.value for kind in vars(roles).values() if isinstance(kind, type) and issubclass(kind, roles.StrEnum) for role in kind),
    }  # fmt: skip


LAW = ids() - vocabulary()


def law_in(module: Path) -> list[str]:
    """List what is law in a module's code; docstrings may cite."""
    tree = ast.parse(module.read_text("utf-8"))
    cited = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in cited:
            text = node.value
            if text in LAW or ARTICLE.search(text) or REGION.search(text):
                found.append(f"{node.lineno}: {text[:60]}")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("date") and _is_a_day(node.args):
            found.append(f"{node.lineno}: {ast.unparse(node)}")
    return found


def _is_a_day(arguments: list[ast.expr]) -> bool:
    return len(arguments) == 3 and all(isinstance(one, ast.Constant) for one in arguments)


@pytest.mark.parametrize("module", sorted(SOURCE.rglob("*.py")), ids=lambda one: one.relative_to(SOURCE).as_posix())
def test_no_law_stands_in_code(module: Path) -> None:
    if module not in OWN:
        assert law_in(module) == []


def test_the_walk_finds_what_it_looks_for(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    lines = [
        'A = "preliminary-review"',
        'B = "《某法》第十二条"',
        'C = "zhangye-2024"',
        "D = date(2026, 8, 15)",
        'E = "agreement"',
    ]
    module.write_text("\n".join(lines), "utf-8")
    assert [one.partition(":")[0] for one in law_in(module)] == ["1", "2", "3", "4"]
