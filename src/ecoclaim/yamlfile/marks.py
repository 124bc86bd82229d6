"""Where each key and item of a plain file stands: noted along its lines, in braces and brackets found when asked for.

What is not plain has its places from `survey`, at eight times the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ecoclaim.yamlfile.plain import ITEMS, MAPS, PAIRS, plain_tree
from ecoclaim.yamlfile.shape import Loc, Tree


@dataclass(slots=True)
class Marks:
    """Where the nodes of a plain text stand: each key and item of a block, by the block that it is in."""

    #: Line and column, from one, and what is written there after the key or dash; a block is known by its identity.
    noted: dict[tuple[int, str | int], tuple[int, int, str]] = field(default_factory=dict)
    tree: Tree = None
    root: tuple[int, int] = (1, 1)

    def note(self, block: Any, step: str | int, line: int, column: int, value: str) -> None:
        """Note where a key or item begins, both counted from nought."""
        self.noted[id(block), step] = line + 1, column + 1, value

    def place(self, loc: Loc) -> tuple[int, int]:
        """Give line and column of the key or item at a place in the tree, or of its nearest ancestor."""
        line, column = self.root
        here: Any = self.tree
        for depth, step in enumerate(loc, start=1):
            mark = self.noted.get((id(here), step))
            if mark is None:
                break
            line, column, value = mark
            here = here[step]
            if value and value[0] in "{[":
                inner = _inner(value, loc[depth:])
                key = len(step) + 2 if isinstance(step, str) else 0
                return (line, column) if inner is None else (line, column + key + inner)
        return line, column


def plain_marks(text: str) -> Marks | None:
    """Find where each node of the text stands; None where it is not all plain."""
    marks = Marks()
    marks.tree = plain_tree(text, marks)
    return marks if marks.tree is not None else None


def _inner(text: str, loc: Loc) -> int | None:
    """Give how far into a value in braces or brackets the part at a place, or its nearest ancestor, begins."""
    found: re.Match[str] | None = None
    if text[0] == "{":
        found = next((one for one in PAIRS.finditer(text, 1) if loc and one[1] == loc[0]), None)
        part, start = (found[4] or found[5], found.start(4 if found[4] else 5)) if found else ("", 0)
    elif loc and isinstance(loc[0], int):
        items = (MAPS if text.startswith("[{") else ITEMS).finditer(text, 1, len(text) - 1)
        found = next((one for number, one in enumerate(items) if number == loc[0]), None)
        part, start = (found[0], found.start()) if found else ("", 0)
    if found is None:
        return None
    deeper = _inner(part, loc[1:]) if part and part[0] in "{[" else None
    return found.start() if deeper is None else start + deeper
