"""Another number for a case, where two were opened under one."""

from __future__ import annotations

from ecoclaim.desk.numbers import next_free, taken
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import NotAllowed, WrongUsage
from ecoclaim.ledger.places import is_case_id
from ecoclaim.ledger.renumber import renumbered as moved
from ecoclaim.words import _


def renumbered(at: Opened, said: str, number: str) -> tuple[str, str, int]:
    """Give a case another number, the next free one of its year where none is named; gives both and the exit code.

    Raises WrongUsage for what is no number, NotAllowed for one that is taken here or on another branch.
    """
    old = at.case_to_write(said)
    if number and not is_case_id(number):
        raise WrongUsage(_("{number} is not a case number; write it as 2026-0012").format(number=number))
    with writing_in(at, reads=(f"cases/{old}",)) as pen:
        known = taken(pen)
        new = number or next_free(known, old[:4])
        if new in known:
            raise NotAllowed(_("{number} is taken, here or on another branch").format(number=new))
        subject = _("numbered {case} before").format(case=old)
        return old, new, pen.write(moved(at.root, old, new), Act("renumber", new, subject, old))
