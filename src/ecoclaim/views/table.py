"""A table for people: rich at a terminal, plain aligned text in a pipe, where nothing is cut or wrapped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ecoclaim.terminal import visible
from ecoclaim.views.text import padded, width_of, wrapped


@dataclass(frozen=True, slots=True)
class Paper:
    """What a table is written on: its width (None: a pipe, as wide as needed), colour, ASCII lines.

    `escape` stands before each mark of colour: a console tells ours by it from one that stood in a title.
    """

    width: int | None = None
    colour: bool = False
    ascii_only: bool = False
    escape: str = "\x1b"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, on which side it is aligned, and whether its text may be broken into lines."""

    title: str
    right: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with a colour of rich (`red`, `bold yellow`, `dim`); colour only repeats what the text says."""

    text: str
    style: str


Cell = str | Marked

# Between two columns; and what a column that may be broken needs at least.
_GAP = 2
_LEAST = 8


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], paper: Paper) -> str:
    """Write the rows under their titles, one line end after each line."""
    body = [tuple(rows_cells) for rows_cells in rows]
    if paper.width is None:
        return _plain(columns, body)
    widths = _widths(columns, body, paper.width)
    return _rich(columns, body, widths, paper) if widths else _below_each_other(columns, body, paper.width)


def _plain(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> str:
    lines = [[column.title for column in columns], *([_words(cell) for cell in row] for row in rows)]
    widths = [max(width_of(line[place]) for line in lines) for place in range(len(columns))]
    return "".join(
        "  ".join(
            padded(text, width, right=column.right) for text, width, column in zip(line, widths, columns, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _words(cell: Cell) -> str:
    text = cell.text if isinstance(cell, Marked) else cell
    # One row is one line, whatever a person wrote into a field.
    return " ".join(visible(text).split())


def _below_each_other(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int) -> str:
    """Write each row as lines of its own, a cell behind its title, where the room is too narrow for columns."""
    label = max(width_of(column.title) for column in columns) + _GAP
    inset = label if label + _LEAST <= room else _GAP
    blocks = []
    for row in rows:
        lines = []
        for column, cell in zip(columns, row, strict=True):
            first, *rest = wrapped(_words(cell), room - inset)
            if not first:
                continue
            if inset < label:
                lines.append(column.title)
            lines.append((padded(column.title, inset) if inset == label else " " * inset) + first)
            lines += [" " * inset + one for one in rest]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _rich(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], widths: Sequence[int | None], paper: Paper) -> str:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    written = StringIO()
    console = Console(
        file=written,
        width=paper.width,
        force_terminal=paper.colour,
        no_color=not paper.colour,
        color_system="standard" if paper.colour else None,
        legacy_windows=False,
        highlight=False,
    )
    frame = Table(
        box=box.ASCII2 if paper.ascii_only else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        header_style="bold",
        padding=(0, 1, 0, 0),
    )
    for column, width in zip(columns, widths, strict=True):
        frame.add_column(
            column.title,
            justify="right" if column.right else "left",
            no_wrap=not column.breaks,
            overflow="fold",
            width=width,
        )
    for row in rows:
        frame.add_row(
            *(
                Text(_broken(cell, width), style=cell.style if isinstance(cell, Marked) else "")
                for cell, width in zip(row, widths, strict=True)
            )
        )
    console.print(frame)
    shown = written.getvalue().replace("\x1b", paper.escape)
    return "".join(line.rstrip() + "\n" for line in shown.splitlines())


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], room: int) -> list[int | None]:
    """Share the room that is left among the columns that may be broken: none more than it needs, the rest alike.

    None leaves the width to the table, of what is not broken; nothing comes back where there is not room for all.
    """
    needs = [
        max(width_of(text) for text in (column.title, *(_words(row[place]) for row in rows)))
        for place, column in enumerate(columns)
    ]
    broken = [place for place, column in enumerate(columns) if column.breaks]
    left = room - sum(need for place, need in enumerate(needs) if place not in broken) - _GAP * (len(columns) - 1)
    widths: list[int | None] = [None] * len(columns)
    if left < sum(min(needs[place], _LEAST) for place in broken):
        return []
    for number, place in enumerate(sorted(broken, key=lambda place: needs[place])):
        share = left // (len(broken) - number)
        width = min(needs[place], share)
        widths[place] = width
        left -= width
    return widths


def _broken(cell: Cell, width: int | None) -> str:
    """Break a cell's text where Chinese may be broken: rich breaks at spaces, and anywhere where there are none."""
    return _words(cell) if width is None else "\n".join(wrapped(_words(cell), width))
