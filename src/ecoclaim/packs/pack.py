"""What a rule pack is: its rules, caps, conditions and lists, the texts they rest on, and when these are in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import Field, PrivateAttr

from ecoclaim import yamlfile
from ecoclaim.errors import Problem
from ecoclaim.model.scalars import Day, Text, Texts, YesNo
from ecoclaim.model.values import Value, problem
from ecoclaim.packs.condition import Condition
from ecoclaim.packs.named import MeansCounting, Named
from ecoclaim.packs.rule import Cap, Rule, Source
from ecoclaim.roles import CapRole, CountingRole, FormRole, RuleRole

if TYPE_CHECKING:
    from ecoclaim.packs.form import ArchiveEntry, FormEntry
    from ecoclaim.packs.table import FormTable


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
    _load_extended: Callable[[Pack], Pack | None] | None = PrivateAttr(None)
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
        return self._rules_named.get(condition.rule) if condition.rule is not None else None

    def tested_cap(self, condition: Condition) -> Cap | None:
        """Find the cap that a condition's test looks at, by role, else by id."""
        return self._caps_named.get(condition.cap) if condition.cap is not None else None

    @cached_property
    def _rules_named(self) -> dict[str, Rule]:
        """The rule that each role or id names, the first of several."""
        return {str(name): one for one in reversed(self.rules) for name in (one.means, one.id) if name is not None}

    @cached_property
    def _caps_named(self) -> dict[str, Cap]:
        """The cap that each role or id names, the first of several."""
        return {str(name): one for one in reversed(self.caps) for name in (one.means, one.id) if name is not None}

    @cached_property
    def resting(self) -> tuple[tuple[Condition, Source], ...]:
        """Each condition that applies, with the text that it rests on."""
        from ecoclaim.packs.lists import source_of

        found = ((one, source_of(self, one)) for one in self.conditions)
        return tuple((one, source) for one, source in found if source is not None)

    def counting_of(self, role: CountingRole) -> Entry | None:
        """Find the way to count days that has a role."""
        return next((one for one in self.counting.values() if one.means == role), None)

    def problem(self, field: str, message: str) -> Problem:
        """Make a problem of what the nearest file of the pack says in a field."""
        own = next(one for one in self._documents if isinstance(one.tree, dict) and field in one.tree)
        return problem(own.path, own.place, (field,), message)

    def sources(self) -> list[Source]:
        """List every source that the pack quotes."""
        return sources(self) + self.table.sources

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
        return self._load_extended(self) if self._load_extended is not None else None

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


def sources(pack: Pack) -> list[Source]:
    """List every source that the pack quotes, without those of its forms."""
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
