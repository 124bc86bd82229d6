from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ecoclaim.forms import day, sentences, wording


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("张掖市生态环境局", "局"),
        ("我局", "局"),
        ("某县发展和改革委员会", "委"),
        ("某园区管理委员会", "管委会"),
        ("张掖市人民政府", "府"),
        ("示例市示例棉业有限公司", "公司"),
        ("示例石材厂", "厂"),
        ("新疆生产建设兵团示例师", "师"),
        ("某单位", "单位"),
        (None, "单位"),
    ],
)
def test_one_speaks_of_oneself_by_the_last_word_of_ones_name(name: str | None, word: str) -> None:
    assert sentences.oneself(name) == word


def test_a_list_ends_in_a_full_stop_and_its_rows_in_semicolons() -> None:
    rows = sentences.items(["甲；", "乙。", "丙"], "条文", 7)
    assert [(row["序"], row["条文"], row["末"]) for row in rows] == [(7, "甲", "；"), (8, "乙", "；"), (9, "丙", "。")]
    assert sentences.items(["只此一项；"])[0]["末"] == "。"
    assert sentences.items([]) == ()


def test_a_span_of_one_day_is_written_once() -> None:
    first, last = date(2025, 6, 5), date(2025, 8, 7)
    assert sentences.span(first, first) == sentences.span(first, None) == "2025年6月5日"
    assert sentences.span(first, last) == "2025年6月5日至2025年8月7日"
    assert sentences.span(None, last) is None


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        ("（2025）甘示民特3号", "民事裁定书", "（2025）甘示民特3号民事裁定书"),
        ("第（2025）兵示民特4号", "民事裁定书", "（2025）兵示民特4号民事裁定书"),
        ("（2025）兵示民初33号民事判决书", "民事判决书", "（2025）兵示民初33号民事判决书"),
        (" ", "民事裁定书", None),
        (None, "民事裁定书", None),
    ],
)
def test_a_court_document_is_named_by_number_and_kind(number: str | None, kind: str, told: str | None) -> None:
    assert sentences.court_document(number, kind) == told


def test_a_note_never_doubles_a_bracket() -> None:
    assert wording.bracketed("现场笔录", "3页") == "现场笔录（3页）"
    assert wording.bracketed("送达回证（第一次磋商告知书）", "1页") == "送达回证（第一次磋商告知书，1页）"
    assert wording.bracketed("渠道", "（2025）1号") == "渠道，（2025）1号"
    assert wording.person("甲", "某局", "副局长（正科级）") == "甲（某局副局长〔正科级〕）"
    assert wording.bracketed("情形", "第十一条第一款第（一）项") == "情形（第十一条第一款第（一）项）"


def test_a_sum_has_its_capitals_where_it_is_paid() -> None:
    assert sentences.money(Decimal("612300.80")) == "人民币612300.80元"
    assert sentences.money(Decimal("88000"), in_capitals=True) == "人民币88000.00元（大写：捌万捌仟元整）"


def test_every_paragraph_of_a_text_is_closed_once() -> None:
    assert (
        sentences.paragraphs("仍难以达成一致\n已说明：\n“同意。”\n缴清。\n")
        == "仍难以达成一致。\n已说明：\n“同意。”\n缴清。"
    )
    assert sentences.paragraphs(" \n") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("至2025-06-30办完", "至2025年6月30日办完"),
        ("2025-6-3、2025-06-04", "2025年6月3日、2025年6月4日"),
        ("示函2025-06-30-1", "示函2025-06-30-1"),
        ("0936-2025-06", "0936-2025-06"),
        ("2025-13-40", "2025-13-40"),
    ],
)
def test_a_day_in_a_text_is_written_as_a_paper_does(text: str, told: str) -> None:
    assert sentences.days_in_words(text) == told


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024年12月至2025年2月", (date(2024, 12, 1), date(2025, 2, 28))),
        ("2025年8月至10月", (date(2025, 8, 1), date(2025, 10, 31))),
        ("2025年5月5日", (date(2025, 5, 5), date(2025, 5, 5))),
        ("2026年", (date(2026, 1, 1), date(2026, 12, 31))),
        ("去年秋天", None),
        ("2025年13月", None),
    ],
)
def test_the_time_of_the_conduct_is_read_as_it_is_written(text: str, span: tuple[date, date] | None) -> None:
    assert day.told(text) == span
