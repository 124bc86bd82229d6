"""What a rule of law is as data: what starts, meets, voids and restarts a period, how long it is, and by which text.

Alone knows the rule language. There is no expression in it, only lists of events, counts and named facts, so that
a pack is safe to take from a stranger and plain enough for a lawyer to correct.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ecoclaim.model.scalars import Day, Text, Texts, Whole, YesNo
from ecoclaim.model.values import Value
from ecoclaim.packs.named import EventName, EventNames, Fact, MeansCap, MeansRule, Named
from ecoclaim.packs.trigger import Trigger, refuse_unknown_fields
from ecoclaim.words import _

Duty = Literal["department", "coordinator", "obligor", "court"]
Firmness = Literal["must", "in-principle", "promptly", "may", "not-before"]
Unit = Literal["days", "working_days", "months", "years"]
Kind = Literal["service", "meeting", "agreement", "obligation", "what"]
End = Literal["referred", "declined", "terminated", "closed"]


class Source(Value):
    """Where a rule stands: a document of the pack by its id, the article, the words.

    `verified` is false for what is known at second hand only: such a source quotes nothing. `since` is the day since
    when the same stood in earlier texts of the document. `bearing` says that the text does not say so itself: it
    follows from it, or it speaks of something alike.
    """

    document: Text
    article: Text
    quote: Text | None = None
    since: Day | None = None
    bearing: Literal["inferred", "analogy"] | None = None
    verified: YesNo = True

    @model_validator(mode="after")
    def _quotes_what_was_read(self) -> Source:
        if self.quote is not None and not self.verified:
            raise ValueError(_("what is not verified quotes nothing; leave out the quote or write verified: yes"))
        return self


class Span(Value):
    """How long a period is under the law of a time: for starts from `since` until `until`, both days included.

    A fact may replace the number (`field`), kept between `at_least` and `at_most`.
    """

    since: Day | None = None
    until: Day | None = None
    count: Annotated[Whole, Field(ge=1, le=36525)]
    unit: Unit
    field: Fact | None = None
    at_least: Whole | None = None
    at_most: Whole | None = None
    source: Source | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether this is the law of a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Rival(Value):
    """A rival reading of the same text: another length, another start, or one day less or more.

    `inclusive` counts the first day too; `clear` wants whole days between; `day_before` takes the day before the
    named one; `served` is the term that the served paper itself gave, where it is longer; `count`/`unit` another
    length; `starts` another starting event. `until`/`since` limit it to starts of a time.

    `takes_over` makes it prevail where the period had not run out when that day began, and no reading where it had.
    For limitation: `from_damage` counts from the damage itself and bounds every other; `late` says that its `starts`
    may set a period going again that had run out, which is in doubt.
    """

    id: Text
    title: Named
    inclusive: YesNo = False
    clear: YesNo = False
    day_before: YesNo = False
    served: YesNo = False
    takes_over: Day | None = None
    from_damage: YesNo = False
    late: YesNo = False
    count: Whole | None = None
    unit: Unit | None = None
    starts: tuple[Trigger, ...] = ()
    since: Day | None = None
    until: Day | None = None
    source: Source | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether this is a reading of what starts on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Prevailing(Value):
    """The name of the reading that prevails, and why it does."""

    id: Text
    title: Named


class Expiry(Value):
    """What silence or expiry may mean, and the ground that a person may then record."""

    title: Named
    ground: Text | None = None
    source: Source | None = None


class NamedDay(Value):
    """A day that the text names: in the `month`th month of the period, or of the year after it."""

    month: Annotated[Whole, Field(ge=1, le=12)]
    day: Annotated[Whole, Field(ge=1, le=31)]
    year_after: YesNo = False


class Target(Value):
    """A target that an office sets for itself where the law only says promptly."""

    count: Annotated[Whole, Field(ge=1)]
    unit: Unit = "days"


class Example(Value):
    """A worked example that the tests run: counted from `start`, the answers expected.

    For a periodic rule `start` is a day of the period, for one that ends on a named day (`until`) it is that day.
    `number` is the value of the fact that replaces the count; `starts` are the starts of other readings by id. It is
    counted by the nation's days, or with those of a region where it names its `calendar`.
    """

    title: Named
    calendar: Text | None = None
    start: Day
    due: Day
    rolled: Day | None = None
    safe: Day | None = None
    may_act_from: Day | None = None
    certain: YesNo | None = None
    number: Whole | None = None
    readings: dict[Text, Day] = {}
    starts: dict[Text, Day] = {}


class Agreed(Value):
    """What differs where a claim rests on an agreement: it begins with the agreement, and has a length of its own.

    All payments of an agreement run together from the last one's term; restoration runs from its own.
    """

    starts: tuple[Trigger, ...]
    within: tuple[Span, ...]
    reading: Prevailing | None = None
    readings: tuple[Rival, ...] = ()
    voids: tuple[Trigger, ...] = ()
    source: Source
    also: tuple[Source, ...] = ()
    notes: tuple[Named, ...] = ()
    examples: tuple[Example, ...] = ()


class PromptExample(Value):
    """A worked example of a promptness duty: started on a day, its age on another."""

    title: Named
    start: Day
    on: Day
    age: Whole
    met: Day | None = None


class Rule(Value):
    """One rule: whose duty, how firm, what starts it, how long it runs, what ends it, and where it stands.

    `means` is the role by which the program finds it, whatever its id. `which` start counts: the first, the last, or a
    later one again once the earlier period is closed. `usual_for` are words of a department's name for which an
    optional rule is usual. What one of `while_owed` opened is moot once all that is owed is performed. A periodic
    report is a `kind`: a list of clues, or figures; `undated` where the text names no day for it, so that it is late
    only once the next period is over too. `agreed` is for limitation.
    """

    id: Text
    means: MeansRule | None = None
    title: Named
    per: Literal["case", "obligor", "ledger"]
    instance: Kind | None = None
    also_case: YesNo = False
    role: Literal["department", "coordinator"] | None = None
    optional: YesNo = False
    usual_for: Texts = ()
    duty: Duty
    firmness: Firmness
    starts: tuple[Trigger, ...] = ()
    assumed: tuple[Trigger, ...] = ()
    restarts: tuple[Trigger, ...] = ()
    which: Literal["first", "last", "again"] = "first"
    within: tuple[Span, ...] = ()
    before: tuple[Span, ...] = ()
    until: Fact | None = None
    cycle: Literal["quarter", "half-year", "year"] | None = None
    kind: Literal["list", "figures"] | None = None
    named_day: NamedDay | None = None
    undated: YesNo = False
    reading: Prevailing | None = None
    readings: tuple[Rival, ...] = ()
    ends: tuple[Trigger, ...] = ()
    fulfilled: YesNo = False
    voids: tuple[Trigger, ...] = ()
    agreed: Agreed | None = None
    while_owed: EventNames = ()
    survives: tuple[End, ...] = ()
    on_expiry: Expiry | None = None
    target: Target | None = None
    source: Source
    also: tuple[Source, ...] = ()
    notes: tuple[Named, ...] = ()
    examples: tuple[Example, ...] = ()
    prompt_examples: tuple[PromptExample, ...] = ()

    @model_validator(mode="after")
    def _has_one_length(self) -> Rule:
        lengths = [bool(self.within), bool(self.before), self.until is not None, self.cycle is not None]
        if self.prompt and any(lengths):
            raise ValueError(_("what is owed promptly has no length; leave out within, before, until and cycle"))
        if not self.prompt and sum(lengths) != 1:
            raise ValueError(_("a rule wants one of within, before, until and cycle, unless its firmness is promptly"))
        if (self.per == "ledger") != (self.cycle is not None):
            raise ValueError(_("a rule with a cycle is per ledger, and a rule per ledger has a cycle"))
        if self.cycle is None and not self.starts:
            raise ValueError(_("a rule wants at least one event that starts it"))
        return self

    @cached_property
    def ours(self) -> bool:
        """Whether the period is our own duty or right, not the other side's or the court's."""
        return self.duty in ("department", "coordinator")

    @cached_property
    def prompt(self) -> bool:
        """Whether the text names no number: 及时."""
        return self.firmness == "promptly"

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts that may replace the number of days."""
        return frozenset(span.field for span in self.within if span.field)

    @cached_property
    def of_agreement(self) -> Rule | None:
        """The same rule for a claim under an agreement; None where the pack makes no difference."""
        if self.agreed is None:
            return None
        own = {name: getattr(self.agreed, name) for name in type(self.agreed).model_fields}
        return self.model_copy(update={**own, "instance": "agreement", "assumed": (), "agreed": None})

    def taken_over_by(self, reading: str) -> Rival | None:
        """Find the rival that prevails by a later law, by the id of the reading."""
        return next((one for one in self.readings if one.takes_over is not None and one.id == reading), None)

    def span_on(self, day: date) -> Span | None:
        """Give the length of the period under the law of a day."""
        for span in self.within or self.before:
            if span.holds_on(day):
                return span
        return None


class Cap(Value):
    """A cap on how often something may happen: so many times, and more once approved.

    `until` are the events with which a new round begins: what happens after the first of them no longer counts.
    """

    id: Text
    means: MeansCap | None = None
    title: Named
    counts: tuple[Trigger, ...]
    shown_after: tuple[Trigger, ...] = ()
    uncounted: dict[Text, Texts] = {}
    until: tuple[Trigger, ...] = ()
    max: Annotated[Whole, Field(ge=1)]
    extended_by: EventName | None = None
    extended_max: Whole | None = None
    source: Source
    also: tuple[Source, ...] = ()
    notes: tuple[Named, ...] = ()

    @model_validator(mode="after")
    def _is_extended_whole(self) -> Cap:
        if self.counts:
            refuse_unknown_fields([one.event for one in self.counts], self.uncounted, {})
        if (self.extended_by is None) != (self.extended_max is None):
            raise ValueError(_("extended_by and extended_max belong together: by which event, and up to how many"))
        if self.extended_max is not None and self.extended_max <= self.max:
            raise ValueError(_("extended_max must be more than max"))
        return self
