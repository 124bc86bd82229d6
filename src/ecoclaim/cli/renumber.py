"""`renumber`: another number for a case, where two were opened under one."""

from __future__ import annotations

from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later


@explained(
    later(
        "Gives a case another number: its folder and its id; nothing else in it changes, and its history goes on. "
        "Without a number it takes the next of the same year that no branch known here has. It is for a case that two "
        "branches opened under one number: give the merge up (git merge --abort), renumber ours, merge again."
    ),
    "ecoclaim renumber 2026-0008",
    "ecoclaim renumber 2026-0008 2026-0012",
)
def renumber(
    case: Case,
    on: On,
    number: Annotated[
        str, typer.Argument(metavar=later("NEW"), help=later("The new number, as 2026-0012; without it the next one."))
    ] = "",
    ledger: Ledger = None,
) -> int:
    """Give a case another number."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.renumbering import renumbered

    old, new, code = renumbered(desk(ledger, on), case, number)
    console.answer(_("{old} is now {new}; papers printed before still say {old}.").format(old=old, new=new))
    return code
