"""Whatever the environment holds: the same answer, another repository left alone, or a sentence and a code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from trial import TODAY, judge, lay_out, write

from gitwork import git

CASE = "2026-0002"

# fmt: off
NONSENSE = [
    "", " ", "\x7f", "%s", "{0}", "0", "-1", "9" * 50, "2026-02-30", "0001-01-01", "9999-12-31", "2026-9-8", "／", "\udcff",
    "a" * 5000, "xx", "../..", "a\nb",
]
# What a Python program meets before it runs a line of its own is not tried: PYTHONIOENCODING=xx, PYTHONHOME=/.
SURROUNDINGS: dict[str, dict[str, str | None]] = {
    "a language and a time zone of nowhere": {
        "LANG": "xx_YY.nonsense", "LC_ALL": "%s", "LANGUAGE": "../../etc", "TZ": "Nowhere/Nothing",
    },
    "no language, a time zone that is a path": {
        "LANG": None, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": ":/etc/passwd",
    },
    "no columns, no home": {
        "COLUMNS": "0", "LINES": "0", "HOME": None, "XDG_CONFIG_HOME": None, "USER": None, "LOGNAME": None,
    },
    "columns in words, no path": {"COLUMNS": "many", "LINES": "-1", "PATH": "", "PAGER": "/nowhere", "EDITOR": "/nowhere"},
    "too many columns, a home of nowhere": {
        "COLUMNS": "9" * 40, "LINES": "9" * 40, "HOME": "/nowhere", "XDG_CONFIG_HOME": "relative", "TMPDIR": "/nowhere",
    },
    "colours and warnings": {
        "FORCE_COLOR": "9", "CLICOLOR_FORCE": "1", "NO_COLOR": "", "TERM": "\x1b[31m", "PYTHONWARNINGS": "error",
        "_TYPER_STANDARD_TRACEBACK": "1", "TERMINAL_WIDTH": "x", "_ECOCLAIM_X": "1", "ECOCLAIM_NOTHING": "1",
    },
}
# fmt: on


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("surroundings") / "ledger")


@pytest.fixture(scope="module")
def answers(ledger: Path) -> tuple[bytes, bytes]:
    return alone(ledger, "json", {})[1], alone(ledger, "table", {})[1]


def alone(root: Path, how: str, around: dict[str, str | None]) -> tuple[int, bytes, str]:
    """Ask for the deadlines in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ECOCLAIM", "PYTHON", "COLUMNS"))}
    changed = {**kept, "ECOCLAIM_TODAY": TODAY, "PYTHONIOENCODING": "utf-8", **around}
    done = subprocess.run(
        [sys.executable, "-m", "ecoclaim", "-C", root, "deadlines", "--format", how],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={name: value for name, value in changed.items() if value is not None},
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_answer_is_the_same_in_any_surroundings(ledger: Path, answers: tuple[bytes, bytes], name: str) -> None:
    around = SURROUNDINGS[name]
    how = "json" if "PYTHONUTF8" in around else "table"
    code, out, err = alone(ledger, how, around)
    assert (code, err) == (0, "")
    assert out == answers[how == "table"]


@pytest.mark.parametrize("encoding", ["ascii:strict", "gbk", "utf-16"])
def test_text_for_people_never_fails_on_the_encoding(ledger: Path, encoding: str) -> None:
    code, out, err = alone(ledger, "table", {"PYTHONIOENCODING": encoding})
    assert (code, err) == (0, "")
    assert out.count("2026-0009".encode(encoding.partition(":")[0]).removeprefix(b"\xff\xfe"))


@pytest.mark.parametrize("name", ["ECOCLAIM_TODAY", "ECOCLAIM_LANG", "ECOCLAIM_LEDGER"])
def test_a_variable_of_ours_may_hold_anything(ledger: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ledger)
    for value in NONSENSE:
        code, out, err = judge(ledger, ["show", "2026-0001"], {name: value})
        assert code in (0, 2)
        assert out or err


@pytest.mark.parametrize(
    ("words", "current"),
    [("", ""), ("ecoclaim de", "x"), ("ecoclaim \udcff", "-1"), ("'", "9" * 40), ("ecoclaim -C", "2")],
)
def test_completion_answers_or_keeps_silent(ledger: Path, words: str, current: str) -> None:
    for shell in ("bash_complete", "complete_bash", "zsh", "", "%s"):
        around = {"_ECOCLAIM_COMPLETE": shell, "COMP_WORDS": words, "COMP_CWORD": current, "_ECOCLAIM_WORDS": words}
        judge(ledger, [], around)


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Path]:
    """A ledger in git, and somebody's other repository."""
    root, other = lay_out(tmp_path / "ledger"), tmp_path / "other"
    other.mkdir()
    (other / "theirs").write_text("x\n")
    (root / ".gitignore").write_text(".ecoclaim.lock\n")
    for folder in (root, other):
        git(folder, "init", "-q")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "begun")
    return root, other


# fmt: off
GIT: dict[str, dict[str, str]] = {
    "another repository": {"GIT_DIR": "{other}/.git"},
    "another repository and its files": {"GIT_DIR": "{other}/.git", "GIT_WORK_TREE": "{other}", "GIT_PREFIX": "cases/"},
    "no repository": {"GIT_DIR": "/nowhere", "GIT_CEILING_DIRECTORIES": "{root}", "GIT_DISCOVERY_ACROSS_FILESYSTEM": "x"},
    "another's index": {"GIT_INDEX_FILE": "{other}/.git/index"},
    "another's objects": {"GIT_OBJECT_DIRECTORY": "{other}/.git/objects", "GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere"},
    "another's branches": {"GIT_COMMON_DIR": "{other}/.git", "GIT_NAMESPACE": "x"},
    "settings of nonsense": {"GIT_CONFIG_PARAMETERS": "nonsense", "GIT_CONFIG": "/nowhere"},
    "settings without number": {"GIT_CONFIG_COUNT": "nonsense"},
    "nobody": {"GIT_CONFIG_GLOBAL": "/nowhere", "EMAIL": "", "HOME": "/nowhere"},
    "paths of nonsense": {"GIT_ICASE_PATHSPECS": "1", "GIT_GLOB_PATHSPECS": "1"},
    "paths to the letter": {"GIT_LITERAL_PATHSPECS": "1", "GIT_DEFAULT_HASH": "nonsense", "GIT_ATTR_SOURCE": "nowhere"},
    "grafts": {"GIT_SHALLOW_FILE": "/nowhere", "GIT_GRAFT_FILE": "/nowhere", "GIT_REPLACE_REF_BASE": "x"},
    "programs that fail": {
        "GIT_EXTERNAL_DIFF": "false", "GIT_PAGER": "false", "GIT_EDITOR": "false", "GIT_SSH_COMMAND": "false",
        "GIT_ASKPASS": "false", "GIT_DIFF_OPTS": "--nonsense", "GIT_FLUSH": "x", "GIT_ADVICE": "x", "GIT_OPTIONAL_LOCKS": "x",
    },
    "a date of nonsense": {"GIT_AUTHOR_DATE": "nonsense"},
    "a name that is none": {"GIT_AUTHOR_NAME": "<>", "GIT_COMMITTER_EMAIL": "a\nb"},
    "traces": {"GIT_TRACE": "1", "GIT_TRACE2": "1", "GIT_CURL_VERBOSE": "1", "LC_ALL": "xx_YY"},
    "no programs of git's": {"GIT_EXEC_PATH": "/nowhere", "GIT_TEMPLATE_DIR": "/nowhere"},
    "a quarantine": {"GIT_QUARANTINE_PATH": "/nowhere", "TMPDIR": "/nowhere"},
    "no git": {"PATH": "/nowhere"},
}
# fmt: on


@pytest.mark.parametrize("name", GIT)
def test_what_is_recorded_goes_into_the_ledgers_own_repository_or_is_said(kept: tuple[Path, Path], name: str) -> None:
    root, other = kept
    before = _state(other)
    given = {key: value.format(root=root, other=other) for key, value in GIT[name].items()}
    code = write(root, ["record", CASE, "progress-reported", "--date", "2026-11-20", "to=x"], given)
    assert code in (0, 6)
    assert _state(other) == before
    # Where git refuses before the write, nothing is written.
    written = "progress-reported" in (root / "cases" / CASE / "events.yaml").read_text("utf-8")
    assert written or code == 6
    if code == 0 and "PATH" not in given:
        assert git(root, "status", "--porcelain") == ""
    judge(root, ["log", CASE], given)
    judge(root, ["deadlines", "--known-at", TODAY], given)


def _state(folder: Path) -> list[object]:
    """Give all that git keeps of a repository, file by file."""
    return sorted((str(one), one.read_bytes()) for one in folder.rglob("*") if one.is_file())


EDITORS = [
    *("", " ", "/nowhere", "false", "true", "'", '"', "%s", "\x1b", "a" * 5000, ".", "/dev/null", "cat /nowhere &&"),
    *("rm -f", 'sh -c \'rm "$1"; mkdir "$1"\' x', 'sh -c \'printf "\\0" > "$1"\' x', 'sh -c \'printf "[" >> "$1"\' x'),
    *("sh -c 'head -c 2000000 /dev/zero > \"$1\"' x", 'sh -c \'printf "a: b" > "$1"\' x', "sh -c 'kill -9 $$' x"),
    *('sh -c \'printf "\\377" >> "$1"\' x', "sh -c 'chmod 0 \"$1\"' x", "sh -c 'ln -sf /etc/hostname \"$1\"' x"),
]


@pytest.mark.skipif(os.name != "posix", reason="a shell to write editors in")
@pytest.mark.parametrize("editor", EDITORS)
def test_an_editor_may_be_and_do_anything(tmp_path: Path, editor: str) -> None:
    root = lay_out(tmp_path / "ledger")
    file = root / "cases" / CASE / "case.yaml"
    old = file.read_bytes()
    code, _out, _err = judge(root, ["edit", CASE], {"EDITOR": editor, "VISUAL": None})
    assert code in (0, 2, 3, 4)
    assert file.read_bytes() == old
