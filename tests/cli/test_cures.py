"""A command that a message tells to type does what it says when it is pasted, whatever the names in it are."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commandline import process
from ledgers import ONE, SETTINGS

from gitwork import git, put, tried

if sys.platform == "win32":
    pytest.skip("pastes into shells of POSIX systems", allow_module_level=True)

NAMES = ["甲 $(touch ran)`touch ran`;&'a\"b\\ !x #*~(%d)", "-x", ":(top)x", "甲\u202e\x1b[8m\t乙"]
every_name = pytest.mark.parametrize("name", NAMES)

Paste = Callable[..., str]


@pytest.fixture
def paste(tmp_path: Path) -> Paste:
    """Type commands into a shell that has ecoclaim; nothing but them may have run."""
    program = tmp_path / "bin" / "ecoclaim"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ecoclaim "$@"\n')
    program.chmod(0o755)

    def typed(folder: Path, command: str) -> str:
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", command), command
        path = f"{program.parent}:{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "ECOCLAIM_TODAY": "2026-11-21", "ECOCLAIM_LANG": "en"}
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        assert not list(tmp_path.rglob("ran"))
        return done.stdout.decode("utf-8", "replace")

    return typed


def told(*arguments: str, cwd: Path) -> str:
    answer = process(*arguments, cwd=cwd, ECOCLAIM_TODAY="2026-11-21", ECOCLAIM_LANG="en")
    return (answer.stdout + answer.stderr).decode("utf-8")


def cures(folder: Path, *arguments: str) -> dict[str, str]:
    """Give the cures of an answer in JSON by what they cure."""
    answer = process(*arguments, "--format", "json", cwd=folder, ECOCLAIM_TODAY="2026-11-21", ECOCLAIM_LANG="en")
    body: dict[str, Any] = json.loads(answer.stdout)
    return {str(one.get("id") or one["code"]): str(one["cure"]) for one in body.get("doctor") or body["findings"]}


def ledger(folder: Path) -> Path:
    put(folder, "ecoclaim.yaml", SETTINGS)
    put(folder, "cases/2026-0007/case.yaml", f"id: 2026-0007\n{ONE}")
    put(folder, "cases/2026-0007/events.yaml", "- {event: clue-found, date: 2026-01-05}\n")
    return folder


def committed(folder: Path) -> Path:
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "all")
    return folder


@every_name
def test_a_folder_that_is_no_ledger_is_made_one(tmp_path: Path, paste: Paste, name: str) -> None:
    said = told("-C", name, "list", cwd=tmp_path)
    paste(tmp_path, f"{said[said.index('ecoclaim init') :].strip()} --pack xpcc --department 甲")
    assert (tmp_path / name / "ecoclaim.yaml").is_file()


@every_name
def test_what_to_type_after_making_a_ledger_leads_into_it(tmp_path: Path, paste: Paste, name: str) -> None:
    said = told("init", f"./{name}", "--pack", "xpcc", "--department", "甲", cwd=tmp_path)
    into = said[said.index("  cd ") :].splitlines()[0]
    assert paste(tmp_path, f"{into} && test -f ecoclaim.yaml && echo there") == "there\n"


@every_name
def test_what_the_doctor_prescribes_helps(tmp_path: Path, paste: Paste, name: str) -> None:
    root = ledger(tmp_path / name)
    paste(tmp_path, cures(tmp_path, "doctor", "-C", f"./{name}")["repository"])
    assert (root / ".git").is_dir()
    line = next(one for one in cures(root, "doctor").values() if "0 8 * * *" in one).partition("0 8 * * * ")[2]
    assert paste(tmp_path, f"{line.replace(chr(92) + '%', '%').removesuffix(' --quiet')} --format json").startswith("{")
    paste(tmp_path, cures(tmp_path, "doctor", "-C", f"./{name}")["uncommitted"])
    assert git(root, "status", "--porcelain") == ""


def test_a_remote_of_any_name_is_marked_public(tmp_path: Path, paste: Paste) -> None:
    root = committed(ledger(tmp_path / "ledger"))
    for name in ("$(touch${IFS}ran)", "a&b", "a'b"):
        git(root, "remote", "add", name, "https://github.com/a/b.git")
        cure = cures(root, "doctor")["public"]
        paste(root, cure[cure.index("git config") :].partition("; ecoclaim")[0])
        assert git(root, "config", f"remote.{name}.ecoclaim-public") == "true"
        git(root, "remote", "remove", name)


@pytest.mark.parametrize("name", [one for one in NAMES if one.isprintable()])
def test_evidence_that_is_not_listed_is_listed(tmp_path: Path, paste: Paste, name: str) -> None:
    root = committed(ledger(tmp_path / "ledger"))
    put(root, f"cases/2026-0007/evidence/{name}", "x")
    cure = cures(root, "verify")["evidence-unlisted"]
    paste(root, cure[cure.index("ecoclaim evidence add") :].rpartition(",")[0])
    assert "evidence-unlisted" not in cures(root, "verify")


@pytest.mark.parametrize("name", ["甲 乙.txt", "$(touch ran).txt", "a'b.txt", "-x.txt"])
def test_evidence_that_is_missing_is_found_in_git(tmp_path: Path, paste: Paste, name: str) -> None:
    root = ledger(tmp_path / "ledger")
    piece = put(root, f"cases/2026-0007/evidence/{name}", "x")
    entry = json.dumps(f"evidence/{name}", ensure_ascii=False)
    put(root, "cases/2026-0007/case.yaml", f"id: 2026-0007\n{ONE}evidence:\n  - {{no: 1, name: 甲, file: {entry}}}\n")
    committed(root)
    piece.unlink()
    cure = cures(root, "verify")["evidence-missing"]
    assert "all" in paste(root, cure[cure.index("git log") :])


@pytest.mark.parametrize("below", [".", "甲 $(touch ran)"])
@pytest.mark.parametrize("name", ["甲.bin", "甲 $(touch ran).bin", "a'b.bin"])
def test_the_other_side_of_a_conflict_is_had(tmp_path: Path, paste: Paste, name: str, below: str) -> None:
    top = tmp_path / "repository"
    root = ledger(top / below)
    committed(top)
    entry = f"evidence:\n  - {{no: 1, name: 甲, file: {json.dumps(f'evidence/{name}', ensure_ascii=False)}, note: "
    for branch in ("theirs", "ours"):
        git(top, "switch", "-q", "-c", branch, "main")
        put(root, f"cases/2026-0007/evidence/{name}", f"\0{branch}")
        put(root, "cases/2026-0007/case.yaml", f"id: 2026-0007\n{ONE}{entry}{branch}, sha256: {branch}}}\n")
        git(top, "add", "-A")
        git(top, "commit", "-q", "-m", branch)
    assert tried(top, "merge", "-q", "theirs").returncode
    said = told("check", cwd=root)
    paste(root, said[said.index("git show") :].partition(". git could")[0])
    piece = root / "cases/2026-0007/evidence" / name
    assert piece.read_bytes() == b"\0ours"
    assert piece.with_stem(f"{piece.stem}-theirs").read_bytes() == b"\0theirs"
    # What is settled is entered.
    put(root, "cases/2026-0007/case.yaml", f"id: 2026-0007\n{ONE}")
    paste(root, re.sub(".*then (git add.*) and git commit.*", r"\1", said, flags=re.DOTALL).strip())
    for one in [line for key, line in cures(root, "doctor").items() if key == "conflicts"]:
        paste(root, one[one.index("git -C") :].partition(" or ")[2])
    assert piece.read_bytes() == b"\0theirs"
    assert "U" not in git(top, "status", "--porcelain")
