"""Reads a file into a tree of text: the fast way over a good file; what is odd is left to `survey` to judge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ecoclaim.words import _
from ecoclaim.yamlfile.events import event_source
from ecoclaim.yamlfile.plain import plain_tree
from ecoclaim.yamlfile.shape import CONTROL, DEEPEST, LARGEST_FILE, NULLS, Loc, Tree, bad, place_at

if TYPE_CHECKING:
    from ecoclaim.yamlfile.marks import Marks
    from ecoclaim.yamlfile.survey import Node

_BOM = b"\xef\xbb\xbf"
_UNREADABLE = re.compile(CONTROL.pattern[:-1] + "\x85\u2028\u2029\ufeff]")
# What text is mostly made of; half as dear to look for as for what may not be in it.
_READABLE = re.compile("[\n -~\u3000-\u9fff\uff00-\uffee“”‘’…—·]*")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")
# What may be an anchor, tag, directive, escaped control character, tab as indentation or slip, by signs it holds (to
# look for signs is free, for a pattern it is not). They may cry wolf: then the survey decides, at twice the time.
_ODD = (
    (("&", "!"), re.compile(r"(?:^|[\s\[{,:?-])[&!]", re.MULTILINE)),
    (("%",), re.compile(r"^%", re.MULTILINE)),
    (("\\",), re.compile(r"\\[0abvfexuU]")),
    (("\t",), re.compile(r"^[ ]*\t", re.MULTILINE)),
    (("：",), re.compile(r"^[ \u3000-]*[a-z][a-z0-9_-]*[ \u3000]*：", re.MULTILINE)),
    (("－", "–", "—", "−"), re.compile(r"^[ -]*[－–—−][ \u3000]", re.MULTILINE)),
    (("\r",), re.compile(r"\r(?!\n)")),
    ((":,", ":]", ":}"), re.compile(r":[,\]}]")),
)
_NO_SPACE = re.compile(r"^[ -]*[a-z][a-z0-9_-]*:[^\s/]", re.MULTILINE)


class _Doubt(Enum):
    """Why the fast way leaves a file to the survey."""

    BROKEN = "no tree of ours comes out of it"
    ODD_KEY = "a key that may hold a slip"


@dataclass(frozen=True)
class Document:
    """A file that was read: its path, its text without the byte order mark, and its tree."""

    path: str
    text: str
    tree: Tree
    marks: Marks | None = field(default=None, repr=False, compare=False)

    def place(self, loc: Loc) -> tuple[int, int]:
        """Give line and column, from one, of the key or item at a place in the tree, or of its nearest ancestor."""
        marks = self.marks or self._marks
        if marks is not None:
            return marks.place(loc)
        nodes = self.nodes
        for length in range(len(loc), -1, -1):
            if node := nodes.get(loc[:length]):
                return node.line, node.column
        return 1, 1

    @cached_property
    def _marks(self) -> Marks | None:
        from ecoclaim.yamlfile.marks import plain_marks

        return plain_marks(self.text)

    @cached_property
    def nodes(self) -> dict[Loc, Node]:
        """Where each key and item stands: a second pass over the text, made only when it is asked for."""
        from ecoclaim.yamlfile.survey import survey

        return survey(self.text, self.path, judging=False)


def read(data: bytes, path: str, *, marked: bool = False) -> Document:
    """Read YAML into a tree in which each scalar is the text written and empty, `~` and `null` are None.

    A file whose places will be asked for is `marked` while it is read, where it is plain.
    Raises BadFile with the first thing that is wrong: bytes, syntax, or YAML that is refused.
    """
    text = decoded(data, path)
    if marked:
        from ecoclaim.yamlfile.marks import plain_marks

        if (marks := plain_marks(text)) is not None:
            return Document(path, text, marks.tree, marks)
    elif (plain := plain_tree(text)) is not None:
        return Document(path, text, plain)
    tree, doubt = _tree(data.removeprefix(_BOM))
    document = Document(path, text, tree)
    if doubt or isinstance(tree, str) or _may_be_odd(text):
        # With the patterns of all that can be wrong: a good file never needs it.
        from ecoclaim.yamlfile.survey import survey

        survey(text, path)  # refuses what is wrong
        if doubt is _Doubt.BROKEN:
            raise AssertionError(f"{path}: the two passes over the file disagree")
    return document


def decoded(data: bytes, path: str) -> str:
    """Give the text of a file without its byte order mark; raises BadFile where it is none, or too large."""
    if len(data) > LARGEST_FILE:
        raise bad(
            path,
            (1, 1),
            _("the file is larger than 1 MiB: keep long papers under evidence/ and name them here"),
        )
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        raise bad(path, place_at(before, len(before)), _not_utf8(data, error.start)) from None
    if not _READABLE.fullmatch(text) and (found := _UNREADABLE.search(text)):
        raise bad(path, place_at(text, found.start()), _unreadable(found.group()))
    return text


def _not_utf8(data: bytes, index: int) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _("this file was saved as “Unicode” (UTF-16): save it as UTF-8")
    if data[index] == 0xED and data[index + 1 : index + 2] >= b"\xa0":
        return _("here stands half a character (a lone surrogate): delete it and type the character again")
    return _("these bytes are not UTF-8, perhaps GBK from an older editor (Notepad: ANSI): save the file as UTF-8")


def _unreadable(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in "\x85\u2028\u2029":
        return _("an invisible line separator ({code}) stands here: delete it and press Enter").format(code=code)
    if character == "\ufeff":
        return _("an invisible byte order mark ({code}) stands inside the file: delete it").format(code=code)
    return _("a control character ({code}) stands here: delete it").format(code=code)


def _may_be_odd(text: str) -> bool:
    for signs, pattern in _ODD:
        for sign in signs:
            if sign in text:
                if pattern.search(text):
                    return True
                break
    return _NO_SPACE.search(text) is not None


def _tree(data: bytes) -> tuple[Tree, _Doubt | None]:
    """Build the tree with a stack of one's own; with a doubt, the survey must say what is wrong.

    No places, no checks that can wait: a sweep comes here with every file that is not all plain.
    """
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import (
        DocumentStartEvent,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    stack: list[Any] = []
    group: dict[str, Any] | None = None  # the group we are in, or None in a list
    items: list[Any] = []  # the list we are in; at first a list of the documents' roots
    key: str | None = None
    documents = 0
    doubt: _Doubt | None = None
    next_event = event_source(data)
    try:
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                value = event.value
                if group is None:
                    items.append(None if value in NULLS and not event.style else value)
                elif key is None:
                    if value in group or value in NULLS:
                        return None, _Doubt.BROKEN
                    if not value.isidentifier() and not _PLAIN_KEY.fullmatch(value):
                        doubt = _Doubt.ODD_KEY
                    key = value
                else:
                    group[key] = None if value in NULLS and not event.style else value
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if len(stack) == DEEPEST or (group is not None and key is None):
                    return None, _Doubt.BROKEN
                inner: Any = {} if kind is MappingStartEvent else []
                if group is None:
                    items.append(inner)
                else:
                    group[key] = inner  # type: ignore[index]
                stack.append((group, items))
                key = None
                group, items = (inner, items) if kind is MappingStartEvent else (None, inner)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                group, items = stack.pop()
            elif kind is DocumentStartEvent:
                documents += 1
            elif kind is StreamEndEvent:
                break
            elif kind.__name__ == "AliasEvent":
                return None, _Doubt.BROKEN
    except (YAMLError, ValueError, OverflowError):
        return None, _Doubt.BROKEN
    if documents > 1:
        return None, _Doubt.BROKEN
    return (items[0] if items else None), doubt
