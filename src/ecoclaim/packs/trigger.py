"""An event that starts, meets, voids or restarts a period, and what its fields must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from pydantic import Field, model_validator

from ecoclaim.model.events import EVENTS, Event
from ecoclaim.model.scalars import Text, Texts, YesNo
from ecoclaim.model.values import Value
from ecoclaim.packs.named import EventName, EventNames, Fact
from ecoclaim.words import _

# Fields to look at, the values as an event holds them, and whether it is to have one of these.
FieldTests = tuple[tuple[str, tuple[Any, ...], bool], ...]
Fields = Mapping[str, Sequence[str]]


def refuse_unknown_fields(events: Sequence[str], where: Fields, unless: Fields) -> None:
    """Refuse a field that none of the events has, and a value that it cannot take; raises ValueError."""
    for name, values in (*where.items(), *unless.items()):
        having = [EVENTS[one].all_fields[name] for one in events if name in EVENTS[one].all_fields]
        if not having:
            raise ValueError(
                _("event {event} has no field {field}; it has: {known}").format(
                    event=events[0], field=name, known=_(", ").join(EVENTS[events[0]].all_fields)
                )
            )
        for value in values:
            having[0].read(value)


def field_tests(event: str, where: Fields, unless: Fields) -> FieldTests:
    """Read the values of `where` and `unless` as an event of the name holds them; one without the field has none."""
    known = EVENTS[event].all_fields
    return tuple(
        (name, tuple(known[name].read(one) for one in values) if name in known else (), wanted)
        for asked, wanted in ((where, True), (unless, False))
        for name, values in asked.items()
    )


def has_fields(event: Event, tests: FieldTests) -> bool:
    """Tell whether the fields of an event have the values that are wanted, and none of those that are not."""
    return all((event.values.get(name) in values) is wanted for name, values, wanted in tests)


class Trigger(Value):
    """An event that starts, meets, voids or restarts a period.

    `where` wants fields of the event to have one of the values, `unless` wants them to have none of these (a field
    left out has none); `after` wants one of these events to have happened to the obligor (or the case) before,
    `without` wants none of them; `counts_from` is the fact that the period is counted from in place of the event's day;
    `what` names the instance it is about; `joint` extends it to joint debtors;
    `revives` lets it restart a period that was met or voided; `even_late` one that has run out.
    """

    event: EventName
    where: dict[Text, Texts] = {}
    unless: dict[Text, Texts] = {}
    after: EventNames = ()
    without: EventNames = ()
    counts_from: Fact | None = Field(default=None, alias="from")
    what: Text | None = None
    joint: YesNo = False
    revives: YesNo = False
    even_late: YesNo = False

    @model_validator(mode="after")
    def _knows_its_fields(self) -> Trigger:
        refuse_unknown_fields((self.event,), self.where, self.unless)
        return self

    def fits(self, event: Event) -> bool:
        """Tell whether an event is meant, by its name and fields alone."""
        return event.name == self.event and (not self._tests or has_fields(event, self._tests))

    @cached_property
    def _tests(self) -> FieldTests:
        return field_tests(self.event, self.where, self.unless)
