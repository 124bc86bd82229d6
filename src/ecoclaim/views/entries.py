"""An entry of events.yaml in words and as JSON: which event, when, about whom, with its fields and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ecoclaim.model.case import Case
from ecoclaim.model.events import Event, FieldType
from ecoclaim.packs import Pack
from ecoclaim.views.terms import dated
from ecoclaim.words import _

_APART = ("evidence", "note", "reason", "despite")


def entry_json(event: Event) -> dict[str, object]:
    """Give an entry its public form; `entry` is its number in the file, from 1."""
    return {
        "entry": event.position + 1,
        "event": event.name,
        "title": event.type.label,
        "date": event.date,
        "obligors": list(event.obligors),
        "fields": {name: _plain(value) for name, value in event.values.items()},
    }


def entry_line(event: Event, case: Case | None, pack: Pack | None = None) -> str:
    """Tell an entry in one line: its day, event, obligors, number in the file, fields and evidence."""
    about = _(" ({obligors})").format(obligors=_(", ").join(event.obligors)) if event.obligors else ""
    line = _("{day} {event}{about}, entry {n} of events.yaml").format(
        day=dated(event.date), event=event.type.label, about=about, n=event.position + 1
    )
    told = list(told_fields(event, case, pack))
    return _("{line}; {fields}").format(line=line, fields=_("; ").join(told)) if told else line


def told_fields(event: Event, case: Case | None, pack: Pack | None = None) -> Iterator[str]:
    """Tell the fields of an entry by their labels, evidence by its name."""
    known = event.type.all_fields
    for name, value in event.values.items():
        if name not in _APART:
            yield _("{label}: {value}").format(
                label=known[name].label, value=_named(name, value, pack) or _told(known[name], value)
            )
    for name in ("reason", "note", "despite"):
        if name in event.values:
            yield _("{label}: {value}").format(label=known[name].label, value=" ".join(str(event.values[name]).split()))
    if "evidence" in event.values:
        yield _("evidence: {names}").format(names=_(", ").join(_evidence(event.values["evidence"], case)))


def _named(name: str, value: object, pack: Pack | None) -> str:
    """Give the pack's name of a channel, ground or rule; nothing where it has none."""
    if pack is None or not isinstance(value, str):
        return ""
    if name == "rule":
        rule = pack.rule(value)
        return rule.title.text if rule else ""
    lists = {
        "channel": (pack.channels,),
        "ground": (pack.failure_grounds, pack.decline_grounds, pack.termination_grounds),
    }
    return next((entries[value].title.text for entries in lists.get(name, ()) if value in entries), "")


def _evidence(numbers: Any, case: Case | None) -> Iterator[str]:
    names = {one.no: one.name for one in case.file.evidence} if case else {}
    for number in numbers if isinstance(numbers, tuple) else (numbers,):
        yield f"{number} {names.get(number) or ''}".strip()


def _told(kind: FieldType, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return _(", ").join(_told(kind, one) for one in value)
    if isinstance(value, str) and value in kind.choices:
        return kind.choices[value].text
    return " ".join(str(value).split())


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, (bool, int, str, date, Decimal)) else str(value)
