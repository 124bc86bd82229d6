"""What several owe together is owed once; what ended is neither overdue nor in default; what was paid is credited."""

from __future__ import annotations

import pytest

from written import case, standing

FILE = """\
id: 2026-0007
title: 示例
obligors:
  - {key: A, name: 甲公司}
  - {key: B, name: 乙公司}
  - {key: C, name: 丙公司}
agreements:
  - {no: 1, obligors: [A]}
  - {no: 2, obligors: [B, C]}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: payment, amount: 100, until: 2026-06-30}
  - {no: 2, obligor: [B, C], joint: yes, under: agreement 2, what: payment, amount: 300, until: 2026-06-30}
  - {no: 3, obligor: A, under: judgment, what: payment, amount: 100, until: 2027-03-31, replaces: 1}
"""
SIGNED = """\
- {event: agreement-signed, date: 2026-03-02, obligor: A, agreement: 1}
- {event: agreement-signed, date: 2026-03-02, obligor: [B, C], agreement: 2}
"""
SUED = SIGNED + "- {event: lawsuit-filed, date: 2026-08-03, obligor: A, about: default}\n"


def paid(day: str, key: str, amount: int, number: int | str = "") -> str:
    """Write a payment."""
    named = f", obligation: {number}" if number else ""
    return f"- {{event: payment-made, date: {day}, obligor: {key}, amount: {amount}{named}}}\n"


def judged(outcome: str, kind: str = "judgment") -> str:
    """Write the judgment on the suit against A."""
    return f"- {{event: judgment-effective, date: 2026-12-01, obligor: A, kind: {kind}, outcome: {outcome}}}\n"


ENDED = "- {event: agreement-ended, date: 2026-07-15, obligor: A, agreement: 1, kind: rescinded}\n"
REFUSED = (
    "- {event: confirmation-applied, date: 2026-03-10, obligor: A, agreement: 1}\n"
    "- {event: confirmation-refused, date: 2026-05-06, obligor: A}\n"
)

CASES = [
    ("paid by one, for both", SIGNED + paid("2026-06-01", "B", 300, 2), "2026-07-10", "A/1 lapsed, B/2 met, C/2 met"),
    ("paid by both together", SIGNED + paid("2026-06-01", "B", 100) + paid("2026-06-02", "C", 200), "2026-07-10", "B/2 met, C/2 met"),
    ("not paid whole", SIGNED + paid("2026-06-01", "B", 299, 2), "2026-07-10", "B/2 lapsed, C/2 lapsed"),
    ("enforced against one, for both", SIGNED + "- {event: enforcement-concluded, date: 2026-06-20, obligor: B, result: fulfilled}\n", "2026-07-10", "B/2 met, C/2 met"),
    ("a refused confirmation ends nothing", SIGNED + REFUSED, "2026-07-10", "A/1 lapsed"),
    ("an agreement that ended ends it", SIGNED + ENDED, "2026-08-10", "A/1 void"),
    ("what was met before is met", SIGNED + paid("2026-06-01", "A", 100, 1) + ENDED, "2026-08-10", "A/1 met"),
    ("a judgment replaces it", SUED + judged("upheld"), "2026-12-10", "A/1 void, A/3 open"),
    ("a judgment that dismisses does not", SUED + judged("dismissed"), "2026-12-10", "A/1 lapsed, A/3 none"),
    ("nor does one about the rest", SUED.replace("default", "remainder") + judged("upheld"), "2026-12-10", "A/1 lapsed, A/3 open"),
    ("what was paid before is credited", SUED + paid("2026-07-20", "A", 40, 1) + judged("part") + paid("2027-01-04", "A", 60, 3), "2027-04-10", "A/1 void, A/3 met"),
    ("money on a debt counts whoever paid", SIGNED + paid("2026-06-01", "B", 100, 1), "2026-07-10", "A/1 met, B/2 lapsed"),
    (
        "a settlement in enforcement gives a new term to who made it",
        SIGNED + "- {event: enforcement-concluded, date: 2026-07-20, obligor: B, result: settled, until: 2026-10-30}\n",
        "2026-08-10",
        "B/2 open, C/2 lapsed",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("events", "on", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_a_debt_stands_as_it_was_performed_or_ended(events: str, on: str, expected: str) -> None:
    rows = {one.key.partition("/performance/")[2]: one.status for one in standing(case(events, FILE), on).rows}
    for told in expected.split(", "):
        name, status = told.split(" ")
        assert rows.get(name, "none") == status, rows


@pytest.mark.parametrize(
    ("events", "on", "key", "held"),
    [
        (SIGNED + paid("2026-06-01", "B", 300, 2), "2026-07-10", "C", "done"),
        (SIGNED + "- {event: default-found, date: 2026-07-02, obligor: C, obligation: 2}\n" + paid("2026-07-10", "B", 300, 2), "2026-07-15", "C", "done"),
        (SIGNED + REFUSED, "2026-07-10", "A", "agreed unconfirmed performing"),
        (SIGNED + REFUSED + ENDED, "2026-07-20", "A", "consulting"),
        (SIGNED + "- {event: default-found, date: 2026-07-02, obligor: A, obligation: 1}\n" + ENDED, "2026-07-20", "A", "consulting"),
        (SIGNED + paid("2026-06-01", "A", 100, 1) + ENDED, "2026-07-20", "A", "consulting"),
        (SUED + judged("dismissed", "ruling"), "2026-12-10", "A", "agreed performing"),
        (SUED + judged("upheld") + paid("2027-01-04", "A", 100, 3), "2027-01-10", "A", "done"),
        ("- {event: lawsuit-filed, date: 2026-08-03, obligor: A}\n" + judged("dismissed"), "2026-12-10", "A", "done"),
        ("- {event: lawsuit-filed, date: 2026-08-03, obligor: A}\n" + judged("dismissed", "ruling"), "2026-12-10", "A", "failed"),
        (
            SUED + judged("upheld") + "- {event: enforcement-applied, date: 2027-04-05, obligor: A}\n"
            "- {event: enforcement-concluded, date: 2027-05-06, obligor: A, result: settled, until: 2027-12-31}\n",
            "2027-06-01",
            "A",
            "agreed judged performing",
        ),
    ],
)  # fmt: skip
def test_a_track_goes_with_what_is_owed(events: str, on: str, key: str, held: str) -> None:
    assert " ".join(standing(case(events, FILE), on).tracks[key]) == held


@pytest.mark.parametrize(
    ("events", "on", "key", "status", "due"),
    [
        (SUED + judged("dismissed"), "2026-12-10", "enforcement-window/A", "", ""),
        (SUED + judged("upheld"), "2026-12-10", "enforcement-window/A", "open", "2029-03-31"),
        (SUED + judged("dismissed", "ruling"), "2026-12-10", "sue/A", "open", ""),
        (
            SUED + judged("upheld") + "- {event: enforcement-applied, date: 2027-04-05, obligor: A}\n",
            "2027-04-10",
            "enforcement-window/A",
            "met",
            "2029-03-31",
        ),
        (
            SUED + judged("upheld") + "- {event: enforcement-applied, date: 2027-04-05, obligor: A}\n"
            "- {event: enforcement-concluded, date: 2027-05-06, obligor: A, result: settled, until: 2027-12-31}\n",
            "2027-06-01",
            "enforcement-window/A",
            "open",
            "2029-12-31",
        ),
        (
            SUED + judged("dismissed") + "- {event: default-found, date: 2026-12-05, obligor: A, obligation: 1}\n",
            "2026-12-10",
            "enforce/A",
            "",
            "",
        ),
    ],
)
def test_only_a_title_opens_enforcement_and_only_fulfilment_ends_it(
    events: str, on: str, key: str, status: str, due: str
) -> None:
    rows = {one.key.partition("/")[2]: one for one in standing(case(events, FILE), on).rows}
    found = rows.get(key)
    assert (found.status if found else "") == status
    assert str((found.due if found else None) or "") == due


def test_nothing_is_to_be_enforced_once_all_is_performed() -> None:
    default = (
        SIGNED
        + "- {event: confirmation-granted, date: 2026-05-06, obligor: [B, C]}\n"
        + "- {event: default-found, date: 2026-07-02, obligor: [B, C], obligation: 2}\n"
    )
    for events, status in ((default, "open"), (default + paid("2026-07-10", "B", 300, 2), "void")):
        rows = {one.key.partition("/")[2]: one.status for one in standing(case(events, FILE), "2026-07-15").rows}
        for key in ("enforce/B", "enforce/C", "enforcement-window/B", "enforcement-window/C"):
            assert rows[key] == status, key


def test_a_default_made_good_leaves_no_suit_for_what_is_not_due_yet() -> None:
    file = FILE + "  - {no: 4, obligor: A, under: agreement 1, what: payment, amount: 50, until: 2026-12-31}\n"
    default = SIGNED + "- {event: default-found, date: 2026-07-02, obligor: A, obligation: 1}\n"
    for events, status in ((default, "open"), (default + paid("2026-07-10", "A", 100, 1), "void")):
        rows = {one.key.partition("/")[2]: one.status for one in standing(case(events, file), "2026-07-15").rows}
        assert rows["sue/A"] == status


def test_an_agreement_of_others_ends_no_duty() -> None:
    failed = "- {event: consultation-failed, date: 2026-03-10, obligor: B}\n"
    other = failed + "- {event: agreement-signed, date: 2026-03-20, obligor: B, agreement: 1}\n"
    rows = {one.key.partition("/")[2]: one.status for one in standing(case(other, FILE), "2026-04-01").rows}
    assert rows["sue/B"] == "open"
    assert not any(key.startswith(("performance/B", "confirmation-window/B")) for key in rows)


def test_an_obligor_left_out_is_taken_from_what_the_entry_names() -> None:
    events = "- {event: agreement-signed, date: 2026-03-02, agreement: 2}\n- {event: payment-made, date: 2026-06-01, amount: 5, obligation: 1}\n"
    assert [event.obligors for event in case(events, FILE).events] == [("B", "C"), ("A",)]


def test_a_judgment_about_the_rest_is_no_title_to_what_was_agreed_in_part() -> None:
    file = FILE.replace(", replaces: 1", "").replace("until: 2026-06-30}", "until: 2027-06-30}", 1)
    events = SIGNED + "- {event: lawsuit-filed, date: 2026-05-04, obligor: A, about: remainder}\n" + judged("upheld")
    events += "- {event: default-found, date: 2027-07-05, obligor: A, obligation: 1}\n"
    rows = {one.key.partition("/")[2]: one for one in standing(case(events, file), "2027-07-06").rows}
    assert (rows["sue/A"].status, "enforce/A" in rows) == ("open", False)
    assert str(rows["enforcement-window/A"].due) == "2029-03-31"
    paid_up = events + paid("2027-03-01", "A", 100, 3)
    rows = {one.key.partition("/")[2]: one for one in standing(case(paid_up, file), "2027-07-06").rows}
    assert rows["enforcement-window/A"].status == "void"
