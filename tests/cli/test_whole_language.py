"""Chinese whole, English whole: every help page and every kind of wrong usage."""

from __future__ import annotations

import re

import pytest
from commandline import Run

from ecoclaim import words
from ecoclaim.cli.commands import COMMANDS

PAGES = [(), *(tuple(name.split()) for name in COMMANDS)]

WRONG_USAGE = {
    "unknown command": ("cuont",),
    "unknown command without a near one": ("zzz",),
    "unknown option": ("count", "--workin", "2026-09-08", "5"),
    "unknown option without a near one": ("count", "--zzz", "2026-09-08", "5"),
    "unknown short option": ("count", "-x", "2026-09-08", "5"),
    "unknown option before the command": ("--zzz", "count"),
    "missing argument": ("count", "2026-09-08"),
    "missing value of an option": ("count", "2026-09-08", "5", "--format"),
    "missing value before the command": ("-C",),
    "value not among the choices": ("count", "2026-09-08", "5", "--format", "xml"),
    "language that is not spoken": ("count", "2026-09-08", "5", "--lang", "fr"),
    "word for a number": ("count", "2026-09-08", "five"),
    "nought": ("count", "2026-09-08", "0"),
    "negative number": ("count", "2026-09-08", "-5"),
    "full-width number": ("count", "2026-09-08", "５"),
    "word for a day": ("count", "tomorrow", "5"),
    "day in another form": ("count", "2026年9月8日", "5"),
    "day that is not in the calendar": ("count", "2026-02-30", "5"),
    "day of an option": ("calendar", "--on", "2026-9-8"),
    "extra argument": ("count", "2026-09-08", "5", "6"),
    "extra argument of an optional one": ("calendar", "2026", "2027"),
    "value for a flag": ("count", "2026-09-08", "5", "--working=yes"),
    "flags that exclude one another": ("count", "2026-09-08", "5", "--working", "--years"),
    "year out of the calendar": ("calendar", "10000"),
    "count out of the calendar": ("count", "9999-12-01", "99", "--years"),
    "version after a command": ("count", "--version"),
}

LATIN = re.compile(r"[A-Za-z][A-Za-z_-]*")
CHINESE = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
# Names of ours and of formats, which are the same in every language.
NAMES = {"ecoclaim", "ECOCLAIM_LANG", "ECOCLAIM_LEDGER", "ECOCLAIM_TODAY", "table", "json", "csv", "ics", "zh", "en"}


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_is_chinese_throughout(run: Run, path: tuple[str, ...]) -> None:
    page = run("--lang", "zh", *path, "--help")
    assert (page.code, page.err) == (0, "")
    assert foreign(page.out, path) == []


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_is_english_throughout(run: Run, path: tuple[str, ...]) -> None:
    page = run("--lang", "en", *path, "--help")
    assert (page.code, page.err) == (0, "")
    assert CHINESE.findall(page.out) == []


@pytest.mark.parametrize("path", PAGES, ids=" ".join)
def test_a_help_page_keeps_to_eighty_columns(run: Run, path: tuple[str, ...]) -> None:
    from ecoclaim.views.text import width_of

    for language in words.LANGUAGES:
        page = run("--lang", language, *path, "-h").out
        examples = page.partition(words._("Examples:"))[2]
        assert [line for line in page.splitlines() if width_of(line) > 80 and line not in examples] == []


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
    assert foreign(answer.err, arguments) == []


@pytest.mark.parametrize("arguments", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_one_english_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setenv("ECOCLAIM_LANG", "en")
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: ")
    assert answer.err.count("\n") == 1
    said = answer.err
    for argument in arguments:
        said = said.replace(argument, "")
    assert CHINESE.findall(said) == []


def foreign(text: str, arguments: tuple[str, ...]) -> list[str]:
    """List the Latin words that are no name: of a command, an option, a format, or what the person wrote."""
    before, _examples, examples = text.partition("\n示例：\n")
    text = before + "\n".join(line for line in examples.splitlines() if not line.startswith("  ecoclaim "))
    allowed = NAMES | {word for name in COMMANDS for word in name.split()}
    allowed |= {word for argument in arguments for word in LATIN.findall(argument)}
    without_options = re.sub(r"(?<![\w-])--?[a-zA-Z][a-z-]*", "", text)
    return sorted({word for word in LATIN.findall(without_options) if word not in allowed})


def test_the_foreign_words_of_typer_would_be_seen() -> None:
    assert foreign("用法：ecoclaim count [OPTIONS] --on TEXT", ()) == ["OPTIONS", "TEXT"]
