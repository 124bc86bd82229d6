"""The words of a .docx in reading order: for the terminal, for goldens, for comparing a hand edit; and its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.errors import BadFile
from ecoclaim.outside.files import contents
from ecoclaim.outside.packages import parts
from ecoclaim.outside.pdfs import pdf_pages

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text(docx: bytes, name: str = "") -> str:
    """Write the words: a line a paragraph, a line a table row with bars between its cells, a merged cell once.

    Raises BadFile for what is no Word file, or one beyond the limits.
    """
    from ecoclaim.outside.documents import document

    return "\n".join(_lines(document(docx, name).element.body)) + "\n"


def pages(path: Path) -> int | None:
    """Tell how many pages a document says it has; None where it does not say so.

    Word, WPS and LibreOffice write it into a .docx they save; a PDF says it in its catalogue.
    """
    try:
        if path.suffix.lower() == ".pdf":
            return pdf_pages(path)
        told = parts(contents(path), "").get("docProps/app.xml", b"")
    except (BadFile, OSError):
        return None
    found = re.search(rb"<(?:\w+:)?Pages>\s*([0-9]{1,5})\s*<", told)
    return int(found[1]) or None if found else None


def is_draft(path: Path) -> bool:
    """Tell whether a document calls itself a draft, or shows that something is still to be filled in."""
    if path.name.endswith(("-draft.docx", "-draft.pdf")):
        return True
    try:
        return path.suffix == ".docx" and "【待补：" in text(contents(path))
    except BadFile:
        return False


def paragraph(element: etree._Element) -> str:
    """Write the words of one paragraph, tabs and line breaks included."""
    return "".join(_words(element))


def _lines(container: etree._Element) -> Iterator[str]:
    for child in container:
        if child.tag == f"{W}p":
            yield paragraph(child)
        elif child.tag == f"{W}tbl":
            for row in _rows(child):
                yield " | ".join(_cell(cell) for cell in row.findall(f"{W}tc") if not _continues(cell))
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _lines(child)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Give a table's own rows; those of a table in one of its cells belong to that cell."""
    for row in table.iter(f"{W}tr"):
        if next(row.iterancestors(f"{W}tbl"), None) is table:
            yield row


def _cell(cell: etree._Element) -> str:
    return "\n".join(_lines(cell)).strip("\n")


def _continues(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _words(element: etree._Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag == f"{W}tab" and part.get(f"{W}pos") is None:
            yield "\t"
        elif part.tag == f"{W}noBreakHyphen":
            yield "-"
        elif part.tag in (f"{W}br", f"{W}cr") and part.get(f"{W}type") != "page":
            yield "\n"
