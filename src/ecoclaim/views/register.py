"""The register as a workbook, the empty one to begin with, what was not taken; and what an import says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ecoclaim.outside.workbooks import Cell
from ecoclaim.register.headings import HEADINGS, STAGE_WORDS
from ecoclaim.register.layout import Column, Table
from ecoclaim.register.standing import shown
from ecoclaim.standing import Standing
from ecoclaim.terminal import quoted
from ecoclaim.views import xlsx
from ecoclaim.words import Label, _

_NAME = "生态环境损害赔偿案件台账"
# What a row is told as, in the order in which the counts stand.
_TOLD = {
    "imported": Label("新入台账", "taken in"),
    "there": Label("台账已有", "there already"),
    "doubtful": Label("存疑未入", "in doubt, left out"),
    "blank": Label("空行", "blank"),
    "sum": Label("合计行", "sums"),
    "note": Label("附注行", "notes"),
    "heading": Label("重复表头", "headings repeated"),
}
_NOT_IN_TEMPLATE = ("id", "skip", "computed")


def register(cases: Sequence[Standing], office: str, on: date, *, several: bool) -> bytes:
    """Write the register of cases as a workbook: days and amounts as such, a frozen heading, a filter, A4 landscape.

    Where the cases are of several offices, the first column names the office of each.
    """
    columns, rows = shown(cases)
    heading = [_NAME, f"{office}　截至{on.isoformat()}"]
    titles = [one.title for one in columns]
    if several:
        titles = ["单位", *titles]
        rows = [[one.office.department.name, *row] for one, row in zip(cases, rows, strict=True)]
    return xlsx.written(heading, [("台账", titles, rows)], on, filtered=True, least=12)


def template(on: date) -> bytes:
    """Write an empty register to begin with, and what belongs below each heading."""
    offered = [one for one in HEADINGS if one.where not in _NOT_IN_TEMPLATE]
    told: list[list[Cell]] = [[one.title, one.example or None, "、".join(one.names[1:]) or None] for one in offered]
    words: list[list[Cell]] = [
        ["阶段的写法", "、".join(said[0] for said in reversed(list(STAGE_WORDS.values()))), "留空的按已有日期推定"]
    ]
    notes: list[list[Cell]] = [
        *told,
        *words,
        ["其他列", None, "没有列出的列原样保留在案件的自有栏目（extra）中；空着的列可以删去"],
        ["日期", "2025-03-03、2025.3.3、2025年3月3日", "只知道月份的写 2025年3月，不会补出日子"],
    ]
    titles = ["列名", "示例", "也可以写作"]
    sheets: list[tuple[str, list[str], list[list[Cell]]]] = [
        ("台账", [one.title for one in offered], []),
        ("填写说明", titles, notes),
    ]
    return xlsx.written([], sheets, on)


def left_out(titles: Sequence[str], rows: Sequence[Sequence[Cell]], on: date) -> bytes:
    """Write the rows that were not taken, with the reason in the last column, to be mended and taken in."""
    return xlsx.written([], [("未导入", titles, rows)], on, amounts="General")


def columns_told(table: Table) -> Iterator[str]:
    """Say which columns were understood as what, and which stay as they are."""
    known = [one for one in table.columns if one.known and one.known.where not in ("skip", "computed", "extra")]
    kept = [one for one in table.columns if one.known is None or one.known.where == "extra"]
    if known:
        yield _("Understood: {columns}").format(columns=_(", ").join(map(_understood, known)))
    if kept:
        yield _("Kept under their own label (extra): {columns}").format(columns=_(", ").join(one.label for one in kept))


def _understood(column: Column) -> str:
    assert column.known is not None
    title = column.known.title.partition("（")[0]
    label = column.label.partition("（")[0]
    return column.label if title == label else _("{label} as {title}").format(label=column.label, title=title)


def counts(numbers: dict[str, int]) -> str:
    """Say how many rows there are of each kind; together they are all rows."""
    told = [
        _("{what} {count}").format(what=label.text, count=numbers.get(kind, 0))
        for kind, label in _TOLD.items()
        if numbers.get(kind) or kind in ("imported", "there", "doubtful")
    ]
    total = sum(numbers.values())
    return _("{total} rows below the headings: {counts}").format(total=total, counts=_(", ").join(told))


def ranges(cases: Sequence[str]) -> str:
    """Write case numbers, runs of them as first and last."""
    runs: list[list[str]] = []
    for case in sorted(cases):
        if runs and runs[-1][-1][:4] == case[:4] and int(runs[-1][-1][5:]) + 1 == int(case[5:]):
            runs[-1].append(case)
        else:
            runs.append([case])
    return _(", ").join(one[0] if len(one) == 1 else f"{one[0]}–{one[-1]}" for one in runs)


def command(words: Sequence[str]) -> str:
    """Write a command so that it can be pasted."""
    return " ".join(["ecoclaim", *map(quoted, words)])
