"""Where a case stands: stage and tracks from the events alone."""

from __future__ import annotations

import pytest

from written import case, standing

FILE = """\
id: 2026-0001
title: 某厂排污
obligors:
  - {key: A, name: 甲厂}
  - {key: B, name: 乙}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: restoration, until: 2026-09-30, amount: 100}
  - {no: 2, obligor: B, under: judgment, what: payment, until: 2026-10-31, amount: 50.00}
agreements:
  - {no: 1, obligors: [A]}
"""

SERVED = """\
- {event: clue-found, date: 2026-01-05}
- {event: review-concluded, date: 2026-01-20, damage: true, opinion: start}
- {event: claim-started, date: 2026-01-21}
- {event: team-formed, date: 2026-02-02}
- {event: notice-served, date: 2026-03-02, obligor: [A, B], method: direct}
"""

AGREED = (
    SERVED
    + """\
- {event: reply-received, date: 2026-03-04, obligor: A, agrees: true}
- {event: reply-received, date: 2026-03-04, obligor: B, agrees: false}
- {event: meeting-held, date: 2026-03-12, obligor: A, outcome: agreed}
- {event: agreement-signed, date: 2026-03-16, obligor: A, agreement: 1, scope: part}
- {event: lawsuit-filed, date: 2026-03-20, obligor: [A, B], about: remainder}
"""
)


def at(events: str, on: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    found = standing(case(events, FILE), on)
    return found.stage, found.tracks


@pytest.mark.parametrize(
    ("events", "on", "wanted", "a", "b"),
    [
        (SERVED, "2026-01-04", "clue", "identified", "identified"),
        (SERVED, "2026-01-20", "reviewing", "identified", "identified"),
        (SERVED, "2026-01-21", "investigating", "identified", "identified"),
        (SERVED, "2026-02-02", "consulting", "identified", "identified"),
        (SERVED, "2026-03-09", "consulting", "served", "served"),
        (SERVED, "2026-03-10", "consulting", "silent", "silent"),
        (AGREED, "2026-03-04", "consulting", "consulting", "refused"),
        (AGREED, "2026-03-16", "performing", "agreed-part performing", "refused"),
        (AGREED, "2026-03-20", "litigating", "agreed-part litigating performing", "litigating"),
    ],
)
def test_stage_and_tracks_follow_the_events(events: str, on: str, wanted: str, a: str, b: str) -> None:
    assert at(events, on) == (wanted, {"A": tuple(a.split()), "B": tuple(b.split())})


@pytest.mark.parametrize(
    ("more", "a", "b"),
    [
        ("confirmation-applied, date: 2026-04-01, obligor: A", "agreed-part confirming litigating performing", "litigating"),
        ("confirmation-granted, date: 2026-04-01, obligor: A", "agreed-part confirmed litigating performing", "litigating"),
        ("confirmation-withdrawn, date: 2026-04-01, obligor: A", "agreed-part unconfirmed litigating performing", "litigating"),
        ("confirmation-refused, date: 2026-04-01, obligor: A", "agreed-part unconfirmed litigating performing", "litigating"),
        ("default-found, date: 2026-10-09, obligor: A", "agreed-part unconfirmed litigating defaulted", "litigating"),
        ("judgment-effective, date: 2026-06-01, obligor: B", "agreed-part unconfirmed litigating performing", "judged performing"),
        ("judgment-effective, date: 2026-06-01, obligor: B, outcome: dismissed", "agreed-part unconfirmed litigating performing", "done"),
        ("obligor-released, date: 2026-06-01, obligor: B", "agreed-part unconfirmed litigating performing", "released"),
        ("restoration-finished, date: 2026-06-01, obligor: A, obligation: 1", "agreed-part unconfirmed litigating evaluating", "litigating"),
        ("performance-completed, date: 2026-06-01, obligor: A", "done", "litigating"),
    ],
)  # fmt: skip
def test_one_more_event_moves_the_track_of_its_obligor(more: str, a: str, b: str) -> None:
    on = "2026-04-01" if "2026-04-01" in more else "2026-11-02"
    _stage, held = at(f"{AGREED}- {{event: {more}}}\n", on)
    assert held == {"A": tuple(a.split()), "B": tuple(b.split())}


def test_a_debt_paid_in_full_after_judgment_is_done() -> None:
    judged = AGREED + "- {event: judgment-effective, date: 2026-06-01, obligor: B}\n"
    part = judged + "- {event: payment-made, date: 2026-06-05, obligor: B, obligation: 2, amount: 49.99}\n"
    assert at(part, "2026-06-10")[1]["B"] == ("judged", "performing")
    whole = part + "- {event: payment-made, date: 2026-06-08, obligor: B, obligation: 2, amount: 0.01}\n"
    assert at(whole, "2026-06-10")[1]["B"] == ("done",)


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        ("case-referred", "referred"),
        ("claim-declined", "declined"),
        ("claim-terminated", "terminated"),
        ("case-closed", "closed"),
    ],
)
def test_a_case_ends_and_reopening_takes_the_end_back(event: str, wanted: str) -> None:
    ended = SERVED + f"- {{event: {event}, date: 2026-03-05}}\n"
    assert at(ended, "2026-03-05")[0] == wanted
    assert at(ended + "- {event: case-reopened, date: 2026-03-06}\n", "2026-03-06")[0] == "consulting"


def test_a_case_without_obligors_has_no_tracks() -> None:
    found = case("- {event: clue-found, date: 2026-01-05}\n", "id: 2026-0001\ntitle: 未知来源倾倒\n")
    assert standing(found, "2026-01-06").tracks == {}
