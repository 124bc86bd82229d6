"""`packs list`, `show` and `diff`: the rules as data, for a lawyer to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.words import later

if TYPE_CHECKING:
    from ecoclaim.packs import Pack

Name = Annotated[str, typer.Argument(metavar=later("NAME"), help=later("The name of a rule pack."))]


@explained(
    later("Lists the rule packs there are: those shipped, and the office's own in packs/, which win over them."),
    "ecoclaim packs list",
)
def list_packs(on: On, format: TableJson = "table", ledger: Ledger = None) -> int:  # noqa: A002
    """List the rule packs there are."""
    from ecoclaim.ledger.load import load_pack, pack_names
    from ecoclaim.views.packs import ListAnswer

    root = ledger_root(ledger)
    found: list[tuple[Pack, bool]] = []
    problems: list[Problem] = []
    for name in pack_names(root):
        try:
            found.append((load_pack(root, name), root is not None and (root / "packs" / f"{name}.yaml").is_file()))
        except BadFile as fault:
            problems += fault.problems
        except NotFound as fault:
            problems.append(Problem(f"packs/{name}.yaml", None, None, "extends", str(fault)))
    answer = ListAnswer(on, found)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    for one in problems:
        console.say(str(one))
    return BadFile.exit_code if problems else 0


@explained(
    later(
        "Shows a pack as a page to read: each rule with whose duty it is, how long the period is, what starts and "
        "ends it, the article in its own words, the readings, and worked examples."
    ),
    "ecoclaim packs show «pack»",
)
def show(name: Name, on: On, format: TableJson = "table", ledger: Ledger = None) -> None:  # noqa: A002
    """Show a pack as a page a lawyer can read."""
    from ecoclaim.ledger.load import load_pack
    from ecoclaim.views.packs import PackAnswer

    answer = PackAnswer(on, load_pack(ledger_root(ledger), name))
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))


@explained(
    later("Lays two packs side by side: rule by rule how long, by which article, and which readings there are."),
    "ecoclaim packs diff «pack» «other»",
)
def diff(
    name: Name,
    other: Annotated[str, typer.Argument(metavar=later("OTHER"), help=later("The name of another rule pack."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> None:
    """Show two packs side by side."""
    from ecoclaim.ledger.load import load_pack
    from ecoclaim.views.packs import DiffAnswer

    root = ledger_root(ledger)
    answer = DiffAnswer(on, load_pack(root, name), load_pack(root, other))
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))


def ledger_root(ledger: Path | None) -> Path | None:
    """Find the ledger, if there is one; the shipped packs can be read without."""
    from ecoclaim.ledger.places import find_root

    try:
        return find_root(ledger)
    except NotFound:
        if ledger is not None:
            raise
        return None
