"""Workbooks and CSV files of strangers: read within limits, and refused with a sentence where they are none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bad_files import compound, members, packed
from ecoclaim.errors import BadFile, NotFound
from ecoclaim.outside import workbooks
from ecoclaim.outside.workbooks import cell_name, sheets, written
from registers import rows

SHEET = "xl/worksheets/sheet1.xml"


def workbook(folder: Path) -> bytes:
    return rows(folder / "good.xlsx", ["案由", "赔偿义务人"], ["某案", "甲"]).read_bytes()


def with_sheet(folder: Path, body: str, before: str = "") -> bytes:
    """The good workbook with another sheet in it."""
    parts = members(workbook(folder))
    text = f'{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</worksheet>'
    return packed({**parts, SHEET: text.encode()})


def cells(*named: tuple[str, int]) -> str:
    inner = "".join(f'<row r="{row}"><c r="{name}{row}"><v>1</v></c></row>' for name, row in named)
    return f"<sheetData>{inner}</sheetData>"


BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "empty"),
    "blank": (lambda _: b"\r\n  \n", "empty"),
    "old Excel": (lambda _: compound("Workbook"), ".xls"),
    "locked": (lambda _: compound("EncryptedPackage"), "password"),
    "PDF": (lambda _: b"%PDF-1.7\n", "neither"),
    "binary": (lambda _: b"a\0b,c\n", "neither"),
    "a Word file": (lambda _: packed(members()), "neither"),
    "broken off": (lambda folder: workbook(folder)[:-40], "breaks off"),
    "damaged": (lambda folder: packed({**members(workbook(folder)), "xl/workbook.xml": b"<x"}), "XML"),
    "a bomb": (lambda folder: packed({**members(workbook(folder)), "x.xml": b" " * (80 << 20)}), "unpack"),
    "the last column": (lambda folder: with_sheet(folder, cells(("XFD", 1))), "larger than"),
    "the last row": (lambda folder: with_sheet(folder, cells(("A", 1_048_576))), "larger than"),
    "wide and long": (lambda folder: with_sheet(folder, cells(("SF", 1), ("A", 50_000))), "larger than"),
    "no references": (
        lambda folder: with_sheet(folder, f"<sheetData>{'<row><c><v>1</v></c></row>' * 50_200}</sheetData>"),
        "larger than",
    ),
    "entities": (lambda folder: with_sheet(folder, "<sheetData/>", '<!DOCTYPE x [<!ENTITY a "b">]>'), "document type"),
    "deep": (lambda folder: with_sheet(folder, "<a>" * 200 + "</a>" * 200), "deep"),
    "merged beyond measure": (
        lambda folder: with_sheet(folder, "<mergeCells>" + '<mergeCell ref="A1:XFD1"/>' * 50_001 + "</mergeCells>"),
        "merged",
    ),
    "no text of ours": (lambda _: b"\xff\xff\x80,\xfe\n", "GB18030"),
    "a row too wide": (lambda _: b"," * 600, "larger than"),
    "too many rows": (lambda _: b"a,b\n" * 50_200, "larger than"),
    "a cell too long": (lambda _: b"a," + b"x" * 40_000, "too long"),
    "an open quote": (lambda _: b'a,"' + b"x\n" * 100_000, "CSV"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_workbook_or_breaks_a_limit_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    from ecoclaim import words

    make, word = BAD[name]
    path = tmp_path / "bad.xlsx"
    path.write_bytes(make(tmp_path))
    words.use("en")
    try:
        with pytest.raises(BadFile) as told:
            sheets(path)
    finally:
        words.use("zh")
    (problem,) = told.value.problems
    assert word in problem.message, problem.message
    assert problem.path == str(path)


def test_a_file_larger_than_twenty_mebibytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate((20 << 20) + 1)
    with pytest.raises(BadFile):
        sheets(path)
    with pytest.raises(NotFound):
        sheets(tmp_path / "none.xlsx")


def test_a_reader_that_stumbles_over_itself_is_a_damaged_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PanicException(BaseException):
        pass

    def panics(_data: bytes, _since: bool) -> tuple[workbooks.Sheet, ...]:
        raise PanicException

    workbook(tmp_path)
    monkeypatch.setattr(workbooks, "_read", panics)
    with pytest.raises(BadFile):
        sheets(tmp_path / "good.xlsx")


def test_cells_are_text_numbers_and_days_and_blank_ones_are_none(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    path = tmp_path / "x.xlsx"
    with Workbook(path) as book:
        sheet, day = book.add_worksheet("一"), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ["一", 0.1 + 0.2, 12, True, "  "])
        sheet.write_datetime(0, 5, date(2025, 3, 3), day)
        sheet.write_formula(0, 6, "=1+1", None, 35.6)
        sheet.write_formula(0, 7, "=1/0", None, "#DIV/0!")
        sheet.write_blank(900_000, 16_000, None, day)  # formatted far out, and nothing in it
        sheet.merge_range("A2:C3", "合")
        book.add_worksheet("藏").hide()
    found, hidden = sheets(path)
    assert found.rows[0] == (
        *("一", Decimal("0.3"), Decimal(12), "TRUE", None, date(2025, 3, 3), Decimal("35.6"), "#VALUE!"),
    )
    assert (found.merged, len(found.rows)) == (((1, 0, 2, 2),), 2)
    assert (found.visible, hidden.visible) == (True, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_csv_is_read_in_the_encodings_of_offices(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(f"案由{separator}金额\r\n㙓案{separator}'=1+1\r\n".encode(encoding))
    assert sheets(path)[0].rows == (("案由", "金额"), ("㙓案", "=1+1"))


def test_a_cell_has_the_name_that_a_spreadsheet_gives_it() -> None:
    assert [cell_name(*place) for place in ((11, 5), (0, 25), (0, 26), (0, 701), (0, 702))] == [
        *("F12", "Z1", "AA1", "ZZ1", "AAA1")
    ]
    assert [written(one) for one in (None, Decimal("1E+3"), Decimal("3.50"), date(2025, 3, 3), " x ")] == [
        *("", "1000", "3.50", "2025-03-03", "x")
    ]


def test_a_workbook_packed_by_another_program_is_read_all_the_same(tmp_path: Path) -> None:
    data = workbook(tmp_path)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, part in sorted(members(data).items(), reverse=True):
            archive.writestr(name, part)
    (tmp_path / "stored.xlsx").write_bytes(buffer.getvalue())
    assert sheets(tmp_path / "stored.xlsx")[0].rows[1] == ("某案", "甲")
