"""Tables, running text and JSON keep their columns and their characters."""

from __future__ import annotations

import json as reader
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecoclaim import __version__
from ecoclaim.views import json
from ecoclaim.views.days import CalendarAnswer, CountAnswer
from ecoclaim.views.table import Column, Marked, Paper, table
from ecoclaim.views.text import padded, width_of, wrapped
from ecoclaim.words import Label
from ecoclaim.workdays import Workdays

COLUMNS = [Column("案件"), Column("天数", right=True), Column("说明", breaks=True)]
ROWS = [("2026-0007", "7", "张掖某化工厂渗漏污染土壤案" * 5), ("2026-0012", Marked("-44", "red"), "short\nnote")]


@pytest.mark.parametrize(
    ("text", "width"),
    [("", 0), ("ascii", 5), ("期限", 4), ("㙓𠮷", 4), ("a，", 3), ("e\u0301", 1), ("\u200b", 0), ("—…“", 3)],
)
def test_a_chinese_character_is_two_columns_wide(text: str, width: int) -> None:
    assert width_of(text) == width


def test_padding_fills_up_and_never_cuts() -> None:
    assert padded("期限", 6) == "期限  "
    assert padded("期限", 6, right=True) == "  期限"
    assert padded("期限", 3) == "期限"


@given(st.text(st.sampled_from("案卷文书，。（）《》 ab-_12"), max_size=80), st.integers(10, 40))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        # Only what cannot be broken stands out: one word with the marks around it.
        assert width_of(line) <= width or len(wrapped(line, 1)) == 1


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "起算日当日不计入，" * 9 + "（民法典第二百零一条）。"
    assert all(line[0] not in "，。）" for width in range(12, 40) for line in wrapped(text, width))


def test_a_dot_stays_with_the_name_it_begins() -> None:
    assert wrapped("已过时：.ecoclaim/case.schema.json、.ecoclaim/events.schema.json", 40) == [
        "已过时：.ecoclaim/case.schema.json、",
        ".ecoclaim/events.schema.json",
    ]


def test_in_a_pipe_columns_are_aligned_and_nothing_is_cut() -> None:
    first, *rows = table(COLUMNS, ROWS, Paper()).splitlines()
    assert first == "案件       天数  说明"
    assert rows == [f"2026-0007     7  {ROWS[0][2]}", "2026-0012   -44  short note"]


def test_at_a_terminal_no_line_is_wider_than_it_and_nothing_is_lost() -> None:
    for width in (40, 80, 120):
        lines = table(COLUMNS, ROWS, Paper(width=width)).splitlines()
        assert max(map(width_of, lines)) <= width
        assert "".join("".join(lines).split()).count("张掖") == 5


def test_colour_is_only_there_where_it_is_wanted() -> None:
    assert "\x1b[31m" in table(COLUMNS, ROWS, Paper(width=80, colour=True))
    assert "\x1b" not in table(COLUMNS, ROWS, Paper(width=80))
    assert "\x1b" not in table(COLUMNS, ROWS, Paper())


def test_a_console_that_is_not_unicode_gets_ascii_lines() -> None:
    columns = [Column("a"), Column("b")]
    assert table(columns, [("1", "2")], Paper(width=80, ascii_only=True)).isascii()


def test_square_brackets_are_text() -> None:
    assert "[red]x[/red]" in table([Column("a")], [("[red]x[/red]",)], Paper(width=80))


def test_json_has_one_head_and_reads_back() -> None:
    text = json.answer(date(2026, 11, 21), {"名": Label("案", "case"), "amount": Decimal("1.50")})
    assert text.endswith("}\n")
    assert '"名": "案"' in text
    assert reader.loads(text) == {
        "schema": 1,
        "today": "2026-11-21",
        "ecoclaim": __version__,
        "名": "案",
        "amount": "1.50",
    }


def test_json_refuses_what_has_no_form() -> None:
    with pytest.raises(TypeError, match="set"):
        json.dumps({"a": {1}})


def test_a_count_that_ends_on_a_holiday_is_rolled() -> None:
    found = CountAnswer.of(Workdays(), date(2026, 1, 20), 30, "days", backward=False)
    assert (found.day, found.rolled, found.certain) == (date(2026, 2, 19), date(2026, 2, 24), True)
    assert "2026-02-24" in found.table(Paper()).splitlines()[1]


@pytest.mark.parametrize(
    ("start", "number", "unit", "certain"),
    [
        (date(2026, 11, 20), 5, "working_days", True),
        (date(2026, 11, 20), 8, "working_days", False),
        (date(2026, 11, 20), 10, "days", True),
        (date(2026, 11, 20), 11, "days", False),
        (date(2026, 9, 8), 1, "years", False),
    ],
)
def test_a_count_is_certain_while_its_notices_are_known(start: date, number: int, unit: str, certain: bool) -> None:
    found = CountAnswer.of(Workdays(), start, number, unit, backward=False)  # type: ignore[arg-type]
    assert found.certain is certain
    assert ("暂定" in found.table(Paper()).partition("序号")[0]) is not certain


def test_count_json_is_that_of_the_contract() -> None:
    found = reader.loads(CountAnswer.of(Workdays(), date(2026, 10, 13), 5, "working_days", True).json(date(2026, 1, 1)))
    assert list(found) == [
        *(
            "schema",
            "today",
            "ecoclaim",
            "start",
            "n",
            "unit",
            "direction",
            "day",
            "rolled",
            "certain",
            "steps",
            "calendar",
            "nationwide",
        )
    ]
    assert (found["direction"], found["day"]) == ("before", "2026-09-30")
    assert [step["date"] for step in found["steps"] if step["counted"]] == [
        *("2026-10-12", "2026-10-10", "2026-10-09", "2026-10-08", "2026-09-30")
    ]
    assert all(step["why"] for step in found["steps"])


def test_calendar_json_is_that_of_the_contract() -> None:
    found = reader.loads(CalendarAnswer.of(Workdays(), 2026).json(date(2026, 1, 1)))
    assert list(found) == [
        *("schema", "today", "ecoclaim", "year", "known", "notice", "off", "make_up", "calendar", "days")
    ]
    assert found["known"] is True
    assert "2026-10-07" in found["off"]
    assert "2026-10-03" not in found["off"]
    assert "2026-10-10" in found["make_up"]


def test_a_year_without_a_notice_says_so() -> None:
    found = CalendarAnswer.of(Workdays(), 2031)
    assert (found.known, found.notice, found.make_up) == (False, "", ())
    assert "暂定" in found.table(Paper()).splitlines()[0]
