"""The calendar of worked days against the notices, a second library, and the law of counting."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import freeze_holidays
from ecoclaim import words
from ecoclaim.errors import WrongUsage
from ecoclaim.model.calendar import HolidayNotice, RegionalCalendar
from ecoclaim.workdays import Unit, Workdays, library, official, why_text
from ecoclaim.workdays.official import statutory_days

DAY = timedelta(days=1)
STATE_COUNCIL = Workdays()
# The last year with a notice, and the two after it: the library learns of a new one each November.
LAST = STATE_COUNCIL.known_until.year
NEXT, AFTER_NEXT = LAST + 1, LAST + 2
TITLE_2026 = "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"

NOTICE_2026 = {
    "year": "2026",
    "notice": {"number": "示例文号", "date": "2025-11-04", "url": "https://example.org/notice"},
    "off": [
        {"name": "元旦", "from": "2026-01-01", "to": "2026-01-03"},
        {"name": "春节", "from": "2026-02-15", "to": "2026-02-23"},
        {"name": "清明节", "from": "2026-04-04", "to": "2026-04-06"},
        {"name": "劳动节", "from": "2026-05-01", "to": "2026-05-05"},
        {"name": "端午节", "from": "2026-06-19", "to": "2026-06-21"},
        {"name": "中秋节", "from": "2026-09-25", "to": "2026-09-27"},
        {"name": "国庆节", "from": "2026-10-01", "to": "2026-10-07"},
    ],
    "make_up": ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"],
}


@pytest.fixture
def english() -> Iterator[None]:
    before = words.language()
    words.use("en")
    yield
    words.use(before)


def entered(year: int, *off: tuple[str, str, str], make_up: tuple[str, ...] = ()) -> HolidayNotice:
    holidays = [{"name": name, "from": first, "to": last} for name, first, last in off]
    return HolidayNotice.model_validate({"year": str(year), "off": holidays, "make_up": list(make_up)})


def office(*notices: HolidayNotice, region: RegionalCalendar | None = None) -> Workdays:
    """Give the calendar of an office that has entered notices, as calendars/a.yaml, b.yaml …"""
    return Workdays({f"calendars/{name}.yaml": notice for name, notice in zip("abcdef", notices, strict=False)}, region)


def whole(year: int, **more: object) -> HolidayNotice:
    """Give a notice as worded that names each statutory holiday of a year, and nothing else."""
    off = [{"name": name, "from": f"{day}", "to": f"{day}"} for day, name in sorted(statutory_days(year).items())]
    return HolidayNotice.model_validate({"year": str(year), "off": off, **more})


def days(first: date, last: date) -> Iterator[date]:
    return (first + i * DAY for i in range((last - first).days + 1))


def counting_cases() -> list[dict[str, str]]:
    with (Path(__file__).parent / "fixtures" / "counting.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", counting_cases(), ids=lambda case: f"{case['start_date']} {case['note']}")
def test_counts_as_the_worked_examples_do(case: dict[str, str]) -> None:
    unit: Unit = "working_days" if case["kind"] == "working" else "days"
    end = STATE_COUNCIL.end(date.fromisoformat(case["start_date"]), int(case["n"]), unit, case["direction"] == "before")
    if case["roll"] == "next_working":
        end = STATE_COUNCIL.roll(end)
    assert end == date.fromisoformat(case["expected_date"])


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-15", "2026-02-14"),
        ("2026-09-10", "2026-10-10"),
        ("2025-01-09", "2025-02-08"),
        ("2025-09-11", "2025-10-11"),
    ],
)
def test_thirty_days_that_end_on_a_make_up_saturday_do_not_roll(start: str, end: str) -> None:
    due = STATE_COUNCIL.end(date.fromisoformat(start), 30, "days")
    assert due == STATE_COUNCIL.roll(due) == date.fromisoformat(end)
    assert due.weekday() == 5
    assert STATE_COUNCIL.why(due).kind == "make-up"


def test_agrees_with_chinesecalendar_on_every_day_but_one_where_that_is_wrong() -> None:
    """2005-12-31 was worked: 国办发明电〔2005〕35号, 一."""
    differences = [
        day
        for day in days(date(2004, 1, 1), date(2026, 12, 31))
        if chinese_calendar.is_workday(day) != STATE_COUNCIL.is_worked(day)
    ]
    assert differences == [date(2005, 12, 31)]
    assert STATE_COUNCIL.is_worked(date(2005, 12, 31))


def test_the_library_still_knows_the_notices_from_2001_to_2026() -> None:
    assert [year for year in range(2001, 2027) if not STATE_COUNCIL.is_known_year(year)] == []


def test_the_spring_festival_of_2020_was_longer_by_a_notice_of_its_own() -> None:
    last = STATE_COUNCIL.why(date(2020, 2, 2))
    assert (last.worked, last.name, last.notice) == (
        False,
        "春节",
        "国务院办公厅关于延长2020年春节假期的通知（国办发明电〔2020〕1号）",
    )
    assert STATE_COUNCIL.is_worked(date(2020, 2, 3))


def test_every_day_that_a_notice_names_carries_the_festival_and_the_title() -> None:
    for day in days(date(2001, 1, 1), date(2026, 11, 30)):
        note = STATE_COUNCIL.why(day)
        assert note.worked == STATE_COUNCIL.is_worked(day)
        assert note.worked == (note.kind in ("workday", "make-up"))
        assert bool(note.name) == bool(note.notice) == (note.kind in ("holiday", "make-up"))
        assert "（" not in note.name
        assert note.known


@pytest.mark.parametrize(
    ("day", "kind", "name", "notice"),
    [
        ("2026-01-02", "holiday", "元旦", TITLE_2026),
        ("2026-02-14", "make-up", "春节调休", TITLE_2026),
        ("2026-02-16", "holiday", "春节", TITLE_2026),
        ("2026-09-20", "make-up", "国庆节调休", TITLE_2026),
        (
            "2025-10-08",
            "holiday",
            "国庆节、中秋节",
            "国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）",
        ),
        (
            "2007-12-29",
            "make-up",
            "元旦调休",
            "国务院办公厅关于2008年部分节假日安排的通知（国办发明电〔2007〕52号）",
        ),
        ("2007-12-31", "holiday", "元旦", "国务院办公厅关于2008年部分节假日安排的通知（国办发明电〔2007〕52号）"),
        (
            "2019-05-02",
            "holiday",
            "劳动节",
            "国务院办公厅关于调整2019年劳动节假期安排的通知（国办发明电〔2019〕3号）",
        ),
        ("2003-05-01", "holiday", "劳动节", "国务院办公厅关于2003年部分节假日休息安排的通知"),
        ("2026-11-21", "weekend", "", ""),
        ("2026-11-20", "workday", "", ""),
    ],
)
def test_says_why_a_day_is_worked_or_not(day: str, kind: str, name: str, notice: str) -> None:
    note = STATE_COUNCIL.why(date.fromisoformat(day))
    assert (note.kind, note.name, note.notice) == (kind, name, notice)


def test_the_frozen_days_are_the_librarys_of_every_year() -> None:
    text = freeze_holidays.written(freeze_holidays.frozen(freeze_holidays.heads()))
    assert text == freeze_holidays.DATA.read_text("utf-8"), "run python tests/freeze_holidays.py"


def test_ordinary_days_do_not_load_the_library() -> None:
    code = (
        "import sys; from datetime import date; from ecoclaim.workdays import Workdays; w = Workdays(); "
        "w.known_until, w.roll(date(2031, 10, 1)), w.worked_between(date(1990, 1, 1), date(2030, 1, 1)); "
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_version_of_the_library_is_asked_for_what_is_not_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    newer = {2027: {date(2027, 1, 1): (False, "元旦")}, 2026: {date(2026, 5, 1): (True, "")}}
    for cached in (official._is_frozen, official.statutory_years):
        cached.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(library, "installed", lambda: "0.110")
        patch.setattr(library, "official_years", lambda: newer)
        notices = official.official_notices()
    official._is_frozen.cache_clear()
    assert sorted(notices) == list(range(2001, 2028))
    assert notices[2027][date(2027, 1, 1)].title == "国务院办公厅关于2027年部分节假日安排的通知"
    assert not notices[2026][date(2026, 5, 1)].worked, "what is frozen holds"


def test_an_entered_notice_gives_the_same_days_as_the_library_and_shows_its_number() -> None:
    workdays = office(HolidayNotice.model_validate(NOTICE_2026))
    year = list(days(date(2026, 1, 1), date(2026, 12, 31)))
    assert [workdays.is_worked(day) for day in year] == [STATE_COUNCIL.is_worked(day) for day in year]
    assert workdays.notice(2026) == "国务院办公厅关于2026年部分节假日安排的通知（示例文号）"
    assert workdays.why(date(2026, 2, 15)).name == "春节"
    assert workdays.why(date(2026, 2, 14)).kind == "make-up"


def test_an_entered_notice_speaks_of_the_days_it_names_and_of_no_other() -> None:
    workdays = office(entered(2026, ("元旦", "2026-01-01", "2026-01-05"), make_up=("2026-05-16",)))
    assert not workdays.is_worked(date(2026, 1, 4)), "the library has that Sunday worked"
    assert not workdays.is_worked(date(2026, 1, 5))
    assert workdays.is_worked(date(2026, 5, 16))
    assert not workdays.is_worked(date(2026, 5, 1))
    assert not workdays.is_worked(date(2026, 10, 1))
    assert workdays.why(date(2026, 5, 1)).notice == TITLE_2026
    assert workdays.known(date(2026, 5, 1))


def test_an_incomplete_notice_makes_no_year_known_and_leaves_the_statutory_days_off() -> None:
    workdays = office(entered(2027, ("元旦", "2027-01-01", "2027-01-03"), make_up=("2027-01-09",)))
    assert not workdays.is_known_year(2027)
    assert workdays.notice(2027) == ""
    assert workdays.known_until == date(2026, 11, 30)
    for day in ("2027-02-08", "2027-05-01", "2027-10-01"):
        assert not workdays.is_worked(date.fromisoformat(day))
        assert not workdays.known(date.fromisoformat(day))
    assert workdays.is_worked(date(2027, 1, 9))
    [found] = workdays.layers.incomplete
    assert (found.file, found.year, found.known) == ("calendars/a.yaml", 2027, False)
    assert date(2027, 2, 8) in found.missing
    assert date(2027, 1, 1) not in found.missing


def test_two_notices_together_make_a_year_known() -> None:
    first = entered(2027, ("元旦", "2027-01-01", "2027-01-03"))
    rest = [one for one in whole(2027).model_dump()["off"] if one["name"] != "元旦"]
    second = HolidayNotice.model_validate(
        {"year": "2027", "off": [{"name": d["name"], "from": f"{d['first']}", "to": f"{d['last']}"} for d in rest]}
    )
    assert office(first, second).is_known_year(2027)
    assert [one.known for one in office(first, second).layers.incomplete] == [True, True]


def test_files_that_contradict_each_other_on_a_day_are_named_and_neither_is_believed() -> None:
    one = entered(2027, ("元旦", "2027-01-01", "2027-01-03"), ("春节", "2027-02-06", "2027-02-06"))
    other = entered(2027, ("元旦", "2027-01-01", "2027-01-01"), make_up=("2027-02-06",))
    workdays = office(one, other)
    assert [(f"{found.day}", found.off, found.worked) for found in workdays.layers.contradictions] == [
        ("2027-02-06", "calendars/a.yaml", "calendars/b.yaml")
    ]
    assert not workdays.known(date(2027, 2, 6))
    twice = office(
        entered(2026, ("甲", "2026-03-07", "2026-03-07")),
        entered(2026, ("乙", "2026-03-02", "2026-03-02"), make_up=("2026-03-07",)),
    )
    assert not twice.known(date(2026, 3, 7))
    assert not twice.known_through(date(2026, 3, 1), date(2026, 3, 31))
    assert twice.known_through(date(2026, 3, 8), date(2026, 3, 31))
    assert not twice.is_worked(date(2026, 3, 7)), "a Saturday of which nothing is believed"


def test_days_of_an_issuer_are_no_national_ones() -> None:
    own = HolidayNotice.model_validate(
        {
            "year": "2026",
            "issuer": "示例师市办公室",
            "notice": {"number": "师办〔2026〕3号"},
            "off": [{"name": "古尔邦节", "from": "2026-05-27", "to": "2026-05-29"}],
            "make_up": ["2026-05-30"],
        }
    )
    workdays = office(own)
    assert not workdays.is_worked(date(2026, 5, 27))
    assert workdays.why(date(2026, 5, 27)).notice == "示例师市办公室2026年放假通知（师办〔2026〕3号）"
    assert workdays.notice(2026) == TITLE_2026
    assert workdays.national.is_worked(date(2026, 5, 27))
    assert not workdays.national.is_worked(date(2026, 5, 30))
    assert workdays.layers.incomplete == ()
    back = office(own.model_copy(update={"off": (), "make_up": (date(2026, 5, 4),)}))
    assert back.is_worked(date(2026, 5, 4)), "the nation has that Monday off"
    assert why_text(back.why(date(2026, 5, 4))) == "上班（示例师市办公室2026年放假通知（师办〔2026〕3号））"
    assert not back.national.is_worked(date(2026, 5, 4))
    assert STATE_COUNCIL.national is STATE_COUNCIL


def test_a_notice_speaks_for_the_days_of_its_neighbouring_years_too() -> None:
    notice = entered(2027, ("元旦", "2026-12-31", "2027-01-02"), make_up=("2026-12-27",))
    workdays = office(notice)
    assert workdays.is_worked(date(2026, 12, 27))
    assert not workdays.is_worked(date(2026, 12, 31))
    assert workdays.why(date(2026, 12, 31)).notice == "国务院办公厅关于2027年部分节假日安排的通知"
    assert not workdays.known(date(2026, 12, 15)), "it leaves out the other holidays of 2027"
    assert office(notice, whole(2027)).known(date(2026, 12, 15))


def test_what_we_know_ends_before_the_december_of_the_last_notice() -> None:
    assert LAST >= 2026
    assert STATE_COUNCIL.known_until == date(LAST, 11, 30)
    assert STATE_COUNCIL.known(date(LAST, 11, 30))
    assert not STATE_COUNCIL.known(date(LAST, 12, 1))
    assert STATE_COUNCIL.why(date(LAST, 12, 1)).missing == NEXT
    assert not STATE_COUNCIL.known(date(NEXT, 6, 1))
    assert STATE_COUNCIL.known(date(2025, 12, 31))
    assert not STATE_COUNCIL.known(date(2000, 12, 31))
    assert STATE_COUNCIL.notice(2026) == TITLE_2026
    assert STATE_COUNCIL.notice(NEXT) == STATE_COUNCIL.notice(2000) == ""


def test_a_new_notice_moves_what_we_know_on_by_a_year() -> None:
    workdays = office(whole(NEXT))
    assert workdays.known_until == date(NEXT, 11, 30)


def test_a_gap_stays_unknown_with_the_december_before_it() -> None:
    workdays = office(whole(AFTER_NEXT))
    assert workdays.known_until == date(LAST, 11, 30)
    unknown = {
        date(LAST, 12, 1): NEXT,
        date(LAST, 12, 31): NEXT,
        date(NEXT, 1, 1): NEXT,
        date(NEXT, 12, 31): NEXT,
        date(AFTER_NEXT, 12, 1): AFTER_NEXT + 1,
    }
    assert {day: workdays.why(day).missing for day in unknown} == unknown
    assert not any(workdays.known(day) for day in unknown)
    assert workdays.known(date(AFTER_NEXT, 11, 30))


def test_an_unknown_year_has_the_thirteen_statutory_days_off_and_makes_nothing_up() -> None:
    year = list(days(date(2038, 1, 1), date(2038, 12, 31)))
    holidays = [day for day in year if STATE_COUNCIL.why(day).kind == "holiday"]
    assert [f"{day:%m-%d}" for day in holidays] == [
        *("01-01", "02-03", "02-04", "02-05", "02-06", "04-05", "05-01", "05-02"),
        *("06-07", "09-13", "10-01", "10-02", "10-03"),
    ]
    assert [day for day in year if day.weekday() >= 5 and STATE_COUNCIL.is_worked(day)] == []
    off = [day for day in year if day.weekday() < 5 and not STATE_COUNCIL.is_worked(day)]
    assert off == [day for day in holidays if day.weekday() < 5]
    assert STATE_COUNCIL.why(date(2038, 2, 3)).name == "春节"


def test_two_festivals_on_one_day_are_both_named() -> None:
    assert sorted(STATE_COUNCIL.why(date(2039, 10, 2)).name.split("、")) == ["中秋节", "国庆节"]


@pytest.mark.parametrize(
    ("start", "n", "unit", "backward", "end"),
    [
        ("2026-01-31", 1, "months", False, "2026-02-28"),
        ("2024-01-31", 1, "months", False, "2024-02-29"),
        ("2026-01-31", 2, "months", False, "2026-03-31"),
        ("2026-03-31", 1, "months", True, "2026-02-28"),
        ("2026-11-30", 3, "months", False, "2027-02-28"),
        ("2026-12-15", 1, "months", False, "2027-01-15"),
        ("2026-01-15", 1, "months", True, "2025-12-15"),
        ("2024-02-29", 1, "years", False, "2025-02-28"),
        ("2024-02-29", 4, "years", False, "2028-02-29"),
        ("2026-08-15", 3, "years", True, "2023-08-15"),
        ("2026-09-08", 30, "days", False, "2026-10-08"),
        ("2026-03-01", 1, "days", True, "2026-02-28"),
    ],
)
def test_months_and_years_end_on_the_corresponding_day_or_the_months_last(
    start: str, n: int, unit: Unit, backward: bool, end: str
) -> None:
    assert STATE_COUNCIL.end(date.fromisoformat(start), n, unit, backward) == date.fromisoformat(end)


def test_counting_shows_each_day_counted_or_skipped() -> None:
    count = STATE_COUNCIL.count(date(2026, 10, 1), 5, "working_days")
    assert count.day == date(2026, 10, 13)
    assert [step.date for step in count.steps] == list(days(date(2026, 10, 2), date(2026, 10, 13)))
    assert [f"{step.date:%m-%d}" for step in count.steps if step.counted] == [
        *("10-08", "10-09", "10-10", "10-12", "10-13")
    ]
    backward = STATE_COUNCIL.count(date(2026, 10, 13), 5, "working_days", backward=True)
    assert [step.date for step in backward.steps] == list(days(date(2026, 9, 30), date(2026, 10, 12)))[::-1]
    months = STATE_COUNCIL.count(date(2026, 1, 31), 3, "months")
    assert [step.date for step in months.steps] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert all(step.counted for step in (*months.steps, *STATE_COUNCIL.count(date(2026, 1, 31), 9, "days").steps))


@pytest.mark.parametrize(
    ("start", "n", "unit", "backward"),
    [
        (date.max, 1, "days", False),
        (date.min, 1, "days", True),
        (date.max, 1, "working_days", False),
        (date.min, 1, "working_days", True),
        (date(9999, 12, 1), 1, "months", False),
        (date(1, 1, 31), 1, "months", True),
        (date(9000, 1, 1), 1000, "years", False),
        (date(2026, 1, 1), 10**30, "days", False),
        (date(2026, 1, 1), 10**30, "working_days", True),
        (date(2026, 1, 1), 10**30, "years", True),
        (date(2026, 1, 1), 0, "days", False),
        (date(2026, 1, 1), -5, "working_days", False),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_period_without_length_or_end_is_wrong_usage(start: date, n: int, unit: Unit, backward: bool) -> None:
    for ask in (STATE_COUNCIL.end, STATE_COUNCIL.count):
        with pytest.raises(WrongUsage, match=r"calendar|at least one"):
            ask(start, n, unit, backward)


@pytest.mark.usefixtures("english")
def test_a_period_too_long_to_read_is_not_counted_step_by_step() -> None:
    with pytest.raises(WrongUsage):
        STATE_COUNCIL.count(date(2026, 1, 1), 1_000_000, "days")
    assert STATE_COUNCIL.end(date(2026, 1, 1), 1_000_000, "days") == date(4763, 11, 29)


def test_the_edges_of_the_calendar_are_days_like_others() -> None:
    assert STATE_COUNCIL.roll(date.max) == date.max
    assert STATE_COUNCIL.back(date.min) == date.min
    assert not STATE_COUNCIL.known(date.min)
    assert not STATE_COUNCIL.known(date.max)
    closed = office(entered(2026, ("元旦", "2026-01-01", "2026-01-31")))
    assert closed.roll(date(2026, 1, 1)) == date(2026, 2, 2)


around_now = st.dates(date(2018, 1, 1), date(2032, 12, 31))
periods = st.integers(1, 400)
units = st.sampled_from(["days", "working_days", "months", "years"])


@given(around_now)
def test_rolling_goes_to_a_worked_day_on_its_own_side_and_no_further(day: date) -> None:
    rolled, back = STATE_COUNCIL.roll(day), STATE_COUNCIL.back(day)
    assert back <= day <= rolled
    assert STATE_COUNCIL.is_worked(rolled)
    assert STATE_COUNCIL.is_worked(back)
    assert STATE_COUNCIL.worked_between(back, rolled) == (rolled != back)


@given(around_now, st.integers(0, 40), st.integers(1, 60), units, st.booleans())
def test_a_later_start_never_ends_earlier(day: date, later: int, n: int, unit: Unit, backward: bool) -> None:
    assert STATE_COUNCIL.end(day, n, unit, backward) <= STATE_COUNCIL.end(day + later * DAY, n, unit, backward)


@given(around_now, st.integers(1, 120), units, st.booleans())
def test_counting_ends_where_the_short_way_ends(day: date, n: int, unit: Unit, backward: bool) -> None:
    count = STATE_COUNCIL.count(day, n, unit, backward)
    assert count.day == STATE_COUNCIL.end(day, n, unit, backward) == count.steps[-1].date
    assert sum(step.counted for step in count.steps) == n
    assert count.steps[-1].counted


@given(around_now, periods)
def test_counting_back_from_the_end_finds_the_worked_day_it_began_on(day: date, n: int) -> None:
    end = STATE_COUNCIL.end(day, n, "working_days")
    assert STATE_COUNCIL.worked_between(day, end) == n
    assert STATE_COUNCIL.worked_between(end, day) == -n
    assert STATE_COUNCIL.end(end, n, "working_days", backward=True) == STATE_COUNCIL.back(day)


@given(around_now, around_now)
def test_the_worked_days_between_two_days_are_those_one_can_count(a: date, b: date) -> None:
    a, b = min(a, b), max(a, b)
    b = min(b, a + 500 * DAY)
    assert STATE_COUNCIL.worked_between(a, b) == sum(map(STATE_COUNCIL.is_worked, days(a + DAY, b)))


@pytest.mark.parametrize(("first", "last"), [(1, 20), (1895, 1960), (2090, 2120), (9970, 9999)])
def test_years_of_which_nothing_is_said_are_counted_like_those_gone_through(first: int, last: int) -> None:
    a, b = date(first, 3, 1), date(last, 10, 31)
    worked = sum(map(Workdays().is_worked, days(a + DAY, b)))
    assert Workdays().worked_between(a, b) == worked
    assert Workdays().worked_between(b, a) == -worked


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-11-20", "工作日", "working day"),
        ("2026-11-21", "星期六", "Saturday"),
        ("2026-11-22", "星期日", "Sunday"),
        ("2026-02-16", f"春节放假（{TITLE_2026}）", f"off for Spring Festival ({TITLE_2026})"),
        ("2026-02-14", f"调休上班（{TITLE_2026}）", f"worked to make up for a holiday ({TITLE_2026})"),
        (
            "2038-12-31",
            "工作日（暂定：2038年放假通知尚未公布）",
            "working day (provisional: no holiday notice known for 2038)",
        ),
        (
            "2038-10-01",
            "国庆节放假（暂定：2038年放假通知尚未公布）",
            "off for National Day (provisional: no holiday notice known for 2038)",
        ),
    ],
)
@pytest.mark.usefixtures("english")
def test_tells_a_person_why_in_either_language(day: str, zh: str, en: str) -> None:
    note = STATE_COUNCIL.why(date.fromisoformat(day))
    assert why_text(note) == en
    words.use("zh")
    assert why_text(note) == zh


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"year": "202"}, "year of a holiday notice"),
        ({"off": [], "make_up": []}, "names no holiday"),
        ({"off": [{"name": "元旦", "from": "2026-01-03", "to": "2026-01-01"}]}, "before it begins"),
        ({"off": [{"name": "国庆节", "from": "2026-10-01", "to": "2026-12-07"}]}, "more than a month"),
        (
            {"off": [{"name": "元旦", "from": "2025-01-01", "to": "2025-01-03"}]},
            "cannot speak for 2025-01-01",
        ),
        ({"off": list(reversed(NOTICE_2026["off"]))}, "in order of days"),
        ({"make_up": ["2026-01-05"]}, "no Saturday or Sunday"),
        ({"make_up": ["2026-01-03"]}, "both off and worked"),
        ({"make_up": ["2026-01-10", "2026-01-10"]}, "twice"),
        ({"make_up": ["2027-06-05"]}, "speak for 2027-06-05"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_notice_that_cannot_be_true_is_refused(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        HolidayNotice.model_validate(NOTICE_2026 | change)


def test_a_notice_may_reach_into_the_days_around_its_year() -> None:
    notice = entered(2027, ("元旦", "2026-12-31", "2027-01-02"), ("元旦", "2027-12-31", "2028-01-02"))
    assert date(2028, 1, 2) in notice.off[1]
