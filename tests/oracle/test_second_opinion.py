"""ecoclaim and an oracle of its own agree on random histories, and the oracle keeps the vectors of the law's text."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from oracle.comparison import compare, entries, report_differences, written
from oracle.days import NATIONAL, REGIONAL
from oracle.facts import Facts
from oracle.known import known
from oracle.law import rows
from oracle.row import Ground, Row, before

FAR = date(2026, 11, 27)


def told(pack: str, *entries: str, on: date = FAR, meeting: str | None = None) -> dict[str, Row]:
    """Give the rows of a case with one obligor; an entry is a day, an event and its fields."""
    case = {"obligors": [{"key": "A"}], "meetings": [{"no": 1, "on": meeting}] if meeting else []}
    events = []
    for entry in entries:
        day, name, *fields = entry.split()
        events.append({"event": name, "date": day, **dict(one.split("=") for one in fields)})
    return {row.key: row for row in rows(Ground(Facts(case, events, on), pack))}


LIMITATION = [
    (["2023-08-14 damage-known"], ["2026-08-14"]),
    (["2023-08-15 damage-known"], ["2028-08-15", "2026-08-17"]),
    (["2023-10-20 damage-known"], ["2028-10-20", "2026-10-20"]),
    (["2023-10-01 damage-known", "2025-03-03 demand-made"], ["2030-03-04", "2028-03-03"]),
    (["2022-02-01 damage-known", "2026-11-01 demand-made"], ["2025-02-05"]),
    (["2023-10-20 damage-known", "2026-02-01 reply-received agrees=true"], ["2028-10-20", "2026-10-20"]),
]


@pytest.mark.parametrize(("entries", "days"), LIMITATION)
def test_the_oracle_keeps_the_vectors_of_limitation(entries: list[str], days: list[str]) -> None:
    row = told("xpcc", *entries)["limitation/A"]
    assert [each.rolled.isoformat() for each in row.readings] == days


@pytest.mark.parametrize(
    ("served", "regional", "national"),
    [
        ("2025-06-03", "2025-06-13", "2025-06-10"),
        ("2026-05-26", "2026-06-05", "2026-06-02"),
        ("2025-03-26", "2025-04-03", "2025-04-02"),
        ("2025-01-23", "2025-02-06", "2025-02-06"),
    ],
)
def test_the_oracle_keeps_the_vectors_of_xinjiang(served: str, regional: str, national: str) -> None:
    row = told("xpcc", f"{served} notice-served")[f"reply/A/{served}"]
    assert [each.due.isoformat() for each in row.readings] == list(dict.fromkeys([regional, national]))


def test_the_oracle_keeps_the_scenarios_of_the_text() -> None:
    assert before(date(2026, 6, 3), 5, REGIONAL).due == date(2026, 5, 22)
    assert before(date(2026, 6, 3), 5, NATIONAL).due == date(2026, 5, 27)
    review = told("zhangye-2024", "2025-09-08 clue-received")["preliminary-review"]
    assert (review.readings[0].due, review.rolled, review.safe) == (
        date(2025, 10, 8),
        {date(2025, 10, 9)},
        {date(2025, 9, 30)},
    )
    ninety = told("xpcc", "2026-02-03 notice-served")["consultation-period/A"]
    assert (ninety.rolled, ninety.safe, ninety.act) == (
        {date(2026, 5, 6)},
        {date(2026, 4, 30)},
        date(2026, 5, 7),
    )


def test_a_hundred_and_fifty_histories_stand_as_the_text_says() -> None:
    """`python tests/oracle/run.py` compares thousands and makes the histories that differ as short as can be."""
    found = [
        f"{ledger.pack}: {each}\n{written(history.case)}{entries(history)}"
        for ledger, history, each in compare(seed=20261127, count=150)
        if not known(ledger.pack, each)
    ]
    assert found == []


@pytest.mark.parametrize("role", ["department", "coordinator"])
def test_the_reports_of_random_offices_are_owed_as_the_text_says(role: str) -> None:
    rng = random.Random(role)
    for _ in range(3):
        since = date(2024, 11, 1) + timedelta(rng.randint(0, 500))
        reports = []
        for year in (2025, 2026):
            for quarter in rng.sample((1, 2, 3, 4), 2):
                sent = date(year, quarter * 3, 25) + timedelta(rng.randint(-9, 5))
                reports.append(
                    {"report": "quarterly-clue-list", "period": f"{year}Q{quarter}", "sent": sent.isoformat()}
                )
            sent = date(year + 1, 1, rng.randint(4, 14))
            reports.append({"report": "annual-report", "period": str(year), "sent": sent.isoformat()})
        asked = [date(2025, 9, 1) + timedelta(rng.randint(0, 600)) for _ in range(4)]
        assert [str(each) for each in report_differences(role, since, reports, asked)] == []
