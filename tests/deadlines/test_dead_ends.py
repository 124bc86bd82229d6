"""No row stays where nothing is left to do, and none is missing where something is."""

from __future__ import annotations

from written import ONE, rows

FILE = (
    ONE
    + """\
meetings:
  - {no: 1, on: 2026-03-20}
agreements:
  - {no: 1, obligors: [A]}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: restoration, until: 2026-05-29}
"""
)
SIGNED = "- {event: agreement-signed, date: 2026-03-20, agreement: 1}\n"


def status(events: str, key: str, on: str = "2026-12-01") -> str:
    found = rows(events, on, file=FILE)
    return found[key].status if key in found else ""


def test_a_lead_time_ends_when_the_consultation_has_failed() -> None:
    issued = "- {event: notice-issued, date: 2026-03-02, meeting: 1}\n"
    assert status(issued, "notice-lead/A/1", "2026-03-16") == "overdue"
    failed = issued + "- {event: consultation-failed, date: 2026-03-16, ground: unserved}\n"
    assert status(failed, "notice-lead/A/1", "2026-03-16") == "void"


def test_a_restoration_that_fails_its_evaluation_is_owed_again() -> None:
    done = SIGNED + "- {event: restoration-finished, date: 2026-05-20, obligation: 1}\n"
    assert status(done, "performance/A/1") == "met"
    failed = done + "- {event: evaluation-concluded, date: 2026-05-25, result: failed}\n"
    assert status(failed, "performance/A/1") == "lapsed"
    again = failed + "- {event: restoration-finished, date: 2026-06-25, obligation: 1}\n"
    assert status(again, "performance/A/1") == "met-late"


def test_who_has_performed_already_leaves_no_window_open() -> None:
    done = SIGNED + "- {event: performance-completed, date: 2026-04-01}\n"
    assert status(done, "confirmation-window/A/1") == "void"
    granted = done + "- {event: confirmation-granted, date: 2026-04-20}\n"
    assert status(granted, "enforcement-window/A") == ""


def test_a_suit_withdrawn_leaves_a_suit_to_be_filed() -> None:
    sued = (
        "- {event: consultation-failed, date: 2026-03-02}\n"
        "- {event: lawsuit-filed, date: 2026-03-10}\n"
        "- {event: lawsuit-withdrawn, date: 2026-04-10}\n"
    )
    assert status(sued, "sue/A", "2026-04-09") == "met"
    assert status(sued, "sue/A", "2026-04-11") == "open"
    signed = sued + "- {event: agreement-signed, date: 2026-04-20, agreement: 1}\n"
    assert status(signed, "sue/A", "2026-04-21") == "void"
