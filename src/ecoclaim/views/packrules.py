"""The rules and limits of a pack: their periods, triggers, readings and examples, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.deadlines import CALENDARS
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Cap, Example, Pack, Rule, Source, Span
from ecoclaim.views import terms
from ecoclaim.views.deadlines import source_json
from ecoclaim.views.packtriggers import deeper, trigger_json, trigger_titles, value_title
from ecoclaim.views.why import quoted
from ecoclaim.words import _, later
from ecoclaim.workdays import length

_PER = {"case": later("once a case"), "obligor": later("for each obligor"), "ledger": later("of the office")}
_EACH = {
    "service": later("for each service"),
    "meeting": later("for each meeting"),
    "agreement": later("for each agreement"),
    "obligation": later("for each obligation"),
    "what": later("for each thing to publish"),
}
_CYCLE = {
    "quarter": later("once a quarter"),
    "half-year": later("once a half-year"),
    "year": later("once a year"),
}
_ROLE = {"department": later("departments"), "coordinator": later("coordinating offices")}


def cap_json(pack: Pack, cap: Cap) -> dict[str, object]:
    """Give a limit its whole public form: how often, what counts and until when, by which text."""
    return {
        "id": cap.id,
        "title": cap.title,
        "max": cap.max,
        "extended_max": cap.extended_max,
        "extended_by": cap.extended_by,
        "source": source_json(pack, cap.source),
        "means": cap.means,
        "counts": [trigger_json(one) for one in cap.counts],
        "uncounted": {name: list(values) for name, values in cap.uncounted.items()},
        "until": [trigger_json(one) for one in cap.until],
        "also": [source_json(pack, one) for one in cap.also],
        "notes": list(cap.notes),
    }


def rule_json(pack: Pack, rule: Rule | Cap) -> dict[str, object]:
    """Give a rule or limit its public form: what it says, and the words of the text."""
    if isinstance(rule, Cap):
        return {
            "id": rule.id,
            "title": rule.title,
            "max": rule.max,
            "extended_max": rule.extended_max,
            "source": source_json(pack, rule.source),
        }
    return {
        "id": rule.id,
        "title": rule.title,
        "per": rule.per,
        "role": rule.role,
        "optional": rule.optional,
        "duty": rule.duty,
        "firmness": rule.firmness,
        "period": period(rule),
        "spans": [
            {"count": one.count, "unit": one.unit, "since": one.since, "until": one.until}
            for one in (*rule.within, *rule.before)
        ],
        "starts": [one.event for one in (*rule.starts, *rule.assumed)],
        "ends": [one.event for one in rule.ends],
        "voids": [one.event for one in rule.voids],
        "while_owed": list(rule.while_owed),
        "restarts": [one.event for one in rule.restarts],
        "means": rule.means,
        "triggers": {
            key: [trigger_json(one) for one in triggers]
            for key, triggers in (
                ("starts", rule.starts),
                ("assumed", rule.assumed),
                ("ends", rule.ends),
                ("voids", rule.voids),
                ("restarts", rule.restarts),
            )
        },
        "readings": [
            *([{"id": rule.reading.id, "title": rule.reading.title}] if rule.reading else []),
            *({"id": one.id, "title": one.title} for one in rule.readings),
        ],
        "agreed": rule_json(pack, rule.of_agreement) if rule.of_agreement else None,
        "on_expiry": rule.on_expiry.title if rule.on_expiry else None,
        "source": source_json(pack, rule.source),
        "also": [source_json(pack, one) for one in rule.also],
        "examples": [_example_json(one) for one in rule.examples],
        "prompt_examples": [
            {"title": one.title, "start": one.start, "on": one.on, "age": one.age, "met": one.met}
            for one in rule.prompt_examples
        ],
        "notes": list(rule.notes),
    }


def _example_json(one: Example) -> dict[str, object]:
    return {
        "title": one.title,
        "calendar": one.calendar,
        "start": one.start,
        "due": one.due,
        "rolled": one.rolled,
        "safe": one.safe,
        "may_act_from": one.may_act_from,
        "certain": one.certain,
        "number": one.number,
        "readings": dict(one.readings),
        "starts": dict(one.starts),
    }


def period(rule: Rule) -> str:
    """Say how long the period of a rule is."""
    if rule.prompt:
        return _("promptly, without a number of days")
    if rule.cycle:
        named = rule.named_day
        if named is None and rule.undated:
            return _("{cycle} (no day named)").format(cycle=_(_CYCLE[rule.cycle]))
        if named is None:
            return _(_CYCLE[rule.cycle])
        text = (
            _("{cycle}, by day {day} of month {month} of the year after")
            if named.year_after
            else _("{cycle}, by day {day} of its month {month}")
        )
        return text.format(cycle=_(_CYCLE[rule.cycle]), day=named.day, month=named.month)
    if rule.until is not None:
        return _("until the day agreed or judged")
    return _("; ").join(_span(one, backward=bool(rule.before)) for one in (*rule.within, *rule.before))


def _span(one: Span, *, backward: bool) -> str:
    text = _("{length} before").format(length=length(one.count, one.unit)) if backward else ""
    text = text or length(one.count, one.unit)
    if one.field:
        text = _("{length}, or as agreed, served or announced").format(length=text)
    if one.since:
        text = _("{length} (starts from {day} on)").format(length=text, day=one.since.isoformat())
    if one.until:
        text = _("{length} (starts up to {day})").format(length=text, day=one.until.isoformat())
    return text


def rule_lines(pack: Pack, rule: Rule) -> Iterator[str]:
    """Write a rule: for whom, how long, from what to what, by which text, with its readings and examples."""
    yield f"  {rule.title} ({rule.id})" + (_(" [optional: off until ecoclaim.yaml says on]") if rule.optional else "")
    each = _(_EACH[rule.instance]) if rule.instance else _(_PER[rule.per])
    yield _("    For {who}: {firmness}; {each}").format(
        who=terms.duty(rule.duty), firmness=terms.firmness(rule.firmness), each=each
    )
    if rule.role:
        yield _("    Only for: {role}").format(role=_(_ROLE[rule.role]))
    yield _("    Period: {period}").format(period=period(rule))
    for title, triggers in (
        (_("    Counted from: {events}"), (*rule.starts, *rule.assumed)),
        (_("    Runs anew from: {events}"), rule.restarts),
        (_("    Done by: {events}"), rule.ends),
        (_("    No longer due after: {events}"), rule.voids),
    ):
        if triggers:
            yield title.format(events=trigger_titles(triggers))
    if rule.while_owed:
        names = _(" or ").join(str(EVENTS[name].label) for name in rule.while_owed)
        yield _("    No longer due once all is performed, if opened by: {events}").format(events=names)
    for source in (rule.source, *rule.also, *_span_sources(rule)):
        yield from deeper(quoted(pack, source))
    if rule.reading:
        yield _("    Prevailing reading: {title}").format(title=rule.reading.title)
    for rival in rule.readings:
        yield _("    Other reading: {title}").format(title=rival.title)
        if rival.source:
            yield from deeper(quoted(pack, rival.source))
    if rule.of_agreement is not None:
        yield _("    Of a claim under an agreement:")
        yield from deeper(_agreed(pack, rule.of_agreement))
    if rule.on_expiry:
        yield _("    On expiry: {title}").format(title=rule.on_expiry.title)
        if rule.on_expiry.source:
            yield from deeper(quoted(pack, rule.on_expiry.source))
    for example in rule.examples:
        yield _example(rule, example)
    for prompt in rule.prompt_examples:
        text = _("    Example ({title}): from {start}, on {day} it is {age} days old")
        yield text.format(title=prompt.title, start=prompt.start, day=prompt.on, age=prompt.age)
    for note in rule.notes:
        yield _("    Note: {note}").format(note=note)


def _agreed(pack: Pack, rule: Rule) -> Iterator[str]:
    yield _("Period: {period}").format(period=period(rule))
    for title, triggers in (
        (_("Counted from: {events}"), rule.starts),
        (_("No longer due after: {events}"), rule.voids),
    ):
        yield title.format(events=trigger_titles(triggers))
    for source in (rule.source, *rule.also, *_span_sources(rule)):
        yield from quoted(pack, source)
    if rule.reading:
        yield _("Prevailing reading: {title}").format(title=rule.reading.title)
    for rival in rule.readings:
        yield _("Other reading: {title}").format(title=rival.title)
        if rival.source:
            yield from quoted(pack, rival.source)
    yield from (_example(rule, example).strip() for example in rule.examples)
    yield from (_("Note: {note}").format(note=note) for note in rule.notes)


def _span_sources(rule: Rule) -> Iterator[Source]:
    return (one.source for one in (*rule.within, *rule.before) if one.source)


def _example(rule: Rule, one: Example) -> str:
    text = _("    Example ({title}): from {start} to {due}").format(title=one.title, start=one.start, due=one.due)
    if one.rolled and one.rolled != one.due:
        text += _(", moves on to {day}").format(day=one.rolled)
    if one.safe and one.safe not in (one.due, one.rolled):
        text += _(", plan by {day}").format(day=one.safe)
    if one.may_act_from:
        text += _(", over for certain from {day}").format(day=one.may_act_from)
    titles = {**CALENDARS, **{each.id: each.title for each in rule.readings}}
    for name, day in one.readings.items():
        text += _(", read otherwise ({reading}) {day}").format(reading=titles.get(name, name), day=day)
    return text


def cap_lines(pack: Pack, cap: Cap) -> Iterator[str]:
    """Write a limit: how often, what counts, by which approval more, by which text."""
    yield f"  {cap.title} ({cap.id})"
    if cap.extended_max:
        yield _("    At most {max}, once approved {more}").format(max=cap.max, more=cap.extended_max)
    else:
        yield _("    At most {max}").format(max=cap.max)
    yield _("    Counted: {events}").format(events=trigger_titles(cap.counts))
    if cap.until:
        yield _("    Counted no longer after: {events}").format(events=trigger_titles(cap.until))
    fields = EVENTS[cap.counts[0].event].all_fields if cap.counts else {}
    for name, values in cap.uncounted.items():
        named = _(" or ").join(value_title(fields[name], one) if name in fields else one for one in values)
        yield _("    Not counted: {field}: {values}").format(
            field=fields[name].label if name in fields else name, values=named
        )
    if cap.extended_by:
        yield _("    More only after: {events}").format(events=EVENTS[cap.extended_by].label)
    for source in (cap.source, *cap.also):
        yield from deeper(quoted(pack, source))
    for note in cap.notes:
        yield _("    Note: {note}").format(note=note)
