"""Where a page may not end: before a signature without its clause, and inside a number."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest
from builder.bricks import Cell, p, row, table
from papers import made

from ecoclaim.forms.fill import fill

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLAUSE, SHORT = "乙方应于2026年9月30日前完成生态环境修复。", "特此说明。"
KEPT_ROW = table((100,), row([Cell(p("甲方（盖章）："))], (100,), keep=True), row([Cell(p("签字"))], (100,)))

SECTION = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"


def document(*paragraphs: str, **facts: object) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(fill(made(*paragraphs), facts))) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def kept(root: ElementTree.Element) -> list[str]:
    body = root.find(f"{W}body")
    assert body is not None
    return [
        "".join(text.text or "" for text in one.iter(f"{W}t"))
        for one in body.findall(f"{W}p")
        if one.find(f"{W}pPr/{W}keepNext") is not None and one.find(f"{W}pPr/{W}widowControl") is not None
    ]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([CLAUSE, CLAUSE, "示例局（盖章）"], [CLAUSE]),
        ([CLAUSE, CLAUSE, SHORT, p("示例局（盖章）", keep=True), "2026年4月8日"], [CLAUSE, SHORT]),
        ([CLAUSE, "此致", "示例人民法院", p(), "申请人（盖章）"], [CLAUSE, "此致", "示例人民法院", ""]),
        ([CLAUSE, CLAUSE, KEPT_ROW], [CLAUSE]),
        ([CLAUSE, *["标题"] * 9, "示例局（盖章）"], ["标题"] * 6),
        ([CLAUSE, "附一个很长很长很长的标题不是句子", "示例局（盖章）"], [CLAUSE, "附一个很长很长很长的标题不是句子"]),
        ([CLAUSE, CLAUSE, "示例局（盖章）", SECTION, CLAUSE], [CLAUSE]),
        (["只有一段"], []),
    ],
)
def test_what_is_signed_keeps_the_clause_before_it_on_its_page(paragraphs: list[str], expected: list[str]) -> None:
    assert kept(document(*paragraphs)) == expected


def test_a_telephone_number_does_not_break_at_its_hyphen() -> None:
    root = document("电话：{{ 电话 }}", 电话="0936-1111111，另见A-1")
    (paragraph,) = root.iter(f"{W}p")
    assert len(list(paragraph.iter(f"{W}noBreakHyphen"))) == 1
    assert [text.text for text in paragraph.iter(f"{W}t")] == ["电话：0936", "1111111，另见A-1"]
