"""A case keeps its history under another number, proved by its folders; what a message says decides nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import short

from ecoclaim.archive.history import case_history, done, whole_history
from gitwork import git, put, tried

CASE, EVENTS = "cases/2026-000{}/case.yaml", "cases/2026-000{}/events.yaml"
CLUE = "- event: clue-received\n  date: 2026-09-0{}\n"
START = "- event: review-started\n  date: 2026-09-08\n"
OPENED_1 = [("opened", CASE.format(1), "渗坑"), ("recorded", "1", "clue-received", "2026-09-01")]


def renumber(root: Path, old: str, new: str) -> None:
    """Give a case another number as any hand or program would: its folder's name and its id."""
    (root / "cases" / old).rename(root / "cases" / new)
    case = root / "cases" / new / "case.yaml"
    case.write_bytes(case.read_bytes().replace(f"id: {old}".encode(), f"id: {new}".encode()))


def committed(root: Path, message: str = "m", **environment: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "--allow-empty", "-qm", message, **environment)


def opened(root: Path, number: int, title: str = "渗坑", day: int = 1, message: str = "m") -> None:
    put(root, CASE.format(number), f"id: 2026-000{number}\ntitle: {title}\nincident:\n  place: 某镇\n")
    put(root, EVENTS.format(number), CLUE.format(day))
    committed(root, message)


def moved(root: Path, old: int, new: int) -> None:
    renumber(root, f"2026-000{old}", f"2026-000{new}")


def changed(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    put(root, name, text.replace(old, new))


def told(root: Path, number: int = 0) -> list[list[tuple[str, ...]]]:
    listed = case_history(root, f"2026-000{number}") if number else whole_history(root)[1:]
    return [[short(one) for one in changes] for _commit, changes in done(root, listed)]


def renumbered(old: int, new: int) -> tuple[str, ...]:
    return ("renumbered", f"cases/2026-000{new}/", f"2026-000{old}")


MESSAGES = {
    "says that it had another number": "s\n\nEcoclaim-Case: 2026-0001\nEcoclaim-Was: 2026-0002",
    "says that another has its number": "s\n\nEcoclaim-Case: 2026-0002\nEcoclaim-Was: 2026-0001",
    "says it of itself": "s\n\nEcoclaim-Case: 2026-0001\nEcoclaim-Was: 2026-0001",
    "says it of no case": "s\n\nEcoclaim-Was: 2026-0001",
    "has thousands of trailers": "s\n\n" + "Ecoclaim-Was: 2026-0001\n" * 5000,
    "looks like git's own list": "s\x1e\x1f" * 9 + "\n\n\x1e" + "\x1f" * 9 + "\n:100644 100644 a b M\n",
    "is empty": "",
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_neither_hides_nor_moves_anything(root: Path, name: str) -> None:
    opened(root, 1)
    changed(root, EVENTS.format(1), "09-01", "08-31")
    git(root, "commit", "--allow-empty-message", "-qam", MESSAGES[name])
    put(root, EVENTS.format(1), CLUE.format(2) + START)
    committed(root)
    wanted = [
        OPENED_1,
        [("corrected", "date", "2026-09-01", "2026-08-31")],
        [("corrected", "date", "2026-08-31", "2026-09-02"), ("recorded", "2", "review-started", "2026-09-08")],
    ]
    assert told(root, 1) == told(root) == wanted


def test_what_a_person_commits_by_hand_needs_no_trailer(root: Path) -> None:
    opened(root, 1)
    put(root, "cases/2026-0001/evidence/笔录.txt", "甲")
    put(root, "cases/2026-0001/documents/x.docx", "x")
    committed(root)
    moved(root, 1, 5)
    committed(root, "改号")
    wanted = [
        OPENED_1,
        [("added", f"cases/2026-0001/{name}", "") for name in ("documents/x.docx", "evidence/笔录.txt")],
        [renumbered(1, 5)],
    ]
    assert told(root, 5) == told(root) == wanted


def test_what_was_changed_along_with_the_number_is_told_besides(root: Path) -> None:
    opened(root, 1)
    put(root, "cases/2026-0001/evidence/1.txt", "甲")
    put(root, "cases/2026-0001/evidence/2.txt", "乙")
    committed(root)
    moved(root, 1, 5)
    changed(root, CASE.format(5), "某镇", "某乡")
    changed(root, EVENTS.format(5), CLUE.format(1), CLUE.format(1) + START)
    (root / "cases/2026-0005/evidence/1.txt").unlink()
    put(root, "cases/2026-0005/evidence/2.txt", "丙")
    opened(root, 2, "别的")
    assert told(root, 5)[-1] == [
        renumbered(1, 5),
        ("field", "incident.place", "某镇", "某乡"),
        ("recorded", "2", "review-started", "2026-09-08"),
        ("removed", "cases/2026-0005/evidence/1.txt", ""),
        ("changed", "cases/2026-0005/evidence/2.txt", ""),
    ]
    assert {one[0] for one in told(root)[-1]} == {"renumbered", "field", "changed", "recorded", "removed", "opened"}
    assert told(root, 2) == [[("opened", CASE.format(2), "别的"), ("recorded", "1", "clue-received", "2026-09-01")]]


def test_a_folder_that_was_renamed_and_its_id_written_later(root: Path) -> None:
    opened(root, 1)
    (root / "cases/2026-0001").rename(root / "cases/2026-0005")
    committed(root)
    changed(root, CASE.format(5), "2026-0001", "2026-0005")
    committed(root)
    assert told(root, 5) == [OPENED_1, [renumbered(1, 5)], [("field", "id", "2026-0001", "2026-0005")]]


OTHERS = {
    "another title": ("另一件", 1),
    "another clue": ("渗坑", 2),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_case_that_goes_while_another_comes_is_not_that_one(root: Path, name: str) -> None:
    opened(root, 1)
    git(root, "rm", "-rq", "cases/2026-0001")
    opened(root, 5, *OTHERS[name])
    assert [one[0][0] for one in told(root, 5)] == ["opened"]
    assert {one[0] for one in told(root)[-1]} == {"removed", "taken-back", "opened", "recorded"}


def test_a_copy_has_its_own_history(root: Path) -> None:
    opened(root, 1)
    put(root, CASE.format(5), (root / CASE.format(1)).read_text("utf-8").replace("0001", "0005"))
    put(root, EVENTS.format(5), CLUE.format(1))
    committed(root)
    assert told(root, 1) == [OPENED_1]
    assert [[one[0] for one in step] for step in told(root, 5)] == [["opened", "recorded"]]


def test_of_two_folders_that_came_only_one_is_the_case_that_went(root: Path) -> None:
    opened(root, 1)
    moved(root, 1, 6)
    text = (root / CASE.format(6)).read_text("utf-8")
    put(root, CASE.format(5), text.replace("0006", "0005").replace("某镇", "某乡"))
    put(root, EVENTS.format(5), CLUE.format(1))
    committed(root)
    assert told(root, 6) == [OPENED_1, [renumbered(1, 6)]]
    assert [[one[0] for one in step] for step in told(root, 5)] == [["opened", "recorded"]]


def test_a_case_that_was_removed_and_brought_back_keeps_what_was_before(root: Path) -> None:
    opened(root, 1)
    git(root, "rm", "-rq", "cases/2026-0001")
    committed(root)
    git(root, "revert", "-n", "HEAD")
    committed(root)
    assert [[one[0] for one in step] for step in told(root, 1)] == [
        ["opened", "recorded"],
        ["removed", "taken-back"],
        ["opened", "recorded"],
    ]


def test_two_that_move_up_one_in_a_commit(root: Path) -> None:
    opened(root, 1, "甲")
    opened(root, 2, "乙", 2)
    moved(root, 2, 3)
    moved(root, 1, 2)
    committed(root)
    assert [step[0] for step in told(root, 2)] == [("opened", CASE.format(1), "甲"), renumbered(1, 2)]
    assert [step[0] for step in told(root, 3)] == [("opened", CASE.format(2), "乙"), renumbered(2, 3)]
    assert told(root)[-1] == [renumbered(1, 2), renumbered(2, 3)]


def test_two_under_one_number_that_a_merge_settles_by_another(root: Path) -> None:
    git(root, "switch", "-qc", "two")
    opened(root, 1, "乙", 2)
    git(root, "switch", "-q", "main")
    opened(root, 1, "甲")
    assert tried(root, "merge", "two").returncode != 0
    git(root, "checkout", "-q", "--theirs", ".")
    moved(root, 1, 2)
    put(root, EVENTS.format(2), CLUE.format(2) + START)
    git(root, "checkout", "-q", "main", "--", "cases/2026-0001")
    committed(root, "merged")
    assert told(root, 1) == [[("opened", CASE.format(1), "甲"), ("recorded", "1", "clue-received", "2026-09-01")]]
    assert told(root, 2) == [
        [("opened", CASE.format(1), "乙"), ("recorded", "1", "clue-received", "2026-09-02")],
        [renumbered(1, 2), ("recorded", "2", "review-started", "2026-09-08")],
    ]
    assert [renumbered(1, 2)] == [one for step in told(root) for one in step if one[0] == "renumbered"]


def test_what_one_branch_wrote_while_another_gave_the_number_is_its_own_and_told_once(root: Path) -> None:
    opened(root, 1)
    git(root, "switch", "-qc", "two")
    moved(root, 1, 5)
    committed(root)
    git(root, "switch", "-q", "main")
    changed(root, EVENTS.format(1), CLUE.format(1), CLUE.format(1) + START)
    committed(root)
    git(root, "merge", "-q", "--no-edit", "two")
    assert not (root / "cases/2026-0001").exists()
    assert sorted(told(root, 5)) == sorted(
        [OPENED_1, [renumbered(1, 5)], [("recorded", "2", "review-started", "2026-09-08")]]
    )


def test_a_ledger_in_a_folder_of_its_own(root: Path) -> None:
    ledger = root / "办公 室"
    opened(ledger, 1)
    moved(ledger, 1, 5)
    committed(ledger)
    assert told(ledger, 5) == [OPENED_1, [renumbered(1, 5)]]


def test_a_number_given_to_and_fro_is_followed_to_its_beginning(root: Path) -> None:
    opened(root, 1)
    for old, new in ((1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 1), (1, 7)):
        moved(root, old, new)
        committed(root)
    assert [step[0][0] for step in told(root, 7)] == ["opened", *["renumbered"] * 7]
