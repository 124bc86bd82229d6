"""CSV that a spreadsheet opens as it is: UTF-8 with BOM, CRLF, and no text that it would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

BOM = b"\xef\xbb\xbf"


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
    # A spreadsheet takes such a text for a formula, also after blanks (tab, line end).
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text[:1] in ("\t", "\r") else text
