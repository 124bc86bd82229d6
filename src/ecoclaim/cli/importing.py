"""`import`: an office's own register, each row a case."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.importing import Imported, Outcome

_DOUBTFUL = 1


@explained(
    later(
        "Takes the office's own register in: each row becomes a case, all of them in one commit. The headings that "
        "offices use are known, titles above them, headings of two lines, days and amounts as people write them; what "
        "has no home stays under its own label. A case under way gets an entry taken-over with its stage, so that only "
        "what is still to be done is owed.\n\n"
        "A row in doubt is left out: it is listed with its cell, and goes into a workbook beside the register with the "
        "reason, to be mended and taken in; the exit code is 1 then. A case that is there already is never changed: "
        "what the register says otherwise is listed with the command that would change it. An empty cell says nothing."
    ),
    "ecoclaim import --template register.xlsx",
    later("ecoclaim import register.xlsx --dry-run"),
    later("ecoclaim import register.xlsx --sheet 2025 --map headings.yaml"),
)
def import_register(
    on: On,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar=later("FILE"), parser=Path, help=later("The register: .xlsx, or .csv in UTF-8 or GB18030.")
        ),
    ] = None,
    sheet: Annotated[
        str, typer.Option("--sheet", metavar=later("NAME"), help=later("The sheet, where several hold cases."))
    ] = "",
    headings: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar=later("FILE"),
            parser=Path,
            help=later(
                "Headings of the office's own: a YAML file, each heading with a path of case.yaml, an event.field "
                "or a known heading."
            ),
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template", metavar=later("FILE"), parser=Path, help=later("Write an empty register to begin with.")
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=later("Say the same and write nothing."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Take a register in."""
    if template is not None:
        from ecoclaim.ledger.write import write_new
        from ecoclaim.views.register import template as empty

        if file is not None:
            raise WrongUsage(_("give a register to take in, or --template; one of the two"))
        write_new(template, empty(on))
        console.answer(_("Wrote {path}").format(path=template))
        return 0
    if file is None:
        raise WrongUsage(_("missing: {names}").format(names=_("FILE or --template FILE")))
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.importing import register, take_in

    at = desk(ledger, on)
    made, code = take_in(at, register(at, file, sheet, headings), dry_run=dry_run)
    beside = None if dry_run else _beside(at, made)
    if format == "json":
        _print_json(at, made, beside, dry_run)
    else:
        from ecoclaim.cli.outcome import print_lines

        print_lines(_lines(made, dry_run))
    if beside is not None:
        console.say(_("What was left out is in {path}; mend it there and take it in again").format(path=beside))
    at.say_problems()
    return code or at.code(_DOUBTFUL if made.of("doubtful") else 0)


def _beside(at: Desk, made: Imported) -> Path | None:
    """Write what was left out into a workbook beside the register; gives its place."""
    if not made.of("doubtful"):
        return None
    from ecoclaim.desk.importing import left_out, place_left_out
    from ecoclaim.ledger.write import write_new
    from ecoclaim.views.register import left_out as workbook

    place = place_left_out(made.register.file)
    write_new(place, workbook(*left_out(made), at.on))
    return place


def _lines(made: Imported, dry_run: bool) -> Iterator[str]:
    from ecoclaim.views.register import columns_told, counts, ranges

    table = made.register.table
    yield _("{file}, sheet {sheet}").format(file=made.register.file.name, sheet=table.sheet.name)
    yield from columns_told(table)
    yield counts(Counter(one.kind for one in made.outcomes))
    cases = [one.case for one in made.of("imported")]
    if cases:
        what = _("New cases (not written): {cases}") if dry_run else _("New cases: {cases}")
        yield what.format(cases=ranges(cases))
    for one in made.of("there"):
        yield from _told_otherwise(one)
    for one in made.of("doubtful"):
        for cell, message in one.doubts:
            yield _("Left out, {cell} ({title}): {message}").format(cell=cell, title=one.title or "-", message=message)


def _told_otherwise(one: Outcome) -> Iterator[str]:
    from ecoclaim.views.register import command

    for each in one.differences:
        yield _("{case} {cell} {what}: the ledger has {was}, the register {now}").format(
            case=one.case, cell=each.cell, what=each.what, was=each.was or "-", now=each.now
        )
        if each.why:
            yield f"  {each.why}"
        if each.command:
            yield f"  {command(each.command)}"


def _print_json(at: Desk, made: Imported, beside: Path | None, dry_run: bool) -> None:
    from ecoclaim.views import json
    from ecoclaim.views.register import command

    rows = [
        {
            "row": one.row.number + 1,
            "kind": one.kind,
            "case": one.case or None,
            "title": one.title or None,
            "doubts": [{"cell": cell, "message": message} for cell, message in one.doubts],
            "differences": [
                {
                    "cell": each.cell,
                    "what": each.what,
                    "was": each.was or None,
                    "now": each.now,
                    "command": command(each.command) if each.command else None,
                }
                for each in one.differences
            ],
        }
        for one in made.outcomes
    ]
    body = {
        "file": str(made.register.file),
        "sheet": made.register.table.sheet.name,
        "written": not dry_run and bool(made.files),
        "left_out": str(beside) if beside else None,
        "counts": dict(Counter(one.kind for one in made.outcomes)),
        "rows": rows,
    }
    console.machine(json.answer(at.on, body))
