"""What a named test of a condition takes and gives: an occasion of law in a case, and what is wrong on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from ecoclaim.model.agreements import Agreement
from ecoclaim.model.case import Meeting
from ecoclaim.model.events import Event
from ecoclaim.packs import Cap, Condition, Rule
from ecoclaim.procedure import History
from ecoclaim.standing import Standing

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Printing:
    """A form about to be printed: its id, and the obligor, meeting or agreement that the paper is about."""

    form: str
    obligor: str | None = None
    meeting: int | None = None
    agreement: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occasion on which a condition is tested: the event or paper that is the occasion, and the obligor concerned.

    `whole` is the whole history, also what is dated after the day of the standing. `place` is the place of the item
    that is tested, where a condition is tested for each of a list.
    """

    standing: Standing
    whole: History
    condition: Condition
    event: Event | None
    obligor: str | None
    printing: Printing | None = None
    place: Loc = ()

    @property
    def rule(self) -> Rule | None:
        """The rule that the test looks at."""
        return self.standing.pack.tested_rule(self.condition)

    @property
    def cap(self) -> Cap | None:
        """The cap that the test looks at."""
        return self.standing.pack.tested_cap(self.condition)

    @property
    def meeting(self) -> int | None:
        """The number of the meeting that the occasion names or that is tested."""
        if isinstance(self.item, Meeting):
            return self.item.no
        return self.event.number("meeting") if self.event else self.printing.meeting if self.printing else None

    @property
    def agreement(self) -> int | None:
        """The number of the agreement that the occasion names or that is tested."""
        if isinstance(self.item, Agreement):
            return self.item.no
        return self.event.number("agreement") if self.event else self.printing.agreement if self.printing else None

    @property
    def item(self) -> BaseModel | None:
        """The item of case.yaml that is tested, where a condition is tested for each of a list."""
        if not self.place:
            return None
        name, number = self.place
        found: BaseModel = getattr(self.standing.file, str(name))[number]
        return found

    @property
    def then(self) -> History:
        """What had happened up to the occasion, itself included."""
        event = self.event
        if event is None:
            return self.whole
        events = tuple(one for one in self.whole.events if one.order <= event.order)
        return History(self.standing.case, event.date, events)

    def before(self) -> list[Event]:
        """List what happened to the obligor before the occasion."""
        event = self.event
        return [one for one in self.whole.events if self.obligor in one.obligors and event and one.order < event.order]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong: the sentence, the event where it is another than the occasion, the place of its file, the cure."""

    message: str
    event: Event | None = None
    loc: Loc = ()
    cure: str = ""


Test = Callable[[Occurrence], Iterator[Wrong]]
