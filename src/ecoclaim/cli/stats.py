"""`stats`: figures over all cases."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledgers, On, TableJsonCsvXlsx
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later


@explained(
    later(
        "Shows how many cases came how far (clue, review, claim, consultation, agreement, confirmation, performance, "
        "close) and how many of those before; the amounts claimed, agreed, paid and overdue; how many days each "
        "period took against its limit, in the unit of the limit; what was done; the quantities restored. Each figure "
        "names the cases it comes from.\n\n"
        "A case belongs to the year and quarter of its first clue, so that the groups add up. What was done in a "
        "period, whenever its case began, is told by ecoclaim report make. A case with several handlers counts for "
        "each. What is claimed counts once the claim was started, what was agreed once it was signed and while it is "
        "in force. xlsx holds a sheet of the cases behind each figure, and charts."
    ),
    "ecoclaim stats",
    "ecoclaim stats --by year",
    "ecoclaim stats --by handler --format xlsx --out figures.xlsx",
)
def stats(
    on: On,
    by: Annotated[
        Literal["year", "quarter", "domain", "channel", "stage", "handler", "office"] | None,
        typer.Option("--by", help=later("Put the cases into groups.")),
    ] = None,
    format: TableJsonCsvXlsx = "table",  # noqa: A002
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=later("FILE"),
            parser=Path,
            help=later("Write the workbook to this file, which must not be there yet."),
        ),
    ] = None,
    ledger: Ledgers = None,
) -> int:
    """Show figures over all cases."""
    if format == "xlsx":
        if out is None and console.is_terminal():
            raise WrongUsage(_("a workbook is no text to print; name a file with --out"))
        if out is not None and out.exists():
            raise WrongUsage(_("{path} is there already; it was left as it is").format(path=out))
    elif out is not None:
        raise WrongUsage(_("--out is for --format xlsx; write another format into a file with > FILE"))
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.statistics import counted
    from ecoclaim.ledger.write import write_new
    from ecoclaim.views.statistics import StatisticsAnswer

    ledgers = desks(ledger, on)
    office = ledgers.first.office.department.name or ""
    answer = StatisticsAnswer(on, office, tuple(counted(ledgers)), by, ledgers.problems)
    match format:
        case "json":
            console.machine(answer.json())
        case "csv":
            console.machine(answer.csv())
        case "xlsx" if out is not None:
            write_new(out, answer.xlsx())
            console.answer(_("Wrote {path}").format(path=out))
        case "xlsx":
            console.machine(answer.xlsx())
        case _:
            console.answer(answer.table(console.paper()))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)
