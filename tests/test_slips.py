"""A slip of an input method is put right, and nothing else is."""

from __future__ import annotations

import pytest

from ecoclaim.slips import slip_of_day, slip_of_number


@pytest.mark.parametrize(
    "text",
    [
        "2026年9月8日",
        "2026-9-8",
        "２０２６-09-08",
        "2026－09－08",
        "2026/9/8",
        "2026.9.8",
        "2026。9。8",
        "20260908",
        "二〇二六年九月八日",
        "2026—9—8",
        " 2026-09-08",
        "2026 年 9 月 8 日",
        "2026年9月8号",
        "２０２６年９月８日",
    ],
)
def test_a_day_written_otherwise_is_recognised(text: str) -> None:
    assert slip_of_day(text) == "2026-09-08"


@pytest.mark.parametrize(
    "text", ["2026-09-08", "2026年2月30日", "9月8日", "26-9-8", "8/9/2026", "", "甲", "2026-09-08T10:00"]
)
def test_a_day_that_is_right_or_unclear_is_left(text: str) -> None:
    assert slip_of_day(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("二〇二六年十二月三十一日", "2026-12-31"), ("二○二五年十月二十日", "2025-10-20"), ("二〇二六年十十月一日", None)],
)
def test_a_day_in_numerals_is_recognised(text: str, number: str | None) -> None:
    assert slip_of_day(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("１２８，６４０元", "128640"),
        ("128,640.00", "128640.00"),
        ("￥5", "5"),
        ("人民币5元整", "5"),
        ("１．５", "1.5"),
        ("－5", "-5"),
        ("128640", None),
        ("12万", None),
        ("1,2", None),
        ("", None),
        ("一百", None),
        ("9" * 100, None),
    ],
)
def test_a_number_written_otherwise_is_recognised(text: str, number: str | None) -> None:
    assert slip_of_number(text) == number
