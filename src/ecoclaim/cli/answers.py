"""`deadlines`: every open duty and right, the soonest first, of all cases and of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from ecoclaim.cli import console
from ecoclaim.cli.narrowing import narrowed
from ecoclaim.cli.options import (
    Cases,
    Domain,
    Handler,
    KnownAt,
    Ledgers,
    Mine,
    On,
    OpenOnly,
    Stage,
    TableJsonCsvIcs,
    Year,
)
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.deadlines import Deadline, Limit
    from ecoclaim.desk.filters import CaseFilter
    from ecoclaim.desk.ledgers import Ledgers as LedgersOpened
    from ecoclaim.model.case import Case
    from ecoclaim.model.office import CaseKeeper

DUE_SOON, OVERDUE = 10, 20
_PRESSING = ("due-soon", "exceeded", "lapsed")


_Row = TypeVar("_Row")
# A row or limit with its ledger and whose it is.
Kept = tuple["Desk", _Row, "CaseKeeper"]


class Line(NamedTuple):
    """A row or limit written as JSON, with what the answer needs to know of it."""

    order: tuple[bool, date, bool, date, str] | None
    status: str
    entry: bytes


@explained(
    later(
        "Shows every open duty and right, the soonest first: of the cases named, or of all cases and the periodic "
        "reports. “Plan by” is the day to plan by, the last worked day that no reading of the law puts in doubt; "
        "“last day” is the legal one. What is done, over or no longer due is left out unless --status asks for it.\n\n"
        "Exit code with --exit-code: 20 when something is overdue, 10 when something is due soon, exceeded or lapsed. "
        "A file that cannot be read is named, the rest is answered, and the exit code is 4."
    ),
    "ecoclaim deadlines",
    "ecoclaim deadlines 2026-7 --status all",
    "ecoclaim deadlines --within 14 --format csv > deadlines.csv",
    "ecoclaim deadlines --quiet --exit-code",
)
def deadlines(
    cases: Cases,
    on: On,
    within: Annotated[
        int | None,
        typer.Option(
            "--within",
            metavar=later("DAYS"),
            help=later("Only what is to be done within so many days, and all that is overdue."),
        ),
    ] = None,
    status: Annotated[
        str,
        typer.Option(
            "--status",
            metavar=later("STATUS,…"),
            help=later(
                "Only rows of these: open, due-soon, overdue, exceeded, lapsed, elapsed, met, met-late, void; or all."
            ),
        ),
    ] = "",
    handler: Handler = "",
    mine: Mine = False,
    stage: Stage = "",
    domain: Domain = "",
    year: Year = None,
    open_only: OpenOnly = False,
    format: TableJsonCsvIcs = "table",  # noqa: A002
    quiet: Annotated[
        bool, typer.Option("--quiet", help=later("Print nothing while nothing is pressing and no file is bad."))
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=later("Tell by the exit code whether something is pressing."))
    ] = False,
    known_at: KnownAt = None,
    ledger: Ledgers = None,
) -> int:
    """Show every open duty and right, the soonest first."""
    from ecoclaim.cli.desk import code, desks, say_problems

    wanted = _statuses(status, calendar=format == "ics")
    if within is not None and within < 0:
        raise WrongUsage(_("{name}: {given} is not a whole number").format(name="--within", given=within))
    at = desks(ledger, on, known_at)
    which = narrowed(at.opened[0], handler, mine, stage, domain, year, open_only)
    answer: Callable[[], None]
    if format == "json":
        lines, capped = _written(at, cases, wanted, within, which)
        pressing = {one.status for one in (*lines, *capped)}
        answer = partial(_print_json, at, lines, capped)
    else:
        rows, limits = _found(at, cases, wanted, within, which)
        pressing = {one.status for _at, one, _whose in rows} | {one.status for _at, one, _whose in limits}
        answer = partial(_print, at, rows, limits, format)
    if not quiet or at.problems or pressing & {*_PRESSING, "overdue"}:
        answer()
    say_problems(at.problems, at.passed_over)
    pressed = 0
    if exit_code and pressing & {*_PRESSING, "overdue"}:
        pressed = OVERDUE if "overdue" in pressing else DUE_SOON
    return code(at.problems, pressed)


def _found(
    at: LedgersOpened[Desk], cases: Sequence[str], wanted: Sequence[str], within: int | None, which: CaseFilter
) -> tuple[list[Kept[Deadline]], list[Kept[Limit]]]:
    from ecoclaim.desk.ledgers import case_keeper

    rows: list[Kept[Deadline]] = []
    limits: list[Kept[Limit]] = []
    for one, standing in at.standings(cases, wanted):
        if which.takes(standing):
            whose = case_keeper(one, standing.file.handlers)
            rows += [(one, row, whose) for row in standing.rows if _is_within(row, at.on, within)]
            limits += [(one, limit, whose) for limit in standing.limits]
    if not cases and not which.narrows:
        periodic = at.ledger_rows(partial(_is_wanted, wanted, within, at.on))
        rows += [(one, row, case_keeper(one)) for one, row in periodic]
    return sorted(rows, key=lambda row: row[1].order), limits


def _written(
    at: LedgersOpened[Desk], cases: Sequence[str], wanted: Sequence[str], within: int | None, which: CaseFilter
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Find the same, each row written as soon as it is found: by several processes where there are many cases."""
    from ecoclaim.desk.ledgers import case_keeper

    rows: list[Line] = []
    limits: list[Line] = []
    for _at, (own, capped) in at.swept(cases, partial(_written_of_case, tuple(wanted), within, which)):
        rows += own
        limits += capped
    if not cases and not which.narrows:
        periodic = at.ledger_rows(partial(_is_wanted, wanted, within, at.on))
        rows += [_line(row, case_keeper(one)) for one, row in periodic]
    return tuple(sorted(rows)), tuple(limits)


def _written_of_case(
    wanted: Sequence[str], within: int | None, which: CaseFilter, at: Desk, case: Case
) -> tuple[list[Line], list[Line]]:
    from ecoclaim.desk.ledgers import case_keeper
    from ecoclaim.views.deadlines import limit_entry

    standing, whose = at.standing(case, wanted), case_keeper(at, case.file.handlers)
    if not which.takes(standing):
        return [], []
    rows = [_line(one, whose) for one in standing.rows if _is_within(one, at.on, within)]
    return rows, [Line(None, one.status, limit_entry(one, whose)) for one in standing.limits]


def _line(one: Deadline, keeper: CaseKeeper) -> Line:
    from ecoclaim.views.deadlines import deadline_entry

    return Line(one.order, one.status, deadline_entry(one, keeper))


def _is_wanted(wanted: Sequence[str], within: int | None, on: date, one: Deadline) -> bool:
    return one.status in wanted and _is_within(one, on, within)


def _print_json(at: LedgersOpened[Desk], rows: Sequence[Line], limits: Sequence[Line]) -> None:
    from ecoclaim.views.deadlines import answer_json

    first, second = ((one.entry for one in lines) for lines in (rows, limits))
    console.stream(answer_json(at.on, first, second, at.problems, at.known_until))


def _print(at: LedgersOpened[Desk], found: Sequence[Kept[Deadline]], capped: Sequence[Kept[Limit]], form: str) -> None:
    from ecoclaim.views.deadlines import Answer, expired_lines

    rows, limits = [row for _at, row, _whose in found], [limit for _at, limit, _whose in capped]
    keepers, limit_keepers = [whose for *_row, whose in found], [whose for *_row, whose in capped]
    answer = Answer(at.on, rows, limits, at.problems, at.known_until, keepers, limit_keepers, at.several)
    if form == "table":
        console.answer(answer.table(console.paper()))
        return
    if form == "csv":
        console.machine(answer.csv())
    else:
        from ecoclaim.desk.identity import last_changed
        from ecoclaim.views.ics import Feed, calendar

        feeds = [
            Feed([row for of, row, _whose in found if of is one], one.id, one.office.remind_days, last_changed(one))
            for one in at.opened
        ]
        console.machine(calendar(feeds, at.on))
    for line in expired_lines(rows, at.on):
        console.say(line)


def _statuses(said: str, *, calendar: bool) -> tuple[str, ...]:
    from ecoclaim.deadlines import OPEN, STATUSES

    if not said:
        # A calendar program takes back what it was told is done only when told so.
        return (*OPEN, "met", "met-late", "void") if calendar else OPEN
    chosen = [one.strip() for one in said.replace("，", ",").replace("、", ",").split(",") if one.strip()]
    if chosen in (["all"], ["全部"]):
        return STATUSES
    return tuple(one if one in STATUSES else _status(one) for one in chosen)


def _status(said: str) -> str:
    """Find the status that a person means by its word."""
    from ecoclaim.deadlines import STATUSES
    from ecoclaim.desk.ear import Ear
    from ecoclaim.views.terms import status_word

    name = Ear(tell=console.say).named(said, {one: (status_word(one),) for one in STATUSES})
    if name is None:
        known = _(", ").join((*STATUSES, "all"))
        raise WrongUsage(
            _("{name}: there is no status {given}; it is one of {known}").format(
                name="--status", given=said, known=known
            )
        )
    return name


def _is_within(one: Deadline, on: date, within: int | None) -> bool:
    if within is None or one.status == "overdue":
        return True
    try:
        return one.safe is not None and one.safe <= on + timedelta(days=within)
    except OverflowError:
        return one.safe is not None
