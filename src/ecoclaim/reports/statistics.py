"""Figures over all cases of one office or of many: how far cases came, their money, how long each step took.

Alone knows what a case is counted as. A case is counted by itself, into a value that is small and travels between
processes; adding up comes after, so that many ledgers are one answer. A case belongs to the year and quarter in which
its first clue was found or received: so each step is a part of the one before, and the groups add up to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Literal

from ecoclaim.deadlines import Deadline
from ecoclaim.deadlines.periods import period_of
from ecoclaim.packs import Entry
from ecoclaim.procedure import STAGES, granted, live, taken_over
from ecoclaim.procedure.amounts import Money, by_head, total_of
from ecoclaim.reports.acts import CLUES, COUNTED, QUANTITIES, acts, quantities, restored_on
from ecoclaim.roles import RuleRole
from ecoclaim.standing import Standing
from ecoclaim.words import Label
from ecoclaim.workdays import Unit, Workdays

By = Literal["year", "quarter", "domain", "channel", "stage", "handler", "office"]

# How far a case came, and the events that tell it; the first and the last two are told otherwise.
STEPS: Mapping[str, tuple[str, ...]] = {
    "clue": (),
    "review": ("review-concluded",),
    "claim": ("claim-started",),
    "consultation": ("notice-served",),
    "agreement": ("agreement-signed",),
    "confirmed": ("confirmation-granted",),
    "performed": (),
    "closed": (),
}
AMOUNTS = ("claimed", "agreed", "paid", "overdue")
_LATE = frozenset(("met-late", "overdue", "exceeded"))
_DONE = frozenset(("met", "met-late"))


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A period of a case that was kept, or that is late: how many days it took so far, in the unit of its limit.

    `number` and `unit` are the limit; None where a paper names the last day.
    """

    rule: str
    title: Label
    number: int | None
    unit: Unit | None
    taken: int
    done: bool
    late: bool


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """What one case counts for; `ledger` and `case` are its identity.

    `reached` are the steps it came to, each with its day; None where the ledger began later.
    """

    ledger: str
    office: str
    case: str
    title: str
    stage: str
    domain: Label | None
    channel: Label | None
    handlers: Sequence[str]
    day: date | None
    reached: Mapping[str, date | None]
    acts: Mapping[str, int]
    heads: Sequence[tuple[Label | None, Money]]
    restored: Mapping[str, Decimal]
    undated: bool
    taken: Sequence[StepTaken]

    @property
    def money(self) -> Money:
        """The four amounts of the case."""
        return total_of(amounts for _head, amounts in self.heads)

    def amount(self, name: str) -> Decimal:
        """Give one of the four amounts."""
        found: Decimal = getattr(self.money, name)
        return found


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


def case_figures(standing: Standing, ledger: str) -> CaseFigures:
    """Count one case as it stands on its day; `ledger` names the ledger it is from."""
    file, past, pack = standing.file, standing.past, standing.pack
    clue = past.first(*CLUES)
    done = restored_on(past)
    return CaseFigures(
        ledger=ledger,
        office=standing.office.department.name or "",
        case=file.id,
        title=file.title,
        stage=standing.stage,
        domain=_named(pack.domains, file.domain),
        channel=_named(pack.channels, clue.text("channel") if clue else None),
        handlers=file.handlers,
        day=clue.date if clue else past.events[0].date if past.events else None,
        reached=dict(_reached(standing)),
        acts={name: number for name, number in acts(past, lambda _day: True).items() if number},
        heads=tuple((_named(pack.loss_heads, head), money) for head, money in by_head(past, standing.obligations)),
        restored=dict(quantities(file.restored)) if done else {},
        undated=done is None and any(quantities(file.restored)),
        taken=tuple(_steps_taken(standing.rows, standing.workdays, standing.on)),
    )


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


def _named(entries: Mapping[str, Entry], name: str | None) -> Label | None:
    if not name:
        return None
    return entries[name].title if name in entries else Label(name, name)


def _reached(standing: Standing) -> Iterator[tuple[str, date | None]]:
    past, entry = standing.past, taken_over(standing.past)
    known = granted(entry) if entry else frozenset[str]()
    clue = past.first(*CLUES)
    yield "clue", clue.date if clue else None
    for name, events in STEPS.items():
        first = past.first(*events) if events else None
        if first is not None or known.intersection(events):
            yield name, first.date if first else None
    held = standing.tracks.values()
    if any("done" in states for states in held) and not any(map(live, held)):
        last = past.last("performance-completed", "payment-made", "evaluation-concluded", "enforcement-concluded")
        yield "performed", last.date if last else None
    if standing.ending is not None and standing.ending.kind == "closed":
        yield "closed", standing.ending.event.date


def _steps_taken(rows: Iterable[Deadline], workdays: Workdays, on: date) -> Iterator[StepTaken]:
    for row in rows:
        rule, done = row.rule, row.status in _DONE
        # A term of the other side that ran out is late; a right that did is gone.
        late = row.status in _LATE or (row.status == "lapsed" and rule.firmness != "may")
        if row.start is None or not row.readings or not (late or done) or not _measures(row):
            continue
        first, until = row.readings[0], row.met_on or on
        in_working_days = first.unit == "working_days"
        taken = workdays.worked_between(row.start.date, until) if in_working_days else (until - row.start.date).days
        # The term that a paper names is another each time: no limit to measure by.
        number, unit = (first.number, first.unit) if rule.until is None else (None, None)
        yield StepTaken(rule.id, rule.title, number, unit, max(taken, 0), done, late)


def _measures(row: Deadline) -> bool:
    """Tell whether a row is a step that takes its time: not a wait, a lead before a day, or limitation."""
    rule = row.rule
    waits = rule.firmness == "not-before" or row.readings[0].backward or rule.means == RuleRole.LIMITATION
    # What is kept for the case and for each obligor is one step of each obligor.
    return not waits and not (rule.also_case and row.obligor is None)


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
