"""`count` and `calendar`: the working days without a case."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson, day_for, number_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.workdays import Unit, Workdays


@explained(
    later(
        "Counts from a day and shows each day on the way, whether it counts and why. The day itself never "
        "counts. Without an option natural days are counted; months and years end on the same day of the "
        "month, or its last. Where the last day is not worked, the next worked day is shown too."
    ),
    "ecoclaim count 2026-09-29 10 --working",
    "ecoclaim count 2026-10-13 5 --working --before",
)
def count(
    start: Annotated[
        date,
        typer.Argument(
            metavar=later("DATE"),
            parser=day_for(later("DATE")),
            help=later("The day to count from, as 2026-09-08."),
        ),
    ],
    number: Annotated[
        int,
        typer.Argument(metavar=later("N"), parser=number_for(later("N")), help=later("How many, from 1 on.")),
    ],
    on: On,
    working: Annotated[bool, typer.Option("--working", help=later("Count working days."))] = False,
    months: Annotated[bool, typer.Option("--months", help=later("Count months."))] = False,
    years: Annotated[bool, typer.Option("--years", help=later("Count years."))] = False,
    before: Annotated[bool, typer.Option("--before", help=later("Count backward."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> None:
    """Show the Nth day after or before a day, and each day on the way."""
    from ecoclaim.views.days import CountAnswer

    chosen = [name for name, wanted in (("working_days", working), ("months", months), ("years", years)) if wanted]
    if len(chosen) > 1:
        raise WrongUsage(_("choose one of --working, --months and --years"))
    unit: Unit = chosen[0] if chosen else "days"  # type: ignore[assignment]
    found = CountAnswer.of(_workdays(), start, number, unit, before)
    if format == "json":
        console.machine(found.json(on))
    else:
        console.answer(found.table(console.paper()))


@explained(
    later(
        "Shows which weekdays of a year are off and which weekends are worked, by the State Council's "
        "notice. Where no notice is known, the statutory holidays are taken and every day is provisional."
    ),
    "ecoclaim calendar 2026",
)
def calendar(
    on: On,
    year: Annotated[
        int | None,
        typer.Argument(
            metavar=later("YEAR"),
            parser=number_for(later("YEAR")),
            help=later("The year; without it this year."),
        ),
    ] = None,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> None:
    """Show the weekdays off and the weekends worked of a year."""
    from ecoclaim.views.days import CalendarAnswer

    year = on.year if year is None else year
    if year > date.max.year:
        raise WrongUsage(_("{year} is not a year of the calendar").format(year=year))
    found = CalendarAnswer.of(_workdays(), year)
    if format == "json":
        console.machine(found.json(on))
    else:
        console.answer(found.table(console.paper()))


def _workdays() -> Workdays:
    from ecoclaim.workdays import Workdays

    return Workdays()
