"""Reads one state of a list of entries after another: only entries whose text is new are read, the others are known.

A file that grows by an entry at a time is read whole once, not once a state. It is cut before each line that begins
an entry. A cut holds where every piece is a list of one entry by itself: then nothing is open at its end, and what
follows begins in the list again. Where that is not so, the file is read whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile.plain import plain_tree
from ecoclaim.yamlfile.reader import decoded, read
from ecoclaim.yamlfile.shape import LARGEST_FILE, Tree

_FIRST = re.compile(rb"^( *- )", re.MULTILINE)
# What may begin another document or speak of the whole file: such a file is not cut.
_OF_THE_FILE = re.compile(rb"^(?:---|\.\.\.|%)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entries:
    """A state of a file: its bytes, its tree, and the sign and places where its entries begin; no places if uncut."""

    data: bytes
    tree: Tree
    sign: bytes = b""
    starts: Sequence[int] = ()


def entries(data: bytes, path: str, before: Entries | None = None) -> Entries:
    """Read a list as `read` does, and take from an earlier state of it the entries that have the same text there.

    Raises BadFile as `read` does.
    """
    if len(data) <= LARGEST_FILE:
        found = _grown(data, path, before) if before and before.starts else _whole(data, path)
        if found is not None:
            return found
    return Entries(data, read(data, path).tree)


def _whole(data: bytes, path: str) -> Entries | None:
    first = _FIRST.search(data)
    found = _pieces(data, path, first[1]) if first else None
    return Entries(data, found[1], first[1], found[0]) if first and found else None


def _grown(data: bytes, path: str, before: Entries) -> Entries | None:
    known, starts, sign = before.tree, before.starts, before.sign
    assert isinstance(known, list)
    begins = _shared_start(before.data, data)
    ends = _shared_end(before.data, data, min(len(data), len(before.data)) - begins)
    # From the last sign that both begin with, to the first that stands on a line of its own in what both end with.
    first = max(bisect_right(starts, begins - len(sign)) - 1, 0)
    last = max(bisect_left(starts, len(before.data) - ends + 1), first + 1)
    moved = len(data) - len(before.data)
    start = starts[first] if first else 0
    new = _pieces(data[start : starts[last] + moved if last < len(starts) else len(data)], path, sign)
    if new is None:
        return _whole(data, path)
    places = [*starts[:first], *(start + one for one in new[0]), *(one + moved for one in starts[last:])]
    return Entries(data, [*known[:first], *new[1], *known[last:]], sign, places)


def _pieces(part: bytes, path: str, sign: bytes) -> tuple[list[int], list[Tree]] | None:
    """Cut part of a file where entries begin, and read them; None where it cannot be cut."""
    if _OF_THE_FILE.search(part):
        return None
    starts = [found.start() for found in re.finditer(rb"^" + sign, part, re.MULTILINE)]
    try:
        # Of what the patterns read, each line that begins like the list begins an entry of it.
        tree = plain_tree(decoded(part, path))
        if isinstance(tree, list) and len(tree) == len(starts):
            return starts, tree
        ends = [*starts[1:], len(part)]
        pieces = [read(part[a:b], path).tree for a, b in zip([0, *starts[1:]], ends, strict=True)] if starts else []
    except BadFile:
        return None
    singles = [one[0] for one in pieces if isinstance(one, list) and len(one) == 1]
    return (starts, singles) if starts and len(singles) == len(pieces) else None


def _shared_start(one: bytes, other: bytes) -> int:
    """Count the bytes with which both begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _shared_end(one: bytes, other: bytes, most: int) -> int:
    """Count the bytes with which both end, `most` at the most."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        same = one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
