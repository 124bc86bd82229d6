"""`log`: the history of a case or of a day, as git keeps it and a lawyer reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.words import later

if TYPE_CHECKING:
    from pathlib import Path

    from ecoclaim.archive.history import Commit
    from ecoclaim.views.history import Step


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
    from ecoclaim.views.history import history_json, history_text

    at = desk(ledger, on)
    named = list(dict.fromkeys(at.case_id(one) for one in cases))
    steps = list(_steps(at.root, named, day))
    if format == "json":
        console.machine(history_json(on, steps))
    else:
        console.answer(history_text(steps, console.paper(), named[0] if len(named) == 1 else ""))
    at.say_problems()
    return at.code()


def _steps(root: Path, cases: list[str], day: date | None) -> Iterator[Step]:
    from ecoclaim.archive.history import done
    from ecoclaim.archive.walk import shortened
    from ecoclaim.views.history import Step

    told = list(done(root, _commits(root, cases, day)))
    short = shortened(root, (one.id for one, _changes in told))
    for one, changes in told:
        yield Step(one.id, short[one.id], one.at, one.who, one.address, one.subject, one.command, changes)


def _commits(root: Path, cases: list[str], day: date | None) -> list[Commit]:
    from ecoclaim.archive.history import case_history, whole_history

    found = [one for case in cases for one in case_history(root, case)] if cases else whole_history(root)
    # Of two branches that became one, the order in time; within one second the order in git.
    return sorted((one for one in found if day is None or one.day == day), key=lambda one: one.at)
