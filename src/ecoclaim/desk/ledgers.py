"""Several ledgers opened to be answered from together, one as well as twelve.

Alone knows what holds between ledgers: the first is whose report is made; a case or row is told apart by its ledger and
its key; one that cannot be opened, or is taken for another, is a problem and hides no other.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from ecoclaim.deadlines import STATUSES, Deadline
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.sweep import Asked, Found, swept_over
from ecoclaim.errors import BadFile, NotFound, Problem, Stop
from ecoclaim.ledger.places import MARK
from ecoclaim.ledger.strangers import Stranger
from ecoclaim.model.case import Case
from ecoclaim.model.office import CaseKeeper, Keeper
from ecoclaim.standing import Standing
from ecoclaim.words import _

AnOpened = TypeVar("AnOpened", bound=Opened, covariant=True)


@dataclass(frozen=True, slots=True)
class Ledgers(Generic[AnOpened]):
    """Ledgers opened to answer as of a day, in the order in which they were named."""

    opened: Sequence[AnOpened]
    unopened: Sequence[Problem] = ()
    #: Why the ledger named first could not be opened.
    fault: Stop | None = None

    @property
    def on(self) -> date:
        """The day to answer as of."""
        return self.opened[0].on

    @property
    def first(self) -> AnOpened:
        """The ledger named first, whose office makes a report; raises what stood in the way of opening it."""
        if self.fault is not None:
            raise self.fault
        return self.opened[0]

    @property
    def several(self) -> bool:
        """Whether more than one was named, so that each row has to say whose it is."""
        return len(self.opened) + len(self.unopened) > 1

    @property
    def known_until(self) -> date:
        """The day up to which holidays are known in every one of them."""
        return min(at.workdays.known_until for at in self.opened)

    @property
    def problems(self) -> list[Problem]:
        """What was found wrong so far; where there are several, each path begins with its ledger."""
        if not self.several:
            return self.opened[0].problems
        found = [replace(one, path=_below(at, one.path)) for at in self.opened for one in at.problems]
        return [*self.unopened, *self._taken_for_another(), *found]

    @property
    def passed_over(self) -> list[Stranger]:
        """What is passed over though it may hold a case or a calendar."""
        if not self.several:
            return list(self.opened[0].passed_over)
        return [replace(one, path=_below(at, one.path)) for at in self.opened for one in at.passed_over]

    def wanted(self, said: Sequence[str] = ()) -> list[list[str]]:
        """Give for each ledger the ids of the cases that a person names, or of all.

        Raises NotFound where a name fits no case of any of them.
        """
        if not said:
            return [at.every_case() for at in self.opened]
        wanted: list[list[str]] = [[] for _at in self.opened]
        for one in said:
            faults = []
            for at, ids in zip(self.opened, wanted, strict=True):
                try:
                    ids += [case for case in [at.case_id(one)] if case not in ids]
                except NotFound as fault:
                    faults.append(fault)
            if len(faults) == len(self.opened):
                raise faults[0]
        return wanted

    def swept(self, said: Sequence[str], asked: Asked[Found]) -> Iterator[tuple[AnOpened, Found]]:
        """Ask the same of each case that a person names, or of all, in every ledger, all in one sweep.

        What is asked may need `keeper`: it is made ready before.
        """
        for at in self.opened:
            keeper(at)
        return swept_over(self.opened, self.wanted(said), asked)  # type: ignore[return-value]

    def standings(
        self, said: Sequence[str] = (), wanted: Container[str] = STATUSES
    ) -> Iterator[tuple[AnOpened, Standing]]:
        """Give where each case stands that a person names, or each of all."""
        ids = self.wanted(said)
        each = zip(self.opened, ids, strict=True)
        found = ((at, at.standing(case, wanted)) for at, own in each for case in at.read(own))
        return self.opened[0].watched(found, sum(map(len, ids)))

    def cases(self) -> Iterator[tuple[AnOpened, Case]]:
        """Give every case of every ledger; a broken one is a problem and is passed over."""
        ids = self.wanted()
        found = ((at, case) for at, own in zip(self.opened, ids, strict=True) for case in at.read(own))
        return self.opened[0].watched(found, sum(map(len, ids)))

    def ledger_rows(self, holds: Callable[[Deadline], bool]) -> Iterator[tuple[AnOpened, Deadline]]:
        """Give the rows that each ledger owes periodically and that hold."""
        return ((at, one) for at in self.opened for one in at.ledger_rows() if holds(one))

    def _taken_for_another(self) -> Iterator[Problem]:
        seen: dict[str, Opened] = {}
        for at in self.opened:
            name = keeper(at).ledger
            if name in seen:
                message = _("the ledger {other} has the id {id} too, so their rows cannot be told apart; write another")
                path = str(at.root / MARK)
                yield Problem(path, None, None, "id", message.format(other=seen[name].root, id=name))
            seen.setdefault(name, at)


def opened_all(folders: Sequence[Path], open_one: Callable[[Path], AnOpened]) -> Ledgers[AnOpened]:
    """Open several ledgers, each once; one that cannot be opened is a problem. Raises its fault where none can."""
    opened: list[AnOpened] = []
    unopened: list[Problem] = []
    faults: dict[Path, Stop] = {}
    once: dict[Path, Path] = {}
    for folder in folders:
        once.setdefault(folder.resolve(), folder)
    for folder in once.values():
        try:
            opened.append(open_one(folder))
        except BadFile as fault:
            unopened += [replace(one, path=str(folder / one.path)) for one in fault.problems]
            faults[folder] = fault
        except NotFound as fault:
            unopened.append(Problem(str(folder), None, None, "", str(fault)))
            faults[folder] = fault
    if not opened:
        raise next(iter(faults.values()))
    return Ledgers(opened, unopened, faults.get(folders[0]))


def keeper(at: Opened) -> Keeper:
    """Say whose the rows of a ledger are: its id, or the name of its folder where it has none; and its office."""
    return Keeper(at.called, at.office.department.name or "")


def case_keeper(at: Opened, handlers: tuple[str, ...] = ()) -> CaseKeeper:
    """Say whose a row of a case is."""
    whose = keeper(at)
    return CaseKeeper(whose.asked, whose.office, handlers)


def _below(at: Opened, path: str) -> str:
    return str(at.root / path)
