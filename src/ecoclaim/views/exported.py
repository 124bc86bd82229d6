"""Rows of an export as lines of a file: CSV for a spreadsheet, JSON lines, or plain CSV that DuckDB reads in."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from ecoclaim.reports.flat import TABLES, Cell, Column, Row
from ecoclaim.views import csv as spreadsheet
from ecoclaim.views.json import dumps

#: The ending of the files of each format.
ENDINGS: Mapping[str, str] = {"parquet": ".parquet", "csv": ".csv", "json": ".json"}


def lines(table: str, rows: Iterable[Row], form: str) -> bytes:
    """Write rows of a table as lines of a format; for parquet as DuckDB reads them in."""
    return _WRITTEN[form](TABLES[table], rows)


def head(table: str, form: str) -> bytes:
    """Write what stands above the lines: titles of columns in a CSV for people, else nothing."""
    return spreadsheet.written([one.name for one in TABLES[table]], ()) if form == "csv" else b""


def tables_json() -> str:
    """Write down which tables and columns there are."""
    return dumps(
        {
            name: [
                {"name": one.name, "type": _TYPES[one.kind], "zh": one.title.zh, "en": one.title.en} for one in columns
            ]
            for name, columns in TABLES.items()
        }
    )


def sql_types(table: str) -> dict[str, str]:
    """Give the SQL types of a table's columns."""
    return {one.name: _TYPES[one.kind] for one in TABLES[table]}


_TYPES = {
    "text": "VARCHAR",
    "whole": "INTEGER",
    "yes": "BOOLEAN",
    "day": "DATE",
    "money": "DECIMAL(20,2)",
    "percent": "DECIMAL(7,4)",
}


def _for_people(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    return spreadsheet.written((), map(_yes_as_text, rows)).removeprefix(spreadsheet.BOM + b"\r\n")


def _yes_as_text(row: Row) -> Sequence[Cell]:
    return [str(cell).lower() if isinstance(cell, bool) else cell for cell in row]


def _as_json(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    names = [one.name for one in columns]
    return b"".join(_line(dict(zip(names, row, strict=True))).encode() + b"\n" for row in rows)


def _for_duckdb(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _plain(value: object) -> str:
    if isinstance(value, (date, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


_line = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_plain).encode
_WRITTEN: Mapping[str, Callable[[Sequence[Column], Iterable[Row]], bytes]] = {
    "parquet": _for_duckdb,
    "csv": _for_people,
    "json": _as_json,
}
