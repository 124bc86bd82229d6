"""Two officers, two branches, with real git: by our driver, by a clone that has none, and by one whose driver is gone."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from ecoclaim import yamlfile
from ecoclaim.archive import commit
from ecoclaim.archive.driver import driver_works, merges_by_driver, register_driver
from ecoclaim.archive.repository import repository
from ecoclaim.ledger.fresh import attributes_file
from gitwork import git, put, tried

EVENTS = "cases/2026-0001/events.yaml"
CLUE = "# 收到线索\n- event: clue-received\n  date: 2026-09-01\n"
START = "# 启动\n- event: review-started\n  date: 2026-09-02\n"
REPLY = "# 答复\n- event: reply-received\n  date: 2026-09-02\n"
LATER = CLUE.replace("09-01", "09-03")


@pytest.fixture
def ledger(root: Path) -> Path:
    """Give a ledger with one event, its .gitattributes, and no driver registered."""
    put(root, ".gitattributes", attributes_file().decode())
    put(root, EVENTS, "# 2026-0001\n" + CLUE)
    git(root, "add", ".")
    git(root, "commit", "-qm", "ledger")
    return root


def two_branches(root: Path, ours: str, theirs: str) -> bool:
    """Write both states on branches of their own and merge them; tell whether git did it without a conflict."""
    git(root, "switch", "-qc", "theirs")
    put(root, EVENTS, "# 2026-0001\n" + theirs)
    git(root, "commit", "-qam", "theirs")
    git(root, "switch", "-q", "main")
    put(root, EVENTS, "# 2026-0001\n" + ours)
    git(root, "commit", "-qam", "ours")
    return tried(root, "merge", "-q", "--no-edit", "theirs").returncode == 0


def events(root: Path) -> str:
    return (root / EVENTS).read_text("utf-8")


@pytest.mark.parametrize(
    ("ours", "theirs", "wanted"),
    [
        (CLUE + START, CLUE + REPLY, CLUE + START + REPLY),
        (LATER, CLUE + START, LATER + START),
        (CLUE + START, CLUE + START, CLUE + START),
    ],
)
def test_the_driver_merges_what_both_recorded(ledger: Path, ours: str, theirs: str, wanted: str) -> None:
    register_driver(repository(ledger))
    assert two_branches(ledger, ours, theirs)
    assert events(ledger) == "# 2026-0001\n" + wanted
    assert git(ledger, "status", "--porcelain") == ""


def test_a_rebase_and_a_pull_merge_by_the_driver_too(ledger: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(ledger), "bare.git")
    clones = [tmp_path / name for name in ("甲", "乙")]
    for clone, entry in zip(clones, (START, REPLY), strict=True):
        git(tmp_path, "clone", "-q", "bare.git", clone.name)
        put(clone, EVENTS, events(clone) + entry)
        # A clone learns of the driver with its first commit of ours.
        commit(clone, [clone / EVENTS], "s")
    git(clones[0], "push", "-q")
    git(clones[1], "pull", "-q", "--rebase")
    assert events(clones[1]).endswith(CLUE + START + REPLY)
    git(clones[1], "push", "-q")
    put(clones[0], EVENTS, events(clones[0]) + LATER)
    commit(clones[0], [clones[0] / EVENTS], "s")
    git(clones[0], "pull", "-q", "--no-rebase", "--no-edit")
    assert events(clones[0]).endswith(CLUE + START + LATER + REPLY)


def test_the_driver_works_for_a_ledger_deep_in_a_repository(root: Path) -> None:
    put(root, "办公 室/.gitattributes", attributes_file().decode())
    put(root, f"办公 室/{EVENTS}", CLUE)
    commit(root / "办公 室", [root / "办公 室" / EVENTS], "s")
    assert merges_by_driver(repository(root / "办公 室"), EVENTS)
    assert not merges_by_driver(repository(root), EVENTS)


@pytest.mark.parametrize("driver", ["", "gone", "conflict"])
def test_without_the_driver_or_in_doubt_there_is_a_plain_conflict_that_holds_both(ledger: Path, driver: str) -> None:
    if driver:
        register_driver(repository(ledger))
    ours, theirs = (LATER, CLUE.replace("09-01", "09-04")) if driver == "conflict" else (CLUE + START, CLUE + REPLY)
    if driver == "gone":
        said = git(ledger, "config", "merge.ecoclaim-entries.driver")
        git(ledger, "config", "merge.ecoclaim-entries.driver", "/gone/python" + said[said.index(" ") :])
        assert not driver_works(repository(ledger))
    assert not two_branches(ledger, ours, theirs)
    text = events(ledger)
    assert git(ledger, "status", "--porcelain") == f"UU {EVENTS}"
    assert [mark for mark in ("<<<<<<<", "=======", ">>>>>>>") if mark not in text] == []
    for part in (*ours.splitlines(), *theirs.splitlines()):
        assert part in text


def test_a_driver_that_is_gone_is_registered_anew(ledger: Path) -> None:
    git(ledger, "config", "merge.ecoclaim-entries.driver", "/gone/python -m ecoclaim")
    register_driver(repository(ledger))
    assert driver_works(repository(ledger))


def test_a_driver_that_a_person_set_is_kept(ledger: Path) -> None:
    git(ledger, "config", "merge.ecoclaim-entries.driver", "/bin/sh own %A")
    register_driver(repository(ledger))
    assert git(ledger, "config", "merge.ecoclaim-entries.driver") == "/bin/sh own %A"


def test_two_cases_under_one_number_are_never_mixed(ledger: Path) -> None:
    register_driver(repository(ledger))
    for branch, day in (("theirs", "09-05"), ("main", "09-06")):
        git(ledger, "switch", "-q", *(["-c"] if branch == "theirs" else []), branch)
        put(ledger, "cases/2026-0002/events.yaml", CLUE.replace("09-01", day))
        git(ledger, "add", ".")
        git(ledger, "commit", "-qm", branch)
    assert tried(ledger, "merge", "-q", "theirs").returncode != 0
    assert "<<<<<<<" in (ledger / "cases/2026-0002/events.yaml").read_text("utf-8")


@pytest.mark.parametrize("pull", ["--rebase", "--no-rebase"])
def test_two_officers_who_write_for_weeks_lose_nothing(ledger: Path, tmp_path: Path, pull: str) -> None:
    chance = Random(7)
    git(tmp_path, "clone", "-q", "--bare", str(ledger), "bare.git")
    officers = [tmp_path / name for name in ("甲", "乙")]
    for officer in officers:
        git(tmp_path, "clone", "-q", "bare.git", officer.name)
    wanted: set[str] = set()
    for turn in range(16):
        officer = chance.choice(officers)
        note = f"第{turn}次\n{chance.choice(['- 电话', '# 来人', '  ', '来函'])}\n"
        path = officer / EVENTS
        data = path.read_bytes()
        entries = yamlfile.read(data, EVENTS).tree
        assert isinstance(entries, list)
        if turn % 4 == 3:
            # Each mends an entry of their own: that both mend one field is a conflict, and tested above.
            mine = [at for at, one in enumerate(entries) if isinstance(one, dict) and one.get("reason") == officer.name]
            if mine:
                at = chance.choice(mine)
                wanted -= {note_of(entries[at])}
                path.write_bytes(yamlfile.splice(data, (at, "note"), note, EVENTS))
                wanted.add(note)
        else:
            entry = {"event": "demand-made", "date": "2026-09-18", "reason": officer.name, "note": note}
            path.write_bytes(yamlfile.append(data, entry, "催告", EVENTS))
            wanted.add(note)
        commit(officer, [path], f"{turn}")
        if chance.random() < 0.4:
            git(officer, "pull", "-q", pull, "--no-edit")
            git(officer, "push", "-q")
    for officer in (*officers, *officers):
        git(officer, "pull", "-q", pull, "--no-edit")
        git(officer, "push", "-q")
    texts = {(officer / EVENTS).read_bytes() for officer in officers}
    assert len(texts) == 1
    entries = yamlfile.read(texts.pop(), EVENTS).tree
    assert isinstance(entries, list)
    notes = [note_of(one) for one in entries[1:]]
    assert len(notes) == len(set(notes))
    assert set(notes) == wanted


def note_of(entry: object) -> str:
    assert isinstance(entry, dict)
    return str(entry["note"])


def test_what_union_would_do_with_one_corrected_and_one_appended_is_why_it_is_not_used(root: Path) -> None:
    put(root, ".gitattributes", "events.yaml merge=union\n")
    put(root, EVENTS, "# 2026-0001\n" + CLUE)
    git(root, "add", ".")
    git(root, "commit", "-qm", "ledger")
    assert two_branches(root, LATER, CLUE + START)
    assert "  date: 2026-09-03\n  date: 2026-09-01\n" in events(root)
