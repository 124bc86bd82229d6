"""`new-case`: the next case folder with its first event."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from commandline import Run, process

from ecoclaim.ledger.load import load_case

ON = ("--on", "2026-09-10")


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    run("init", "--pack", "zhangye-2024", "--department", "张掖市生态环境局", "--on", "2026-01-01")
    return tmp_path


def test_makes_a_case_that_loads_with_its_clue_and_obligors(run: Run, ledger: Path) -> None:
    answer = run(
        *("new-case", "--title", "示例公司: 渗坑 # 排放", "--received", "2026-09-08", "--channel", "complaint"),
        *("--obligor", "示例甲公司", "--obligor", "no", *ON),
    )
    assert answer.code == 0
    assert "2026-0001" in answer.out
    assert "2026-10-08" in answer.out
    case = load_case(ledger, "2026-0001")
    assert case.file.title == "示例公司: 渗坑 # 排放"
    assert [(one.key, one.name) for one in case.file.obligors] == [("A", "示例甲公司"), ("B", "no")]
    assert [(one.name, one.date.isoformat(), one.text("channel")) for one in case.events] == [
        ("clue-received", "2026-09-08", "complaint")
    ]


def test_json_names_the_case_its_path_and_its_deadlines(run: Run, ledger: Path) -> None:
    answer = run("new-case", "--title", "甲", "--found", "2026-09-08", "--format", "json", *ON)
    told = json.loads(answer.out)
    assert told["schema"] == 1
    assert (told["case"], told["path"]) == ("2026-0001", "cases/2026-0001")
    assert told["deadlines"][0]["key"] == "2026-0001/preliminary-review"
    assert told["deadlines"][0]["due"] == "2026-10-08"


def test_a_coordinators_ledger_shows_its_own_duty_and_no_review(run: Run, tmp_path: Path) -> None:
    run("init", "--pack", "zhangye-2024", "--department", "市环委办", "--role", "coordinator")
    answer = run("new-case", "--title", "甲", "--received", "2026-09-08", "--format", "json", *ON)
    assert [one["rule"] for one in json.loads(answer.out)["deadlines"]] == ["forward-clue"]


def test_files_carry_a_chinese_comment_over_each_key(run: Run, ledger: Path) -> None:
    run("new-case", "--title", "甲", "--received", "2026-09-08", "--obligor", "乙", *ON)
    lines = (ledger / "cases/2026-0001/case.yaml").read_text(encoding="utf-8").splitlines()
    for above, line in pairwise(lines):
        if not line.lstrip().startswith("#"):
            assert above.lstrip().startswith("#"), line
            assert any("\u4e00" <= sign <= "\u9fff" for sign in above), line
    assert "# 接到线索\n- event: clue-received\n" in (ledger / "cases/2026-0001/events.yaml").read_text(
        encoding="utf-8"
    )


def test_the_number_follows_the_years_last_one_and_the_year_is_todays(run: Run, ledger: Path) -> None:
    (ledger / "cases/2026-0041").mkdir(parents=True)
    (ledger / "cases/2025-0099").mkdir()
    run("new-case", "--title", "甲", "--received", "2025-12-30", "--on", "2026-01-02")
    run("new-case", "--title", "乙", "--received", "2026-12-30", "--on", "2027-01-02")
    assert (ledger / "cases/2026-0042/case.yaml").exists()
    assert (ledger / "cases/2027-0001/case.yaml").exists()


def test_a_channel_may_be_named_by_its_title(run: Run, ledger: Path) -> None:
    run("new-case", "--title", "甲", "--received", "2026-09-08", "--channel", "其他渠道", *ON)
    assert load_case(ledger, "2026-0001").events[0].text("channel") == "other"


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        ((), 2, ("--title", "--received", "--found")),
        (("--title", "甲"), 2, ("--received",)),
        (("--found", "2026-09-08"), 2, ("--title",)),
        (("--title", " ", "--found", "2026-09-08"), 2, ("--title",)),
        (("--title", "甲", "--found", "2026-09-08", "--received", "2026-09-09"), 2, ("--received",)),
        (("--title", "甲", "--found", "2026-09-11"), 7, ("2026-09-11", "2026-09-10")),
        (("--title", "甲", "--found", "2026年9月"), 2, ("2026年9月",)),
        (("--title", "甲", "--found", "2026-09-08", "--channel", "rumour"), 2, ("rumour", "complaint")),
        (("--title", "甲", "--found", "2026-09-08", "--pack", "gansu"), 3, ("gansu", "xpcc")),
        (("--title", "甲\n乙", "--found", "2026-09-08"), 2, ("--title",)),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    run: Run, ledger: Path, arguments: tuple[str, ...], code: int, named: tuple[str, ...]
) -> None:
    answer = run("new-case", *arguments, *ON)
    assert answer.code == code
    assert all(word in answer.err for word in named)
    assert list((ledger / "cases").iterdir()) == []


def test_without_a_ledger_it_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    answer = run("new-case", "--title", "甲", "--found", "2026-09-08", *ON)
    assert answer.code == 3
    assert "ecoclaim init" in answer.err


def test_text_that_is_no_utf8_is_refused(ledger: Path) -> None:
    title = b"\xff\xfe"
    done = subprocess.run(
        [sys.executable, "-m", "ecoclaim", "new-case", "--title", title, "--found", "2026-09-08", "-C", str(ledger)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_two_processes_at_once_make_two_cases(ledger: Path) -> None:
    call = [sys.executable, "-m", "ecoclaim", "new-case", "--title", "甲", "--found", "2026-09-08", "-C", str(ledger)]
    running = [subprocess.Popen([*call, *ON], stdout=subprocess.DEVNULL) for _number in range(3)]
    assert [one.wait() for one in running] == [0, 0, 0]
    assert sorted(one.name for one in (ledger / "cases").iterdir()) == ["2026-0001", "2026-0002", "2026-0003"]


def test_it_works_as_a_process_of_its_own(ledger: Path) -> None:
    done = process("new-case", "--title", "甲", "--found", "2026-09-08", "-C", str(ledger), *ON)
    assert done.returncode == 0
    assert "2026-0001" in done.stdout.decode()


def test_nobody_is_taken_for_an_organization_who_may_be_a_person(run: Run, ledger: Path) -> None:
    answer = run(
        *("new-case", "--title", "某案", "--received", "2026-09-08"),
        *("--obligor", "示例甲公司", "--obligor", "某砂场", "--obligor", "李四", *ON),
    )
    assert [one.kind for one in load_case(ledger, "2026-0001").file.obligors] == ["organization", None, None]
    for key in "BC":
        cure = f"ecoclaim set 2026-0001 obligors.{key}.kind=person"
        assert cure in answer.err
        assert run(*cure.split()[1:], *ON).code == 0
    assert [one.kind for one in load_case(ledger, "2026-0001").file.obligors] == ["organization", "person", "person"]
