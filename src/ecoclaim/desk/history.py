"""What was written down in a ledger, when and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ecoclaim.archive.history import Commit, case_history, done, whole_history
from ecoclaim.archive.walk import shortened
from ecoclaim.views.history import Step


def steps(root: Path, cases: Sequence[str], day: date | None) -> Iterator[Step]:
    """Give each commit of the cases named, or of all, with what it changed; of one day where one is named."""
    told = list(done(root, _commits(root, cases, day)))
    short = shortened(root, (one.id for one, _changes in told))
    for one, changes in told:
        yield Step(one.id, short[one.id], one.at, one.who, one.address, one.subject, one.command, changes)


def _commits(root: Path, cases: Sequence[str], day: date | None) -> list[Commit]:
    found = [one for case in cases for one in case_history(root, case)] if cases else whole_history(root)
    # Of two branches that became one, the order in time; within one second the order in git.
    return sorted((one for one in found if day is None or one.day == day), key=lambda one: one.at)
