"""What Word refuses to open though every parser takes it: the check of each part before it is written."""

from __future__ import annotations

from lxml import etree

from ecoclaim.words import _

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_CONTENT = (f"{W}tcPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tblPrEx")


def faults(root: etree._Element) -> tuple[str, ...]:
    """Name what would make Word call the file unreadable; empty when the part is sound."""
    return tuple(_cells(root) + _tables(root) + _texts(root))


def _cells(root: etree._Element) -> list[str]:
    return [
        _("a table cell ends without a paragraph; put an empty paragraph after what may be left out in it")
        for cell in root.iter(f"{W}tc")
        if len(cell) == 0 or cell[-1].tag != f"{W}p"
    ]


def _tables(root: etree._Element) -> list[str]:
    found = [
        _("a table is left without rows; give it a row that always stays")
        for table in root.iter(f"{W}tbl")
        if table.find(f".//{W}tr") is None
    ]
    found += [
        _("a table row is left without cells; repeat whole rows, not their cells")
        for row in root.iter(f"{W}tr")
        if all(cell.tag in _NOT_CONTENT for cell in row)
    ]
    return found


def _texts(root: etree._Element) -> list[str]:
    found = [
        _("text holds an element; write the tag without r, as {{ name }}")
        for text in root.iter(f"{W}t", f"{W}instrText")
        if len(text)
    ]
    found += [
        _("text stands outside a run; put each block tag into a paragraph of its own, as {%p if name %}")
        for place in root.iter(f"{W}p", f"{W}tc", f"{W}tr", f"{W}tbl", f"{W}body", f"{W}r")
        if (place.text or "").strip() or any((child.tail or "").strip() for child in place)
    ]
    return found
