"""What a person types is understood where it is certain, and not guessed where it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ecoclaim import typed


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-03",
        "2025.3.3",
        "2025年3月3日",
        "20250303",
        "2025/3/3",
        "2025-3-3",
        " 2025．3．3。",
        "２０２５－０３－０３",
        "二〇二五年三月三日",
        "2025年 3月 3日",
        "2025-03-03 00:00:00",
        "2025年3月3日上午",
        "2025.3.3（周一）",
    ],
)
def test_a_day_is_read_in_every_way_an_office_writes_it(text: str) -> None:
    assert typed.day(text) == date(2025, 3, 3)


@pytest.mark.parametrize(
    "text", ["2025.3", "25.3.3", "2025.13.1", "2025年2月30日", "3月3日", "三月", "45719", "2025-03-03起", "x" * 60, ""]
)
def test_what_names_no_certain_day_is_no_day(text: str) -> None:
    assert typed.day(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2025年3月", (2025, 3)),
        ("2025.3", (2025, 3)),
        ("2025-03", (2025, 3)),
        ("２０２５／３", (2025, 3)),
        ("202503", (2025, 3)),
        ("2025年3月上旬", (2025, 3)),
        ("2025年3月底", (2025, 3)),
        ("2025年", (2025, None)),
        ("2025年上半年", (2025, None)),
        ("2025.13", None),
        ("2025.3.3", None),
        ("12.5", None),
    ],
)
def test_a_time_known_to_the_month_is_told_from_a_day(text: str, month: tuple[int, int | None] | None) -> None:
    assert typed.month(text) == month


@pytest.mark.parametrize(
    ("number", "day"),
    [(45719, date(2025, 3, 3)), (45719.75, date(2025, 3, 3)), (61, date(1900, 3, 1)), (60, None), (3_000_000, None)],
)
def test_a_serial_number_is_the_day_that_a_spreadsheet_shows(number: float, day: date | None) -> None:
    assert typed.serial_day(number) == day


def test_the_serial_numbers_of_an_old_macintosh_begin_in_1904() -> None:
    assert typed.serial_day(44257, since_1904=True) == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("12.5万元", None, "125000.00"),
        ("12.5 万", None, "125000.00"),
        ("2,436,193.50元", None, "2436193.50"),
        ("２，４３６，１９３．５０", None, "2436193.50"),
        ("¥1286400", 10_000, "1286400.00"),
        ("人民币壹", None, None),
        ("人民币30万元整", None, "300000.00"),
        ("1.2亿元", None, "120000000.00"),
        ("35.6", 10_000, "356000.00"),
        ("35.6元", 10_000, "35.60"),
        ("35.6", None, "35.60"),
        ("约35万元", None, None),
        ("35万余元", None, None),
        ("30-40万元", None, None),
        ("0.001元", None, None),
        ("0.000001", 10_000, "0.01"),
        ("1,23元", None, None),
        ("-5元", None, None),
    ],
)
def test_an_amount_is_read_with_its_unit_or_that_of_its_heading(text: str, unit: int | None, yuan: str | None) -> None:
    found = typed.money(text, unit)
    assert (found and found.yuan) == (yuan and Decimal(yuan))


def test_an_amount_tells_whether_it_said_its_unit() -> None:
    assert [typed.money(text).unit_said for text in ("12.5万元", "¥3", "12.5")] == [True, True, False]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [("赔偿金额（万元）", 10_000), ("金额(元)", 1), ("单位：亿元", 100_000_000), ("赔偿金额", None)],
)
def test_the_unit_of_a_column_stands_in_its_heading(heading: str, unit: int | None) -> None:
    assert typed.unit_of(heading) == unit


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲公司、乙公司", ("甲公司", "乙公司")),
        ("甲公司，乙公司；丙公司/丁公司\n戊公司", ("甲公司", "乙公司", "丙公司", "丁公司", "戊公司")),
        ("甲公司（原乙厂、丙厂）、丁", ("甲公司（原乙厂、丙厂）", "丁")),
        ("1.甲公司 2.乙公司", ("甲公司", "乙公司")),
        ("1、甲公司；2、乙公司", ("甲公司", "乙公司")),
        ("（1）甲公司（2）乙公司", ("甲公司", "乙公司")),
        ("①甲公司 ②乙公司", ("甲公司", "乙公司")),
        ("Acme Co., Ltd.、甲公司", ("Acme Co., Ltd.", "甲公司")),
        ("甲公司,乙公司", ("甲公司", "乙公司")),
        ("张三 ", ("张三",)),
        ("张　三、李 四", ("张三", "李四")),
        ("甲公司、甲公司", ("甲公司",)),
        ("无", ()),
        ("", ()),
    ],
)
def test_names_are_taken_apart_where_an_office_puts_them_together(text: str, names: tuple[str, ...]) -> None:
    assert typed.names(text) == typed.Names(names, more=False)


@pytest.mark.parametrize(
    "text", ["甲公司、乙公司等3家", "甲公司、乙公司等", "甲公司、乙公司等三家公司", "甲公司、乙公司、等"]
)
def test_names_that_end_in_and_others_say_so(text: str) -> None:
    assert typed.names(text) == typed.Names(("甲公司", "乙公司"), more=True)


@pytest.mark.parametrize(
    ("text", "yes"),
    [("是", True), ("已结案", True), ("√", True), ("否", False), ("未结案", False), ("×", False), ("基本", None)],
)
def test_yes_and_no_are_read_as_people_tick_them(text: str, yes: bool | None) -> None:
    assert typed.yes(text) is yes


def test_a_title_is_found_by_itself_or_by_a_part_that_no_other_has() -> None:
    titles = {"direct": "直接送达", "mail": "邮寄送达"}
    assert [typed.chosen(text, titles) for text in ("邮寄送达", "mail", "邮寄", "送达", "邮")] == [
        "mail",
        "mail",
        "mail",
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "nothing"), [("—", True), ("无", True), (" / ", True), ("0", False), ("无名溪", False)]
)
def test_a_dash_says_that_there_is_nothing(text: str, nothing: bool) -> None:
    assert typed.is_nothing(text) is nothing


@pytest.mark.parametrize(("text", "number"), [("３", 3), ("12", 12), ("1.5", None), ("三", None), ("-1", None)])
def test_a_whole_number_is_read_in_digits_of_either_width(text: str, number: int | None) -> None:
    assert typed.whole(text) == number
