"""`packs new` and `packs check`: a rule pack of the office's own, begun from a skeleton and looked over."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.packs import Name, ledger_root
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.roles import TITLES
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim import yamlfile
    from ecoclaim.packs import Pack


@explained(
    later(
        "Writes packs/NAME.yaml into the ledger: a rule pack that takes everything from another one and says at each "
        "part, in Chinese, what may be written there, with samples to be uncommented. A pack that is there is never "
        "overwritten."
    ),
    later("ecoclaim packs new hexi --title 'Hexi measures on compensation'"),
    "ecoclaim packs new office --extends «pack»",
)
def new(
    name: Name,
    extends: Annotated[
        str,
        typer.Option(
            "--extends",
            metavar=later("NAME"),
            help=later("The rule pack to take everything else from; without it the one of national law."),
        ),
    ] = "",
    title: Annotated[
        str,
        typer.Option(
            "--title", metavar=later("TITLE"), help=later("The title of the document; without it the pack's name.")
        ),
    ] = "",
    ledger: Ledger = None,
) -> int:
    """Begin a rule pack of one's own."""
    from ecoclaim.desk.newpack import begun
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.places import find_root

    root = find_root(ledger)
    path, pack, code = begun(root, name, extends, title, console.say)
    console.answer(
        _("Made {path}; it extends {extends} and so has its {rules} rules.").format(
            path=shown(root, path), extends=pack.extends, rules=len(pack.rules)
        )
    )
    console.say(
        _("Fill it in, then: ecoclaim packs check {path}. Cases follow it with pack: {name} in ecoclaim.yaml.").format(
            path=quoted_path(shown(root, path)), name=name
        )
    )
    return code


@explained(
    later(
        "Reads a pack and works its examples. Where the text of a document that it quotes lies beside it, as "
        "sources/DOCUMENT.txt, each quote must stand in it word for word. Whatever is wrong is told with its line and "
        "the cure, and the exit code is 4."
    ),
    "ecoclaim packs check packs/office.yaml",
)
def check(
    file: Annotated[Path, typer.Argument(metavar=later("FILE"), parser=Path, help=later("The file of the pack."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Check a pack, its examples and its quotes."""
    from ecoclaim.checks.conditionexamples import (
        condition_examples,
        condition_problems,
        without_condition_examples,
    )
    from ecoclaim.checks.ownpack import (
        cap_problems,
        example_problems,
        quote_problems,
        quotes,
        sourceless_problems,
        unfilled,
        wanted_problems,
        without_examples,
    )
    from ecoclaim.cli.packs_forms import form_lines, own_forms, own_problems, unfilled_forms
    from ecoclaim.ledger.documents import without_template
    from ecoclaim.ledger.regions import regional_calendar
    from ecoclaim.views import json
    from ecoclaim.views.deadlines import problem_json
    from ecoclaim.workdays import Workdays

    pack: Pack | None = None
    lines: list[str] = []
    body: dict[str, object] = {}
    try:
        document = _read(file)
        texts = _sources(file.parent / "sources")
        pack = _loaded(document, file, ledger_root(ledger))
        tried, misshapen = condition_examples(_examples(file, pack, ledger_root(ledger)))
        unprinted = without_template(ledger_root(ledger) or file.absolute().parent.parent, pack, own_forms(document))
        workdays = Workdays(region=regional_calendar(pack.calendar))
        problems = [
            *example_problems(pack, document, workdays),
            *quote_problems(document, texts),
            *cap_problems(pack, document),
            *sourceless_problems(pack, document),
            *wanted_problems(pack, document),
            *misshapen,
            *condition_problems(pack, tried, workdays),
            *own_problems(pack, document, unprinted),
        ]
        problems.sort(key=lambda one: (one.line or 0, one.column or 0))
        compared = sum(one.document in texts for one in quotes(document))
        bare = (*without_examples(pack, document), *without_condition_examples(pack, tried))
        lacking = unfilled(pack)
        examples = sum(len(rule.examples) + len(rule.prompt_examples) for rule in pack.rules) + len(tried)
        body = {
            "rules": len(pack.rules),
            "conditions": len(pack.conditions),
            "examples": examples,
            "quotes": compared,
            "without_examples": list(bare),
            "without_template": [one.id for one in unprinted],
            "unfilled_roles": [one.value for one in (*lacking, *unfilled_forms(pack))],
        }
        lines = [*_summary(pack, examples, compared, bare, lacking), *form_lines(pack, unprinted)]
    except BadFile as fault:
        problems = list(fault.problems)
    if format == "json":
        console.machine(json.answer(on, {**body, "problems": [problem_json(one) for one in problems]}))
    elif pack is not None and not problems:
        console.answer("\n".join(lines))
    for one in problems:
        console.say(str(one))
    return BadFile.exit_code if problems else 0


def _summary(
    pack: Pack, examples: int, compared: int, bare: tuple[str, ...], lacking: tuple[StrEnum, ...]
) -> list[str]:
    first = _("{name}: {rules} rules, {examples} examples, all in order.").format(
        name=pack.name, rules=len(pack.rules), examples=examples
    )
    more = _("{n} quotes stand word for word in their source.").format(n=compared) if compared else ""
    lack = _("Still without a worked example: {rules}").format(rules=_(", ").join(bare)) if bare else ""
    named = _(", ").join(f"{TITLES[one]} ({one})" for one in lacking)
    roles = _("Nothing in the pack has these roles, and what the program does with them is left out: {roles}").format(
        roles=named
    )
    return [line for line in (first, more, lack, roles if lacking else "") if line]


def _examples(file: Path, pack: Pack, root: Path | None) -> list[yamlfile.Document]:
    """Read the examples of conditions that lie beside the pack, then those of the packs it extends."""
    from ecoclaim.ledger.load import EXAMPLES, find_pack

    beside = file.with_name(f"{file.stem}{EXAMPLES}.yaml")
    found = [_read(beside)] if beside.is_file() else []
    parent = pack.extends
    while parent is not None:
        document = find_pack(root, f"{parent}{EXAMPLES}")
        if document is not None:
            found.append(document)
        above = find_pack(root, parent)
        tree = above.tree if above is not None else None
        name = tree.get("extends") if isinstance(tree, dict) else None
        parent = name if isinstance(name, str) else None
    return found


def _read(file: Path) -> yamlfile.Document:
    from ecoclaim import yamlfile
    from ecoclaim.ledger.load import yaml_bytes

    return yamlfile.read(yaml_bytes(file, str(file)), str(file))


def _sources(folder: Path) -> dict[str, str]:
    """Read the documents whose text lies beside the pack, by their ids."""
    from ecoclaim.outside.files import LARGEST_TEXT, contents

    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.txt")) if folder.is_dir() else ():
        try:
            found[file.stem] = contents(file, LARGEST_TEXT).decode("utf-8-sig")
        except UnicodeDecodeError:
            message = _("this text is not UTF-8; save it as UTF-8")
            raise BadFile([Problem(str(file), None, None, "", message)]) from None
    return found


def _loaded(document: yamlfile.Document, file: Path, root: Path | None) -> Pack:
    """Load the pack of a file, wherever it lies; what it extends is found beside it, in the ledger or shipped."""
    from ecoclaim.ledger.load import find_pack
    from ecoclaim.ledger.regions import refuse_unknown_calendar
    from ecoclaim.packs import load

    tree = document.tree
    name = tree.get("name") if isinstance(tree, dict) else None
    # A ledger finds its packs by the file's name; elsewhere a draft may be called anything.
    own = name if isinstance(name, str) and file.absolute().parent.name != "packs" else file.stem
    try:
        pack = load(own, lambda wanted: document if wanted == own else find_pack(root, wanted))
    except NotFound as fault:
        line, column = document.place(("extends",))
        raise BadFile([Problem(document.path, line, column, "extends", str(fault))]) from None
    return refuse_unknown_calendar(pack)
