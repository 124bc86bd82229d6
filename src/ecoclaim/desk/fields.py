"""What a person writes after a command as FIELD=VALUE, and what goes into an entry of events.yaml for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches

from ecoclaim import typed
from ecoclaim.desk.ear import QUIET, Ear, called
from ecoclaim.errors import NotFound, PartsWrong, Stop, WrongUsage
from ecoclaim.model import synonyms
from ecoclaim.model.case import CaseFile
from ecoclaim.model.events import EVENTS, EventType, FieldType, unknown_event
from ecoclaim.model.paths import split
from ecoclaim.model.scalars import quoted, yes_no
from ecoclaim.packs import Pack
from ecoclaim.packs.lists import event_list
from ecoclaim.words import Label, _
from ecoclaim.yamlfile import Tree

_MANY = ("texts", "wholes", "choices")
_OWN = {"date": Label("日期", "date"), "obligor": Label("义务人", "obligor")}


def assignments(said: Iterable[str]) -> list[tuple[str, str]]:
    """Take FIELD=VALUE apart; raises WrongUsage for what is none, with all that are."""
    found: list[tuple[str, str]] = []
    with Parts() as parts:
        for one in said:
            with parts.part(one):
                found.append(_assignment(one))
    names = [name for name, _value in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise WrongUsage(_("{field} stands here twice").format(field=twice))
    return found


def _assignment(said: str) -> tuple[str, str]:
    # A Chinese input method writes ＝.
    match = re.match(r"([^=＝]+)[=＝](.*)\Z", said, re.DOTALL)
    if match is None:
        raise WrongUsage(_("{text} is not FIELD=VALUE; write it like method=direct").format(text=quoted(said)))
    value = match[2].strip()
    if any(not sign.isprintable() and sign not in "\n\u3000" for sign in value):
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=match[1]))
    return match[1].strip(), value


class Parts:
    """Goes on to the next part of a command where one is wrong, and says at the end all that are.

    Raises the fault itself where it is of the only part, else PartsWrong, which names the parts to leave out.
    """

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self._wrong: dict[str, Stop] = {}
        self._count = 0

    def __enter__(self) -> Parts:
        """Take the parts one by one."""
        return self

    def __exit__(self, kind: object, *_fault: object) -> None:
        """Raise what was wrong with them."""
        if kind is None and self._wrong:
            if self._count == 1:
                raise next(iter(self._wrong.values()))
            raise PartsWrong("\n".join(map(str, self._wrong.values())), tuple(self._wrong), self._count)

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Take one part; what is wrong with it is kept."""
        self._count += 1
        try:
            yield
        except (WrongUsage, NotFound) as fault:
            self._wrong[name] = fault


def event_named(said: str, ear: Ear = QUIET) -> EventType:
    """Find the event that a person means by its name, title, another word for it or a unique part."""
    if "=" in said and said not in EVENTS:
        raise WrongUsage(_("the event is missing before {text}").format(text=quoted(said)))
    name = ear.named(said, called({key: one.label for key, one in EVENTS.items()}, synonyms.EVENTS))
    if name is None:
        raise NotFound(unknown_event(said) + _near_titles(said))
    return EVENTS[name]


def key_named(kind: EventType, said: str, ear: Ear = QUIET) -> str:
    """Find the key of an entry that a person means: date, obligor or a field of the event."""
    known = kind.all_fields
    labels = {
        **(_OWN if kind.per_obligor else {"date": _OWN["date"]}),
        **{key: one.label for key, one in known.items()},
    }
    if said in ("obligor", "obligors", "义务人"):
        return "obligor"
    name = ear.named(said, called(labels, synonyms.FIELDS))
    return name or field_named(kind, said).name


def field_named(kind: EventType, said: str) -> FieldType:
    """Give a field of an event by its name; raises WrongUsage where it has none such."""
    known = kind.all_fields
    field = known.get(said)
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


def field_value(kind: EventType, field: FieldType, text: str, pack: Pack, ear: Ear = QUIET) -> Tree:
    """Make of the text what the entry will hold; raises WrongUsage with the sentence of the event table."""
    if not text:
        return None
    value: Tree = [_meant(kind, field, one, pack, ear) for one in split(text)] if field.kind in _MANY else text
    if isinstance(value, str):
        value = _meant(kind, field, value, pack, ear)
    try:
        read = field.read(value)
    except ValueError as fault:
        raise WrongUsage(f"{field.name}: {fault}") from None
    return str(read).lower() if field.kind == "yes" else value


def obligor_keys(file: CaseFile, said: Sequence[str], ear: Ear = QUIET) -> tuple[str, ...]:
    """Find the obligors that a person means by key or name, several in one word with commas too."""
    people = file.obligors
    names = {one.key: (one.name, one.short_name or "") for one in people}
    keys: list[str] = []
    for one in said:
        for name in [one] if typed.fitting(one, names) else typed.names(one).names:
            found = ear.named(name, names, least=1)  # 甲 is 甲公司
            if found is None:
                listed = _(", ").join(f"{who.key} {who.name}" for who in people)
                raise NotFound(
                    _("there is no obligor {name}; case.yaml has: {listed}").format(
                        name=quoted(name), listed=listed or _("none")
                    )
                )
            keys.append(found)
    return tuple(dict.fromkeys(keys))


def with_obligors(keys: Sequence[str]) -> Tree:
    """Write one key plain, several as a list."""
    return keys[0] if len(keys) == 1 else list(keys)


def in_order(kind: EventType, values: Mapping[str, Tree]) -> dict[str, Tree]:
    """Put an entry's keys in their order: event, date, obligor, the event's fields, those of every event."""
    order = ["event", "date", "obligor", *kind.all_fields]
    return {key: values[key] for key in order if values.get(key) is not None}


def _meant(kind: EventType, field: FieldType, text: str, pack: Pack, ear: Ear) -> str:
    """Take what names a choice or an entry of the pack's list for its name; a day or number as files hold it."""
    if field.choices:
        return ear.named(text, called(field.choices, synonyms.CHOICES.get(field.table, {}))) or text
    listed = event_list(pack, kind.name, field.name)
    if listed:
        return listed_name(field.name, text, {key: one.title for key, one in listed.items()}, pack.name, ear)
    if kind.name == "overrun-explained" and field.name == "rule" and pack.rule(text) is None:
        name = ear.named(text, called({rule.id: rule.title for rule in pack.rules}))
        if name is None:
            raise WrongUsage(_("rule: {pack} has no rule {text}").format(pack=pack.name, text=quoted(text)))
        return name
    if field.kind == "yes" and text.lower() in ("yes", "no", "是", "否"):
        return str(yes_no(text)).lower()
    return ear.scalar(field.kind.removesuffix("s") if field.kind == "wholes" else field.kind, text)


def listed_name(field: str, text: str, titles: Mapping[str, Label], pack: str, ear: Ear) -> str:
    """Find the entry of a pack's list that a person means; raises WrongUsage where the list has none such."""
    name = ear.named(text, called(titles))
    if name is None:
        known = _(", ").join(_("{title} ({about})").format(title=key, about=one) for key, one in titles.items())
        raise WrongUsage(
            _("{field}: {text} is not in the list of rule pack {pack}; it has: {known}").format(
                field=field, text=quoted(text), pack=pack, known=known
            )
        )
    return name


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
