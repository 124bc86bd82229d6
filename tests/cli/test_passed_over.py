"""What lies in a ledger's folders under a name that nothing reads is told, and so is what cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger, read

from gitwork import put

CASE = "id: 2026-0006\ntitle: 甲\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return ledger(tmp_path / "ledger", c2026_0001="- {event: clue-received, date: 2026-09-08}\n")


@pytest.mark.parametrize(
    ("path", "told", "matters"),
    [
        ("cases/2026-0006 - 副本/case.yaml", "cases/2026-0006 - 副本", True),
        ("cases/２０２６-0006/events.yaml", "cases/２０２６-0006", True),
        ("cases/2026-6/case.yaml", "cases/2026-6", True),
        ("cases/扫描件/1.pdf", "cases/扫描件", False),
        ("cases/说明.docx", "cases/说明.docx", False),
        ("calendars/2027.yml", "calendars/2027.yml", True),
        ("calendars/2027.yaml.txt", "calendars/2027.yaml.txt", True),
        ("packs/own.YAML", "packs/own.YAML", False),
        ("packs/older/own.yaml", "packs/older", False),
        ("templates/consultation-notice.docx", "templates/consultation-notice.docx", False),
        ("templates/zhangye/consultation-notice.docx", "templates/zhangye", False),
        ("templates/xpcc/告知书.docx", "templates/xpcc/告知书.docx", False),
        ("templates/xpcc/consultation-notice.doc", "templates/xpcc/consultation-notice.doc", False),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_passed_over_is_told(run: Run, root: Path, path: str, told: str, matters: bool, language: str) -> None:
    put(root, path, CASE)
    at = ("-C", str(root), "--lang", language, "--on", "2026-09-20")
    found = [one for one in read(run("check", *at, "--format", "json"))["findings"] if one["code"] == "passed-over"]
    assert [(one["path"], one["severity"]) for one in found] == [(told, "warning")]
    signs = [one for one in read(run("doctor", *at, "--format", "json"))["doctor"] if one["id"] == "passed-over"]
    assert [(one["state"], one["found"].startswith(told)) for one in signs] == [("to-do", True)]
    for command in ("list", "deadlines", "next"):
        answer = run(command, *at)
        assert answer.code == 0
        assert (told in answer.err) is matters
    assert run("show", "1", *at).err == ""
    shown = run("check", *at)
    assert told in shown.out
    assert shown.err == ""


@pytest.mark.parametrize(
    "path",
    [
        *["cases/.DS_Store", "cases/Thumbs.db", "calendars/README.md", "packs/.gitkeep", "cases/~$甲.docx"],
        *["templates/house/dossier-cover.docx", "templates/xpcc/consultation-notice.docx", "templates/README.txt"],
    ],
)
def test_what_belongs_there_or_is_left_behind_by_systems_is_not_told(run: Run, root: Path, path: str) -> None:
    put(root, path, "x")
    found = read(run("check", "-C", str(root), "--on", "2026-09-20", "--format", "json"))["findings"]
    assert [one["path"] for one in found if one["code"] == "passed-over"] == []


@pytest.mark.parametrize(("language", "clean"), [("zh", "未发现问题"), ("en", "Nothing was found")])
def test_a_check_beside_a_broken_file_does_not_say_that_all_is_well(
    run: Run, tmp_path: Path, language: str, clean: str
) -> None:
    root = ledger(tmp_path / "broken", c2026_0001="- {event: clue-received, date: 2026-09-08}\n", c2026_0002="- [\n")
    words = ("-C", str(root), "--lang", language, "--on", "2026-09-20")
    for command in ("check", "verify"):
        answer = run(command, *words)
        assert answer.code == 4
        assert "cases/2026-0002/events.yaml" in answer.err
        assert not answer.out.startswith(clean)
        assert answer.out.startswith("有 1 个文件读不了" if language == "zh" else "1 file cannot be read")
    shutil.rmtree(root / "cases/2026-0002")
    for command in ("check", "verify"):
        answer = run(command, *words)
        assert (answer.code, answer.out.strip().rstrip(".。")) == (0, clean)
