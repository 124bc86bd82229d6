"""An Excel workbook that an office can send as it is. The only user of the Excel library."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ecoclaim.terminal import visible
from ecoclaim.views.text import width_of

_WIDEST = 60
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


def written(
    heading: Sequence[str], sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]], made: date
) -> bytes:
    """Write tables as the sheets of a workbook, each below the heading; the same tables give the same bytes.

    Days and numbers are days and numbers; text is text, also where it looks like a formula.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(made, time())})
    cell = {"border": 1, "valign": "top"}
    formats = {
        "head": book.add_format({"bold": True, "font_size": 14}),
        "title": book.add_format({"border": 1, "bold": True, "text_wrap": True, "bg_color": "#EEEEEE"}),
        "text": book.add_format({**cell, "text_wrap": True, "num_format": "@"}),
        "day": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        "whole": book.add_format({**cell, "num_format": "0"}),
        "amount": book.add_format({**cell, "num_format": "#,##0.00"}),
    }
    for name, titles, rows in sheets:
        _sheet(book.add_worksheet(_NOT_IN_A_NAME.sub(" ", name)[:31]), formats, heading, titles, rows)
    book.close()
    return data.getvalue()


def _sheet(
    sheet: Any, formats: dict[str, Any], heading: Sequence[str], titles: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    for number, line in enumerate(heading):
        sheet.write_string(number, 0, visible(line), formats["head"] if number == 0 else None)
    first = len(heading) + 1
    for place, title in enumerate(titles):
        sheet.write_string(first, place, title, formats["title"])
        longest = max([width_of(title), *(width_of(str(row[place] or "")) for row in rows)])
        sheet.set_column(place, place, min(longest + 2, _WIDEST))
    for number, row in enumerate(rows, first + 1):
        for place, value in enumerate(row):
            _cell(sheet, number, place, value, formats)
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, row: int, column: int, value: Any, formats: dict[str, Any]) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, formats["text"])
        case int():
            sheet.write_number(row, column, value, formats["whole"])
        case Decimal():
            # Fifteen digits are what a spreadsheet keeps of a number.
            sheet.write_number(row, column, float(value), formats["amount"])
        case date():
            sheet.write_datetime(row, column, datetime.combine(value, time()), formats["day"])
        case _:
            sheet.write_string(row, column, visible(str(value)), formats["text"])
