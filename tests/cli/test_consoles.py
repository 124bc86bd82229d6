"""Consoles of every kind: encodings, none at all, closed pipes, narrow ones, with and without colour."""

from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("speaks to POSIX terminals", allow_module_level=True)

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from commandline import process

from ecoclaim.views.text import width_of

FULL = Path(__file__).parents[1] / "fixtures" / "full"
TODAY = "2026-07-01"
# What each command answers on the fixture as of that day; 1: `check` found an error.
COMMANDS = {
    "deadlines": ("deadlines", "--status", "all"),
    "list": ("list",),
    "show": ("show", "1"),
    "next": ("next",),
    "why": ("why", "2", "reply"),
    "check": ("check",),
    "record": ("record", "1", "--format", "table"),
    "report": ("report", "due"),
    "packs": ("packs", "show", "zhangye-office"),
    "diff": ("packs", "diff", "xpcc", "zhangye-2024"),
    "calendar": ("calendar", "2026"),
    "count": ("count", "2026-09-29", "10", "--working"),
    "help": ("record", "--help"),
}
every_command = pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("consoles") / "full"
    shutil.copytree(FULL, root)
    # A title that no old console can show.
    case = root / "cases/2026-0002/case.yaml"
    case.write_text(case.read_text("utf-8").replace("title: ", "title: 㙓𠮷", 1), "utf-8")
    return root


@every_command
def test_a_gbk_console_takes_the_answer(ledger: Path, arguments: tuple[str, ...]) -> None:
    answer = process(*arguments, cwd=ledger, PYTHONIOENCODING="gbk", ECOCLAIM_TODAY=TODAY)
    assert answer.returncode in (0, 1)
    assert answer.stdout.decode("gbk")
    assert b"Traceback" not in answer.stderr


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_a_character_that_the_console_lacks_keeps_its_columns(ledger: Path, encoding: str) -> None:
    answer = process("list", cwd=ledger, PYTHONIOENCODING=encoding, ECOCLAIM_TODAY=TODAY)
    told = answer.stdout.decode(encoding)
    assert ("????某师" in told) is (encoding == "gbk")
    assert ("㙓𠮷某师" in told) is (encoding == "utf-8")


@every_command
def test_neither_width_nor_language_nor_keyboard_changes_what_goes_into_a_pipe(
    ledger: Path, arguments: tuple[str, ...]
) -> None:
    usual = process(*arguments, cwd=ledger, LANG="C.UTF-8", COLUMNS="300", ECOCLAIM_TODAY=TODAY)
    assert b"\x1b" not in usual.stdout
    bare = process(*arguments, cwd=ledger, shell=f'exec env -i LC_ALL=C COLUMNS=40 ECOCLAIM_TODAY={TODAY} "$@" <&-')
    assert (bare.returncode, bare.stdout) == (usual.returncode, usual.stdout)


@pytest.mark.parametrize("name", ["deadlines", "check", "packs"])
def test_a_reader_that_leaves_is_no_fault(ledger: Path, name: str) -> None:
    shell = '{ "$@"; echo "code $?" >&2; } | head -n 1 >/dev/null'
    answer = process(*COMMANDS[name], cwd=ledger, shell=shell, ECOCLAIM_TODAY=TODAY)
    # `check` may be done before its reader leaves, and tells what it found.
    assert answer.stderr.decode().splitlines()[-1] in ("code 0", "code 1")
    assert b"Traceback" not in answer.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
@every_command
def test_eighty_columns_are_enough(ledger: Path, arguments: tuple[str, ...], language: str) -> None:
    shown = at_terminal(*arguments, cwd=ledger, ECOCLAIM_LANG=language)
    lines = [line for line in plain(shown).splitlines() if not line.startswith("  ecoclaim ")]
    assert lines
    assert [line for line in lines if width_of(line) > 80] == []


def test_colour_only_repeats_what_the_words_say(ledger: Path) -> None:
    coloured = at_terminal("deadlines", cwd=ledger, TERM="xterm-256color")
    assert "\x1b[1;31m" in coloured
    assert "已逾期" in coloured
    for without in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = at_terminal("deadlines", cwd=ledger, **{"TERM": "xterm-256color", **without})
        assert "\x1b[" not in shown
        assert shown.split() == plain(coloured).split()


def test_a_gbk_terminal_gets_lines_it_draws_one_column_wide(ledger: Path) -> None:
    shown = at_terminal("deadlines", cwd=ledger, PYTHONIOENCODING="gbk", TERM="dumb")
    assert "─" not in shown
    assert [line for line in shown.splitlines() if width_of(line) > 80] == []


def test_without_a_terminal_nothing_is_asked(ledger: Path) -> None:
    for arguments in (("new-case",), ("record", "1", "meeting-held"), ("undo", "1")):
        answer = process(*arguments, cwd=ledger, shell='exec "$@" <&-', ECOCLAIM_TODAY=TODAY)
        assert (answer.returncode, answer.stdout) == (2, b"")
        assert answer.stderr.count(b"\n") == 1


SWEEP = """
import time
from ecoclaim.cli.progress import watched
def slow():
    for number in range(3):
        time.sleep({pause})
        yield number
list(watched(slow(), 3))
"""


def test_a_sweep_of_over_a_second_tells_how_far_it_is_and_leaves_nothing() -> None:
    shown = in_terminal([sys.executable, "-c", SWEEP.format(pause=0.6)])
    assert "已看 2 件，共 3 件" in shown
    assert shown.endswith("\r\x1b[K")
    assert in_terminal([sys.executable, "-c", SWEEP.format(pause=0.6)], TERM="dumb") == ""
    assert in_terminal([sys.executable, "-c", SWEEP.format(pause=0.01)]) == ""


def test_a_sweep_tells_nothing_where_no_terminal_is() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWEEP.format(pause=0.6)], capture_output=True, check=True, env=environment()
    )
    assert done.stderr == b""


def at_terminal(*arguments: str, cwd: Path, **variables: str) -> str:
    """Run ecoclaim at a terminal of eighty columns; gives what it showed, less how far it was, said on a slow machine."""
    return re.sub(
        r"\r[^\r\n]*\x1b\[K", "", in_terminal([sys.executable, "-m", "ecoclaim", *arguments], cwd, **variables)
    )


def in_terminal(command: list[str], cwd: Path | None = None, **variables: str) -> str:
    end, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    kinds = {"TERM": "xterm-256color", "ECOCLAIM_TODAY": TODAY, **variables}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=inner, stderr=inner, cwd=cwd, env=environment(**kinds)
    ):
        os.close(inner)
        shown = b""
        while True:
            try:
                shown += os.read(end, 65536)
            except OSError:
                break
    os.close(end)
    return shown.decode(variables.get("PYTHONIOENCODING", "utf-8")).replace("\r\n", "\n")


def environment(**variables: str) -> dict[str, str]:
    clean = ("ECOCLAIM", "LC_", "LANG", "COLUMNS", "LINES", "NO_COLOR", "PYTHONIOENCODING")
    return {name: value for name, value in os.environ.items() if not name.startswith(clean)} | variables


def plain(shown: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)
