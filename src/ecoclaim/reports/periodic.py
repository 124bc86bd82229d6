"""What a periodic report contains: the clues of its days as rows, or what was done in them as figures.

All of it comes from the days of events and the amounts of case.yaml, never from
a stage that was stored; what an event cannot date is named, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from ecoclaim.deadlines.periods import Period, period_of
from ecoclaim.model.case import Case, total
from ecoclaim.model.events import Event
from ecoclaim.model.office import Keeper, Report
from ecoclaim.packs import Pack, Rule
from ecoclaim.procedure import History, amounts, history, owed, stage, tracks
from ecoclaim.reports.acts import CLUES, COUNTED, QUANTITIES, acts, quantities, restored_on


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a report tells of, the first and last included; `after` is the last day of the list before."""

    rule: Rule
    period: Period
    first: date
    last: date
    after: date | None = None

    def holds(self, day: date) -> bool:
        """Tell whether a day is told of."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Kept:
    """A case with what tells of its ledger: the pack it follows there, and whose it is."""

    case: Case
    pack: Pack | None
    keeper: Keeper


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue: its case, how it came and when, and where it stands at the end of the days told of."""

    of: Kept
    event: Event
    review: Event | None
    stage: str

    @property
    def case(self) -> Case:
        """The case."""
        return self.of.case


@dataclass(frozen=True, slots=True)
class Worked:
    """A case in which something happened in the days told of, with its amounts of those days in yuan."""

    of: Kept
    stage: str
    claimed: Decimal
    agreed: Decimal
    paid: Decimal

    @property
    def case(self) -> Case:
        """The case."""
        return self.of.case


@dataclass(frozen=True, slots=True)
class Figures:
    """What was done in the days told of: counts, amounts in yuan, quantities restored, and the cases it was done in.

    `undated` are cases that name quantities restored, but no event says when.
    """

    clues: int = 0
    channels: Mapping[str, int] = field(default_factory=dict)
    domains: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    stages: Mapping[str, int] = field(default_factory=dict)
    claimed: Decimal = Decimal(0)
    agreed: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    restored: Mapping[str, Decimal] = field(default_factory=dict)
    cases: Sequence[Worked] = ()
    undated: Sequence[Kept] = ()


def named(cycle: str, name: str) -> Period | None:
    """Find the period of a cycle by its name, as 2026Q3; None where there is none of that name."""
    if len(name) < 4 or not name[:4].isdecimal() or not name[:4].isascii() or name[:4] == "0000":
        return None
    return next(
        (found for month in (1, 4, 7, 10) if (found := period_of(cycle, date(int(name[:4]), month, 1))).name == name),
        None,
    )


def window(rule: Rule, period: Period, reports: Iterable[Report], as_of: date) -> Window:
    """Say of which days a report tells: a list of those after the one before, figures of the days of its period."""
    if rule.kind != "list":
        return Window(rule, period, period.first, min(period.last, as_of))
    before = max(
        (
            told
            for one in reports
            if one.report == rule.id and one.period < period.name and (told := _told_until(rule, one)) is not None
        ),
        default=None,
    )
    first = before + timedelta(days=1) if before is not None else period.first
    return Window(rule, period, first, as_of, before)


def clue_list(cases: Iterable[Kept], days: Window) -> Iterator[Clue]:
    """List the clues of the days, one a case, by the first that was found or received."""
    for kept in cases:
        past = history(kept.case, days.last)
        event = past.first(*CLUES)
        if event is not None and days.holds(event.date):
            yield Clue(kept, event, past.last("review-concluded"), stage(past, tracks(past, owed(past))))


def figures(cases: Iterable[Kept], days: Window) -> Figures:
    """Add up what was done in the days."""
    counts = dict.fromkeys(COUNTED, 0)
    restored = dict.fromkeys(QUANTITIES, Decimal(0))
    channels: dict[str, int] = {}
    domains: dict[str, int] = {}
    stages: dict[str, int] = {}
    worked: list[Worked] = []
    undated: list[Kept] = []
    clues = 0
    for kept in cases:
        case = kept.case
        past = history(case, days.last)
        if not past.events:
            continue
        now = stage(past, tracks(past, owed(past)))
        _add(stages, now)
        clue = past.first(*CLUES)
        if clue is not None and days.holds(clue.date):
            clues += 1
            _add(channels, clue.text("channel") or "")
            _add(domains, case.file.domain or "")
        for name, number in acts(past, days.holds).items():
            counts[name] += number
        done = restored_on(history(case, date.max))
        for name, quantity in quantities(case.file.restored):
            if done is None and not (undated and undated[-1] is kept):
                undated.append(kept)
            elif done is not None and days.holds(done):
                restored[name] += quantity
        if any(days.holds(event.date) for event in past.events):
            worked.append(Worked(kept, now, _claimed(past, days), _agreed(past, days), _paid(past, days)))
    return Figures(
        clues,
        channels,
        domains,
        counts,
        stages,
        total(one.claimed for one in worked),
        total(one.agreed for one in worked),
        total(one.paid for one in worked),
        restored,
        tuple(worked),
        tuple(undated),
    )


def _told_until(rule: Rule, report: Report) -> date | None:
    """Say up to which day a list that was sent told; without as_of, up to its sending, within its period."""
    if report.as_of is not None or report.sent is None:
        return report.as_of
    period = named(rule.cycle or "", report.period)
    return min(report.sent, period.last) if period else report.sent


def _add(counts: dict[str, int], name: str) -> None:
    counts[name] = counts.get(name, 0) + 1


def _claimed(past: History, days: Window) -> Decimal:
    """Give what is claimed in a case whose claim was started in the days."""
    started = past.first("claim-started")
    if started is None or not days.holds(started.date):
        return Decimal(0)
    return amounts.claimed(past.case.file) or Decimal(0)


def _agreed(past: History, days: Window) -> Decimal:
    """Add what the agreements signed in the days say."""
    return total(
        amounts.agreed(past.case.file, agreement)
        for agreement, day in amounts.signed(past)
        if agreement is not None and days.holds(day)
    )


def _paid(past: History, days: Window) -> Decimal:
    return total(event.amount("amount") for event in past.of("payment-made") if days.holds(event.date))
