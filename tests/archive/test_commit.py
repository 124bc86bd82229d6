"""A commit holds exactly the files of a command, whatever else lies about; what stops it is said with the cure."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ecoclaim.archive import commit, make_repository
from ecoclaim.errors import GitRefused
from gitwork import git, names_in, put, tried

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


def test_new_changed_and_deleted_files_are_one_commit(root: Path) -> None:
    put(root, "cases/1/case.yaml", "a")
    put(root, "cases/1/gone", "a")
    git(root, "add", "cases")
    git(root, "commit", "-qm", "before")
    changed, gone = put(root, "cases/1/case.yaml", "b"), root / "cases/1/gone"
    gone.unlink()
    commit(root, [changed, gone, put(root, "cases/1/new", "")], "s")
    assert names_in(root) == ["cases/1/case.yaml", "cases/1/gone", "cases/1/new"]
    assert git(root, "status", "--porcelain") == ""


def test_what_else_is_staged_changed_or_new_stays_as_it_is(root: Path) -> None:
    for name in ("staged", "changed", "both", "removed"):
        put(root, name, "1")
    git(root, "add", ".")
    git(root, "commit", "-qm", "before")
    put(root, "staged", "2")
    put(root, "both", "2")
    put(root, "added", "1")
    git(root, "add", "staged", "both", "added")
    git(root, "rm", "-q", "removed")
    put(root, "both", "3")
    put(root, "changed", "2")
    put(root, "new", "1")
    before = git(root, "status", "--porcelain")
    commit(root, [put(root, "cases/1/events.yaml", "x")], "s")
    assert names_in(root) == ["cases/1/events.yaml"]
    assert git(root, "status", "--porcelain") == before
    assert git(root, "show", ":both") == "2"


def test_the_file_is_taken_as_it_is_on_disk_though_staged_otherwise(root: Path) -> None:
    path = put(root, "a", "staged")
    git(root, "add", "a")
    put(root, "a", "written")
    commit(root, [path], "s")
    assert git(root, "show", "HEAD:a") == "written"
    assert git(root, "status", "--porcelain") == ""


def test_the_first_commit_of_a_fresh_repository(tmp_path: Path) -> None:
    make_repository(tmp_path)
    put(tmp_path, "mine", "1")
    commit(tmp_path, [put(tmp_path, "ecoclaim.yaml", "format: 1\n")], "开始")
    assert git(tmp_path, "log", "--format=%s %an <%ae> %D") == "开始 张三 <zhang@example.org> HEAD -> main"
    assert git(tmp_path, "status", "--porcelain") == "?? mine"


@pytest.mark.parametrize(
    "name",
    [
        "cases/2026-0007/documents/送达 回证（A）.docx",
        "it's",
        '"quoted"',
        "-option",
        "[a-z]*.yaml",
        ":(top)x",
        ":!x",
        "#x",
        "a;b$(c)`d`&|<>",
        "𠮷㙓",
        "é (NFC) é (NFD)",
        "line\nend",
    ],
)
@posix
def test_any_file_name_means_itself(root: Path, name: str) -> None:
    put(root, "a.yaml", "not asked for")
    put(root, "x", "not asked for")
    commit(root, [put(root, name, "1")], "s")
    assert names_in(root) == [name]
    assert sorted(git(root, "status", "--porcelain").splitlines()) == ["?? a.yaml", "?? x"]


def test_the_ledger_may_lie_deep_in_a_larger_repository(root: Path) -> None:
    ledger = root / "办公 室" / "ledger"
    put(root, "cases/1/events.yaml", "another's")
    commit(ledger, [put(ledger, "cases/1/events.yaml", "x")], "s")
    assert names_in(root) == ["办公 室/ledger/cases/1/events.yaml"]
    assert git(root, "status", "--porcelain") == "?? cases/"


def test_paths_may_be_relative_to_the_ledger_or_absolute(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "a", "1")
    put(root, "b", "1")
    monkeypatch.chdir(root.parent)
    commit(Path(root.name), [Path(root.name) / "a"], "s")
    monkeypatch.chdir(root)
    commit(Path(), [Path("b")], "s")
    assert git(root, "status", "--porcelain") == ""


@posix
def test_a_ledger_reached_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    commit(tmp_path / "link", [put(tmp_path / "link", "a", "1")], "s")
    assert names_in(root) == ["a"]


def test_a_worktree_commits_to_its_own_branch(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", "-b", "two", str(tmp_path / "w"))
    commit(tmp_path / "w", [put(tmp_path / "w", "a", "1")], "s")
    assert git(root, "log", "--format=%s", "two") == "s\nbegin"
    assert git(root, "log", "--format=%s") == "begin"
    assert git(root, "status", "--porcelain") == ""


def test_a_clone_of_a_bare_repository_commits_and_pushes(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(root), "bare.git")
    git(tmp_path, "clone", "-q", "bare.git", "clone")
    commit(tmp_path / "clone", [put(tmp_path / "clone", "a", "1")], "s")
    git(tmp_path / "clone", "push", "-q")
    assert git(tmp_path / "bare.git", "log", "--format=%s") == "s\nbegin"


def test_nothing_new_is_no_commit_and_no_fault(root: Path) -> None:
    commit(root, [root / "ecoclaim.yaml", root / "never-there"], "s")
    assert git(root, "log", "--format=%s") == "begin"


def test_what_git_ignores_is_left_out(root: Path) -> None:
    put(root, ".git/info/exclude", "case.private.yaml\n")
    commit(root, [put(root, "c/case.private.yaml", "secret"), put(root, "c/case.yaml", "1")], "s")
    assert names_in(root) == ["c/case.yaml"]


def test_subject_and_trailers_are_one_line_each_and_git_reads_them(root: Path, zhang: Path) -> None:
    # Settings that would eat a line or change its letters do not reach our message.
    zhang.write_text(
        zhang.read_text("utf-8") + "[commit]\n\tcleanup = strip\n\tverbose = true\n[core]\n\tcommentChar = 2\n"
        "[i18n]\n\tcommitEncoding = GBK\n",
        "utf-8",
    )
    trailers = [
        ("Ecoclaim-Case", "2026-0007"),
        ("Ecoclaim-Event", "notice-served"),
        ("Ecoclaim-Note", "a\nb: 㙓𠮷"),
        ("X", ""),
    ]
    commit(root, [put(root, "a", "1")], "2026-0007: 送达磋商\n告知书（2026-09-18，A）\u2028", trailers)
    utf8 = ("-c", "i18n.logOutputEncoding=UTF-8")
    assert git(root, *utf8, "log", "-1", "--format=%s") == "2026-0007: 送达磋商 告知书（2026-09-18，A）"
    told = git(root, *utf8, "log", "-1", "--format=%(trailers:only,unfold)").strip()
    assert told == "Ecoclaim-Case: 2026-0007\nEcoclaim-Event: notice-served\nEcoclaim-Note: a b: 㙓𠮷"


def test_variables_of_a_hook_that_calls_us_lead_nowhere_else(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    monkeypatch.setenv("GIT_PREFIX", "x/")
    commit(root, [put(root, "a", "1")], "s")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.delenv(name)
    assert names_in(root) == ["a"]
    assert tried(other, "log").returncode != 0


@posix
@pytest.mark.parametrize("locale", [{}, {"LANG": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}])
def test_any_locale_keeps_chinese(root: Path, locale: dict[str, str]) -> None:
    put(root, "cases/告知书.docx", "1")
    program = (
        "import os, sys; from pathlib import Path; from ecoclaim.archive import commit; root = Path(sys.argv[1]);"
        "commit(root, list((root / 'cases').iterdir()), '\\u9001\\u8fbe')"
    )
    clean = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    subprocess.run([sys.executable, "-c", program, str(root)], env={**clean, **locale}, check=True)
    assert names_in(root) == ["cases/告知书.docx"]
    assert git(root, "log", "-1", "--format=%s") == "送达"


def test_signing_and_the_persons_own_settings_are_kept(root: Path, zhang: Path) -> None:
    zhang.write_text(zhang.read_text("utf-8") + "[commit]\n\tgpgSign = true\n[gpg]\n\tprogram = no-such-gpg\n", "utf-8")
    refused(root, "gpg")


# What refuses, and how it reads.


def refused(root: Path, *words: str) -> str:
    """Try to commit a new file beside staged work; the file stays, the index is as it was, the sentence has the words."""
    path = put(root, "cases/1/events.yaml", "written")
    before, head = git(root, "status", "--porcelain"), tried(root, "rev-parse", "HEAD").stdout
    with pytest.raises(GitRefused) as fault:
        commit(root, [path], "s")
    sentence = str(fault.value)
    assert fault.value.exit_code == 6
    assert path.read_bytes() == b"written"
    assert (git(root, "status", "--porcelain"), tried(root, "rev-parse", "HEAD").stdout) == (before, head)
    for word in (*words, "The files are written"):
        assert word in sentence
    assert "\n" not in sentence
    return sentence


def test_no_identity_is_said_with_the_two_lines_that_set_it(root: Path, zhang: Path) -> None:
    zhang.write_text("", "utf-8")
    refused(root, "git config --global user.name", "git config --global user.email")
    git(root, "config", "user.name", "李四")
    refused(root, "user.email")


def test_an_identity_of_the_environment_is_one(root: Path, zhang: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zhang.write_text("", "utf-8")
    for one in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{one}_NAME", "李四")
        monkeypatch.setenv(f"GIT_{one}_EMAIL", "li@example.org")
    commit(root, [put(root, "a", "1")], "s")
    assert git(root, "log", "-1", "--format=%an <%ae>") == "李四 <li@example.org>"


@posix
@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "prepare-commit-msg"])
def test_a_hook_that_refuses_is_named_with_what_it_said(root: Path, name: str) -> None:
    hook = put(root, f".git/hooks/{name}", "#!/bin/sh\necho '不合规定' >&2\necho checking\nexit 1\n")
    hook.chmod(0o755)
    put(root, "staged", "1")
    git(root, "add", "staged")
    refused(root, name, "不合规定")


@posix
def test_a_hook_sees_only_our_files_and_patterns_of_its_own_work(root: Path) -> None:
    hook = put(
        root,
        ".git/hooks/pre-commit",
        "#!/bin/sh\ngit diff --cached --name-only >hooked\ngit ls-files '*.yaml' >globbed\n",
    )
    hook.chmod(0o755)
    put(root, "staged", "1")
    git(root, "add", "staged")
    commit(root, [put(root, "a.yaml", "1")], "s")
    assert (root / "hooked").read_text() == "a.yaml\n"
    assert (root / "globbed").read_text() == "a.yaml\necoclaim.yaml\n"


def test_a_lock_left_behind_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecoclaim.archive.commits.LOCK_SECONDS", 0.1)
    lock = put(root, ".git/index.lock", "")
    refused(root, str(lock), "delete")
    lock.unlink()
    commit(root, [root / "cases/1/events.yaml"], "s")
    assert names_in(root) == ["cases/1/events.yaml"]


@posix
@pytest.mark.parametrize("name", ["HEAD.lock", "refs/heads/main.lock"])
def test_any_other_lock_left_behind_is_named_too(root: Path, name: str) -> None:
    lock = put(root, f".git/{name}", "")
    refused(root, str(lock), "delete")
    lock.unlink()
    commit(root, [root / "cases/1/events.yaml"], "s")
    assert names_in(root) == ["cases/1/events.yaml"]


@posix
@pytest.mark.parametrize("name", ["pre-commit", "commit-msg", "reference-transaction", "post-commit"])
def test_a_git_that_is_killed_loses_nothing_and_the_next_run_works(root: Path, name: str) -> None:
    hook = put(root, f".git/hooks/{name}", "#!/bin/sh\nkill -9 $PPID\n")
    hook.chmod(0o755)
    put(root, "staged", "1")
    git(root, "add", "staged")
    path = put(root, "cases/1/events.yaml", "written")
    with pytest.raises(GitRefused, match="broken off"):
        commit(root, [path], "s")
    assert path.read_text() == "written"
    hook.unlink()
    for lock in (root / ".git").rglob("*.lock"):
        lock.unlink()
    path.write_text("written, and more")
    commit(root, [path], "again")
    assert git(root, "show", "HEAD:cases/1/events.yaml") == "written, and more"
    assert git(root, "status", "--porcelain") == "A  staged"


def test_a_lock_that_goes_away_is_waited_for(root: Path) -> None:
    lock = put(root, ".git/index.lock", "")
    remover = subprocess.Popen(
        [sys.executable, "-c", "import time, os, sys; time.sleep(.4); os.unlink(sys.argv[1])", str(lock)]
    )
    commit(root, [put(root, "a", "1")], "s")
    assert remover.wait() == 0
    assert names_in(root) == ["a"]


def conflicting(root: Path) -> None:
    put(root, "a", "1\n")
    git(root, "add", "a")
    git(root, "commit", "-qm", "a")
    git(root, "switch", "-qc", "two")
    put(root, "a", "2\n")
    git(root, "commit", "-qam", "two")
    git(root, "switch", "-q", "main")
    put(root, "a", "3\n")
    git(root, "commit", "-qam", "three")


@pytest.mark.parametrize(
    ("what", "gives_up"),
    [
        (("merge", "two"), "git merge --abort"),
        (("rebase", "two"), "git rebase --abort"),
        (("cherry-pick", "two"), "git cherry-pick --abort"),
        (("revert", "HEAD~1"), "git revert --abort"),
    ],
)
def test_in_the_middle_of_something_nothing_is_committed_and_afterwards_it_is(
    root: Path, what: tuple[str, ...], gives_up: str
) -> None:
    conflicting(root)
    assert tried(root, *what, GIT_EDITOR="true").returncode != 0
    assert re.search(gives_up.replace("git", "git -C .*", 1), refused(root))
    git(root, *gives_up.split()[1:])
    commit(root, [root / "cases/1/events.yaml"], "s")
    assert names_in(root) == ["cases/1/events.yaml"]
    assert git(root, "branch", "--show-current") == "main"


def test_a_merge_without_conflicts_that_waits_is_in_the_middle_too(root: Path) -> None:
    git(root, "switch", "-qc", "two")
    put(root, "b", "1")
    git(root, "add", "b")
    git(root, "commit", "-qm", "two")
    git(root, "switch", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "--no-commit", "two")
    refused(root, "merge")


def test_a_conflict_elsewhere_stays_and_one_in_our_file_is_said(root: Path) -> None:
    path = put(root, "a", "1\n")
    git(root, "add", "a")
    git(root, "commit", "-qm", "a")
    put(root, "a", "2\n")
    git(root, "stash", "-q")
    put(root, "a", "3\n")
    git(root, "commit", "-qam", "three")
    assert tried(root, "stash", "pop").returncode != 0
    commit(root, [put(root, "b", "1")], "s")
    assert names_in(root) == ["b"]
    assert git(root, "status", "--porcelain") == "UU a"
    with pytest.raises(GitRefused, match="a holds a conflict"):
        commit(root, [path], "s")


def test_on_no_branch_nothing_is_committed(root: Path) -> None:
    git(root, "switch", "-q", "--detach")
    refused(root, "git switch main")


def test_where_git_is_missing_it_says_so(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(root, "a", "1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitRefused, match="git is not installed"):
        commit(root, [path], "s")


def test_a_broken_repository_is_named(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    with pytest.raises(GitRefused, match="is not a git repository, or is damaged"):
        commit(tmp_path, [put(tmp_path, "a", "1")], "s")


@posix
def test_a_repository_of_another_user_is_said_with_the_cure(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitRefused, match=r"git config --global --add safe\.directory '.*台 账'"):
        commit(root, [put(root, "a", "1")], "s")


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everything")
def test_a_repository_that_cannot_be_written_is_said(root: Path) -> None:
    (root / ".git/objects").chmod(0o500)
    refused(root, "git refused")
