"""A git that is killed within its commit: no later commit takes ours back, and what it had in hand is entered next."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecoclaim.archive import commit
from ecoclaim.errors import GitRefused
from gitwork import git, names_in, put

KILL = "#!/bin/sh\n{when}kill -9 $PPID\n"
COMMITTED = '[ "$1" = committed ] || exit 0\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "台 账"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    put(folder, "ecoclaim.yaml", "format: 1\n")
    put(folder, "a", "1")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    return folder


def broken_off(
    root: Path, name: str, when: str, paths: list[Path], subject: str, *, ledger: Path | None = None
) -> None:
    """Commit with a hook that kills git, then take hook and locks away as a person does."""
    hook = put(root, f".git/hooks/{name}", KILL.format(when=when))
    hook.chmod(0o755)
    with pytest.raises(GitRefused, match="git was broken off"):
        commit(ledger or root, paths, subject)
    hook.unlink()
    for lock in (root / ".git").rglob("*.lock"):
        lock.unlink()


def test_after_the_branch_moved_the_index_is_put_right_by_any_next_commit(root: Path) -> None:
    paths = [put(root, "a", "2"), put(root, "cases/1/case.yaml", "new")]
    broken_off(root, "reference-transaction", COMMITTED, paths, "first")
    assert git(root, "log", "--format=%s") == "first\nbegin"
    # The branch has it, and the index of before lies ready to take it back.
    assert git(root, "diff", "--cached", "--name-only")
    commit(root, [put(root, "b", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nfirst\nbegin"
    assert names_in(root) == ["b"]
    assert git(root, "status", "--porcelain") == ""
    assert not (root / ".git/ecoclaim-begun").exists()


@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_before_the_branch_moved_the_next_commit_enters_it_first(root: Path, name: str) -> None:
    broken_off(root, name, "", [put(root, "cases/1/case.yaml", "1"), put(root, "cases/1/events.yaml", "1")], "first")
    assert git(root, "log", "--format=%s") == "begin"
    commit(root, [put(root, "b", "1")], "second", [("Ecoclaim-Command", "set")])
    assert git(root, "log", "--format=%s") == "second\nfirst\nbegin"
    assert names_in(root, "HEAD^") == ["cases/1/case.yaml", "cases/1/events.yaml"]
    assert git(root, "status", "--porcelain") == ""


def test_a_file_that_both_wrote_goes_with_the_later_commit(root: Path) -> None:
    broken_off(root, "commit-msg", "", [put(root, "a", "2"), put(root, "b", "1")], "first")
    commit(root, [put(root, "a", "3")], "second")
    assert git(root, "log", "--format=%s") == "second\nfirst\nbegin"
    assert names_in(root) == ["a"]
    assert names_in(root, "HEAD^") == ["b"]
    assert git(root, "status", "--porcelain") == ""


def test_several_that_were_broken_off_are_all_entered(root: Path) -> None:
    broken_off(root, "commit-msg", "", [put(root, "b", "1")], "first")
    broken_off(root, "commit-msg", "", [put(root, "c", "1")], "second")
    commit(root, [root / "a"], "nothing new")
    assert sorted(git(root, "log", "--format=%s").splitlines()) == ["begin", "first", "second"]
    assert git(root, "status", "--porcelain") == ""


def test_what_a_person_staged_meanwhile_stays_staged(root: Path) -> None:
    broken_off(root, "reference-transaction", COMMITTED, [put(root, "a", "2")], "first")
    put(root, "mine", "1")
    git(root, "add", "mine")
    commit(root, [put(root, "b", "1")], "second")
    assert git(root, "status", "--porcelain") == "A  mine"


def test_what_can_no_longer_be_entered_does_not_stop_the_next_commit(root: Path) -> None:
    broken_off(root, "commit-msg", "", [put(root, "b", "bad")], "first")
    hook = put(
        root, ".git/hooks/pre-commit", "#!/bin/sh\ngit diff --cached --name-only | grep -qx b && exit 1\nexit 0\n"
    )
    hook.chmod(0o755)
    commit(root, [put(root, "c", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nbegin"
    assert git(root, "status", "--porcelain") == "?? b"


@pytest.mark.parametrize("text", [b"", b"{", b'{"paths": ["a"', b"\xff\xfe\n[]\n3\n", b'{"paths": 1, "message": 2}\n'])
def test_a_note_that_is_itself_broken_off_is_passed_over(root: Path, text: bytes) -> None:
    (root / ".git/ecoclaim-begun").write_bytes(text)
    broken_off(root, "commit-msg", "", [put(root, "b", "1")], "first")
    commit(root, [put(root, "c", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nfirst\nbegin"
    assert git(root, "status", "--porcelain") == ""


def test_two_ledgers_of_one_repository_do_not_enter_each_others(root: Path) -> None:
    one, two = root / "一", root / "二"
    broken_off(root, "commit-msg", "", [put(one, "a", "1")], "first", ledger=one)
    commit(two, [put(two, "a", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nbegin"
    commit(one, [put(one, "b", "1")], "third")
    assert git(root, "log", "--format=%s") == "third\nfirst\nsecond\nbegin"


def test_the_first_commit_of_a_repository_may_be_broken_off_too(tmp_path: Path) -> None:
    root = tmp_path / "l"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    broken_off(root, "reference-transaction", COMMITTED, [put(root, "a", "1")], "first")
    commit(root, [put(root, "b", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nfirst"
    assert git(root, "status", "--porcelain") == ""


def test_what_git_refused_is_entered_under_its_own_name_once_it_may(root: Path) -> None:
    hook = put(root, ".git/hooks/commit-msg", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitRefused):
        commit(root, [put(root, "b", "1")], "refused")
    hook.unlink()
    commit(root, [put(root, "c", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nrefused\nbegin"
    assert names_in(root, "HEAD^") == ["b"]
    assert git(root, "status", "--porcelain") == ""


def test_what_was_refused_and_then_changed_by_hand_is_not_entered_under_that_name(root: Path) -> None:
    hook = put(root, ".git/hooks/commit-msg", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(GitRefused):
        commit(root, [put(root, "b", "1")], "refused")
    hook.unlink()
    put(root, "b", "by hand")
    commit(root, [put(root, "c", "1")], "second")
    assert git(root, "log", "--format=%s") == "second\nbegin"
    assert git(root, "status", "--porcelain") == "?? b"
