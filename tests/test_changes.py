"""What a write does to the deadlines, told by comparing the rows before and after."""

from __future__ import annotations

from datetime import date

from ecoclaim.deadlines import Deadline, rulebook
from ecoclaim.deadlines.changes import changes
from ecoclaim.ledger.load import load_pack
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import read_events
from ecoclaim.model.office import Office
from ecoclaim.standing import Standing
from ecoclaim.workdays import Workdays

ON = date(2026, 4, 1)
OFFICE = Office.model_validate({"format": "1", "pack": "zhangye-2024"})
CLUE = {"event": "clue-received", "date": "2026-03-02"}


def rows(*entries: dict[str, str]) -> tuple[Deadline, ...]:
    events, wrong = read_events(list(entries), ["A"])
    assert not wrong
    case = Case(CaseFile.model_validate({"id": "2026-0001", "title": "甲"}), events)
    return Standing(case, OFFICE, rulebook(load_pack(None, "zhangye-2024"), OFFICE), Workdays(), ON).rows


def told(before: tuple[Deadline, ...], after: tuple[Deadline, ...]) -> set[tuple[str, str]]:
    return {(one.kind, one.row.rule.id) for one in changes(before, after) if one.row.rule.id != "limitation"}


def test_nothing_changes_between_the_same_rows() -> None:
    assert not changes(rows(CLUE), rows(CLUE))


def test_a_first_event_starts_a_period() -> None:
    assert told(rows(), rows(CLUE)) == {("started", "preliminary-review")}


def test_an_event_meets_one_period_and_starts_others() -> None:
    concluded = {"event": "review-concluded", "date": "2026-03-20", "opinion": "start"}
    assert told(rows(CLUE), rows(CLUE, concluded)) == {
        ("met", "preliminary-review"),
        ("started", "start-claim"),
        ("started", "report-review"),
    }


def test_an_earlier_clue_moves_the_period_and_tells_from_where() -> None:
    found = changes(rows(CLUE), rows(CLUE, {"event": "clue-found", "date": "2026-02-25"}))
    moved = next(one for one in found if one.row.rule.id == "preliminary-review")
    assert moved.kind == "moved"
    assert moved.before is not None
    assert (moved.before.due, moved.row.due) == (date(2026, 4, 1), date(2026, 3, 27))


def test_an_end_of_the_case_voids_what_runs() -> None:
    assert ("voided", "preliminary-review") in told(
        rows(CLUE), rows(CLUE, {"event": "case-referred", "date": "2026-03-09"})
    )


def test_what_was_taken_back_is_removed_or_reopened() -> None:
    concluded = {"event": "review-concluded", "date": "2026-03-20", "opinion": "start"}
    assert told(rows(CLUE, concluded), rows(CLUE)) == {
        ("reopened", "preliminary-review"),
        ("removed", "start-claim"),
        ("removed", "report-review"),
    }


def test_a_status_that_only_time_changes_is_no_change() -> None:
    before = rows(CLUE)
    assert not changes(before, tuple(one._replace(status="overdue") for one in before))
