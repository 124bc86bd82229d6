"""`calendar impact`: what a new holiday notice does to the open deadlines, before it is entered."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later


@explained(
    later(
        "Takes a holiday notice as it would lie in calendars/ and shows each open deadline that it would move, from "
        "and to. Nothing is written: to enter the notice put the file into calendars/."
    ),
    "ecoclaim calendar impact calendars/2027.yaml",
)
def impact(
    file: Annotated[Path, typer.Argument(metavar=later("FILE"), parser=Path, help=later("The file of the notice."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what a holiday notice does to the open deadlines."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.impact import impact_of

    at = desk(ledger, on)
    answer = impact_of(at, file)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    at.say_problems()
    return at.code()
