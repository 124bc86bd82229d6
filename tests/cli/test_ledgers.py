"""Several ledgers at once: a coordinator's answers are made over the departments' ledgers."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger, read

from ecoclaim.cli.commands import COMMANDS
from ecoclaim.cli.options import OVER_SEVERAL
from ecoclaim.outside.workbooks import sheets

ON = ("--on", "2026-11-20")
CLUE = "- {event: clue-received, date: 2026-09-08, channel: complaint, sender: 某县, letter_no: 1号}\n"
CLAIM = (
    CLUE + "- {event: review-concluded, date: 2026-09-15, opinion: start}\n- {event: claim-started, date: 2026-09-20}\n"
)
ABOUT = "title: 某厂排污\nobligors:\n  - {key: A, name: 甲厂}\nlosses:\n  - {head: restoration-cost, amount: '1000.10'}\n---\n"


def settings(name: str, role: str = "department") -> str:
    return (
        f"format: 1\nid: {name}\npack: zhangye-2024\nrole: {role}\nsince: 2026-01-01\ndepartment: {{name: {name}局}}\n"
    )


@pytest.fixture
def all_of_them(tmp_path: Path) -> list[str]:
    """A coordinator without a case and two departments, whose cases have the same numbers; as options."""
    ledger(tmp_path / "office", settings("office", "coordinator"))
    ledger(tmp_path / "east", settings("east"), c2026_0001=ABOUT + CLAIM, c2026_0002=CLUE)
    ledger(tmp_path / "west", settings("west"), c2026_0001=ABOUT + CLAIM)
    return [word for name in ("office", "east", "west") for word in ("-C", str(tmp_path / name))]


def test_every_row_says_whose_it_is_and_no_case_is_taken_for_another(run: Run, all_of_them: list[str]) -> None:
    cases = read(run(*all_of_them, "list", *ON, "--format", "json"))["cases"]
    assert [(one["ledger"], one["office"], one["case"]) for one in cases] == [
        ("east", "east局", "2026-0001"),
        ("east", "east局", "2026-0002"),
        ("west", "west局", "2026-0001"),
    ]
    rows = read(run("deadlines", *all_of_them, *ON, "--format", "json"))["deadlines"]
    keys = [(one["ledger"], one["key"]) for one in rows]
    assert len(set(keys)) == len(keys)
    assert {name for name, _key in keys} == {"office", "east", "west"}
    days = [one["safe"] for one in rows if one["safe"] and one["status"] == "open"]
    assert days == sorted(days)
    for command in ("deadlines", "list"):
        told = csv.DictReader(io.StringIO(run(command, *all_of_them, *ON, "--lang", "en", "--format", "csv").out))
        assert {(one["ledger"], one["office"]) for one in told} >= {("east", "east局"), ("west", "west局")}
    tasks = read(run("next", *all_of_them, *ON, "--format", "json"))["tasks"]
    assert {one["ledger"] for one in tasks} == {"office", "east", "west"}
    for command in ("deadlines", "list", "next"):
        text = run(command, *all_of_them, *ON).out
        assert "east局" in text, command
        assert "west局" in text, command


def test_one_ledger_says_whose_its_rows_are_too(run: Run, all_of_them: list[str]) -> None:
    east = all_of_them[2:4]
    alone = read(run(*east, "list", *ON, "--format", "json"))["cases"]
    together = read(run(*all_of_them, "list", *ON, "--format", "json"))["cases"]
    assert alone == [one for one in together if one["ledger"] == "east"]
    assert "east局" not in run(*east, "list", *ON).out


def test_a_case_is_sought_in_each_of_them(run: Run, all_of_them: list[str]) -> None:
    rows = read(run("deadlines", "2026-1", *all_of_them, *ON, "--format", "json"))["deadlines"]
    assert {one["ledger"] for one in rows} == {"east", "west"}
    rows = read(run("deadlines", "2026-2", *all_of_them, *ON, "--format", "json"))["deadlines"]
    assert {one["ledger"] for one in rows} == {"east"}
    assert run("deadlines", "2026-3", *all_of_them, *ON).code == 3


def test_a_coordinator_reports_over_the_departments(run: Run, all_of_them: list[str], tmp_path: Path) -> None:
    whole = ("report", "make", "annual-report", "2026", *ON, "--format", "json")
    assert read(run(*all_of_them[:2], *whole))["counts"]["clues"] == 0
    assert read(run(*all_of_them, *whole))["counts"]["clues"] == 3
    # What the departments owe it, it makes for all of them too.
    assert run(*all_of_them[:2], "report", "make", "half-year-report", "2026H2", *ON).code == 3
    found = read(run(*all_of_them, "report", "make", "half-year-report", "2026H2", *ON, "--format", "json"))
    # By hand: three clues, two claims of 1,000.10 yuan.
    assert (found["counts"]["clues"], found["counts"]["claims-started"]) == (3, 2)
    assert found["amounts"]["claimed"] == "2000.20"
    assert [(one["ledger"], one["case"]) for one in found["cases"]] == [
        *(("east", "2026-0001"), ("east", "2026-0002"), ("west", "2026-0001"))
    ]
    clues = read(run(*all_of_them, "report", "make", "quarterly-clue-list", "2026Q3", *ON, "--format", "json"))["clues"]
    assert [(one["office"], one["case"]) for one in clues] == [
        *(("east局", "2026-0001"), ("east局", "2026-0002"), ("west局", "2026-0001"))
    ]
    for ending in ("xlsx", "docx", "csv", "txt"):
        made = tmp_path / f"list.{ending}"
        answer = run(*all_of_them, "report", "make", "quarterly-clue-list", "2026Q3", *ON, "--out", str(made))
        assert answer.code == 0, answer
    (sheet, *_more) = sheets(tmp_path / "list.xlsx")
    told = [" ".join(str(cell) for cell in row if cell) for row in sheet.rows]
    assert any("office局" in line for line in told[:2])
    assert sum("west局 2026-0001" in line for line in told) == 1
    assert "west局 2026-0001" in (tmp_path / "list.txt").read_text(encoding="utf-8")
    assert "office局" in (tmp_path / "list.txt").read_text(encoding="utf-8").splitlines()[0]


def test_the_figures_add_up_over_all(run: Run, all_of_them: list[str]) -> None:
    answer = run("stats", *all_of_them, *ON, "--by", "office", "--format", "json")
    assert answer.code == 0
    assert '"2000.20"' in answer.out
    assert answer.out.count("1000.10") >= 2


def test_the_board_is_over_all(run: Run, all_of_them: list[str], tmp_path: Path) -> None:
    page = tmp_path / "board.html"
    assert run("board", *all_of_them, *ON, "--out", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "west局" in text
    assert text.count("2,000.20") >= 1


def test_a_finding_names_the_file_in_its_ledger(run: Run, all_of_them: list[str], tmp_path: Path) -> None:
    found = read(run("check", *all_of_them, *ON, "--format", "json"))["findings"]
    mine = [one for one in found if one["ledger"] == "west" and one["case"] == "2026-0001"]
    assert mine
    assert all(one["path"].startswith(str(tmp_path / "west" / "cases")) for one in mine)
    assert all(one["office"] == "west局" for one in mine)


def test_a_broken_ledger_is_named_and_hides_no_other(run: Run, all_of_them: list[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    ledger(bad, "format: 1\npack: [\n")
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    (tmp_path / "west/cases/2026-0001/events.yaml").write_text("- {event: no}\n", encoding="utf-8")
    more = [*all_of_them, "-C", str(bad), "-C", str(nothing)]
    for command in (["list"], ["deadlines"], ["next"], ["stats"], ["report", "make", "half-year-report", "2026H2"]):
        answer = run(*command, *more, *ON, "--format", "json")
        assert answer.code == 4, command
        problems = json.loads(answer.out)["problems"]
        for path in (bad / "ecoclaim.yaml", nothing, tmp_path / "west/cases/2026-0001/events.yaml"):
            assert any(one["path"] == str(path) for one in problems), (command, path)
            assert str(path) in answer.err
        assert "east" in answer.out
    assert run("check", *more, *ON).code == 4
    # The report is that of the first: without it there is none.
    first = run("-C", str(bad), *all_of_them, "report", "make", "half-year-report", "2026H2", *ON)
    assert (first.code, first.out) == (4, "")
    assert run("list", "-C", str(bad), "-C", str(nothing), *ON).code == 4


def test_a_ledger_named_twice_counts_once_and_two_of_one_id_are_told(
    run: Run, all_of_them: list[str], tmp_path: Path
) -> None:
    again = [*all_of_them, "-C", str(tmp_path / "west" / ".." / "west")]
    assert run("list", *again, *ON, "--format", "json").out == run("list", *all_of_them, *ON, "--format", "json").out
    ledger(tmp_path / "copy", settings("west"), c2026_0001=CLUE)
    answer = run("list", *all_of_them, "-C", str(tmp_path / "copy"), *ON, "--lang", "en")
    assert answer.code == 4
    assert (
        f"{tmp_path / 'copy' / 'ecoclaim.yaml'}: id: the ledger {tmp_path / 'west'} has the id west too" in answer.err
    )


@pytest.mark.parametrize("before", [True, False])
def test_other_commands_are_about_one_ledger(run: Run, all_of_them: list[str], before: bool) -> None:
    for words in (["show", "2026-1"], ["doctor"], ["packs", "list"], ["report", "due"], ["record", "2026-1", "closed"]):
        answer = run(*all_of_them, *words) if before else run(*words, *all_of_them)
        assert (answer.code, answer.out) == (2, ""), words
        assert f"ecoclaim {' '.join(words[:1])}" in answer.err
        assert "report make" in answer.err
    assert set(OVER_SEVERAL) <= set(COMMANDS)


def test_a_calendar_over_several_has_the_rows_of_each(run: Run, all_of_them: list[str]) -> None:
    text = run("deadlines", *all_of_them, *ON, "--format", "ics").out
    assert "@east.ecoclaim" in text
    assert "@west.ecoclaim" in text
