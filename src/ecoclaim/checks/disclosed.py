"""What a file of a ledger tells of persons: the fields that are about them, and what stands in any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecoclaim.checks.personal import personal
from ecoclaim.yamlfile import Loc, Tree

_ALWAYS = {"id_number": "id-number", "phone": "phone", "fax": "phone", "born": "birth", "ethnicity": "birth"}
# In these groups the name and the address are a person's too.
_PERSONS = ("representative", "agents")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a file tells of a person: where it stands, what kind of thing, and the characters."""

    loc: Loc
    kind: str
    text: str


def told_by_fields(tree: Tree, loc: Loc = (), person: bool = False) -> Iterator[Told]:
    """List what the fields of a file tell of persons, and the free texts in them."""
    if isinstance(tree, dict):
        mine = person or tree.get("kind") == "person"
        for key, value in tree.items():
            place = (*loc, key)
            if isinstance(value, str) and (kind := _kind(key, value, mine)):
                yield Told(place, kind, value)
            else:
                yield from told_by_fields(value, place, key in _PERSONS)
    elif isinstance(tree, list):
        for position, value in enumerate(tree):
            yield from told_by_fields(value, (*loc, position), person)
    elif tree:
        yield from (Told(loc, one.kind, one.text) for one in personal(tree))


def _kind(key: str, value: str, person: bool) -> str:
    if key in _ALWAYS:
        return _ALWAYS[key]
    if not person:
        return ""
    return "home" if key == "address" else "name" if key == "name" and "某" not in value else ""


def told_by_text(text: str) -> Iterator[tuple[int, int, Told]]:
    """List what a text tells of persons, with line and column, from one."""
    for number, line in enumerate(text.splitlines(), 1):
        for one in personal(line):
            yield number, one.start + 1, Told((), one.kind, one.text)
