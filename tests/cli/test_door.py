"""Every way a command can end."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import typer
from commandline import Run, process

from ecoclaim import __version__
from ecoclaim.cli import console, door
from ecoclaim.errors import BadFile, FormIncomplete, GitRefused, Interrupted, NotAllowed, NotFound, Problem

FULL = Path(__file__).parents[1] / "fixtures" / "full"
COUNT = ("count", "2026-09-29", "10", "--working")


@pytest.mark.parametrize(
    ("stop", "code"),
    [
        (NotFound("没有"), 3),
        (BadFile([Problem("cases/2026-0001/case.yaml", 4, 3, "title", "x")]), 4),
        (FormIncomplete("x"), 5),
        (GitRefused("x"), 6),
        (NotAllowed("x"), 7),
        (Interrupted("x"), 130),
        (KeyboardInterrupt(), 130),
        (typer.Abort(), 130),
        (PermissionError(13, "Permission denied", "/ledger/ecoclaim.yaml"), 4),
    ],
)
def test_what_stops_a_command_is_a_sentence_and_its_code(
    capsys: pytest.CaptureFixture[str], stop: BaseException, code: int
) -> None:
    def stopped() -> None:
        raise stop

    assert door._guarded(stopped) == code
    answer = capsys.readouterr()
    assert answer.out == ""
    assert answer.err.count("\n") == 1


def test_a_bug_is_a_traceback_that_asks_to_be_reported(capsys: pytest.CaptureFixture[str]) -> None:
    def wrong() -> None:
        raise ZeroDivisionError("bug")

    assert door._guarded(wrong) == 70
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert "ZeroDivisionError: bug" in said
    assert __version__ in said.splitlines()[-1]


@pytest.mark.parametrize("arguments", [("--version",), ("--lang", "en", "--version"), ("-C", "nowhere", "--version")])
def test_the_version_is_told_before_a_command(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).out == f"ecoclaim {__version__}\n"


def test_the_version_is_told_without_typer() -> None:
    program = "import sys, ecoclaim.cli; ecoclaim.cli.main(['--version']); sys.exit('typer' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_command_imports_only_its_own_module() -> None:
    program = (
        "import sys; from ecoclaim.cli import main; code = main(['--help']);"
        "sys.exit(code or any(name in sys.modules for name in ('ecoclaim.cli.days', 'rich', 'pydantic', 'holidays')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_no_command_shows_what_there_is(run: Run) -> None:
    assert run().out == run("--help").out != ""


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_language_is_taken_on_both_sides_of_the_command(run: Run, place: str) -> None:
    lang = ("--lang", "en")
    answer = run(*lang, *COUNT) if place == "before" else run(*COUNT, *lang)
    assert answer.out.startswith("10 working days after")


@pytest.mark.parametrize(
    ("given", "environment", "ledger", "spoken"),
    [
        ((), None, None, "zh"),
        ((), "en", None, "en"),
        (("--lang=zh",), "en", None, "zh"),
        ((), None, "language: en\n", "en"),
        ((), None, "pack: x\nlanguage : 'en'  # 语言\r\nrole: y\n", "en"),
        ((), "zh", "language: en\n", "zh"),
        ((), None, "language: fr\n", "zh"),
        ((), None, "texts:\n  language: en\n", "zh"),
        ((), None, "\xff\xfe", "zh"),
    ],
)
def test_the_language_is_that_of_option_then_environment_then_ledger(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    given: tuple[str, ...],
    environment: str | None,
    ledger: str | None,
    spoken: str,
) -> None:
    if environment:
        monkeypatch.setenv("ECOCLAIM_LANG", environment)
    if ledger:
        (tmp_path / "ecoclaim.yaml").write_bytes(ledger.encode("latin-1" if "\xff" in ledger else "utf-8"))
        (tmp_path / "cases").mkdir()
        monkeypatch.chdir(tmp_path / "cases")
    assert run("--help", *given).out.startswith({"zh": "用法：", "en": "Usage: "}[spoken])


def test_the_ledger_that_is_named_gives_its_language(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "ecoclaim.yaml").write_text("language: en\n", "utf-8")
    assert run("-C", str(there), "--help").out.startswith("Usage: ")
    assert run("calendar", f"--ledger={there}", "--help").out.startswith("Usage: ")
    monkeypatch.setenv("ECOCLAIM_LEDGER", str(there))
    assert run("--help").out.startswith("Usage: ")


@pytest.mark.parametrize(
    ("name", "value", "arguments"),
    [("ECOCLAIM_LANG", "fr", ("--help",)), ("ECOCLAIM_TODAY", "foo", ("calendar",))],
)
def test_a_senseless_environment_is_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv(name, value)
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert name in answer.err
    assert value in answer.err


def test_today_is_that_of_the_option_then_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ECOCLAIM_TODAY", "2025-03-04")
    assert '"year": 2025' in run("calendar", "--format", "json").out
    assert '"today": "2024-05-06"' in run("calendar", "--on", "2024-05-06", "--format", "json").out


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1", "utf-8"])
def test_no_console_encoding_stops_an_answer(encoding: str) -> None:
    for arguments in ((), ("--help",), COUNT, ("calendar",), ("count", "𠮷㙓", "1")):
        answer = process(*arguments, PYTHONIOENCODING=encoding)
        assert answer.returncode == (2 if "𠮷㙓" in arguments else 0)
        assert b"Traceback" not in answer.stderr


def test_a_character_the_console_lacks_is_a_question_mark_as_wide() -> None:
    from ecoclaim.cli.console import fitted

    assert fitted("张𠮷a", "gbk") == "张??a"
    assert fitted("张é", "ascii") == "???"
    assert fitted("张\udcff", "utf-8") == "张?"
    assert fitted("张", "no-such-encoding") == "??"


def test_json_is_utf8_with_plain_line_ends_on_any_console() -> None:
    answer = process(*COUNT, "--format", "json", PYTHONIOENCODING="gbk")
    assert "国庆节" in answer.stdout.decode("utf-8")
    assert b"\r" not in answer.stdout
    assert answer.stdout.endswith(b"}\n")


posix = pytest.mark.skipif(os.name == "nt", reason="speaks to a POSIX shell")


@posix
@pytest.mark.parametrize("arguments", [("count", "2026-01-01", "9999"), ("--version",), ("--help",)])
@pytest.mark.parametrize("reader", ["head -c 1", "true"])
def test_a_closed_pipe_ends_quietly(arguments: tuple[str, ...], reader: str) -> None:
    answer = process(*arguments, shell=f'{{ sleep 0.2; "$@"; echo "code $?" >&2; }} | {reader}')
    assert answer.stderr.decode() == "code 0\n"


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_said() -> None:
    answer = process(*COUNT, shell='"$@" >/dev/full')
    assert answer.returncode == 4
    assert answer.stderr.decode().startswith("错误：")
    assert answer.stderr.count(b"\n") == 1


@posix
def test_closed_standard_streams_harm_nothing() -> None:
    assert process(*COUNT, shell='"$@" >&- 2>&- <&-').returncode == 0
    assert process("zzz", shell='"$@" >&- 2>&- <&-').returncode == 2


@posix
def test_an_empty_environment_harms_nothing() -> None:
    answer = process("calendar", "2026", shell='exec env -i "$@"')
    assert answer.returncode == 0
    assert "国庆节" in answer.stdout.decode()


def test_a_broken_off_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    for fault in (KeyboardInterrupt, EOFError):

        def broken_off(fault: type[BaseException] = fault) -> int:
            command = typer.Typer(add_completion=False)

            @command.command()
            def ask() -> None:
                raise fault

            result = typer.main.get_command(command).main([], prog_name="x", standalone_mode=False)
            assert isinstance(result, int)
            return result

        assert door._guarded(broken_off) == 130
        assert capsys.readouterr().err.strip() == "已中断。"


def test_a_question_without_an_answer_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(" 甲 \n\n"))
    assert console.ask("谁") == "甲"
    assert console.ask("谁", "乙") == "乙"
    with pytest.raises(Interrupted):
        console.ask("谁")


@pytest.mark.parametrize("zone", ["UTC", "Etc/GMT+12", "Pacific/Kiritimati", "Asia/Shanghai"])
def test_today_is_the_day_in_china_whatever_the_zone_of_the_machine(zone: str) -> None:
    before = datetime.now(timezone(timedelta(hours=8))).date()
    answer = process("count", "2026-01-01", "1", "--format", "json", TZ=zone, ECOCLAIM_TODAY="")
    after = datetime.now(timezone(timedelta(hours=8))).date()
    assert json.loads(answer.stdout)["today"] in (before.isoformat(), after.isoformat())


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use stays there on Windows")
def test_a_ledger_named_whole_is_found_from_a_folder_that_is_gone(tmp_path: Path) -> None:
    shutil.copytree(FULL, tmp_path / "full")
    gone = f'mkdir "{tmp_path}/gone"; cd "{tmp_path}/gone"; rmdir "{tmp_path}/gone"; exec "$@"'
    for words in (
        "list",
        "check",
        "doctor",
        "show 1",
        "render 1 calculation --rule reply --draft --text",
        "packs list",
    ):
        answer = process("-C", str(tmp_path / "full"), *words.split(), shell=gone, ECOCLAIM_TODAY="2026-07-01")
        assert answer.stdout, answer.stderr
        assert answer.returncode in (0, 1)
        assert b"\xe9\x94\x99\xe8\xaf\xaf\xef\xbc\x9a" not in answer.stderr
    answer = process("-C", str(tmp_path / "full"), "set", "1", "title=甲", shell=gone, ECOCLAIM_TODAY="2026-07-01")
    assert "title: 甲" in (tmp_path / "full/cases/2026-0001/case.yaml").read_text("utf-8"), answer.stderr
    answer = process("list", shell=gone, ECOCLAIM_LANG="en")
    assert (answer.returncode, answer.stderr.decode()) == (
        3,
        "Error: the folder you are in is gone; go into a ledger, or name one with -C\n",
    )
