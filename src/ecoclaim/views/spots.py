"""What `set CASE PATH?` answers: what can stand at a place of case.yaml, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ecoclaim.model.paths import Spot
from ecoclaim.terminal import quoted
from ecoclaim.views import json
from ecoclaim.words import Label, _, later

_KINDS = {
    "day": later("a day, as 2026-09-08"),
    "amount": later("an amount in yuan, as 1286400.50"),
    "percent": later("a share in percent, from 0 to 100"),
    "whole": later("a whole number"),
    "yes": later("yes or no (是 or 否)"),
    "clock": later("a time of day, as 09:30"),
    "keys": later("obligors, by key or name"),
    "under": later("agreement N, or judgment"),
    "choice": later("one of the choices"),
    "text": later("a text"),
    "words": later("texts, under names that the office chooses"),
    "group": later("a group of fields"),
    "list": later("a list; an item is named by its key, number or head"),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A place and what may stand there: its title, hint, choices, example, and what stands below it, by name."""

    spot: Spot
    title: Label
    hint: str
    choices: Mapping[str, Label]
    example: str
    below: Mapping[str, Label]


def spot_json(today: date, case: str, one: Described) -> str:
    """Write the answer as JSON."""
    body = {
        "case": case,
        "path": one.spot.path,
        "title": one.title,
        "kind": one.spot.kind,
        "many": one.spot.many,
        "about": one.hint,
        "choices": [{"name": name, "title": label} for name, label in one.choices.items()],
        "example": one.example,
        "fields": [{"name": name, "title": label} for name, label in one.below.items()],
    }
    return json.answer(today, body)


def spot_lines(case: str, one: Described) -> Iterator[str]:
    """Write the answer as lines."""
    spot = one.spot
    kind = _(_KINDS[spot.kind])
    if spot.many and spot.kind != "list":
        kind = _("{kind}; several with commas").format(kind=kind)
    yield _("{path} ({title}): {kind}").format(path=spot.path or "case.yaml", title=one.title, kind=kind)
    if one.hint:
        yield f"  {one.hint}"
    for name, label in one.choices.items():
        yield f"  {label}  {name}"
    for name, label in one.below.items():
        yield f"  {label}  {name}"
    if spot.below is None and one.example:
        word = one.choices[one.example].text if one.example in one.choices else one.example
        yield _("For example: {command}").format(command=f"ecoclaim set {case} {quoted(f'{spot.path}={word}')}")
