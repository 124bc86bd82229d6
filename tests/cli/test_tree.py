"""Commands under commands, and the options all of them share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
import typer

from ecoclaim.cli import days, door
from ecoclaim.cli.commands import Row
from ecoclaim.cli.options import Cases, Ledger, TableJsonCsvXlsx
from ecoclaim.cli.tree import root
from ecoclaim.errors import WrongUsage

TABLE = {
    "calendar": Row("The days off.", "days:calendar"),
    "calendar impact": Row("What a notice changes.", "days:echo"),
    "packs": Row("The rules."),
    "packs list": Row("All of them.", "days:echo"),
}


def echo(
    cases: Cases,
    ledger: Ledger = None,
    title: Annotated[str, typer.Option("--title")] = "-",
    format: TableJsonCsvXlsx = "table",  # noqa: A002
) -> int:
    """Print what came in."""
    from ecoclaim.cli import console

    console.answer(f"{ledger} {title} {format} {cases}")
    return 20


@pytest.fixture(autouse=True)
def echoing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ECOCLAIM_LEDGER", raising=False)
    monkeypatch.setattr(days, "echo", echo, raising=False)


def called(*arguments: str) -> object:
    return root(TABLE).main(list(arguments), prog_name="ecoclaim", standalone_mode=False)


def test_a_command_below_another_is_called_by_both_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert called("packs", "list", "7", "--title", "x", "8") == 20
    assert capsys.readouterr().out == "None x table ['7', '8']\n"


def test_arguments_that_may_be_left_out_are_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    called("packs", "list")
    assert capsys.readouterr().out == "None - table []\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("-C", "a", "packs", "list"),
        ("--ledger=a", "packs", "list"),
        ("packs", "-C", "a", "list"),
        ("packs", "list", "-C", "a"),
        ("-C", "b", "packs", "list", "--ledger", "a"),
    ],
)
@pytest.mark.parametrize("environment", [None, "c"])
def test_the_ledger_is_taken_before_and_after_the_command_the_nearest_first(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    environment: str | None,
) -> None:
    if environment:
        monkeypatch.setenv("ECOCLAIM_LEDGER", environment)
    called(*arguments)
    assert capsys.readouterr().out.startswith(f"{Path('a')} ")


def test_the_ledger_of_the_environment_is_taken_last(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOCLAIM_LEDGER", "c")
    called("packs", "list")
    assert capsys.readouterr().out.startswith("c ")


def test_a_name_with_a_function_of_its_own_runs_it_where_no_other_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    called("calendar", "2026", "--format", "json")
    assert '"year": 2026' in capsys.readouterr().out
    called("calendar", "--on", "2025-01-01", "--format", "json")
    assert '"year": 2025' in capsys.readouterr().out
    called("calendar", "impact", "7")
    assert capsys.readouterr().out.endswith("['7']\n")


def test_its_page_shows_both(capsys: pytest.CaptureFixture[str]) -> None:
    called("calendar", "--help")
    page = capsys.readouterr().out
    assert page.startswith("用法：ecoclaim calendar [选项] [年份]\n")
    assert "  impact  What a notice changes.\n" in page
    called("calendar", "impact", "--help")
    assert capsys.readouterr().out.startswith("用法：ecoclaim calendar impact [选项] [案件 …]\n")


@pytest.mark.parametrize("arguments", [("packs",), ("packs", "--help"), ("packs", "-h")])
def test_a_name_without_a_function_shows_its_page(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    called(*arguments)
    page = capsys.readouterr().out
    assert page.startswith("用法：ecoclaim packs [选项] 命令 …\n")
    assert "  list  All of them.\n" in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("packs", "lists"), "没有命令“lists”；是否想写 list？详见 ecoclaim packs --help"),
        (("packs", "list", "--titel", "x"), "没有选项“--titel”；是否想写 --title？详见 ecoclaim packs list --help"),
        (("calendar", "1", "2"), "多出了参数“2”；详见 ecoclaim calendar --help"),
    ],
)
def test_wrong_usage_names_the_command_it_is_about(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(WrongUsage) as stopped:
        called(*arguments)
    assert str(stopped.value) == said


def test_what_a_command_returns_is_the_exit_code() -> None:
    assert door._guarded(lambda: 20) == 20
