"""One door to git: the table holds all that is asked, and nothing else starts it."""

from __future__ import annotations

import ast
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ecoclaim.archive.git import ask
from ecoclaim.archive.location import Location
from ecoclaim.archive.questions import QUESTIONS, Access
from ecoclaim.archive.settings import read
from ecoclaim.cli import main
from ecoclaim.errors import GitRefused
from gitwork import put

SOURCE = Path(__file__).parents[2] / "src/ecoclaim"
DOOR = SOURCE / "archive/git.py"
ASKS = ("ask", "tell", "says_yes", "started", "log")
STARTS = ("run", "Popen", "call", "check_call", "check_output", "system", "popen", "startfile")


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node, ast.unparse(node.func)


def test_no_other_place_starts_git() -> None:
    starting = [
        (path, ast.unparse(node.args[0]))
        for path, node, name in calls()
        if name in {f"{module}{one}" for module in ("subprocess.", "os.", "") for one in STARTS} and node.args
    ]
    assert {path for path, _command in starting} >= {DOOR, SOURCE / "archive/programs.py"}
    assert not [one for one in starting if one[0] != DOOR and "git" in one[1]]
    # What the others start they are given by name: no name is git's.
    named = [ast.unparse(one) for path, one, name in calls() if name in ("said", "is_there", "programs.said")]
    assert named
    assert not [one for one in named if "'git'" in one]


def test_each_question_asked_is_in_the_table_and_each_in_the_table_is_asked() -> None:
    asked: set[str] = set()
    for path, node, name in calls():
        if path.parent != DOOR.parent or path == DOOR or name not in ASKS:
            continue
        if name == "log":
            asked.add("log")
            continue
        question = node.args[1]
        either = (question.body, question.orelse) if isinstance(question, ast.IfExp) else (question,)
        for one in either:
            assert isinstance(one, ast.Constant), f"{path}:{node.lineno}: a question is named by a word"
            asked.add(str(one.value))
    assert asked == set(QUESTIONS)


def test_only_the_questions_that_write_write() -> None:
    writing = {name for name, one in QUESTIONS.items() if one.access is Access.WRITE}
    assert writing == {"changes", "add", "reset", "commit", "tag", "untag"}
    for one in QUESTIONS.values():
        if one.access is Access.READ:
            assert set(one.words).isdisjoint({"add", "commit", "reset", "tag", "checkout", "switch", "merge", "config"})
            assert set(one.words).isdisjoint({"fetch", "pull", "push", "clone", "archive", "diff", "show", "submodule"})


@pytest.mark.parametrize("name", ["--output=../x", "-x", "--exec-path"])
def test_a_name_that_git_would_take_for_an_option_is_not_asked_about(root: Path, name: str) -> None:
    with pytest.raises(GitRefused, match="option"):
        ask(root, "ls-tree", name, "--", "cases/")
    assert not (root.parent / "x").exists()


# fmt: off
STRANGE = [
    ("core.fsmonitor", "/x", True), ("core.fsmonitor", "true", False), ("core.fsmonitor", "", False),
    ("core.worktree", "../elsewhere", True), ("core.worktree", "..", False),
    ("core.hookspath", "hooks-of-mine", True), ("core.hookspath", ".git/hooks", False), ("core.hookspath", "no", False),
    ("filter.x.clean", "cat", True), ("filter.x.process", "cat", True), ("filter.a=b.smudge", "cat", True),
    ("filter.lfs.clean", "cat", True), ("filter.lfs.clean", "git-lfs clean -- %f", False),
    ("filter.lfs.process", "git-lfs filter-process", False), ("filter.lfs.smudge", "git-lfs smudge -- %f", False),
    ("filter.lfs.required", "true", False), ("lfs.extension.x.clean", "cat", True),
    ("gpg.program", "x", True), ("gpg.ssh.program", "x", True), ("gpg.ssh.defaultkeycommand", "x", True),
    ("hook.x.command", "x", True), ("gc.recentobjectshook", "x", True),
    ("merge.ecoclaim-entries.driver", "x", False), ("core.sshcommand", "ssh -i key", False), ("alias.st", "!x", False),
    ("user.name", "x", False), ("remote.origin.url", "x", False),
]
# fmt: on


@pytest.mark.parametrize(("name", "value", "strange"), STRANGE)
def test_a_setting_of_the_repositorys_own_that_runs_a_program_on_a_write_is_strange(
    root: Path, name: str, value: str, *, strange: bool
) -> None:
    (root / "hooks-of-mine").mkdir()
    (root / ".git/hooks").mkdir(exist_ok=True)
    where = Location(root.resolve(), root.resolve() / ".git", root.resolve() / ".git")
    for scope in ("local", "worktree", "global", "system", "command"):
        found = read(f"{scope}\0file:.git/config\0{name}\n{value}\0".encode(), root).strange(where)
        assert (found is not None) == (strange and scope in ("local", "worktree"))
    trusted = f"global\0file:/h\0ecoclaim.trusted\n{where.top}\0local\0file:.git/config\0{name}\n{value}\0"
    assert read(trusted.encode(), root).strange(where) is None
    itself = f"local\0file:.git/config\0ecoclaim.trusted\n{where.top}\0local\0file:.git/config\0{name}\n{value}\0"
    assert (read(itself.encode(), root).strange(where) is not None) == strange


# How often each command asks git, as counted by one that stands in for it; more is slower for everybody.
ASKED = {
    "record 1 progress-reported --date 2026-11-20 to=x": 8,
    "set 1 title=x": 8,
    "new-case --title y --received 2026-11-20 --obligor B": 12,
    "log": 3,
    "log 1": 4,
    "deadlines --known-at 2099-01-01": 2,
    "check": 5,
    "doctor": 18,
}


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for git")
def test_a_command_asks_git_no_more_often_than_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOCLAIM_TODAY", "2026-11-27")
    root = tmp_path / "ledger"
    assert main(["init", str(root), "--pack", "xpcc", "--department", "x", "--authority", "y"]) == 0
    assert main(["-C", str(root), "new-case", "--title", "x", "--received", "2026-11-01", "--obligor", "A"]) == 0
    assert main(["-C", str(root), *["record", "1", "progress-reported", "--date", "2026-11-19", "to=x"]]) == 0
    real = shutil.which("git")
    put(tmp_path, "bin/git", f"#!/bin/sh\necho >> '{tmp_path}/asked'\nexec '{real}' \"$@\"\n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    found = {}
    for words in ASKED:
        put(tmp_path, "asked", "")
        assert main(["-C", str(root), *words.split()]) == 0
        found[words] = len((tmp_path / "asked").read_text().splitlines())
    assert {words: (n, ASKED[words]) for words, n in found.items() if n > ASKED[words]} == {}
