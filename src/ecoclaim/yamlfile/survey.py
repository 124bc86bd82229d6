"""Where each node of a file stands, and whether it is YAML we take: the slow, careful pass over the events."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, field
from typing import Any, Literal

from ecoclaim.errors import BadFile
from ecoclaim.words import _
from ecoclaim.yamlfile import faults
from ecoclaim.yamlfile.events import event_source
from ecoclaim.yamlfile.shape import CONTROL, DEEPEST, NULLS, Loc, bad, place_at

Kind = Literal["text", "group", "list"]

_TAB_INDENT = re.compile(r"(?:^|(?<=[\r\n])) *\t[ \t]*(?=[^ \t\r\n])")
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_NAMED_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "e": "\x1b"}


@dataclass(frozen=True, slots=True)
class Node:
    """One scalar, group or list: where it stands and how it is written. Indices count characters of the text."""

    kind: Kind
    line: int  # of the key, or of the item in a list; from one
    column: int
    start: int
    end: int  # after the last character that belongs to it
    style: str  # of a scalar: "" plain, or ' " | >
    flow: bool  # a group in {} or a list in []
    indent: int  # of a block: the column of its keys or dashes, from zero
    key_end: int  # after the key, or after the dash of a list's item; -1 at the root
    size: int  # how many keys or items
    tail: int  # end of the last key or item


@dataclass(slots=True)
class _Open:
    """A group or list whose end has not come yet."""

    loc: Loc
    kind: Kind
    flow: bool
    start: int
    indent: int
    line: int
    column: int
    key_end: int
    keys: dict[str, int] = field(default_factory=dict)
    key: str | None = None
    key_mark: Any = None
    after_key: int = 0
    size: int = 0
    tail: int = 0


def survey(text: str, path: str, *, judging: bool = True) -> dict[Loc, Node]:
    """Find every node of the text by its place in the tree.

    Raises BadFile with the first syntax fault, or the first piece of YAML that we refuse; slips of the pen are only
    looked for in what was not read yet.
    """
    return _Survey(text, path, judging).run()


class _Survey:
    """One walk along the events of one file."""

    def __init__(self, text: str, path: str, judging: bool) -> None:
        self.judging = judging
        self.text = text
        self.path = path
        self.nodes: dict[Loc, Node] = {}
        self.stack: list[_Open] = []
        self.documents = 0
        self.last: Node | None = None

    def run(self) -> dict[Loc, Node]:
        from ruamel.yaml.error import YAMLError

        next_event = event_source(self.text.encode())
        try:
            while (kind := type(event := next_event()).__name__) != "StreamEndEvent":
                self.take(kind, event)
        except (YAMLError, ValueError, OverflowError) as error:
            self.judge_tabs(getattr(getattr(error, "problem_mark", None), "index", 0))
            raise faults.fault(error, self.text, self.path, self.last_quoted()) from None
        self.judge_tabs(len(self.text))
        return self.nodes

    def take(self, kind: str, event: Any) -> None:
        if kind == "DocumentStartEvent":
            self.documents += 1
            if event.version or event.tags or self.text[event.start_mark.index :].startswith("%"):
                raise self.refusal(event, faults.directive())
            if self.documents > 1:
                raise self.refusal(event, faults.second_document())
        elif kind == "AliasEvent":
            raise self.refusal(event, faults.alias())
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.close(event)
        elif kind in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
            if event.anchor is not None:
                raise self.refusal(event, faults.alias())
            if event.tag is not None:
                raise self.refusal(event, faults.tag())
            parent = self.stack[-1] if self.stack else None
            if parent and parent.kind == "group" and parent.key is None:
                self.take_key(parent, kind, event)
            elif kind == "ScalarEvent":
                self.take_text(parent, event)
            else:
                self.open(parent, "group" if kind == "MappingStartEvent" else "list", event)

    def take_key(self, parent: _Open, kind: str, event: Any) -> None:
        if kind != "ScalarEvent":
            raise self.refusal(event, _("a list or group cannot be a key: begin the line with a word and a colon"))
        self.judge_colon(event)
        key = event.value
        if key == "" or (key in NULLS and not event.style):
            raise self.refusal(event, faults.no_key())
        self.judge_escapes(event)
        if not event.style:
            if key == "<<":
                raise self.refusal(event, _("merge keys (<<) are not taken: write the lines out here"))
            slip = self.judging and faults.slip_in_key(self.text, event.start_mark.index, event.end_mark.index)
            if slip:
                raise bad(self.path, place_at(self.text, slip.at), slip.message)
        if key in parent.keys:
            message = _("the key {key} stands here a second time, first on line {line}: keep one of them")
            raise bad(
                self.path,
                _place(event.start_mark),
                message.format(key=key, line=parent.keys[key]),
                (*parent.loc, key),
            )
        parent.keys[key] = event.start_mark.line + 1
        parent.key, parent.key_mark, parent.after_key = key, event.start_mark, event.end_mark.index

    def take_text(self, parent: _Open | None, event: Any) -> None:
        self.judge_escapes(event)
        self.judge_colon(event)
        start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
        if style in ("|", ">"):
            end = self.end_of_block(start, end)
        elif self.judging and not style and end > start:  # noqa: SIM102 - the walrus reads better alone
            if slip := faults.slip_in_text(self.text, start, end, parent is None):
                raise bad(self.path, place_at(self.text, slip.at), slip.message)
        loc, line, column, key_end = self.whereabouts(parent, event.start_mark)
        self.last = Node("text", line, column, start, end, style, False, 0, key_end, 0, end)
        self.put(parent, loc, self.last)

    def open(self, parent: _Open | None, kind: Kind, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            message = _("lists and groups stand more than {limit} deep in one another here: write it flatter")
            raise self.refusal(event, message.format(limit=DEEPEST))
        loc, line, column, key_end = self.whereabouts(parent, event.start_mark)
        mark, flow = event.start_mark, bool(event.flow_style)
        self.stack.append(_Open(loc, kind, flow, mark.index, mark.column, line, column, key_end))

    def close(self, event: Any) -> None:
        done = self.stack.pop()
        end = event.end_mark.index if done.flow else done.tail
        node = Node(
            done.kind,
            done.line,
            done.column,
            done.start,
            end,
            "",
            done.flow,
            done.indent,
            done.key_end,
            done.size,
            done.tail,
        )
        self.put(self.stack[-1] if self.stack else None, done.loc, node)

    def whereabouts(self, parent: _Open | None, mark: Any) -> tuple[Loc, int, int, int]:
        """Give the place in the tree, the line and column to show, and where its key or dash ends."""
        if parent is None:
            return (), *_place(mark), -1
        if parent.kind == "group":
            assert parent.key is not None
            return (*parent.loc, parent.key), *_place(parent.key_mark), parent.after_key
        return (*parent.loc, parent.size), *_place(mark), mark.index

    def put(self, parent: _Open | None, loc: Loc, node: Node) -> None:
        self.nodes[loc] = node
        if parent:
            parent.size += 1
            parent.tail = max(node.end, parent.after_key)
            parent.key = None

    def end_of_block(self, start: int, end: int) -> int:
        """Leave out the blank lines after a block scalar, unless its header says to keep them."""
        header, _break, body = self.text[start:end].partition("\n")
        if "+" in header.partition("#")[0]:
            return end - 1 if self.text[end - 1 : end] == "\n" else end
        return start + len((header + _break + body).rstrip(" \r\n"))

    def judge_colon(self, event: Any) -> None:
        """Refuse `{key:}`: the colon is part of the word to libyaml, and its end to YAML 1.2 and other parsers."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style or start == end or self.text[end - 1] != ":":
            return
        if self.text[end : end + 1] in (",", "]", "}"):
            raise bad(self.path, place_at(self.text, end - 1), faults.no_space())

    def judge_escapes(self, event: Any) -> None:
        """Refuse control characters that came in as escapes, at the escape."""
        if event.style != '"' or not CONTROL.search(event.value):
            return
        start = event.start_mark.index
        for found in _ESCAPE.finditer(self.text, start, event.end_mark.index):
            code = next((digits for digits in found.groups()[:3] if digits), None)
            character = chr(int(code, 16)) if code else _NAMED_ESCAPES.get(found.group(4), "")
            if CONTROL.search(character):
                message = _("{escape} stands for a control character: delete it").format(escape=found.group())
                raise bad(self.path, place_at(self.text, found.start()), message)

    def judge_tabs(self, until: int) -> None:
        """Refuse tabs as indentation before an index, also where the parser lets them pass."""
        if "\t" not in self.text:
            return
        quoted = sorted((node.start, node.end) for node in self.nodes.values() if node.style)
        for found in _TAB_INDENT.finditer(self.text, 0, until):
            tab = self.text.index("\t", found.start())
            before = bisect(quoted, (tab, tab))
            if not before or quoted[before - 1][1] < tab:
                raise bad(self.path, place_at(self.text, tab), faults.tab())

    def last_quoted(self) -> int | None:
        """Give the start of the scalar just read if it is quoted and runs over several lines."""
        node = self.last
        if node and node.style in ("'", '"') and "\n" in self.text[node.start : node.end]:
            return node.start
        return None

    def refusal(self, event: Any, message: str) -> BadFile:
        return bad(self.path, _place(event.start_mark), message)


def _place(mark: Any) -> tuple[int, int]:
    return mark.line + 1, mark.column + 1
