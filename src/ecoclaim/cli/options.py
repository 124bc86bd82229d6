"""The arguments that many commands share, each declared once, as annotations of a command's parameters.

`on: On` is the day to answer as of, always a date; `known_at: KnownAt = None` is the day whose files are read.
`ledger: Ledger = None` is `-C` on either side, `ledger: Ledgers = None` where it may be repeated.
`format: TableJson = "table"`, or with more formats. Texts are message ids; the command tree says them.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ecoclaim.cli.clock import day, today
from ecoclaim.cli.language import ledger_from_environment
from ecoclaim.errors import WrongUsage
from ecoclaim.slips import slip_of_number
from ecoclaim.words import _, later


def day_for(name: str) -> Any:
    """Make the parser of an argument that is a day; the name is what its messages call it."""

    def parse(value: str | date) -> date:
        return value if isinstance(value, date) else day(value, _(name))

    return parse


def number_for(name: str) -> Any:
    """Make the parser of an argument that counts from 1."""

    def parse(value: str | int) -> int:
        text = str(value)
        if re.fullmatch(r"[0-9]{1,5}", text) and int(text) > 0:
            return int(text)
        meant = slip_of_number(text)
        raise WrongUsage(
            _("{name}: write {meant} instead of {text}").format(name=_(name), meant=meant, text=text)
            if meant
            else _("{name}: {text} is not a whole number from 1 to 99999").format(name=_(name), text=text)
        )

    return parse


def _all_given_or_before(context: typer.Context, value: list[Path] | None) -> list[Path]:
    if value:
        return value
    if context.parent is not None:
        before: list[Path] | None = context.parent.params.get("ledger")
        return before or []
    folder = ledger_from_environment()
    return [Path(folder)] if folder else []


def _one_given_or_before(context: typer.Context, value: list[Path] | None) -> Path | None:
    given = _all_given_or_before(context, value)
    if len(given) > 1 and not context.resilient_parsing:
        raise WrongUsage(
            _("{command} is about one ledger, and {n} are named with -C; over several answer: {commands}").format(
                command=context.command_path, n=len(given), commands=_(", ").join(OVER_SEVERAL)
            )
        )
    return given[0] if given else None


#: The commands that answer over several ledgers: those that take `Ledgers`.
OVER_SEVERAL = ("deadlines", "list", "next", "stats", "board", "check", "report make", "export")

#: The option `-C` of a command that is about one ledger; whoever names several is told so.
Ledger = Annotated[
    Path | None,
    typer.Option(
        "-C",
        "--ledger",
        metavar=later("DIR"),
        parser=Path,
        callback=_one_given_or_before,
        help=later("The ledger's folder; without it ECOCLAIM_LEDGER, else the one around this folder."),
    ),
]

#: The option `-C` of a command that answers over several ledgers.
Ledgers = Annotated[
    list[Path] | None,
    typer.Option(
        "-C",
        "--ledger",
        metavar=later("DIR"),
        parser=Path,
        callback=_all_given_or_before,
        help=later(
            "The ledger's folder; given again, the answer is over all of them. Without it ECOCLAIM_LEDGER, else the "
            "one around this folder."
        ),
    ),
]

On = Annotated[
    date,
    typer.Option(
        "--on",
        metavar=later("DATE"),
        parser=day_for("--on"),
        default_factory=today,
        is_eager=True,
        help=later('The day to take as "today", as 2026-09-08; without it ECOCLAIM_TODAY, else the clock.'),
    ),
]

KnownAt = Annotated[
    date | None,
    typer.Option(
        "--known-at",
        metavar=later("DATE"),
        parser=day_for("--known-at"),
        help=later("Answer from the files as git knew them at the end of this day; --on still says which day it is."),
    ),
]

_FORMAT = typer.Option("--format", help=later("How the answer is written."))
TableJson = Annotated[Literal["table", "json"], _FORMAT]
TableJsonHtmlSvg = Annotated[Literal["table", "json", "html", "svg"], _FORMAT]
TableJsonCsvXlsx = Annotated[Literal["table", "json", "csv", "xlsx"], _FORMAT]
TableJsonCsvIcs = Annotated[Literal["table", "json", "csv", "ics"], _FORMAT]

_CASE = later("The case: 2026-0007, 2026-7, 7 (of this year) or a part of its title that no other has.")
Case = Annotated[str, typer.Argument(metavar=later("CASE"), help=_CASE)]
Cases = Annotated[list[str], typer.Argument(metavar=later("CASE"), help=_CASE, default_factory=list)]

Stage = Annotated[str, typer.Option("--stage", metavar=later("STAGE"), help=later("Only cases of this stage."))]
Handler = Annotated[
    str, typer.Option("--handler", metavar=later("NAME"), help=later("Only cases that this person handles."))
]
Mine = Annotated[
    bool, typer.Option("--mine", help=later("Only cases that you handle, by the name in ECOCLAIM_ME, else in git."))
]
Domain = Annotated[str, typer.Option("--domain", metavar=later("DOMAIN"), help=later("Only cases of this domain."))]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", metavar=later("YEAR"), parser=number_for("--year"), help=later("Only cases numbered in this year.")
    ),
]
OpenOnly = Annotated[bool, typer.Option("--open", help=later("Only cases that have not ended."))]

PeriodicRule = Annotated[
    str, typer.Argument(metavar=later("RULE"), help=later("The periodic rule, by its id or its title."))
]
Period = Annotated[str, typer.Argument(metavar=later("PERIOD"), help=later("The period, as 2026Q3, 2026H1 or 2026."))]
