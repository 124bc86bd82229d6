"""What must hold for every case and every day: by generated histories."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ecoclaim.checks import findings
from ecoclaim.deadlines import Deadline
from ecoclaim.deadlines.counting import Basis, dates
from ecoclaim.packs import Rule
from ecoclaim.standing import Standing
from written import WORKDAYS, book, case, office, pack

FILE = """\
id: 2026-0001
title: 某厂排污
obligors:
  - {key: A, name: 甲厂, liability: joint}
  - {key: B, name: 乙, liability: joint}
meetings:
  - {no: 1, on: 2026-03-20}
  - {no: 2, on: 2026-05-08}
agreements:
  - {no: 1, obligors: [A, B], confirm_within: 20}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: restoration, until: 2026-09-30}
  - {no: 2, obligor: B, under: agreement 1, what: payment, amount: 100.00, until: 2026-06-30}
"""
BOOKS = {name: book(name, "rules: {procuratorate-notice: on}\n") for name in ("zhangye-2024", "xpcc")}
RULES = [rule for name in BOOKS for rule in pack(name).rules if rule.within or rule.before]

WHOLE_CASE = [
    "clue-received", "review-concluded, opinion: start", "claim-started", "team-formed", "investigation-concluded",
    "case-referred", "referral-returned", "case-reopened", "case-closed", "supervision-started", "progress-reported",
    "result-published, what: consultation", "meeting-cancelled, meeting: 1",
]  # fmt: skip
OF_OBLIGORS = [
    "notice-issued, meeting: 1", "notice-served, meeting: 1", "notice-served, meeting: 2, reply_days: 9",
    "reply-received, agrees: true", "reply-received, agrees: false", "meeting-held, meeting: 1, outcome: none",
    "meeting-held, meeting: 2, outcome: absent", "extra-meeting-approved", "consultation-failed", "damage-known",
    "agreement-signed, agreement: 1", "agreement-signed, agreement: 1, scope: part", "agreement-effective, agreement: 1",
    "confirmation-applied, agreement: 1", "confirmation-announced, days: 40", "confirmation-granted",
    "confirmation-refused", "confirmation-withdrawn", "reconsultation-started", "default-found, obligation: 1",
    "lawsuit-filed, about: all", "lawsuit-filed, about: remainder", "lawsuit-withdrawn", "judgment-effective",
    "enforcement-applied", "demand-made", "payment-made, obligation: 2, amount: 60.00", "restoration-finished, obligation: 1",
    "evaluation-concluded, result: passed", "performance-extended, obligation: 1, until: 2026-11-30",
    "replaced-by-money, obligation: 1, amount: 5.00, until: 2026-12-31", "performance-completed", "obligor-released",
]  # fmt: skip

DAYS = st.dates(date(2025, 11, 1), date(2026, 12, 31))
ENTRIES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(WHOLE_CASE), DAYS, st.just("")),
        st.tuples(st.sampled_from(OF_OBLIGORS), DAYS, st.sampled_from(["A", "B", "[A, B]"])),
    ),
    unique=True,
    max_size=14,
)


def written(entries: list[tuple[str, date, str]]) -> str:
    lines = []
    for said, day, about in entries:
        obligor = f", obligor: {about}" if about else ""
        lines.append(f"- {{event: {said}, date: {day}{obligor}}}\n")
    return "".join(lines) or "[]\n"


def told(rows: tuple[Deadline, ...]) -> list[tuple[object, ...]]:
    """Say all that a row tells, but for the place of its event in the file."""
    return [
        (
            one.key,
            one.start and (one.start.name, one.start.date),
            one.readings,
            *(one.due, one.rolled, one.safe, one.may_act_from, one.certain),
            *(one.status, one.met_on, one.age_days, one.warnings),
        )
        for one in rows
    ]


@settings(max_examples=150, deadline=None)
@given(ENTRIES, st.randoms(use_true_random=False), DAYS, st.sampled_from(sorted(BOOKS)))
def test_the_order_in_which_events_were_entered_changes_nothing(
    entries: list[tuple[str, date, str]], chance: object, on: date, name: str
) -> None:
    # Two entries of one event on one day keep their own order: the file's order breaks only that tie.
    once = list({(said.split(",")[0], day): (said, day, about) for said, day, about in entries}.values())
    shuffled = once.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (case(written(order), FILE) for order in (once, shuffled))
    a, b = (Standing(one, office(), BOOKS[name], WORKDAYS, on) for one in (first, second))
    assert told(a.rows) == told(b.rows)
    assert (a.tracks, a.stage) == (b.tracks, b.stage)
    x, y = ([(one.cap.id, one.obligor, one.used, one.max) for one in each.limits] for each in (a, b))
    assert x == y
    v, w = (sorted((one.code, one.message) for one in findings(each)) for each in (a, b))
    assert v == w


@settings(max_examples=150, deadline=None)
@given(ENTRIES, DAYS, st.sampled_from(sorted(BOOKS)))
def test_every_row_keeps_the_promises_of_its_dates(entries: list[tuple[str, date, str]], on: date, name: str) -> None:
    rows = Standing(case(written(entries), FILE), office(), BOOKS[name], WORKDAYS, on).rows
    assert list(rows) == sorted(rows, key=lambda one: one.order)
    assert len({one.key for one in rows}) == len(rows)
    for one in rows:
        if one.due is None or one.rolled is None or one.safe is None:
            assert one.rule.prompt or not one.readings
            continue
        assert one.readings[0].due == one.due
        assert one.rolled >= one.due
        assert one.rolled == one.due or WORKDAYS.is_worked(one.rolled)
        if one.rule.ours:
            assert one.safe <= one.due
            assert WORKDAYS.is_worked(one.safe)
        else:
            assert one.safe == one.rolled
        if one.may_act_from is not None:
            assert one.may_act_from > max(reading.rolled for reading in one.readings)
        assert (one.met_on is not None) == (one.status in ("met", "met-late"))
        assert one.start is not None
        assert one.start.date <= on


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(RULES), st.dates(date(2010, 1, 1), date(2026, 6, 1)), st.integers(1, 400))
def test_under_one_law_a_later_start_never_ends_earlier(rule: Rule, start: date, later: int) -> None:
    other = start + timedelta(days=later)
    if rule.span_on(start) is not rule.span_on(other):
        return
    first, second = (dates(rule, Basis(day, day), WORKDAYS) for day in (start, other))
    if first is None or second is None:
        return
    assert (first.due, first.rolled, first.safe) <= (second.due, second.rolled, second.safe)
    assert first.due <= second.due
    assert first.rolled <= second.rolled
    assert first.safe <= second.safe
