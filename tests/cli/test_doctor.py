"""`doctor`: what it looks at, what each state is, and what to do about it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from commandline import Run
from ledgers import done, in_it, made

from gitwork import git, put, tried

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


def signs(run: Run, folder: Path, on: str = "2026-09-20", code: int = 0) -> dict[str, dict[str, str]]:
    answer = in_it(run, folder, "doctor", "--format", "json", on=on)
    assert answer.code == code, answer
    return {one["id"]: one for one in json.loads(answer.out)["doctor"]}


def test_a_ledger_as_it_was_made_is_well(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    found = signs(run, folder)
    about_us = {name: one["state"] for name, one in found.items() if name not in ("fonts", "libreoffice", "cron")}
    assert {name for name, state in about_us.items() if state != "good"} == {"remote"}
    table = done(in_it(run, folder, "doctor", "--lang", "en")).out
    assert table.splitlines()[0].split() == ["what", "state", "found,", "and", "what", "to", "do"]


FAULTS: dict[str, tuple[str, str, Callable[[Path], object]]] = {
    "a hand edit": ("uncommitted", "to-do", lambda folder: put(folder, "cases/2026-0001/new.txt", "x")),
    "a file that cannot be read": ("files", "broken", lambda folder: put(folder, "cases/2026-0001/case.yaml", "- [")),
    "no repository": ("repository", "to-do", lambda folder: (folder / ".git").rename(folder.parent / "gone")),
    "a broken repository": ("repository", "broken", lambda folder: (folder / ".git/HEAD").unlink()),
    "a lock of git": ("git-lock", "to-do", lambda folder: put(folder, ".git/index.lock", "")),
    "no branch": ("branch", "to-do", lambda folder: git(folder, "switch", "-q", "--detach")),
    "a hooks folder that is gone": ("hooks", "to-do", lambda folder: git(folder, "config", "core.hooksPath", "no")),
    "old schemas": ("schemas", "to-do", lambda folder: put(folder, ".ecoclaim/case.schema.json", "{}")),
    "no .gitattributes": ("merge", "to-do", lambda folder: git(folder, "rm", "-q", ".gitattributes")),
    "what a broken write left": ("left-behind", "to-do", lambda folder: put(folder, "cases/2026-0001/.write-x", "")),
    "one number twice": ("numbers", "broken", lambda folder: put(folder, "cases/2026-00001/case.yaml", "id: 2026-00001\ntitle: t\n")),
    "names that differ by case": (
        "names",
        "to-do",
        lambda folder: (put(folder, "cases/2026-0001/evidence/a.JPG", ""), put(folder, "cases/2026-0001/evidence/A.jpg", "")),
    ),
    "a name that is not composed": ("names", "to-do", lambda folder: put(folder, "cases/2026-0001/" + normalize("NFD", "é"), "")),
    "a ledger that git ignores": ("uncommitted", "to-do", lambda folder: put(folder, ".git/info/exclude", "*.yaml\n") and git(folder, "rm", "-q", "--cached", "ecoclaim.yaml")),
    "line ends that git changes": (
        "line-ends",
        "broken",
        lambda folder: (git(folder, "rm", "-q", ".gitattributes"), git(folder, "config", "core.autocrlf", "true")),
    ),
    "evidence by an LFS that is not there": (
        "lfs",
        "broken",
        lambda folder: put(folder, ".gitattributes", (folder / ".gitattributes").read_text("utf-8") + "/cases/*/evidence/** filter=lfs\n"),
    ),
}  # fmt: skip


@posix
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_with_its_cure(run: Run, tmp_path: Path, name: str) -> None:
    folder = made(run, tmp_path / "l")
    sign, state, make = FAULTS[name]
    make(folder)
    found = signs(run, folder, code=1 if state == "broken" else 0)[sign]
    assert found["state"] == state
    assert found["cure"]


def test_a_merge_that_waits_is_found(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-qc", "two", "HEAD~1")
    put(folder, "b", "1")
    git(folder, "add", "b")
    git(folder, "commit", "-qm", "b")
    git(folder, "merge", "-q", "--no-commit", "main")
    found = signs(run, folder)["branch"]
    assert found["state"] == "to-do"
    assert f"git -C {folder} merge --abort" in found["cure"]


def test_a_conflict_is_not_to_be_added_as_it_stands(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(folder, "switch", "-qc", "two")
    done(in_it(run, folder, "set", "1", "incident.place=甲村"))
    git(folder, "switch", "-q", "main")
    done(in_it(run, folder, "set", "1", "incident.place=乙村"))
    assert tried(folder, "merge", "-q", "two").returncode != 0
    found = signs(run, folder, code=1)
    assert f"git -C {folder} merge --abort" in found["uncommitted"]["cure"]
    assert "git add -A" not in json.dumps(found)
    assert {"甲村", "乙村"} <= set(found["files"]["found"].replace("，", " ").replace("。", " ").split())


def test_a_word_file_that_two_changed_is_named(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    assert signs(run, folder)["conflicts"]["state"] == "good"
    for branch, text in (("main", "b"), ("two", "c")):
        git(
            folder,
            "switch",
            "-q",
            *(["-c"] if branch == "two" else []),
            branch,
            *(["HEAD~1"] if branch == "two" else []),
        )
        put(folder, "cases/2026-0001/documents/告知书.docx", f"\0{text}")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", branch)
    assert tried(folder, "merge", "main").returncode != 0
    found = signs(run, folder)["conflicts"]
    assert found["found"] == "cases/2026-0001/documents/告知书.docx"
    path = "cases/2026-0001/documents/告知书.docx"
    for side in ("ours", "theirs"):
        assert f"git -C {folder} checkout --{side} -- {path} && git -C {folder} add -- {path}" in found["cure"]


def test_a_remote_that_anybody_reads_is_named_until_pushes_are_looked_through(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    assert signs(run, folder)["public"]["state"] == "good"
    git(folder, "remote", "add", "inner", "git@git.example.gov.cn:bureau/ledger.git")
    assert signs(run, folder)["public"]["state"] == "good"
    for url in ("https://gitee.com/bureau/ledger.git", "git@github.com:bureau/ledger.git"):
        git(folder, "remote", "add", "open", url)
        found = signs(run, folder)["public"]
        assert (found["state"], "git config remote.open.ecoclaim-public true" in found["cure"]) == ("to-do", True)
        git(folder, "remote", "remove", "open")
    git(folder, "config", "remote.inner.ecoclaim-public", "true")
    assert signs(run, folder)["public"]["cure"] == "ecoclaim publish hook"
    done(run("publish", "hook", "-C", str(folder)))
    assert signs(run, folder)["public"]["state"] == "good"


@posix
def test_the_reminder_comes_with_the_line_that_makes_its_mail_readable(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(run, tmp_path / "100% 台账")
    monkeypatch.setenv(
        "PATH", str(put(tmp_path, "bin/crontab", "#!/bin/sh\nexit 1\n").parent) + os.pathsep + os.environ["PATH"]
    )
    (tmp_path / "bin/crontab").chmod(0o755)
    cure = signs(run, folder)["cron"]["cure"]
    assert 'CONTENT_TYPE="text/plain; charset=UTF-8"' in cure
    # Cron takes a plain percent sign for the end of the line.
    assert r"100\% 台账" in cure


def test_a_clone_without_its_history_is_found(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    assert signs(run, folder)["history"]["state"] == "good"
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "part")
    found = signs(run, tmp_path / "part")["history"]
    assert (found["state"], found["cure"]) == ("to-do", "git fetch --unshallow")


def test_no_identity_is_found(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(run, tmp_path / "l")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert "git config --global user.name" in signs(run, folder)["identity"]["cure"]


@posix
def test_a_computer_without_git_and_fonts_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(run, tmp_path / "l")
    monkeypatch.setenv("PATH", str(tmp_path))
    found = signs(run, folder)
    assert [found[name]["state"] for name in ("git", "fonts", "libreoffice", "cron")] == ["to-do"] * 4
    assert "repository" not in found


def test_a_clone_is_set_up_to_merge_by_entry(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    git(tmp_path, "clone", "-q", str(folder), "clone")
    assert tried(tmp_path / "clone", "config", "merge.ecoclaim-entries.driver").returncode != 0
    assert signs(run, tmp_path / "clone")["merge"]["state"] == "good"
    assert "merge-events" in git(tmp_path / "clone", "config", "merge.ecoclaim-entries.driver")


def test_calendar_and_pack_are_judged_by_the_day(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "l")
    assert signs(run, folder, on="2026-08-01")["calendar"]["state"] == "good"
    found = signs(run, folder, on="2026-11-20")
    assert (found["calendar"]["state"], found["pack"]["state"]) == ("to-do", "to-do")
