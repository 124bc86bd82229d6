"""What a YAML file is to us: a tree of text, ways into it, and the limits it keeps; knows no library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Union

from ecoclaim.errors import BadFile, Problem, dotted

# A scalar is the characters written, or None where nothing, `~` or `null` stands.
Tree = Union[dict[str, "Tree"], list["Tree"], str, None]  # noqa: UP007 - `|` cannot hold a name not yet known
Loc = tuple[str | int, ...]

NULLS = frozenset(("", "~", "null", "Null", "NULL"))
LARGEST_FILE = 1024 * 1024  # bytes
DEEPEST = 20  # lists and groups within one another

# Characters no text of ours may hold, written or escaped: Word's XML has no place for most of them.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile("\r\n|\n|\r")


def place_at(text: str, index: int) -> tuple[int, int]:
    """Give line and column, from one, of the character at an index."""
    line, start = 1, 0
    for found in _BREAK.finditer(text, 0, index):
        if found.end() == index and text[index - 1 : index + 1] == "\r\n":
            break
        line, start = line + 1, found.end()
    return line, index - start + 1


def bad(path: str, place: tuple[int, int] | None, message: str, loc: Iterable[str | int] = ()) -> BadFile:
    """Make the refusal of a file for one problem."""
    line, column = place or (None, None)
    return BadFile([Problem(path, line, column, dotted(tuple(loc)), message)])
