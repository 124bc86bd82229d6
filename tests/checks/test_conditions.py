"""What the conditions of a pack refuse and warn of, whatever the order of entry."""

from __future__ import annotations

from itertools import permutations

import pytest

from ecoclaim.checks.conditions import breaches, kept
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


REFUSED = "- {event: confirmation-refused, date: 2026-06-10, ruling_no: 甲1号}"
AGAIN = "- {event: reconsultation-started, date: 2026-06-15}"
ROUND = "- {event: meeting-held, date: 2026-06-20, outcome: none}"


def told(events: list[str], name: str, file: str = ONE) -> dict[str, str]:
    """Give every finding of conditions with its severity, but of how a meeting is held and told of."""
    found = kept(standing(case("\n".join(events) + "\n", file), "2026-12-31", name))
    return {one.code: one.severity for one in found if one.code not in ("first-meeting-notified", "minutes-kept")}


def test_the_meeting_of_a_re_consultation_is_no_fourth_one_and_a_second_in_it_is_warned_of() -> None:
    first = [*MEETINGS[:3], REFUSED, AGAIN, ROUND]
    assert told(first, "xpcc") == {}
    assert told([*first, ROUND.replace("06-20", "07-01")], "xpcc") == {"second-meeting-of-reconsultation": "warning"}
    assert told([*first, ROUND.replace("06-20", "07-01").replace("none", "absent")], "xpcc") == {}
    # Without a refusal there is no re-consultation, so the meeting is the fourth.
    assert told([*MEETINGS[:3], AGAIN, ROUND], "xpcc") == {
        "bar-fourth-meeting": "error",
        "reconsultation-without-refusal": "warning",
    }


def test_a_re_consultation_starts_no_new_ninety_days() -> None:
    served = "- {event: notice-served, date: 2026-03-01, method: direct}"
    signed = "- {event: agreement-signed, date: 2026-05-01}"
    again = served.replace("03-01", "06-16")
    found = standing(case("\n".join([served, signed, REFUSED, AGAIN, again, ROUND]) + "\n"), "2026-12-31", "xpcc")
    rows = [one for one in found.rows if one.rule.means == "consultation-period"]
    assert {(str(one.due), one.status) for one in rows} == {("2026-05-30", "met")}


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        ([*MEETINGS, APPROVAL], {"bar-fifth-meeting"}),
        (MEETINGS[:4], {"bar-fourth-meeting"}),
        ([REFUSED, AGAIN, AGAIN.replace("06-15", "07-15")], {"bar-second-reconsultation"}),
        (["- {event: notice-served, date: 2026-03-02, method: public}"], {"bar-public-service"}),
    ],
)
def test_what_xpcc_refuses_zhangye_only_warns_of(events: list[str], wanted: set[str]) -> None:
    assert wanted <= {code for code, severity in told(events, "xpcc").items() if severity == "error"}
    assert {told(events, "zhangye-2024")[code] for code in wanted} == {"warning"}


JUDGED = "- {event: judgment-effective, date: 2026-03-01}"
RESTORED = "- {event: restoration-finished, date: 2026-04-01, obligation: 1}"
EVALUATED = "- {event: evaluation-concluded, date: 2026-04-08, result: failed}"
COMPLETED = "- {event: performance-completed, date: 2026-05-01}"
PAPERS = "- {event: closing-papers-received, date: 2026-05-02}"
CLOSED = "- {event: case-closed, date: 2026-05-03}"
OWES = (
    ONE
    + "obligations:\n  - {no: 1, obligor: A, under: judgment, what: restoration, amount: 100.00, until: 2026-12-31}\n"
)


@pytest.mark.parametrize(
    ("events", "wanted"),
    [
        # Failed, nothing paid, no papers: told at completion and at closing.
        ([JUDGED, RESTORED, EVALUATED, COMPLETED, CLOSED], {"performance-shown", "closing-shown"}),
        ([JUDGED, RESTORED, COMPLETED, CLOSED], {"performance-shown", "closing-shown"}),
        ([JUDGED, RESTORED, EVALUATED.replace("failed", "passed"), COMPLETED, CLOSED], {"closing-papers"}),
        ([JUDGED, RESTORED, EVALUATED.replace("failed", "passed"), COMPLETED, PAPERS, CLOSED], set()),
        # The equally true ends need no papers.
        ([JUDGED, RESTORED, EVALUATED, "- {event: payment-made, date: 2026-04-20, obligation: 1, amount: 100.00}", COMPLETED, CLOSED], set()),
        ([JUDGED.replace("}", ", outcome: dismissed}"), CLOSED], set()),
        ([JUDGED, "- {event: obligor-released, date: 2026-04-20, ground: no-estate}", CLOSED], set()),
        ([JUDGED, "- {event: enforcement-applied, date: 2026-04-09}", "- {event: enforcement-concluded, date: 2026-04-20, result: fulfilled}", CLOSED], set()),
    ],
)  # fmt: skip
def test_closing_says_what_is_missing_for_whom_unless_the_end_proves_itself(
    events: list[str], wanted: set[str]
) -> None:
    assert set(told(events, "zhangye-2024", OWES)) == wanted


def test_an_agreement_that_ended_owes_nothing_and_a_suit_dismissed_leaves_what_was_agreed() -> None:
    file = ONE + (
        "agreements:\n  - {no: 1, obligors: [A]}\n"
        "obligations:\n  - {no: 1, obligor: A, under: agreement 1, what: payment, amount: 100.00}\n"
    )
    signed = "- {event: agreement-signed, date: 2026-02-01, agreement: 1}"
    ended = "- {event: agreement-ended, date: 2026-02-20, agreement: 1, kind: rescinded}"
    dismissed = "- {event: judgment-effective, date: 2026-03-01, kind: judgment, outcome: dismissed}"
    assert "performance-shown" in told([signed, COMPLETED], "zhangye-2024", file)
    assert "performance-shown" not in told([signed, ended, COMPLETED], "zhangye-2024", file)
    assert "performance-shown" in told([signed, dismissed, COMPLETED], "zhangye-2024", file)


def test_the_department_s_own_restoration_wants_no_papers() -> None:
    file = OWES.replace("what: restoration,", "what: substitute, by: department,")
    assert told([JUDGED, COMPLETED, CLOSED], "zhangye-2024", file) == {}


def test_what_is_missing_is_named_for_each_obligor() -> None:
    file = OWES.replace(
        "amount: 100.00, until: 2026-12-31}",
        "amount: 100.00, until: 2026-12-31}\n  - {no: 2, obligor: A, under: judgment, what: payment, amount: 30.00, until: 2026-12-31}",
    )
    paid = "- {event: payment-made, date: 2026-04-20, obligation: 2, amount: 10.50}"
    found = standing(
        case("\n".join([JUDGED, RESTORED, EVALUATED, paid, COMPLETED]) + "\n", file), "2026-12-31", "zhangye-2024"
    )
    assert [one.message for one in kept(found)] == [
        "A has performed only in part by the record; lacking: "
        "a restoration of obligation 1 that passes evaluation, 19.50 yuan of obligation 2"
    ]


def test_an_agreement_signed_with_too_long_a_term_is_told_what_follows() -> None:
    file = f"{ONE}agreements:\n  - {{no: 1, obligors: [A], confirm_within: 31}}\n"
    (found,) = kept(
        standing(
            case("- {event: agreement-signed, date: 2026-03-01, agreement: 1}\n", file), "2026-03-02", "zhangye-2024"
        )
    )
    assert (found.severity, found.cure) == ("warning", "The court may not accept it; one may still apply or sue")


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
