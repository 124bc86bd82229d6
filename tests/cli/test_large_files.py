"""Large evidence with the real Git LFS: set up, not set up for this person, gone, and before a push to the public."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, in_it, made
from persons import be_zhang

from ecoclaim.ledger.hashes import pointer, sha256
from gitwork import git, tried

FILM = bytes(range(256)) * 400
lfs = pytest.mark.skipif(not shutil.which("git-lfs"), reason="Git LFS is not installed here")
posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX file system")


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's own settings, to which `git lfs install` writes."""
    return be_zhang(tmp_path, monkeypatch)


@pytest.fixture
def root(run: Run, person: Path, tmp_path: Path) -> Path:
    """A ledger whose evidence is meant for Git LFS, with a bare remote."""
    folder = made(run, tmp_path / "台账")
    attributes = folder / ".gitattributes"
    attributes.write_text(
        attributes.read_text("utf-8") + "cases/*/evidence/** filter=lfs diff=lfs merge=lfs -text\n", "utf-8"
    )
    git(folder, "commit", "-qam", "large files")
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "bare.git")
    git(folder, "remote", "add", "origin", str(tmp_path / "bare.git"))
    (tmp_path / "film.mp4").write_bytes(FILM)
    return folder


def added(run: Run, root: Path, code: int = 0) -> str:
    answer = in_it(run, root, "evidence", "add", "1", str(root.parent / "film.mp4"), "--lang", "en")
    assert answer.code == code, answer
    assert (root / "cases/2026-0001/evidence/01-film.mp4").read_bytes() == FILM
    return answer.err


def in_git(root: Path) -> str:
    return git(root, "cat-file", "-p", "HEAD:cases/2026-0001/evidence/01-film.mp4")


@lfs
def test_git_keeps_the_pointer_and_every_clone_the_file(run: Run, root: Path, person: Path, tmp_path: Path) -> None:
    git(root, "lfs", "install")
    assert "Warning" not in added(run, root)
    kept = sha256(root / "cases/2026-0001/evidence/01-film.mp4")
    assert pointer(in_git(root).encode() + b"\n") == kept
    assert git(root, "status", "--porcelain") == ""
    git(root, "push", "-q", "-u", "origin", "main")
    git(tmp_path, "clone", "-q", "bare.git", "other")
    done(in_it(run, tmp_path / "other", "verify"))
    assert sha256(tmp_path / "other/cases/2026-0001/evidence/01-film.mp4") == kept
    git(tmp_path, "clone", "-q", "bare.git", "light", GIT_LFS_SKIP_SMUDGE="1")
    answer = in_it(run, tmp_path / "light", "verify")
    assert (answer.code, "git lfs pull" in answer.out) == (1, True)
    git(tmp_path / "light", "lfs", "pull")
    done(in_it(run, tmp_path / "light", "verify"))
    states = {one["id"]: one for one in json.loads(in_it(run, root, "doctor", "--format", "json").out)["doctor"]}
    assert states["lfs"]["state"] == "good"


def test_where_it_is_not_set_up_the_file_goes_into_git_and_that_is_said(run: Run, root: Path) -> None:
    # The program may be there: without `git lfs install` git does not call it.
    assert "evidence/01-film.mp4 is meant for Git LFS, which is not installed here" in added(run, root)
    assert git(root, "cat-file", "-s", "HEAD:cases/2026-0001/evidence/01-film.mp4") == str(len(FILM))


@lfs
def test_the_cure_that_is_said_hands_the_file_over(run: Run, root: Path) -> None:
    cure = added(run, root).rpartition("install git-lfs, then: ")[2].strip()
    for command in cure.split(", and "):
        git(root, *command.removeprefix("git ").split())
    git(root, "commit", "-qm", "handed over")
    assert pointer(in_git(root).encode() + b"\n")
    done(in_it(run, root, "verify"))


@posix
def test_where_it_is_gone_git_refuses_and_that_is_said(run: Run, root: Path, person: Path) -> None:
    gone = '[filter "lfs"]\n\tprocess = /gone/git-lfs filter-process\n\tclean = /gone/git-lfs clean -- %f\n\trequired = true\n'
    person.write_text(person.read_text("utf-8") + gone, "utf-8")
    said = added(run, root, code=6)
    assert "Git LFS, which could not be run" in said
    assert "The files are written" in said
    assert "goes into git as it is" not in said


@lfs
@posix
def test_our_hook_and_that_of_git_lfs_stand_in_one_file(
    run: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = tmp_path / "bin/ecoclaim"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m ecoclaim "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    git(root, "lfs", "install")
    refused = run("publish", "hook", "-C", str(root), "--lang", "en")
    assert refused.code == 7
    hook = root / ".git/hooks/pre-push"
    first, rest = hook.read_text("utf-8").split("\n", 1)
    hook.write_text("\n".join([first, refused.err.split(":\n", 1)[1], rest]), "utf-8")
    added(run, root)
    git(root, "push", "-q", "-u", "origin", "main")
    assert len(list((tmp_path / "bare.git/lfs/objects").rglob("*/*/*"))) == 1
    # To the public nothing goes that nobody can look into.
    git(root, "config", "remote.origin.ecoclaim-public", "true")
    (tmp_path / "film.mp4").write_bytes(b"another film")
    done(in_it(run, root, "evidence", "add", "1", str(tmp_path / "film.mp4")))
    stopped = tried(root, "push", "-q", "origin", "main")
    assert stopped.returncode != 0
    assert "evidence/02-film.mp4" in stopped.stdout + stopped.stderr
    assert len(list((tmp_path / "bare.git/lfs/objects").rglob("*/*/*"))) == 1
