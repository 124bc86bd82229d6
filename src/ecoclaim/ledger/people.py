"""What all cases of a ledger know of persons, so that it is found wherever else it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ecoclaim.checks.known import Datum, Known
from ecoclaim.checks.people import data_of_persons, firms_of, persons_of
from ecoclaim.errors import BadFile
from ecoclaim.ledger.load import load_cases
from ecoclaim.model.office import Office


def known_of(root: Path, office: Office, broken: list[BadFile]) -> Known:
    """Gather what the cases and the office know, private files too; cases that cannot be read go to `broken`."""
    return Known(_data(root, office, broken))


def _data(root: Path, office: Office, broken: list[BadFile]) -> Iterator[Datum]:
    for case in load_cases(root):
        if isinstance(case, BadFile):
            broken.append(case)
            continue
        yield from (Datum("firm", one) for one in firms_of(case.file, case.events, office))
        yield from persons_of(case.file, case.events, office)
        yield from data_of_persons(case.file, office)
