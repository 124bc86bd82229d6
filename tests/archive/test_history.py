"""What each commit did, told from the files: entries, fields, papers, hand edits, merges, another number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from told import short

from ecoclaim.archive.driver import register_driver
from ecoclaim.archive.earlier import commit_known, lay_out
from ecoclaim.archive.history import Commit, case_history, done, whole_history
from ecoclaim.archive.numbers import OpenedTwice, numbers_elsewhere, opened_twice
from ecoclaim.archive.repository import repository
from ecoclaim.errors import GitRefused, NotFound
from ecoclaim.ledger.fresh import attributes_file
from gitwork import git, put, tried

CASE, EVENTS = "cases/2026-0001/case.yaml", "cases/2026-0001/events.yaml"
CLUE = "- event: clue-received\n  date: 2026-09-01\n"
START = "- event: review-started\n  date: 2026-09-02\n"
REPLY = "- event: reply-received\n  date: 2026-09-18\n  obligor: [A, B]\n"


def renumber(root: Path, old: str, new: str) -> None:
    """Give a case another number as any hand or program would: its folder's name and its id."""
    (root / "cases" / old).rename(root / "cases" / new)
    case = root / "cases" / new / "case.yaml"
    case.write_bytes(case.read_bytes().replace(f"id: {old}".encode(), f"id: {new}".encode()))


def write(root: Path, name: str, text: str, when: str = "2026-09-20T10:00:00+08:00", message: str = "m") -> None:
    put(root, name, text)
    git(root, "add", "-A")
    git(root, "commit", "-qm", message, GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when)


def told(root: Path, commits: list[Commit]) -> list[list[tuple[str, ...]]]:
    return [[short(one) for one in changes] for _commit, changes in done(root, commits)]


def test_each_step_of_a_case_is_told_with_old_and_new(root: Path) -> None:
    put(root, CASE, "id: 2026-0001\ntitle: 渗坑\nobligors:\n- key: A\n  name: 甲\n- key: B\n  name: 乙\n")
    write(root, EVENTS, CLUE)
    write(root, EVENTS, CLUE + REPLY)
    write(root, EVENTS, CLUE.replace("09-01", "08-31") + REPLY)
    write(root, EVENTS, CLUE.replace("09-01", "08-31"))
    write(root, CASE, "title: 渗坑\nid: 2026-0001\nobligors:\n- key: B\n  name: 丙\n  phone: '1'\n")
    write(root, "cases/2026-0001/evidence/1.jpg", "x")
    write(root, "cases/2026-0002/case.yaml", "id: 2026-0002\ntitle: 别的\n")
    assert told(root, case_history(root, "2026-0001")) == [
        [("opened", CASE, "渗坑"), ("recorded", "1", "clue-received", "2026-09-01")],
        [("recorded", "2", "reply-received", "2026-09-18", "A", "B")],
        [("corrected", "date", "2026-09-01", "2026-08-31")],
        [("taken-back", "2", "reply-received", "2026-09-18", "A", "B")],
        [
            ("field", "obligors.A", "{'key': 'A', 'name': '甲'}", "None"),
            ("field", "obligors.B.name", "乙", "丙"),
            ("field", "obligors.B.phone", "None", "1"),
        ],
        [("added", "cases/2026-0001/evidence/1.jpg", "")],
    ]


def test_comments_order_and_quotes_are_nothing_done(root: Path) -> None:
    put(root, CASE, "id: 2026-0001\ntitle: 渗坑\n")
    write(root, EVENTS, CLUE)
    put(root, CASE, "# 注\ntitle: '渗坑'\nid: 2026-0001\nname:\n")
    write(root, EVENTS, "# 注\n" + CLUE)
    assert len(told(root, case_history(root, "2026-0001"))) == 1


def test_a_state_that_cannot_be_read_is_told_as_that(root: Path) -> None:
    write(root, EVENTS, CLUE)
    write(root, EVENTS, CLUE + "- [\n")
    write(root, EVENTS, CLUE + START)
    kinds = [[one[0] for one in step] for step in told(root, case_history(root, "2026-0001"))]
    assert kinds == [["recorded"], ["unreadable"], ["unreadable"]]


def test_of_a_merge_only_what_neither_side_had_is_told(root: Path) -> None:
    put(root, ".gitattributes", attributes_file().decode())
    write(root, EVENTS, CLUE)
    register_driver(repository(root))
    git(root, "switch", "-qc", "two")
    write(root, EVENTS, CLUE + REPLY)
    git(root, "switch", "-q", "main")
    write(root, EVENTS, CLUE + START)
    git(root, "merge", "-q", "--no-edit", "two")
    entries = [one for step in told(root, case_history(root, "2026-0001")) for one in step]
    assert sorted(one[2] for one in entries) == ["clue-received", "reply-received", "review-started"]
    # A conflict solved by a third value is told once more, in the merge.
    git(root, "switch", "-qc", "three")
    write(root, EVENTS, (root / EVENTS).read_text("utf-8").replace("09-18", "09-19"))
    git(root, "switch", "-q", "main")
    write(root, EVENTS, (root / EVENTS).read_text("utf-8").replace("09-18", "09-17"))
    assert tried(root, "merge", "three").returncode != 0
    write(root, EVENTS, CLUE + START + REPLY.replace("09-18", "09-16"))
    last = told(root, case_history(root, "2026-0001"))[-1]
    assert last == [("corrected", "date", "2026-09-17", "2026-09-16")]


def test_of_two_entries_alike_that_a_merge_brings_together_it_tells_none(root: Path) -> None:
    register_driver(repository(root))
    put(root, ".gitattributes", attributes_file().decode())
    write(root, EVENTS, CLUE)
    git(root, "switch", "-qc", "two")
    write(root, EVENTS, CLUE + START + "  note: 乙\n")
    git(root, "switch", "-q", "main")
    write(root, EVENTS, CLUE + START + "  note: 甲\n")
    git(root, "merge", "-q", "--no-edit", "two")
    started = [("recorded", "2", "review-started", "2026-09-02")]
    assert told(root, case_history(root, "2026-0001"))[-2:] == [started, started]


def test_the_history_goes_on_under_another_number(root: Path) -> None:
    put(root, CASE, "id: 2026-0001\ntitle: 渗坑\n")
    write(root, EVENTS, CLUE)
    renumber(root, "2026-0001", "2026-0005")
    trailers = "s\n\nEcoclaim-Case: 2026-0005\nEcoclaim-Was: 2026-0001"
    git(root, "add", "-A")
    git(root, "commit", "-qm", trailers)
    put(root, CASE, "id: 2026-0001\ntitle: 另一件\n")
    write(root, "cases/2026-0005/events.yaml", CLUE + START)
    assert told(root, case_history(root, "2026-0005")) == [
        [("opened", CASE, "渗坑"), ("recorded", "1", "clue-received", "2026-09-01")],
        [("renumbered", "cases/2026-0005/", "2026-0001")],
        [("recorded", "2", "review-started", "2026-09-02")],
    ]


def test_of_two_cases_opened_under_one_number_each_has_its_own_history(root: Path) -> None:
    write(root, "a", "1")
    git(root, "switch", "-qc", "two")
    put(root, CASE, "id: 2026-0001\ntitle: 乙\n")
    write(root, EVENTS, CLUE.replace("09-01", "09-03"))
    for old, new in (("1", "5"), ("5", "1"), ("1", "6")):
        renumber(root, f"2026-000{old}", f"2026-000{new}")
        git(root, "add", "-A")
        git(root, "commit", "-qm", f"s\n\nEcoclaim-Case: 2026-000{new}\nEcoclaim-Was: 2026-000{old}")
    git(root, "switch", "-q", "main")
    put(root, CASE, "id: 2026-0001\ntitle: 甲\n")
    write(root, EVENTS, CLUE)
    git(root, "merge", "-q", "--no-edit", "two")
    write(root, EVENTS, CLUE + START)
    write(root, "cases/2026-0006/events.yaml", CLUE.replace("09-01", "09-03") + START)
    assert told(root, case_history(root, "2026-0001")) == [
        [("opened", CASE, "甲"), ("recorded", "1", "clue-received", "2026-09-01")],
        [("recorded", "2", "review-started", "2026-09-02")],
    ]
    assert told(root, case_history(root, "2026-0006")) == [
        [("opened", CASE, "乙"), ("recorded", "1", "clue-received", "2026-09-03")],
        [("renumbered", "cases/2026-0005/", "2026-0001")],
        [("renumbered", "cases/2026-0001/", "2026-0005")],
        [("renumbered", "cases/2026-0006/", "2026-0001")],
        [("recorded", "2", "review-started", "2026-09-02")],
    ]


def test_paths_are_those_of_the_ledger_wherever_it_lies(root: Path) -> None:
    write(root, f"办公 室/{EVENTS}", CLUE)
    write(root, EVENTS, CLUE + START)
    ledger = root / "办公 室"
    assert [list(one.files) for one in case_history(ledger, "2026-0001")] == [[EVENTS]]
    assert told(ledger, whole_history(ledger)) == [[("recorded", "1", "clue-received", "2026-09-01")]]


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    with pytest.raises(GitRefused, match="lies in no git repository"):
        whole_history(tmp_path)
    git(tmp_path, "init", "-q")
    assert whole_history(tmp_path) == []


# As git knew it.


def test_the_last_commit_of_a_day_is_that_by_the_clock_of_its_writer(root: Path) -> None:
    write(root, EVENTS, CLUE, "2026-09-20T23:59:00+08:00")
    write(root, EVENTS, CLUE + START, "2026-09-21T00:30:00+08:00")
    write(root, EVENTS, CLUE, "2026-09-22T09:00:00+08:00")
    commits = git(root, "log", "-3", "--format=%H").split()
    # The fixture's own commit is of today.
    assert commit_known(root, date(2026, 9, 20)) == commits[2]
    assert commit_known(root, date(2026, 9, 21)) == commits[1]
    assert commit_known(root, date(2030, 1, 1)) == commits[0]


def test_what_came_by_a_merge_is_known_from_the_merge_on(root: Path) -> None:
    git(root, "switch", "-qc", "two")
    write(root, EVENTS, CLUE, "2027-01-02T09:00:00+08:00")
    git(root, "switch", "-q", "main")
    write(root, "a", "1", "2027-01-03T09:00:00+08:00")
    later = "2027-01-05T09:00:00+08:00"
    git(root, "merge", "-q", "--no-edit", "two", GIT_AUTHOR_DATE=later, GIT_COMMITTER_DATE=later)
    for day, there in ((3, False), (4, False), (5, True)):
        folder = root.parent / str(day)
        folder.mkdir()
        lay_out(root, commit_known(root, date(2027, 1, day)), folder)
        assert (folder / EVENTS).exists() is there


def test_before_the_first_commit_nothing_was_known(root: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="its history begins on"):
        commit_known(root, date(2000, 1, 1))
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "-q")
    with pytest.raises(NotFound, match="nothing of this ledger"):
        commit_known(tmp_path / "empty", date(2026, 1, 1))


def test_a_ledger_is_laid_out_without_evidence_and_with_the_private_files_of_now(root: Path, tmp_path: Path) -> None:
    ledger = root / "办公 室"
    put(ledger, ".gitignore", "case.private.yaml\n")
    put(ledger, CASE, "a")
    put(ledger, "packs/own.yaml", "p")
    put(ledger, "cases/2026-0001/documents/x.docx", "x")
    write(ledger, "cases/2026-0001/evidence/deep/x.jpg", "x")
    put(ledger, CASE, "b")
    put(ledger, "cases/2026-0001/case.private.yaml", "secret")
    put(ledger, "cases/2026-0002/case.private.yaml", "of a case that was not there")
    there = tmp_path / "there"
    there.mkdir()
    lay_out(ledger, git(root, "rev-parse", "HEAD"), there)
    files = sorted(one.relative_to(there).as_posix() for one in there.rglob("*") if one.is_file())
    assert files == ["cases/2026-0001/case.private.yaml", CASE, "packs/own.yaml"]
    assert (there / CASE).read_text() == "a"


def test_a_commit_from_before_the_ledger_is_said(root: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="was not in git yet"):
        lay_out(put(root, "new/ecoclaim.yaml", "x").parent, git(root, "rev-parse", "HEAD"), tmp_path)


# Numbers given twice.


def test_a_number_that_two_branches_gave_to_different_cases_is_found(root: Path) -> None:
    write(root, "cases/2026-0001/case.yaml", "id: 2026-0001\ntitle: 旧案\n")
    git(root, "switch", "-qc", "two")
    write(root, "cases/2026-0001/case.yaml", "id: 2026-0001\ntitle: 旧案，改\n")
    write(root, "cases/2026-0002/case.yaml", "id: 2026-0002\ntitle: 乙\n")
    write(root, "cases/2026-0003/case.yaml", "id: 2026-0003\ntitle: 同\n")
    write(root, "cases/2026-0004/case.yaml", "id: 2026-0004\ntitle: 同一件\n")
    write(root, "cases/2026-0009/case.yaml", "id: 2026-0009\ntitle: 九\n")
    git(root, "switch", "-q", "main")
    write(root, "cases/2026-0002/case.yaml", "id: 2026-0002\ntitle: 甲\n")
    write(root, "cases/2026-0003/case.yaml", "id: 2026-0003\ntitle: 同\n")
    write(root, "cases/2026-0003/events.yaml", CLUE)
    write(root, "cases/2026-0004/case.yaml", "id: 2026-0004\ntitle: 同一件\nhandlers: [甲]\n")
    assert opened_twice(root) == [OpenedTwice("2026-0002", "two")]
    assert "2026-0009" in numbers_elsewhere(root)
