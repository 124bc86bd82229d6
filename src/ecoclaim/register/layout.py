"""Where in a sheet the headings stand, which column is what, and what each row is. Pure.

Alone knows title rows above the headings, headings of two lines, merged cells, rows of sums, notes at the foot, and a
case that takes several rows because its cells are merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from ecoclaim import typed
from ecoclaim.outside.workbooks import Cell, Merged, Sheet, written
from ecoclaim.register.headings import Heading, heading, plain

_LOOKED_AT = 30  # rows among which headings are looked for
_TALLEST = 3  # lines of a heading
_SUM = re.compile(r"(?:本页|以上)?(?:合|总|小|累|共)计(?:[:：(（].{0,20})?|总数|汇总")
_NOTE = re.compile(r"注[:：]?|备注[:：]|说明[:：]?|填报|填表|制表|审核|单位负责人|联系人|报送|截[至止]")
_AS_OF = re.compile(r"(?:截[至止]|数据[至止])[^\d]{0,4}([\d年月日./\-]+)")
_UNIT = re.compile(r"单位[:：]?[^元]{0,4}(?:亿|千万|百万|万|千)?元")

RowKind = Literal["case", "blank", "sum", "note", "heading"]


class Column(NamedTuple):
    """A column: its place, what its heading says, how the table has it, and in what unit its amounts count.

    `known` is None where the table has no such heading.
    """

    place: int
    label: str
    known: Heading | None
    unit: int | None


class Row(NamedTuple):
    """A row, or the rows that merged cells make one: its number from 0, its cells by column, and those below it."""

    number: int
    kind: RowKind
    cells: tuple[Cell, ...]
    more: tuple[tuple[Cell, ...], ...] = ()
    spread: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet taken apart: the columns, every row below the headings, and as of which day its titles say it is."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    as_of: date | None


def table(sheet: Sheet, added: Mapping[str, Heading]) -> Table | None:
    """Take a sheet apart; `added` are headings of the office's own, by how they are looked up.

    None where no row is one of headings: it names neither a matter nor an obligor, or has fewer than two headings.
    """
    grid = _filled(sheet)
    best: tuple[int, int, int] | None = None
    for first in range(min(_LOOKED_AT, len(grid))):
        for lines in range(1, _TALLEST + 1):
            found = _columns(grid, first, lines, added, None)
            known = [one for one in found if one.known is not None]
            score = len({one.known.title for one in known if one.known}) * 4 - lines
            if _is_register(known) and (best is None or score > best[0]):
                best = score, first, lines
    if best is None:
        return None
    _score, first, lines = best
    above = [written(cell) for row in grid[:first] for cell in row]
    unit = next((typed.unit_of(text) for text in above if _UNIT.search(typed.narrow(text))), None)
    columns = tuple(_columns(grid, first, lines, added, unit))
    rows = tuple(_rows(sheet, grid, first + lines, columns))
    return Table(sheet, columns, rows, _as_of(above))


def _is_register(known: Sequence[Column]) -> bool:
    where = {one.known.where for one in known if one.known}
    return len(known) >= 2 and bool(where & {"title", "name", "obligors", "id"})


def _filled(sheet: Sheet) -> list[list[Cell]]:
    """Give every cell that is merged with another what that one holds."""
    width = max(map(len, sheet.rows), default=0)
    grid: list[list[Cell]] = [[*row, *[None] * (width - len(row))] for row in sheet.rows]
    for top, left, bottom, right in sheet.merged:
        if top < len(grid) and left < width:
            value = grid[top][left]
            for row in range(top, min(bottom, len(grid) - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    if grid[row][column] is None:
                        grid[row][column] = value
    return grid


def _columns(
    grid: Sequence[Sequence[Cell]], first: int, lines: int, added: Mapping[str, Heading], unit: int | None
) -> list[Column]:
    block = grid[first : first + lines]
    if len(block) < lines or any(isinstance(cell, (Decimal, date)) for row in block for cell in row):
        return []
    found = []
    over: list[str] = [""] * lines
    for place in range(len(block[0])):
        texts = [" ".join(written(row[place]).split()) for row in block]
        for line, text in enumerate(texts[:-1]):
            # In CSV nothing is merged: what stands over a group stands over its first column only.
            over[line] = text or (over[line] if texts[-1] else "")
        stack = list(dict.fromkeys(text for text in (*over[:-1], texts[-1]) if text))
        if not stack:
            continue
        own = stack[-1]
        above = stack[-2] if len(stack) > 1 else ""
        known = added.get(plain(own)) or added.get(plain(above + own)) or heading(own, above)
        label = own if not above or known is not None else f"{above} {own}"
        units = [typed.unit_of(text) for text in reversed(stack)]
        found.append(Column(place, label, known, next((one for one in units if one), unit)))
    return found


def _as_of(above: Sequence[str]) -> date | None:
    for text in above:
        said = _AS_OF.search(typed.narrow(text))
        if said and (day := typed.day(said[1])):
            return day
    return None


def _rows(sheet: Sheet, grid: Sequence[Sequence[Cell]], first: int, columns: Sequence[Column]) -> Iterator[Row]:
    matter = next(
        (one.place for where in ("title", "name") for one in columns if one.known and one.known.where == where), None
    )
    blocks = _blocks(sheet.merged, matter, first, len(grid))
    spread = _spread(sheet.merged, blocks, first)
    number = first
    while number < len(grid):
        last = blocks.get(number, number)
        cells = tuple(grid[number])
        kind = _kind(grid[number], columns)
        more = tuple(tuple(grid[one]) for one in range(number + 1, last + 1))
        if kind == "case":
            yield Row(number, kind, cells, more, spread.get(number, frozenset()))
        else:
            yield from (Row(one, kind, tuple(grid[one])) for one in range(number, last + 1))
        number = last + 1


def _blocks(merged: Sequence[Merged], matter: int | None, first: int, height: int) -> dict[int, int]:
    """Give the rows at which a case begins that takes several, each with its last row."""
    return {
        top: min(bottom, height - 1)
        for top, left, bottom, right in merged
        if matter is not None and left <= matter <= right and top >= first and bottom > top
    }


def _spread(merged: Sequence[Merged], blocks: Mapping[int, int], first: int) -> dict[int, frozenset[int]]:
    """Give by row the columns whose cell is merged over several cases."""
    found: dict[int, set[int]] = {}
    for top, left, bottom, right in merged:
        if top < first or bottom == top or blocks.get(top, top) >= bottom:
            continue
        for row in range(top, bottom + 1):
            found.setdefault(row, set()).update(range(left, min(right, left + 500) + 1))
    return {row: frozenset(places) for row, places in found.items()}


def _kind(cells: Sequence[Cell], columns: Sequence[Column]) -> RowKind:
    texts = [written(cell) for cell in cells]
    said = [text for text in texts if text and not typed.is_nothing(text)]
    if not said:
        return "blank"
    squeezed = "".join(typed.narrow(said[0]).split())
    if any(_SUM.fullmatch("".join(typed.narrow(text).split())) for text in said[:3]):
        return "sum"
    names = [(texts[one.place], one.label) for one in columns if texts[one.place]]
    if names and all(plain(text) == plain(label) for text, label in names):
        return "heading"
    if [typed.whole(text) for text in said] == list(range(1, len(said) + 1)) and len(said) > 2:
        return "heading"  # the columns numbered below their headings
    if len(set(said)) == 1 and _NOTE.match(squeezed):
        return "note"
    if _NOTE.match(squeezed) and all(_NOTE.match("".join(typed.narrow(text).split())) for text in set(said)):
        return "note"
    known = [one for one in columns if one.known and one.known.where not in ("skip", "computed")]
    if not any(texts[one.place] and not typed.is_nothing(texts[one.place]) for one in known):
        # A running number alone says nothing of a case.
        others = [one for one in columns if one.known is None and texts[one.place]]
        return "case" if others else "blank"
    return "case"
