"""The deadlines and limits of a case, and the deadlines of the ledger, as of a day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from ecoclaim.deadlines.clocks import clock_dates
from ecoclaim.deadlines.counting import Basis, Dates, dates, has_run_out
from ecoclaim.deadlines.fold import Episode, walk
from ecoclaim.deadlines.limitation import limitation
from ecoclaim.deadlines.periods import periodic
from ecoclaim.deadlines.rows import STATUSES, Deadline, Limit
from ecoclaim.deadlines.rulebook import Rulebook
from ecoclaim.deadlines.status import RowFacts, row
from ecoclaim.model.case import Case
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office, Report
from ecoclaim.packs import Rule
from ecoclaim.procedure import (
    TRACKS,
    Ending,
    History,
    Owed,
    Tracks,
    approved,
    ending,
    granted,
    ledger_began,
    live,
    taken_over,
    tracks,
    uses,
)
from ecoclaim.roles import RuleRole
from ecoclaim.words import Label
from ecoclaim.workdays import Unit, Workdays


def rows_of(
    past: History, found: Iterable[Episode], book: Rulebook, workdays: Workdays, wanted: Container[str] = STATUSES
) -> tuple[Deadline, ...]:
    """Make rows of the periods of a history, those with a wanted status, the soonest first."""
    end = ending(past.events)
    entry = taken_over(past)
    released = {key: event.date for event in past.of("obligor-released") for key in event.obligors}
    rows = []
    for episode in found:
        void = episode.void or _is_over(episode, end, released)
        # Most of what a case ever owed is done: not to count it takes half the time off a sweep.
        if episode.rule.also_case or _may_be(episode.met_on, void, wanted):
            # Limitation looks for the law of each day itself.
            known = episode.rule if episode.clocks else book.pack.rule_on(episode.rule, episode.opening.date)
            rule = known or episode.rule
            counted = _dates(past, episode, rule, workdays)
            earlier = entry is not None and not void and _is_before_ledger(episode, counted, entry)
            facts = _facts(past.case, book, episode, void or earlier, earlier)._replace(
                rule=rule, not_yet=known is None
            )
            rows.append(row(facts, counted, workdays, past.on, book.remind_days))
    for rule in book.rules:
        if rule.also_case:
            rows += _whole_case(rule, [one for one in rows if one.rule.id == rule.id], book, workdays, past.on)
    return tuple(sorted((one for one in rows if one.status in wanted), key=lambda one: one.order))


def episodes(past: History, debts: tuple[Owed, ...], book: Rulebook, workdays: Workdays) -> list[Episode]:
    """Fold a history into the periods that the rules make of it, counting where a period had run out."""

    def ran_out(episode: Episode, day: date) -> bool:
        basis = _basis(past, episode)
        return basis is not None and not episode.rule.prompt and has_run_out(episode.rule, basis, workdays, day)

    return [*walk(past, debts, book, ran_out), *limitation(past, debts, book, workdays)]


def limits(past: History, book: Rulebook) -> tuple[Limit, ...]:
    """List how often what is capped has happened to each obligor, once it can happen."""
    if ending(past.events) is not None:
        return ()
    found = []
    for cap in book.pack.caps:
        for key in past.case.obligors:
            used = len(uses(past, cap, key))
            if used or past.first(*(one.event for one in cap.shown_after), obligor=key):
                more = cap.extended_max is not None and approved(past, cap, key, past.on)
                most = cap.extended_max if more and cap.extended_max else cap.max
                found.append(Limit(past.case.id, cap, key, used, most))
    return tuple(found)


def states(past: History, debts: tuple[Owed, ...], rows: Sequence[Deadline]) -> Tracks:
    """Add to the tracks what only time brings: silence, and an agreement that was never confirmed."""
    found = dict(tracks(past, debts))
    for key, held in found.items():
        if "served" in held and any(_silent(one, key, past.on) for one in rows):
            held = tuple("silent" if state == "served" else state for state in held)
        window = [one for one in rows if one.rule.means == RuleRole.CONFIRMATION_WINDOW and one.obligor == key]
        if any(one.status == "lapsed" for one in window) and not set(held) & {
            "confirming",
            "confirmed",
            "unconfirmed",
        }:
            held = tuple(one for one in TRACKS if one in {*held, "unconfirmed"}) if live(held) else held
        found[key] = held
    return found


def _silent(one: Deadline, key: str, on: date) -> bool:
    return (
        one.rule.means == RuleRole.REPLY
        and one.obligor == key
        and one.status == "lapsed"
        and one.may_act_from is not None
        and on >= one.may_act_from
    )


def ledger_deadlines(
    office: Office, book: Rulebook, reports: Sequence[Report], workdays: Workdays, on: date
) -> tuple[Deadline, ...]:
    """List what the office owes periodically, the soonest first."""
    rules = tuple(rule for rule in book.rules if rule.per == "ledger")
    rows = periodic(office, book.pack, rules, tuple(reports), workdays, on)
    return tuple(sorted(rows, key=lambda one: one.order))


def _is_over(episode: Episode, end: Ending | None, released: Mapping[str, date]) -> bool:
    """Tell whether the case ended, or the obligor was released, and the period with it."""
    met_on, released_on = episode.met_on, released.get(episode.obligor or "")
    if released_on is not None and (met_on is None or met_on > released_on):
        return True  # what a joint debtor is sued for later no longer concerns whoever was released
    return met_on is None and end is not None and end.kind not in episode.rule.survives


def _is_before_ledger(episode: Episode, counted: Dates | None, entry: Event) -> bool:
    """Tell whether a period belongs to the time before the case was taken over, and no entry tells of its end.

    What the stage then reached takes for granted, and what had run out by then, is void. A right of ours, a debt and
    the court's time are not: they go on whatever an older register said.
    """
    rule = episode.rule
    if episode.met_on is not None or rule.firmness in ("may", "not-before") or rule.fulfilled:
        return False
    began = ledger_began(entry)
    if counted is not None and counted.rolled < began:
        return True
    if rule.prompt and rule.survives and episode.opening.date <= began:
        return True  # what stays owed after the end of a case is no step of its course: its time was then
    return episode.opening.date <= began and not granted(entry).isdisjoint(one.event for one in rule.ends)


def _facts(case: Case, book: Rulebook, episode: Episode, void: bool, before_ledger: bool) -> RowFacts:
    return RowFacts(
        case.id,
        episode.rule,
        book.pack,
        episode.obligor,
        episode.instance or None,
        None,
        episode.opening,
        None if void else episode.met_on,
        void,
        bool(episode.assumed),
        before_ledger,
    )


def _may_be(met_on: date | None, void: bool, wanted: Container[str]) -> bool:
    if met_on is not None:
        return "met" in wanted or "met-late" in wanted
    return not void or "void" in wanted


def _dates(past: History, episode: Episode, rule: Rule, workdays: Workdays) -> Dates | None:
    if episode.clocks:
        return clock_dates(episode.clocks, workdays)
    basis = _basis(past, episode)
    if basis is None or rule.prompt:
        return None
    return dates(rule, basis, workdays)


def _basis(past: History, episode: Episode) -> Basis | None:
    start = episode.counted_from
    if start is None:
        return None
    event = episode.opening
    reply = event.number("reply_days")
    unit: Unit = "days" if event.text("reply_unit") == "days" else "working_days"
    return Basis(
        start,
        event.date,
        _number(past, episode),
        (reply, unit) if reply else None,
        episode.rivals,
        tuple(_assumed(one) for one in episode.assumed.values() if one is not event) if episode.assumed else (),
    )


def _assumed(event: Event) -> tuple[str, Label, date]:
    label = event.type.label
    return f"from-{event.name}", Label(f"自{label.zh}起", f"from {label.en.lower()}"), event.date


def _number(past: History, episode: Episode) -> int | None:
    """Give the fact that may replace the number of days: from the starting event, or from the agreement."""
    fields = episode.rule.facts
    if not fields:
        return None
    if "days" in fields:
        return episode.opening.number("days")
    if "agreement.confirm_within" in fields:
        agreement = past.case.file.agreement(int(episode.instance) if episode.instance else None)
        return agreement.confirm_within if agreement else None
    return None


def _whole_case(rule: Rule, own: list[Deadline], book: Rulebook, workdays: Workdays, on: date) -> list[Deadline]:
    """Give the row of the whole case: from the earliest start, closed when every obligor's is."""
    started = [one for one in own if one.start is not None]
    if not started:
        return []
    first = min(started, key=lambda one: one.start.order if one.start else (date.max, 0, 0))
    assert first.start is not None
    basis = Basis(first.start.date, first.start.date)
    running = any(one.status not in ("met", "met-late", "void") for one in own)
    met = max((one.met_on for one in own if one.met_on is not None), default=None)
    rule = first.rule
    facts = RowFacts(
        first.case,
        rule,
        book.pack,
        None,
        None,
        None,
        first.start,
        None if running else met,
        not running and met is None,
        before_ledger=not running and met is None and any("before-ledger" in one.warnings for one in own),
        not_yet="not-yet-in-force" in first.warnings,
    )
    return [row(facts, dates(rule, basis, workdays), workdays, on, book.remind_days)]
