"""`log`: the history of a case or of a day, as git keeps it and a lawyer reads it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.words import later


@explained(
    later(
        "Shows what was written down, when and by whom, the oldest first: each event with the day it happened, marked "
        "as a late entry with the days between; each field that was filled in or corrected with its old and new value; "
        "papers that came or went. Changes made by hand are shown alike. Without a case it covers the whole ledger; "
        "with --day only what was written down on that day."
    ),
    "ecoclaim log 2026-7",
    "ecoclaim log --day 2026-09-18",
)
def log(
    cases: Cases,
    on: On,
    day: Annotated[
        date | None,
        typer.Option(
            "--day",
            metavar=later("DATE"),
            parser=day_for("--day"),
            help=later("Only what was written down on this day."),
        ),
    ] = None,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what was written down, when and by whom."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.history import steps
    from ecoclaim.views.history import history_json, history_text

    at = desk(ledger, on)
    named = list(dict.fromkeys(at.case_id(one) for one in cases))
    told = list(steps(at.root, named, day))
    if format == "json":
        console.machine(history_json(on, told))
    else:
        console.answer(history_text(told, console.paper(), named[0] if len(named) == 1 else ""))
    at.say_problems()
    return at.code()
