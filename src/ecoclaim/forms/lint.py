"""What is wrong with an office's own template, all at once: each with its paragraph and the cure.

Filling stops at the first fault; this reads every tag by itself, so that one look tells them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, meta, nodes
from lxml import etree

from ecoclaim.errors import BadFile, Problem
from ecoclaim.forms import package as pack
from ecoclaim.forms import tags
from ecoclaim.forms.draft import DRAFT
from ecoclaim.forms.fill import PRINTED_PART, read
from ecoclaim.forms.sandbox import Sandbox, environment
from ecoclaim.forms.strict import W
from ecoclaim.outside.markup import parsed
from ecoclaim.words import _

_TAG = re.compile(r"\{\{(?P<printed>.*?)\}\}|\{%(?P<unit>p|tr|tc|r)?\s+(?P<block>.*?)\s*%\}|\{#.*?#\}", re.DOTALL)
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}")
_FULL_WIDTH = re.compile(r"｛\s*[｛{%％]|[{]\s*[｛％]|[｝}%％]\s*｝|[｝％]\s*[}]")
_FOR = re.compile(r"for\s+(\S+)\s+in\s+(.+)", re.DOTALL)
_UNITS = {"p": f"{W}p", "tr": f"{W}tr"}


@dataclass(frozen=True, slots=True)
class _Open:
    """A block that waits for its end: its word, its unit, the name a loop gives and the fact it goes through, where."""

    word: str
    unit: str
    name: str
    paragraph: int
    always: bool
    over: str = ""


@dataclass(slots=True)
class _Walk:
    """Where the reading stands: the blocks open, and what was found so far."""

    name: str
    known: Mapping[str, Collection[str] | None]
    sandbox: Sandbox
    found: list[Problem] = field(default_factory=list)
    blocks: list[_Open] = field(default_factory=list)
    rows: dict[etree._Element, str] = field(default_factory=dict)

    def say(self, number: int, text: str, message: str) -> None:
        shown = _("paragraph {number} “{text}”").format(number=number, text=text.strip()[:30])
        self.found.append(Problem(self.name, None, None, shown, message))

    def row_text(self, paragraph: etree._Element) -> str:
        """Give the words of the row around a paragraph; a row with many tags is read once."""
        row = next(paragraph.iterancestors(f"{W}tr"), paragraph)
        if row not in self.rows:
            self.rows[row] = _text(row)
        return self.rows[row]


def lint(
    template: bytes, name: str, known: Mapping[str, Collection[str] | None] | Collection[str] = ()
) -> tuple[Problem, ...]:
    """List every fault of a template.

    `known` are the facts of its form, where unknown ones shall be told; each may have its parts.
    """
    try:
        found = pack.parts(template, name)
        roots = {path: parsed(found[path], name, path) for path in sorted(found) if PRINTED_PART.fullmatch(path)}
    except BadFile as refused:
        return refused.problems
    for path, root in roots.items():
        if wrong := tags.far_too_many("".join(root.itertext())):
            return (Problem(name, None, None, path, wrong),)
    facts = known if isinstance(known, Mapping) else dict.fromkeys(known)
    walk = _Walk(name, facts, environment())
    for root in roots.values():
        for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
            _paragraph(walk, number, paragraph)
        _left_open(walk)
        _cells(walk, root)
    if not walk.found:
        try:
            read(template, name)
        except BadFile as refused:
            return refused.problems
    return tuple(walk.found)


def _paragraph(walk: _Walk, number: int, paragraph: etree._Element) -> None:
    text = _text(paragraph)
    if wrong := _FULL_WIDTH.search(text):
        message = _("{tag} is a full-width brace; type tags with the input method off, as {{ name }}")
        walk.say(number, text, message.replace("{tag}", wrong.group()))
    elif tags.unclosed(text) is not None or _BRACE.search(_TAG.sub("", text)):
        walk.say(number, text, _("a tag begins or ends in another paragraph; write each tag whole in one paragraph"))
        return
    lifted = [one for one in _TAG.finditer(text) if one["unit"] in _UNITS]
    for one in lifted:
        whole = text if one["unit"] == "p" else walk.row_text(paragraph)
        if len(lifted) > 1 or whole.replace(one.group(), "", 1).strip():
            unit = _("paragraph") if one["unit"] == "p" else _("table row")
            message = _("what stands beside {tag} is lost: the tag takes the whole {unit}; give it one of its own")
            walk.say(number, text, message.replace("{tag}", one.group()).replace("{unit}", unit))
    depth = len(walk.blocks)
    for one in _TAG.finditer(text):
        _tag(walk, number, text, one)
    for block in walk.blocks[depth:]:
        if not block.unit:
            message = _("{word} ends in another paragraph; end it in this one, or write it as {%p {word} … %}")
            walk.say(number, text, message.replace("{word}", block.word))


def _tag(walk: _Walk, number: int, text: str, tag: re.Match[str]) -> None:
    said, unit = tag["block"], tag["unit"] or ""
    if tag["printed"] is not None:
        _expression(walk, number, text, tag["printed"].removeprefix("r "))
    elif said is None:
        return
    elif unit in ("tc", "r"):
        message = _("{tag} is not known here; use {%p … %} for paragraphs and {%tr … %} for table rows")
        walk.say(number, text, message.replace("{tag}", tag.group()))
    elif said in ("endif", "endfor", "else") or said.startswith("elif "):
        _close(walk, number, text, said, unit)
    elif loop := _FOR.fullmatch(said):
        _expression(walk, number, text, loop[2])
        always = loop[2].replace(" ", "").endswith("|paras")
        walk.blocks.append(_Open("for", unit, loop[1], number, always, loop[2].partition("|")[0].strip()))
    elif said.startswith("if "):
        _expression(walk, number, text, said[3:])
        walk.blocks.append(_Open("if", unit, "", number, always=False))
    else:
        message = _("a form can only print, choose (if) and repeat (for); {what} is not allowed")
        walk.say(number, text, message.format(what=said.split(" ")[0]))


def _close(walk: _Walk, number: int, text: str, said: str, unit: str) -> None:
    word = said.removeprefix("end").split(" ")[0]
    block = walk.blocks[-1] if walk.blocks else None
    if block is None or (said.startswith("end") and block.word != word):
        walk.say(number, text, _("{word} ends nothing that was begun").format(word=said))
    elif block.unit != unit:
        began = "{%" + f"{block.unit} {block.word}"
        walk.say(number, text, _("{word} ends {began}; write both in the same way").format(word=said, began=began))
    elif said.startswith("elif "):
        _expression(walk, number, text, said[5:])
    if block is not None and said.startswith("end"):
        walk.blocks.pop()


def _left_open(walk: _Walk) -> None:
    for block in walk.blocks:
        message = _("{word} is never ended; add its end ({end})")
        walk.say(block.paragraph, block.word, message.format(word=block.word, end=f"end{block.word}"))
    walk.blocks.clear()


def _expression(walk: _Walk, number: int, text: str, said: str) -> None:
    straight = said.translate(str.maketrans("“”‘’", "\"\"''")).replace("&lt;", "<").replace("&gt;", ">")
    try:
        tree = walk.sandbox.checked("{{" + straight + "}}")
    except TemplateSyntaxError as error:
        walk.say(number, text, _("this tag cannot be read: {error}").format(error=error.message))
        return
    if not walk.known:
        return
    loops = {block.name: block.over for block in walk.blocks if block.name}
    for name in sorted(meta.find_undeclared_variables(tree) - {*loops, "loop", DRAFT, *walk.known}):
        message = _("there is no fact {fact} for this form; `forms` lists those there are")
        walk.say(number, text, message.format(fact=name) + _nearest(name, [*loops, *walk.known]))
    for part in tree.find_all(nodes.Getattr):
        if isinstance(part.node, nodes.Name) and part.node.name != "loop":
            whole = loops.get(part.node.name, part.node.name)
            parts = walk.known.get(whole)
            if parts is not None and part.attr not in parts:
                message = _("{whole} has no part {part}; it has: {known}")
                told = message.format(whole=whole, part=part.attr, known="、".join(sorted(parts)))
                walk.say(number, text, told + _nearest(part.attr, parts))


def _nearest(name: str, known: Collection[str]) -> str:
    """Ask for the name that is nearest; empty where none is near."""
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    return _("; did you mean {name}?").format(name=near[0]) if near else ""


def _cells(walk: _Walk, root: etree._Element) -> None:
    numbers = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"), 1)}
    for cell in root.iter(f"{W}tc"):
        lines = [child for child in cell if child.tag == f"{W}p"]
        texts = [_text(line).strip() for line in lines]
        if lines and texts[0].startswith("{%tr "):
            continue
        if lines and not _always_something(texts):
            message = _(
                "a table cell ends without a paragraph; put an empty paragraph after what may be left out in it"
            )
            walk.say(numbers[lines[0]], texts[0], message)
    for table in root.iter(f"{W}tbl"):
        rows = [_text(row).strip() for row in table.findall(f"{W}tr")]
        if rows and not any(_outside(rows, "tr")):
            first = next(table.iter(f"{W}p"))
            message = _("a table is left without rows; give it a row that always stays")
            walk.say(numbers[first], rows[0], message)


def _always_something(texts: list[str]) -> bool:
    loops = (_TAG.fullmatch(text) for text in texts)
    paras = any(tag and tag["unit"] == "p" and re.search(r"\|\s*paras$", tag["block"] or "") for tag in loops)
    return paras or any(_outside(texts, "p"))


def _outside(texts: list[str], unit: str) -> Iterator[bool]:
    """Tell, of what is no tag of this unit, whether it stands outside every block."""
    depth = 0
    for text in texts:
        tag = _TAG.fullmatch(text)
        if tag is None or tag["unit"] != unit:
            yield depth == 0
            continue
        depth += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get((tag["block"] or "").split(" ")[0], 0)


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
