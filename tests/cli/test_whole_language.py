"""Chinese whole, English whole: every help page and every kind of wrong usage, of every command there is."""

from __future__ import annotations

import re

import pytest
from commandline import Run

from ecoclaim import words
from ecoclaim.cli.commands import COMMANDS
from everycommand import wrong_usages
from languages import chinese_runs, latin_words

PAGES = [(), *(tuple(name.split()) for name in COMMANDS)]

WRONG_USAGE = {
    "unknown command": ("cuont",),
    "unknown command without a near one": ("zzz",),
    "unknown command under another": ("packs", "lists"),
    "unknown option without a near one": ("count", "--zzz", "2026-09-08", "5"),
    "unknown option with a near one": ("count", "--workin", "2026-09-08", "5"),
    "unknown option before the command": ("--zzz", "count"),
    "missing value before the command": ("-C",),
    "language that is not spoken": ("count", "2026-09-08", "5", "--lang", "fr"),
    "negative number": ("count", "2026-09-08", "-5"),
    "flags that exclude one another": ("count", "2026-09-08", "5", "--working", "--years"),
    "year out of the calendar": ("calendar", "10000"),
    "count out of the calendar": ("count", "9999-12-01", "99", "--years"),
    "version after a command": ("count", "--version"),
    **dict(wrong_usages()),
}


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_is_chinese_throughout(run: Run, path: tuple[str, ...]) -> None:
    page = run("--lang", "zh", *path, "--help")
    assert (page.code, page.err) == (0, "")
    assert latin_words(without_examples(page.out), path) == []


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_is_english_throughout(run: Run, path: tuple[str, ...]) -> None:
    page = run("--lang", "en", *path, "--help")
    assert (page.code, page.err) == (0, "")
    assert chinese_runs(page.out) == []


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_keeps_to_eighty_columns(run: Run, path: tuple[str, ...]) -> None:
    from ecoclaim.views.text import width_of

    for language in words.LANGUAGES:
        page = without_examples(run("--lang", language, *path, "-h").out)
        assert [line for line in page.splitlines() if width_of(line) > 80] == []


@pytest.mark.parametrize("name", [name for name, row in COMMANDS.items() if row.where])
def test_a_command_has_a_help_text_and_an_example(run: Run, name: str) -> None:
    page = run("--lang", "en", *name.split(), "--help").out
    assert f"  ecoclaim {name}" in page.partition("Examples:")[2]


@pytest.mark.parametrize("arguments", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_one_chinese_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("错误：")
    assert answer.err.count("\n") == 1
    assert latin_words(answer.err, arguments) == []


@pytest.mark.parametrize("arguments", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_one_english_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ECOCLAIM_LANG", "en")
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: ")
    assert answer.err.count("\n") == 1
    assert chinese_runs(answer.err, arguments) == []


def test_the_foreign_words_of_typer_and_pydantic_would_be_seen() -> None:
    assert latin_words("用法：ecoclaim count [OPTIONS] --on TEXT") == ["OPTIONS", "TEXT"]
    assert latin_words("case.yaml:3:1: title: Input should be a valid string") == [
        *("Input", "a", "be", "should", "string", "title", "valid")
    ]


def without_examples(page: str) -> str:
    """Take the example command lines out of a page: what a person types is Chinese or Latin as it comes."""
    return re.sub(r"(?m)^  ecoclaim .*\n", "", page)
