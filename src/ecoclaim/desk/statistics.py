"""Figures over the cases of one ledger or of many: each case counted where it lies, all of them added up once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecoclaim.desk.opened import Opened
from ecoclaim.desk.sweep import swept
from ecoclaim.model.case import Case
from ecoclaim.reports.statistics import CaseFigures, case_figures


def counted(ledgers: Iterable[Opened]) -> Iterator[CaseFigures]:
    """Count every case of these ledgers; a broken one is a problem of its ledger and passed over."""
    for at in ledgers:
        yield from swept(at, (), _counted)


def _counted(at: Opened, case: Case) -> CaseFigures:
    return case_figures(at.standing(case), ledger_name(at))


def ledger_name(at: Opened) -> str:
    """Name a ledger: by its id, else its department, else its folder."""
    return at.office.id or at.office.department.name or at.root.name
