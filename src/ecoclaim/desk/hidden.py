"""A case that git has and the disk has not: told as that, and never as a case that there is none."""

from __future__ import annotations

from pathlib import Path

from ecoclaim.archive.gate import refuse_hidden
from ecoclaim.archive.numbers import numbers_here
from ecoclaim.archive.repository import inside_repository, repository
from ecoclaim.errors import GitMissing
from ecoclaim.ledger.places import short_id


def refuse_hidden_case(root: Path, said: str, year: int) -> None:
    """Raise GitRefused, with the cure, where a case that is not found is one that git left out of this checkout."""
    if not inside_repository(root):
        return
    try:
        place = repository(root)
    except GitMissing:
        return
    wanted = short_id(said, year)
    for case in numbers_here(place):
        if short_id(case, year) == wanted:
            refuse_hidden(place, [f"cases/{case}"])
