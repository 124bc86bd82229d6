"""CSV that a spreadsheet opens as it is: UTF-8 with BOM, CRLF, and no text that it would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from unicodedata import normalize

from ecoclaim.terminal import visible

BOM = b"\xef\xbb\xbf"
_BEGINS = {*"=+-@", "−"}


def written(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Write rows under their titles; numbers stay numbers, what is unknown stays empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return BOM + text.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> object:
    match value:
        case None:
            return ""
        case int() | date():
            return value
    text = str(value)
    # A spreadsheet takes such a text for a formula, also after blanks (tab, line end), and reads the wide signs of a
    # Chinese keyboard as the narrow ones.
    is_formula = normalize("NFKC", text.lstrip()[:1]) in _BEGINS or text[:1] in ("\t", "\r", "\n")
    return visible(f"'{text}" if is_formula else text)
