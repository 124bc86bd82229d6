"""Git's list of commits is read right whatever stands in messages, names, paths and dates, and what is lost is said."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from types import FrameType

import pytest
from told import short

from ecoclaim.archive.earlier import commit_known
from ecoclaim.archive.history import case_history, done, whole_history
from ecoclaim.archive.walk import moment
from ecoclaim.errors import GitRefused, NotFound
from gitwork import git, put

EVENTS = "cases/2026-0001/events.yaml"
CLUE = "- event: clue-received\n  date: 2026-09-01\n"
ENTRY = "- event: demand-made\n  date: 2026-09-{:02d}\n  note: 第{}次\n"


def entered(root: Path, head: bytes, name: bytes = EVENTS.encode(), text: str = CLUE) -> None:
    """Enter one file in a commit whose object is written byte for byte, as a git that checks nothing would."""
    tree = git(root, "rev-parse", "HEAD^{tree}")
    put(root, "beside", text)
    blob = git(root, "hash-object", "-w", "beside")
    environment = {"GIT_INDEX_FILE": str(root / ".git/beside")}
    git(root, "read-tree", tree, **environment)
    fed(root, b"100644 " + blob.encode() + b"\t" + name + b"\0", "update-index", "-z", "--index-info", **environment)
    new = git(root, "write-tree", **environment)
    raw = f"tree {new}\nparent {git(root, 'rev-parse', 'HEAD')}\n".encode() + head
    commit = fed(root, raw, "hash-object", "-w", "-t", "commit", "--stdin", "--literally").decode().strip()
    git(root, "update-ref", "HEAD", commit)


def fed(root: Path, given: bytes, *arguments: str, **environment: str) -> bytes:
    import subprocess

    return subprocess.run(
        ["git", *arguments], cwd=root, input=given, env={**os.environ, **environment}, capture_output=True, check=True
    ).stdout


def people(author: bytes = b"A <a@b> 1790000000 +0800", committer: bytes = b"C <c@d> 1790000000 +0800") -> bytes:
    return b"author " + author + b"\ncommitter " + committer + b"\n"


HEADS = {
    "a name that is no text": people(b"\xff\xfe\xc3( <\xff@b> 1790000000 +0800") + b"\nm\n",
    "a name with signs of control": people(b"\x1e\x1f\x1b[31m <a\x1f@b> 1790000000 +0800") + b"\nm\n",
    "a name of nothing": people(b" <> 1790000000 +0800") + b"\nm\n",
    "no author": b"committer C <c@d> 1790000000 +0800\n\nm\n",
    "no date": people(b"A <a@b>") + b"\nm\n",
    "no date at all": people(b"A <a@b>", b"C <c@d>") + b"\nm\n",
    "a date beyond every calendar": people(b"A <a@b> 99999999999999 +0800", b"C <c@d> 99999999999999 +0800") + b"\nm\n",
    "a zone beyond the day": people(b"A <a@b> 1790000000 +9959", b"C <c@d> 1790000000 -9959") + b"\nm\n",
    "no message": people(),
    "a message of zero bytes": people() + b"\na\0b\0:100644 100644 a b M\0x\0",
    "a message that is no text": people() + b"\n\xff\xfe\x1e\x1f\xc3\n\n\xff: \xfe\n",
    "a message in another encoding": people() + b"encoding GBK\n\n" + "登记".encode("gbk") + b"\n",
    "an encoding that is none": people() + b"encoding \xff\x1e\n\nm\n",
    "a signature": people() + b"gpgsig -----BEGIN\n x\n\x1e\n -----END\n\nm\n",
    "the command of somebody": people() + b"\nm\n\nEcoclaim-Command: \x1b[31m" + b"x" * 9000 + b"\n",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_commit_is_told_whatever_its_head_and_message(root: Path, name: str) -> None:
    entered(root, HEADS[name])
    entered(root, people() + b"\nlast\n", text=CLUE.replace("09-01", "09-02"))
    steps = list(done(root, case_history(root, "2026-0001")))
    assert [[short(one) for one in changes] for _one, changes in steps] == [
        [("recorded", "1", "clue-received", "2026-09-01")],
        [("corrected", "date", "2026-09-01", "2026-09-02")],
    ]
    assert {one.command for one, _changes in steps} == {""}
    assert steps[-1][0].subject == "last"
    assert len(whole_history(root)) == 3
    # Told in the words of both forms, whatever stands there.
    for one, _changes in steps:
        f"{one.who}{one.subject}{one.address}".encode()
    if name == "a message in another encoding":
        assert steps[0][0].subject == "登记"
    commit_known(root, date(2030, 1, 1))


def test_who_wrote_it_is_who_the_commit_says(root: Path) -> None:
    put(root, ".mailmap", "李四 <li@example.org> <zhang@example.org>\n")
    git(root, "add", ".mailmap")
    git(root, "commit", "-qm", "m")
    assert {(one.who, one.address) for one in whole_history(root)} == {("张三", "zhang@example.org")}


PATHS = [b"\nx", b":100644 100644 a b M", b"\x1e\x1f\xff", b"a" * 40, "文 件 ".encode(), b" "]


@pytest.mark.parametrize("name", PATHS)
def test_a_path_is_a_path_whatever_it_looks_like(root: Path, name: bytes) -> None:
    entered(root, people() + b"\nm\n", b"cases/2026-0001/evidence/" + name)
    entered(root, people() + b"\nm\n")
    told = [[one.file for one in changes] for _one, changes in done(root, case_history(root, "2026-0001"))]
    assert told == [[os.fsdecode(b"cases/2026-0001/evidence/" + name)], [EVENTS]]


@pytest.mark.parametrize("name", [b"cases/x\ny/case.yaml", b"cases/2026-0001/case.yaml/x", b"cases/ /case.yaml"])
def test_an_odd_folder_beside_a_case_that_gets_another_number_is_told_too(root: Path, name: bytes) -> None:
    text = "id: 2026-0001\ntitle: 渗坑\n"
    entered(root, people() + b"\nm\n", name, text)
    entered(root, people() + b"\nm\n", b"cases/2026-0002/case.yaml", text.replace("0001", "0002"))
    git(root, "reset", "-q", "--hard")
    git(root, "mv", "cases/2026-0002", "cases/2026-0003")
    (folder := root / os.fsdecode(name).rpartition("/")[0].removesuffix("/case.yaml")).rename(root / "cases/2026-0009")
    assert not folder.exists()
    git(root, "add", "-A")
    git(root, "commit", "-qm", "m")
    told = [[one.kind for one in changes] for _one, changes in done(root, case_history(root, "2026-0003"))]
    assert told == [["opened"], ["renumbered"]]
    assert len(list(done(root, whole_history(root)))) == 4


def test_a_submodule_in_place_of_a_case_file_is_told_as_a_file_that_came(root: Path) -> None:
    put(root, EVENTS, CLUE)
    git(root, "add", "-A")
    head = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{head},cases/2026-0001/case.yaml")
    git(root, "commit", "-qm", "m")
    told = [[short(one) for one in changes] for _one, changes in done(root, case_history(root, "2026-0001"))]
    assert told == [[("added", "cases/2026-0001/case.yaml", ""), ("recorded", "1", "clue-received", "2026-09-01")]]


def test_settings_and_replaced_objects_change_nothing(root: Path) -> None:
    ledger = root / "a"
    for n in (1, 2):
        put(ledger, EVENTS, CLUE * n)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "m")
    before = [one.files for one in whole_history(ledger)]
    for setting in ("log.follow=true", "diff.relative=true", "log.date=iso", "color.ui=always", "log.diffMerges=off"):
        git(root, "config", *setting.split("="))
    git(root, "config", "core.abbrev", "4")
    git(root, "replace", git(root, "rev-parse", "HEAD~1"), git(root, "rev-parse", "HEAD~2"))
    assert [one.files for one in whole_history(ledger)] == before
    assert len(case_history(ledger, "2026-0001")) == 2


def test_a_part_of_the_history_that_is_lost_is_said_and_not_told_as_removed(root: Path) -> None:
    for n in (1, 2):
        put(root, EVENTS, CLUE * n)
        git(root, "add", "-A")
        git(root, "commit", "-qm", "m")
    lost = git(root, "rev-parse", f"HEAD~1:{EVENTS}")
    (root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    with pytest.raises(GitRefused, match=f"is missing or damaged \\({lost}\\)"):
        list(done(root, case_history(root, "2026-0001")))


def test_a_file_that_is_too_large_is_told_as_that(root: Path) -> None:
    put(root, EVENTS, CLUE)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "m")
    put(root, EVENTS, CLUE + "# " + "x" * 3_000_000 + "\n")
    git(root, "commit", "-qam", "m")
    assert [one.kind for _one, changes in done(root, case_history(root, "2026-0001")) for one in changes] == [
        *("recorded", "unreadable"),
    ]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("0 +0000", datetime(1970, 1, 1, tzinfo=timezone(timedelta()))),
        ("1790000000 +0800", datetime(2026, 9, 21, 22, 13, 20, tzinfo=timezone(timedelta(hours=8)))),
        ("1790000000 -0330", datetime(2026, 9, 21, 10, 43, 20, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
        ("", None),
        ("99999999999999 +0000", None),
        ("1790000000 +9900", None),
        ("１ +0000", None),
    ],
)
def test_a_time_of_git_is_read_or_none(raw: str, read: datetime | None) -> None:
    found = moment(raw)
    assert found == read
    assert (found and found.utcoffset()) == (read and read.utcoffset())


# As git knew it, by clocks that were wrong.


def on(root: Path, day: str) -> str:
    put(root, "a", day)
    git(root, "add", "-A")
    git(root, "commit", "-qm", day, GIT_COMMITTER_DATE=f"{day}T09:00:00+08:00")
    return git(root, "rev-parse", "HEAD")


@pytest.mark.parametrize("wrong", ["2031-01-01", "2001-01-01"])
def test_a_clock_that_was_wrong_hides_no_other_commit(root: Path, wrong: str) -> None:
    first, odd, last = on(root, "2027-01-02"), on(root, wrong), on(root, "2027-01-05")
    assert commit_known(root, date(2027, 1, 5)) == last
    # What bears a day long gone was known when what came before it was.
    assert commit_known(root, date(2027, 1, 3)) == (first if wrong > "2027" else odd)
    with pytest.raises(NotFound, match="its history begins on"):
        commit_known(root, date(2000, 1, 1))


# What a long history costs.


def cost(work: Callable[[], object]) -> tuple[int, int]:
    """Count the calls of functions, Python's and C's, that a piece of work takes, and those of them that start a git."""
    count = started = 0

    def seen(_frame: FrameType, event: str, about: object) -> None:
        nonlocal count, started
        count += event in ("call", "c_call")
        started += event == "c_call" and getattr(about, "__name__", "") == "fork_exec"

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count, started


def grown(root: Path, commits: int, cases: int) -> None:
    """Make a history in which each of so many commits appends an entry to one of the cases in turn."""
    begin = git(root, "rev-list", "--max-parents=0", "HEAD")
    pieces = []
    events = dict.fromkeys(range(cases), "")
    for n in range(commits):
        case = n % cases
        events[case] += ENTRY.format(n % 28 + 1, n)
        data = events[case].encode()
        pieces += [
            b"commit refs/heads/main\ncommitter A <a@b> %d +0800\ndata 1\nm\n" % (1_790_000_000 + 60 * n),
            *([f"from {begin}\n".encode()] if not n else []),
            b"M 100644 inline cases/2026-%04d/events.yaml\ndata %d\n" % (case + 1, len(data)),
            data + b"\n",
        ]
    fed(root, b"".join(pieces), "fast-import", "--quiet", "--force")


@pytest.mark.parametrize(("cases", "case"), [(1, "2026-0001"), (1, ""), (40, "")], ids=["a case", "all", "many cases"])
def test_twice_the_commits_take_twice_the_work_and_no_more_gits(root: Path, cases: int, case: str) -> None:
    def told() -> None:
        steps = list(done(root, case_history(root, case) if case else whole_history(root)))
        assert [one.kind for _one, changes in steps[-size:] for one in changes] == ["recorded"] * size

    took = []
    for size in (200, 400):
        grown(root, size, cases)
        took.append(cost(told))
    assert took[1][0] < 2.2 * took[0][0]
    assert took[1][1] == took[0][1] > 0
