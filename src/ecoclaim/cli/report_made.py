"""`report make`: a periodic report out of the events of the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledgers, On, Period, PeriodicRule, day_for
from ecoclaim.cli.outfile import give, refuse_existing
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.desk.opened import Opened
    from ecoclaim.views.reports import ReportAnswer

Format = Literal["table", "json", "csv", "text", "xlsx", "docx"]
_ENDINGS: dict[str, Format] = {".docx": "docx", ".xlsx": "xlsx", ".csv": "csv", ".json": "json", ".txt": "text"}


@explained(
    later(
        "Makes a periodic report out of the events. The list of clues holds those of the days after the list before, "
        "up to its own day; the other reports count what was done in their period: clues, reviews, claims, "
        "consultations, agreements, suits, amounts to the fen and the quantities restored.\n\n"
        "docx gives a letter to the coordinator with the tables below it, xlsx a workbook, text sentences to paste. "
        "Nothing is recorded: once it was sent, say so with "
        "ecoclaim report sent."
    ),
    "ecoclaim report make quarterly-clue-list 2026Q3 --out clues.xlsx",
    "ecoclaim report make half-year-report 2026H1 --out report.docx",
    "ecoclaim report make half-year-report 2026H1 --format text",
)
def make(
    rule: PeriodicRule,
    period: Period,
    on: On,
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar=later("DATE"),
            parser=day_for("--as-of"),
            help=later("The last day it tells of; without it today, or the last day of the period if that is over."),
        ),
    ] = None,
    format: Annotated[  # noqa: A002
        Format | None,
        typer.Option("--format", help=later("How it is written; without it by the ending of the file, else a table.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=later("FILE"),
            parser=Path,
            help=later("Write it to this file, which must not be there yet."),
        ),
    ] = None,
    ledger: Ledgers = None,
) -> int:
    """Make a periodic report."""
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.reports import made

    chosen = format or (_by_ending(out) if out else "table")
    if chosen in ("xlsx", "docx") and out is None:
        raise WrongUsage(_("a workbook or a Word file is no text to print; name a file with --out"))
    refuse_existing(out)
    ledgers = desks(ledger, on)
    answer = made(ledgers, rule, period, as_of)
    if out is None:
        _print(answer, chosen)
    else:
        give(out, _data(ledgers.first, answer, chosen))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)


def _print(answer: ReportAnswer, format: Format) -> None:  # noqa: A002
    match format:
        case "json":
            console.machine(answer.json())
        case "csv":
            console.machine(answer.csv())
        case "text":
            console.answer(answer.text())
        case _:
            console.answer(answer.table(console.paper()))


def _by_ending(out: Path) -> Format:
    """Choose how a file is written by its ending; raises WrongUsage for one that no report has."""
    try:
        return _ENDINGS[out.suffix.lower()]
    except KeyError:
        raise WrongUsage(
            _("{path}: a report is written as {endings}; give the file one of these endings").format(
                path=out, endings=_(", ").join(_ENDINGS)
            )
        ) from None


def _data(at: Opened, answer: ReportAnswer, format: Format) -> bytes:  # noqa: A002
    from ecoclaim.desk.reports import letter
    from ecoclaim.views.table import Paper

    match format:
        case "docx":
            return letter(at, answer)
        case "csv":
            return answer.csv()
        case "xlsx":
            return answer.xlsx()
        case "json":
            return answer.json().encode()
        case "text":
            return answer.text().encode() + b"\n"
    return answer.table(Paper()).encode()
