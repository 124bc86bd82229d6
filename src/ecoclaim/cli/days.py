"""`count` and `calendar`: the working days without a case, by the calendar of the ledger where there is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson, day_for, number_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.workdays import Unit, Workdays

Pack = Annotated[
    str,
    typer.Option(
        "--pack",
        metavar=later("NAME"),
        help=later("Count by the calendar of this rule pack; without it by that of the ledger, or the nation's."),
    ),
]


@explained(
    later(
        "Counts from a day and shows each day on the way, whether it counts and why. The day itself never "
        "counts. Without an option natural days are counted; months and years end on the same day of the "
        "month, or its last. Where the last day is not worked, the next worked day is shown too. Inside a ledger the "
        "days off of its region and the notices under calendars/ count."
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
    pack: Pack = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show the Nth day after or before a day, and each day on the way."""
    from ecoclaim.views.days import CountAnswer

    chosen = [name for name, wanted in (("working_days", working), ("months", months), ("years", years)) if wanted]
    if len(chosen) > 1:
        raise WrongUsage(_("choose one of --working, --months and --years"))
    unit: Unit = chosen[0] if chosen else "days"  # type: ignore[assignment]
    workdays, at = _calendar(ledger, on, pack)
    found = CountAnswer.of(workdays, start, number, unit, before)
    if format == "json":
        console.machine(found.json(on))
    else:
        console.answer(found.table(console.paper()))
    return _told(at)


@explained(
    later(
        "Shows which weekdays of a year are off and which weekends are worked, by the State Council's "
        "notice. Where no notice is known, the statutory holidays are taken and every day is provisional. Inside a "
        "ledger the days off of its region and the notices under calendars/ are added, each with its source."
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
    pack: Pack = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show the weekdays off and the weekends worked of a year."""
    from ecoclaim.views.days import CalendarAnswer

    year = on.year if year is None else year
    if year > date.max.year:
        raise WrongUsage(_("{year} is not a year of the calendar").format(year=year))
    workdays, at = _calendar(ledger, on, pack)
    found = CalendarAnswer.of(workdays, year)
    if format == "json":
        console.machine(found.json(on))
    else:
        console.answer(found.table(console.paper()))
    return _told(at)


def _calendar(ledger: Path | None, on: date, pack: str) -> tuple[Workdays, Desk | None]:
    """Find the calendar to answer by: of the pack named, else of the ledger, else the nation's."""
    from ecoclaim.cli.packs import ledger_root
    from ecoclaim.workdays import Workdays

    root = ledger_root(ledger)
    if root is None and not pack:
        return Workdays(), None
    from ecoclaim.ledger.regions import region_told, regional_calendar

    if root is not None and not pack and (region := region_told(root)) is not None:
        # A calculator answers at once: nothing of an office's own is read but the name of its pack.
        return Workdays(region=regional_calendar(region)), None
    from ecoclaim.ledger.load import load_pack

    named = load_pack(root, pack) if pack else None
    if root is None:
        return Workdays(region=regional_calendar(named.calendar if named else None)), None
    from ecoclaim.cli.desk import desk

    at = desk(root, on)
    return (at.calendar(named) if named else at.workdays), at


def _told(at: Desk | None) -> int:
    """Tell what was wrong in the ledger, if there is one, and give the exit code."""
    if at is None:
        return 0
    at.say_problems()
    return at.code()
