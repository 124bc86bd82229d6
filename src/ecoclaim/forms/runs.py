"""Values inside a run: line ends, tabs, missing blanks and hyphens in numbers become what Word has for them."""

from __future__ import annotations

import copy
import re

from lxml import etree

from ecoclaim.forms.blank import CLOSE, OPEN
from ecoclaim.forms.strict import W

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A telephone number is not broken at its hyphen.
_BREAKS = re.compile(f"([\n\t]|(?<=[0-9])-(?=[0-9])|{OPEN}[^{CLOSE}]*{CLOSE})")
_ELEMENTS = {"\n": "br", "\t": "tab", "-": "noBreakHyphen"}
# The schema wants the children of rPr in order: highlight stands before these.
_AFTER_HIGHLIGHT = frozenset(
    [
        "u",
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
    ]
)


def finished(root: etree._Element) -> list[str]:
    """Turn what a run's text cannot say into Word's elements; give the labels of the missing blanks."""
    wanted: list[str] = []
    for text in [text for text in root.iter(f"{W}t") if _BREAKS.search(text.text or "")]:
        run = text.getparent()
        if run is not None and run.tag == f"{W}r":
            wanted += _split(run, text)
    return wanted


def _split(run: etree._Element, text: etree._Element) -> list[str]:
    wanted = []
    format_ = run.find(f"{W}rPr")
    after = run
    rest = list(text.itersiblings())
    pieces = [piece for piece in _BREAKS.split(text.text or "") if piece]
    run.remove(text)
    for piece in pieces:
        new = etree.Element(f"{W}r")
        if format_ is not None:
            new.append(copy.deepcopy(format_))
        if piece in _ELEMENTS:
            etree.SubElement(new, f"{W}{_ELEMENTS[piece]}")
        else:
            if piece[0] == OPEN:
                piece = f"【待补：{piece[1:-1]}】"
                wanted.append(piece[4:-1])
                _highlight(new)
            word = etree.SubElement(new, f"{W}t")
            word.set(_SPACE, "preserve")
            word.text = piece
        after.addnext(new)
        after = new
    if rest:
        last = etree.Element(f"{W}r")
        if format_ is not None:
            last.append(copy.deepcopy(format_))
        last.extend(rest)
        after.addnext(last)
    if all(child.tag == f"{W}rPr" for child in run):
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    return wanted


def _highlight(run: etree._Element) -> None:
    format_ = run.find(f"{W}rPr")
    if format_ is None:
        format_ = etree.SubElement(run, f"{W}rPr")
    for old in format_.findall(f"{W}highlight"):
        format_.remove(old)
    mark = etree.Element(f"{W}highlight")
    mark.set(f"{W}val", "yellow")
    place = next(
        (index for index, child in enumerate(format_) if etree.QName(child).localname in _AFTER_HIGHLIGHT),
        len(format_),
    )
    format_.insert(place, mark)
