"""The reports an office owes each quarter, half-year and year: ZY 7, 12 and 28."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from oracle.days import DAY, KNOWN_UNTIL, NATIONAL, Count
from oracle.row import MUST, OURS, Reading, Row


def named(rule: str, period: str, day: date, on: date, sent: date | None, remind: int = 7) -> Row:
    """Give the row of a report due before a named day: that day prevails, the day before is the rival; none rolls."""
    row = Row(rule, None, period, MUST, "coordinator" if rule == "annual-report" else OURS)
    row.readings = [Reading(day, day), Reading(day - DAY, day - DAY)]
    count = Count(NATIONAL)
    safe = count.back(day - DAY)
    row.rolled, row.safe, row.act = {day}, {safe}, None
    row.certain = count.asked <= KNOWN_UNTIL
    if sent:
        row.status, row.met_on = {"met" if sent <= day else "met-late"}, sent
    elif on > day:
        row.status = {"overdue"}
    else:
        row.status = {"due-soon"} if on >= safe - timedelta(remind) else {"open"}
    return row


def periodic(on: date, since: date, reports: list[dict[str, str]], role: str) -> Iterator[Row]:
    """Give the rows whose days the text names, up to the period that a day lies in."""
    sent = {
        (each["report"], each["period"]): date.fromisoformat(each["sent"])
        for each in reports
        if date.fromisoformat(each["sent"]) <= on
    }
    for year in range(since.year, on.year + 1):
        if role == "department":
            for quarter in (1, 2, 3, 4):
                first, day = date(year, quarter * 3 - 2, 1), date(year, quarter * 3, 25)
                if since <= day and first <= on:
                    period = f"{year}Q{quarter}"
                    yield named("quarterly-clue-list", period, day, on, sent.get(("quarterly-clue-list", period)))
        elif since <= date(year, 1, 10):
            period = str(year - 1)
            yield named("annual-report", period, date(year, 1, 10), on, sent.get(("annual-report", period)))


def undated(on: date, half: str) -> set[str]:
    """Give the statuses a half-year's report may have unsent: overdue only after the next half-year."""
    year, end = int(half[:4]), half[4:]
    past = date(year, 12, 31) if end == "H1" else date(year + 1, 6, 30)
    return {"open", "due-soon"} if on <= past else {"overdue"}
