"""The names that a pack may use: titles in both languages, events, facts, roles; each refused where it is unknown."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from ecoclaim.model import shapes
from ecoclaim.model.events import EVENTS, unknown_event
from ecoclaim.model.scalars import texts, written
from ecoclaim.roles import TITLES, CapRole, CountingRole, RuleRole
from ecoclaim.words import Label, _

# The named facts that a rule may count from or take its number from, and where each is found.
FACTS = (
    "meeting.on",
    "obligation.until",
    "obligations.until",
    "agreement.confirm_within",
    "claims_until",
    "days",
    "reply_days",
    "until",
)


def _label(value: object) -> Label:
    if isinstance(value, Label):
        return value
    if isinstance(value, dict) and set(value) == {"zh", "en"}:
        return Label(written(value["zh"]), written(value["en"]))
    if isinstance(value, dict) and {"zh", "en"} < set(value):
        raise ValueError(_('a text that holds a comma wants double quotes: {{zh: …, en: "…, …"}}').format())
    raise ValueError(_("here belongs a name in both languages: {{zh: …, en: …}}").format())


def _event_name(value: object) -> str:
    name = written(value)
    if name not in EVENTS:
        raise ValueError(unknown_event(name))
    return name


def _event_names(value: object) -> tuple[str, ...]:
    return tuple(_event_name(name) for name in texts(value))


def _fact(value: object) -> str:
    name = written(value)
    if name not in FACTS:
        raise ValueError(_("there is no fact {name}; known are: {known}").format(name=name, known=_(", ").join(FACTS)))
    return name


Named = Annotated[
    Label,
    PlainValidator(_label),
    WithJsonSchema(shapes.NAMED),
]
_EVENT = shapes.chosen({name: kind.label.zh for name, kind in EVENTS.items()})
EventName = Annotated[str, PlainValidator(_event_name), WithJsonSchema(_EVENT)]
EventNames = Annotated[
    tuple[str, ...],
    PlainValidator(_event_names),
    WithJsonSchema({"anyOf": [_EVENT, {"type": "array", "items": _EVENT}]}),
]
Fact = Annotated[str, PlainValidator(_fact), WithJsonSchema({"enum": list(FACTS)})]


R = TypeVar("R", bound=StrEnum)


def role(kind: type[R]) -> Callable[[object], R]:
    """Make the reader of a `means` that takes the roles of a kind."""

    def read(value: object) -> R:
        name = written(value)
        if name not in list(kind):
            known = _(", ").join(kind)
            raise ValueError(_("there is no role {name}; known are: {known}").format(name=name, known=known))
        return kind(name)

    return read


def offered(kind: type[StrEnum]) -> shapes.Schema:
    """Offer the roles of a kind to an editor."""
    return shapes.chosen({one.value: TITLES[one].zh for one in kind})


MeansRule = Annotated[RuleRole, PlainValidator(role(RuleRole)), WithJsonSchema(offered(RuleRole))]
MeansCounting = Annotated[CountingRole, PlainValidator(role(CountingRole)), WithJsonSchema(offered(CountingRole))]
MeansCap = Annotated[CapRole, PlainValidator(role(CapRole)), WithJsonSchema(offered(CapRole))]
