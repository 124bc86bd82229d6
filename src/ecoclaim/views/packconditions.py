"""The conditions of a pack: on what each is tested, what it wants or forbids, how grave a breach is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ecoclaim.model.events import EVENTS
from ecoclaim.model.labels import CHOICES
from ecoclaim.packs import Condition, Need, Pack, Source
from ecoclaim.packs.condition import TESTS
from ecoclaim.packs.lists import source_of
from ecoclaim.views.deadlines import source_json
from ecoclaim.views.packtriggers import deeper, events_where
from ecoclaim.views.why import quoted
from ecoclaim.words import Label, _, later
from ecoclaim.workdays import length


def grounded(pack: Pack) -> Iterator[tuple[Condition, Source]]:
    """Give the conditions that apply, each with the text that it rests on."""
    for one in pack.conditions:
        source = source_of(pack, one)
        if source is not None:
            yield one, source


def condition_json(pack: Pack, one: Condition, source: Source) -> dict[str, object]:
    """Give a condition its public form: on what it is tested, how grave a breach is, by which text."""
    return {
        "id": one.id,
        "code": one.finding,
        "title": one.title,
        "on": one.on.model_dump(exclude_defaults=True),
        "needs": [_need_json(need) for need in one.needs],
        "forbids": [_need_json(need) for need in one.forbids],
        "test": one.test,
        "severity": one.severity_under(source),
        "source": source_json(pack, source),
        "when": [_need_json(need) for need in one.when],
        "unless": [_need_json(need) for need in one.unless],
        "each": one.each,
        "rule": one.rule,
        "cap": one.cap,
        "per": "obligor" if one.per_obligor else "case",
        "same": list(one.same),
        "lifted_by": one.lifted_by,
        "cure": one.cure,
        "notes": list(one.notes),
    }


def _need_json(one: Need) -> dict[str, object]:
    # The library warns of a title, which is no value of its own.
    said = one.model_dump(exclude_defaults=True, exclude={"title"})
    return {**said, "title": one.title} if one.title else said


_GRAVE = {
    "refuse": later("not recorded, unless with --despite"),
    "error": later("an error"),
    "warning": later("a warning"),
    "notice": later("a notice"),
}


def condition_lines(pack: Pack, one: Condition, source: Source) -> Iterator[str]:
    """Write a condition: on what it is tested, what it wants or forbids, how grave a breach is, by which text."""
    yield f"  {one.title} ({one.id})"
    yield _("    Tested at: {occasion}").format(occasion=_occasion(pack, one))
    for title, needs in (
        (_("    Only where: {what}"), one.when),
        (_("    Not where: {what}"), one.unless),
        (_("    Wants: {what}"), one.needs),
        (_("    Forbids: {what}"), one.forbids),
    ):
        if needs:
            yield title.format(what=_("; ").join(map(_need, needs)))
    if one.test is not None:
        yield _("    Tests: {what}").format(what=TESTS[one.test][0])
    yield _("    A breach is: {severity}").format(severity=_(_GRAVE[one.severity_under(source)]))
    if one.lifted_by:
        yield _("    Lifted by: {events}").format(events=EVENTS[one.lifted_by].label)
    if one.cure:
        yield _("    Cure: {cure}").format(cure=one.cure)
    yield from deeper(quoted(pack, source))
    for note in one.notes:
        yield _("    Note: {note}").format(note=note)


def _occasion(pack: Pack, one: Condition) -> str:
    on = one.on
    if one.each is not None:
        return _("every check, each of {list}").format(list=one.each)
    if on.form is not None:
        return str(form.title) if (form := pack.form(on.form)) else on.form
    if on.at is not None:
        return _("closing") if on.at == "closing" else _("every check")
    return events_where(on.event, on.where, on.unless)


def _named(fact: str, values: Iterable[str]) -> Iterator[str]:
    """Give the values of a fact by their names, where they are few and fixed: obligation.what is one of Obligation."""
    owner, _dot, field = fact.partition(".")
    known = CHOICES.get(f"{owner.capitalize()}.{field}", {})
    return (Label(*known[value]).text if value in known else value for value in values)


def _need(one: Need) -> str:
    if one.fact is not None:
        text = _("{fact} is written").format(fact=one.fact)
        if one.be:
            text = _("{fact} is {values}").format(fact=one.fact, values=_(" or ").join(_named(one.fact, one.be)))
        if one.holds:
            text = _("{fact} holds {values}").format(fact=one.fact, values=_(" or ").join(one.holds))
    else:
        text = events_where(one.event, one.where, one.unless)
    fields = EVENTS[one.event[0]].all_fields if one.event else {}
    more = [
        *(
            [_("with {fields}").format(fields=_(" or ").join(str(fields[each].label) for each in one.has))]
            if one.has
            else []
        ),
        *([_("at least {n} times").format(n=one.at_least)] if one.at_least > 1 else []),
        *([_("of different {field}").format(field=one.distinct)] if one.distinct else []),
        *(_bound(_("before it"), _("before: {event}"), one.before)),
        *(_bound(_("after it"), _("after: {event}"), one.after)),
        *([_("whenever")] if one.ever else []),
        *([_("within {length}").format(length=length(one.within.count, one.within.unit))] if one.within else []),
        *([_("of the same {what}").format(what=_(", ").join(_(_SAME[each]) for each in one.same))] if one.same else []),
    ]
    told = _(", ").join([text, *more])
    return _("{what} ({fields})").format(what=one.title, fields=told) if one.title else told


_SAME = {"obligor": later("obligor"), "meeting": later("meeting"), "agreement": later("agreement")}


def _bound(itself: str, other: str, bound: bool | str) -> list[str]:
    """Say that a need stands before or after the occasion, or an event."""
    if isinstance(bound, bool):
        return [itself] if bound else []
    return [other.format(event=EVENTS[bound].label)]
