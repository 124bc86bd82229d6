"""What was done and when, in words: for the subject of a commit, and for the history of a case as a lawyer reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel

from ecoclaim.ledger.changes import Change
from ecoclaim.model import labels
from ecoclaim.model.events import COMMON_FIELDS, EVENTS
from ecoclaim.views import json
from ecoclaim.views.table import Paper
from ecoclaim.views.text import wrapped
from ecoclaim.words import Label, _, later, ngettext
from ecoclaim.yamlfile import Tree

# So many fields are named in a subject; of the others only how many.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One commit with what it did; `command` is empty where it was made by hand."""

    id: str
    short: str
    at: datetime
    who: str
    address: str
    subject: str
    command: str
    changes: tuple[Change, ...]


def late_days(change: Change, written: date) -> int:
    """Count the days from the event to the day on which it was written down; 0 for what is no entry."""
    if change.kind != "recorded" or change.date is None:
        return 0
    return max((written - change.date).days, 0)


def summary(changes: Sequence[Change]) -> str:
    """Say in a few words what was done: for the subject of a commit, so without any value."""
    parts = [_SUMMED[one.kind](one) for one in changes if one.kind in _SUMMED]
    filled = [one.label for one in changes if one.field and one.kind == "field" and one.field.old is None]
    changed = [one.label for one in changes if one.field and one.kind == "field" and one.field.old is not None]
    parts += [_("filled in {fields}").format(fields=_few(filled))] if filled else []
    parts += [_("changed {fields}").format(fields=_few(changed))] if changed else []
    corrected: dict[str, list[str]] = {}
    for one in changes:
        if one.kind == "corrected":
            corrected.setdefault(one.named, []).append(one.label)
    parts += [
        _("corrected {entry}: {fields}").format(entry=entry, fields=_few(names)) for entry, names in corrected.items()
    ]
    for kind, text in _FILES.items():
        names = [_file(one) for one in changes if one.kind == kind]
        if names:
            parts.append(_(text).format(files=_few(names)))
    return _("; ").join(parts)


def history_json(on: date, steps: Iterable[Step]) -> str:
    """Write the history as JSON."""
    return json.answer(on, {"log": [_step_json(one) for one in steps]})


def history_text(steps: Sequence[Step], paper: Paper, case: str = "") -> str:
    """Write the history for people: a line for each commit, what it did below; the case is named where it differs."""
    lines: list[str] = []
    for one in steps:
        lines.append(f"{one.at:%Y-%m-%d %H:%M}  {one.who}  {one.short}")
        if not one.command:
            lines[-1] += "  " + _("by hand: {subject}").format(subject=one.subject)
        for change in one.changes:
            number = "" if change.case in ("", case) else f"{change.case} "
            text = number + _line(change, one.at.date())
            first, *rest = wrapped(text, paper.width - 4) if paper.width else [text]
            lines += [f"  {first}", *(f"    {more}" for more in rest)]
    return "".join(line.rstrip() + "\n" for line in lines) or _("Nothing has been written down.") + "\n"


def _step_json(one: Step) -> dict[str, object]:
    return {
        "commit": one.id,
        "at": one.at.isoformat(),
        "who": one.who,
        "email": one.address,
        "subject": one.subject,
        "command": one.command or None,
        "changes": [_change_json(change, one.at.date()) for change in one.changes],
    }


def _change_json(one: Change, written: date) -> dict[str, object]:
    told: dict[str, object] = {"change": one.kind, "case": one.case or None, "file": one.file}
    if one.entry is not None:
        told |= {"entry": one.entry, "event": one.event, "title": one.title, "date": one.date}
        told |= {"obligors": list(one.obligors), "late_days": late_days(one, written)}
    if one.field is not None:
        told |= {"path": one.path, "label": one.label, "old": one.field.old, "new": one.field.new}
    if one.note:
        told["note"] = one.note
    return told


def _line(one: Change, written: date) -> str:
    if one.kind == "field" and one.field is not None:
        text = _("filled in {field}: {old} → {new}") if one.field.old is None else _("changed {field}: {old} → {new}")
        return text.format(field=one.label, old=_value(one, one.field.old), new=_value(one, one.field.new))
    if one.kind == "corrected" and one.field is not None:
        return _("corrected entry {n}, {entry}: {field} {old} → {new}").format(
            n=one.entry,
            entry=one.named,
            field=one.label,
            old=_value(one, one.field.old),
            new=_value(one, one.field.new),
        )
    if one.kind in _FILES:
        return _(_FILES[one.kind]).format(files=_file(one))
    text = _SUMMED[one.kind](one)
    days = late_days(one, written)
    if days:
        text += "  " + ngettext("[late entry, {n} day after]", "[late entry, {n} days after]", days).format(n=days)
    return text


def _opened(one: Change) -> str:
    if one.case:
        return _("case opened: {title}").format(title=one.note)
    return _("added {files}").format(files=_file(one))


_FILES: Mapping[str, str] = {
    "added": later("added {files}"),
    "changed": later("changed {files}"),
    "removed": later("removed {files}"),
}


def _recorded(one: Change) -> str:
    return one.named


def _taken_back(one: Change) -> str:
    return _("took back {entry}").format(entry=one.named)


def _renumbered(one: Change) -> str:
    return _("numbered {case} before").format(case=one.note)


def _unreadable(one: Change) -> str:
    return _("{file} could not be read: {why}").format(file=_file(one), why=one.note)


_SUMMED: Mapping[str, Callable[[Change], str]] = {
    "recorded": _recorded,
    "taken-back": _taken_back,
    "opened": _opened,
    "renumbered": _renumbered,
    "unreadable": _unreadable,
}


def _few(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    text = _(", ").join(shown[:_NAMED])
    if len(shown) <= _NAMED:
        return text
    return _("{names} and others, {total} in all").format(names=text, total=len(shown))


def _file(one: Change) -> str:
    return one.file.removeprefix(f"cases/{one.case}/") if one.case else one.file


def _value(change: Change, value: Tree) -> str:
    known = {**(EVENTS[change.event].all_fields if change.event in EVENTS else {}), **COMMON_FIELDS}
    corrected = change.kind == "corrected" and change.path in known
    return _named(value, change.model, known[change.path].choices if corrected else change.choices)


def _named(value: Tree, model: type[BaseModel] | None, choices: Mapping[str, Label]) -> str:
    """Write a value, a list or a group with the names of what stands in it."""
    if isinstance(value, dict):
        return _("; ").join(
            _("{name}: {value}").format(
                name=labels.title(model, key).text if model else key,
                value=_named(
                    one, labels.inner(model, key) if model else None, labels.choices(model, key) if model else {}
                ),
            )
            for key, one in value.items()
        )
    if isinstance(value, list):
        return _(", ").join(_named(one, model, choices) for one in value)
    if value is None:
        return _("(empty)")
    return choices[value].text if value in choices else " ".join(value.split())
