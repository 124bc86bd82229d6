"""Takes one item of a list or one key of a group out of a file, with its lines; every other byte stays."""

from __future__ import annotations

import re

from ecoclaim.words import _
from ecoclaim.yamlfile.readback import BOM, checked
from ecoclaim.yamlfile.reader import Document, read
from ecoclaim.yamlfile.shape import Loc, Tree, bad
from ecoclaim.yamlfile.survey import Node

_REST = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_DASH = re.compile(r"[ ]*-[ \t]+\Z|[ ]*-\Z")
_COMMA = re.compile(r"\s*,\s*")


def remove(data: bytes, loc: Loc, path: str, comment: str = "") -> bytes:
    """Take out what stands at a place: its lines, or its part of a line in brackets.

    The comment line right above goes with it where it says no more than `comment`, as `append` wrote it. Raises
    BadFile where nothing stands there, where it shares its line, or where the file would not read back as the old tree
    without it.
    """
    document = read(data, path)
    node = document.nodes.get(loc)
    if node is None or not loc:
        raise bad(path, document.place(loc), _("nothing stands here that could be taken out"), loc)
    parent = document.nodes[loc[:-1]]
    text = document.text
    start, end = _in_brackets(document, loc) if parent.flow else _lines(document, loc, node, comment)
    emptied: Tree = [] if parent.flow and isinstance(loc[-1], int) else {} if parent.flow else None
    meant = _without(document.tree, loc, emptied)
    bom = BOM if data.startswith(BOM) else b""
    return checked(bom + (text[:start] + text[end:]).encode(), meant, path, (node.line, node.column))


def _lines(document: Document, loc: Loc, node: Node, comment: str) -> tuple[int, int]:
    text = document.text
    begin = node.start if isinstance(loc[-1], int) else _index(text, node.line, node.column)
    start = _line_start(text, begin)
    before = text[start:begin]
    alone = _DASH.fullmatch(before) if isinstance(loc[-1], int) else not before.strip(" ")
    if not alone:
        message = _("this shares its line with others: take it out by hand, with ecoclaim edit")
        raise bad(document.path, (node.line, node.column), message, loc)
    last = max(node.end, node.key_end if isinstance(loc[-1], str) else node.start)
    rest = _REST.match(text, last)
    end = rest.end() if rest else len(text)
    above = _line_start(text, start - 1) if start else start
    if comment and text[above:start].strip() == f"# {comment}":
        start = above
    return start, end


def _in_brackets(document: Document, loc: Loc) -> tuple[int, int]:
    """Give the part of a list in [] or a group in {} that an item and one comma take."""
    text, node, parent = document.text, document.nodes[loc], document.nodes[loc[:-1]]
    start = node.start if isinstance(loc[-1], int) else _index(text, node.line, node.column)
    end = max(node.end, node.key_end if isinstance(loc[-1], str) else node.start)
    if "#" in text[parent.start : parent.end] and "\n" in text[parent.start : parent.end]:
        message = _("a comment stands between these lines: delete it first, or edit the file by hand")
        raise bad(document.path, (node.line, node.column), message, loc)
    if after := _COMMA.match(text, end):
        return start, after.end()
    head = text[parent.start + 1 : start]
    kept = len(head) - len(head.rstrip().removesuffix(",").rstrip()) if head.strip() else 0
    return start - kept, end


def _without(tree: Tree, loc: Loc, emptied: Tree) -> Tree:
    """Give the tree without what stands at a place; what held nothing else holds what an emptied one does."""
    step, rest = loc[0], loc[1:]
    if isinstance(tree, dict) and isinstance(step, str):
        if rest:
            return {**tree, step: _without(tree[step], rest, emptied)}
        return {key: value for key, value in tree.items() if key != step} or emptied
    assert isinstance(tree, list)
    assert isinstance(step, int)
    if rest:
        return [*tree[:step], _without(tree[step], rest, emptied), *tree[step + 1 :]]
    return [*tree[:step], *tree[step + 1 :]] or emptied


def _line_start(text: str, index: int) -> int:
    """Give the start of the line that an index stands on, or that ends just before it."""
    end = index - 1 if text[index - 1 : index + 1] == "\r\n" else index
    return max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1


def _index(text: str, line: int, column: int) -> int:
    """Give the index of a line and column, each from one."""
    at = 0
    for _line in range(line - 1):
        found = _REST.match(text, at)
        at = found.end() if found else at
    return at + column - 1
