from __future__ import annotations

import pytest

from bad_files import GOOD, NO_WORD_FILE, document, members, packed, with_parts
from ecoclaim import words
from ecoclaim.errors import BadFile
from ecoclaim.outside.markup import parsed
from ecoclaim.outside.packages import parts, word_parts
from ecoclaim.outside.texts import lines


@pytest.fixture(autouse=True)
def _english() -> None:
    words.use("en")


def opened(data: bytes) -> dict[str, bytes]:
    """Unpack a Word file and parse all its XML, as every reader of one does."""
    found = word_parts(data, "某.docx")
    for part in found:
        if part.endswith((".xml", ".rels")):
            parsed(found[part], "某.docx", part)
    return found


@pytest.mark.parametrize("what", NO_WORD_FILE)
def test_each_bad_file_is_told_in_a_sentence_of_its_kind(what: str) -> None:
    make, told = NO_WORD_FILE[what]
    with pytest.raises(BadFile) as fault:
        opened(make())
    assert told in str(fault.value)
    assert str(fault.value).startswith("某.docx: ")


def test_a_sound_file_is_read_whole_however_it_is_packed() -> None:
    assert opened(GOOD) == members() == opened(packed(members(), 0)) == parts(GOOD, "x")


@pytest.mark.parametrize("count", [1, 7, 50])
def test_a_file_cut_anywhere_is_a_sentence(count: int) -> None:
    for at in range(0, len(GOOD), len(GOOD) // count):
        with pytest.raises(BadFile):
            opened(GOOD[:at])


def test_all_words_of_a_file_are_told_with_their_part() -> None:
    body = (
        '<w:p><w:r><w:t>电话139</w:t></w:r><w:del w:author="删改人"><w:r><w:delText>0000</w:delText></w:r></w:del>'
        '<w:r><w:t xml:space="preserve"> 12</w:t><w:tab/><w:t>3</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    found = with_parts(**{
        "word/document.xml": document(body),
        "word/comments.xml": document('<w:comment w:author="批注人" w:initials="批"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:comment>'),
        "word/header9.xml": document("<w:p><w:r><w:t>眉</w:t></w:r></w:p>"),
        "docProps/custom.xml": b"<Properties><property name='k'><lpwstr>\xe5\x80\xbc</lpwstr></property></Properties>",
        "word/_rels/x.xml.rels": b"<Relationships><Relationship Target='mailto:a@b.cn'/></Relationships>",
    })  # fmt: skip
    told = {(one.part, one.text) for one in lines(parts(found, "x"), "x")}
    assert {
        ("word/document.xml", "电话1390000 12 3"),
        ("word/document.xml", "电话139 12 3"),
        ("word/document.xml", "0000"),
        ("word/document.xml", "删改人"),
        ("word/document.xml", "格"),
        ("word/comments.xml", "批注人"),
        ("word/comments.xml", "批"),
        ("word/comments.xml", "注"),
        ("word/header9.xml", "眉"),
        ("docProps/custom.xml", "值"),
        ("word/_rels/x.xml.rels", "mailto:a@b.cn"),
    } <= told


def test_cells_and_names_of_a_workbook_are_told() -> None:
    book = packed({
        "[Content_Types].xml": b"<Types/>",
        "xl/workbook.xml": "<workbook><sheets><sheet name='张三'/></sheets></workbook>".encode(),
        "xl/sharedStrings.xml": "<sst><si><r><t>李</t></r><r><t>四</t></r></si></sst>".encode(),
        "xl/worksheets/sheet1.xml": b"<worksheet><c><v>13900000003</v></c></worksheet>",
    })  # fmt: skip
    assert {"张三", "李四", "13900000003"} <= {one.text for one in lines(parts(book, "x"), "x")}
