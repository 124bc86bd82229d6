"""The board: every case of one ledger or of many placed on one page, with what the offices owe periodically."""

from __future__ import annotations

from collections.abc import Sequence

from ecoclaim.desk.opened import Opened
from ecoclaim.desk.statistics import ledger_name
from ecoclaim.reports.statistics import case_figures
from ecoclaim.views.pages.board import BoardAnswer, Placed
from ecoclaim.words import _


def board(ledgers: Sequence[Opened]) -> BoardAnswer:
    """Place every case; a broken one is named on the page and hides no other. The first ledger gives the calendar."""
    placed = []
    for at in ledgers:
        for case in at.cases():
            standing = at.standing(case)
            placed.append(Placed(case_figures(standing, ledger_name(at)), standing))
    first = ledgers[0]
    names = dict.fromkeys(at.office.department.name or at.root.name for at in ledgers)
    return BoardAnswer(
        today=first.on,
        office=_(", ").join(names),
        placed=placed,
        owed=[row for at in ledgers for row in at.ledger_rows()],
        workdays=first.workdays,
        remind_days=first.office.remind_days,
        problems=[str(one) for at in ledgers for one in at.problems],
    )
