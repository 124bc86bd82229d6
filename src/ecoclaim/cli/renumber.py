"""`renumber`: another number for a case, where two were opened under one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed, NotFound, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk


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
    from ecoclaim.cli.saved import saved
    from ecoclaim.ledger.renumber import renumber as move
    from ecoclaim.ledger.write import locked

    at = desk(ledger, on)
    old, begun = _meant(at, case)
    if number and not re.fullmatch(r"[0-9]{4}-[0-9]{4,6}", number):
        raise WrongUsage(_("{number} is not a case number; write it as 2026-0012").format(number=number))
    with locked(at.root):
        taken = _taken(at.root)
        new = number or begun or _next(taken, old[:4])
        if new in taken and new != begun:
            raise NotAllowed(_("{number} is taken, here or on another branch").format(number=new))
        paths = move(at.root, old, new)
        subject = _("numbered {case} before").format(case=old)
        code = saved(at.root, at.office, dict.fromkeys(paths), "renumber", case=new, subject=subject, was=old)
    console.answer(_("{old} is now {new}; papers printed before still say {old}.").format(old=old, new=new))
    return code


def _meant(at: Desk, said: str) -> tuple[str, str]:
    """Give the case that is meant, and the number it was being given when an earlier call was broken off."""
    from ecoclaim.ledger.renumber import broken_off

    try:
        return at.case_id(said), ""
    except NotFound:
        year, _sign, number = said.strip().rpartition("-")
        old = f"{year or at.on.year}-{int(number):04d}" if number.isdecimal() else said
        begun = broken_off(at.root, old)
        if begun is None:
            raise
        return old, begun


def _taken(root: Path) -> set[str]:
    from ecoclaim.archive.numbers import numbers_elsewhere
    from ecoclaim.errors import GitRefused
    from ecoclaim.ledger.places import case_ids

    try:
        return {*case_ids(root), *numbers_elsewhere(root)}
    except GitRefused as fault:
        console.say(_("Numbers on other branches are not known: {why}").format(why=fault))
        return set(case_ids(root))


def _next(taken: set[str], year: str) -> str:
    numbers = [int(one[5:]) for one in taken if re.fullmatch(rf"{year}-[0-9]{{4,6}}", one)]
    return f"{year}-{max(numbers, default=0) + 1:04d}"
