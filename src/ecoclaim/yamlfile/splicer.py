"""Sets one value in a file: in its place, or on new lines at the end of what should hold it; every other byte stays."""

from __future__ import annotations

import re
from typing import NamedTuple

from ecoclaim.words import _
from ecoclaim.yamlfile.readback import BOM, check_text, checked, line_end
from ecoclaim.yamlfile.reader import Document, read
from ecoclaim.yamlfile.shape import Loc, Tree, bad, place_at
from ecoclaim.yamlfile.survey import Node
from ecoclaim.yamlfile.writer import after, block, flow, quoted, scalar

_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"\s*,")
_REST_IS_EMPTY = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


class _Change(NamedTuple):
    """Characters from start to end give way to new text."""

    start: int
    end: int
    new: str


def splice(data: bytes, loc: Loc, value: Tree, path: str) -> bytes:
    """Set the value at a place: replace what stands there, or add the key or item with all that is missing on the way.

    A list takes a new item at the index of its length. Raises BadFile where the file would not read back as the
    old tree with only that place changed, or where the place cannot be reached.
    """
    document = read(data, path)
    check_text(value, path, loc)
    meant = _with(document, loc, value)
    known = next(loc[:length] for length in range(len(loc), -1, -1) if loc[:length] in document.nodes or not length)
    node = document.nodes.get(known)
    missing = _wrapped(loc[len(known) :], value)
    if node is None:
        change = _at_end(document.text, missing)
    elif known == loc or _is_null(document.text, node):
        change = _in_place(document, node, missing, bool(_flow_around(document, known)), known)
    else:
        change = _addition(document, node, known, loc[len(known)], _wrapped(loc[len(known) + 1 :], value))
    text = document.text
    new = text[: change.start] + change.new + text[change.end :]
    bom = BOM if data.startswith(BOM) else b""
    return checked(bom + new.encode(), meant, path, place_at(text, change.start))


def _with(document: Document, loc: Loc, value: Tree) -> Tree:
    """Give the tree as it is meant to be; BadFile where a text or a gap is in the way."""
    spine: list[Tree] = [document.tree]
    for depth, step in enumerate(loc):
        here = spine[-1]
        if isinstance(here, dict) and isinstance(step, str):
            spine.append(here.get(step))
        elif isinstance(here, list) and isinstance(step, int) and 0 <= step <= len(here):
            spine.append(here[step] if step < len(here) else None)
        elif here is None and (isinstance(step, str) or step == 0):
            spine.append(None)
        else:
            raise bad(document.path, document.place(loc[:depth]), _in_the_way(here, step), loc[: depth + 1])
    for step, here in zip(reversed(loc), reversed(spine[:-1]), strict=True):
        if isinstance(step, str):
            value = {**(here if isinstance(here, dict) else {}), step: value}
        else:
            items = here if isinstance(here, list) else []
            value = [*items[:step], value, *items[step + 1 :]]
    return value


def _in_the_way(here: Tree, step: str | int) -> str:
    if isinstance(here, list) and isinstance(step, int):
        message = _("the list has {count} entries, so there is no entry {number}: the next is {next}")
        return message.format(count=len(here), number=step + 1, next=len(here) + 1)
    if isinstance(here, list):
        return _("a list stands here: name an entry of it by its number")
    if isinstance(here, dict):
        return _("a group stands here: name a key of it, not a number")
    return _("a text stands here, which holds nothing further: set it as a whole")


def _wrapped(steps: Loc, value: Tree) -> Tree:
    for step in reversed(steps):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _is_null(text: str, node: Node) -> bool:
    return node.kind == "text" and not node.style and text[node.start : node.end] in ("", "~", "null", "Null", "NULL")


def _flow_around(document: Document, loc: Loc) -> Node | None:
    """Give the group in {} or list in [] that a place lies in, if it does."""
    for length in range(len(loc) - 1, -1, -1):
        if document.nodes[loc[:length]].flow:
            return document.nodes[loc[:length]]
    return None


def _at_end(text: str, value: Tree) -> _Change:
    """Begin the tree of a file that holds nothing but comments."""
    eol = line_end(text)
    start = "" if not text or text.endswith(("\n", "\r")) else eol
    lines = block(value, 0) if value and isinstance(value, dict | list) else [flow(value)]
    return _Change(len(text), len(text), start + eol.join(lines) + eol)


def _in_place(document: Document, node: Node, value: Tree, in_flow: bool, loc: Loc) -> _Change:
    """Replace what stands at a node; lines below its key where nothing stood there and it does not fit the line."""
    text = document.text
    start, end = node.start, node.end
    head = ""
    if node.kind == "text" and start == end and loc:
        start, head = _after_colon(text, node, isinstance(loc[-1], str))
        end = start
    elif _has_comment(document, loc, node):
        message = _("a comment stands between these lines: delete it first, or edit the file by hand")
        raise bad(document.path, (node.line, node.column), message, loc)
    elif not node.flow and node.kind != "text" and loc and isinstance(loc[-1], str):
        colon, _space = _after_colon(text, node, True)
        if not text[colon:start].strip():
            start, head = colon, " "
    if loc and not in_flow and _REST_IS_EMPTY.match(text, end) and _may_take_lines(text, node):
        indent = _line_indent(document, loc)
        lines = after("", value, indent)
        if len(lines) > 1:
            key_start = start if head else len(text[:start].rstrip(" \t"))
            return _Change(key_start, end, line_end(text).join([head.rstrip(" ") + lines[0], *lines[1:]]))
    return _Change(start, end, head + _one_line(text, node, value))


def _may_take_lines(text: str, node: Node) -> bool:
    return _is_null(text, node) or node.style in ("|", ">")


def _line_indent(document: Document, loc: Loc) -> int:
    return document.nodes[loc[:-1]].indent


def _one_line(text: str, node: Node, value: Tree) -> str:
    """Write a value on one line, in the quotes the old one had."""
    if isinstance(value, str) and node.kind == "text":
        if node.style == '"':
            return quoted(value)
        if node.style == "'" and value.isprintable() and value:
            return "'" + value.replace("'", "''") + "'"
    return flow(value)


def _after_colon(text: str, node: Node, in_group: bool) -> tuple[int, str]:
    """Find where the value of an empty key or dash goes, and what must stand before it."""
    if not in_group:
        return node.start, " "
    colon = _COLON.match(text, node.key_end)
    return (colon.end(), " ") if colon else (node.key_end, ": ")


def _has_comment(document: Document, loc: Loc, node: Node) -> bool:
    """Tell whether a comment lies between the leaves of a group or list, or behind the sign that begins a text."""
    text = document.text
    if node.kind == "text":
        return node.style in ("|", ">") and "#" in text[node.start : node.end].partition("\n")[0].partition("\r")[0]
    inside = sorted(
        (max(other.key_end if other.key_end > other.start else other.start, other.start), other.end)
        for place, other in document.nodes.items()
        if place[: len(loc)] == loc and other.kind == "text"
    )
    at = node.start
    for start, end in inside:
        if "#" in text[at:start]:
            return True
        at = max(at, end)
    return "#" in text[at : node.end]


def _addition(document: Document, node: Node, known: Loc, step: str | int, value: Tree) -> _Change:
    """Add a key or an item at the end of a group or list that is there."""
    text = document.text
    if node.flow:
        written = f"{scalar(step)}: {flow(value)}" if isinstance(step, str) else flow(value)
        if not node.size:
            return _Change(node.start + 1, node.end - 1, written)
        tail = node.tail
        last = document.nodes.get((*known, node.size - 1)) if node.kind == "list" else None
        if last is None and (colon := _COLON.match(text, tail)):
            tail = colon.end()
        if comma := _COMMA.match(text, tail):
            return _Change(comma.end(), comma.end(), f" {written}")
        return _Change(tail, tail, f", {written}")
    head = " " * node.indent + (f"{scalar(step)}:" if isinstance(step, str) else "-")
    lines = block([value], node.indent) if isinstance(step, int) else after(head, value, node.indent)
    return _new_lines(text, node.tail, lines)


def _new_lines(text: str, tail: int, lines: list[str]) -> _Change:
    """Put lines below the line on which a group or list ends."""
    eol = line_end(text)
    found = _LINE_END.search(text, tail)
    at = found.end() if found else len(text)
    start = "" if found and found.group() else eol
    return _Change(at, at, start + eol.join(lines) + eol)
