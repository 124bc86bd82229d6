"""Events and triggers of a pack, in words and as JSON: with the values their fields must have or must not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecoclaim.model.events import EVENTS, FieldType
from ecoclaim.packs import Trigger
from ecoclaim.words import _


def events_where(events: Iterable[str], where: Mapping[str, Sequence[str]], unless: Mapping[str, Sequence[str]]) -> str:
    """Name events, with the values that their fields must or must not have."""
    names = list(events)
    text = _(" or ").join(EVENTS[name].label.text for name in names)
    fields = EVENTS[names[0]].all_fields
    told = [
        words.format(field=fields[name].label, values=_(" or ").join(value_title(fields[name], one) for one in values))
        for asked, words in ((where, _("{field}: {values}")), (unless, _("{field} not: {values}")))
        for name, values in asked.items()
        if name in fields
    ]
    return _("{what} ({fields})").format(what=text, fields=_("; ").join(told)) if told else text


def value_title(field: FieldType, value: str) -> str:
    """Give the title of a value of a field, or the value where it has none."""
    return str(field.choices[value]) if value in field.choices else value


def trigger_titles(triggers: Iterable[Trigger]) -> str:
    """Name the triggers, each once."""
    return _(", ").join(dict.fromkeys(map(trigger_title, triggers)))


def trigger_title(one: Trigger) -> str:
    """Name a trigger: its event, with what its fields must have, and after or without which others."""
    text = events_where((one.event,), one.where, one.unless)
    more = [
        words.format(events=_(" or ").join(EVENTS[name].label.text for name in names))
        for names, words in ((one.after, _("after {events}")), (one.without, _("without {events} before it")))
        if names
    ]
    if one.counts_from:
        more.append(_("from the day in {fact}").format(fact=one.counts_from))
    return _("{what} ({fields})").format(what=text, fields=_("; ").join(more)) if more else text


def deeper(lines: Iterable[str]) -> Iterator[str]:
    """Set lines in under an entry."""
    return (f"    {line}" for line in lines)


def trigger_json(one: Trigger) -> dict[str, object]:
    """Give a trigger its public form: what it says and nothing left at its default."""
    return one.model_dump(exclude_defaults=True, by_alias=True)
