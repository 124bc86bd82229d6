"""`board`: the office's cases on one page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli.options import Ledgers, On
from ecoclaim.cli.outfile import give, refuse_existing
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later


@explained(
    later(
        "Writes one page to be looked at, sent on or printed on A3 or A4: what presses, the cases by stage with their "
        "next day, the next six weeks with the days off, the money claimed, agreed, paid and overdue, how far the "
        "cases came, the way of each case. Every number leads to its cases, every day to its article.\n\n"
        "The page asks for nothing from outside and is complete without script. ID numbers, telephones, addresses and "
        "days of birth are not on it; titles and handlers are."
    ),
    "ecoclaim board --out board.html",
)
def board(
    on: On,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar=later("FILE"), parser=Path, help=later("The page to write, which must not be there yet.")
        ),
    ],
    ledger: Ledgers = None,
) -> int:
    """Write the office's cases on one page."""
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.board import board as drawn

    if out.suffix.lower() not in (".html", ".htm"):
        raise WrongUsage(
            _("{path}: the board is a page; give the file the ending {ending}").format(path=out, ending=".html")
        )
    refuse_existing(out)
    ledgers = desks(ledger, on)
    give(out, drawn(ledgers).html().encode())
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)
