"""What differs between two states of a file: which entries came, went or changed, and which fields, old and new.

Works on trees of text, so that it also answers for files that the model would refuse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ecoclaim.yamlfile import Loc, Tree

Pair = tuple[int | None, int | None]

# Two entries are one that was changed if they say they are, or if at least this part of their fields is the same.
_ALIKE = 0.5
# Of more pairs than these, among entries that differ, none is sought: a list that was written anew came and went.
_MOST_COMPARED = 1_000_000
_SAYS_SO = ("key", "no", "event", "report")
# How `set` names an item of a list.
_ITEM_NAMES = ("key", "no", "head")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field with its old and new value; None is absent. `names` are the steps to it as `set` names them."""

    loc: Loc
    names: tuple[str, ...]
    old: Tree
    new: Tree

    @property
    def path(self) -> str:
        """The field as `set` writes it: obligors.A.phone."""
        return ".".join(self.names)


def paired(old: Sequence[Tree], new: Sequence[Tree]) -> list[Pair]:
    """Pair the entries of two states of a list by their index, in order; None stands for one that went or came."""
    before, after = _between(old, new)
    return [
        *((i, i) for i in range(before.start)),
        *_paired_between(old, new, before, after),
        *zip(range(before.stop, len(old)), range(after.stop, len(new)), strict=True),
    ]


def altered(old: Sequence[Tree], new: Sequence[Tree]) -> list[Pair]:
    """Pair as `paired` does, but leave out what both begin and end with: of a list that grew the rest costs nothing."""
    return list(_paired_between(old, new, *_between(old, new)))


def _between(old: Sequence[Tree], new: Sequence[Tree]) -> tuple[range, range]:
    begin = _alike_at_the_start(old, new)
    end = _alike_at_the_start(old[begin:][::-1], new[begin:][::-1])
    return range(begin, len(old) - end), range(begin, len(new) - end)


def _alike_at_the_start(old: Sequence[Tree], new: Sequence[Tree]) -> int:
    # Slices are compared, not entry by entry: entries that are known to be the same object cost next to nothing so.
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if old[low:middle] == new[low:middle] else (low, middle - 1)
    return low


def _paired_between(old: Sequence[Tree], new: Sequence[Tree], before: range, after: range) -> Iterator[Pair]:
    if len(before) * len(after) > _MOST_COMPARED:
        yield from ((i, None) for i in before)
        yield from ((None, j) for j in after)
        return
    frozen = [_frozen(old[i]) for i in before], [_frozen(new[j]) for j in after]
    for kind, i, i_end, j, j_end in SequenceMatcher(None, *frozen, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(before[i:i_end], after[j:j_end], strict=True)
        else:
            yield from _paired_by_likeness(old, new, before[i:i_end], after[j:j_end])


def _paired_by_likeness(old: Sequence[Tree], new: Sequence[Tree], before: range, after: range) -> Iterator[Pair]:
    at = after.start
    for i in before:
        found = max(
            (j for j in range(at, after.stop) if _is_same(old[i], new[j])),
            key=lambda j: (likeness(old[i], new[j]), -j),
            default=None,
        )
        if found is None:
            yield i, None
            continue
        yield from ((None, j) for j in range(at, found))
        yield i, found
        at = found + 1
    yield from ((None, j) for j in range(at, after.stop))


def likeness(one: Tree, other: Tree) -> float:
    """Tell which part of the fields two entries have in common, from 0 to 1."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return float(one == other)
    same = sum(key in other and other[key] == value for key, value in one.items())
    return same / max(len(one), len(other), 1)


def _is_same(one: Tree, other: Tree) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in _SAYS_SO:
            if name in one and name in other:
                return one[name] == other[name]
    return likeness(one, other) >= _ALIKE


def differences(old: Tree, new: Tree, loc: Loc = (), names: tuple[str, ...] = ()) -> Iterator[Difference]:
    """List the fields that differ, down to single values; a list of plain values is one."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*new, *old)):
            yield from differences(old.get(key), new.get(key), (*loc, key), (*names, key))
    elif _has_groups(old) and _has_groups(new):
        assert isinstance(old, list)
        assert isinstance(new, list)
        for i, j in paired(old, new):
            before, after = None if i is None else old[i], None if j is None else new[j]
            index = j if j is not None else i
            assert index is not None
            name = _item_name(after if after is not None else before) or str(index + 1)
            yield from differences(before, after, (*loc, index), (*names, name))
    else:
        yield Difference(loc, names, old, new)


def _has_groups(tree: Tree) -> bool:
    return isinstance(tree, list) and any(isinstance(one, dict) for one in tree)


def _item_name(item: Tree) -> str:
    found = (item.get(name) for name in _ITEM_NAMES) if isinstance(item, dict) else ()
    return next((one for one in found if isinstance(one, str)), "")


def _frozen(tree: Tree) -> str:
    return json.dumps(tree, sort_keys=True)
