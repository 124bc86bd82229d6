"""`templates check` and `templates export`: an office's own forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.outside.files import contents
from ecoclaim.words import _, later


@explained(
    later(
        "Looks over an office's own templates: tags that are split, full-width or not closed, facts that the form does "
        "not have, text that would be lost beside a block tag, cells that could be left empty. Every fault is told at "
        "once, with its paragraph and the cure; the exit code is then 4. Without a file all templates of the ledger "
        "are looked over."
    ),
    "ecoclaim templates check",
    "ecoclaim templates check templates/«pack»/consultation-notice.docx",
)
def check(
    on: On,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar=later("FILE"), parser=Path, help=later("The templates; without them all there are.")),
    ] = None,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Look over an office's own templates."""
    from ecoclaim.cli.packs import ledger_root
    from ecoclaim.forms.lint import lint
    from ecoclaim.ledger.places import find_root

    root = ledger_root(ledger) if files else find_root(ledger)
    chosen = files or sorted((find_root(ledger) / "templates").glob("*/*.docx"))
    if not chosen and format == "table":
        console.answer(_("This ledger has no templates of its own; ecoclaim templates export writes the shipped ones."))
        return 0
    problems: list[Problem] = []
    for file in chosen:
        try:
            found = lint(contents(file), str(file), _facts(root, file))
        except BadFile as fault:
            found = fault.problems
        problems += found
        if not found and format == "table":
            console.answer(_("{file}: nothing was found").format(file=file))
    if format == "json":
        from ecoclaim.views import json
        from ecoclaim.views.deadlines import problem_json

        told = {"files": [str(file) for file in chosen], "problems": [problem_json(one) for one in problems]}
        console.machine(json.answer(on, told))
        return BadFile.exit_code if problems else 0
    if problems:
        raise BadFile(problems)
    return 0


def _facts(root: Path | None, file: Path) -> dict[str, frozenset[str] | None]:
    """Name the facts a template may print, each with its parts where these are known.

    They are those of its form in the packs that take from its folder, else in any.
    """
    from ecoclaim.ledger.load import load_pack, pack_names
    from ecoclaim.packs.wordings import PARTS

    packs = []
    for name in pack_names(root):
        try:
            packs.append(load_pack(root, name))
        except (BadFile, NotFound):
            continue  # what is wrong with a pack tells `packs check`
    near = [pack for pack in packs if file.absolute().parent.name in pack.lineage]
    forms = (form for pack in near or packs for form in pack.all_forms if file.stem in (form.id, form.means))
    return {blank.name: PARTS.get(blank.worded or "") for form in forms for blank in form.blanks}


@explained(
    later(
        "Writes the shipped forms of the office's pack into the ledger's templates folder, to be edited in Word or "
        "WPS; a file there wins over the shipped one. A file that is there already stays as it is.\n\n"
        "A pack of another region has no shipped forms: --from writes those of a shipped pack to begin with. What they "
        "cite is the law of the region they come from and wants to be replaced."
    ),
    "ecoclaim templates export",
    "ecoclaim templates export consultation-notice",
    "ecoclaim templates export consultation-notice --from «pack»",
)
def export(
    on: On,
    forms: Annotated[
        list[str] | None, typer.Argument(metavar=later("FORM"), help=later("The forms; without them all."))
    ] = None,
    sample: Annotated[
        str,
        typer.Option("--from", metavar=later("NAME"), help=later("The shipped rule pack whose forms to begin with.")),
    ] = "",
    ledger: Ledger = None,
) -> int:
    """Write the shipped forms for editing."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.templates import exported
    from ecoclaim.ledger.load import shown

    at = desk(ledger, on)
    targets, code = exported(at, forms or (), sample)
    lines = [
        (_("kept as it is: {file}") if was_there else _("wrote {file}")).format(file=shown(at.root, target))
        for target, was_there in targets
    ]
    console.answer("\n".join(lines))
    return code
