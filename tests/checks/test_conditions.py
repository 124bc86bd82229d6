"""What the conditions of a pack refuse and warn of, whatever the order of entry."""

from __future__ import annotations

from itertools import permutations

import pytest

from ecoclaim.checks.conditions import breaches
from ecoclaim.checks.named_tests import NAMED
from ecoclaim.packs.condition import TESTS
from written import ONE, case, standing

MEETINGS = [f"- {{event: meeting-held, date: 2026-0{n}-02, outcome: none}}" for n in range(3, 8)]
APPROVAL = "- {event: extra-meeting-approved, date: 2026-05-30, by: 局长, reason: 重大复杂}"


def broken(events: str, file: str = ONE, name: str = "xpcc") -> list[tuple[str, str]]:
    found = breaches(standing(case(events, file), "2026-12-31", name))
    return [(one.condition.id, f"{one.event.name} {one.event.date}") for one in found if one.event and one.refuses]


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ("- {event: notice-served, date: 2026-03-02, method: public}", [("public-service", "notice-served 2026-03-02")]),
        ("- {event: notice-served, date: 2026-03-02, method: mail}", []),
        ("\n".join(MEETINGS[:3]), []),
        ("\n".join(MEETINGS[:4]), [("fourth-meeting", "meeting-held 2026-06-02")]),
        ("\n".join([*MEETINGS[:4], APPROVAL]), []),
        ("\n".join([*MEETINGS[:4], APPROVAL.replace("05-30", "06-03")]), [("fourth-meeting", "meeting-held 2026-06-02")]),
        ("\n".join([*MEETINGS[:4], APPROVAL.replace("05-30", "06-02")]), []),
        ("\n".join([*MEETINGS, APPROVAL]), [("fifth-meeting", "meeting-held 2026-07-02")]),
        ("\n".join([*MEETINGS[:3], MEETINGS[3].replace("none", "absent")]), []),
        ("\n".join([*MEETINGS[:3], MEETINGS[3].replace("none", "adjourned")]), []),
        (
            "\n".join([*MEETINGS[:3], MEETINGS[3].replace("none", "absent, counts: true")]),
            [("fourth-meeting", "meeting-held 2026-06-02")],
        ),
        ("\n".join([*MEETINGS[:3], MEETINGS[3].replace("none", "none, counts: false")]), []),
        (
            "- {event: reconsultation-started, date: 2026-03-02}\n- {event: reconsultation-started, date: 2026-04-02}",
            [("second-reconsultation", "reconsultation-started 2026-04-02")],
        ),
        (
            "- {event: enforcement-applied, date: 2026-03-02}",
            [("enforcement-without-title", "enforcement-applied 2026-03-02")],
        ),
        ("- {event: confirmation-granted, date: 2026-03-01}\n- {event: enforcement-applied, date: 2026-03-02}", []),
        (
            "- {event: agreement-signed, date: 2026-03-01}\n- {event: claim-terminated, date: 2026-03-02}",
            [("termination-after-agreement", "claim-terminated 2026-03-02")],
        ),
        ("- {event: claim-terminated, date: 2026-03-02}", []),
        ("- {event: case-closed, date: 2026-03-02}", [("closing-with-live-track", "case-closed 2026-03-02")]),
        ("- {event: performance-completed, date: 2026-03-01}\n- {event: case-closed, date: 2026-03-02}", []),
        (
            "- {event: performance-completed, date: 2026-03-01}\n- {event: case-closed, date: 2026-03-02}\n"
            "- {event: result-published, date: 2026-03-03}\n- {event: payment-made, date: 2026-03-04}",
            [("after-closing", "payment-made 2026-03-04")],
        ),
    ],
)  # fmt: skip
def test_each_bar_is_broken_by_its_event_and_only_then(events: str, wanted: list[tuple[str, str]]) -> None:
    assert broken(events + "\n") == wanted


@pytest.mark.parametrize(("days", "wanted"), [(30, []), (31, [("confirm-within", "agreement-signed 2026-03-01")])])
def test_an_agreement_may_give_at_most_thirty_days_to_apply(days: int, wanted: list[tuple[str, str]]) -> None:
    file = f"{ONE}agreements:\n  - {{no: 1, obligors: [A], confirm_within: {days}}}\n"
    assert broken("- {event: agreement-signed, date: 2026-03-01, agreement: 1}\n", file) == wanted


def test_the_order_of_entry_changes_nothing() -> None:
    lines = [*MEETINGS[:4], APPROVAL.replace("05-30", "06-03")]
    assert {tuple(broken("\n".join(order) + "\n")) for order in permutations(lines)} == {
        (("fourth-meeting", "meeting-held 2026-06-02"),)
    }


def test_what_rests_on_a_second_hand_source_never_refuses_but_what_the_ledger_itself_forbids() -> None:
    public = "- {event: notice-served, date: 2026-03-02, method: public}\n"
    closed = "- {event: case-closed, date: 2026-03-02}\n"
    for name in ("national", "zhangye-2024"):
        assert broken("\n".join(MEETINGS) + "\n", name=name) == []
        assert broken(public, name=name) == []
        assert broken(closed, name=name) == [("closing-with-live-track", "case-closed 2026-03-02")]


def test_every_named_test_has_its_code() -> None:
    assert set(NAMED) == set(TESTS)
