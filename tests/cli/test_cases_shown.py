"""`show`, `list` and `next`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ONE, ledger, read

FULL = Path(__file__).parents[1] / "fixtures" / "full"
REVIEW = "- {event: clue-received, date: 2026-09-08}\n"


def of_full(*arguments: str) -> tuple[str, ...]:
    return ("-C", str(FULL), *arguments)


def test_the_list_is_that_of_the_contract(run: Run) -> None:
    found = read(run(*of_full("list", "--on", "2026-05-01", "--format", "json")))["cases"]
    whose = {"ledger": found[0]["ledger"], "office": "张掖市生态环境局", "handlers": []}
    assert found[1] == whose | {
        "case": "2026-0002",
        "title": "某师某团三企业倾倒固体废物损害耕地",
        "stage": "litigating",
        "tracks": {
            "A": ["litigating"],
            "B": ["agreed-part", "confirming", "litigating", "performing"],
            "C": ["litigating"],
        },
        "next": {
            "rule": "limitation",
            "title": "诉讼时效",
            "rolled": "2029-04-10",
            "safe": "2029-04-10",
            "certain": False,
        },
    }
    assert found[0]["next"]["safe"] == "2026-05-27"


@pytest.mark.parametrize(
    ("stage", "cases", "code"),
    [
        ("performing", ["2026-0001"], 0),
        ("诉讼", ["2026-0002"], 0),
        ("clue", [], 0),
        ("nowhere", [], 2),
    ],
)
def test_the_list_is_cut_down_to_a_stage(run: Run, stage: str, cases: list[str], code: int) -> None:
    answer = run(*of_full("list", "--on", "2026-05-01", "--stage", stage, "--format", "json"))
    assert answer.code == code
    assert [one["case"] for one in read(answer)["cases"]] == cases if code == 0 else not answer.out


def test_the_list_for_a_spreadsheet_reads_back(run: Run) -> None:
    out = run(*of_full("list", "--on", "2026-05-01", "--format", "csv", "--lang", "en")).out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff"))))
    assert [row["case"] for row in rows] == ["2026-0001", "2026-0002"]
    assert rows[0]["safe"] == "2026-05-27"


def test_a_broken_case_is_named_and_the_others_listed(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001=REVIEW, c2026_0002=REVIEW)
    (tmp_path / "cases/2026-0001/case.yaml").unlink()
    answer = run("list", "--on", "2026-09-10", "--format", "json")
    assert answer.code == 4
    assert [one["case"] for one in read(answer)["cases"]] == ["2026-0002"]
    assert answer.err.startswith("cases/2026-0001/case.yaml")
    assert run("show", "2026-0001", "--on", "2026-09-10").code == 4
    assert run("show", "9", "--on", "2026-09-10").code == 3
    assert run("next", "9", "--on", "2026-09-10").code == 3


def test_a_case_is_shown_with_entries_as_numbered_in_the_file(run: Run, tmp_path: Path) -> None:
    late = REVIEW + "- {event: clue-found, date: 2026-09-01, channel: complaint}\n"
    ledger(tmp_path, c2026_0001=late)
    answer = run("show", "渗坑", "--on", "2026-09-10", "--format", "json")
    found = read(answer)
    assert [(one["entry"], one["event"]) for one in found["timeline"]] == [(2, "clue-found"), (1, "clue-received")]
    assert (found["stage"], found["tracks"], found["pack"]) == ("clue", {"A": ["identified"]}, "xpcc")
    assert "2026-0001/preliminary-review" in {one["key"] for one in found["deadlines"]}
    text = run("show", "1", "--on", "2026-09-10", "--lang", "en").out
    assert "Clue found by screening" in text
    assert "甲厂" in text


def test_what_happens_after_the_day_asked_for_is_not_shown(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001=REVIEW)
    assert read(run("show", "1", "--on", "2026-09-07", "--format", "json"))["timeline"] == []


STEPS = {
    "a clue": (REVIEW, ["review-started"]),
    "under review": (REVIEW + "- {event: review-started, date: 2026-09-09}\n", ["review-concluded"]),
    "to be started": (
        REVIEW + "- {event: review-concluded, date: 2026-09-09, opinion: start}\n",
        ["claim-started"],
    ),
    "to be referred": (
        REVIEW + "- {event: review-concluded, date: 2026-09-09, opinion: refer}\n",
        ["case-referred"],
    ),
    "investigated": (
        "- {event: claim-started, date: 2026-09-01}\n"
        "- {event: investigation-concluded, date: 2026-09-02, claim: yes}\n",
        ["team-formed"],
    ),
    "served": (
        "- {event: team-formed, date: 2026-09-01}\n- {event: notice-served, date: 2026-09-07}\n",
        ["reply-received"],
    ),
    "silent": (
        "- {event: team-formed, date: 2026-08-01}\n- {event: notice-served, date: 2026-08-03}\n",
        ["consultation-failed"],
    ),
    "defaulted without a title": (
        "- {event: agreement-signed, date: 2026-08-03}\n- {event: default-found, date: 2026-09-01}\n",
        ["lawsuit-filed"],
    ),
}


@pytest.mark.parametrize(("events", "expected"), STEPS.values(), ids=STEPS)
def test_next_names_what_to_record(run: Run, tmp_path: Path, events: str, expected: list[str]) -> None:
    ledger(tmp_path, c2026_0001=f"{ONE}---\n{events}")
    found = read(run("next", "1", "--on", "2026-09-10", "--format", "json"))["tasks"]
    assert set(expected) <= {one["event"] for one in found}
    assert run("next", "--on", "2026-09-10").code == 0


def test_next_names_the_form_and_the_day(run: Run, tmp_path: Path) -> None:
    ledger(
        tmp_path,
        "format: 1\npack: zhangye-2024\n",
        c2026_0001="- {event: agreement-signed, date: 2026-09-04, obligor: A}\n",
    )
    tasks = read(run("next", "1", "--on", "2026-09-10", "--format", "json"))["tasks"]
    (task,) = [one for one in tasks if one["event"] == "confirmation-applied"]
    assert (task["safe"], task["rolled"], task["rule"]) == ("2026-09-30", "2026-10-08", "confirmation-window")
    (form,) = task["forms"]
    assert form["form"] == "confirmation-application"
    assert all(set(gap) == {"field", "label", "who", "article"} for gap in form["missing"])
    assert form["missing"] != []
