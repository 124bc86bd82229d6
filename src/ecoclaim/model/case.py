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
from ecoclaim.model.events import Event
from ecoclaim.model.scalars import (
    Amount,
    CaseId,
    Clock,
    Day,
    Key,
    Keys,
    Percent,
    Text,
    Texts,
    Whole,
    YesNo,
    quoted,
    written,
)
from ecoclaim.model.values import Value
from ecoclaim.words import _

_FROM = Field(default=None, alias="from")
_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OBLIGOR = Field(alias="obligor", min_length=1)


def _under(value: object) -> str:
    text = " ".join(written(value).split())
    if text == "judgment" or (text.startswith("agreement ") and text[10:].isdigit()):
        return text
    raise ValueError(_("{text} is not a title of a debt; write agreement 1 or judgment").format(text=quoted(text)))


Under = Annotated[
    str,
    PlainValidator(_under),
    WithJsonSchema(shapes.UNDER),
]


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


class Representative(Value):
    """法定代表人或负责人."""

    name: Text | None = None
    post: Text | None = None
    sex: Text | None = None
    born: Day | None = None
    ethnicity: Text | None = None
    address: Text | None = None
    phone: Text | None = None


class Agent(Value):
    """委托代理人, with the powers granted and their term."""

    name: Text | None = None
    organization: Text | None = None
    post: Text | None = None
    phone: Text | None = None
    id_number: Text | None = None
    powers: Texts = ()
    since: Text | None = _FROM
    until: Text | None = None
    signed_on: Day | None = None


class Obligor(Value):
    """赔偿义务人: an organization or a natural person."""

    key: Key
    name: Text
    short_name: Text | None = None
    kind: Literal["organization", "person"] | None = None
    credit_code: Text | None = None
    id_number: Text | None = None
    address: Text | None = None
    phone: Text | None = None
    representative: Representative | None = None
    sex: Text | None = None
    born: Day | None = None
    ethnicity: Text | None = None
    occupation: Text | None = None
    liability: Literal["several", "joint", "undecided"] = "undecided"
    share: Percent | None = None
    share_basis: Text | None = None
    checked: YesNo | None = None
    agents: tuple[Agent, ...] = ()

    @property
    def nature(self) -> Literal["organization", "person"] | None:
        """What the obligor is: as it is said, else where its numbers or its name leave no doubt; None while open."""
        return self.kind or certain_nature(self.name, self.credit_code, self.id_number)


def certain_nature(
    name: str, credit_code: str | None = None, id_number: str | None = None
) -> Literal["organization", "person"] | None:
    """Tell what an obligor must be by its numbers or its name; None where it may be either.

    Only a company may end its name in 公司 (Company Law art. 7). A code that begins with 92 is that of an individual
    business, which a person runs.
    """
    if id_number and not credit_code:
        return "person"
    if id_number:
        return None
    coded = credit_code is not None and not credit_code.startswith("92")
    return "organization" if coded or name.endswith("公司") else None


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


class Item(Value):
    """An amount agreed under one head of loss, in yuan."""

    head: Text
    amount: Amount | None = None


class Copies(Value):
    """How many copies of an agreement there are, and who holds them."""

    total: Whole | None = None
    each: dict[Text, Whole] = Field(default_factory=dict)


class Agreement(Value):
    """生态环境损害赔偿协议: being drafted or signed."""

    no: Whole
    obligors: Keys = ()
    title: Text | None = None
    place: Text | None = None
    process: Text | None = None
    our_view: Text | None = None
    their_view: Text | None = None
    liability: Text | None = None
    manner: Text | None = None
    requirements: Text | None = None
    breach: Text | None = None
    other: Text | None = None
    copies: Copies | None = None
    confirm_within: Annotated[Whole, Field(ge=1)] | None = None
    court: Text | None = None
    amount: Amount | None = None
    items: tuple[Item, ...] = ()


class Obligation(Value):
    """One thing that obligors have to do or pay, and until when.

    Several obligors owe it together where it says `joint` (连带): each the whole, and once (Civil Code 178).
    """

    no: Whole
    obligors: Keys = _OBLIGOR
    joint: YesNo | None = None
    under: Under | None = None
    what: Literal["payment", "restoration", "substitute"] | None = None
    by: Literal["self", "commissioned", "department"] | None = None
    head: Text | None = None
    amount: Amount | None = None
    until: Day | None = None
    payee: Text = "本级国库"
    evaluation: Text | None = None
    replaces: Whole | None = None


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
    incident: Incident = Incident()
    obligors: tuple[Obligor, ...] = ()
    investigation: Investigation = Investigation()
    team: Team = Team()
    meetings: tuple[Meeting, ...] = ()
    losses: tuple[Loss, ...] = ()
    claimed_total: Amount | None = None
    restored: Restored = Restored()
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
