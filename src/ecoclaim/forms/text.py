"""The words of a .docx in reading order: for the terminal, for goldens, for comparing a hand edit; and its pages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def text(docx: bytes) -> str:
    """Write the words: a line a paragraph, a line a table row with bars between its cells, a merged cell once."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    return "\n".join(_lines(body)) + "\n" if body is not None else ""


def pages(name: str, data: bytes) -> int | None:
    """Tell how many pages a document says it has; None where it does not say so.

    Word, WPS and LibreOffice write it into a .docx they save; a PDF is asked as far as its pages lie open.
    """
    if name.lower().endswith(".pdf"):
        return len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", data)) or None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = re.search(rb"<(?:\w+:)?Pages>\s*([0-9]{1,5})\s*<", archive.read("docProps/app.xml"))
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return None
    return int(found[1]) or None if found else None


def is_draft(name: str, data: bytes) -> bool:
    """Tell whether a document calls itself a draft, or shows that something is still to be filled in."""
    try:
        return name.endswith(("-draft.docx", "-draft.pdf")) or "【待补：" in text(data)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError, NotImplementedError, RuntimeError):
        return False


def paragraph(element: ElementTree.Element) -> str:
    """Write the words of one paragraph, tabs and line breaks included."""
    return "".join(_words(element))


def _lines(container: ElementTree.Element) -> Iterator[str]:
    for child in container:
        if child.tag == f"{W}p":
            yield paragraph(child)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                yield " | ".join(_cell(cell) for cell in row.findall(f"{W}tc") if not _continues(cell))
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _lines(child)


def _cell(cell: ElementTree.Element) -> str:
    return "\n".join(_lines(cell)).strip("\n")


def _continues(cell: ElementTree.Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"


def _words(element: ElementTree.Element) -> Iterator[str]:
    for part in element.iter():
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag == f"{W}tab" and part.get(f"{W}pos") is None:
            yield "\t"
        elif part.tag in (f"{W}br", f"{W}cr") and part.get(f"{W}type") != "page":
            yield "\n"
