"""Periods where a region has days off of its own, against a count by hand over plain sets of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from ecoclaim.deadlines.counting import Basis, Dates, dates
from ecoclaim.ledger.load import load_pack
from ecoclaim.ledger.regions import regional_calendar
from ecoclaim.workdays import Workdays

DAY = timedelta(days=1)
PACK = load_pack(None, "xpcc")
HERE = Workdays(region=regional_calendar("xinjiang"))
NATION = Workdays()
# The weekdays off in Xinjiang beside the nation's: the regional government's notices, the press, a public table.
OFF = {
    date.fromisoformat(f"{year}-{day}")
    for year, days in {
        2022: "05-05 07-11 07-12 07-13",
        2023: "04-21 06-28 06-29 06-30",
        2024: "04-10 06-17 06-18 06-19",
        2025: "03-31 06-06 06-09 06-10",
        2026: "03-20 05-27 05-28 05-29",
    }.items()
    for day in days.split()
}


def starts() -> Iterator[date]:
    for day in sorted(OFF):
        yield from (day + number * DAY for number in range(-110, 12))


def worked_there(day: date) -> bool:
    return NATION.is_worked(day) and day not in OFF


def nth(day: date, number: int, step: timedelta, *, region: bool) -> date:
    while number:
        day += step
        number -= worked_there(day) if region else NATION.is_worked(day)
    return day


def counted(rule: str, start: date) -> Dates:
    found = dates(next(one for one in PACK.rules if one.id == rule), Basis(start, start), HERE)
    assert found is not None
    return found


def test_the_days_off_of_the_region_are_those_of_its_calendar() -> None:
    every = (date(2022, 1, 1) + number * DAY for number in range(5 * 365 + 1))
    assert {day for day in every if HERE.is_worked(day) != NATION.is_worked(day)} == OFF


@pytest.mark.parametrize(
    ("start", "due", "national"),
    [
        ("2025-06-03", "2025-06-13", "2025-06-10"),
        ("2026-05-26", "2026-06-05", "2026-06-02"),
        ("2025-03-26", "2025-04-03", "2025-04-02"),
    ],
)
def test_the_other_sides_period_runs_over_the_regions_days(start: str, due: str, national: str) -> None:
    found = counted("reply", date.fromisoformat(start))
    assert (f"{found.due}", f"{found.may_act_from}") == (due, f"{date.fromisoformat(due) + DAY}")
    assert [(one.id, f"{one.due}") for one in found.readings] == [("working-days", due), ("national-days", national)]


def test_what_others_owe_is_counted_there_and_the_nations_reading_stands_beside() -> None:
    for start in starts():
        found = counted("reply", start)
        there, nation = (nth(start, 5, DAY, region=region) for region in (True, False))
        assert (found.due, found.rolled, found.safe, found.may_act_from) == (there, there, there, there + DAY)
        assert [one.due for one in found.readings] == [there, *([nation] if nation != there else [])]
        assert found.verified is (nation == there)
        assert found.certain


def test_our_notice_before_a_meeting_is_counted_back_by_the_stricter_calendar() -> None:
    assert counted("notice-lead", date(2026, 6, 3)).due == date(2026, 5, 22)
    for start in starts():
        found = counted("notice-lead", start)
        there, nation = (nth(start, 5, -DAY, region=region) for region in (True, False))
        assert there <= nation
        assert (found.due, found.rolled) == (there, there)
        assert found.safe == nth(start, 6, -DAY, region=True)
        assert {one.id: one.due for one in found.readings}.get("national-days", there) == nation


def test_our_own_period_rolls_by_the_nation_and_is_planned_back_over_the_regions_days() -> None:
    for start in starts():
        found = counted("consultation-period", start)
        due = start + 90 * DAY
        nation, there = due, due
        while not NATION.is_worked(nation):
            nation += DAY
        while not worked_there(there):
            there += DAY
        safe = due - DAY
        while not worked_there(safe):
            safe -= DAY
        assert (found.due, found.rolled, found.safe, found.may_act_from) == (due, nation, safe, there + DAY)
        assert {one.id: one.rolled for one in found.readings}.get("regional-days", nation) == there
