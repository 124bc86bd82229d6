"""All words of a Word file or workbook, part by part: text, headers, footnotes, comments, deletions, properties.

What a reader of the file does not see on its pages is told too: alternative text, authors, names of pictures, links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from ecoclaim.outside.markup import parsed

_XML = (".xml", ".rels", ".vml")
_PARAGRAPHS = frozenset({"p", "si", "comment"})
# Attributes in which Word and Excel keep what people write; others hold measures and numbers of their own.
_TOLD = frozenset(
    ("author", "initials", "descr", "title", "alt", "displayText", "userId", "Target", "name", "tooltip", "display")
)
# Elements whose `val` is text of a person.
_VALUED = frozenset(("alias", "tag", "docVar", "statusText", "helpText", "default", "listItem", "caption"))
_DELETED = frozenset(("delText", "delInstrText"))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, cell text, attribute or property of a part, as one line of text."""

    part: str
    text: str


def lines(parts: Mapping[str, bytes], name: str) -> Iterator[Line]:
    """Give the words of every XML part, in the order of the parts' names; a paragraph's runs are joined.

    A paragraph in which something was deleted comes with it and without it. Raises BadFile for a part that cannot be
    read. Parts that hold no words (pictures, embedded files) give none: they stand in `parts`.
    """
    for part in sorted(parts):
        if part.lower().endswith(_XML) and parts[part]:
            root = parsed(parts[part], name, part)
            for text in _texts(root):
                if text.strip():
                    yield Line(part, text)


def _texts(root: etree._Element) -> Iterator[str]:
    paragraph: list[tuple[str, bool]] = []
    holder: list[etree._Element] = []
    waiting: list[list[tuple[str, bool]]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        kind = etree.QName(element).localname
        if event == "start":
            yield from _attributes(element, kind)
            if kind in _PARAGRAPHS:
                waiting.append(paragraph)
                holder.append(element)
                paragraph = []
            if not holder and element.text and element.text.strip():
                yield element.text
            elif element.text and (element.text.strip() or kind == "t"):
                paragraph.append((element.text, kind in _DELETED))
            elif kind in ("tab", "br", "cr"):
                paragraph.append((" ", False))
        elif holder and element is holder[-1]:
            yield from _joined(paragraph)
            holder.pop()
            paragraph = waiting.pop()
        if event == "end" and element.tail and element.tail.strip():
            yield element.tail


def _joined(pieces: list[tuple[str, bool]]) -> Iterator[str]:
    whole = "".join(text for text, _deleted in pieces)
    yield whole
    kept = "".join(text for text, deleted in pieces if not deleted)
    if kept != whole:
        yield kept
        yield "".join(text for text, deleted in pieces if deleted)


def _attributes(element: etree._Element, kind: str) -> Iterator[str]:
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname
        if attribute in _TOLD or (attribute == "val" and kind in _VALUED):
            yield str(value)
