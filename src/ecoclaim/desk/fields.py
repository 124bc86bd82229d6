"""What a person writes after a command as FIELD=VALUE, and what goes into an entry of events.yaml for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS, EventType, FieldType, unknown_event
from ecoclaim.model.paths import split
from ecoclaim.model.scalars import quoted, yes_no
from ecoclaim.packs import Pack
from ecoclaim.packs.lists import event_list
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree

_MANY = ("texts", "wholes", "choices")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．", "0123456789-.")


def assignments(said: Iterable[str]) -> list[tuple[str, str]]:
    """Take FIELD=VALUE apart; raises WrongUsage for what is none."""
    found = []
    for one in said:
        # A Chinese input method writes ＝.
        match = re.match(r"([^=＝]+)[=＝](.*)\Z", one, re.DOTALL)
        if match is None:
            raise WrongUsage(_("{text} is not FIELD=VALUE; write it like method=direct").format(text=quoted(one)))
        value = match[2].strip()
        if any(not sign.isprintable() and sign not in "\n\u3000" for sign in value):
            raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=match[1]))
        found.append((match[1].strip(), value))
    names = [name for name, _value in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise WrongUsage(_("{field} stands here twice").format(field=twice))
    return found


def event_named(said: str) -> EventType:
    """Find the event that a person means by its name, or by its title in Chinese or English."""
    kind = EVENTS.get(said.strip()) or next(
        (one for one in EVENTS.values() if said.strip() in (one.label.zh, one.label.en)), None
    )
    if kind is None:
        if "=" in said:
            raise WrongUsage(_("the event is missing before {text}").format(text=quoted(said)))
        raise NotFound(unknown_event(said) + _near_titles(said))
    return kind


def field_named(kind: EventType, said: str) -> FieldType:
    """Find the field of an event that a person means by its name or title."""
    known = kind.all_fields
    field = known.get(said) or next((one for one in known.values() if said in (one.label.zh, one.label.en)), None)
    if field is None:
        listed = _(", ").join(_("{title} ({about})").format(title=one.name, about=one.label) for one in known.values())
        near = get_close_matches(said, known, n=1)
        raise WrongUsage(
            _("{event} has no field {field}; did you mean {near}? It has {listed}").format(
                event=kind.name, field=quoted(said), near=near[0], listed=listed
            )
            if near
            else _("{event} has no field {field}; it has {listed}").format(
                event=kind.name, field=quoted(said), listed=listed
            )
        )
    return field


def field_value(kind: EventType, field: FieldType, text: str, pack: Pack) -> Tree:
    """Make of the text what the entry will hold; raises WrongUsage with the sentence of the event table."""
    if not text:
        return None
    value: Tree = [_meant(kind, field, one, pack) for one in split(text)] if field.kind in _MANY else text
    if isinstance(value, str):
        value = _meant(kind, field, value, pack)
    try:
        read = field.read(value)
    except ValueError as fault:
        raise WrongUsage(f"{field.name}: {fault}") from None
    return str(read).lower() if field.kind == "yes" else value


def obligor_keys(file: CaseFile, said: Sequence[str]) -> tuple[str, ...]:
    """Find the obligors that a person means by key or name, several in one word with commas too."""
    people = file.obligors
    keys: list[str] = []
    for one in said:
        names = [one] if _obligors(file, one) else split(one)
        for name in names:
            fits = _obligors(file, name)
            if len(fits) != 1:
                listed = _(", ").join(f"{who.key} {who.name}" for who in people)
                raise NotFound(
                    _("{name} fits several obligors; name one by its key: {listed}").format(name=name, listed=listed)
                    if fits
                    else _("there is no obligor {name}; case.yaml has: {listed}").format(
                        name=quoted(name), listed=listed or _("none")
                    )
                )
            keys += fits
    return tuple(dict.fromkeys(keys))


def with_obligors(keys: Sequence[str]) -> Tree:
    """Write one key plain, several as a list."""
    return keys[0] if len(keys) == 1 else list(keys)


def in_order(kind: EventType, values: Mapping[str, Tree]) -> dict[str, Tree]:
    """Put an entry's keys in their order: event, date, obligor, the event's fields, those of every event."""
    order = ["event", "date", "obligor", *kind.all_fields]
    return {key: values[key] for key in order if values.get(key) is not None}


def _obligors(file: CaseFile, said: str) -> list[str]:
    by_key = [one.key for one in file.obligors if one.key == said or one.key.lower() == said.lower()]
    if by_key:
        return by_key[:1] if said in by_key or len(by_key) == 1 else by_key
    whole = [one.key for one in file.obligors if said in (one.name, one.short_name)]
    return whole or [one.key for one in file.obligors if len(said) > 1 and said in one.name]


def _meant(kind: EventType, field: FieldType, text: str, pack: Pack) -> str:
    """Take the title of a choice or of an entry of the pack's list for its name; digits as they are."""
    if field.choices:
        return next((key for key, one in field.choices.items() if text in (one.zh, one.en)), text)
    listed = event_list(pack, kind.name, field.name)
    if listed:
        name = next((key for key, one in listed.items() if text in (key, one.title.zh, one.title.en)), None)
        if name is None:
            known = _(", ").join(
                _("{title} ({about})").format(title=key, about=one.title) for key, one in listed.items()
            )
            raise WrongUsage(
                _("{field}: {text} is not in the list of rule pack {pack}; it has: {known}").format(
                    field=field.name, text=quoted(text), pack=pack.name, known=known
                )
            )
        return name
    if kind.name == "overrun-explained" and field.name == "rule" and pack.rule(text) is None:
        by_title = next((rule.id for rule in pack.rules if text in (rule.title.zh, rule.title.en)), None)
        if by_title is None:
            raise WrongUsage(_("rule: {pack} has no rule {text}").format(pack=pack.name, text=quoted(text)))
        return by_title
    if field.kind == "yes":
        try:
            return str(yes_no(text)).lower()
        except ValueError:
            return text
    return text.translate(_FULL_WIDTH) if field.kind in ("whole", "wholes") else text


def _near_titles(said: str) -> str:
    """Add the events whose Chinese title shares the most characters with what was written."""
    wanted = {sign for sign in said if sign > "\u2e80"}
    if len(wanted) < 2:
        return ""
    scored = sorted(
        ((len(wanted & set(one.label.zh)), -len(one.label.zh), one) for one in EVENTS.values()),
        key=lambda one: one[:2],
        reverse=True,
    )
    near = [f"{one.label.zh} ({one.name})" for score, _length, one in scored[:3] if score >= 2]
    return _("; by title near it: {near}").format(near=_(", ").join(near)) if near else ""
