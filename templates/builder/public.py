"""What leaves the office and has no annex: the notice to the public, the report to the coordinator."""

from __future__ import annotations

from collections.abc import Sequence

from builder.bricks import Cell, each, p, row, rows_each, table, when
from builder.package import page
from builder.pieces import seal

# The tables of a report on a page that lies on its side, each column's width with how it is aligned.
FIGURES = ((3600, "left"), (6577, "left"), (3600, "right"))
CASES = (
    (1300, "left"),
    (4077, "left"),
    (2500, "left"),
    (1200, "left"),
    (1570, "right"),
    (1560, "right"),
    (1570, "right"),
)
CLUES = tuple((width, "left") for width in (600, 1250, 1350, 1300, 1150, 1927, 1100, 1500, 1350, 900, 1350, 1000))


def publication() -> str:
    """公告: its paragraphs as they come; the day is that of the publishing and is put in by hand."""
    return page(
        p("{{ 标题 }}", style="FormTitle")
        + each("段", "段落", p("{{ 段 }}", style="Body"))
        + p(before=560, keep=True)
        + p("{{ 部门 }}", style="Sign")
        + p("　　　　年　　月　　日", style="SignLast"),
        register=False,
    )


def report() -> str:
    """报告、清单: a letter in prose, and its tables below it."""
    return page(
        p("{{ 标题 }}", style="FormTitle", after=60)
        + p("（{{ 起止 }}）", style="FormSubtitle")
        + when("主送", p("{{ 主送 }}："))
        + each("段", "段落", p("{{ 段 }}", style="Body"))
        + seal("{{ 部门 }}", "日期"),
        wide=_listed("数据", FIGURES) + _listed("案件", CASES) + _listed("线索", CLUES),
    )


def _listed(name: str, columns: Sequence[tuple[int, str]]) -> str:
    widths = [width for width, _side in columns]
    titles = [Cell(p(f"{{{{ {name}.题.列{number} }}}}", style="CellLabel")) for number in range(1, len(columns) + 1)]
    cells = [
        Cell(p(f"{{{{ 行.列{number} }}}}", style="CellSmall", jc=side))
        for number, (_width, side) in enumerate(columns, 1)
    ]
    return when(
        f"{name}.行",
        p(f"{{{{ {name}.名 }}}}", style="FormSubtitle"),
        table(
            widths,
            row(titles, widths, height=480, head=True),
            rows_each("行", f"{name}.行", widths, row(cells, widths, height=340)),
            about=f"{name}表",
        ),
    )


FORMS = {"publication": ("公告", publication), "report": ("报告", report)}
