"""Figures over the cases of one ledger or of many: each case counted where it lies, all of them added up once."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.desk.ledgers import Ledgers, keeper
from ecoclaim.desk.opened import Opened
from ecoclaim.model.case import Case
from ecoclaim.reports.casefigures import CaseFigures, case_figures


def counted(ledgers: Ledgers[Opened]) -> Iterator[CaseFigures]:
    """Count every case of these ledgers; a broken one is a problem of its ledger and passed over."""
    return (found for _at, found in ledgers.swept((), _counted))


def _counted(at: Opened, case: Case) -> CaseFigures:
    return case_figures(at.standing(case), keeper(at).ledger)
