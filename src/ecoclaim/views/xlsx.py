"""An Excel workbook that an office can send as it is. The only user of the Excel library."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ecoclaim.terminal import visible
from ecoclaim.views.text import width_of

_WIDEST, _LEAST = 60, 6
# What a page of A4 on its side holds in the type of the workbook; more would be printed too small to read.
_PAGE = 128
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of rows of the first table, on a sheet of its own: its title, and which columns it takes."""

    title: str
    rows: range
    words: int
    numbers: int


def written(
    heading: Sequence[str],
    sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Any]]]],
    made: date,
    charts: Sequence[Chart] = (),
    *,
    filtered: bool = False,
    amounts: str = "#,##0.00",
    least: int = _LEAST,
) -> bytes:
    """Write tables as the sheets of a workbook, each below the heading; the same tables give the same bytes.

    `filtered` is to let a reader filter the rows; `amounts` is how numbers with a point are shown; `least` is how many
    signs of a text a column holds at least, though the page be printed smaller for it.
    Days and numbers are days and numbers; text is text, also where it looks like a formula.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    data = io.BytesIO()
    book = Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(made, time())})
    type_ = {"font_name": "宋体", "font_size": 10.5}
    cell = {**type_, "border": 1, "valign": "top"}
    formats = {
        "head": book.add_format({**type_, "bold": True, "font_size": 14}),
        "line": book.add_format(type_),
        "title": book.add_format({**cell, "bold": True, "text_wrap": True, "bg_color": "#EEEEEE", "align": "center"}),
        "text": book.add_format({**cell, "text_wrap": True, "num_format": "@"}),
        "day": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        "whole": book.add_format({**cell, "num_format": "0"}),
        "amount": book.add_format({**cell, "num_format": amounts}),
    }
    for name, titles, rows in sheets:
        sheet = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", name)[:31])
        _sheet(sheet, formats, heading, titles, rows, least)
        if filtered:
            first = _title_row(heading)
            sheet.autofilter(first, 0, first + len(rows), max(len(titles) - 1, 0))
    for chart in charts:
        _drawn(book, chart, _title_row(heading) + 1)
    book.close()
    return data.getvalue()


def _drawn(book: Any, chart: Chart, top: int) -> None:
    """Draw a chart of the first sheet, whose rows begin at `top`; it prints on a page of its own."""
    name = book.worksheets()[0].get_name()
    first, last = top + chart.rows.start, top + chart.rows.stop - 1
    drawn = book.add_chart({"type": "bar"})
    categories, values = ([name, first, column, last, column] for column in (chart.words, chart.numbers))
    drawn.add_series({"categories": categories, "values": values, "data_labels": {"value": True}})
    drawn.set_title({"name": chart.title})
    drawn.set_legend({"none": True})
    drawn.set_y_axis({"reverse": True})
    sheet = book.add_chartsheet(_NOT_IN_A_NAME.sub(" ", chart.title)[:31])
    sheet.set_chart(drawn)
    sheet.set_paper(9)


def _sheet(
    sheet: Any,
    formats: dict[str, Any],
    heading: Sequence[str],
    titles: Sequence[str],
    rows: Sequence[Sequence[Any]],
    fewest: int,
) -> None:
    for number, line in enumerate(heading):
        sheet.write_string(number, 0, visible(line), formats["head" if number == 0 else "line"])
    first = _title_row(heading)
    columns = list(zip(titles, *rows, strict=True))
    numbers = [[one for one in column if isinstance(one, (int, Decimal, date))] for column in columns]
    widths = _widths(
        [max(map(_width, column)) for column in columns],
        [max(map(_width, column), default=0) for column in numbers],
        fewest,
    )
    for place, title in enumerate(titles):
        sheet.write_string(first, place, title, formats["title"])
        sheet.set_column(place, place, widths[place])
    for number, row in enumerate(rows, first + 1):
        for place, value in enumerate(row):
            _cell(sheet, number, place, value, formats)
    sheet.freeze_panes(first + 1, 0)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&C&P / &N")
    sheet.fit_to_pages(1, 0)


def _width(value: object) -> int:
    """Tell how wide a value is as the workbook shows it."""
    match value:
        case None:
            return 0
        case Decimal():
            return len(f"{value:,.2f}")
    return width_of(str(value))


def _widths(longest: Sequence[int], numbers: Sequence[int], fewest: int) -> list[int]:
    """Give each column the width of its longest value, and take from the widest what a page does not hold.

    A day or a number is not broken into lines: where it finds no room a spreadsheet shows nothing of it.
    """
    widths = [max(_LEAST, min(one + 2, _WIDEST)) for one in longest]
    least = [max(_LEAST, one + 2 if one else min(fewest, width)) for one, width in zip(numbers, widths, strict=True)]
    while sum(widths) > _PAGE:
        room = [width - one for width, one in zip(widths, least, strict=True)]
        widest = max(range(len(widths)), key=lambda place: (room[place] > 0, widths[place]))
        if room[widest] <= 0:
            break
        widths[widest] -= 1
    return widths


def _title_row(heading: Sequence[str]) -> int:
    """Give the row of the titles: below the heading and a blank row, or the first."""
    return len(heading) + 1 if heading else 0


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
