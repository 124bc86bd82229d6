"""What completion offers as FIELD=VALUE of an event and as PATH=VALUE of a case: names first, then values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ecoclaim.cli.candidates import Candidate, Found, Typed
from ecoclaim.model.eventtable import CHOICES, COMMON, FIELDS, LISTS, ROWS
from ecoclaim.words import Label

PackOf = Callable[[], dict[str, Any]]


def fields_of(typed: Typed, said: str) -> Found:
    """Offer the fields of an event: by name, or by Chinese title once one is begun."""
    given = {one.partition("=")[0] for one in typed.arguments.get("fields", ())}
    for name, _kind in _own(said):
        label = FIELDS[name][0]
        if name not in given and label.zh not in given:
            ascii_only = typed.begun.isascii()
            yield Candidate(f"{name}=", label.text) if ascii_only else Candidate(f"{label.zh}=", name)


def values_of(typed: Typed, said: str, pack: PackOf, obligors: Callable[[], Found]) -> Found:
    """Offer the values of the field before the equals sign."""
    word, _equals, begun = typed.begun.partition("=")
    if word in ("obligor", "义务人"):
        yield from (Candidate(f"{word}={one.value}", one.help) for one in obligors())
        return
    for name, kind in _own(said):
        if word in (name, FIELDS[name][0].zh):
            listed = LISTS.get((_name(said), name))
            titles = _titles(pack(), listed) if listed else CHOICES.get(kind.rstrip("*"), {})
            if kind == "yes":
                titles = {"yes": Label("是", "yes"), "no": Label("否", "no")}
            yield from _written(word, begun, titles)


def paths(typed: Typed, tree: Mapping[str, Any], pack: PackOf) -> Found:
    """Offer the next step of a path, or the values of the field that a path names."""
    from ecoclaim.model import labels
    from ecoclaim.model.case import CaseFile
    from ecoclaim.model.paths import spot_at

    word, equals, begun = typed.begun.partition("=")
    before = word if equals else word.rpartition(".")[0]
    try:
        spot = spot_at(before, tree, CaseFile, {})
    except ValueError:
        return
    if equals:
        titles = dict(labels.choices(spot.model, spot.key))
        if spot.kind == "yes":
            titles = {"yes": Label("是", "yes"), "no": Label("否", "no")}
        if spot.key == "head" or (spot.key == "domain" and not titles):
            titles = dict(_titles(pack(), "loss_heads" if spot.key == "head" else "domains"))
        yield from _written(word, begun, titles)
        return
    head = f"{before}." if before else ""
    here: Any = tree
    for step in spot.loc:
        here = (
            here[step]
            if isinstance(here, list) and isinstance(step, int) and step < len(here)
            else (here.get(step) if isinstance(here, dict) else None)
        )
    if spot.kind == "list":
        items = here if isinstance(here, list) else []
        for number, one in enumerate(items, 1):
            own = one if isinstance(one, dict) else {}
            name = next((str(own[key]) for key in ("key", "no", "head") if own.get(key)), str(number))
            yield Candidate(f"{head}{name}.", str(own.get("name") or ""))
        if spot.key != "obligors":
            yield Candidate(f"{head}{len(items) + 1}.")
        return
    if spot.below is None:
        return
    for key in labels.field_names(spot.below):
        label = labels.title(spot.below, key)
        end = "." if labels.inner(spot.below, key) is not None else "="
        by_title = bool(word.rpartition(".")[2]) and not word.rpartition(".")[2].isascii()
        yield Candidate(f"{head}{label.zh if by_title else key}{end}", key if by_title else label.text)


def _written(word: str, begun: str, titles: Mapping[str, Label]) -> Iterator[Candidate]:
    if begun and not begun.isascii():
        return iter([Candidate(f"{word}={label.zh}", name) for name, label in titles.items()])
    return iter([Candidate(f"{word}={name}", label.text) for name, label in titles.items()])


def _own(said: str) -> list[tuple[str, str]]:
    """List the fields of an event, each with its kind."""
    for rows in ROWS.values():
        for name, zh, en, own in rows:
            if said in (name.lstrip("◦"), zh, en):
                specs = [one.partition(":") for one in f"{own} {COMMON}".split()]
                return [(field, special or FIELDS[field][1]) for field, _colon, special in specs]
    return []


def _name(said: str) -> str:
    """Give the name of an event that stands there by its name or title."""
    found = (row[0].lstrip("◦") for rows in ROWS.values() for row in rows if said in (row[0].lstrip("◦"), *row[1:3]))
    return next(found, said)


def _titles(pack: dict[str, Any], name: str) -> dict[str, Label]:
    titles = {str(key): entry.get("title") for key, entry in (pack.get(name) or {}).items() if isinstance(entry, dict)}
    return {
        key: Label(str(one.get("zh")), str(one.get("en"))) if isinstance(one, dict) else Label(key, key)
        for key, one in titles.items()
    }
