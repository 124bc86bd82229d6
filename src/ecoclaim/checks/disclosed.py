"""What a file of a ledger tells of persons: the fields that are about them, and what stands in any text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ecoclaim.checks.known import NOBODY, Known
from ecoclaim.checks.personal import personal
from ecoclaim.model.parties import certain_nature
from ecoclaim.yamlfile import Loc, Tree

_ALWAYS = {"id_number": "id-number", "phone": "phone", "fax": "phone", "born": "birth", "ethnicity": "birth"}
# In these groups the name and the address are a person's too.
_PERSONS = ("representative", "agents")
_PIECE, _OVERLAP = 1 << 15, 400


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a file tells of a person: where it stands, what kind of thing, and the characters."""

    loc: Loc
    kind: str
    text: str


def told_by_fields(tree: Tree, loc: Loc = (), person: bool = False, known: Known = NOBODY) -> Iterator[Told]:
    """List what the fields of a file tell of persons, and the free texts in them."""
    if isinstance(tree, dict):
        mine = person or tree.get("kind") == "person" or (loc[:1] == ("obligors",) and _may_be_a_person(tree, loc))
        for key, value in tree.items():
            place = (*loc, key)
            if isinstance(value, str) and (kind := _kind(key, value, mine)):
                yield Told(place, kind, value)
            else:
                yield from told_by_fields(value, place, key in _PERSONS, known)
    elif isinstance(tree, list):
        for position, value in enumerate(tree):
            yield from told_by_fields(value, (*loc, position), person, known)
    elif tree:
        yield from (Told(loc, one.kind, one.text) for one in personal(tree, known))


def _may_be_a_person(tree: dict[str, Tree], loc: Loc) -> bool:
    """Tell whether nothing says that this obligor is an organization."""
    said = {key: value for key, value in tree.items() if isinstance(value, str)}
    if len(loc) != 2 or said.get("kind"):
        return False
    return certain_nature(said.get("name", ""), said.get("credit_code"), said.get("id_number")) != "organization"


def _kind(key: str, value: str, person: bool) -> str:
    if key in _ALWAYS:
        return _ALWAYS[key]
    if not person:
        return ""
    return "home" if key == "address" else "name" if key == "name" and "某" not in value and len(value) > 1 else ""


def told_by_text(text: str, known: Known = NOBODY) -> Iterator[tuple[int, int, Told]]:
    """List what a text tells of persons, with line and column, from one; in pieces, however long it is.

    What stands over a line end is found too, in a piece and between two of them.
    """
    first, number, line_start = 0, 1, 0
    seen = 0
    while first < len(text):
        last = _end_of_piece(text, first)
        piece = text[first : min(last + _OVERLAP, len(text))]
        line, begun, here = number, 0, line_start
        for one in personal(piece, known):
            if first + one.start >= last:
                break
            if first + one.start < seen:
                continue
            line += piece.count("\n", begun, one.start)
            if turn := piece.rfind("\n", begun, one.start) + 1:
                here = first + turn
            begun = one.start
            seen = first + one.end
            yield line, first + one.start - here + 1, Told((), one.kind, one.text)
        if turn := text.rfind("\n", first, last) + 1:
            line_start = turn
        number += text.count("\n", first, last)
        first = last


def _end_of_piece(text: str, first: int) -> int:
    last = first + _PIECE
    if last >= len(text):
        return len(text)
    line_end = text.rfind("\n", first, last) + 1
    return line_end if line_end > first else last
