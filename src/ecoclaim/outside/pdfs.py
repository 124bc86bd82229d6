"""How many pages a PDF says it has, without drawing one: a scan may come from anywhere."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from ecoclaim.outside.files import LARGEST_DOCUMENT, opened

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PIECE, _LONGEST_MARK, _MOST_PAGES = 1 << 20, 64, 100_000


def pdf_pages(path: Path) -> int | None:
    """Tell how many pages a PDF has; None where it does not say so. Raises OSError where it cannot be read."""
    told = _told(path)
    return told if told is not None else _counted(path)


def _told(path: Path) -> int | None:
    """Read the number from the catalogue of the file, which may be packed; a scan beyond the limit is not unpacked."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import DictionaryObject

    # What it thinks of a sloppy file is nothing to tell a person.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with opened(path) as file:
        if file.seek(0, 2) > LARGEST_DOCUMENT:
            return None
        file.seek(0)
        try:
            pages = PdfReader(file).root_object["/Pages"].get_object()
            count = pages["/Count"] if isinstance(pages, DictionaryObject) else None
        except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
            return None
    return int(count) if isinstance(count, int) and 0 < count <= _MOST_PAGES else None


def _counted(path: Path) -> int | None:
    """Count the pages that lie open, piece by piece: a scan may be larger than the memory."""
    count, rest = 0, b""
    with opened(path) as file:
        while piece := file.read(_PIECE):
            data = rest + piece
            # What begins in the last few bytes is counted with the next piece.
            end = len(data) - _LONGEST_MARK
            count += sum(1 for mark in _PAGE.finditer(data) if mark.start() < end)
            rest = data[max(end, 0) :]
        count += sum(1 for _mark in _PAGE.finditer(rest))
    return count or None
