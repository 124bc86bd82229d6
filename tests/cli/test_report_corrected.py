"""`report make` of a report that was sent: what has changed since stands beside, with the draft of a correction."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from commandline import Run
from ledgers import ledger, read
from python_calamine import CalamineWorkbook

SETTINGS = "format: 1\npack: zhangye-2024\nlanguage: zh\nsince: 2026-01-01\ndepartment: {name: 某市生态环境局}\n"
SENT = "- {report: half-year-report, period: 2026H1, sent: 2026-07-06, as_of: 2026-06-30}\n"
CASE = """title: 某厂渗坑排污
obligors: [{key: A, name: 甲厂}]
losses: [{head: assessment-cost, amount: 30000.10}]
---
- {event: clue-found, date: 2026-01-05}
- {event: review-concluded, date: 2026-02-02, opinion: start}
"""
LATE = "- {event: claim-started, date: 2026-06-25}\n"
AFTER = "- {event: notice-served, date: 2026-07-20, obligor: A}\n"
MAKE = ("report", "make", "half-year-report", "2026H1", "--on", "2026-09-01")


def kept(root: Path, day: str) -> None:
    who = {f"GIT_{one}_{what}": "x" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    when = {f"GIT_{one}_DATE": f"{day}T10:00:00+08:00" for one in ("AUTHOR", "COMMITTER")}
    for call in (["init", "-q"], ["add", "."], ["commit", "-qm", day]):
        subprocess.run(["git", *call], cwd=root, check=True, env={**os.environ, **who, **when})


def test_what_has_changed_since_a_report_was_sent_stands_beside_it(run: Run, tmp_path: Path) -> None:
    files = {"reports.yaml": SENT}
    root = ledger(tmp_path, SETTINGS, files, c2026_0001=CASE)
    call = ("-C", str(root), *MAKE)
    # Nobody can tell what the files said where git did not know them.
    assert read(run(*call, "--format", "json"))["sent_before"]["changes"] is None
    assert "无法比较" in run(*call, "--format", "text").out
    kept(root, "2026-07-05")
    assert read(run(*call, "--format", "json"))["sent_before"]["changes"] == []
    # Entered late, of a day that the report told of; the other entry is of a day after it.
    events = root / "cases/2026-0001/events.yaml"
    events.write_text(events.read_text("utf-8") + LATE + AFTER, "utf-8")
    kept(root, "2026-08-10")
    sent = read(run(*call, "--format", "json"))["sent_before"]
    assert (sent["sent"], sent["as_of"]) == ("2026-07-06", "2026-06-30")
    assert {(one["kind"], one["figure"]): (one["then"], one["now"]) for one in sent["changes"]} == {
        ("counts", "claims-started"): ("0", "1"),
        ("amounts", "claimed"): ("0", "30000.10"),
        ("stages", "investigating"): ("0", "1"),
        ("stages", "reviewing"): ("1", "0"),
    }
    assert all(one["cases"] == ["2026-0001"] for one in sent["changes"])
    text = run(*call, "--format", "text").out
    assert "更正说明（草稿）" in text
    assert "索赔金额：报送时 0.00，现为 30,000.10（2026-0001）" in text
    assert "报送后变化" in run(*call).out
    book = root / "report.xlsx"
    assert run(*call, "--out", str(book)).code == 0
    sheets = CalamineWorkbook.from_path(book)
    assert {"报送后变化", "更正说明（草稿）", "各指标对应案件"} <= set(sheets.sheet_names)
    behind = sheets.get_sheet_by_name("各指标对应案件").to_python()
    assert [row[2] for row in behind if row[1] == "索赔金额"] == ["2026-0001"]
    # One that was not sent is compared with nothing.
    year = (
        "-C",
        str(root),
        "report",
        "make",
        "quarterly-clue-list",
        "2026Q1",
        "--on",
        "2026-09-01",
        "--format",
        "json",
    )
    assert read(run(*year))["sent_before"] is None
