"""`renumber`: another number for a case, where two were opened under one."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed, WrongUsage
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
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.numbers import next_free, taken
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger.renumber import renumbered

    at = desk(ledger, on)
    old = at.case_id(case)
    if number and not re.fullmatch(r"[0-9]{4}-[0-9]{4,6}", number):
        raise WrongUsage(_("{number} is not a case number; write it as 2026-0012").format(number=number))
    with writing(at.root, at.office, reads=(f"cases/{old}",)) as pen:
        known = taken(pen)
        new = number or next_free(known, old[:4])
        if new in known:
            raise NotAllowed(_("{number} is taken, here or on another branch").format(number=new))
        subject = _("numbered {case} before").format(case=old)
        code = pen.write(renumbered(at.root, old, new), Act("renumber", new, subject, old))
    console.answer(_("{old} is now {new}; papers printed before still say {old}.").format(old=old, new=new))
    return code
