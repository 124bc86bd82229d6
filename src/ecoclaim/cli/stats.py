"""`stats`: figures over all cases."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledgers, On, TableJsonCsvXlsx
from ecoclaim.cli.outfile import OutWorkbook, give, refuse_unfit
from ecoclaim.cli.page import explained
from ecoclaim.words import later


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
    out: OutWorkbook = None,
    ledger: Ledgers = None,
) -> int:
    """Show figures over all cases."""
    refuse_unfit(format, out)
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.statistics import counted
    from ecoclaim.views.statistics import StatisticsAnswer

    ledgers = desks(ledger, on)
    office = ledgers.first.office.department.name or ""
    answer = StatisticsAnswer(on, office, tuple(counted(ledgers)), by, ledgers.problems)
    match format:
        case "json":
            console.machine(answer.json())
        case "csv":
            console.machine(answer.csv())
        case "xlsx":
            give(out, answer.xlsx())
        case _:
            console.answer(answer.table(console.paper()))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)
