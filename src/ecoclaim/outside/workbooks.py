"""The tables of a workbook or a CSV file, read within limits: at most so many bytes, rows, columns and cells.

A workbook's parts are measured before the library that reads them sees any of them: it lays a sheet out whole, so that
one stray cell in the last column would take all memory. What a formula counts is read, never counted anew.
The only user of the workbook reader.
"""

from __future__ import annotations

import csv
import io
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.parsers import expat

from ecoclaim.outside.files import MIB, contents, refused
from ecoclaim.outside.kinds import ZIP, no_package
from ecoclaim.outside.markup import parsed
from ecoclaim.outside.packages import parts
from ecoclaim.words import _

LARGEST = 20 * MIB
MOST_ROWS = 50_000
MOST_COLUMNS = 500
_HEADROOM = 100  # titles, headings and notes around the rows
_MOST_CELLS = 2_000_000
_LONGEST_CELL = 32_767  # what a spreadsheet keeps in a cell
_DEEPEST = 100
_COMPOUND = b"\xd0\xcf\x11\xe0"
_OTHERS = (b"%PDF", b"{\\rtf", b"\xff\xd8\xff", b"\x89PNG", b"PK", b"Rar!", b"7z\xbc\xaf")

# What stands in a cell whose formula counts nothing, whichever of the words for it the spreadsheet shows.
FAULT = "#VALUE!"

# What a cell holds: text, a number or a day; None where it is blank.
Cell = str | Decimal | date | None
# The corners of merged cells: first row, first column, last row, last column, from 0.
Merged = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, its rows from the first cell of the sheet, the merged cells, whether its days begin in 1904.

    `visible` is false for a sheet that its writer has hidden.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Merged, ...] = ()
    since_1904: bool = False
    visible: bool = True


def cell_name(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does, F12; row and column count from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def sheets(path: Path) -> tuple[Sheet, ...]:
    """Read the tables of an .xlsx workbook, or of a CSV file in UTF-8 or GB18030.

    Raises NotFound where there is no file, BadFile with the cure where it is none of these or breaks a limit.
    """
    name = str(path)
    data = contents(path, LARGEST, name)
    if data.startswith(ZIP):
        return _workbook(data, name)
    if data.startswith(_COMPOUND):
        raise refused(name, no_package(data))
    if not data.strip(b"\0 \r\n\t"):
        raise refused(name, _("the file is empty; ask for it again, or save it again from Excel or WPS"))
    if data.startswith(_OTHERS) or b"\0" in data:
        raise refused(name, _("this is neither an .xlsx workbook nor CSV; save it as .xlsx from Excel or WPS"))
    return (_csv(data, name, path.stem),)


def _workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    found = parts(data, name)
    if "xl/workbook.xml" not in found:
        raise refused(name, _("this is neither an .xlsx workbook nor CSV; save it as .xlsx from Excel or WPS"))
    faults = _measure(found, name)
    since_1904 = any(mark in found["xl/workbook.xml"] for mark in (b'date1904="1"', b'date1904="true"'))
    try:
        return _with_faults(_read(data, since_1904), faults, found, name)
    except Exception as fault:
        raise _damaged(name) from fault
    except BaseException as fault:
        # The reader is no Python: where it stumbles over its own feet it says so by what no Exception is.
        if type(fault).__name__ != "PanicException":
            raise
        raise _damaged(name) from None


def _damaged(name: str) -> Exception:
    return refused(name, _("the workbook is damaged; save it again from Excel or WPS"))


def _read(data: bytes, since_1904: bool) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    found = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            rows = tuple(tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False))
            merged = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
            visible = about.visible is SheetVisibleEnum.Visible
            found.append(Sheet(about.name, rows, merged, since_1904, visible))
    return tuple(found)


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.date()
        case date():
            return value
        case int() | float():
            # Fifteen digits are what a spreadsheet keeps of a number and shows.
            number = Decimal(format(value, ".15g"))
            return number if number.is_finite() else str(value)
    text = str(value)
    return text if text.strip() else None


def _with_faults(
    those: Sequence[Sheet], faults: Mapping[str, Sequence[tuple[int, int]]], found: Mapping[str, bytes], name: str
) -> tuple[Sheet, ...]:
    """Put into the cells whose formula counts nothing that it does not: the reader takes them for blank."""
    if not any(faults.values()):
        return tuple(those)
    relations = {
        one.get("Id"): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
        for one in parsed(found.get("xl/_rels/workbook.xml.rels", b"<x/>"), name)
    }
    parts_of = {
        one.get("name"): relations.get(
            next((value for key, value in one.attrib.items() if key.endswith("}id")), ""), ""
        )
        for one in parsed(found["xl/workbook.xml"], name).iter("{*}sheet")
    }
    return tuple(replace(one, rows=_marked(one.rows, faults.get(parts_of.get(one.name, ""), ()))) for one in those)


def _marked(rows: Sequence[Sequence[Cell]], faults: Sequence[tuple[int, int]]) -> tuple[tuple[Cell, ...], ...]:
    lines = [list(row) for row in rows]
    for row, column in faults:
        if row < len(lines) and column < len(lines[row]):
            lines[row][column] = FAULT
    return tuple(map(tuple, lines))


def _measure(found: Mapping[str, bytes], name: str) -> dict[str, list[tuple[int, int]]]:
    """Walk along every part without building anything; gives by part the cells whose formula counts nothing.

    Raises BadFile at the first limit that a part breaks.
    """
    cells = 0
    faults: dict[str, list[tuple[int, int]]] = {}
    for part, data in found.items():
        if part.lower().endswith((".xml", ".rels")) and data:
            walk = _Walk()
            try:
                walk.parser.Parse(data, True)
            except expat.ExpatError as fault:
                message = _("this is not well-formed XML ({error}); save it again from Excel or WPS")
                raise refused(name, message.format(error=fault), part) from None
            except _TooMuch as fault:
                raise refused(name, str(fault), part) from None
            cells += walk.area
            faults[part] = walk.faults
    if cells > _MOST_CELLS:
        raise refused(name, _too_large())
    return faults


class _TooMuch(Exception):
    """A limit that a part breaks; the argument is the sentence."""


def _too_large() -> str:
    return _(
        "the table is larger than {rows} rows or {columns} columns; delete what lies empty below and to the right of "
        "it, or save a part of it as a workbook of its own"
    ).format(rows=MOST_ROWS, columns=MOST_COLUMNS)


class _Walk:
    """A walk along one part: how deep it is, and how far the cells reach that hold something."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begun
        self.parser.EndElementHandler = self._ended
        self.parser.StartDoctypeDeclHandler = self._typed
        self.faults: list[tuple[int, int]] = []
        self.depth = self.row = self.column = self.last_row = self.last_column = self.merged = 0

    @property
    def area(self) -> int:
        """How many cells the sheet takes when it is laid out whole."""
        return self.last_row * self.last_column

    def _begun(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooMuch(_("elements stand too deep in one another; save it again from Excel or WPS"))
        kind = tag.rpartition(":")[2]
        if kind == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif kind == "c":
            letters = attributes.get("r", "").rstrip("0123456789")
            self.column = _column(letters) if letters else self.column + 1
            if attributes.get("t") == "e" and len(self.faults) < _MOST_CELLS:
                self.faults.append((self.row - 1, self.column - 1))
        elif kind in ("v", "is"):
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
            if self.last_row > MOST_ROWS + _HEADROOM or self.last_column > MOST_COLUMNS:
                raise _TooMuch(_too_large())
        elif kind == "mergeCell":
            self.merged += 1
            if self.merged > MOST_ROWS:
                raise _TooMuch(_("too many cells are merged; save it again from Excel or WPS"))

    def _ended(self, _tag: str) -> None:
        self.depth -= 1

    def _typed(self, *_declared: object) -> None:
        raise _TooMuch(_("a document type has no place in a workbook; save it again from Excel or WPS"))


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + max(0, ord(letter) - 64)
    return number


def _csv(data: bytes, name: str, title: str) -> Sheet:
    text = _decoded(data, name)
    first = text.partition("\n")[0]
    separator = "\t" if "\t" in first and "," not in first else ";" if ";" in first and "," not in first else ","
    rows: list[tuple[Cell, ...]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            cells += len(row)
            if len(rows) >= MOST_ROWS + _HEADROOM or len(row) > MOST_COLUMNS or cells > _MOST_CELLS:
                raise refused(name, _too_large())
            if any(len(one) > _LONGEST_CELL for one in row):
                raise refused(name, _("row {row} holds a text too long for a cell").format(row=len(rows) + 1))
            rows.append(tuple(_plain(one) for one in row))
    except csv.Error as fault:
        message = _("row {row} is no CSV ({why}); save the table as .xlsx from Excel or WPS")
        raise refused(name, message.format(row=len(rows) + 1, why=fault)) from None
    return Sheet(title, tuple(rows))


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(name, _("the text is neither UTF-8 nor GB18030; save the table as .xlsx from Excel or WPS"))


def _plain(text: str) -> Cell:
    """Take a text as it was before it was kept from being run as a formula."""
    bare = text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
    return bare if bare.strip() else None


def texts(row: Sequence[Cell]) -> list[str]:
    """Write a row's cells as text, blank ones empty."""
    return [written(one) for one in row]


def written(value: Cell) -> str:
    """Write a cell as text: a number without a point that says nothing, a day as YYYY-MM-DD."""
    match value:
        case None:
            return ""
        case Decimal():
            return format(value.normalize(), "f") if value == value.to_integral_value() else format(value, "f")
        case date():
            return value.isoformat()
    return value.strip()
