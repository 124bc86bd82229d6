"""Reads the plain shapes that nearly every file of a ledger has, by patterns; gives up at anything else.

Alone knows the part of YAML that can be read without a parser: one key or item a line, values plain, in double
quotes without escapes, in braces and brackets on their own line, or a text after `|`. Within it the tree is the one
that libyaml's events give, and there is nothing in it to refuse (a test holds the ways together); of everything
outside, right or wrong, it says nothing.
It is here for the sweep over ten thousand cases: to make objects of libyaml's events takes six times as long as
libyaml itself, and over twice as long as this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ecoclaim.yamlfile.shape import NULLS, Tree

if TYPE_CHECKING:
    from ecoclaim.yamlfile.marks import Marks

_MOST_OPEN = 15  # blocks within one another; the limit of the reader is its own
_KEY = r"(?:(?!null|Null|NULL)[A-Za-z][A-Za-z0-9_-]{0,60}|[\u4e00-\u9fff]{1,60})"
# Indent, dash, key, value; or what else stands on the line.
_LINE = re.compile(rf"^( *)(- )?(?:({_KEY}):(?: (.+))?|([^\s].*))?$", re.MULTILINE)
# What cannot begin a plain value. A dash, colon or question mark may, before another character: left to the parser.
_SIGNS = frozenset(" -?:,[]{}#&*!|>'\"%@`")
# Between braces and brackets signs mean more, and to each version of libyaml something else.
_ATOM = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^?:,\[\]{}#\n]*(?<! )"
_QUOTED = r'"[^"\\\n]*"'
_LIST = rf"\[(?:(?:{_ATOM}|{_QUOTED})(?:, (?:{_ATOM}|{_QUOTED}))*)?\]"
# A group without another in it, whatever stands between its braces: `_group` reads it, or gives up.
_MAP = r"\{[^{}\n]*\}"
_IS_LIST = re.compile(_LIST)
_IS_LIST_OF_MAPS = re.compile(rf"\[{_MAP}(?:, {_MAP})*\]")
# An item that may be meant as a key or as two items: what the full-width signs mean is judged elsewhere.
_SLIPS = frozenset("－–—−")
ITEMS, MAPS = re.compile(rf"({_ATOM})|({_QUOTED})"), re.compile(_MAP)
PAIRS = re.compile(rf"({_KEY}): (?:({_ATOM})|({_QUOTED})|({_LIST})|({_MAP})|(?=[,}}]))(, |}}\Z)")


class _NotPlain(Exception):
    """Something for the parser."""


def plain_tree(text: str, marks: Marks | None = None) -> Tree:
    """Read text whose characters were checked into the tree it is; None where it is not all plain.

    Where marks are given, the place of each node is noted in them.
    """
    if "\t" in text or "\r" in text:
        return None
    found = _LINE.findall(text)
    if len(found) != text.count("\n") + 1:
        return None
    try:
        return _block(found, text, marks)
    except _NotPlain:
        return None


def _block(lines: list[tuple[str, str, str, str, str]], text: str, marks: Marks | None) -> Tree:
    root: Any = None
    here: Any = None  # the group or list we are in, and the column where it stands
    column = 0
    outer: list[tuple[Any, int]] = []
    waiting = ""  # the key whose value may begin on the next line
    taken = 0  # lines that a text after `|` has taken
    for number, (spaces, dash, key, value, other) in enumerate(lines):
        if number < taken:
            continue
        if not key and (not other or other[0] == "#"):
            if dash:
                raise _NotPlain
            continue
        at = len(spaces)
        if root is None:
            root = here = [] if dash else {}
            column = at
            if marks is not None:
                marks.root = number + 1, at + 1
        elif waiting and (at > column or (dash and at == column)):
            inner: Any = [] if dash else {}
            here[waiting] = inner
            outer.append((here, column))
            here, column = inner, at
            if len(outer) > _MOST_OPEN:
                raise _NotPlain
        elif at != column or (not dash and here.__class__ is list):
            while at < column and outer:
                here, column = outer.pop()
            if at == column and not dash and here.__class__ is list and outer:
                here, column = outer.pop()
            if at != column:
                raise _NotPlain
        if dash:
            if here.__class__ is not list:
                raise _NotPlain
            if not key:
                if other[0] in _SLIPS or "：" in other:
                    raise _NotPlain
                if marks is not None:
                    marks.note(here, len(here), number, at + 2, other)
                here.append(_value(other))
                waiting = ""
                continue
            group: dict[str, Any] = {}
            if marks is not None:
                marks.note(here, len(here), number, at + 2, "")
            here.append(group)
            outer.append((here, column))
            here, column = group, at + 2
        elif not key or here.__class__ is not dict or key in here:
            raise _NotPlain
        if marks is not None:
            marks.note(here, key, number, column, value)
        if not value:
            here[key] = None
            waiting = key
            continue
        waiting = ""
        if value == "|" or value == "|-":
            written, taken = _literal(text, number, column)
            here[key] = written + "\n" if value == "|" else written
        else:
            here[key] = _value(value)
    tree: Tree = root
    return tree


def _literal(text: str, number: int, column: int) -> tuple[str, int]:
    """Take the text after `|` on a line; give it without its last line end, and the number of the line that follows."""
    lines = text.split("\n")
    if lines.pop():
        raise _NotPlain
    after = number + 1
    pad = " " * _indent(lines[after]) if after < len(lines) else ""
    if len(pad) <= column or pad == lines[after]:
        raise _NotPlain
    while after < len(lines) and (not lines[after] or lines[after].startswith(pad)):
        if lines[after].isspace():
            raise _NotPlain
        after += 1
    if after < len(lines) and _indent(lines[after]) > column:
        raise _NotPlain
    return "\n".join(line[len(pad) :] for line in lines[number + 1 : after]).rstrip("\n"), after


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _value(text: str) -> Any:
    first = text[0]
    if first not in _SIGNS:
        if ": " in text or " #" in text or text[-1] in " :":
            raise _NotPlain
        return None if text in NULLS else text
    if first == "{":
        return _group(text)
    if first == "[":
        if _IS_LIST.fullmatch(text):
            return _list(text)
        if _IS_LIST_OF_MAPS.fullmatch(text):
            return [_group(one) for one in MAPS.findall(text)]
    if first == '"' and text[-1] == '"' and len(text) > 1 and "\\" not in text and text.count('"') == 2:
        return text[1:-1]
    raise _NotPlain


def _group(text: str) -> dict[str, Any]:
    group: dict[str, Any] = {}
    read = 1
    for key, atom, quoted, inner, below, end in PAIRS.findall(text, 1):
        if key in group:
            raise _NotPlain
        read += len(key) + 2 + len(atom) + len(quoted) + len(inner) + len(below) + len(end)
        if atom:
            group[key] = None if atom in NULLS else atom
        elif quoted:
            group[key] = quoted[1:-1]
        elif below:
            group[key] = _group(below)
        else:
            group[key] = _list(inner) if inner else None
    # Pairs that are as long together as the whole leave nothing out between them.
    if read != len(text) or text[-1] != "}":
        raise _NotPlain
    return group


def _list(text: str) -> list[Any]:
    inside = ITEMS.findall(text, 1, len(text) - 1)
    return [quoted[1:-1] if quoted else None if atom in NULLS else atom for atom, quoted in inside]
