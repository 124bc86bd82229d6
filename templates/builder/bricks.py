"""The bricks of a form in WordprocessingML: runs, paragraphs, tables, tags. Lengths are twips, sizes points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

SONG, FANG, HEI, KAI, TITLE = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
MEASURE = 8845  # the width of the type area: 156 mm


def run(
    text: str,
    *,
    font: str = "",
    size: float = 0,
    style: str = "",
    underline: bool = False,
    mark: bool = False,
    bold: bool = False,
) -> str:
    """Set text in one format; a tab character is a tab, a line end a line break."""
    slots = f' w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"' if font else ""
    form = (
        (f'<w:rStyle w:val="{style}"/>' if style else "")
        + f'<w:rFonts w:hint="eastAsia"{slots}/>'
        + ("<w:b/>" if bold else "")
        + (f'<w:sz w:val="{size * 2:g}"/><w:szCs w:val="{size * 2:g}"/>' if size else "")
        + ('<w:highlight w:val="yellow"/>' if mark else "")
        + ('<w:u w:val="single"/>' if underline else "")
    )
    words = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    words = words.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    body = f'<w:t xml:space="preserve">{words}</w:t>'.replace('<w:t xml:space="preserve"></w:t>', "")
    return f"<w:r><w:rPr>{form}</w:rPr>{body}</w:r>"


def house(text: str) -> str:
    """Set wording of our own that stands where the annex has only a hint in brackets."""
    return run(text, style="House")


def note(text: str) -> str:
    """Set a remark that only a draft shows."""
    return (
        run("{% if 草稿 %}", mark=True) + run(f"【{text}】", mark=True, style="House") + run("{% endif %}", mark=True)
    )


def p(
    *content: str,
    style: str = "",
    jc: str = "",
    left: int = 0,
    right: int = 0,
    before: int = 0,
    after: int = 0,
    keep: bool = False,
    page_break: bool = False,
    tabs: Sequence[int] = (),
    right_tab: int = 0,
) -> str:
    """Make a paragraph of runs; plain text becomes a run of the paragraph's own format."""
    stops = "".join(f'<w:tab w:val="left" w:pos="{at}"/>' for at in tabs)
    stops += f'<w:tab w:val="right" w:pos="{right_tab}"/>' if right_tab else ""
    space = (f' w:before="{before}"' if before else "") + (f' w:after="{after}"' if after else "")
    form = (
        (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if page_break else "")
        + (f"<w:tabs>{stops}</w:tabs>" if stops else "")
        + (f"<w:spacing{space}/>" if space else "")
        + (f'<w:ind w:left="{left}" w:right="{right}"/>' if left or right else "")
        + (f'<w:jc w:val="{jc}"/>' if jc else "")
    )
    runs = "".join(piece if piece.startswith("<w:r>") else run(piece) for piece in content)
    return f"<w:p>{f'<w:pPr>{form}</w:pPr>' if form else ''}{runs}</w:p>"


def kept(paragraphs: str) -> str:
    """Keep every paragraph on the page of the next one: Word asks all those of a row, LibreOffice the first."""

    def with_next(found: re.Match[str]) -> str:
        start, style = found.group("start"), found.group("style") or ""
        return f"{start}{style}<w:keepNext/>" if found.group("form") else f"{start}<w:pPr><w:keepNext/></w:pPr>"

    return re.sub(
        r"(?P<start><w:p>(?P<form><w:pPr>)?)(?P<style><w:pStyle [^>]*/>)?(?:<w:keepNext/>)?", with_next, paragraphs
    )


def each(item: str, items: str, *paragraphs: str) -> str:
    """Repeat paragraphs for every item of a list."""
    return p(f"{{%p for {item} in {items} %}}") + "".join(paragraphs) + p("{%p endfor %}")


def when(condition: str, *paragraphs: str, otherwise: Sequence[str] = ()) -> str:
    """Keep paragraphs only under a condition."""
    other = (p("{%p else %}") + "".join(otherwise)) if otherwise else ""
    return p(f"{{%p if {condition} %}}") + "".join(paragraphs) + other + p("{%p endif %}")


def paragraphs(fact: str, style: str = "Body") -> str:
    """Print a text of several paragraphs, each in a paragraph of its own."""
    return each("段", f"{fact} | paras", p("{{ 段 }}", style=style))


def room(lines: int, condition: str) -> str:
    """Leave empty lines in a cell under a condition, to fill a page that is not full."""
    return when(condition, *(p(style="CellText") for _ in range(lines)))


@dataclass(frozen=True)
class Cell:
    """One cell: what it holds, how many columns it spans, whether it goes on from the cell above."""

    content: str
    span: int = 1
    merge: str = ""
    valign: str = "center"
    borders: str = ""


def label(text: str, *, span: int = 1, merge: str = "", hint: str = "") -> Cell:
    """Make a cell that names the one beside it; a hint of the annex stands smaller below."""
    small = p(hint, style="CellHint") if hint else ""
    lines = "".join(p(line, style="CellLabel") for line in text.split("\n"))
    return Cell(lines + small, span, merge)


def value(fact: str, *, span: int = 1, jc: str = "") -> Cell:
    """Make a cell that prints one fact; line ends in it stay."""
    return Cell(p(f"{{{{ {fact} }}}}", style="CellText", jc=jc), span)


def more(span: int = 1) -> Cell:
    """Make the cell that goes on from the one above."""
    return Cell(p(style="CellText"), span, "continue")


def row(
    cells: Sequence[Cell],
    widths: Sequence[int],
    *,
    height: int = 0,
    split: bool = False,
    head: bool = False,
    keep: bool = False,
) -> str:
    """Make a row; it never splits over two pages unless told so, and may stay on the page of the next row."""
    form = (
        ("" if split else "<w:cantSplit/>")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    out, at = [], 0
    for cell in cells:
        width = sum(widths[at : at + cell.span])
        at += cell.span
        props = (
            f'<w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
            + (f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else "")
            + (f"<w:tcBorders>{cell.borders}</w:tcBorders>" if cell.borders else "")
            + f'<w:vAlign w:val="{cell.valign}"/>'
        )
        out.append(f"<w:tc><w:tcPr>{props}</w:tcPr>{kept(cell.content) if keep else cell.content}</w:tc>")
    if at != len(widths):
        raise ValueError(f"a row spans {at} of {len(widths)} columns")
    return f"<w:tr>{f'<w:trPr>{form}</w:trPr>' if form else ''}{''.join(out)}</w:tr>"


def rows_each(item: str, items: str, widths: Sequence[int], *rows: str) -> str:
    """Repeat table rows for every item of a list."""
    return tag_row(f"{{%tr for {item} in {items} %}}", widths) + "".join(rows) + tag_row("{%tr endfor %}", widths)


def tag_row(tag: str, widths: Sequence[int]) -> str:
    """Make the row that holds nothing but a block tag, and vanishes."""
    return row([Cell(p(tag, style="CellText"), len(widths))], widths)


def table(widths: Sequence[int], *rows: str, about: str = "", ruled: bool = True) -> str:
    """Make a table of fixed widths, ruled or bare, and the thin paragraph Word wants after it.

    `about` says what it shows to whoever has it read aloud.
    """

    def rule(edge: str, weight: int) -> str:
        kind = f'w:val="single" w:sz="{weight}" w:space="0" w:color="000000"' if ruled else 'w:val="nil"'
        return f"<w:{edge} {kind}/>"

    borders = "".join(rule(edge, 8) for edge in ("top", "left", "bottom", "right"))
    borders += rule("insideH", 4) + rule("insideV", 4)
    margin = 80 if ruled else 0
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblCaption w:val="{about}"/><w:tblDescription w:val="{about}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    ) + p(style="AfterTable")
