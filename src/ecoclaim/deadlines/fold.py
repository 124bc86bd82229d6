"""How events open, meet, void and restart the rows of the rules: one walk over the history, in order.

Alone knows what a trigger asks of an event (its fields, what went before, joint debtors) and which instance it is
about.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from ecoclaim.deadlines.clocks import Clock
from ecoclaim.deadlines.rulebook import Act, Rulebook
from ecoclaim.model.events import Event
from ecoclaim.packs import Rule, Trigger
from ecoclaim.procedure import TITLES, History, Owed, gives_title, performed, title_of, unperformed


@dataclass(slots=True)
class Episode:
    """A period while the walk is under way: what opened it, from which day, and what became of it.

    `clocks` are the readings of a limitation period, each gone through by itself.
    """

    rule: Rule
    obligor: str | None
    instance: str | None
    opening: Event
    counted_from: date | None
    met_on: date | None = None
    void: bool = False
    assumed: dict[int, Event] = field(default_factory=dict)
    rivals: dict[str, date] = field(default_factory=dict)
    restarted: bool = False
    interruptions: list[Event] = field(default_factory=list)
    closed_by: Event | None = None
    clocks: tuple[Clock, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the period still runs."""
        return self.met_on is None and not self.void


Episodes = dict[tuple[str, str | None], dict[str | None, Episode]]


@dataclass(slots=True)
class Walk:
    """The state of one walk over a history."""

    past: History
    book: Rulebook
    ran_out: Callable[[Episode, date], bool]
    obligors: tuple[str, ...]
    debts: tuple[Owed, ...]
    found: Episodes = field(default_factory=dict)
    seen: dict[str | None, set[str]] = field(default_factory=dict)


def walk(
    past: History, debts: tuple[Owed, ...], book: Rulebook, ran_out: Callable[[Episode, date], bool]
) -> list[Episode]:
    """Fold the history into the episodes of every rule that applies.

    `ran_out` tells whether a period had run out by a day by its latest reading: a demand after that restarts nothing.
    """
    state = Walk(past, book, ran_out, past.case.obligors, debts)
    found, seen = state.found, state.seen
    for event in past.events:
        for act in book.acts.get(event.name, ()):
            if act.tests and not act.trigger.fits(event):
                continue
            for obligor in _about(state, act, event) if act.per_obligor else (None,):
                # Nothing ends, voids or restarts what has not begun.
                if not act.begins and (act.rule.id, obligor) not in found:
                    continue
                if not act.waits or _came_after(state, act.trigger, event, obligor):
                    _ACTS[act.act](state, act, event, obligor)
        # A judgment that dismisses is no title that anything could come after.
        if event.name != "judgment-effective" or gives_title(event):
            for key in (*event.obligors, None):
                seen.setdefault(key, set()).add(event.name)
    _fulfil(state)
    return [episode for group in state.found.values() for episode in group.values()]


def _about(state: Walk, act: Act, event: Event) -> tuple[str, ...]:
    if not event.type.per_obligor:
        return state.obligors
    if act.trigger.joint:
        file = state.past.case.file
        joint = {one.key for one in file.obligors if one.liability == "joint"}
        if joint & set(event.obligors):
            others = (key for key in state.obligors if key in joint and key not in event.obligors)
            return (*event.obligors, *others)
    return event.obligors


def _came_after(state: Walk, trigger: Trigger, event: Event, obligor: str | None) -> bool:
    seen = state.seen.get(obligor, set()) | (state.seen.get(None, set()) if obligor is None else set())
    number = event.number("obligation")
    debt = next((one for one in state.debts if one.obligor == obligor and one.no == number), None)
    if debt is not None and debt.began is not None:
        # What an entry says of one debt comes after that debt's own title, not after one to another debt.
        title = title_of(state.past, debt)
        seen = seen.difference(TITLES) | ({title.name} if title and title.order < event.order else set())
    if trigger.after and not seen.intersection(trigger.after):
        return False
    return not seen.intersection(trigger.without)


def _start(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    rule = act.rule
    group = state.found.setdefault((rule.id, obligor), {})
    for instance in _instances(state, act, event, obligor):
        episode = group.get(instance)
        if episode is not None and rule.instance == "service":
            # Several methods on one day are one service; the longest term that one of them gave is the term given.
            if (event.number("reply_days") or 0) > (episode.opening.number("reply_days") or 0):
                episode.opening = event
            continue
        if episode is not None and not episode.assumed:
            if rule.which == "first" or (rule.which == "again" and episode.open):
                continue
            if rule.before and episode.met_on is not None:
                continue
        if episode is not None and episode.assumed and episode.restarted:
            continue
        fresh = Episode(rule, obligor, instance, event, _counted_from(state, act, event, obligor, instance))
        group[instance] = fresh
        if rule.before:
            _end_if_in_time(state, fresh, event)


def _assume(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    group = state.found.setdefault((act.rule.id, obligor), {})
    episode = group.get(None)
    if episode is None:
        group[None] = Episode(act.rule, obligor, None, event, event.date, assumed={act.number: event})
    elif episode.assumed and not episode.restarted and act.number not in episode.assumed:
        episode.assumed[act.number] = event
        episode.opening = episode.assumed[min(episode.assumed)]
        episode.counted_from = episode.opening.date


def _restart(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    trigger = act.trigger
    for episode in _touched(state, act, event, obligor):
        if not episode.open and not trigger.revives:
            continue
        if not trigger.even_late and act.rule.firmness == "may" and state.ran_out(episode, event.date):
            continue
        fact = _counted_from(state, act, event, obligor, episode.instance)
        episode.interruptions.append(event)
        episode.opening = event
        episode.counted_from = max(fact, event.date) if fact else event.date
        episode.met_on, episode.void, episode.restarted = None, False, True
        episode.closed_by = None
        episode.assumed = {}
        episode.rivals = {}


def _end(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    for episode in _touched(state, act, event, obligor):
        if not episode.open or (act.rule.before and not _in_time(state, episode, event)):
            continue
        episode.closed_by = event
        if act.rule.firmness == "not-before" and not state.ran_out(episode, event.date):
            # What was to last until then was cut short: nobody waits for it any more, and it was not kept.
            episode.void = True
        else:
            episode.met_on = event.date


def _void(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    for episode in _touched(state, act, event, obligor):
        if act.rule.instance == "service" and _same_service(episode, event):
            continue
        if episode.open:
            episode.void, episode.closed_by = True, event


def _same_service(episode: Episode, event: Event) -> bool:
    return event.name == episode.opening.name and event.date == episode.opening.date


def _rival(state: Walk, act: Act, event: Event, obligor: str | None) -> None:
    for episode in _touched(state, act, event, obligor):
        episode.rivals.setdefault(act.rival, event.date)


_ACTS: dict[str, Callable[[Walk, Act, Event, str | None], None]] = {
    "starts": _start,
    "assumed": _assume,
    "restarts": _restart,
    "ends": _end,
    "voids": _void,
    "rivals": _rival,
}


def _touched(state: Walk, act: Act, event: Event, obligor: str | None) -> list[Episode]:
    group = state.found.get((act.rule.id, obligor))
    if not group:
        return []
    kind = act.rule.instance
    if kind in ("meeting", "agreement", "obligation"):
        number = event.number(kind)
        return list(group.values()) if number is None else [e for k, e in group.items() if k == str(number)]
    if kind == "what":
        what = event.text("what")
        return list(group.values()) if what is None else [e for k, e in group.items() if k == what]
    return list(group.values())


def _instances(state: Walk, act: Act, event: Event, obligor: str | None) -> list[str | None]:
    kind = act.rule.instance
    if kind is None:
        return [None]
    if kind == "service":
        return [event.date.isoformat()]
    if kind == "what":
        return [act.trigger.what]
    if kind == "obligation":
        return [str(one.no) for one in state.debts if one.obligor == obligor and one.began is event]
    number = event.number(kind)
    if number is None and kind == "agreement":
        mine = [one.no for one in state.past.case.file.agreements if not one.obligors or obligor in one.obligors]
        number = mine[0] if len(mine) == 1 else None
    if number is None and kind == "meeting":
        return []
    return ["" if number is None else str(number)]


def _counted_from(state: Walk, act: Act, event: Event, obligor: str | None, instance: str | None) -> date | None:
    fact = act.trigger.counts_from or act.rule.until
    if fact is None:
        return event.date
    if fact == "claims_until":
        return event.day("claims_until")
    if fact == "meeting.on":
        meeting = state.past.case.file.meeting(int(instance) if instance else None)
        return meeting.on if meeting else None
    if fact == "obligation.until":
        return next((one.until for one in state.debts if str(one.no) == instance and one.obligor == obligor), None)
    if fact == "obligations.until":
        terms = [one.until for one in _titled(state, obligor) if one.until and one.ended_by is None]
        return max(terms, default=event.date)
    if fact == "until":
        return event.day("until") or event.date
    return event.date


def _end_if_in_time(state: Walk, episode: Episode, event: Event) -> None:
    meets = any(trigger.fits(event) for trigger in episode.rule.ends)
    if meets and _in_time(state, episode, event):
        episode.met_on, episode.closed_by = event.date, event


def _in_time(state: Walk, episode: Episode, event: Event) -> bool:
    """Whether an event came before a backward period ran out: what comes later meets nothing."""
    return not state.ran_out(episode, event.date)


def _fulfil(state: Walk) -> None:
    for episodes in state.found.values():
        for episode in episodes.values():
            if episode.open and episode.opening.name in episode.rule.while_owed:
                episode.void = _is_moot(state, episode)
            if not episode.rule.fulfilled:
                continue
            debt = _debt(state, episode)
            if debt is None:
                continue
            if debt.met_on is not None and (episode.met_on is None or debt.met_on < episode.met_on):
                episode.met_on, episode.void = debt.met_on, False
            elif debt.ended_by is not None:
                episode.met_on, episode.void, episode.closed_by = None, True, debt.ended_by


def _is_moot(state: Walk, episode: Episode) -> bool:
    """Whether what opened a period is performed: what was found in default, else all that is owed."""
    key = episode.obligor or ""
    own = [one for one in state.debts if one.obligor == key]
    if episode.opening.name == "default-found" and own:
        return not unperformed(state.past, own, key)
    return performed(state.past, key, _titled(state, key) or own)


def _titled(state: Walk, obligor: str | None) -> list[Owed]:
    """List the debts of an obligor that can be enforced."""
    return [one for one in state.debts if one.obligor == obligor and title_of(state.past, one) is not None]


def _debt(state: Walk, episode: Episode) -> Owed | None:
    own = (one for one in state.debts if one.obligor == episode.obligor)
    return next((one for one in own if str(one.no) == episode.instance), None)
