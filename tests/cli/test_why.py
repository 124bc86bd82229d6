"""`why`: the explanation is that of the computation, for every rule."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ONE, ledger, read

from ecoclaim import words
from ecoclaim.deadlines import rulebook
from ecoclaim.deadlines.explain import explanations
from ecoclaim.ledger.load import load_case, load_office, load_pack
from ecoclaim.ledger.places import case_ids
from ecoclaim.standing import Standing
from ecoclaim.views.table import Paper
from ecoclaim.views.why import Answer
from written import WORKDAYS

FULL = Path(__file__).parents[1] / "fixtures" / "full"

REVIEW = "- {event: clue-received, date: 2025-09-08, channel: transferred, note: 函件收到}\n"
SERVED = "- {event: notice-served, date: 2025-01-23, obligor: A, method: direct, evidence: [3]}\n"
WITH_EVIDENCE = ONE + "evidence:\n  - {no: 3, name: 送达回证}\n"


def explained(run: Run, *arguments: str) -> list[dict[str, object]]:
    answer = run("why", *arguments, "--format", "json")
    assert answer.code == 0, answer.err
    found: list[dict[str, object]] = read(answer)["why"]
    return found


def test_each_day_is_counted_or_skipped_with_the_notice_that_says_so(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2025_0001=f"{WITH_EVIDENCE}---\n{SERVED}")
    text = run("why", "1", "reply", "--on", "2025-02-01", "--lang", "en").out
    assert "2025-01-26" in text
    assert "国务院办公厅关于2025年部分节假日安排的通知" in text
    assert "evidence: 3 送达回证" in text
    (row,) = explained(run, "1", "reply", "--on", "2025-02-01")
    reading = row["readings"][0]  # type: ignore[index]
    counted = [step["date"] for step in reading["steps"] if step["counted"]]
    assert counted == ["2025-01-24", "2025-01-26", "2025-01-27", "2025-02-05", "2025-02-06"]
    days = [date.fromisoformat(step["date"]) for step in reading["steps"]]
    assert days == [date(2025, 1, 24) + timedelta(days=number) for number in range(14)]
    assert (row["rolled"], row["may_act_from"]) == ("2025-02-06", "2025-02-07")


def test_the_roll_and_the_day_to_plan_by_are_told_day_by_day(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2025_0001=REVIEW)
    (row,) = explained(run, "1", "preliminary-review", "--on", "2025-09-10")
    assert [step["date"] for step in row["readings"][0]["steps"]][-1] == "2025-10-08"  # type: ignore[index]
    assert [one["date"] for one in row["readings"][0]["roll"]] == ["2025-10-09"]  # type: ignore[index]
    assert [(one["date"], one["worked"]) for one in row["plan"]] == [  # type: ignore[index, attr-defined]
        *((f"2025-10-0{number}", False) for number in range(8, 0, -1)),
        ("2025-09-30", True),
    ]
    assert row["event"]["fields"] == {"channel": "transferred", "note": "函件收到"}  # type: ignore[index]
    text = run("why", "1", "preliminary-review", "--on", "2025-09-10", "--lang", "en").out
    assert "2025-09-10 … 2025-10-07" in text
    assert "2025-09-30" in text
    assert "entry 1 of events.yaml" in text


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("1", "reply"), ["2025-0001/reply/A/2025-01-23", "2025-0001/reply/B/2025-01-24"]),
        (("1", "reply", "--obligor", "B"), ["2025-0001/reply/B/2025-01-24"]),
        (("1", "reply", "--instance", "2025-01-23"), ["2025-0001/reply/A/2025-01-23"]),
        (("1", "reply/A"), ["2025-0001/reply/A/2025-01-23"]),
        (("2025-0001/reply/B/2025-01-24",), ["2025-0001/reply/B/2025-01-24"]),
        (("1", "义务人反馈是否同意磋商"), ["2025-0001/reply/A/2025-01-23", "2025-0001/reply/B/2025-01-24"]),
        (("2025-0001/consultation-period",), ["2025-0001/consultation-period"]),
        (
            ("渗坑", "consultation-period"),
            [
                *("2025-0001/consultation-period", "2025-0001/consultation-period/A"),
                "2025-0001/consultation-period/B",
            ],
        ),
        (("quarterly-clue-list/2025Q1",), ["quarterly-clue-list/2025Q1"]),
        (("quarterly-clue-list",), ["quarterly-clue-list/2025Q1"]),
        (("-", "线索筛查清单"), ["quarterly-clue-list/2025Q1"]),
    ],
)
def test_a_row_is_named_as_a_person_would(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], keys: list[str]
) -> None:
    two = "pack: xpcc\ntitle: 某厂渗坑排污\nobligors:\n  - {key: A, name: 甲}\n  - {key: B, name: 乙}\n"
    events = SERVED + SERVED.replace("obligor: A", "obligor: B").replace("-23", "-24")
    ledger(tmp_path, "format: 1\npack: zhangye-2024\nsince: 2025-01-01\n", c2025_0001=f"{two}---\n{events}")
    assert [one["key"] for one in explained(run, *arguments, "--on", "2025-02-01")] == keys


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("9", "reply"), 3, "no case 9"),
        (("1", "replies"), 3, "did you mean reply"),
        (("1", "preliminary-review"), 3, "started by: "),
        (("reply",), 3, "rule of a case"),
        (("1", "procuratorate-notice"), 3, "does not apply in this office"),
        ((), 2, ""),
    ],
)
def test_what_cannot_be_explained_is_told_with_the_cure(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ledger(tmp_path, c2025_0001=SERVED)
    answer = run("why", *arguments, "--on", "2025-02-01", "--lang", "en")
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_restarts_of_the_limitation_are_told_in_order(run: Run, tmp_path: Path) -> None:
    events = (
        "- {event: damage-known, date: 2023-10-20, obligor: A}\n"
        + SERVED
        + "- {event: demand-made, date: 2025-03-03}\n"
    )
    ledger(tmp_path, c2025_0001=events)
    (row,) = explained(run, "1", "limitation", "--on", "2025-04-01")
    assert [one["date"] for one in row["restarts"]] == ["2025-01-23", "2025-03-03"]  # type: ignore[attr-defined]
    assert row["start"] == {"event": "demand-made", "date": "2025-03-03"}
    assert [one["due"] for one in row["readings"]] == ["2030-03-03", "2028-03-03"]  # type: ignore[attr-defined]


def test_an_assumed_start_is_told(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2025_0001=REVIEW)
    (row,) = explained(run, "1", "limitation", "--on", "2025-10-01")
    assert "assumed-start" in row["warnings"]  # type: ignore[operator]
    assert [one["event"] for one in row["assumed"]] == ["clue-received"]  # type: ignore[attr-defined]
    assert "assumed" in run("why", "1", "limitation", "--on", "2025-10-01", "--lang", "en").out


def test_a_limit_is_explained_by_what_counted(run: Run, tmp_path: Path) -> None:
    events = SERVED + "".join(
        f"- {{event: meeting-held, date: 2025-02-{day}, outcome: {outcome}}}\n"
        for day, outcome in (("10", "none"), ("12", "absent"), ("14", "none"))
    )
    ledger(tmp_path, c2025_0001=events)
    answer = run("why", "1", "consultation-meetings", "--on", "2025-03-01", "--format", "json")
    (limit,) = read(answer)["limits"]
    assert (limit["used"], limit["max"], limit["status"]) == (2, 3, "free")
    assert [one["date"] for one in limit["events"]] == ["2025-02-10", "2025-02-14"]
    assert run("why", "1", "consultation-meetings", "--on", "2025-03-01").code == 0


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("on", ["2026-04-09", "2026-06-20", "2026-11-21"])
def test_every_row_of_the_full_ledger_is_explained(language: str, on: str) -> None:
    words.use(language)
    day = date.fromisoformat(on)
    office = load_office(FULL)
    for name in case_ids(FULL):
        case = load_case(FULL, name)
        book = rulebook(load_pack(FULL, case.file.pack or ""), office)
        standing = Standing(case, office, book, WORKDAYS, day)
        told = explanations(standing.rows, standing.episodes, WORKDAYS)
        for one in told:
            answer = Answer(day, case, (one,), WORKDAYS.known_until)
            assert one.row.case is not None
            assert answer.table(Paper(width=80)).count("\n") > 4
            assert json.loads(answer.json())["why"][0]["key"] == one.row.key
            for path in one.paths:
                assert not path.steps or path.steps[-1].date == path.reading.due
                assert sum(step.counted for step in path.steps) == (path.reading.number or 0)
    words.use("zh")
