"""Which case numbers are taken: on the disk, in git though not on the disk, on other branches."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ecoclaim.archive.numbers import numbers_elsewhere, numbers_here
from ecoclaim.archive.repository import inside_repository, repository
from ecoclaim.desk.writing import Pen
from ecoclaim.errors import GitMissing, GitRefused
from ecoclaim.ledger.opened import next_id
from ecoclaim.ledger.places import case_ids, is_case_id
from ecoclaim.words import _


def known_to_git(root: Path) -> Collection[str]:
    """List the numbers of cases that git has on this branch, be their folders here or not."""
    try:
        return numbers_here(repository(root)) if inside_repository(root) else ()
    except GitMissing:
        return ()


def next_number(pen: Pen, year: int) -> str:
    """Give the next number of a year that no case of this branch has, be its folder here or not."""
    return next_id(pen.root, year, numbers_here(pen.place) if pen.place else ())


def taken(pen: Pen) -> set[str]:
    """List the numbers that are taken here or on any branch known here."""
    here = {*case_ids(pen.root), *(numbers_here(pen.place) if pen.place else ())}
    try:
        return here | numbers_elsewhere(pen.root)
    except GitRefused as fault:
        pen.said.append(_("Numbers on other branches are not known: {why}").format(why=fault))
        return here


def next_free(known: Collection[str], year: str) -> str:
    """Give the number after the last one of a year."""
    numbers = [int(one[5:]) for one in known if one.startswith(f"{year}-") and is_case_id(one)]
    return f"{year}-{max(numbers, default=0) + 1:04d}"
