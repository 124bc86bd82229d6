"""The board: every case of one ledger or of many placed on one page, with what the offices owe periodically."""

from __future__ import annotations

from ecoclaim.desk.ledgers import Ledgers, keeper
from ecoclaim.desk.opened import Opened
from ecoclaim.reports.casefigures import case_figures
from ecoclaim.views.pages.board import BoardAnswer, Placed
from ecoclaim.words import _

_NAMED = 2  # offices that a heading has room for


def board(ledgers: Ledgers[Opened]) -> BoardAnswer:
    """Place every case; a broken one is named on the page and hides no other. The first ledger gives the calendar."""
    placed = [Placed(case_figures(one, keeper(at).ledger), one) for at, one in ledgers.standings()]
    first = ledgers.first
    names = list(dict.fromkeys(at.office.department.name or at.root.name for at in ledgers.opened))
    most = _("{office} and {n} other offices").format(office=names[0], n=len(names) - 1)
    return BoardAnswer(
        today=first.on,
        office=_(", ").join(names) if len(names) <= _NAMED else most,
        placed=placed,
        owed=[(at.office.department.name or at.root.name, row) for at in ledgers.opened for row in at.ledger_rows()],
        workdays=first.workdays,
        remind_days=first.office.remind_days,
        problems=[str(one) for one in ledgers.problems],
    )
