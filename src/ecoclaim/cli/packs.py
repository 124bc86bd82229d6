"""`packs list`, `show`, `check` and `diff`: the rules as data, for a lawyer to read and correct."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim import yamlfile
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

    root = _root(ledger)
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
    "ecoclaim packs show zhangye-2024",
)
def show(name: Name, on: On, format: TableJson = "table", ledger: Ledger = None) -> None:  # noqa: A002
    """Show a pack as a page a lawyer can read."""
    from ecoclaim.ledger.load import load_pack
    from ecoclaim.views.packs import PackAnswer

    answer = PackAnswer(on, load_pack(_root(ledger), name))
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))


@explained(
    later("Lays two packs side by side: rule by rule how long, by which article, and which readings there are."),
    "ecoclaim packs diff zhangye-2024 xpcc",
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

    root = _root(ledger)
    answer = DiffAnswer(on, load_pack(root, name), load_pack(root, other))
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))


@explained(
    later(
        "Reads a pack and works its examples. Whatever is wrong is told with its line and the cure, and the exit "
        "code is 4."
    ),
    "ecoclaim packs check packs/zhangye-office.yaml",
)
def check(
    file: Annotated[Path, typer.Argument(metavar=later("FILE"), parser=Path, help=later("The file of the pack."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Check a pack and its examples."""
    from ecoclaim.views import json
    from ecoclaim.views.deadlines import problem_json

    pack: Pack | None = None
    try:
        document = _read(file)
        pack = _loaded(document, _root(ledger))
        problems = list(_examples(pack, document))
    except BadFile as fault:
        problems = list(fault.problems)
    if format == "json":
        console.machine(json.answer(on, {"problems": [problem_json(one) for one in problems]}))
    elif pack is not None and not problems:
        count = sum(len(rule.examples) for rule in pack.rules)
        console.answer(
            _("{name}: {rules} rules, {examples} examples, all in order.").format(
                name=pack.name, rules=len(pack.rules), examples=count
            )
        )
    for one in problems:
        console.say(str(one))
    return BadFile.exit_code if problems else 0


def _root(ledger: Path | None) -> Path | None:
    """Find the ledger, if there is one; the shipped packs can be read without."""
    from ecoclaim.ledger.places import find_root

    try:
        return find_root(Path.cwd(), ledger)
    except NotFound:
        if ledger is not None:
            raise
        return None


def _read(file: Path) -> yamlfile.Document:
    from ecoclaim import yamlfile

    try:
        return yamlfile.read(file.read_bytes(), str(file))
    except FileNotFoundError:
        raise NotFound(_("{path} is missing").format(path=file)) from None
    except OSError as fault:
        raise BadFile(
            [Problem(str(file), None, None, "", _("cannot be read: {why}").format(why=fault.strerror))]
        ) from None


def _loaded(document: yamlfile.Document, root: Path | None) -> Pack:
    """Load the pack of a file, wherever it lies; what it extends is found beside it, in the ledger or shipped."""
    from ecoclaim.ledger.load import find_pack
    from ecoclaim.packs import load

    tree = document.tree
    name = tree.get("name") if isinstance(tree, dict) else None
    own = name if isinstance(name, str) else Path(document.path).stem
    try:
        return load(own, lambda wanted: document if wanted == own else find_pack(root, wanted))
    except NotFound as fault:
        line, column = document.place(("extends",))
        raise BadFile([Problem(document.path, line, column, "extends", str(fault))]) from None


def _examples(pack: Pack, document: yamlfile.Document) -> Iterator[Problem]:
    from ecoclaim.deadlines import work_example
    from ecoclaim.workdays import Workdays

    tree = document.tree
    rules = tree.get("rules") if isinstance(tree, dict) else None
    own = [one.get("id") if isinstance(one, dict) else None for one in rules] if isinstance(rules, list) else []
    workdays = Workdays()
    for rule in pack.rules:
        for example in rule.examples:
            wrong = work_example(rule, example, workdays)
            if wrong:
                place = ("rules", own.index(rule.id)) if rule.id in own else ("rules",)
                line, column = document.place(place)
                message = _("the example “{title}” comes out differently: {what}").format(
                    title=example.title, what="; ".join(wrong)
                )
                yield Problem(document.path, line, column, rule.id, message)
