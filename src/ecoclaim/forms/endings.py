"""How a document ends: what is signed never stands on a page without the clause it belongs to.

Word keeps a paragraph on the page of the next one where it is told so. A template cannot tell which paragraph will be
the last before the signatures, because texts come from the case. So it is decided here, in every form, the office's
own too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ecoclaim.forms.strict import W

# A clause ends in one of these, unlike a heading, and is longer than 特此说明。
_ENDS, _CLAUSE = ("。", "；"), 15
# Of a text broken into short paragraphs no more than these are kept together.
_MOST = 6
_BEFORE_KEEP = frozenset({f"{W}pStyle"})
_BEFORE_CONTROL = _BEFORE_KEEP | {f"{W}{name}" for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr")}


def join_the_end(document: etree._Element) -> None:
    """Keep the last clause of each section on the page of what follows it, two lines of it at the least."""
    body = document.find(f"{W}body")
    section: list[etree._Element] = []
    for block in body if body is not None else ():
        if block.tag in (f"{W}p", f"{W}tbl"):
            section.append(block)
        if block.tag == f"{W}sectPr" or block.find(f"{W}pPr/{W}sectPr") is not None:
            _join(section)
            section = []
    _join(section)


def _join(section: list[etree._Element]) -> None:
    length = 0
    for number, paragraph in enumerate(_upwards(section)):
        if number == _MOST or length >= _CLAUSE:
            return
        words = _words(paragraph)
        length += len(words) if words.endswith(_ENDS) else 0
        _set(paragraph, "keepNext", _BEFORE_KEEP)
        _set(paragraph, "widowControl", _BEFORE_CONTROL)


def _upwards(blocks: list[etree._Element]) -> Iterator[etree._Element]:
    """Give the paragraphs above the end, the last first, that no template keeps with it."""
    while blocks and not _words(blocks[-1]):
        blocks.pop()
    for one in reversed(blocks[:-1]):
        if one.tag == f"{W}p":
            if not _kept(one):
                yield one
        elif not all(_kept(each) for each in one.iter(f"{W}p")):
            return


def _words(block: etree._Element) -> str:
    return "".join(text.text or "" for text in block.iter(f"{W}t")).strip()


def _kept(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None


def _set(paragraph: etree._Element, name: str, before: frozenset[str]) -> None:
    """Switch a property of a paragraph on, at the place the schema wants it."""
    form = paragraph.find(f"{W}pPr")
    if form is None:
        form = etree.Element(f"{W}pPr")
        paragraph.insert(0, form)
    for old in form.findall(f"{W}{name}"):
        form.remove(old)
    form.insert(sum(1 for each in form if each.tag in before), etree.Element(f"{W}{name}"))
