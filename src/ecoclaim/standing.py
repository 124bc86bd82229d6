"""Where a case stands on a day: its history, tracks, stage, obligations, periods and limits, as one value.

Each part is worked out when it is first asked for, and once: what shows, explains, checks or prints a case only reads
it. A sweep that wants the open rows of ten thousand cases asks for these alone.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ecoclaim.deadlines import OPEN, STATUSES, Deadline, Limit, Rulebook, episodes, limits, rows_of, states
from ecoclaim.deadlines.fold import Episode
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.office import Office
from ecoclaim.packs import Pack
from ecoclaim.procedure import Ending, History, Owed, Tracks, ending, history, owed, stage
from ecoclaim.workdays import Workdays


@dataclass(frozen=True)
class Standing:
    """A case in its office as of a day, under the rules of its pack and a calendar.

    `wanted` are the statuses of the rows to be made, all unless a sweep asks for fewer.
    Raises WrongUsage or OverflowError, when rows are asked for, where a day leads out of the calendar.
    """

    case: Case
    office: Office
    book: Rulebook
    workdays: Workdays
    on: date
    wanted: Container[str] = STATUSES

    @property
    def pack(self) -> Pack:
        """The pack of the case."""
        return self.book.pack

    @property
    def file(self) -> CaseFile:
        """What case.yaml says."""
        return self.case.file

    @cached_property
    def past(self) -> History:
        """The events up to the day, in the order in which they count."""
        return history(self.case, self.on)

    @cached_property
    def ending(self) -> Ending | None:
        """How the case has ended; None while it runs."""
        return ending(self.past.events)

    @cached_property
    def obligations(self) -> tuple[Owed, ...]:
        """Each obligation of case.yaml as it stands."""
        return owed(self.past)

    @cached_property
    def episodes(self) -> tuple[Episode, ...]:
        """The periods that the rules make of the history, each with what opened, met, voided or restarted it."""
        return tuple(episodes(self.past, self.obligations, self.book, self.workdays))

    @cached_property
    def rows(self) -> tuple[Deadline, ...]:
        """Every row with a wanted status, the soonest first."""
        return rows_of(self.past, self.episodes, self.book, self.workdays, self.wanted)

    @property
    def open(self) -> tuple[Deadline, ...]:
        """The open rows, the soonest first."""
        return tuple(one for one in self.rows if one.status in OPEN)

    @property
    def next(self) -> Deadline | None:
        """The soonest open row; a right of ours that is gone asks for nothing more."""
        gone = (one for one in self.open if not (one.status == "lapsed" and one.rule.ours))
        return next(gone, None)

    @cached_property
    def tracks(self) -> Tracks:
        """The states that hold for each obligor, with what only the passing of time brings."""
        return states(self.past, self.obligations, self.rows)

    @cached_property
    def stage(self) -> str:
        """The stage of the case."""
        return stage(self.past, self.tracks)

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """How often what is capped has happened to each obligor."""
        return limits(self.past, self.book)
