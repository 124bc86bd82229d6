"""What one case counts for: how far it came, its money, how long its periods took, what was restored.

Alone knows what a case is counted as. The value is small and travels between processes; adding up comes after, so that
many ledgers are one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.deadlines import Deadline
from ecoclaim.packs import Entry
from ecoclaim.procedure import granted, live, taken_over
from ecoclaim.procedure.amounts import Money, by_head, total_of
from ecoclaim.reports.acts import CLUES, acts, quantities, restored_on
from ecoclaim.roles import RuleRole
from ecoclaim.standing import Standing
from ecoclaim.words import Label
from ecoclaim.workdays import Unit, Workdays

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
