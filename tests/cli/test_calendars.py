"""One calendar for every command of a ledger: the nation's days, a region's, and those that an office has entered."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger, read

XPCC = "format: 1\npack: xpcc\ndepartment: {name: 某师生态环境局}\nsince: 2027-01-01\nlanguage: zh\n"
ZHANGYE = XPCC.replace("xpcc", "zhangye-2024")
SERVED = "- {event: notice-served, date: 2025-06-03}\n- {event: notice-issued, date: 2026-05-20, meeting: 1}\n"
MEETING = "meetings: [{no: 1, on: 2026-06-03}]\n"
NEW_YEAR = "year: 2027\noff: [{name: 元旦, from: 2027-01-01, to: 2027-01-03}]\n"
OWN = "year: 2026\nissuer: 某师办公室\nnotice: {number: 师办〔2026〕3号}\noff: [{name: 师庆, from: 2026-08-17, to: 2026-08-18}]\n"


def test_every_command_in_a_ledger_counts_by_the_calendar_of_its_pack(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, XPCC, c2025_0001=SERVED)
    (tmp_path / "cases/2025-0001/case.yaml").open("a").write(MEETING)
    count = ("count", "2025-06-03", "5", "--working", "--format", "json")
    counted = read(run(*count))
    assert (counted["day"], counted["nationwide"]) == ("2025-06-13", {"day": "2025-06-10", "rolled": "2025-06-10"})
    assert read(run(*count, "--pack", "zhangye-2024"))["day"] == "2025-06-10"
    calendar = read(run("calendar", "2025", "--format", "json"))
    assert {"2025-03-31", "2025-06-06", "2025-06-09", "2025-06-10"} < {*calendar["off"]}
    sources = {one["date"]: (one["notice"], one["verified"]) for one in calendar["days"]}
    assert sources["2025-06-09"] == ("新疆维吾尔自治区人民政府办公厅2025年放假通知", False)
    assert sources["2025-06-02"] == ("国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）", True)

    deadlines = ("deadlines", "--status", "all", "--format", "json", "--on")
    rows = {one["key"]: one for one in read(run(*deadlines, "2025-06-13"))["deadlines"]}
    reply = rows["2025-0001/reply/A/2025-06-03"]
    assert (reply["due"], reply["rolled"], reply["may_act_from"], reply["certain"]) == (
        *("2025-06-13", "2025-06-13", "2025-06-14", True),
    )
    assert [(one["id"], one["due"]) for one in reply["readings"]] == [
        ("working-days", "2025-06-13"),
        ("national-days", "2025-06-10"),
    ]
    assert "国办发明电〔2024〕12号" in reply["readings"][1]["source"]
    assert {"unverified", "readings-differ"} <= {*reply["warnings"]}
    assert reply["status"] == "due-soon"
    assert read(run("show", "2025-1", "--on", "2025-06-13", "--format", "json"))["tracks"]["A"] == ["served"]
    assert read(run("show", "2025-1", "--on", "2025-06-14", "--format", "json"))["tracks"]["A"] == ["silent"]

    rows = {one["key"]: one for one in read(run(*deadlines, "2026-05-20"))["deadlines"]}
    lead = rows["2025-0001/notice-lead/A/1"]
    assert (lead["due"], lead["safe"]) == ("2026-05-22", "2026-05-21")
    assert [(one["id"], one["due"]) for one in lead["readings"]][:2] == [
        ("fifth-working-day", "2026-05-22"),
        ("national-days", "2026-05-27"),
    ]

    told = run("why", "2025-1", "reply", "--on", "2025-06-13", "--lang", "zh").out
    assert "古尔邦节放假（间接得知，待核）" in told
    assert "依据新疆维吾尔自治区人民政府办公厅2025年放假通知" in told
    assert "地区放假日为间接得知，或者尚不知道" in told
    assert "国务院办公厅关于2025年部分节假日安排的通知" in told

    sheet = run("render", "2025-1", "calculation", "--rule", "reply", "--draft", "--text", "--on", "2025-06-13").out
    assert "古尔邦节放假（新疆维吾尔自治区人民政府办公厅2025年放假通知）（间接得知，待核）" in sheet
    assert "放假安排依据国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）" in sheet
    assert "工作日和放假日依据" in sheet
    assert "新疆维吾尔自治区人民政府办公厅2025年放假通知" in sheet.partition("工作日和放假日依据")[2]


def test_outside_a_ledger_the_calendar_is_the_nations(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(run("count", "2025-06-03", "5", "--working", "--format", "json"))["day"] == "2025-06-10"
    assert (
        read(run("count", "2025-06-03", "5", "--working", "--pack", "xpcc", "--format", "json"))["day"] == "2025-06-13"
    )
    assert run("calendar", "2026", "--pack", "nothing").code == 3


def test_what_an_office_entered_counts_in_every_command_and_an_incomplete_notice_is_found(
    run: Run, tmp_path: Path
) -> None:
    files = {"calendars/2027.yaml": NEW_YEAR, "calendars/2026-own.yaml": OWN}
    ledger(tmp_path, ZHANGYE, files, c2026_0001="- {event: notice-served, date: 2026-08-14}\n")
    own = read(run("calendar", "2026", "--format", "json"))
    assert {"2026-08-17", "2026-08-18", "2026-05-01"} < {*own["off"]}
    assert "某师办公室2026年放假通知（师办〔2026〕3号）" in [one["notice"] for one in own["days"]]
    next_year = read(run("calendar", "2027", "--format", "json"))
    assert (next_year["known"], next_year["notice"]) == (False, "")
    assert {"2027-02-08", "2027-05-03"} & {*next_year["off"]} == {"2027-02-08"}
    assert "没有写全法定节假日" in run("calendar", "2027", "--lang", "zh").out
    found = read(run("count", "2027-02-05", "1", "--working", "--format", "json"))
    assert (found["day"], found["certain"]) == ("2027-02-09", False)

    rows = read(run("deadlines", "--status", "all", "--on", "2026-08-14", "--format", "json"))
    assert rows["calendar"]["known_until"] == "2026-11-30"
    [reply] = [one for one in rows["deadlines"] if one["rule"] == "reply"]
    assert (reply["due"], reply["readings"][1]["due"]) == ("2026-08-25", "2026-08-21")
    assert "unverified" not in reply["warnings"]

    findings = read(run("check", "--on", "2026-08-14", "--format", "json"))["findings"]
    [incomplete] = [one for one in findings if one["code"] == "notice-incomplete"]
    assert (incomplete["path"], incomplete["line"], incomplete["severity"]) == ("calendars/2027.yaml", 1, "warning")
    assert "春节" in incomplete["message"]
    assert "国庆节" in incomplete["message"]
    assert "2027" in run("doctor", "--on", "2026-08-14").out


def test_an_own_notice_replaces_what_is_known_of_the_region_at_second_hand(run: Run, tmp_path: Path) -> None:
    own = "issuer: 兵团办公厅\nnotice: {number: 兵办〔2026〕1号}\n"
    files = {
        "calendars/2025.yaml": f"year: 2025\n{own}off: [{{name: 古尔邦节, from: 2025-06-06, to: 2025-06-10}}]\n",
        "calendars/2026.yaml": f"year: 2026\n{own}off: [{{name: 古尔邦节, from: 2026-05-27, to: 2026-05-28}}]\n"
        "make_up: [2026-05-29]\n",
    }
    served = (
        "- {event: notice-served, date: 2020-06-03}\n- {event: notice-served, date: 2025-06-03}\n"
        "- {event: notice-served, date: 2026-05-26}\n"
    )
    ledger(tmp_path, XPCC, files, c2025_0001=served)
    rows = read(run("deadlines", "--status", "all", "--on", "2026-06-01", "--format", "json"))["deadlines"]
    replies = {one["instance"]: one for one in rows if one["rule"] == "reply"}
    assert {one: row["due"] for one, row in replies.items()} == {
        **{"2020-06-03": "2020-06-10", "2025-06-03": "2025-06-13"},
        "2026-05-26": "2026-06-04",
    }
    assert [name for name, row in replies.items() if "unverified" in row["warnings"]] == ["2020-06-03"]
    assert all(row["certain"] for row in replies.values())
    told = run("why", "2025-1", "reply", "--instance", "2026-05-26", "--on", "2026-06-01", "--lang", "zh").out
    assert "兵团办公厅2026年放假通知（兵办〔2026〕1号）" in told
    assert "间接得知" not in told


def test_files_that_contradict_each_other_are_named_by_every_command(run: Run, tmp_path: Path) -> None:
    other = "year: 2027\nissuer: 某师办公室\nmake_up:\n  - 2027-01-09\n  - 2027-01-03\n"
    ledger(tmp_path, ZHANGYE, {"calendars/2027.yaml": NEW_YEAR, "calendars/2027-own.yaml": other})
    for command in (("count", "2027-01-02", "1"), ("calendar", "2027"), ("deadlines",), ("check",)):
        answer = run(*command, "--lang", "en")
        assert answer.code == 4
        assert answer.out
        assert (
            "calendars/2027-own.yaml:5:5: make_up: 2027-01-03 is worked here and off in calendars/2027.yaml"
            in answer.err
        )
    impact = run("calendar", "impact", "calendars/2027.yaml", "--lang", "en")
    assert (impact.code, "2027-01-03" in impact.err) == (4, True)


def test_a_pack_names_a_calendar_that_there_is(run: Run, tmp_path: Path) -> None:
    text = "name: own\ntitle: {zh: 本办法, en: Ours}\nextends: xpcc\ncalendar: CALENDAR\n"
    ledger(tmp_path, XPCC.replace("xpcc", "own"), {"packs/own.yaml": text})
    for command in (("packs", "check", "packs/own.yaml"), ("deadlines",), ("calendar", "2025", "--pack", "own")):
        answer = run(*command, "--lang", "en")
        assert answer.code == 4
        assert "packs/own.yaml:4:" in answer.err
        assert "there is no calendar CALENDAR; known are: none, xinjiang" in answer.err
    (tmp_path / "packs/own.yaml").write_text(text.replace("CALENDAR", "none"), "utf-8")
    assert read(run("count", "2025-06-03", "5", "--working", "--format", "json"))["day"] == "2025-06-10"
    assert run("packs", "check", "packs/own.yaml").code == 0


def test_a_calculator_reads_no_more_of_a_ledger_than_it_counts_by(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, XPCC, {})
    code = (
        "import sys; from ecoclaim.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(code or 'ecoclaim.ledger.load' in sys.modules)"
    )
    words = ("count", "2025-06-03", "5", "--working", "--format", "json", "-C", str(tmp_path))
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, check=True)
    assert json.loads(done.stdout)["day"] == "2025-06-13"
    (tmp_path / "ecoclaim.yaml").write_text(XPCC.replace("format: 1", "format: 9"), "utf-8")
    assert (run(*words).code, run("calendar", "2025").code) == (4, 4)
