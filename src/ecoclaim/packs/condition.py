"""What a condition of law is as data: when it is tested, what must or must not have happened, and by which text.

Alone knows the language of conditions. It lists events and facts; there is no expression in it. What needs arithmetic,
the calendar or another entry is a test of the closed table `TESTS`, which a condition names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from ecoclaim.model import shapes
from ecoclaim.model.events import EVENTS, Event, unknown_event
from ecoclaim.model.scalars import Text, Texts, Whole, YesNo
from ecoclaim.model.values import Value
from ecoclaim.packs.facts import known_fact
from ecoclaim.packs.named import EventName, EventNames, Named
from ecoclaim.packs.rule import Source, Unit
from ecoclaim.packs.trigger import FieldTests, field_tests, has_fields, refuse_unknown_fields
from ecoclaim.words import Label, _

Severity = Literal["refuse", "error", "warning", "notice"]
Same = Literal["obligor", "meeting", "agreement"]
# The lists of case.yaml whose items a condition may be tested for apart.
Each = Literal["obligors", "meetings", "agreements", "obligations"]
# What an item of each list is called in the path of a fact.
ITEMS: Mapping[Each, str] = {
    "obligors": "obligor",
    "meetings": "meeting",
    "agreements": "agreement",
    "obligations": "obligation",
}
# What a condition may be tested at beside an event or a form: the closing of a case, or whenever it is checked.
MOMENTS = ("closing", "check")

# The test of approvals, which a cap that nothing extends has none of.
APPROVAL_TEST = "more-than-approved"
# Each test: what it looks at, and whether it asks for a rule or a cap of the pack.
TESTS = {
    APPROVAL_TEST: (Label("超过次数而未经批准", "more often than was approved"), "cap"),
    "more-than-allowed": (Label("超过最多次数", "more often than is allowed at all"), "cap"),
    "cap-reached": (Label("已达到次数", "as often as the cap says"), "cap"),
    "term-within-law": (Label("约定期限不超过法定最长期限", "the agreed term is within the law's longest"), "rule"),
    "served-in-time": (Label("按期送达", "served in time"), "rule"),
    "served-term-lawful": (
        Label("告知书所给期限不短于法定期限", "the served term is no shorter than the law's"),
        "rule",
    ),
    "silent-long-enough": (
        Label("明确拒绝，或者各种算法的期限均已届满", "refused, or silent beyond every reading"),
        "rule",
    ),
    "period-run-out": (Label("各种算法的期限均已届满", "over by every reading"), "rule"),
    "every-track-ended": (Label("各义务人均已了结", "every obligor's track has ended"), ""),
    "performance-on-record": (
        Label("缴款、修复和评估均有记录", "payment, restoration and evaluation are on record"),
        "",
    ),
    "party-named": (
        Label("所指义务人是协议、义务或者会议的当事人", "the obligor is a party to what the entry names"),
        "",
    ),
    "still-willing": (
        Label("此前没有表示不愿再磋商，或者后来又愿意", "did not decline to go on, or was willing again later"),
        "",
    ),
    "papers-received": (Label("完成修复的已提交结案材料", "who restored has handed in closing papers"), ""),
    "something-unperformed": (Label("有到期未履行的义务", "something due was not performed"), ""),
    "all-chosen": (Label("所列各项均已选定", "everything that the field offers is chosen"), "field"),
    "minimum-over": (Label("最短期间已满", "the least period is over"), "rule"),
    "joint-debtor-alone": (
        Label("没有只与部分连带义务人减额了结", "no discount to some of the joint debtors alone"),
        "",
    ),
    "shares-add-up": (Label("份额合计百分之百", "the shares come to a hundred percent"), ""),
    "agreements-add-up": (Label("协议各项与履行义务金额一致", "items and obligations come to the same"), ""),
    "agreed-within-claims": (Label("协议金额不高于索赔金额", "no more is agreed than claimed"), ""),
    "days-within-reach": (Label("日期在前后一百年之内", "every day is within a century"), ""),
    "identity-agrees": (Label("身份证号码与出生日期、性别一致", "ID number, birth and sex agree"), ""),
    "id-numbers": (Label("公民身份号码校验位相符", "the check digit of ID numbers fits"), ""),
    "credit-codes": (Label("统一社会信用代码校验位相符", "the check digit of credit codes fits"), ""),
    "domain-of-the-department": (Label("领域属于本部门", "the domain is the department's own"), ""),
    "closed-stays-closed": (Label("结案后不再记录办理事项", "nothing is done after closing"), ""),
    "powers-itemised": (Label("代理权限逐项列明", "powers are listed one by one"), ""),
    "meeting-dated": (Label("告知书所涉会议已定日期", "the meeting that a notice names has a day"), "rule"),
}


def _occasion(value: object) -> object:
    """Take an event's or form's bare name for the occasion that it is."""
    if not isinstance(value, str):
        return value
    name = value.strip()
    if name in MOMENTS:
        return {"at": name}
    return {"event": name} if name in EVENTS else {"form": name}


def _yes_or_event(value: object) -> object:
    text = str(value).strip().lower()
    if text in ("yes", "true", "是"):
        return True
    if text in ("no", "false", "否"):
        return False
    if str(value) not in EVENTS:
        raise ValueError(unknown_event(str(value)))
    return value


Order = Annotated[
    bool | str,
    BeforeValidator(_yes_or_event),
    WithJsonSchema({"anyOf": [shapes.YES_NO, shapes.chosen({name: one.label.zh for name, one in EVENTS.items()})]}),
]


class Length(Value):
    """A length of time: so many days, working days, months or years."""

    count: Annotated[Whole, Field(ge=1)]
    unit: Unit = "days"


class Need(Value):
    """What must have happened or be written: one of the events, or a fact of case.yaml.

    Events up to the occasion are looked at, with `ever` all of them. `before` takes only those before the occasion, or
    before the first of an event; `after` only those after the last of an event, or those after the occasion; `within`
    only those so near to what bounds them, else to the occasion: what must come after it is lacking only once that time
    is over. A need of the very event that is the occasion asks that one entry. `at_least` counts, `distinct` counts the
    different values of a field.
    `has` wants one of these fields of the event to be filled in. `title` names the need where a breach tells what is
    lacking.
    `fact` is the path of a fact, of the occasion's own obligor, meeting, agreement or obligation where it begins so; it
    must be there, have one of the values `be`, hold one of the words `holds`, or be a list of `at_least` so many.
    """

    event: EventNames = ()
    fact: Text | None = None
    title: Named | None = None
    be: Texts = ()
    holds: Texts = ()
    has: Texts = ()
    where: dict[Text, Texts] = {}
    unless: dict[Text, Texts] = {}
    before: Order = False
    after: Order = False
    ever: YesNo = False
    within: Length | None = None
    at_least: Annotated[Whole, Field(ge=1)] = 1
    distinct: Text | None = None
    same: tuple[Same, ...] | None = None

    @model_validator(mode="after")
    def _names_one_thing(self) -> Need:
        if bool(self.event) == bool(self.fact):
            raise ValueError(_("name an event or a fact, one of the two"))
        if self.fact is not None:
            known_fact(self.fact, self.be)
            of_events = (self.has, self.where, self.unless, self.before, self.after, self.ever, self.within)
            if any((*of_events, self.distinct, self.same)):
                raise ValueError(_("a fact takes only be, holds and at_least"))
            return self
        if self.be or self.holds:
            raise ValueError(_("an event takes where; be and holds belong to a fact"))
        refuse_unknown_fields(self.event, self.where, self.unless)
        refuse_unknown_fields(self.event, dict.fromkeys(self.has, ()), {})
        if self.distinct is not None:
            refuse_unknown_fields(self.event, {self.distinct: ()}, {})
        _refuse_unknown_sameness(self.event, self.same or ())
        return self

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the events that it asks for, and of those that bound it."""
        bounds = (one for one in (self.after, self.before) if isinstance(one, str))
        return tuple(dict.fromkeys((*self.event, *bounds)))

    def fits(self, event: Event) -> bool:
        """Tell whether an event is meant, by its name and fields alone."""
        if event.name not in self.event or not has_fields(event, self._tests[event.name]):
            return False
        return not self.has or any(event.values.get(name) not in (None, "", ()) for name in self.has)

    @cached_property
    def _tests(self) -> dict[str, FieldTests]:
        return {name: field_tests(name, self.where, self.unless) for name in self.event}


def _refuse_unknown_sameness(events: Sequence[str], same: Sequence[str]) -> None:
    """Refuse to compare a number that none of the events bears; raises ValueError."""
    refuse_unknown_fields(events, {name: () for name in same if name != "obligor"}, {})


class Occasion(Value):
    """When a condition is tested: at an event whose fields fit, when a form is made, at closing, or at a check."""

    event: EventNames = ()
    form: Text | None = None
    at: Literal["closing", "check"] | None = None
    where: dict[Text, Texts] = {}
    unless: dict[Text, Texts] = {}

    @model_validator(mode="after")
    def _names_one_thing(self) -> Occasion:
        if sum(map(bool, (self.event, self.form, self.at))) != 1:
            raise ValueError(_("name one of event, form and at"))
        if not self.event and (self.where or self.unless):
            raise ValueError(_("where and unless belong to an event"))
        if self.event:
            refuse_unknown_fields(self.event, self.where, self.unless)
        return self

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the events that may be the occasion; none where it is no event."""
        return ("case-closed",) if self.at == "closing" else self.event

    def fits(self, event: Event) -> bool:
        """Tell whether an event is the occasion."""
        return event.name in self._tests and has_fields(event, self._tests[event.name])

    @cached_property
    def _tests(self) -> dict[str, FieldTests]:
        return {name: field_tests(name, self.where, self.unless) for name in self.names}


class Condition(Value):
    """A condition of law: on which occasion, what it needs, forbids or tests, how grave a breach is, by which text.

    `code` is the name of a breach in `check`; without it the id. `when` must hold for the condition to apply at all,
    and nothing of `unless`. `each` tests it for each item of a list of case.yaml.
    `rule` and `cap` name what a test looks at, by role or id. Without a source of its own the condition rests on
    theirs, or on that of the ground or channel that its occasion names. `field` is the field of the entry that a breach
    is told at. `always` refuses whatever is known of the source: without it the ledger would contradict itself.
    `in_principle` says that the text only says 原则上: then it refuses only where `lifted_by` is the event by which the
    text lifts it.
    """

    id: Text
    code: Text | None = None
    title: Named
    on: Annotated[Occasion, BeforeValidator(_occasion)]
    each: Each | None = None
    when: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    needs: tuple[Need, ...] = ()
    forbids: tuple[Need, ...] = ()
    test: Text | None = None
    rule: Text | None = None
    cap: Text | None = None
    field: Text | None = None
    per: Literal["case", "obligor"] | None = None
    same: tuple[Same, ...] = ()
    severity: Severity = "warning"
    always: YesNo = False
    in_principle: YesNo = False
    lifted_by: EventName | None = None
    source: Source | None = None
    cure: Named | None = None
    notes: tuple[Named, ...] = ()

    @model_validator(mode="after")
    def _tests_something(self) -> Condition:
        if sum(map(bool, (self.needs, self.forbids, self.test))) != 1:
            raise ValueError(_("a condition wants one of needs, forbids and test"))
        if self.test is not None:
            if self.test not in TESTS:
                raise ValueError(
                    _("there is no test {name}; known are: {known}").format(name=self.test, known=_(", ").join(TESTS))
                )
            wanted = TESTS[self.test][1]
            if wanted and getattr(self, wanted) is None:
                raise ValueError(_("test {test} wants {what}: ROLE").format(test=self.test, what=wanted))
        if self.source is None and not (self.rule or self.cap or self.on.where):
            raise ValueError(_("a condition wants a source, or a rule or cap whose source it rests on"))
        if self.each is not None and self.on.at != "check":
            raise ValueError(_("each belongs to a condition that is tested at every check"))
        if self.each is not None and self.field is not None:
            known_fact(f"{ITEMS[self.each]}.{self.field}")
        if self.field is not None and self.on.event:
            refuse_unknown_fields(self.on.event, {self.field: ()}, {})
        _refuse_unknown_sameness(self.on.event, self.same if self.on.event else ())
        if self.severity == "refuse" and any(one.after is True for one in self.needs):
            raise ValueError(_("what must come after the occasion cannot refuse it; write severity: warning"))
        return self

    @cached_property
    def finding(self) -> str:
        """The code under which a check names its breach."""
        return self.code or self.id

    @cached_property
    def per_obligor(self) -> bool:
        """Whether it is tested for each obligor apart."""
        if self.per is not None:
            return self.per == "obligor"
        return bool(self.on.event) and all(EVENTS[name].per_obligor for name in self.on.event)

    def severity_under(self, source: Source) -> Severity:
        """Say how grave a breach is, given the source it rests on.

        What is known at second hand never refuses, and what holds in principle only where the text lifts it.
        """
        if self.severity != "refuse" or self.always:
            return self.severity
        if not source.verified or (self.in_principle and self.lifted_by is None):
            return "warning"
        return "refuse"
