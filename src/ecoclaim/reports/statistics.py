"""Figures over all cases of one office or of many: the cases added up, each figure with those it comes from.

A case belongs to the year and quarter in which its first clue was found or received: so each step is a part of the one
before, and the groups add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Literal

from ecoclaim.deadlines.periods import period_of
from ecoclaim.procedure import STAGES
from ecoclaim.procedure.amounts import Money
from ecoclaim.reports.acts import COUNTED, QUANTITIES
from ecoclaim.reports.casefigures import AMOUNTS, STEPS, CaseFigures, StepTaken
from ecoclaim.words import Label
from ecoclaim.workdays import Unit

By = Literal["year", "quarter", "domain", "channel", "stage", "handler", "office"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number, and the cases it comes from."""

    number: Decimal
    cases: Sequence[CaseFigures]


@dataclass(frozen=True, slots=True)
class Reached:
    """A step: the cases that came to it, and how many of those that came to the one before."""

    name: str
    cases: Sequence[CaseFigures]
    of_before: int | None
    before: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """How long a period took, in the unit of its limit: of those that were kept the middle and the longest."""

    rule: str
    title: Label
    number: int | None
    unit: Unit | None
    median: Decimal | None
    longest: int | None
    kept: Sequence[CaseFigures]
    late: Sequence[CaseFigures]


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of a year, a domain, a handler …, or all: what they count for together.

    `name` is what the group is found by, empty where a case does not say; None for all cases.
    """

    name: str | None
    title: Label | None
    cases: Sequence[CaseFigures] = field(default_factory=tuple)

    @property
    def steps(self) -> tuple[Reached, ...]:
        """How far the cases came: from the clue to the close."""
        found: list[Reached] = []
        for name in STEPS:
            here = tuple(one for one in self.cases if name in one.reached)
            before = found[-1].name if found else None
            of_before = sum(before in one.reached for one in here) if before else None
            found.append(Reached(name, here, of_before, len(found[-1].cases) if found else None))
        return tuple(found)

    @property
    def acts(self) -> Mapping[str, Count]:
        """How often each act was done."""
        return {name: self._count(lambda one, name=name: one.acts.get(name, 0)) for name in COUNTED}  # type: ignore[misc]

    @property
    def stages(self) -> Mapping[str, Count]:
        """How many cases stand in each stage."""
        held = {name: self._count(lambda one, name=name: one.stage == name) for name in STAGES}  # type: ignore[misc]
        return {name: count for name, count in held.items() if count.cases}

    @property
    def money(self) -> Mapping[str, Count]:
        """The four amounts in yuan."""
        return {name: self._count(lambda one, name=name: one.amount(name)) for name in AMOUNTS}  # type: ignore[misc]

    @property
    def restored(self) -> Mapping[str, Count]:
        """The seven quantities restored; those of a case without a day of it are not counted."""
        return {name: self._count(lambda one, name=name: one.restored.get(name, 0)) for name in QUANTITIES}  # type: ignore[misc]

    @property
    def undated(self) -> tuple[CaseFigures, ...]:
        """The cases that name quantities, and no event says when they were restored."""
        return tuple(one for one in self.cases if one.undated)

    @property
    def days(self) -> tuple[Taken, ...]:
        """How long each period took against its limit, in the order in which the rules stand."""
        found: dict[tuple[str, int | None, Unit | None], list[tuple[CaseFigures, StepTaken]]] = {}
        for one in self.cases:
            for step in one.taken:
                found.setdefault((step.rule, step.number, step.unit), []).append((one, step))
        return tuple(_taken(rule, number, unit, steps) for (rule, number, unit), steps in found.items())

    def _count(self, value: Callable[[CaseFigures], Decimal | int]) -> Count:
        counted = [(one, number) for one in self.cases if (number := value(one))]
        return Count(sum((Decimal(number) for _one, number in counted), Decimal(0)), tuple(one for one, _n in counted))


def grouped(cases: Iterable[CaseFigures], by: By | None) -> tuple[Group, ...]:
    """Put cases into groups, in the order of their names; a case with several handlers is in the group of each."""
    if by is None:
        return ()
    found: dict[str, list[CaseFigures]] = {}
    titles: dict[str, Label | None] = {}
    for one in cases:
        for name, title in _keys(one, by):
            found.setdefault(name, []).append(one)
            titles.setdefault(name, title)
    order = list(STAGES)
    names = sorted(found, key=order.index) if by == "stage" else sorted(found, key=lambda name: (not name, name))
    return tuple(Group(name, titles[name], tuple(found[name])) for name in names)


def once(cases: Iterable[CaseFigures]) -> tuple[CaseFigures, ...]:
    """Give each case once."""
    return tuple({(one.ledger, one.case): one for one in cases}.values())


def by_heads(cases: Iterable[CaseFigures]) -> Mapping[Label | None, Money]:
    """Add the money up by head of loss; None is what no head accounts for."""
    found: dict[Label | None, Money] = {}
    for one in cases:
        for head, money in one.heads:
            found[head] = found.get(head, Money()) + money
    return found


def _keys(one: CaseFigures, by: By) -> Iterator[tuple[str, Label | None]]:
    match by:
        case "year" | "quarter":
            name = period_of(by, one.day).name if one.day else ""
            yield name, None
        case "domain" | "channel":
            title: Label | None = getattr(one, by)
            yield (title.zh if title else ""), title
        case "stage":
            yield one.stage, STAGES[one.stage]
        case "handler":
            for name in one.handlers or ("",):
                yield name, Label(name, name)
        case "office":
            yield one.office or one.ledger, None


def _taken(rule: str, number: int | None, unit: Unit | None, steps: Sequence[tuple[CaseFigures, StepTaken]]) -> Taken:
    lengths = [step.taken for _one, step in steps if step.done]
    return Taken(
        rule,
        steps[0][1].title,
        number,
        unit,
        Decimal(str(median(lengths))).normalize() if lengths else None,
        max(lengths, default=None),
        tuple(one for one, step in steps if step.done),
        tuple(one for one, step in steps if step.late),
    )
