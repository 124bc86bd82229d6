"""Merges two states of a list of entries that grew from one: every entry of both, each as it was written.

Git's own `merge=union` puts lines together, and half an entry of one side into an entry of the other. Here an entry
is one thing: what one side changed is taken, what both added stands one after the other, what both recorded in the
same words stands once. Where both changed one field, or anything would not read back, there is no merge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.ledger.compare import differences, likeness, paired
from ecoclaim.yamlfile import Document, Tree

_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_COMMENT = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# Below this an entry that both changed is rather one that was replaced: then a person looks at it.
_ONE_ENTRY = 0.5


class _Conflict(Exception):
    """Both sides changed the same thing."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry: what it says, and its lines with the comments above it."""

    tree: Tree
    text: str


# For each entry of the base what became of it, and what was added after it; -1 stands for the beginning.
_Fates = dict[int, tuple[_Piece | None, list[_Piece]]]


@dataclass(frozen=True, slots=True)
class _Pieces:
    """A file in pieces: what stands before the first entry, the entries, what stands after the last."""

    head: str
    entries: tuple[_Piece, ...]
    tail: str


def merged(base: bytes, ours: bytes, theirs: bytes, path: str) -> bytes | None:
    """Merge two states of a list of entries; None where a person must decide."""
    if not base.strip():
        # Both made the file: two cases were opened under one number, and their events belong apart.
        return None
    try:
        documents = [yamlfile.read(_closed(data), path) for data in (base, ours, theirs)]
        start = _pieces(documents[0])
        mine, other = (_pieces(one, start.head) for one in documents[1:])
        ours_fates, theirs_fates = _fates(start, mine), _fates(start, other)
        entries = list(_entries(start, ours_fates, theirs_fates))
        text = "".join(
            (
                _chosen(start.head, mine.head, other.head),
                *(one.text for one in entries),
                _tail(start.tail, mine.tail, other.tail, _grew(ours_fates), _grew(theirs_fates)),
            )
        )
        bom = ours[:3] if ours.startswith(b"\xef\xbb\xbf") else b""
        data = bom + text.encode()
        meant = [one.tree for one in entries]
        return data if (yamlfile.read(data, path).tree or []) == meant else None
    except (BadFile, _Conflict):
        return None


def _pieces(document: Document, base_head: str = "") -> _Pieces:
    tree, text = document.tree, document.text
    if tree is None or tree == []:
        if tree == []:
            raise _Conflict
        return _Pieces(text, (), "")
    if not isinstance(tree, list) or document.nodes[()].flow:
        raise _Conflict
    starts, ends = [], []
    for index in range(len(tree)):
        node = document.nodes[(index,)]
        starts.append(max(text.rfind("\n", 0, node.key_end), text.rfind("\r", 0, node.key_end)) + 1)
        rest = _REST_OF_LINE.match(text, node.end)
        ends.append(node.end if not rest or _at_line_start(text, node.end) else rest.end())
    if any(end > start for end, start in zip(ends, starts[1:], strict=False)):
        raise _Conflict
    before = text[: starts[0]]
    head = base_head if base_head and before.startswith(base_head) else before
    begins = [len(head), *ends[:-1]]
    entries = tuple(_Piece(one, text[b:e]) for one, b, e in zip(tree, begins, ends, strict=True))
    return _Pieces(head, entries, text[ends[-1] :])


def _at_line_start(text: str, index: int) -> bool:
    return index == 0 or text[index - 1] in "\r\n"


def _entries(start: _Pieces, ours: _Fates, theirs: _Fates) -> Iterator[_Piece]:
    """Give the entries of the merge: those of the base as either side left them, after each what was added there."""
    for index in range(-1, len(start.entries)):
        if index >= 0:
            one = _one(start.entries[index], ours[index][0], theirs[index][0])
            if one is not None:
                yield one
        added = ours[index][1]
        more = _not_among(added, theirs[index][1])
        yield from added
        if added and more and index == len(start.entries) - 1:
            # A comment that stood at the end stands above the first entry of either side now.
            more[0] = _Piece(more[0].tree, more[0].text.removeprefix(start.tail))
        yield from more


def _not_among(ours: Sequence[_Piece], theirs: Sequence[_Piece]) -> list[_Piece]:
    """Leave out what the other side recorded in the same words, as often as it did."""
    known = [one.tree for one in ours]
    more = []
    for one in theirs:
        if one.tree in known:
            known.remove(one.tree)
        else:
            more.append(one)
    return more


def _fates(start: _Pieces, side: _Pieces) -> _Fates:
    """Tell what one side made of the base."""
    fates: _Fates = {-1: (None, [])}
    last = -1
    for i, j in paired([one.tree for one in start.entries], [one.tree for one in side.entries]):
        piece = side.entries[j] if j is not None else None
        if i is None:
            assert piece is not None
            fates[last][1].append(piece)
        else:
            fates[i] = (piece, [])
            last = i
    return fates


def _one(base: _Piece, mine: _Piece | None, other: _Piece | None) -> _Piece | None:
    """Decide on one entry of the base."""
    if mine == other or other == base:
        return mine
    if mine == base:
        return other
    if mine is None or other is None:
        raise _Conflict
    if mine.tree == other.tree:
        return mine
    if min(likeness(base.tree, mine.tree), likeness(base.tree, other.tree)) < _ONE_ENTRY:
        raise _Conflict
    if _COMMENT.findall(other.text) == _COMMENT.findall(base.text):
        return _with_changes(mine, base.tree, other.tree)
    if _COMMENT.findall(mine.text) == _COMMENT.findall(base.text):
        return _with_changes(other, base.tree, mine.tree)
    raise _Conflict


def _with_changes(piece: _Piece, base: Tree, side: Tree) -> _Piece:
    """Write into an entry what the other side changed in it; both may not have changed the same field."""
    data = piece.text.encode()
    for one in differences(base, side):
        here, before = _at(piece.tree, one.loc), _at(base, one.loc)
        if here == one.new:
            continue
        if here != before or one.new is None:
            raise _Conflict
        data = yamlfile.splice(data, (0, *one.loc), one.new, "entry")
    tree = yamlfile.read(data, "entry").tree
    assert isinstance(tree, list)
    return _Piece(tree[0], data.decode())


def _at(tree: Tree, loc: Sequence[str | int]) -> Tree:
    for step in loc:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def _chosen(base: str, mine: str, other: str) -> str:
    if mine == other or other == base:
        return mine
    if mine == base:
        return other
    raise _Conflict


def _grew(fates: _Fates) -> bool:
    return bool(fates[max(fates)][1])


def _tail(base: str, mine: str, other: str, ours_grew: bool, theirs_grew: bool) -> str:
    """Choose what stands after the last entry; a side that grew keeps the old tail above its first new entry."""
    if ours_grew == theirs_grew:
        return _chosen("" if ours_grew else base, mine, other)
    grown, still = (mine, other) if ours_grew else (other, mine)
    if still != base:
        raise _Conflict
    return grown


def _closed(data: bytes) -> bytes:
    """End the last line, so that another may follow."""
    return data if data.endswith((b"\n", b"\r")) else data + (b"\r\n" if b"\r\n" in data else b"\n")
