"""Whether the conditions of a pack were kept: each tested on its occasions over the whole history of a case.

Entries made late or in any order give the same result as in order. What a condition needs or forbids is data; what it
tests is one of the named tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from ecoclaim.checks.findings import Finding, Loc, Severity, of_case, of_event
from ecoclaim.checks.named_tests import NAMED
from ecoclaim.checks.occurrence import Occurrence, Printing, Wrong
from ecoclaim.model.events import Event
from ecoclaim.packs import Condition, Need, Source
from ecoclaim.packs.citing import cited
from ecoclaim.packs.condition import ITEMS, Length, Occasion
from ecoclaim.packs.facts import OWN, fact, same_value
from ecoclaim.packs.lists import source_on
from ecoclaim.procedure import History, before_ledger, concerns, granted, history, taken_over
from ecoclaim.standing import Standing
from ecoclaim.words import _

_SEVERITIES: dict[str, Severity] = {"refuse": "error", "error": "error", "warning": "warning", "notice": "notice"}


@dataclass(frozen=True, slots=True)
class Breach:
    """A condition that was not kept: by which event or at which place of case.yaml, for whom, by which text, why."""

    condition: Condition
    source: Source
    event: Event | None
    obligor: str | None
    loc: Loc
    message: str
    cure: str = ""

    @property
    def refuses(self) -> bool:
        """Whether a write that would bring it about is refused."""
        return self.condition.severity_under(self.source) == "refuse"

    @property
    def mark(self) -> tuple[object, ...]:
        """What makes two breaches one, before and after a write."""
        return self.condition.id, self.event.position if self.event else None, self.obligor, self.loc


def breaches(standing: Standing, printing: Printing | None = None) -> tuple[Breach, ...]:
    """List every breach of the pack's conditions in the whole history of a case, and at the printing of a form."""
    whole = history(standing.case, date.max)
    return tuple(
        breach
        for condition, source in standing.pack.resting
        if _may_occur(condition.on, whole, printing)
        for breach in _breaches(standing, whole, condition, source, printing)
    )


def _may_occur(on: Occasion, whole: History, printing: Printing | None) -> bool:
    """Tell whether there may be an occasion: of most events that a pack has conditions for, a case has none."""
    if on.form is not None:
        return printing is not None
    return not on.names or not whole.by_name.keys().isdisjoint(on.names)


def kept(standing: Standing) -> Iterator[Finding]:
    """Find the conditions that were not kept; what was recorded all the same for a reason stays as a warning."""
    for one in breaches(standing):
        severity: Severity = _SEVERITIES[one.condition.severity_under(one.source)]
        article = cited(standing.pack, one.source)
        reason = one.event.text("despite") if one.event and one.condition.severity == "refuse" else None
        if reason:
            severity, cure = "warning", _("recorded all the same because: {reason}").format(reason=reason)
        elif one.cure:
            cure = one.cure
        elif one.condition.cure is not None:
            cure = one.condition.cure.text
            if one.condition.severity == "refuse" and one.event is not None:
                cure = _("; ").join((cure, _all_the_same(severity)))
        else:
            cure = _all_the_same(severity)
        if one.event is None:
            yield of_case(one.condition.finding, severity, one.loc, one.message, cure, article)
        else:
            place = str(one.loc[0]) if one.loc else ""
            yield of_event(one.condition.finding, severity, one.event, one.message, cure, article, place)


def _all_the_same(severity: Severity) -> str:
    """Say what is left to do about an entry that stands: correct it, or give the reason."""
    if severity == "error":
        return _("correct the entry, or say why it happened all the same with despite:")
    return _("correct the entry if it is wrong; else note the reason in the file")


def _breaches(
    standing: Standing, whole: History, condition: Condition, source: Source, printing: Printing | None
) -> Iterator[Breach]:
    for occurrence in _occurrences(standing, whole, condition, printing):
        if condition.when and not all(_met(need, occurrence, condition) is not None for need in condition.when):
            continue
        if condition.unless and any(_met(need, occurrence, condition) is not None for need in condition.unless):
            continue
        for wrong in _wrongs(occurrence, condition):
            event = wrong.event or occurrence.event
            loc = wrong.loc or _place(condition, occurrence)
            known = source_on(standing.pack, condition, event.date) if event is not None else source
            if known is None:
                continue  # no text wanted it then
            yield Breach(condition, known, event, occurrence.obligor, loc, wrong.message, wrong.cure)


def _place(condition: Condition, occurrence: Occurrence) -> Loc:
    """Give the field that a breach is about: of the item that is tested, or the one by which the occasion was known."""
    field = (condition.field,) if condition.field else ()
    return (*occurrence.place, *field) if occurrence.place else field or tuple(condition.on.where)[:1]


def _occurrences(
    standing: Standing, whole: History, condition: Condition, printing: Printing | None
) -> Iterator[Occurrence]:
    """Give each occasion on which a condition is tested, once for each obligor where it is tested for each apart."""
    on = condition.on
    if on.form is not None:
        if printing is not None and standing.pack.form(on.form) is standing.pack.form(printing.form):
            for key in _printed_for(standing, condition, printing):
                yield Occurrence(standing, standing.past, condition, None, key, printing)
        return
    places = _places(standing, condition)
    taken = "taken-over" in whole.by_name
    events: Iterable[Event | None] = (one for one in whole.of(*on.names) if on.fits(one)) if on.names else (None,)
    for event in events:
        if taken and event is not None and before_ledger(whole, event):
            continue  # what the older papers tell of it is not here to be judged by
        keys: Sequence[str | None] = (None,)
        if condition.per_obligor:
            keys = event.obligors if event is not None and event.obligors else standing.case.obligors
        for key in keys:
            for place in places:
                yield Occurrence(standing, whole, condition, event, key, place=place)


def _places(standing: Standing, condition: Condition) -> Sequence[Loc]:
    """Give the place of each item that a condition is tested for apart; one empty place where it is of no list."""
    each = condition.each
    return [(each, number) for number in range(len(getattr(standing.file, each)))] if each is not None else ((),)


def _printed_for(standing: Standing, condition: Condition, printing: Printing) -> Sequence[str | None]:
    """Give whom a condition of a paper is tested for: the paper's obligor, else each where it is per obligor."""
    if printing.obligor is not None:
        return (None,) if condition.per == "case" else (printing.obligor,)
    return standing.case.obligors if condition.per_obligor else (None,)


def _wrongs(occurrence: Occurrence, condition: Condition) -> Iterator[Wrong]:
    if condition.test is not None:
        yield from NAMED[condition.test](occurrence)
        return
    lacking = [
        need
        for need in condition.needs
        if _met(need, occurrence, condition) is None
        and not _may_still_come(need, occurrence)
        and not _granted(need, occurrence)
    ]
    if lacking:
        named = [need.title.text for need in lacking if need.title is not None]
        said = _said(condition, occurrence, None)
        yield Wrong(_("{what}; lacking: {named}").format(what=said, named=_(", ").join(named)) if named else said)
    for need in condition.forbids:
        found = _met(need, occurrence, condition)
        if found is not None:
            yield Wrong(_said(condition, occurrence, found))
            return


def _said(condition: Condition, occurrence: Occurrence, found: Event | bool | None) -> str:
    text = condition.title.text
    if occurrence.obligor is not None:
        text = _("{what} ({obligor})").format(what=text, obligor=occurrence.obligor)
    if occurrence.item is not None:
        text = _("{what} (number {no})").format(what=text, no=_number(occurrence.item))
    if isinstance(found, Event) and found is not occurrence.event:
        return _("{what}: {event} on {day}").format(what=text, event=found.type.label, day=found.date)
    return text


def _number(item: BaseModel) -> object:
    return getattr(item, "no", None) or getattr(item, "key", "")


def _met(need: Need, occurrence: Occurrence, condition: Condition) -> Event | bool | None:
    """Tell whether a need is met: by which event, or by a fact; None where it is not."""
    if need.fact is not None:
        return True if _fact_met(need, occurrence) else None
    if occurrence.whole.by_name.keys().isdisjoint(need.event):
        return None  # most of what is asked for never happened
    found = [one for one in _looked_at(need, occurrence) if need.fits(one) and _same(need, condition, occurrence, one)]
    number = len({one.values.get(need.distinct) for one in found} - {None}) if need.distinct else len(found)
    return found[-1] if number >= need.at_least else None


def _fact_met(need: Need, occurrence: Occurrence) -> bool:
    assert need.fact is not None
    own = need.fact.partition(".")[0]
    known = {own: _own(own, occurrence)} if own in OWN else {}
    found = fact(need.fact, occurrence.standing.file, known)
    return sum(_is_as_wanted(need, one) for one in found) >= need.at_least


def _own(name: str, occurrence: Occurrence) -> BaseModel | None:
    """Give the obligor, meeting, agreement or obligation that an occasion is about; None where it is about none."""
    file, event, each = occurrence.standing.file, occurrence.event, occurrence.condition.each
    if each is not None and ITEMS[each] == name:
        return occurrence.item
    if name == "obligor":
        return file.obligor(occurrence.obligor) if occurrence.obligor else None
    if name == "meeting":
        return file.meeting(occurrence.meeting)
    if name == "agreement":
        return file.agreement(occurrence.agreement)
    return file.obligation(event.number("obligation") if event else None)


def _is_as_wanted(need: Need, value: object) -> bool:
    if need.be and not any(same_value(value, said) for said in need.be):
        return False
    return not need.holds or any(word in str(value) for word in need.holds)


def _looked_at(need: Need, occurrence: Occurrence) -> Iterator[Event]:
    """Give the events that a need looks at, by where they stand before or after the occasion."""
    event, whole = occurrence.event, occurrence.whole
    if (
        event is not None
        and event.name in need.event
        and need.at_least == 1
        and not (need.before or need.after or need.ever)
    ):
        yield event
        return
    late = need.ever or need.after is True or event is None
    upto = [one for one in whole.of(*need.names) if late or event is None or one.order <= event.order]
    after, before = _bound(need.after, occurrence, upto, last=True), _bound(need.before, occurrence, upto, last=False)
    if after is None and isinstance(need.after, str):
        return  # nothing comes after what never happened
    for one in upto:
        follows = after is None or one.order > after.order
        if (
            follows
            and (before is None or one.order < before.order)
            and _is_near(need, occurrence, one, after or before)
        ):
            yield one


def _bound(bound: bool | str, occurrence: Occurrence, events: Sequence[Event], *, last: bool) -> Event | None:
    """Give the event that bounds a need: the occasion itself, or the last or first one of a name; None for none."""
    if isinstance(bound, bool):
        return occurrence.event if bound else None
    key = occurrence.obligor
    found = [one for one in events if one.name == bound and (key is None or concerns(one, key))]
    return found[-1 if last else 0] if found else None


def _is_near(need: Need, occurrence: Occurrence, one: Event, bound: Event | None) -> bool:
    """Tell whether an event is so near to what bounds the need, else to the occasion, as the need wants."""
    if need.within is None:
        return True
    near = bound or occurrence.event
    first, last = sorted((one.date, near.date if near else occurrence.standing.on))
    return last <= _last_day(need.within, first, occurrence)


def _may_still_come(need: Need, occurrence: Occurrence) -> bool:
    """Tell whether what must follow the occasion within a time still can: its last day is not over."""
    if need.within is None or need.after is not True or occurrence.event is None:
        return False
    return occurrence.standing.on <= _last_day(need.within, occurrence.event.date, occurrence)


def _granted(need: Need, occurrence: Occurrence) -> bool:
    """Tell whether a need is of what the stage takes for granted in which a case was taken over."""
    entry = taken_over(occurrence.whole)
    return entry is not None and bool(granted(entry).intersection(need.event))


def _last_day(within: Length, first: date, occurrence: Occurrence) -> date:
    return occurrence.standing.workdays.end(first, within.count, within.unit)


def _same(need: Need, condition: Condition, occurrence: Occurrence, one: Event) -> bool:
    same = need.same if need.same is not None else condition.same
    key = occurrence.obligor
    if key is not None and (not same or "obligor" in same) and one.type.per_obligor and key not in one.obligors:
        return False
    own = {"meeting": occurrence.meeting, "agreement": occurrence.agreement}
    return all(one.number(name) == own[name] for name in same if name != "obligor")
