"""The worked scenarios of the law, through ledgers on disk and the shipped packs: every expected day compared."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from ledgers import ONE, keyed, ledger

SCENARIOS = {
    one["id"]: one for one in json.loads((Path(__file__).parents[1] / "fixtures" / "scenarios.json").read_text("utf-8"))
}
Rows = dict[str, dict[str, Any]]


def rows(run: Run, folder: Path, pack: str, events: str, on: str, file: str = ONE) -> Rows:
    ledger(folder, f"format: 1\npack: {pack}\nrules: {{procuratorate-notice: on}}\n", c2025_0001=f"{file}---\n{events}")
    answer = run("-C", str(folder), "deadlines", "2025-1", "--on", on, "--status", "all", "--format", "json")
    assert answer.code == 0, answer.err
    return {key.partition("/")[2]: one for key, one in keyed(answer).items()}


def readings(row: dict[str, Any]) -> list[str]:
    return [one["due"] for one in row["readings"]]


def all_days(row: dict[str, Any]) -> set[str]:
    return {day for one in row["readings"] for day in (one["due"], one["rolled"])} | {row["safe"], row["may_act_from"]}


def test_s1_a_reply_over_spring_festival(run: Run, tmp_path: Path) -> None:
    said = SCENARIOS["S1"]
    expected, served = said["expect"], said["served"]
    event = (
        f"- {{event: notice-served, date: {served}, obligor: A, meeting: 1, reply_days: 3, reply_unit: working_days}}\n"
    )
    found = rows(run, tmp_path, "xpcc", event, served)
    reply = found[f"reply/A/{served}"]
    assert (reply["due"], reply["rolled"], reply["safe"]) == (expected["reply_due"],) * 3
    assert not {expected["form_3wd_must_not_be_used"], expected["wrong_mon_fri"]} & all_days(reply)
    period = found["consultation-period/A"]
    assert readings(period) == [expected["cap90"], expected["cap90_inclusive"]]


def test_s1_the_first_day_a_meeting_may_be_held(run: Run, tmp_path: Path) -> None:
    said = SCENARIOS["S1"]
    expected, served = said["expect"], said["served"]
    first: list[str | None] = [None, None]
    for number in range(5, 20):
        day = (date.fromisoformat(served) + timedelta(days=number)).isoformat()
        file = f"{ONE}meetings:\n  - {{no: 1, on: {day}}}\n"
        event = f"- {{event: notice-served, date: {served}, obligor: A, meeting: 1}}\n"
        row = rows(run, tmp_path / day, "xpcc", event, served, file)["notice-lead/A/1"]
        for place, due in enumerate(readings(row)):
            if due >= served and first[place] is None:
                first[place] = day
    assert first == [expected["meeting_min_A"], expected["meeting_min_strict"]]


def test_s2_thirty_days_into_national_day(run: Run, tmp_path: Path) -> None:
    said = SCENARIOS["S2"]
    expected = said["expect"]
    events = (
        f"- {{event: clue-received, date: {said['received']}}}\n"
        "- {event: review-concluded, date: 2025-09-22, damage: yes, opinion: start}\n"
        "- {event: claim-started, date: 2025-09-24}\n"
    )
    found = rows(run, tmp_path, "zhangye-2024", events, "2025-09-25")
    review = found["preliminary-review"]
    assert (review["due"], review["rolled"], review["safe"]) == tuple(
        expected[name] for name in ("nominal", "rolled", "safe")
    )
    assert found["procuratorate-notice"]["rolled"] == expected["procuratorate15_if_opened_2025_09_24"]


def test_s4_five_working_days_against_the_letter_of_article_31(run: Run, tmp_path: Path) -> None:
    said = SCENARIOS["S4"]
    expected, served = said["expect"], said["served"]
    event = f"- {{event: notice-served, date: {served}, obligor: A}}\n"
    reply = rows(run, tmp_path, "zhangye-2024", event, served)[f"reply/A/{served}"]
    assert (reply["due"], reply["rolled"]) == (expected["reply_due"],) * 2
    assert readings(reply) == [expected["reply_due"], expected["literal_cd"]]
    assert reply["may_act_from"] == "2026-09-25" == expected["wrong_mon_fri"]


def test_s6_ninety_days_that_end_in_a_holiday(run: Run, tmp_path: Path) -> None:
    said = SCENARIOS["S6"]
    expected, served = said["expect"], said["first_service"]
    event = f"- {{event: notice-served, date: {served}, obligor: A}}\n"
    found = rows(run, tmp_path, "xpcc", event, served)
    assert found[f"reply/A/{served}"]["rolled"] == expected["reply_due"]
    for key in ("consultation-period", "consultation-period/A"):
        period = found[key]
        assert readings(period) == [expected["nominal"], expected["inclusive"]]
        assert (period["rolled"], period["safe"]) == (expected["rolled"], expected["safe"])
        assert period["may_act_from"] == expected["ground6_propose_from"]


@pytest.mark.parametrize("pack", ["xpcc", "zhangye-2024"])
def test_s8_the_window_for_confirmation_and_its_announcement(run: Run, tmp_path: Path, pack: str) -> None:
    said = SCENARIOS["S8"]
    expected, signed = said["expect"], said["signed"]
    file = f"{ONE}agreements:\n  - {{no: 1, obligors: [A], confirm_within: 30}}\n"
    events = (
        f"- {{event: agreement-signed, date: {signed}, obligor: A, agreement: 1}}\n"
        f"- {{event: agreement-effective, date: {signed}, obligor: A, agreement: 1}}\n"
        "- {event: confirmation-applied, date: 2026-09-28, obligor: A, agreement: 1}\n"
        f"- {{event: confirmation-announced, date: {said['announced']}, obligor: A}}\n"
    )
    found = rows(run, tmp_path, pack, events, "2026-11-21", file)
    window = found["confirmation-window/A/1"]
    assert (window["due"], window["rolled"], window["safe"]) == tuple(
        expected[name] for name in ("nominal", "rolled", "safe")
    )
    assert window["status"] == "met"
    announcement = found["confirmation-announcement/A"]
    assert (announcement["due"], announcement["rolled"]) == (expected["announcement_ends"],) * 2
    assert (announcement["may_act_from"], announcement["status"]) == ("2026-11-15", "elapsed")


@pytest.mark.parametrize("known", SCENARIOS["S11"]["expect"])
def test_s11_limitation_at_the_edge_of_the_code(run: Run, tmp_path: Path, known: str) -> None:
    expected = SCENARIOS["S11"]["expect"][known]
    for name, events in (
        ("known", f"- {{event: damage-known, date: {known}, obligor: A}}\n"),
        (
            "interrupted",
            f"- {{event: damage-known, date: 2023-06-01, obligor: A}}\n"
            f"- {{event: notice-served, date: {known}, obligor: A}}\n",
        ),
    ):
        row = rows(run, tmp_path / name, "xpcc", events, "2026-11-21")["limitation/A"]
        alive = expected["y3"] >= "2026-08-15"
        assert readings(row) == ([expected["y5"], expected["y3"]] if alive else [expected["y3"]])
        assert row["due"] == (expected["y5"] if alive else expected["y3"])


@pytest.mark.parametrize(("start", "end"), SCENARIOS["S14"]["expect"].items())
@pytest.mark.parametrize("pack", ["xpcc", "zhangye-2024"])
def test_s14_thirty_days_that_end_on_a_make_up_saturday(
    run: Run, tmp_path: Path, pack: str, start: str, end: str
) -> None:
    review = rows(run, tmp_path, pack, f"- {{event: clue-found, date: {start}}}\n", start)["preliminary-review"]
    assert (review["due"], review["rolled"], review["safe"]) == (end, end, end)


def test_every_scenario_is_tried() -> None:
    assert set(SCENARIOS) == {"S1", "S2", "S4", "S6", "S8", "S11", "S14"}
