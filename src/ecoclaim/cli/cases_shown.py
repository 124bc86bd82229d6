"""`show`, `list` and `next`: one case, all cases, and what to do now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.narrowing import narrowed
from ecoclaim.cli.options import (
    Case,
    Domain,
    Handler,
    KnownAt,
    Ledger,
    Ledgers,
    Mine,
    On,
    OpenOnly,
    Stage,
    TableJson,
    TableJsonCsvXlsx,
    TableJsonHtmlSvg,
    Year,
)
from ecoclaim.cli.outfile import OutWorkbook, give, refuse_existing, refuse_unfit
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.filters import CaseFilter
    from ecoclaim.desk.ledgers import Ledgers as LedgersOpened
    from ecoclaim.model.case import Case as CaseValue
    from ecoclaim.standing import Standing


@explained(
    later(
        "Shows a case: its stage, each obligor with its tracks, the open deadlines, what is owed and paid, and all "
        "that happened, each entry with its number in events.yaml, as `correct` takes it.\n\n"
        "html is the case on one sheet, to be looked at, sent on or printed: how far it came, what each obligor "
        "performed, every period from its start to its last day with what met it, what comes next, what happened. svg "
        "is the same as a picture. --timeline shows it at a terminal."
    ),
    "ecoclaim show 2026-7",
    "ecoclaim show 2026-7 --timeline",
    "ecoclaim show 2026-7 --format html --out case.html",
    later("ecoclaim show seepage --format json"),
)
def show(
    case: Case,
    on: On,
    format: TableJsonHtmlSvg = "table",  # noqa: A002
    timeline: Annotated[
        bool, typer.Option("--timeline", help=later("Its periods on a line of days, as text."))
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar=later("FILE"),
            parser=Path,
            help=later("Write the page or picture to this file, which must not be there yet."),
        ),
    ] = None,
    known_at: KnownAt = None,
    ledger: Ledger = None,
) -> int:
    """Show one case with its tracks and timeline."""
    drawn = format in ("html", "svg")
    if timeline and format != "table":
        raise WrongUsage(_("--timeline is text; leave out --format"))
    if out is not None and not drawn:
        raise WrongUsage(_("--out is for --format html and svg; write another format into a file with > FILE"))
    refuse_existing(out)
    from ecoclaim.cli.desk import desk
    from ecoclaim.views.cases import CaseAnswer

    at = desk(ledger, on, known_at)
    found = at.case(case)
    standing, book = at.standing(found), at.book(found)
    if drawn or timeline:
        return _sheet(at, standing, format, out)
    answer = CaseAnswer(on, standing, book.pack if book else None, at.problems, at.workdays.known_until)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    at.say_problems()
    return at.code()


def _sheet(at: Desk, standing: Standing, format: str, out: Path | None) -> int:  # noqa: A002
    from ecoclaim.views.pages.sheet import CaseSheet
    from ecoclaim.views.pages.timeline import timeline

    sheet = CaseSheet(at.on, standing)
    if format == "table":
        console.answer(timeline(sheet, console.paper()))
    elif out is None:
        console.machine(sheet.html() if format == "html" else sheet.svg())
    else:
        give(out, (sheet.html() if format == "html" else sheet.svg()).encode())
    at.say_problems()
    return at.code()


@explained(
    later(
        "Lists all cases, each with its stage, the tracks of its obligors and the soonest open duty or right. The "
        "stages are: clue, reviewing, investigating, consulting, performing, evaluating, litigating, enforcing, "
        "referred, declined, terminated, closed.\n\n"
        "xlsx is the register as a workbook: handlers, obligors, each step's day, the amounts claimed, agreed, "
        "paid and overdue, the next step, the office's own columns. Changed there and given to ecoclaim import, it "
        "tells each change with the command that would make it."
    ),
    "ecoclaim list",
    "ecoclaim list --format xlsx --out register.xlsx",
    "ecoclaim list --stage consulting --format csv > cases.csv",
)
def list_cases(
    on: On,
    handler: Handler = "",
    mine: Mine = False,
    stage: Stage = "",
    domain: Domain = "",
    year: Year = None,
    open_only: OpenOnly = False,
    format: TableJsonCsvXlsx = "table",  # noqa: A002
    out: OutWorkbook = None,
    ledger: Ledgers = None,
) -> int:
    """List all cases."""
    refuse_unfit(format, out)
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.deadlines import OPEN
    from ecoclaim.desk.ledgers import case_keeper
    from ecoclaim.views.cases import ListAnswer, list_json

    ledgers = desks(ledger, on)
    which = narrowed(ledgers.opened[0], handler, mine, stage, domain, year, open_only)
    if format == "xlsx":
        _register(ledgers, which, out)
    elif format == "json":
        entries = [one for _at, one in ledgers.swept((), partial(_listed, which)) if one]
        console.stream(list_json(on, entries, ledgers.problems))
    else:
        found = [(at, one) for at, one in ledgers.standings(wanted=OPEN) if which.takes(one)]
        cases, keepers = [one for _at, one in found], [case_keeper(at, one.file.handlers) for at, one in found]
        answer = ListAnswer(cases, ledgers.known_until, keepers, ledgers.several)
        if format == "csv":
            console.machine(answer.csv())
        else:
            console.answer(answer.table(console.paper()))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)


def _register(ledgers: LedgersOpened[Desk], which: CaseFilter, out: Path | None) -> None:
    from ecoclaim.views.register import register

    found = [one for _at, one in ledgers.standings() if which.takes(one)]
    data = register(found, ledgers.first.office.department.name or "", ledgers.on, several=ledgers.several)
    give(out, data)


def _listed(which: CaseFilter, at: Desk, case: CaseValue) -> bytes | None:
    from ecoclaim.deadlines import OPEN
    from ecoclaim.desk.ledgers import case_keeper
    from ecoclaim.views.cases import list_entry

    standing = at.standing(case, OPEN)
    return list_entry(standing, case_keeper(at, case.file.handlers)) if which.takes(standing) else None


@explained(
    later(
        "Shows what to do now, the soonest first: in a case, or in all cases and for the office. Each line names "
        "what to record when it is done, the day to plan by, and the form that goes with it."
    ),
    "ecoclaim next",
    "ecoclaim next 2026-7",
)
def next_steps(
    on: On,
    case: Annotated[
        str,
        typer.Argument(metavar=later("CASE"), help=later("The case; without it all cases and the periodic reports.")),
    ] = "",
    handler: Handler = "",
    mine: Mine = False,
    stage: Stage = "",
    domain: Domain = "",
    year: Year = None,
    open_only: OpenOnly = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledgers = None,
) -> int:
    """Show what to do now."""
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.tasks import todo
    from ecoclaim.views.tasks import Answer

    ledgers = desks(ledger, on)
    which = narrowed(ledgers.opened[0], handler, mine, stage, domain, year, open_only)
    answer = Answer(on, todo(ledgers, case, which), ledgers.problems, ledgers.known_until, ledgers.several)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)
