"""`report due` and `report sent`: what the office owes periodically, and that it was sent."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, Period, PeriodicRule, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later


@explained(
    later(
        "Shows the periodic reports and duties of the office that are still owed, the soonest first. They are owed "
        "from the day that ecoclaim.yaml gives as since."
    ),
    "ecoclaim report due",
)
def due(on: On, format: TableJson = "table", ledger: Ledger = None) -> int:  # noqa: A002
    """Show the periodic reports that are still owed."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.reports import owed
    from ecoclaim.views import json
    from ecoclaim.views.deadlines import Answer, deadline_json, problem_json

    at = desk(ledger, on)
    rows = owed(at)
    if format == "json":
        body = {
            "reports": [deadline_json(one) for one in rows],
            "problems": [problem_json(one) for one in at.problems],
        }
        console.machine(json.answer(on, body))
    else:
        console.answer(Answer(on, rows, (), at.problems, at.workdays.known_until).table(console.paper()))
    at.say_problems()
    return at.code()


@explained(
    later(
        "Writes into reports.yaml that a periodic report was sent. A period is written as 2026Q3 (quarter), 2026H1 "
        "(half-year) or 2026 (year)."
    ),
    "ecoclaim report sent quarterly-clue-list 2026Q3 --date 2026-09-22 --as-of 2026-09-21",
)
def sent(
    rule: PeriodicRule,
    period: Period,
    on: On,
    day: Annotated[
        date,
        typer.Option(
            "--date", metavar=later("DATE"), parser=day_for("--date"), help=later("The day it was sent, as 2026-09-08.")
        ),
    ],
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar=later("DATE"),
            parser=day_for("--as-of"),
            help=later("The day up to which it tells; the next list begins the day after."),
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar=later("TEXT"), help=later("A note to keep with it."))] = "",
    ledger: Ledger = None,
) -> int:
    """Record that a periodic report was sent."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.reports import sent as recorded

    found, code = recorded(desk(ledger, on), rule, period, day, as_of, note)
    console.answer(
        _("Recorded: {report} of {period}, sent on {day}.").format(
            report=found.title, period=period, day=day.isoformat()
        )
    )
    return code
