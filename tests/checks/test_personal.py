"""What belongs to a person is found in any text, however it is written; what belongs to nobody is let be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from ecoclaim.checks.disclosed import told_by_fields
from ecoclaim.checks.known import Datum, Known
from ecoclaim.checks.personal import KINDS, personal
from ecoclaim.yamlfile import read


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in personal(text)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("身份证号62070219800101001X，", "id-number", "62070219800101001X"),
        ("62070219800101001x", "id-number", "62070219800101001x"),
        ("６２０７０２１９８００１０１００１Ｘ", "id-number", "６２０７０２１９８００１０１００１Ｘ"),
        ("620702 1980-0101 001X", "id-number", "620702 1980-0101 001X"),
        ("6207021980\u200b0101001X", "id-number", "6207021980\u200b0101001X"),
        ("校验位错：620702198001010011", "id-number", "620702198001010011"),
        ("十五位：620702800101001", "id-number", "620702800101001"),
        ("电话13900000003。", "phone", "13900000003"),
        ("139 0000 0003", "phone", "139 0000 0003"),
        ("+86 139-0000-0003", "phone", "+86 139-0000-0003"),
        ("一三九〇〇〇〇〇〇〇三", "phone", "一三九〇〇〇〇〇〇〇三"),
        ("李四13900000003", "phone", "13900000003"),
        ("0936-1111111", "phone", "0936-1111111"),
        ("(0936)1111111", "phone", "0936)1111111"),
        ("电话：8212345", "phone", "8212345"),
        ("卡号6222021234567890128", "bank-account", "6222021234567890128"),
        ("6222 0212 3456 7890 128", "bank-account", "6222 0212 3456 7890 128"),
        ("账号：62001234567", "bank-account", "62001234567"),
        ("li.si+a@example.com.cn", "e-mail", "li.si+a@example.com.cn"),
        ("微信：lisi_2020", "account", "lisi_2020"),
        ("甘G12345", "plate", "甘G12345"),
        ("甘G·D12345", "plate", "甘G·D12345"),
        ("甘G1234挂", "plate", "甘G1234挂"),
        ("护照E12345678", "passport", "E12345678"),
        ("住3号楼2单元501室", "home", "住3号楼2单元501室"),
        ("临泽县示例村三社12号", "home", "临泽县示例村三社12号"),
        ("男，1980年1月1日生，汉族", "birth", "男，1980年"),
        ("1990年5月出生", "birth", "1990年5月出生"),
        ("法定代表人：李四", "name", "李四"),
        ("法定代表人王小明", "name", "王小明"),
        ("村民李四，", "name", "李四"),
        ("身份证62070219800101001O", "id-number", "62070219800101001O"),
        ("证件号码：G1234567的人", "passport", "G1234567"),
        ("身份证号码为 620702 1980 0101 001", "id-number", "620702 1980 0101 001"),
    ],
)
def test_what_belongs_to_a_person_is_found(text: str, kind: str, place: str) -> None:
    assert (kind, place) in found(text)
    assert kind in KINDS


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码91620700MA71ABCD1T",
        "损害数额1286400.50元",
        "2026年1月12日生态环境局现场检查",
        "甘G环赔〔2026〕1号",
        "法定代表人：李某某",
        "法定代表人王某某、当事人李某",
        "法定代表人于2026年1月签字，当事人何时知道不详，负责人任意处置，业主应当修复，驾驶员已离开",
        "证件齐全，身份证明1份",
        "甘州区示例镇示例村东侧渗坑约350平方米",
        "示例村组织开展修复",
        "化学需氧量 480 mg/L（标准 < 100 mg/L）",
        "示鉴〔2026〕5号",
        "2026-0007",
        f"sha256: a13900000003{'b' * 52}",
        f"提交 {'c' * 29}13900000003",
        "面积12345678901234567890平方米",
    ],
)
def test_what_belongs_to_nobody_is_let_be(text: str) -> None:
    assert found(text) == []


@given(st.integers(0, 999), st.dates(date(1900, 1, 1), date(2030, 1, 1)), st.text(alphabet="，。 的在（", max_size=5))
def test_every_id_number_with_a_right_check_digit_is_found(serial: int, born: date, around: str) -> None:
    body = f"620702{str(born).replace('-', '')}{serial:03d}"
    number = body + ric.calc_check_digit(body)
    assert number in [text for _kind, text in found(f"{around}{number}{around}")]


@given(st.text(alphabet="0123456789", min_size=15, max_size=18))
def test_every_card_number_that_luhn_takes_is_found(body: str) -> None:
    number = f"6{body[1:]}{luhn.calc_check_digit('6' + body[1:])}"
    assert found(f"卡{number}。") != []


@given(st.text())
def test_places_are_where_the_text_stands(text: str) -> None:
    for one in personal(text):
        assert text[one.start : one.end] == one.text


def test_what_is_known_of_a_person_is_found_where_no_pattern_sees_it() -> None:
    assert [one.text for one in personal("打8212345找他", Known([Datum("phone", "8212345")]))] == ["8212345"]


def test_fields_about_persons_are_told_with_their_place() -> None:
    text = (
        "obligors:\n"
        "  - {key: A, name: 甲公司, kind: organization, address: 示例路1号, representative: {name: 李四}}\n"
        "  - {key: B, name: 王五, kind: person, address: 示例村, id_number: 1}\n"
        "  - {key: C, name: 赵某某, kind: person}\n"
    )
    assert [(one.loc, one.kind, one.text) for one in told_by_fields(read(text.encode(), "x").tree)] == [
        (("obligors", 0, "representative", "name"), "name", "李四"),
        (("obligors", 1, "name"), "name", "王五"),
        (("obligors", 1, "address"), "home", "示例村"),
        (("obligors", 1, "id_number"), "id-number", "1"),
    ]
