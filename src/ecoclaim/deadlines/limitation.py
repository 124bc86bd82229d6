"""Limitation: what begins, interrupts, holds and ends it, for each claim against each obligor.

Alone knows that joint debtors stand together, that a suit holds a period until the proceedings end, and that an
agreement may end and leave the claim it settled as it was. What does which of these, how long the periods are and by
which text stands in the pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ecoclaim.deadlines.clocks import Clock
from ecoclaim.deadlines.counting import longest
from ecoclaim.deadlines.fold import Episode
from ecoclaim.deadlines.rows import Reading
from ecoclaim.deadlines.rulebook import Act, Rulebook
from ecoclaim.deadlines.scope import Confined, Scope
from ecoclaim.model.events import Event
from ecoclaim.packs import Rule
from ecoclaim.procedure import History, Owed, concluded
from ecoclaim.workdays import Workdays

_ENDS_A_SUIT = ("lawsuit-withdrawn", "judgment-effective")


@dataclass(slots=True)
class Claim:
    """A claim against an obligor: what rests on an agreement (by its number, 0 if it has none), or all the rest.

    `clocks` are its readings by the number of the start that they assume; `suits` the proceedings that hold it.
    """

    rule: Rule
    obligor: str
    instance: str | None = None
    agreement: int | None = None
    debts: tuple[Owed, ...] = ()
    clocks: dict[int, list[Clock]] = field(default_factory=dict)
    doubtful: Clock | None = None
    suits: list[Event] = field(default_factory=list)
    closed_by: Event | None = None
    known: bool = False
    touched: bool = False

    @property
    def settled(self) -> bool:
        """Whether it is closed for good: an agreement may end and leave the claim it settled as it was."""
        return self.closed_by is not None and (self.agreement is not None or self.closed_by.name != "agreement-signed")

    def every(self) -> Iterator[Clock]:
        """Give all of its clocks."""
        for clocks in self.clocks.values():
            yield from clocks
        if self.doubtful is not None:
            yield self.doubtful

    def shown(self) -> tuple[Clock, ...]:
        """Give the clocks to show: the prevailing start by every law, any other by the law of its day alone."""
        first, *others = sorted(self.clocks)
        beside = (replace(one, beside=True) for number in others for one in self.clocks[number] if one.rival is None)
        found = [*self.clocks[first], *beside]
        return tuple(found if self.doubtful is None else [*found, self.doubtful])


@dataclass(slots=True)
class Limitation:
    """The state of one walk over a history."""

    past: History
    debts: tuple[Owed, ...]
    workdays: Workdays
    scope: Scope
    claims: dict[tuple[str, str | None], Claim] = field(default_factory=dict)

    def take(self, event: Event, acts: tuple[Act, ...]) -> None:
        """Let an event do to the claims what the acts say: first what it ends, last what it begins."""
        fitting = [act for act in acts if not act.tests or act.trigger.fits(event)]
        confined = self.scope.of(event)
        if event.name in _ENDS_A_SUIT:
            self._release(event, fitting)
        for act in fitting:
            if act.act != "restarts" or not act.trigger.after:
                self._do(act, event, confined)
        if event.name == "agreement-ended":
            self._reopen(event, confined)
        elif event.name == "agreement-signed":
            self.scope.sign(event)

    def _do(self, act: Act, event: Event, confined: Confined) -> None:
        if act.act == "starts" and act.rule.instance == "agreement":
            self._agree(act.rule, event)
        elif act.act in ("starts", "assumed"):
            for key in event.obligors if event.type.per_obligor else self.past.case.obligors:
                self._begin(act, event, key)
        else:
            for claim in self._touched(act, event, confined):
                _ACTS[act.act](self, act, claim, event)

    def _touched(self, act: Act, event: Event, confined: Confined) -> list[Claim]:
        together = act.trigger.joint and len(self.past.case.file.obligors) > 1
        found = (one for one in self.claims.values() if one.rule is act.rule and not one.settled)
        return [
            one
            for one in found
            if (one.obligor in event.obligors or (together and not self._joint(one).isdisjoint(event.obligors)))
            and self.scope.holds(one.obligor, one.agreement, confined)
        ]

    def _joint(self, claim: Claim) -> set[str]:
        """List those who owe a claim jointly: the whole damage, or one sum of the agreement it rests on."""
        file = self.past.case.file
        sums = {one.no for one in claim.debts}
        groups = [one.obligors for one in file.obligations if one.joint and one.no in sums]
        groups.append(tuple(one.key for one in file.obligors if one.liability == "joint"))
        return {key for group in groups if claim.obligor in group for key in group}

    def _begin(self, act: Act, event: Event, key: str) -> None:
        claim = self.claims.setdefault((key, None), Claim(act.rule, key))
        number = -1 if act.act == "starts" else act.number
        if claim.known or claim.touched or number in claim.clocks:
            return
        if number > 0 and any(other > 0 for other in claim.clocks):
            return  # of the starts that may be assumed besides the first, the earliest event is the one to plan by
        if act.act == "starts":
            claim.clocks, claim.known = {}, True
        claim.clocks[number] = self._clocks(act.rule, event, event.date, self._last_of_all(act.rule))
        if act.act == "assumed":
            for clock in claim.clocks[number]:
                clock.assumed = event

    def _agree(self, rule: Rule, event: Event) -> None:
        for key in event.obligors:
            number = self.scope.agreement(event, key)
            name = f"agreement-{number}" if number is not None else "agreement"
            own = [one for one in self.debts if one.obligor == key and one.began is event]
            paid = tuple(one for one in own if one.what == "payment")
            parts = [paid] if paid else []
            parts += [(one,) for one in own if one.what != "payment"]
            for place, debts in enumerate(parts or [()]):
                instance = f"{name}-{debts[0].no}" if place else name
                start = max([event.date, *(one.until for one in debts if one.until)])
                claim = Claim(rule, key, instance, number or 0, debts)
                claim.clocks[0] = self._clocks(rule, event, start, None)
                self.claims[key, instance] = claim

    def _clocks(self, rule: Rule, event: Event, start: date, last: Reading | None) -> list[Clock]:
        rivals = [one for one in rule.readings if not one.late and not one.from_damage]
        order = [*(one for one in rivals if one.takes_over), *(one for one in rivals if not one.takes_over)]
        later = sum(one.takes_over is not None for one in rivals)
        return [Clock(rule, one, event, start, last) for one in (*order[:later], None, *order[later:])]

    def _last_of_all(self, rule: Rule) -> Reading | None:
        incident = self.past.case.file.incident
        damaged = incident.ended_on or incident.began_on
        return longest(rule, damaged, self.workdays) if damaged else None

    def _reopen(self, event: Event, confined: Confined) -> None:
        """Open again what an agreement had settled that is void or rescinded: what it interrupted stays so."""
        for claim in self.claims.values():
            settled = claim.closed_by
            if claim.agreement is None and settled is not None and settled.name == "agreement-signed":
                number = self.scope.agreement(settled, claim.obligor) or 0
                if claim.obligor in event.obligors and (confined is None or number in confined):
                    claim.closed_by = None

    def _release(self, event: Event, acts: list[Act]) -> None:
        """End the proceedings that a judgment or withdrawal ends: what they held runs anew."""
        if not any(act.act == "restarts" and act.trigger.after for act in acts):
            return
        ended = [concluded(self.past, event, key) for key in event.obligors]
        for claim in self.claims.values():
            held = len(claim.suits)
            claim.suits = [one for one in claim.suits if not any(one is suit for suit in ended)]
            if held and not claim.suits:
                for clock in claim.every():
                    if clock.held:
                        clock.run_anew(event)

    def _interrupt(self, act: Act, claim: Claim, event: Event) -> None:
        for clock in claim.every():
            if clock.held or clock.opening is event:
                continue
            if act.trigger.even_late or clock.runs_on(event.date, self.workdays):
                clock.run_anew(event, held=bool(claim.suits))
                claim.touched = True
        if act.trigger.even_late:
            claim.doubtful = None

    def _hold(self, act: Act, claim: Claim, event: Event) -> None:
        claim.suits.append(event)
        claim.touched = True
        for clock in claim.every():
            clock.held = clock.runs_on(event.date, self.workdays)

    def _close(self, act: Act, claim: Claim, event: Event) -> None:
        claim.closed_by = event

    def _revive(self, act: Act, claim: Claim, event: Event) -> None:
        if claim.clocks and not any(clock.runs_on(event.date, self.workdays) for clock in claim.every()):
            rival = next(one for one in act.rule.readings if one.id == act.rival)
            claim.doubtful = Clock(act.rule, rival, event, event.date, self._bound(claim))

    def _bound(self, claim: Claim) -> Reading | None:
        return next(claim.every()).last_of_all


_ACTS = {
    "voids": Limitation._close,
    "restarts": Limitation._interrupt,
    "ends": Limitation._hold,
    "rivals": Limitation._revive,
}


def limitation(past: History, debts: tuple[Owed, ...], book: Rulebook, workdays: Workdays) -> list[Episode]:
    """Fold a history into the limitation periods of every claim."""
    if not book.limitation:
        return []
    state = Limitation(past, debts, workdays, Scope(past, debts))
    for event in past.events:
        acts = book.limitation.get(event.name)
        if acts:
            state.take(event, acts)
    return [_episode(claim) for claim in state.claims.values() if claim.clocks]


def _episode(claim: Claim) -> Episode:
    clocks = claim.shown()
    first = clocks[0]
    paid = bool(claim.debts) and all(one.met_on is not None for one in claim.debts)
    suit = claim.suits[0] if claim.suits else None
    closed = claim.closed_by is not None or paid
    return Episode(
        claim.rule,
        claim.obligor,
        claim.instance,
        first.opening,
        first.start,
        met_on=suit.date if suit and not closed else None,
        void=closed,
        assumed={n: each[0].assumed for n, each in claim.clocks.items() if each[0].assumed} if first.assumed else {},
        restarted=bool(first.interruptions),
        interruptions=first.interruptions,
        closed_by=claim.closed_by or (None if paid else suit),
        clocks=clocks,
    )
