"""What was done to a file of the ledger between two states of it, as a lawyer says it: recorded, mended, filled in.

Alone knows which model describes which file, so that a changed field has its name and an entry its event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.ledger.compare import Difference, altered, differences
from ecoclaim.ledger.places import CASE, EVENTS, MARK, PRIVATE, REPORTS
from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import COMMON_FIELDS
from ecoclaim.model.events import EVENTS as TABLE
from ecoclaim.model.office import Office, Report
from ecoclaim.model.within import model_at
from ecoclaim.words import Label, _
from ecoclaim.yamlfile import Entries, Tree

Kind = Literal[
    "recorded", "taken-back", "corrected", "opened", "field", "added", "changed", "removed", "renumbered", "unreadable"
]

_MODELS: dict[str, type[BaseModel]] = {CASE: CaseFile, PRIVATE: CaseFile, MARK: Office}
_OWN_FIELDS = {"date": Label("日期", "date"), "obligor": Label("义务人", "obligor"), "event": Label("事项", "event")}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done to a file: an entry recorded, taken back or corrected, a field written, a file that came or went.

    An entry has its number in the file, its event (or report and period) and day; a field both its values. The note is
    the title of a case that was opened, the number a case had before, or why a file cannot be read. All an entry says
    that was recorded or taken back is its content, as JSON: two entries may have event, day and obligors in common.
    """

    kind: Kind
    file: str
    entry: int | None = None
    event: str = ""
    date: date | None = None
    obligors: tuple[str, ...] = ()
    field: Difference | None = None
    note: str = ""
    content: str = ""

    @property
    def case(self) -> str:
        """The case whose file it is; empty for a file of the office."""
        parts = self.file.split("/")
        return parts[1] if len(parts) > 2 and parts[0] == "cases" else ""

    @property
    def named(self) -> str:
        """The entry in words: its event, day and obligors."""
        words = {"event": self.title, "day": self.date, "obligors": _(", ").join(self.obligors)}
        if self.date is None:
            return self.title
        text = _("{event} ({day}, {obligors})") if self.obligors else _("{event} ({day})")
        return text.format(**words)

    @property
    def path(self) -> str:
        """The field as `set` and `correct` write it."""
        return self.field.path if self.field else ""

    @property
    def title(self) -> str:
        """The name of the entry's event or report."""
        return TABLE[self.event].label.text if self.event in TABLE else self.event

    @property
    def label(self) -> str:
        """The name of the field, in the language in use."""
        return _label(self)

    @property
    def model(self) -> type[BaseModel] | None:
        """What the value of the field is, where it is a group or a list of groups: it names what stands in it."""
        return _inner(self, self.field.loc if self.field else ())

    @property
    def choices(self) -> Mapping[str, Label]:
        """Give the values that the field may have, with their names, where they are few and fixed."""
        steps = [step for step in self.field.loc if isinstance(step, str)] if self.field else []
        group = _inner(self, steps[:-1])
        return labels.choices(group, steps[-1]) if group and steps else {}


@dataclass(frozen=True, slots=True)
class State:
    """A file as it stood: what it said, or why it cannot be read; of a list of entries what the next state needs."""

    tree: Tree = None
    fault: str = ""
    entries: Entries | None = None


def is_told(name: str) -> bool:
    """Tell whether what was done within a file is told, not only that it came, changed or went."""
    return name.rpartition("/")[2] in (*_MODELS, EVENTS, REPORTS)


def state(name: str, data: bytes, before: State | None = None) -> State:
    """Read a file of which is told what was done in it; of a list only what an earlier state did not have."""
    try:
        if name.rpartition("/")[2] not in (EVENTS, REPORTS):
            return State(yamlfile.read(data, name).tree)
        found = yamlfile.entries(data, name, before.entries if before else None)
        return State(found.tree, entries=found)
    except BadFile as fault:
        return State(fault=fault.problems[0].message)


def changes(name: str, old: bytes | None, new: bytes | None) -> tuple[Change, ...]:
    """List what was done to a file between two states of it; None is a file that is not there.

    `name` is its path in the ledger, or in a case's folder. A state that cannot be read is one change: unreadable.
    """
    if not is_told(name):
        return (came_or_went(name, old is None, new is None),)
    before = None if old is None else state(name, old)
    return changed(name, before, None if new is None else state(name, new, before))


def came_or_went(name: str, came: bool, went: bool) -> Change:
    """Tell that a file came, went or changed, and not what stands in it."""
    return Change("added" if came else "removed" if went else "changed", name)


def changed(name: str, old: State | None, new: State | None) -> tuple[Change, ...]:
    """List what was done to a file between two states of it that were read; None is a file that is not there."""
    base = name.rpartition("/")[2]
    for one in (old, new):
        if one is not None and one.fault:
            return (Change("unreadable", name, note=one.fault),)
    before, after = (one.tree if one is not None else None for one in (old, new))
    if base in (EVENTS, REPORTS):
        return tuple(_entries(name, before, after))
    if new is None:
        return (Change("removed", name),)
    if old is None and base != PRIVATE:
        title = after.get("title") if isinstance(after, dict) else None
        return (Change("opened", name, note=title if isinstance(title, str) else ""),)
    # A private file that was not there is one without fields.
    return tuple(Change("field", name, field=one) for one in differences(before or {}, after or {}))


def _entries(name: str, before: Tree, after: Tree) -> Iterator[Change]:
    old, new = (one if isinstance(one, list) else [] for one in (before, after))
    for i, j in altered(old, new):
        if i is None and j is not None:
            yield _entry("recorded", name, j, new[j])
        elif j is None and i is not None:
            yield _entry("taken-back", name, i, old[i])
        elif i is not None and j is not None:
            for one in differences(old[i], new[j]):
                yield _entry("corrected", name, j, new[j], one)


def _entry(kind: Kind, name: str, index: int, entry: Tree, one: Difference | None = None) -> Change:
    said = entry if isinstance(entry, dict) else {}
    text = {key: value for key, value in said.items() if isinstance(value, str)}
    about = said.get("obligor")
    return Change(
        kind,
        name,
        index + 1,
        text.get("event") or " ".join(filter(None, (text.get("report"), text.get("period")))),
        _day(text.get("date") or text.get("sent")),
        tuple(str(key) for key in about) if isinstance(about, list) else (about,) if isinstance(about, str) else (),
        one,
        content="" if one else json.dumps(entry, ensure_ascii=False, sort_keys=True),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


def _label(change: Change) -> str:
    base = change.file.rpartition("/")[2]
    if change.field is None:
        return ""
    if change.kind == "corrected":
        return labels.title(Report, change.path).text if base == REPORTS else _event_field(change.event, change.path)
    return _field(_MODELS[base], change.field)


def _inner(change: Change, steps: Sequence[str | int]) -> type[BaseModel] | None:
    model = _MODELS.get(change.file.rpartition("/")[2])
    return model_at(model, tuple(steps)) if model else None


def _event_field(event: str, name: str) -> str:
    known = TABLE[event].all_fields if event in TABLE else COMMON_FIELDS
    if name in _OWN_FIELDS:
        return _OWN_FIELDS[name].text
    return known[name].label.text if name in known else name


def _field(model: type[BaseModel], field: Difference) -> str:
    """Name a field by the names of its groups, items by their key or number: 赔偿义务人 A · 联系方式."""
    parts: list[str] = []
    here: type[BaseModel] | None = model
    for step, name in zip(field.loc, field.names, strict=True):
        if isinstance(step, int):
            parts[-1:] = [f"{parts[-1]} {name}"] if parts else [name]
        else:
            parts.append(labels.title(here, step).text if here else step)
            here = labels.inner(here, step) if here else None
    return " · ".join(parts)
