"""`why`: how the date of a row came about, from the event to the last day."""

from __future__ import annotations

from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import KnownAt, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later


@explained(
    later(
        "Shows how a date came about: the event it is counted from, the rule in the words of its text, each day that "
        "was counted or skipped and the notice that says so, each reading, the day to plan by, and what silence may "
        "mean. The rule is named by its id or its title. A row's key, as JSON and calendars show it, says it all in "
        "one word; a duty of the ledger, as a periodic report, wants no case."
    ),
    "ecoclaim why 2026-7 preliminary-review",
    "ecoclaim why 2026-7 reply --obligor A",
    "ecoclaim why 2026-0007/reply/A/2026-03-19",
    "ecoclaim why quarterly-clue-list/2026Q3",
)
def why(
    case: Annotated[
        str,
        typer.Argument(
            metavar=later("CASE"), help=later("The case; or a row's key; or the rule, where it is one of the ledger.")
        ),
    ],
    on: On,
    rule: Annotated[str, typer.Argument(metavar=later("RULE"), help=later("The rule, by its id or its title."))] = "",
    obligor: Annotated[str, typer.Option("--obligor", metavar=later("KEY"), help=later("Only of this obligor."))] = "",
    instance: Annotated[
        str,
        typer.Option(
            "--instance",
            metavar=later("I"),
            help=later("Only of this service (its day), meeting, agreement, obligation (its number) or period."),
        ),
    ] = "",
    format: TableJson = "table",  # noqa: A002
    known_at: KnownAt = None,
    ledger: Ledger = None,
) -> int:
    """Show how the date of a row came about."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.explaining import RowNamed, explained_row

    at = desk(ledger, on, known_at)
    answer = explained_row(at, RowNamed(case, rule, obligor, instance))
    if answer is None:
        at.say_problems()
        return at.code()
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    at.say_problems()
    return at.code()
