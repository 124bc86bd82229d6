"""Several processes at one ledger: nothing is lost, no number is given twice, nobody waits for the dead."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from interposed import command, forked, result, run
from scenes import SCENES, begin, environment

from ecoclaim import yamlfile
from ecoclaim.ledger import write
from gitwork import git

EVENTS = "cases/2026-0001/events.yaml"
RECORD = next(one for one in SCENES if one.name == "record")


@pytest.fixture
def place(starting: dict[str, Path], here: Path) -> Path:
    return begin(RECORD, starting["small"], here / "together")


def at_once(place: Path, lines: list[str]) -> list[tuple[int, str, str]]:
    """Run each command line in a process of its own, all at the same time."""
    running = [
        forked(lambda line=line: command(line.split(), place / "ledger", environment(place)))  # type: ignore[misc]
        for line in lines
    ]
    made = [result(*one) for one in running]
    assert None not in made
    return made  # type: ignore[return-value]


def entries(place: Path, name: str = EVENTS) -> list[dict[str, Any]]:
    tree = yamlfile.read((place / "ledger" / name).read_bytes(), name).tree
    assert isinstance(tree, list)
    return tree  # type: ignore[return-value]


def clean(place: Path) -> None:
    """Hold that git has everything."""
    assert git(place / "ledger", "status", "--porcelain", "--untracked-files=all") == ""


@pytest.mark.parametrize("many", [2, 8])
def test_all_that_record_at_once_on_one_case_are_kept(place: Path, many: int) -> None:
    before = entries(place)
    commits = int(git(place / "ledger", "rev-list", "--count", "HEAD"))
    lines = [f"record 1 progress-reported --date 2026-11-{day:02} to=某厅{day}" for day in range(1, many + 1)]
    assert [code for code, _out, _err in at_once(place, lines)] == [0] * many
    added = entries(place)[len(before) :]
    assert entries(place)[: len(before)] == before
    assert sorted(one["to"] for one in added) == sorted(f"某厅{day}" for day in range(1, many + 1))
    assert int(git(place / "ledger", "rev-list", "--count", "HEAD")) == commits + many
    clean(place)


@pytest.mark.parametrize("many", [2, 8])
def test_all_that_open_a_case_at_once_get_a_number_of_their_own(place: Path, many: int) -> None:
    lines = [f"new-case --title 案{number} --received 2026-11-20 --format json" for number in range(many)]
    made = at_once(place, lines)
    assert [code for code, _out, _err in made] == [0] * many
    cases = sorted(path.name for path in (place / "ledger/cases").iterdir())
    assert cases == [f"2026-{number:04}" for number in range(1, 4 + many)]
    titles = [
        yamlfile.read((place / f"ledger/cases/{case}/case.yaml").read_bytes(), case).tree["title"]  # type: ignore[index,call-overload]
        for case in cases[3:]
    ]
    assert sorted(titles) == [f"案{number}" for number in range(many)]
    clean(place)


def test_a_case_and_its_fields_and_its_entries_at_once(place: Path) -> None:
    (place / "out/more.txt").write_text("二页\n", "utf-8")
    lines = [
        "record 1 progress-reported --date 2026-11-01 to=某厅",
        "set 1 incident.place=某镇",
        "set 1 incident.harm=某害",
        "correct 1 2 note=改",
        "evidence add 1 ../out/photo.jpg",
        "evidence add 1 ../out/more.txt",
        "new-case --title 新 --received 2026-11-20",
        "report sent quarterly-clue-list 2026Q3 --date 2026-10-09",
    ]
    assert [code for code, _out, _err in at_once(place, lines)] == [0] * len(lines)
    tree = yamlfile.read((place / "ledger/cases/2026-0001/case.yaml").read_bytes(), "case.yaml").tree
    assert isinstance(tree, dict)
    assert [tree["incident"][key] for key in ("place", "harm")] == ["某镇", "某害"]  # type: ignore[index,call-overload]
    assert [one["no"] for one in tree["evidence"]] == ["1", "2"]  # type: ignore[index,call-overload,union-attr]
    assert entries(place)[1]["note"] == "改"
    assert entries(place)[-1]["event"] == "progress-reported"
    clean(place)


def test_what_an_editor_saves_in_between_is_not_overwritten(place: Path, starting: dict[str, Path]) -> None:
    """At each call of `record` an editor saves the file that `record` is about to replace."""
    words, kept, refused = RECORD.words, 0, 0
    calls = run(words, place / "ledger", environment(place)).calls
    path, said = place / "ledger" / EVENTS, "# 手写的一行\n".encode()
    for k, name in enumerate(calls, 1):
        begin(RECORD, starting["small"], place)
        done = run(words, place / "ledger", environment(place), meanwhile=(k, lambda: _append(path, said)))
        if name == "replace" and done.code == 0:
            # Between the last look and the replacement there is no call at which anything could be done.
            continue
        assert said in path.read_bytes(), (k, name, done)
        if done.code == 0:
            kept += 1
            assert entries(place)[-1]["event"] == "investigation-started"
        else:
            refused += 1
            assert done.code == 4, done
            assert "changed by someone else" in done.err
            assert EVENTS in done.err
            assert entries(place)[-1]["event"] == "damage-known"
    assert kept
    assert refused


def _append(path: Path, said: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND)
    os.write(handle, said)
    os.close(handle)


def _holding(place: Path) -> int:
    """Start a process that takes the lock and keeps it; gives its pid once it has it."""
    read, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            with write.locked(place / "ledger"):
                os.write(told, b"x")
                time.sleep(600)
        finally:
            os._exit(1)
    assert os.read(read, 1) == b"x"
    os.close(read)
    os.close(told)
    return pid


def test_a_lock_that_is_held_is_told_and_nothing_is_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "WAIT_SECONDS", 0.2)
    before = entries(place)
    pid = _holding(place)
    try:
        done = run(RECORD.words, place / "ledger", environment(place))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert done.code == 4
    assert "another ecoclaim is writing" in done.err
    assert entries(place) == before
    clean(place)


def test_a_lock_of_a_dead_process_does_not_block(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "WAIT_SECONDS", 0.2)
    pid = _holding(place)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert (place / "ledger/.ecoclaim.lock").exists()
    assert run(RECORD.words, place / "ledger", environment(place)).code == 0
    clean(place)


def test_a_lock_that_is_let_go_in_time_is_waited_for(place: Path) -> None:
    pid = _holding(place)
    waiting = forked(lambda: command(RECORD.words, place / "ledger", environment(place)))
    time.sleep(0.3)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    made = result(*waiting)
    assert made is not None
    assert made[0] == 0
    clean(place)
