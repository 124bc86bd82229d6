"""A text judges what started while it was in force: earlier starts by what was then, what nobody had by nothing."""

from __future__ import annotations

import pytest

from ecoclaim.checks import findings
from ecoclaim.checks.conditions import breaches
from ecoclaim.deadlines import Deadline, ledger_deadlines
from ecoclaim.model.office import Report
from written import WORKDAYS, book, case, day, office, rows, standing

CLUE = "- {{event: clue-received, date: {}}}\n"
CLAIM = "- {{event: claim-started, date: {}}}\n"


def owed(settings: str, on: str, name: str = "zhangye-2024", sent: tuple[Report, ...] = ()) -> dict[str, Deadline]:
    """Give the periodic rows of an office by key."""
    found = ledger_deadlines(office(settings), book(name, settings), sent, WORKDAYS, day(on))
    return {one.key: one for one in found}


@pytest.mark.parametrize(
    ("start", "document", "warned"),
    [("2024-10-09", "zhangye-2024", False), ("2023-03-01", "mr-2022", False), ("2020-03-02", "zhangye-2024", True)],
)
def test_a_clue_is_judged_by_the_text_in_force_on_its_day(start: str, document: str, *, warned: bool) -> None:
    row = rows(CLUE.format(start), "2025-12-01", "zhangye-2024")["preliminary-review"]
    assert row.rule.source.document == document
    assert ("not-yet-in-force" in row.warnings) is warned
    assert row.status == ("open" if warned else "overdue")


def test_a_duty_of_2024_is_not_overdue_since_2020() -> None:
    row = rows(CLAIM.format("2020-03-02"), "2026-01-05", "xpcc", settings="rules: {procuratorate-notice: on}\n")
    assert row["procuratorate-notice"].status == "open"
    assert "not-yet-in-force" in row["procuratorate-notice"].warnings
    row = rows(CLAIM.format("2024-11-20"), "2026-01-05", "xpcc", settings="rules: {procuratorate-notice: on}\n")
    assert row["procuratorate-notice"].status == "overdue"


def test_what_is_reopened_later_is_judged_by_the_later_text() -> None:
    events = CLUE.format("2020-03-02") + "- {event: claim-declined, date: 2020-03-20}\n"
    events += "- {event: case-reopened, date: 2025-03-03, reason: 新线索}\n"
    row = rows(events, "2025-12-01", "zhangye-2024")["preliminary-review"]
    assert (row.rule.source.document, row.status) == ("zhangye-2024", "overdue")


def test_the_law_before_the_code_judges_a_suit_of_then() -> None:
    failed = "- {event: consultation-failed, date: 2025-03-03, ground: absent}\n"
    row = rows(failed, "2025-12-01", "national")["sue/A"]
    assert (row.rule.source.document, "not-yet-in-force" in row.warnings) == ("spc-2020", False)


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        # Article 10 of the mechanism asks for an opinion since 2024-10-09; nobody asked for it before.
        ("2025", {"review-opinion": "zhangye-2024", "performance-shown": "zhangye-2024"}),
        # Before the mechanism the national provisions of 2022 are cited.
        ("2023", {"performance-shown": "mr-2022"}),
        ("2021", {}),
    ],
)
def test_a_condition_judges_what_was_done_while_a_text_of_it_was_in_force(year: str, codes: dict[str, str]) -> None:
    events = (
        f"- {{event: review-concluded, date: {year}-03-01, damage: yes}}\n"
        f"- {{event: judgment-effective, date: {year}-04-01}}\n"
        f"- {{event: evaluation-concluded, date: {year}-05-01, result: failed}}\n"
        f"- {{event: performance-completed, date: {year}-06-01}}\n"
    )
    found = breaches(standing(case(events), "2025-12-31", "zhangye-2024"))
    assert {one.condition.id: one.source.document for one in found} == codes


@pytest.mark.parametrize(("on", "said"), [("2026-10-08", []), ("2026-10-09", ["pack-last-day"]), ("2026-10-10", [])])
def test_the_last_day_of_the_trial_is_counted_two_ways(on: str, said: list[str]) -> None:
    found = standing(case(CLUE.format(on)), on, "zhangye-2024")
    assert [(one.code, one.severity) for one in findings(found)] == [(code, "notice") for code in said]
    assert found.pack.expired_on(day(on)) is (on == "2026-10-10")


def test_a_half_year_without_a_day_is_late_only_once_the_next_is_over() -> None:
    settings = "since: 2025-01-06\n"
    row = owed(settings, "2025-07-01")["half-year-report/2025H1"]
    assert (str(row.rolled), row.status, row.readings[0].title.zh) == ("2025-12-31", "open", "每半年（未定日期）")
    assert "undated" in row.warnings
    assert owed(settings, "2025-12-31")["half-year-report/2025H1"].status == "due-soon"
    assert owed(settings, "2026-01-01")["half-year-report/2025H1"].status == "overdue"


def test_the_day_that_an_office_sets_is_kept_to() -> None:
    settings = "since: 2025-01-06\nreport_days: {half-year-report: {H1: 07-10, H2: 01-10}}\n"
    row = owed(settings, "2025-07-11")["half-year-report/2025H1"]
    assert (str(row.rolled), row.status, "undated" in row.warnings) == ("2025-07-10", "overdue", False)


def test_no_report_is_owed_for_a_time_before_the_text_was_in_force_or_the_ledger_began() -> None:
    found = owed("since: 2023-01-01\n", "2025-01-02")
    quarters = sorted(one.period or "" for one in found.values() if one.rule.id == "quarterly-clue-list")
    assert quarters == ["2024Q4", "2025Q1"]
    assert sorted(one.period or "" for one in found.values() if one.rule.id == "half-year-report") == [
        "2024H2",
        "2025H1",
    ]
    assert "half-year-report/2025H1" not in owed("since: 2025-09-01\n", "2025-09-01")


def test_every_ledger_of_zhangye_reminds_of_the_procuratorate_and_is_never_overdue_for_it() -> None:
    row = rows(CLAIM.format("2025-03-03"), "2026-03-02", "zhangye-2024")["procuratorate-notice"]
    assert (row.rule.firmness, row.status, row.rule.source.verified) == ("in-principle", "exceeded", False)
    found = findings(standing(case(CLAIM.format("2025-03-03")), "2026-03-02", "zhangye-2024"))
    (told,) = [one for one in found if one.code == "overrun"]
    assert told.cure == "do it now and note the reason for the delay"
    early = rows(CLAIM.format("2024-01-10"), "2026-03-02", "zhangye-2024")["procuratorate-notice"]
    assert (early.status, "not-yet-in-force" in early.warnings) == ("open", True)
