"""`report make`: a periodic report out of the events of the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, Period, PeriodicRule, day_for
from ecoclaim.cli.page import explained
from ecoclaim.cli.reports import check_period, periodic_rule
from ecoclaim.errors import BadFile, NotAllowed, Problem, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.model.case import CaseFile
    from ecoclaim.packs import Pack
    from ecoclaim.reports import Window
    from ecoclaim.views.reports import ReportAnswer

Format = Literal["table", "json", "csv", "text", "xlsx"]
_ENDINGS: dict[str, Format] = {".json": "json", ".csv": "csv", ".xlsx": "xlsx", ".txt": "text", ".md": "text"}


@explained(
    later(
        "Makes a periodic report out of the events. The list of clues holds those of the days after the list before, "
        "up to its own day; the other reports count what was done in their period: clues, reviews, claims, "
        "consultations, agreements, suits, amounts to the fen and the quantities restored.\n\n"
        "text gives sentences to paste, xlsx a workbook to send. Nothing is recorded: once it was sent, say so with "
        "ecoclaim report sent."
    ),
    "ecoclaim report make quarterly-clue-list 2026Q3 --out clues.xlsx",
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
    ledger: Ledger = None,
) -> int:
    """Make a periodic report."""
    from ecoclaim.cli.desk import desk

    chosen = format or (_ENDINGS.get(out.suffix.lower(), "table") if out else "table")
    if chosen == "xlsx" and out is None:
        raise WrongUsage(_("a workbook is no text to print; name a file with --out"))
    if out is not None and out.exists():
        raise WrongUsage(_("{path} is there already; it was left as it is").format(path=out))
    at = desk(ledger, on)
    answer = _answer(at, _window(at, rule, period, as_of))
    if out is None:
        _print(answer, chosen)
    else:
        _write(out, _data(answer, chosen))
        console.answer(_("Wrote {path}").format(path=out))
    at.say_problems()
    return at.code()


def _window(at: Desk, said: str, name: str, as_of: date | None) -> Window:
    from ecoclaim.reports import named, window

    rule = periodic_rule(at, said)
    check_period(rule, name, at.on)
    period = named(rule.cycle or "year", name)
    assert period is not None
    if at.on < period.first:
        raise NotAllowed(
            _("{period} begins on {day}; there is nothing to tell of it yet").format(
                period=name, day=period.first.isoformat()
            )
        )
    if as_of is not None and not period.first <= as_of <= at.on:
        raise NotAllowed(
            _("a report of {period} made on {today} cannot tell of days up to {as_of}").format(
                period=name, today=at.on.isoformat(), as_of=as_of.isoformat()
            )
        )
    return window(rule, period, at.reports(), as_of or min(at.on, period.last))


def _answer(at: Desk, days: Window) -> ReportAnswer:
    from ecoclaim.reports import clue_list, figures
    from ecoclaim.views.reports import ReportAnswer

    def pack(file: CaseFile) -> Pack | None:
        name = file.pack or at.office.pack
        book = at.pack_book(name, file.id if file.pack else None) if name else None
        return book.pack if book else None

    found = tuple(clue_list(at.cases(), days)) if days.rule.kind == "list" else figures(at.cases(), days)
    return ReportAnswer(at.on, at.office, days, found, pack, at.problems)


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


def _data(answer: ReportAnswer, format: Format) -> bytes:  # noqa: A002
    from ecoclaim.views.table import Paper

    match format:
        case "csv":
            return answer.csv()
        case "xlsx":
            return answer.xlsx()
        case "json":
            return answer.json().encode()
        case "text":
            return answer.text().encode() + b"\n"
    return answer.table(Paper()).encode()


def _write(path: Path, data: bytes) -> None:
    from ecoclaim.ledger.write import write_whole

    def unless_there() -> None:
        if path.exists():
            raise WrongUsage(_("{path} is there already; it was left as it is").format(path=path))

    try:
        write_whole(path, data, unless_there)
    except OSError as fault:
        message = _("cannot be written: {why}").format(why=fault.strerror or fault)
        raise BadFile([Problem(str(path), None, None, "", message)]) from None
