"""What a blank takes from the case, the office or an event by the place its form names, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from ecoclaim.forms import sentences, wording
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.packs.form import BlankEntry, FormEntry
from ecoclaim.packs.lists import event_list

_NAMES = ("key", "no", "head")
_OFFICE = "ecoclaim"


def place(blank: BlankEntry, subject: Subject) -> str:
    """Write where the fact of a blank belongs: a path of case.yaml, ecoclaim.PATH or events.NAME.FIELD."""
    if blank.path is not None:
        return subject.path(blank.path)
    names = events_of(blank, subject.form)
    if not names:
        return ""
    return f"events.{names[0]}" + (f".{blank.field}" if blank.field else "")


def events_of(blank: BlankEntry, form: FormEntry | None) -> tuple[str, ...]:
    """Name the events a blank is filled from; where it names only a field, the one its form carries out."""
    if blank.event or blank.field is None:
        return blank.event
    return form.carries_out[:1] if form else ()


def looked_up(blank: BlankEntry, subject: Subject) -> object:
    """Take what stands at a blank's path, else in the event it names, in the manner it wants."""
    value = at_path(blank.path, subject) if blank.path is not None else None
    event = _event(blank, subject)
    if value in (None, "", ()) and event is not None:
        value = _said(event, blank.field, subject)
    match blank.manner:
        case "clause":
            return wording.clause(_text(value))
        case "sentence":
            clause = wording.clause(_text(value))
            return None if clause is None else f"{clause}。"
        case "paragraphs":
            return sentences.paragraphs(_text(value))
        case "day":
            return wording.day(value if isinstance(value, date) else None)
        case "yuan":
            return wording.yuan(value) if isinstance(value, Decimal) else None
        case "capitals":
            return wording.capitals(value) if isinstance(value, Decimal) else None
        case "flag":
            return value is True
        case "happened":
            return event is not None
    return _plain(value)


def at_path(path: str, subject: Subject) -> object:
    """Give what stands at a path of the case or the office; None where nothing does."""
    steps = path.split(".")
    if steps[0] == "texts":
        return subject.text(subject.path(steps[1]), ".".join(steps[2:]))
    if steps == ["id"]:
        return subject.case.id
    about: Mapping[str, object] = {
        "{obligor}": subject.party,
        "{meeting}": subject.meeting,
        "{agreement}": subject.agreement,
        "{agent}": subject.agent,
    }
    here: object = subject.office if steps[0] == _OFFICE else subject.file
    for step in steps[1:] if steps[0] == _OFFICE else steps:
        here = about[step] if step in about else _below(here, step)
        if here is None:
            return None
    return here


def _below(here: object, step: str) -> object:
    if isinstance(here, BaseModel):
        fields = type(here).model_fields
        return next((getattr(here, name) for name, field in fields.items() if (field.alias or name) == step), None)
    if isinstance(here, Mapping):
        return here.get(step)
    if isinstance(here, tuple):
        named = (one for one in here if step in {str(getattr(one, name, None)) for name in _NAMES})
        return next(named, here[int(step) - 1] if step.isdecimal() and 0 < int(step) <= len(here) else None)
    return None


def _event(blank: BlankEntry, subject: Subject) -> Event | None:
    names = events_of(blank, subject.form)
    found = [one for one in subject.every(*names) if subject.concerns(one)] if names else []
    return None if not found else found[0] if blank.which == "first" else found[-1]


def _said(event: Event, field: str | None, subject: Subject) -> object:
    """Give a field of an event as a paper says it: a choice by its Chinese name, an entry of the pack by its title."""
    if field in (None, "date"):
        return event.date
    value = event.values.get(field)
    if isinstance(value, str):
        return _named(event, field, value, subject)
    if isinstance(value, tuple):
        return tuple(_named(event, field, one, subject) if isinstance(one, str) else one for one in value)
    return value


def _named(event: Event, field: str, value: str, subject: Subject) -> str:
    choice = event.type.all_fields[field].choices.get(value)
    entry = event_list(subject.pack, event.name, field).get(value)
    return choice.zh if choice else entry.title.zh if entry else value


def _text(value: object) -> str | None:
    plain = _plain(value)
    return plain if isinstance(plain, str) else None if plain is None else str(plain)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return wording.listed(str(one) for one in value) or None
    if isinstance(value, Decimal):
        return format(value, "f")
    return value
