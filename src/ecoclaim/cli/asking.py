"""Questions asked at a terminal, each until the answer can be read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from ecoclaim.cli import clock, console
from ecoclaim.desk.ear import Ear
from ecoclaim.desk.fields import field_value, obligor_keys
from ecoclaim.errors import Stop, WrongUsage
from ecoclaim.packs.lists import event_list
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.model.case import Case
    from ecoclaim.model.events import EventType
    from ecoclaim.packs import Pack
    from ecoclaim.yamlfile import Tree


def asked_day(question: str, default: date) -> date:
    """Ask for a day."""
    while True:
        try:
            return clock.day(console.ask(question, default.isoformat()), _("Date"), default)
        except WrongUsage as fault:
            console.say(str(fault))


def asked_obligors(case: Case) -> tuple[str, ...]:
    """Ask which obligors of a case it is about; gives their keys, at least one."""
    console.say("  " + "  ".join(f"{one.key} {one.name}" for one in case.file.obligors))
    while True:
        try:
            said = console.ask(_("Which obligors (keys, several with commas)"))
            keys = obligor_keys(case.file, [said], Ear(tell=console.say))
        except Stop as fault:
            console.say(str(fault))
            continue
        if keys:
            return keys


def ask_fields(
    kind: EventType, values: dict[str, Tree], pack: Pack, on: date, names: Collection[str] | None = None
) -> None:
    """Ask for the fields of an event that were not said, or for those named, and add what is answered to the values."""
    for field in kind.fields.values():
        if field.name in values or (names is not None and field.name not in names):
            continue
        known = {key: str(one) for key, one in field.choices.items()}
        known = known or {key: str(one.title) for key, one in event_list(pack, kind.name, field.name).items()}
        for number, (key, title) in enumerate(known.items(), 1):
            console.say(f"  {number:>2}  {title} ({key})")
        while True:
            text = console.ask(_("{label} ({name}; Enter: leave out)").format(label=field.label, name=field.name))
            if text.isdigit() and known and 1 <= int(text) <= len(known):
                text = list(known)[int(text) - 1]
            try:
                value = field_value(kind, field, text, pack, Ear(on, console.say))
            except Stop as fault:
                console.say(str(fault))
                continue
            if value is not None:
                values[field.name] = value
            break
