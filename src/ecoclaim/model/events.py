"""What can happen in a case: one table of events, and how an entry of events.yaml becomes an event.

Alone knows the names of events, their fields and the order of the phases. The table is the source of the reader,
the schema, completion, help and documentation; the order of its rows breaks ties between events of one day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ecoclaim.model import scalars
from ecoclaim.model.eventtable import BY_KIND, CHOICES, COMMON, DEFAULTS, FIELDS, MAKES, PHASES, ROWS
from ecoclaim.model.values import Loc, unknown_key
from ecoclaim.words import Label, _

Wrong = tuple[Loc, str]
Day = date  # inside Event the name date is the event's own day

_READERS: Mapping[str, Callable[[object], Any]] = {
    "text": scalars.text,
    "texts": scalars.texts,
    "day": scalars.day,
    "whole": scalars.whole,
    "wholes": scalars.wholes,
    "amount": scalars.amount,
    "yes": scalars.yes_no,
    "keys": scalars.keys,
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field of an event: its name, label, kind (text, texts, day, whole, wholes, amount, yes, choice, choices)."""

    name: str
    label: Label
    kind: str
    choices: Mapping[str, Label] = field(default_factory=dict)
    #: Which table its choices are of.
    table: str = ""

    def read(self, value: object) -> Any:
        """Make the value of the text written; raises ValueError with a sentence."""
        if self.kind == "choice":
            return self._chosen(value)
        if self.kind == "choices":
            return tuple(self._chosen(one) for one in (value if isinstance(value, (list, tuple)) else [value]))
        return _READERS[self.kind](value)

    def _chosen(self, value: object) -> str:
        text = scalars.written(value)
        if text in self.choices:
            return text
        by_label = next((key for key, label in self.choices.items() if text in (label.zh, label.en)), None)
        known = _(", ").join(
            _("{title} ({about})").format(title=key, about=label) for key, label in self.choices.items()
        )
        if by_label is not None:
            raise ValueError(_("write {key}, not {text}").format(key=by_label, text=scalars.quoted(text)))
        raise ValueError(
            _("{text} is not known here; known are: {known}").format(text=scalars.quoted(text), known=known)
        )


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: its name, label, phase, whether it is about an obligor, and its own fields."""

    name: str
    label: Label
    phase: str
    per_obligor: bool
    fields: Mapping[str, FieldType]
    rank: int
    defaults: Mapping[str, str] = field(default_factory=dict)

    @property
    def made_by(self) -> tuple[FieldType, ...]:
        """The fields without which an entry is not yet what it is called."""
        return tuple(self.all_fields[name] for name in MAKES.get(self.name, ()))

    @property
    def all_fields(self) -> Mapping[str, FieldType]:
        """The event's own fields and those that every event has."""
        return {**self.fields, **COMMON_FIELDS}


class Event(NamedTuple):
    """What happened: which event, on which day, to which obligors, with which values.

    `position` is the entry's number in the file, from 0.
    """

    name: str
    date: Day
    obligors: tuple[str, ...]
    values: Mapping[str, Any]
    position: int

    @property
    def type(self) -> EventType:
        """The row of the table."""
        return EVENTS[self.name]

    @property
    def order(self) -> tuple[Day, int, int]:
        """Where the event stands among all: by day, then by the table, then by the file."""
        return self.date, EVENTS[self.name].rank, self.position

    def said(self, name: str) -> str | None:
        """Give a field as a pack writes it: yes and no as true and false, what is left out as the table means it."""
        value = self.values.get(name)
        if value is None:
            return self.type.defaults.get(name)
        return value if isinstance(value, str) else str(value).lower()

    def text(self, name: str) -> str | None:
        """Give a field's text."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def number(self, name: str) -> int | None:
        """Give a field's whole number."""
        value = self.values.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def amount(self, name: str) -> Decimal | None:
        """Give a field's amount in yuan."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None

    def day(self, name: str) -> Day | None:
        """Give a field's day."""
        value = self.values.get(name)
        return value if isinstance(value, Day) else None

    def yes(self, name: str) -> bool | None:
        """Give a field's yes or no; None where it is left out."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else None


def _field_type(spec: str) -> FieldType:
    """Read a field of a row: `name`, or `name:kind` where the event's field differs from the usual one."""
    name, _colon, special = spec.partition(":")
    label, usual = FIELDS[name]
    label = BY_KIND.get(special, label)
    kind = special or usual
    if kind in _READERS:
        return FieldType(name, label, kind)
    many = kind.endswith("*")
    return FieldType(name, label, "choices" if many else "choice", CHOICES[kind.rstrip("*")], kind.rstrip("*"))


def _table() -> dict[str, EventType]:
    table: dict[str, EventType] = {}
    for phase, rows in ROWS.items():
        for name, zh, en, fields in rows:
            per_obligor = name.startswith("◦")
            name = name.lstrip("◦")
            table[name] = EventType(
                name,
                Label(zh, en),
                phase,
                per_obligor,
                {one.name: one for one in map(_field_type, fields.split())},
                len(table),
                DEFAULTS.get(name, {}),
            )
    return table


COMMON_FIELDS: Mapping[str, FieldType] = {one.name: one for one in map(_field_type, COMMON.split())}
EVENTS: Mapping[str, EventType] = _table()
PHASE_LABELS: Mapping[str, Label] = PHASES


# The fields by which an entry names an agreement, an obligation or a meeting of case.yaml.
REFERENCES = ("agreement", "obligation", "meeting")
Parties = Callable[[int | None, int | None, int | None], tuple[str, ...]]


def _nobody(_agreement: int | None, _obligation: int | None, _meeting: int | None) -> tuple[str, ...]:
    return ()


def read_events(
    entries: object, obligors: Iterable[str], parties: Parties = _nobody
) -> tuple[tuple[Event, ...], list[Wrong]]:
    """Read the list of entries of events.yaml into events, in the order in which they count.

    `obligors` are the keys of the case's obligors, `parties` says with whom a numbered agreement, obligation or meeting
    is: an entry about an obligor may leave the key out where it names one of these, or while there is exactly one
    obligor. Returns the events and what is wrong, each with its place; an entry with a fault yields no event.
    """
    wrong: list[Wrong] = []
    if entries is None:
        return (), wrong
    if not isinstance(entries, list):
        return (), [((), _("here belongs a list: one event an entry, each after a dash"))]
    keys = tuple(obligors)
    events = []
    for position, entry in enumerate(entries):
        event = _read_event(entry, position, keys, parties, wrong)
        if event is not None:
            events.append(event)
    events.sort(key=lambda event: event.order)
    return tuple(events), wrong


def _read_event(
    entry: object, position: int, keys: tuple[str, ...], parties: Parties, wrong: list[Wrong]
) -> Event | None:
    if not isinstance(entry, dict):
        wrong.append(((position,), _("here belongs an entry with event and date")))
        return None
    name = entry.get("event")
    kind = EVENTS.get(name) if isinstance(name, str) else None
    if kind is None:
        wrong.append(_unknown_event(name, position))
        return None
    before = len(wrong)
    values: dict[str, Any] = {}
    when: date | None = None
    about: tuple[str, ...] = ()
    own = kind.fields
    for key, written in entry.items():
        if written is None or key == "event":
            continue
        try:
            if key == "date":
                when = scalars.day(written)
            elif key == "obligor" and kind.per_obligor:
                about = scalars.keys(written)
            elif key in own:
                values[key] = own[key].read(written)
            elif key in COMMON_FIELDS:
                values[key] = COMMON_FIELDS[key].read(written)
            else:
                known = ["event", "date", *(["obligor"] if kind.per_obligor else []), *kind.all_fields]
                wrong.append(((position, key), unknown_key(str(key), known)))
        except ValueError as fault:
            wrong.append(((position, key), str(fault)))
    if when is None and "date" not in {loc[-1] for loc, _text in wrong[before:]}:
        wrong.append(((position,), _("the day of the event is missing; add date: YYYY-MM-DD")))
    if kind.per_obligor and not about and len(wrong) == before:
        about = keys if len(keys) == 1 else parties(*(values.get(name) for name in REFERENCES))
        if not about:
            wrong.append(((position,), _which_obligor(kind, keys)))
    if when is None or len(wrong) > before:
        return None
    return Event(kind.name, when, about, values, position)


def _unknown_event(name: object, position: int) -> Wrong:
    if not isinstance(name, str):
        return (position,), _("the name of the event is missing; add event: NAME")
    by_label = next((one.name for one in EVENTS.values() if name in (one.label.zh, one.label.en)), None)
    if by_label:
        return (position, "event"), _("write event: {name}").format(name=by_label)
    return (position, "event"), unknown_event(name)


def unknown_event(name: str) -> str:
    """Say that there is no such event, and which one may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(name, EVENTS, n=3, cutoff=0.5)
    if near:
        return _("there is no event {name}; did you mean {near}?").format(
            name=scalars.quoted(name), near=_(", ").join(near)
        )
    return _("there is no event {name}; ecoclaim record CASE lists the events").format(name=scalars.quoted(name))


def _which_obligor(kind: EventType, keys: tuple[str, ...]) -> str:
    if not keys:
        return _("{event} is about an obligor and case.yaml names none; add one under obligors").format(
            event=kind.label
        )
    return _("{event} is about an obligor; add obligor: with one of {keys}").format(
        event=kind.label, keys=_(", ").join(keys)
    )
