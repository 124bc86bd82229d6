"""A refusal of git is told as one, with exit code 6, and the command it names as the cure works."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ecoclaim.archive.condition import is_ignored, unmerged
from ecoclaim.archive.earlier import commit_known, lay_out
from ecoclaim.archive.history import done, whole_history
from ecoclaim.archive.numbers import numbers_elsewhere, opened_twice
from ecoclaim.archive.pushes import is_public, push
from ecoclaim.archive.repository import branch, identity, log, repository
from ecoclaim.archive.tags import archive_tags, holds
from ecoclaim.archive.versions import versions
from ecoclaim.cli import main
from ecoclaim.errors import GitRefused
from gitwork import git, put

posix = pytest.mark.skipif(os.name != "posix", reason="POSIX shell quoting")
CASE = "cases/2026-0001/case.yaml"


def questions(root: Path) -> dict[str, Callable[[], object]]:
    """Name everything that is asked of git and may be answered with no."""
    return {
        "repository": lambda: repository(root),
        "log": lambda: log(root, "-1", "--format=%H"),
        "branch": lambda: branch(root),
        "whole_history": lambda: whole_history(root),
        "commit_known": lambda: commit_known(root, date(2100, 1, 1)),
        "opened_twice": lambda: opened_twice(root),
        "versions": lambda: list(versions(root, root / CASE)),
        "is_public": lambda: is_public(root, "origin"),
        "unmerged": lambda: unmerged(root),
        "numbers_elsewhere": lambda: numbers_elsewhere(root),
        "archive_tags": lambda: archive_tags(root, "2026-0001"),
    }


@pytest.fixture
def ledger(root: Path) -> Path:
    """Give a ledger with a history."""
    put(root, CASE, "id: 2026-0001\ntitle: 甲\n")
    put(root, "ecoclaim.yaml", "format: 1\npack: xpcc\ndepartment: {name: x}\n")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    return root


def refused_everywhere(root: Path, wanted: str, *but: str) -> str:
    """Ask everything; each must be refused in the same words, and `log` ends with 6."""
    for name, question in questions(root).items():
        if name not in but:
            with pytest.raises(GitRefused, match=wanted):
                question()
    assert main(["-C", str(root), "--lang", "en", "log"]) == GitRefused.exit_code
    assert main(["-C", str(root), "--lang", "en", "deadlines", "--known-at", "2099-01-01", "--on", "2026-11-27"]) == 6
    try:
        log(root, "-1", "--format=%H")
    except GitRefused as fault:
        return str(fault)
    raise AssertionError


def paste(fault: str, beginning: str, **around: str) -> None:
    """Run the command that a refusal ends with, as a person pastes it."""
    command = fault[fault.index(beginning) :]
    done = subprocess.run(["sh", "-c", command], env={**os.environ, **around}, capture_output=True, check=False)
    assert done.returncode == 0, (command, done.stderr)


def mended(root: Path) -> None:
    assert len(whole_history(root)) == 2
    assert main(["-C", str(root), "--lang", "en", "log"]) == 0


@posix
@pytest.mark.parametrize(
    "name", ["台 账", "it's", 'a "b"', "$(touch x)", "`x`", "a;b", "-x", "ledger", "a\\b", "a*?[x]", "~"]
)
@pytest.mark.parametrize("below", ["", "办公 室"])
def test_a_repository_of_another_user_is_trusted_once_the_cure_was_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, below: str
) -> None:
    root = tmp_path / name / below
    put(root, "ecoclaim.yaml", "format: 1\npack: xpcc\ndepartment: {name: x}\n")
    put(root, CASE, "id: 2026-0001\ntitle: 甲\n")
    git(tmp_path / name, "init", "-q", "-b", "main")
    for one in ("one", "two"):
        put(root, CASE, f"id: 2026-0001\ntitle: {one}\n")
        git(root, "add", ".")
        git(root, "commit", "-qm", one)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    fault = refused_everywhere(root, "belongs to another user")
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    monkeypatch.setenv("HOME", str(tmp_path))
    paste(fault, "git config --global")
    mended(root)


@posix
def test_a_garbage_head_is_no_empty_history_and_the_cure_mends_it(ledger: Path) -> None:
    for garbage in ("garbage", "", "\0\0\0\0"):
        put(ledger, ".git/HEAD", garbage)
        paste(refused_everywhere(ledger, "HEAD names no branch"), "echo ")
        mended(ledger)


@posix
@pytest.mark.parametrize("name", ["main", "分支", "a/b"])
def test_an_empty_branch_file_is_no_empty_history_and_the_cure_mends_it(ledger: Path, name: str) -> None:
    git(ledger, "switch", "-qc", name) if name != "main" else None
    git(ledger, "commit", "-q", "--allow-empty", "-m", "lost by a power cut")
    lost = git(ledger, "rev-parse", "HEAD")
    for garbage in ("", "garbage", "\0" * 41):
        put(ledger, f".git/refs/heads/{name}", garbage)
        (ledger / ".git/objects" / lost[:2] / lost[2:]).chmod(0o644)
        put(ledger, f".git/objects/{lost[:2]}/{lost[2:]}", "")
        paste(
            refused_everywhere(ledger, "holds no commit", "repository", "is_public", "unmerged", "archive_tags"),
            "echo ",
        )
        mended(ledger)


@posix
def test_a_refs_folder_that_a_copy_left_out_is_named_and_the_cure_mends_it(ledger: Path) -> None:
    git(ledger, "pack-refs", "--all")
    for one in sorted((ledger / ".git/refs").rglob("*"), reverse=True):
        one.rmdir()
    (ledger / ".git/refs").rmdir()
    paste(refused_everywhere(ledger, "refs is gone"), "mkdir ")
    mended(ledger)


@pytest.mark.parametrize(("line", "told"), [("[core\n", "bad config line"), ("[core]\n\tbare = perhaps\n", "perhaps")])
def test_settings_that_git_cannot_read_are_named_with_their_file(ledger: Path, line: str, told: str) -> None:
    with (ledger / ".git/config").open("a") as file:
        file.write(line)
    with pytest.raises(GitRefused, match="in an editor") as caught:
        whole_history(ledger)
    assert told in str(caught.value)
    assert str(ledger) in str(caught.value)


def test_a_git_folder_without_its_objects_is_damaged(ledger: Path) -> None:
    (ledger / ".git/objects").rename(ledger / "objects-elsewhere")
    refused_everywhere(ledger, "clone a good copy")


@posix
@pytest.mark.parametrize("kind", ["missing", "corrupt", "empty"])
@pytest.mark.parametrize("what", ["HEAD", "HEAD^{tree}", "HEAD:cases", f"HEAD:{CASE}"])
def test_a_lost_object_is_no_empty_history_and_the_cure_fetches_it(
    ledger: Path, tmp_path: Path, what: str, kind: str
) -> None:
    git(tmp_path, "clone", "-q", "--bare", f"file://{ledger}", "copy")
    git(ledger, "remote", "add", "origin", f"file://{tmp_path / 'copy'}")
    last = git(ledger, "rev-parse", "HEAD")
    name = git(ledger, "rev-parse", what)
    path = ledger / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o644)
    path.unlink() if kind == "missing" else path.write_bytes(b"" if kind == "empty" else b"garbage")
    there = tmp_path / "there"
    there.mkdir()
    with pytest.raises(GitRefused, match="missing or damaged") as told:
        lay_out(ledger, last, there)
    with pytest.raises(GitRefused, match="missing or damaged"):
        list(versions(ledger, ledger / CASE))
    if what != f"HEAD:{CASE}":
        with pytest.raises(GitRefused, match="missing or damaged"):
            opened_twice(ledger) or numbers_elsewhere(ledger)
    assert main(["-C", str(ledger), "--lang", "en", "log"]) == GitRefused.exit_code
    path.unlink(missing_ok=True)
    paste(str(told.value).removesuffix(", or clone a good copy"), "git -C")
    mended(ledger)
    lay_out(ledger, last, there)
    assert (there / CASE).read_text("utf-8").endswith("甲\n")


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may become another user")
def test_a_folder_that_may_not_be_read_is_a_refusal(ledger: Path, tmp_path: Path) -> None:
    settings = Path(os.environ["GIT_CONFIG_GLOBAL"])
    for one in (settings, tmp_path, *tmp_path.parents, *settings.parents):
        if one.stat().st_mode & 0o777 in (0o700, 0o600):
            one.chmod(0o755)
    (ledger / ".git/refs").chmod(0o700)
    git(ledger, "config", "--global", "safe.directory", "*")
    assert main(["-C", str(ledger), "log"]) == 0
    if not (child := os.fork()):
        os.setuid(65534)
        os._exit(main(["-C", str(ledger), "log"]))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 6


def test_no_is_no_where_git_says_so(ledger: Path, tmp_path: Path) -> None:
    place = repository(ledger)
    assert not is_ignored(place, CASE)
    assert not is_public(ledger, "origin")
    assert not opened_twice(ledger)
    assert archive_tags(ledger, "2026-0001") == []
    git(ledger, "tag", "archive/2026-0001")
    assert holds(ledger, "archive/2026-0001", "cases/2026-0001")
    put(ledger, CASE, "id: 2026-0001\ntitle: 乙\n")
    git(ledger, "commit", "-qam", "two")
    assert not holds(ledger, "archive/2026-0001", "cases/2026-0001")
    assert push(ledger, "origin", "", [f"a {git(ledger, 'rev-parse', 'HEAD')} a {'1' * 40}"]).files
    assert [change.kind for _one, changed in done(ledger, whole_history(ledger)) for change in changed]
    git(ledger, "switch", "-q", "--detach")
    assert branch(ledger) is None
    (tmp_path / "new").mkdir()
    git(tmp_path / "new", "init", "-q", "-b", "main")
    assert (log(tmp_path / "new", "-1"), branch(tmp_path / "new")) == (None, "main")
    assert whole_history(tmp_path / "new") == []


def test_a_date_that_git_cannot_read_is_not_taken_for_a_person_without_a_name(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_DATE", "nonsense")
    with pytest.raises(GitRefused, match="invalid date format"):
        identity(ledger)


def test_a_nobody_is_told_from_a_refusal(ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(put(tmp_path, "nobody", "")))
    assert identity(ledger) is None


def test_a_check_says_that_it_could_not_look_at_other_branches(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(ledger, ".git/HEAD", "garbage")
    assert main(["-C", str(ledger), "--lang", "en", "check", "--on", "2026-11-27"]) in (0, 1)
    assert "other branches were not looked at" in capsys.readouterr().err


def test_a_push_is_not_let_through_where_git_refuses_to_say_whether_it_is_public(ledger: Path) -> None:
    put(ledger, ".git/HEAD", "garbage")
    assert main(["-C", str(ledger), "publish", "scan", "--push", "origin"]) == GitRefused.exit_code


def test_what_a_commit_keeps_out_of_releases_was_known_then_all_the_same(ledger: Path, tmp_path: Path) -> None:
    put(ledger, ".gitattributes", "cases/** export-ignore\n*.yaml export-subst\n")
    put(ledger, CASE, "id: 2026-0001\ntitle: $Format:%H$\n")
    put(ledger, "packs/own.yaml", "x" * (2 << 20))
    git(ledger, "add", ".")
    (ledger / "packs/link.yaml").symlink_to("/etc/passwd")
    git(ledger, "add", ".")
    git(ledger, "commit", "-qm", "x")
    there = tmp_path / "there"
    there.mkdir()
    lay_out(ledger, git(ledger, "rev-parse", "HEAD"), there)
    assert "$Format:%H$" in (there / CASE).read_text("utf-8")
    assert (there / "packs/own.yaml").stat().st_size == (1 << 20) + 1
    assert not (there / "packs/link.yaml").is_symlink()
    assert not (there / "packs/link.yaml").exists()


@posix
def test_names_that_lead_outside_are_not_laid_out(ledger: Path, tmp_path: Path) -> None:
    blob = git(ledger, "hash-object", "-w", "--stdin", given="x")

    def tree(*entries: tuple[str, str, str]) -> str:
        raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(one) for mode, name, one in entries)
        (tmp_path / "raw").write_bytes(raw)
        return git(ledger, "hash-object", "-t", "tree", "--literally", "-w", str(tmp_path / "raw"))

    inner = tree(("100644", "evil.yaml", blob))
    whole = tree(("40000", "..", inner), ("100644", "../evil.yaml", blob), ("100644", "ecoclaim.yaml", blob))
    commit = git(ledger, "commit-tree", whole, "-m", "x")
    there = tmp_path / "deep/there"
    there.mkdir(parents=True)
    lay_out(ledger, commit, there)
    assert [one.name for one in there.rglob("*")] == ["ecoclaim.yaml"]
    assert not list(tmp_path.rglob("evil.yaml"))
