"""A case under way when the ledger began stands where it stood, and owes only what is still to be done."""

from __future__ import annotations

import pytest

from ecoclaim.checks import findings
from ecoclaim.deadlines.tasks import tasks
from ecoclaim.procedure.order import missing, possible
from written import case, standing

FILE = """\
id: 2024-0001
title: 某厂排污
obligors:
  - {key: A, name: 甲厂}
agreements:
  - {no: 1, obligors: [A]}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: payment, until: 2026-03-31, amount: 100.00}
"""
TAKEN = "- {event: taken-over, date: 2026-11-27, as_of: 2026-11-01, stage: %s}\n"
OLD = """\
- {event: clue-received, date: 2024-01-05}
- {event: review-concluded, date: 2024-03-20, damage: true, opinion: start}
"""
SIGNED = OLD + "- {event: agreement-signed, date: 2025-06-03, obligor: A, agreement: 1}\n"


@pytest.mark.parametrize(
    ("events", "on", "stage", "track"),
    [
        (TAKEN % "clue", "2026-11-27", "clue", "identified"),
        (OLD + TAKEN % "investigating", "2026-11-27", "investigating", "identified"),
        (OLD + TAKEN % "investigating", "2026-11-26", "reviewing", "identified"),
        (OLD + TAKEN % "consulting", "2026-11-27", "consulting", "consulting"),
        (OLD + TAKEN % "performing", "2026-11-27", "performing", "performing"),
        (OLD + TAKEN % "evaluating", "2026-11-27", "evaluating", "evaluating"),
        (OLD + TAKEN % "litigating", "2026-11-27", "litigating", "litigating"),
        (OLD + TAKEN % "enforcing", "2026-11-27", "enforcing", "enforcing"),
        (OLD + TAKEN % "closed", "2026-11-27", "closed", "done"),
        (OLD + TAKEN % "terminated", "2026-11-27", "terminated", "identified"),
        # What the entries tell is further on than the register said.
        (SIGNED + TAKEN % "consulting", "2026-11-27", "performing", "agreed unconfirmed performing"),
        # What comes after passes the stage of the register.
        (
            TAKEN % "litigating" + "- {event: judgment-effective, date: 2026-12-01, obligor: A}\n",
            "2026-12-01",
            "performing",
            "judged performing",
        ),
        (
            TAKEN % "consulting" + "- {event: lawsuit-filed, date: 2026-12-01, obligor: A}\n",
            "2026-12-01",
            "litigating",
            "litigating",
        ),
        (
            TAKEN % "evaluating" + "- {event: evaluation-concluded, date: 2026-12-01, obligor: A, result: failed}\n",
            "2026-12-01",
            "performing",
            "performing",
        ),
        (TAKEN % "closed" + "- {event: case-reopened, date: 2026-12-01}\n", "2026-12-01", "clue", "identified"),
    ],
)
def test_the_stage_of_a_take_over_is_a_floor_until_later_events_pass_it(
    events: str, on: str, stage: str, track: str
) -> None:
    found = standing(case(events, FILE), on)
    assert (found.stage, " ".join(found.tracks["A"])) == (stage, track)


def test_what_had_run_out_before_and_what_the_stage_takes_for_granted_is_void() -> None:
    signed = SIGNED.replace("damage: true, opinion: start", "opinion: start").replace("2024-03-20", "2024-01-20")
    found = standing(case(signed + TAKEN % "performing", FILE), "2026-11-27", "zhangye-2024")
    rows = {one.rule.id: one for one in found.rows}
    assert rows["preliminary-review"].status == "met"
    for name in ("start-claim", "report-review"):
        assert (rows[name].status, "before-ledger" in rows[name].warnings) == ("void", True), name
    # A right of ours and a debt go on, whatever an older register said.
    assert (rows["limitation"].status, rows["performance"].status) == ("open", "lapsed")
    assert rows["confirmation-window"].status == "lapsed"
    assert not any("before-ledger" in rows[name].warnings for name in ("limitation", "performance"))


@pytest.mark.parametrize(("received", "status"), [("2026-09-20", "void"), ("2026-10-20", "overdue")])
def test_only_what_still_ran_when_the_case_was_taken_over_is_owed(received: str, status: str) -> None:
    found = standing(case(f"- {{event: clue-received, date: {received}}}\n" + TAKEN % "clue", FILE), "2026-11-27")
    (row,) = [one for one in found.rows if one.rule.id == "preliminary-review"]
    assert (row.status, "before-ledger" in row.warnings) == (status, status == "void")


def test_what_happened_before_is_neither_asked_for_nor_held_against_anyone() -> None:
    found = standing(case(SIGNED + TAKEN % "performing", FILE), "2026-11-27")
    assert not [one.code for one in findings(found) if one.code.startswith(("order", "bar", "lead"))]
    assert missing(found.past, "payment-made", ("A",)) == ()
    assert missing(found.past, "enforcement-concluded", ("A",)) == ("enforcement-applied",)
    assert "taken-over" not in possible(found.past)
    assert "taken-over" in possible(standing(case("[]\n", FILE), "2026-11-27").past)


def test_a_case_taken_over_is_told_what_comes_next_in_its_stage() -> None:
    found = standing(case(OLD + TAKEN % "consulting", FILE), "2026-11-27")
    assert {one.event for one in tasks(found.past, found.tracks, found.rows, found.pack)} == {"meeting-held"}


@pytest.mark.parametrize("name", ["confirmation-accepted", "confirmation-announced", "confirmation-granted"])
def test_an_agreement_that_the_court_has_is_past_the_time_to_apply(name: str) -> None:
    events = SIGNED + f"- {{event: {name}, date: 2025-07-20, obligor: A}}\n" + TAKEN % "performing"
    found = standing(case(events, FILE), "2026-11-27")
    (row,) = [one for one in found.rows if one.rule.id == "confirmation-window"]
    assert (row.status, "before-ledger" in row.warnings) == ("void", False)
    assert "unconfirmed" not in found.tracks["A"]
