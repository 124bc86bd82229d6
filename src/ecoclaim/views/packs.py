"""What `packs` answers: the packs there are, a pack as a page a lawyer can read, two packs side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines import CALENDARS
from ecoclaim.model.events import EVENTS, FieldType
from ecoclaim.packs import Cap, Condition, Example, Extension, Need, Pack, Rule, Source, Span, Trigger
from ecoclaim.packs.citing import cited
from ecoclaim.packs.condition import TESTS
from ecoclaim.packs.form import FormEntry
from ecoclaim.packs.lists import source_of
from ecoclaim.views import json, terms
from ecoclaim.views.deadlines import lines_on, source_json
from ecoclaim.views.packlists import archive_lines, document_lines, list_lines, lists_json
from ecoclaim.views.table import Column, Paper, table
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


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """The packs there are, each with whether it is the office's own."""

    today: date
    packs: Sequence[tuple[Pack, bool]]

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today, {"packs": [{**_head_json(pack, self.today), "own": own} for pack, own in self.packs]}
        )

    def table(self, paper: Paper) -> str:
        """Write the answer as a table."""
        columns = [
            *(Column(_("Name")), Column(_("Rule pack"), breaks=True), Column(_("In force"), breaks=True)),
            *(Column(_("Extends")), Column(_("Rules"), right=True), Column(_("From"))),
        ]
        rows = (
            (
                *(pack.name, pack.title.text, _in_force(pack, self.today), pack.extends or "-", str(len(pack.rules))),
                _("this office") if own else _("shipped"),
            )
            for pack, own in self.packs
        )
        return table(columns, rows, paper)


@dataclass(frozen=True, slots=True)
class PackAnswer:
    """One pack, with all that it takes from the packs it extends."""

    today: date
    pack: Pack

    def json(self) -> str:
        """Write the answer as JSON."""
        pack = self.pack
        return json.answer(
            self.today,
            {
                **_head_json(pack, self.today),
                "rules": [rule_json(pack, rule) for rule in pack.rules],
                "caps": [
                    {
                        "id": cap.id,
                        "title": cap.title,
                        "max": cap.max,
                        "extended_max": cap.extended_max,
                        "extended_by": cap.extended_by,
                        "source": source_json(pack, cap.source),
                        "means": cap.means,
                        "counts": [_trigger_json(one) for one in cap.counts],
                        "uncounted": {name: list(values) for name, values in cap.uncounted.items()},
                        "until": [_trigger_json(one) for one in cap.until],
                        "also": [source_json(pack, one) for one in cap.also],
                        "notes": list(cap.notes),
                    }
                    for cap in pack.caps
                ],
                "bars": [
                    {"id": one.id, "title": one.title, "source": source_json(pack, source)}
                    for one, source in _grounded(pack)
                    if one.severity == "refuse"
                ],
                "conditions": [condition_json(pack, one, source) for one, source in _grounded(pack)],
                "forms": [_form_json(form) for form in pack.forms],
                **lists_json(pack),
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the pack as a page."""
        return lines_on(paper, *self._lines())

    def _lines(self) -> Iterator[str]:
        pack = self.pack
        yield f"{pack.title} ({pack.name})"
        yield _("In force: {time}").format(time=_in_force(pack, self.today))
        if pack.extends:
            yield _("What it does not say itself it takes from: {name}").format(name=pack.extends)
        if pack.source:
            yield from quoted(pack, pack.source)
        yield ""
        yield from document_lines(pack)
        yield ""
        yield _("How days are counted")
        if pack.calendar:
            yield "  " + _(
                "with the days off of the region: {calendar} (`ecoclaim calendar --pack {pack}` shows them)"
            ).format(calendar=pack.calendar, pack=pack.name)
        for entry in pack.counting.values():
            yield f"  {entry.title}"
            if entry.source:
                yield from _deeper(quoted(pack, entry.source))
        yield from list_lines(pack)
        yield ""
        yield _("Rules")
        for rule in pack.rules:
            yield ""
            yield from _rule(pack, rule)
        yield ""
        yield _("Limits")
        for cap in pack.caps:
            yield ""
            yield from _cap(pack, cap)
        yield ""
        yield _("Conditions")
        for condition, source in _grounded(pack):
            yield ""
            yield from _condition(pack, condition, source)
        yield ""
        yield _("Forms")
        for form in pack.forms:
            yield from _form(form)
        yield ""
        yield from archive_lines(pack)


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """Two packs side by side, rule by rule."""

    today: date
    one: Pack
    other: Pack

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today,
            {
                "packs": [self.one.name, self.other.name],
                "heads": [_head_json(pack, self.today) for pack in (self.one, self.other)],
                "rules": [
                    {
                        "rule": name,
                        "same": _told(self.one, mine) == _told(self.other, theirs),
                        self.one.name: rule_json(self.one, mine) if mine else None,
                        self.other.name: rule_json(self.other, theirs) if theirs else None,
                    }
                    for name, mine, theirs in self._pairs()
                ],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the differences side by side; what is the same stands below by name."""
        columns = [
            Column(_("Rule"), breaks=True),
            Column(self.one.title.text, breaks=True),
            Column(self.other.title.text, breaks=True),
        ]
        pairs = [(name, _told(self.one, mine), _told(self.other, theirs)) for name, mine, theirs in self._pairs()]
        same = [name for name, mine, theirs in pairs if mine == theirs]
        times = (_("In force"), _in_force(self.one, self.today), _in_force(self.other, self.today))
        text = table(columns, [pair for pair in (times, *pairs) if pair[1] != pair[2]], paper)
        if not same:
            return text
        return text + "\n" + lines_on(paper, _("The same in both: {names}").format(names=_(", ").join(same)))

    def _pairs(self) -> Iterator[tuple[str, Rule | Cap | None, Rule | Cap | None]]:
        mine, theirs = _by_id(self.one), _by_id(self.other)
        for name in dict.fromkeys((*mine, *theirs)):
            yield name, mine.get(name), theirs.get(name)


def _by_id(pack: Pack) -> dict[str, Rule | Cap]:
    return {**{one.id: one for one in pack.rules}, **{one.id: one for one in pack.caps}}


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
        "restarts": [one.event for one in rule.restarts],
        "means": rule.means,
        "triggers": {
            key: [_trigger_json(one) for one in triggers]
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


def _trigger_json(one: Trigger) -> dict[str, object]:
    return one.model_dump(exclude_defaults=True, by_alias=True)


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


def _rule(pack: Pack, rule: Rule) -> Iterator[str]:
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
            yield title.format(events=_events(triggers))
    for source in (rule.source, *rule.also, *_span_sources(rule)):
        yield from _deeper(quoted(pack, source))
    if rule.reading:
        yield _("    Prevailing reading: {title}").format(title=rule.reading.title)
    for rival in rule.readings:
        yield _("    Other reading: {title}").format(title=rival.title)
        if rival.source:
            yield from _deeper(quoted(pack, rival.source))
    if rule.of_agreement is not None:
        yield _("    Of a claim under an agreement:")
        yield from _deeper(_agreed(pack, rule.of_agreement))
    if rule.on_expiry:
        yield _("    On expiry: {title}").format(title=rule.on_expiry.title)
        if rule.on_expiry.source:
            yield from _deeper(quoted(pack, rule.on_expiry.source))
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
        yield title.format(events=_events(triggers))
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


def _cap(pack: Pack, cap: Cap) -> Iterator[str]:
    yield f"  {cap.title} ({cap.id})"
    if cap.extended_max:
        yield _("    At most {max}, once approved {more}").format(max=cap.max, more=cap.extended_max)
    else:
        yield _("    At most {max}").format(max=cap.max)
    yield _("    Counted: {events}").format(events=_events(cap.counts))
    if cap.until:
        yield _("    Counted no longer after: {events}").format(events=_events(cap.until))
    fields = EVENTS[cap.counts[0].event].all_fields if cap.counts else {}
    for name, values in cap.uncounted.items():
        named = _(" or ").join(_value(fields[name], one) if name in fields else one for one in values)
        yield _("    Not counted: {field}: {values}").format(
            field=fields[name].label if name in fields else name, values=named
        )
    if cap.extended_by:
        yield _("    More only after: {events}").format(events=EVENTS[cap.extended_by].label)
    for source in (cap.source, *cap.also):
        yield from _deeper(quoted(pack, source))
    for note in cap.notes:
        yield _("    Note: {note}").format(note=note)


_ABOUT = {
    "case": later("one for the case"),
    "notice": later("one for each notice"),
    "agent": later("one for each agent"),
    "meeting": later("one for each meeting"),
    "agreement": later("one for each agreement"),
    "obligor": later("one for each obligor"),
    "deadline": later("one for each deadline"),
}


def _form(form: FormEntry) -> Iterator[str]:
    yield f"  {form.title} ({form.id})" + (_(" [house form, no official sample]") if form.house else "")
    wanted = form.wanted_by or form.source
    told = [_(_ABOUT[form.about]), wanted.article if wanted else ""]
    yield "    " + _("; ").join(part for part in told if part)
    if form.carries_out:
        events = _(", ").join(EVENTS[name].label.text for name in form.carries_out)
        yield _("    Carries out: {events}").format(events=events)
    after = [EVENTS[name].label.text for name in form.ready_when if name in EVENTS]
    if after:
        yield _("    Not before: {events}").format(events=_(" or ").join(after))
    kept = [name for name in form.ready_when if name not in EVENTS]
    if kept:
        yield _("    Refused where these do not hold: {conditions}").format(conditions=_(", ").join(kept))
    blanks = [blank.label.text for blank in form.blanks if not blank.spare and blank.label.text]
    if blanks:
        yield _("    Blanks: {blanks}").format(blanks=_(", ").join(dict.fromkeys(blanks)))


def _form_json(form: FormEntry) -> dict[str, object]:
    return {
        "form": form.id,
        "title": form.title,
        "house": form.house,
        "means": form.means,
        "about": form.about,
        "article": wanted.article if (wanted := form.wanted_by or form.source) else None,
        "carries_out": list(form.carries_out),
        "ready_when": list(form.ready_when),
        "blanks": [
            {
                "name": one.name,
                "label": one.label,
                "path": one.path,
                "event": list(one.event),
                "field": one.field,
                "worded": one.worded,
                "who": one.who,
                "ink": one.ink,
                "optional": one.optional or one.spare,
            }
            for one in form.blanks
        ],
    }


def _grounded(pack: Pack) -> Iterator[tuple[Condition, Source]]:
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
        "needs": [need.model_dump(exclude_defaults=True) for need in one.needs],
        "forbids": [need.model_dump(exclude_defaults=True) for need in one.forbids],
        "test": one.test,
        "severity": one.severity_under(source),
        "source": source_json(pack, source),
        "when": [need.model_dump(exclude_defaults=True) for need in one.when],
        "unless": [need.model_dump(exclude_defaults=True) for need in one.unless],
        "each": one.each,
        "rule": one.rule,
        "cap": one.cap,
        "per": "obligor" if one.per_obligor() else "case",
        "same": list(one.same),
        "lifted_by": one.lifted_by,
        "cure": one.cure,
        "notes": list(one.notes),
    }


_GRAVE = {
    "refuse": later("not recorded, unless with --despite"),
    "error": later("an error"),
    "warning": later("a warning"),
    "notice": later("a notice"),
}


def _condition(pack: Pack, one: Condition, source: Source) -> Iterator[str]:
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
    yield from _deeper(quoted(pack, source))
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
    return _chosen(on.event, on.where, on.unless)


def _need(one: Need) -> str:
    if one.fact is not None:
        text = _("{fact} is written").format(fact=one.fact)
        text = _("{fact} is {values}").format(fact=one.fact, values=_(" or ").join(one.be)) if one.be else text
        if one.holds:
            text = _("{fact} holds {values}").format(fact=one.fact, values=_(" or ").join(one.holds))
    else:
        text = _chosen(one.event, one.where, one.unless)
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
    return _(", ").join([text, *more])


_SAME = {"obligor": later("obligor"), "meeting": later("meeting"), "agreement": later("agreement")}


def _bound(itself: str, other: str, bound: bool | str) -> list[str]:
    """Say that a need stands before or after the occasion, or an event."""
    if isinstance(bound, bool):
        return [itself] if bound else []
    return [other.format(event=EVENTS[bound].label)]


def _chosen(events: Iterable[str], where: Mapping[str, Sequence[str]], unless: Mapping[str, Sequence[str]]) -> str:
    """Name events, with the values that their fields must or must not have."""
    names = list(events)
    text = _(" or ").join(EVENTS[name].label.text for name in names)
    fields = EVENTS[names[0]].all_fields
    told = [
        words.format(field=fields[name].label, values=_(" or ").join(_value(fields[name], one) for one in values))
        for asked, words in ((where, _("{field}: {values}")), (unless, _("{field} not: {values}")))
        for name, values in asked.items()
        if name in fields
    ]
    return _("{what} ({fields})").format(what=text, fields=_("; ").join(told)) if told else text


def _value(field: FieldType, value: str) -> str:
    return str(field.choices[value]) if value in field.choices else value


def _events(triggers: Iterable[Trigger]) -> str:
    return _(", ").join(dict.fromkeys(map(_trigger, triggers)))


def _trigger(one: Trigger) -> str:
    text = _chosen((one.event,), one.where, one.unless)
    more = [
        words.format(events=_(" or ").join(EVENTS[name].label.text for name in names))
        for names, words in ((one.after, _("after {events}")), (one.without, _("without {events} before it")))
        if names
    ]
    if one.counts_from:
        more.append(_("from the day in {fact}").format(fact=one.counts_from))
    return _("{what} ({fields})").format(what=text, fields=_("; ").join(more)) if more else text


def _deeper(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _told(pack: Pack, rule: Rule | Cap | None) -> str:
    """Say in one line what a rule says, to be laid beside another."""
    if rule is None:
        return _("none")
    what = str(rule.max) if isinstance(rule, Cap) else period(rule)
    text = _("{what}; {source}").format(what=what, source=cited(pack, rule.source))
    if not isinstance(rule, Cap) and rule.readings:
        text = _("{text}; also read: {readings}").format(
            text=text, readings=_(", ").join(one.title.text for one in rule.readings)
        )
    return text if rule.source.verified else _("{text} [second-hand]").format(text=text)


def _head_json(pack: Pack, today: date) -> dict[str, object]:
    return {
        "name": pack.name,
        "title": pack.title,
        "extends": pack.extends,
        "calendar": pack.calendar,
        "in_force_from": pack.in_force_from,
        "in_force_until": pack.in_force_until,
        "in_force_at_latest": pack.in_force_at_latest,
        "expired": pack.expired_on(today),
    }


def _in_force(pack: Pack, today: date) -> str:
    if pack.in_force_from is None and pack.in_force_until is None:
        return _("no time stated")
    text = _("{first} to {last}").format(
        first=pack.in_force_from.isoformat() if pack.in_force_from else "…",
        last=pack.in_force_until.isoformat() if pack.in_force_until else "…",
    )
    latest = pack.in_force_at_latest
    if latest is not None and pack.last_day_disputed(latest):
        text = _("{time} (counted otherwise {other})").format(time=text, other=latest.isoformat())
    if pack.extended_by is not None:
        text = _("{time}, extended by {document}").format(time=text, document=_extension(pack.extended_by))
    return _("{time} (over)").format(time=text) if pack.expired_on(today) else text


def _extension(by: Extension) -> str:
    named = [by.document, by.number, by.date.isoformat() if by.date else None]
    return _(", ").join(part for part in named if part) or "…"
