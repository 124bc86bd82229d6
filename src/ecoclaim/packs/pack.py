"""What a rule pack is, how one extends another, and how text becomes one.

Alone knows the shape of a pack file and the meaning of `extends`: the child holds only what differs. An entry of a
list (rules, caps, conditions …) that keeps the inherited id replaces the fields it names; one with an id of its own
that `means` what an inherited entry means replaces that entry whole. A cap that names a number replaces the inherited
numbers and their sources with it. Named lists (channels, grounds …) are joined by key. Of forms and of the dossier the
child's own come first, so that a child sets the order too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import Field, PrivateAttr

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotFound, Problem, dotted
from ecoclaim.model.events import EVENTS
from ecoclaim.model.scalars import Day, Text, Texts, YesNo
from ecoclaim.model.values import Loc, Value, problem, shaped
from ecoclaim.packs.condition import Condition
from ecoclaim.packs.joining import (
    EARLIER,
    JOINED_BY_ID,
    archive_entry,
    as_now,
    by_id,
    entry_id,
    joined,
    joined_by_key,
    joined_forms,
    places,
    without_number,
)
from ecoclaim.packs.rule import Cap, MeansCounting, Named, Rule, Source
from ecoclaim.roles import CapRole, CountingRole, FormRole, RuleRole
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.packs.form import ArchiveEntry, FormEntry
    from ecoclaim.packs.table import FormTable

_OWN_FIRST = ("forms", "archive")
_BY_KEY = (
    "blanks",
    "documents",
    "counting",
    "channels",
    "domains",
    "failure_grounds",
    "decline_grounds",
    "termination_grounds",
    "loss_heads",
)
_OWN = ("name", "title", "extends", "without")

Finder = Callable[[str], yamlfile.Document | None]
_MOST_ENTRIES = 1000
_DEEPEST = 10


class LawDocument(Value):
    """A document that the pack quotes."""

    title: Named
    issuer: Text | None = None
    number: Text | None = None
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    verified: YesNo = True
    note: Named | None = None


class Entry(Value):
    """A named value of a list of the pack: a channel, a domain, a ground, a head of loss, a way to count days.

    `usual_for` are words of the names of the departments that a domain belongs to.
    """

    title: Named
    means: MeansCounting | None = None
    source: Source | None = None
    wants: Texts = ()
    usual_for: Texts = ()


class Extension(Value):
    """The document by which the time of a pack was extended."""

    document: Text | None = None
    number: Text | None = None
    date: Day | None = None


class Pack(Value):
    """A rule pack with all that it takes from the packs it extends.

    `source` is the text that fixes the pack's own time; `counting` the texts by which days are counted; `calendar` the
    region whose days off are added to the nation's. By another way to count, its time lasts until `in_force_at_latest`.
    """

    name: Text
    title: Named
    extends: Text | None = None
    without: Texts = ()
    document: Text | None = None
    calendar: Text | None = None
    in_force_from: Day | None = None
    in_force_until: Day | None = None
    in_force_at_latest: Day | None = None
    extended_by: Extension | None = None
    source: Source | None = None
    documents: dict[Text, LawDocument] = {}
    counting: dict[Text, Entry] = {}
    channels: dict[Text, Entry] = {}
    domains: dict[Text, Entry] = {}
    failure_grounds: dict[Text, Entry] = {}
    decline_grounds: dict[Text, Entry] = {}
    termination_grounds: dict[Text, Entry] = {}
    loss_heads: dict[Text, Entry] = {}
    rules: tuple[Rule, ...] = ()
    caps: tuple[Cap, ...] = ()
    conditions: tuple[Condition, ...] = ()
    said_blanks: dict[Text, Any] = Field(default={}, alias="blanks")
    said_forms: tuple[Any, ...] = Field(default=(), alias="forms")
    said_archive: tuple[Any, ...] = Field(default=(), alias="archive")
    _documents: tuple[yamlfile.Document, ...] = PrivateAttr(())
    _earlier: dict[tuple[str, date], Rule | None] = PrivateAttr(default_factory=dict)

    @cached_property
    def table(self) -> FormTable:
        """Its forms, made when they are first asked for; raises BadFile with every problem of their text."""
        # What asks for no form is spared the cost of their shape.
        from ecoclaim.packs.table import form_table

        said = {"blanks": self.said_blanks, "forms": [*self.said_forms], "archive": [*self.said_archive]}
        return form_table(said, self._documents, self.documents, [one.id for one in self.conditions])

    @property
    def forms(self) -> tuple[FormEntry, ...]:
        """The forms that the pack offers, in its order."""
        return self.table.offered

    @property
    def all_forms(self) -> tuple[FormEntry, ...]:
        """The forms of the pack, those too that it has for packs that extend it."""
        return self.table.forms

    @property
    def archive(self) -> tuple[ArchiveEntry, ...]:
        """The pieces of a dossier, in their order."""
        return self.table.archive

    @property
    def lineage(self) -> tuple[str, ...]:
        """The pack's name and those of the packs it extends, the nearest first."""
        return (self.name, *(str(one.tree["name"]) for one in self._documents[1:] if isinstance(one.tree, dict)))

    def form(self, name: str) -> FormEntry | None:
        """Find a form, offered or not, by id, else by role."""
        return self.table.form(name)

    def form_that_is(self, role: FormRole) -> FormEntry | None:
        """Find the form of a role."""
        return next((form for form in self.all_forms if form.means is role), None)

    def rule(self, name: str) -> Rule | None:
        """Find a rule by id."""
        return next((rule for rule in self.rules if rule.id == name), None)

    def rule_of(self, role: RuleRole) -> Rule | None:
        """Find the rule that has a role."""
        return next((rule for rule in self.rules if rule.means == role), None)

    def cap(self, name: str) -> Cap | None:
        """Find a cap by id."""
        return next((cap for cap in self.caps if cap.id == name), None)

    def cap_of(self, role: CapRole) -> Cap | None:
        """Find the cap that has a role."""
        return next((cap for cap in self.caps if cap.means == role), None)

    def condition(self, name: str) -> Condition | None:
        """Find a condition by id."""
        return next((one for one in self.conditions if one.id == name), None)

    def tested_rule(self, condition: Condition) -> Rule | None:
        """Find the rule that a condition's test looks at, by role, else by id."""
        name = condition.rule
        return next((one for one in self.rules if name is not None and name in (one.means, one.id)), None)

    def tested_cap(self, condition: Condition) -> Cap | None:
        """Find the cap that a condition's test looks at, by role, else by id."""
        name = condition.cap
        return next((one for one in self.caps if name is not None and name in (one.means, one.id)), None)

    def counting_of(self, role: CountingRole) -> Entry | None:
        """Find the way to count days that has a role."""
        return next((one for one in self.counting.values() if one.means == role), None)

    def problem(self, field: str, message: str) -> Problem:
        """Make a problem of what the nearest file of the pack says in a field."""
        own = next(one for one in self._documents if isinstance(one.tree, dict) and field in one.tree)
        return problem(own.path, own.place, (field,), message)

    def sources(self) -> list[Source]:
        """List every source that the pack quotes."""
        return _sources(self) + self.table.sources

    def expired_on(self, day: date) -> bool:
        """Tell whether the pack's own time is over on a day, however its last day is counted."""
        until = self.in_force_until
        return until is not None and day > max(until, self.in_force_at_latest or until)

    def last_day_disputed(self, day: date) -> bool:
        """Tell whether the pack is in force on a day by one way to count its time only."""
        return self.in_force_until is not None and day > self.in_force_until and not self.expired_on(day)

    @cached_property
    def extended(self) -> Pack | None:
        """The pack that this one extends, made when it is first asked for."""
        texts = {str(one.tree["name"]): one for one in self._documents[1:] if isinstance(one.tree, dict)}
        return load(str(self.extends), texts.get, trusted=True) if self.extends in texts else None

    def in_force(self, source: Source, day: date) -> bool:
        """Tell whether a text had come into force by a day; where nobody knows since when, it had."""
        document = self.documents.get(source.document)
        since = source.since or (document.in_force_from if document else None)
        return since is None or since <= day

    def rule_on(self, rule: Rule, day: date) -> Rule | None:
        """Give a rule as it stood on a day: by a text then in force, else as an extended pack has it.

        None where no text was in force then.
        """
        if day >= self._begins.get(rule.id, date.min):
            return rule
        if (rule.id, day) not in self._earlier:
            self._earlier[rule.id, day] = self._rule_before(rule, day)
        return self._earlier[rule.id, day]

    def _rule_before(self, rule: Rule, day: date) -> Rule | None:
        span = rule.span_on(day)
        if span is not None and span.source is not None and self.in_force(span.source, day):
            return rule
        for source in (rule.source, *rule.also):
            if self.in_force(source, day):
                return rule.model_copy(update={"source": source})
        extended = self.extended
        if extended is None:
            return None
        same = (extended.rule_of(rule.means) if rule.means else None) or extended.rule(rule.id)
        found = extended.rule_on(same, day) if same is not None else None
        # The row keeps its identity, whatever text it is judged by.
        return found.model_copy(update={"id": rule.id}) if found is not None else None

    @cached_property
    def _begins(self) -> dict[str, date]:
        """The day from which each rule's own text is in force, for the rules of which it is known."""
        found = {}
        for rule in self.rules:
            document = self.documents.get(rule.source.document)
            since = rule.source.since or (document.in_force_from if document else None)
            if since is not None:
                found[rule.id] = since
        return found


def load(name: str, find: Finder, *, trusted: bool = False) -> Pack:
    """Make the pack of a name with all that it extends; `find` gives the text of a name, or None.

    The forms of a `trusted` one are looked at when they are first asked for.

    Raises NotFound for a pack that is not there, BadFile with every problem of its text; those of a pack it extends
    come first, told at that one's own file.
    """
    tree, documents = _merged(name, find, ())
    try:
        pack = _checked(tree, documents)
        if not trusted:
            pack.table  # noqa: B018 – its problems are told now
            _refuse_unknown_forms(pack, documents[0], places(tree, documents))
        return pack
    except BadFile:
        if len(documents) > 1 and isinstance(documents[1].tree, dict):
            load(str(documents[1].tree["name"]), find)
        raise


def _merged(name: str, find: Finder, seen: tuple[str, ...]) -> tuple[dict[str, Any], list[yamlfile.Document]]:
    document = find(name)
    if document is None:
        raise NotFound(_("there is no rule pack {name}; ecoclaim packs list shows those there are").format(name=name))
    tree = document.tree
    if not isinstance(tree, dict):
        raise BadFile([problem(document.path, document.place, (), _("here belongs a rule pack: fields with values"))])
    tree = as_now(tree)
    if tree.get("name") != name:
        message = _("the pack's name must be the file's: write name: {name}").format(name=name)
        raise BadFile([problem(document.path, document.place, ("name",), message)])
    for key, value in tree.items():
        # Told before anything goes through it: nobody reads a sentence for each of a million.
        if isinstance(value, (list, dict)) and len(value) > _MOST_ENTRIES:
            message = _("here stand {count} entries, more than the {most} a pack may have; split the pack")
            message = message.format(count=len(value), most=_MOST_ENTRIES)
            raise BadFile([problem(document.path, document.place, (key,), message)])
    parent = tree.get("extends")
    if parent is None:
        return dict(tree), [document]
    if len(seen) == _DEEPEST:
        message = _("packs extend one another more than {limit} deep here; extend a shipped one")
        raise BadFile([problem(document.path, document.place, ("extends",), message.format(limit=_DEEPEST))])
    if parent == name or parent in seen:
        message = _("a pack cannot extend itself")
        raise BadFile([problem(document.path, document.place, ("extends",), message)])
    if not isinstance(parent, str):
        message = _("here belongs the name of a pack")
        raise BadFile([problem(document.path, document.place, ("extends",), message)])
    base, documents = _merged(parent, find, (*seen, name))
    return _overlaid(base, tree), [document, *documents]


def _overlaid(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    without = _dropped(own)
    if isinstance(own.get("archive"), list):
        own = {**own, "archive": [archive_entry(one) for one in own["archive"]]}
    result: dict[str, Any] = {key: value for key, value in base.items() if key not in _OWN}
    for key in JOINED_BY_ID:
        result[key] = [one for one in result.get(key) or [] if entry_id(one) not in without]
    for key, value in own.items():
        if key == "forms" and isinstance(value, list):
            result[key] = joined_forms(result[key], value)
        elif key in JOINED_BY_ID and isinstance(value, list):
            base_list = [without_number(one, value) for one in result[key]] if key == "caps" else result[key]
            result[key] = joined(base_list, value, own_first=key in _OWN_FIRST)
        elif key in _BY_KEY and isinstance(value, dict):
            result[key] = joined_by_key(result.get(key) or {}, value)
        else:
            result[key] = value
    return result


def _dropped(own: Mapping[str, Any]) -> set[str]:
    named = own.get("without")
    return {one for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)}


def _checked(tree: dict[str, Any], documents: list[yamlfile.Document]) -> Pack:
    """Make the merged tree a pack, telling each problem at the file and place where its text stands."""
    own = documents[0]
    place = places(tree, documents)
    slips = dict(_slips(own, documents[1:]))
    try:
        pack = shaped(Pack, tree, own.path, place)
    except BadFile as fault:
        told = [replace(one, field=by_id(one.field, tree)) for one in fault.problems]
        told = [one for one in told if not any(one.field.startswith(f"{name}.") for name in slips)]
        raise BadFile([*slips.values(), *told]) from None
    problems = [
        replace(problem(own.path, place, loc, message), field=by_id(dotted(loc), tree))
        for loc, message in (*_twice(own), *_taken(pack), *_dangling(pack, documents))
    ]
    if problems:
        raise BadFile(problems)
    pack._documents = tuple(documents)
    return pack


def _slips(own: yamlfile.Document, parents: list[yamlfile.Document]) -> Iterator[tuple[str, Problem]]:
    """Find entries that only change one taken over, of an id that nothing taken over has; each by its list and id."""
    tree = own.tree if isinstance(own.tree, dict) else {}
    for written, key in {**{one: one for one in ("rules", "caps", "conditions")}, **EARLIER}.items():
        there = tree.get(written)
        known = {name for parent in parents for name in _ids(parent, key)}
        for number, one in enumerate(there if isinstance(there, list) else []):
            name = entry_id(one)
            if name is None or name in known or (isinstance(one, dict) and "title" in one):
                continue
            near = get_close_matches(name, known, n=3, cutoff=0.6)
            message = (
                _("{id} is not in the pack that this one extends; did you mean {near}?")
                if near
                else _(
                    "{id} is not in the pack that this one extends; one of your own wants a title and the rest of it"
                )
            )
            line, column = own.place((written, number))
            text = message.format(id=name, near=_(", ").join(near))
            yield f"{key}.{name}", Problem(own.path, line, column, f"{written}.{name}", text)


def _ids(document: yamlfile.Document, key: str) -> Iterator[str]:
    tree = as_now(document.tree) if isinstance(document.tree, dict) else {}
    entries = tree.get(key)
    return (name for one in (entries if isinstance(entries, list) else ()) if (name := entry_id(one)) is not None)


def _taken(pack: Pack) -> Iterator[tuple[Loc, str]]:
    """Find ids that an own entry of another role shares with one taken over."""
    lists: tuple[tuple[str, tuple[Rule | Cap | Condition, ...]], ...] = (
        ("rules", pack.rules),
        ("caps", pack.caps),
        ("conditions", pack.conditions),
    )
    for key, entries in lists:
        for name, number in Counter(one.id for one in entries).items():
            if number > 1:
                message = _(
                    "{id} is also the id of one that the pack takes over; choose another id, or without: [{id}]"
                )
                yield (key, next(n for n, one in enumerate(entries) if one.id == name)), message.format(id=name)


def _twice(own: yamlfile.Document) -> Iterator[tuple[Loc, str]]:
    """Find ids and roles that one list of the file names twice."""
    for key in JOINED_BY_ID:
        entries = own.tree.get(key) if isinstance(own.tree, dict) else None
        listed = entries if isinstance(entries, list) else []
        for name, number in Counter(map(entry_id, listed)).items():
            if number > 1 and name is not None:
                yield (key,), _("{id} stands here twice; join the two").format(id=name)
        roles = Counter(one["means"] for one in listed if isinstance(one, dict) and isinstance(one.get("means"), str))
        for role, number in roles.items():
            if number > 1:
                yield (key,), _("means: {role} stands here twice; there is one of each role").format(role=role)


def _dangling(pack: Pack, documents: list[yamlfile.Document]) -> Iterator[tuple[Loc, str]]:
    """Find what the pack names and nobody describes."""
    quoted: dict[str, Loc] = {source.document: ("documents",) for source in _sources(pack)}
    quoted |= {rule.source.document: ("rules", number, "source") for number, rule in enumerate(pack.rules)}
    if pack.document is not None:
        quoted[pack.document] = ("document",)
    for name in sorted(set(quoted) - set(pack.documents)):
        yield quoted[name], _("document {name} is quoted but not described under documents").format(name=name)
    for number, rule in enumerate(pack.rules):
        ground = rule.on_expiry.ground if rule.on_expiry else None
        if ground is not None and ground not in pack.failure_grounds:
            yield (
                ("rules", number, "on_expiry", "ground"),
                _("there is no failure ground {name}; known are: {known}").format(
                    name=ground, known=_(", ").join(pack.failure_grounds)
                ),
            )
    yield from _unknown_in_conditions(pack)
    if pack.without:
        offered = {entry_id(one) for parent in documents[1:] for one in _entries(parent)}
        for name in sorted(set(pack.without) - offered):
            yield ("without",), _("{name} is not in the pack that this one extends").format(name=name)


def _unknown_in_conditions(pack: Pack) -> Iterator[tuple[Loc, str]]:
    """Find rules and caps that a condition names and nobody has."""
    rules = {*RuleRole, *(one.id for one in pack.rules)}
    caps = {*CapRole, *(one.id for one in pack.caps)}
    for number, one in enumerate(pack.conditions):
        for key, name, known in (("rule", one.rule, rules), ("cap", one.cap, caps)):
            if name is not None and name not in known:
                message = _("{name} is none here; known are: {known}")
                yield ("conditions", number, key), message.format(name=name, known=_(", ").join(sorted(known)))


def _refuse_unknown_forms(pack: Pack, own: yamlfile.Document, place: Callable[[Loc], tuple[int, int]]) -> None:
    """Refuse conditions that are tested at neither an event nor a form of the pack."""
    known = [*EVENTS, *(form.id for form in pack.all_forms)]
    wrong = []
    for number, one in enumerate(pack.conditions):
        if one.on.form is not None and pack.form(one.on.form) is None:
            near = get_close_matches(one.on.form, known, n=3, cutoff=0.5)
            message = _("there is no event or form {name}; did you mean {near}?")
            message = message if near else _("there is no event or form {name}")
            text = message.format(name=one.on.form, near=_(", ").join(near))
            wrong.append(
                replace(problem(own.path, place, ("conditions", number, "on"), text), field=f"conditions.{one.id}.on")
            )
    if wrong:
        raise BadFile(wrong)


def _entries(document: yamlfile.Document) -> Iterator[object]:
    tree = as_now(document.tree) if isinstance(document.tree, dict) else {}
    for key in JOINED_BY_ID:
        entries = tree.get(key)
        yield from entries if isinstance(entries, list) else ()


def _sources(pack: Pack) -> list[Source]:
    found: list[Source] = [pack.source] if pack.source else []
    for rule in (variant for one in pack.rules for variant in (one, one.of_agreement) if variant):
        found += [rule.source, *rule.also]
        found += [span.source for span in (*rule.within, *rule.before) if span.source]
        found += [rival.source for rival in rule.readings if rival.source]
        if rule.on_expiry and rule.on_expiry.source:
            found.append(rule.on_expiry.source)
    for cap in pack.caps:
        found += [cap.source, *cap.also]
    found += [one.source for one in pack.conditions if one.source]
    for entries in (
        pack.counting,
        pack.channels,
        pack.domains,
        pack.failure_grounds,
        pack.decline_grounds,
        pack.termination_grounds,
        pack.loss_heads,
    ):
        found += [entry.source for entry in entries.values() if entry.source]
    return found
