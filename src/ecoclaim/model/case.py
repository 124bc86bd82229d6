"""What a case is: the people, the harm, the meetings, agreements and obligations that case.yaml holds.

Alone knows the shape of case.yaml. Nothing here starts a period: that is for events, which name meetings,
agreements and obligations by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, WithJsonSchema

from ecoclaim.model import shapes
from ecoclaim.model.agreements import Agreement, Obligation
from ecoclaim.model.events import Event
from ecoclaim.model.parties import Obligor
from ecoclaim.model.scalars import (
    Amount,
    CaseId,
    Clock,
    Day,
    Key,
    Keys,
    Text,
    Texts,
    Whole,
    YesNo,
    written,
)
from ecoclaim.model.values import Value

_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class LinkedCase(Value):
    """关联案件: a penalty, a prosecution, another suit about the same act."""

    kind: Literal["penalty", "criminal", "public-interest", "bankruptcy"] | None = None
    number: Text | None = None
    authority: Text | None = None
    note: Text | None = None


class Incident(Value):
    """损害事件: what was done, when, where, and what it harmed."""

    name: Text | None = None
    conduct: Text | None = None
    time: Text | None = None
    began_on: Day | None = None
    ended_on: Day | None = None
    place: Text | None = None
    harm: Text | None = None
    media: Texts = ()
    damage_nature: Text | None = None
    discovered_on: Day | None = None
    facts: Text | None = None


class Investigation(Value):
    """损害调查."""

    people: Texts = ()
    methods: tuple[Literal["documents", "site-visit", "interviews", "monitoring"], ...] = ()
    scope: Text | None = None
    extent: Text | None = None
    degree: Text | None = None
    obligor_clear: YesNo | None = None
    restorable: YesNo | None = None


class Member(Value):
    """A member of the consultation team (磋商小组成员)."""

    name: Text | None = None
    organization: Text | None = None
    post: Text | None = None


class Guest(Member):
    """One invited to take part (受邀参与人)."""

    kind: Literal["procuratorate", "expert", "lawyer", "deputy", "ngo", "public"] | None = None


class Team(Value):
    """磋商小组."""

    department: tuple[Member, ...] = ()
    invited: tuple[Guest, ...] = ()


class Attendee(Value):
    """参会人员, and for which side."""

    side: Literal["department", "obligor", "agent", "invited", "expert"]
    obligor: Key | None = None
    name: Text | None = None
    organization: Text | None = None
    post: Text | None = None


class Recusal(Value):
    """回避: whether the right was explained, who raised it, how it was decided."""

    told: YesNo | None = None
    raised_by: Text | None = None
    ruling: Text | None = None


class Unsigned(Value):
    """Who refused to sign the minutes, and why."""

    who: Text | None = None
    reason: Text | None = None


class Meeting(Value):
    """磋商会议: held or to be held."""

    no: Whole
    on: Day | None = None
    at: Clock | None = None
    place: Text | None = None
    chair: Text | None = None
    recorder: Text | None = None
    attendees: tuple[Attendee, ...] = ()
    recusal: Recusal | None = None
    appraiser_explained: YesNo | None = None
    factors: Texts = ()
    minutes: Text | None = None
    unsigned: Unsigned | None = None


class Loss(Value):
    """One head of loss (Civil Code 1235), in yuan."""

    head: Text
    obligor: Key | None = None
    amount: Amount | None = None
    claimed: Amount | None = None
    note: Text | None = None


class Restored(Value):
    """The seven quantities that published statistics count."""

    soil_m3: Amount | None = None
    forest_m2: Amount | None = None
    farmland_m2: Amount | None = None
    surface_water_m3: Amount | None = None
    groundwater_m3: Amount | None = None
    wetland_m2: Amount | None = None
    solid_waste_t: Amount | None = None


class Evidence(Value):
    """证据: a piece of evidence, where it lies, and which obligors it is about (none named: all)."""

    no: Whole
    name: Text | None = None
    obligors: Keys = ()
    kind: Text | None = None
    file: Text | None = None
    pages: Whole | None = None
    original: YesNo | None = None
    sha256: Text | None = None
    taken_by: Text | None = None
    taken_on: Day | None = None
    taken_where: Text | None = None
    note: Text | None = None


def _free_text(value: object) -> str | tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(written(item) for item in value)
    return "" if value is None else written(value)


FreeText = Annotated[
    str | tuple[str, ...],
    PlainValidator(_free_text),
    WithJsonSchema(shapes.TEXTS),
]


class CaseFile(Value):
    """What case.yaml holds; only `id` and `title` are required."""

    id: CaseId
    pack: Text | None = None
    title: Text
    name: Text | None = None
    filing_no: Text | None = None
    source_no: Text | None = None
    domain: Text | None = None
    departments: Texts = ()
    signatory: Literal["authority", "department"] = "department"
    handlers: Texts = ()
    linked_cases: tuple[LinkedCase, ...] = ()
    incident: Incident = Incident.model_construct()
    obligors: tuple[Obligor, ...] = ()
    investigation: Investigation = Investigation.model_construct()
    team: Team = Team.model_construct()
    meetings: tuple[Meeting, ...] = ()
    losses: tuple[Loss, ...] = ()
    claimed_total: Amount | None = None
    restored: Restored = Restored.model_construct()
    agreements: tuple[Agreement, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    legal_basis: Texts = ()
    texts: dict[Text, dict[Text, FreeText]] = Field(default_factory=dict)
    extra: dict[Text, FreeText] = Field(default_factory=dict)

    def obligor(self, key: str) -> Obligor | None:
        """Find an obligor by key."""
        return next((one for one in self.obligors if one.key == key), None)

    def meeting(self, no: int | None) -> Meeting | None:
        """Find a meeting by number."""
        return next((one for one in self.meetings if one.no == no), None)

    def agreement(self, no: int | None) -> Agreement | None:
        """Find an agreement by number."""
        return next((one for one in self.agreements if one.no == no), None)

    def obligation(self, no: int | None) -> Obligation | None:
        """Find an obligation by number."""
        return next((one for one in self.obligations if one.no == no), None)

    def parties(self, agreement: int | None, obligation: int | None, meeting: int | None = None) -> tuple[str, ...]:
        """List the obligors that a numbered agreement, obligation or meeting is with; none where nobody says."""
        debt, deal, held = self.obligation(obligation), self.agreement(agreement), self.meeting(meeting)
        if debt is not None:
            return debt.obligors
        if deal is not None:
            return deal.obligors
        there = (one.obligor for one in held.attendees if one.obligor) if held else ()
        return tuple(dict.fromkeys(there))


@dataclass(frozen=True, slots=True)
class Case:
    """A case: what its file says and what happened, the events in the order in which they count."""

    file: CaseFile
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """The folder's name, YYYY-NNNN."""
        return self.file.id

    @property
    def obligors(self) -> tuple[str, ...]:
        """The keys of the obligors: those of the file in their order, then any that only an event names."""
        named = (key for event in self.events for key in event.obligors)
        return tuple(dict.fromkeys([*(one.key for one in self.file.obligors), *named]))


def obligor_key(number: int) -> str:
    """Give the key of the obligor at a place, from 0: A to Z, then A1, A2 and so on."""
    return _KEYS[number] if number < len(_KEYS) else f"A{number - len(_KEYS) + 1}"


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Add amounts in yuan, those unknown counting as nothing."""
    return sum((one for one in amounts if one is not None), Decimal(0))
