"""Whatever an argument is: a sentence, a code of the contract, and the ledger as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from trial import judge, lay_out, write

# fmt: off
NONSENSE = [
    "", " ", "\x7f", "%s", "{0}", "0", "-1", "9" * 50, "2026-02-30", "0001-01-01", "2026-9-8", "／", "a" * 5000, "xx", "../..",
    "a\nb", "=", "--help=1", "\udcff",
]
ASKED = [
    "deadlines --on {}", "deadlines --within {}", "deadlines --status {}", "deadlines --format {}", "deadlines {}",
    "deadlines --known-at {}", "-C {} deadlines", "--lang {} deadlines", "list --stage {}", "show {}", "next {}", "check {}",
    "why 2026-0001 {}", "why {}", "why 2026-0001 reply --obligor {}", "why 2026-0001 reply --instance {}",
    "count {} 5", "count 2026-09-08 {}", "count 2026-09-08 {} --years", "count 2026-09-08 {} --working --before",
    "calendar {}", "calendar impact {}", "packs show {}", "packs check {}", "packs diff {} xpcc", "schema {}", "forms {}",
    "log {}", "log --day {}", "drift {}", "verify {}", "templates check {}", "record {}", "--install-completion {}",
    "--show-completion {}", "{}",
]
WROTE = [
    "render 2026-0001 {}", "render 2026-0001 agreement --agreement {}", "render 2026-0001 --all --draft --obligor {}",
    "render 2026-0001 calculation --rule {} --draft", "render 2026-0001 --all --meeting {}",
    "report sent {} 2026Q3 --date 2026-10-09", "report sent quarterly-clue-list {} --date 2026-10-09",
    "report sent quarterly-clue-list 2026Q3 --date {}", "report make quarterly-clue-list {}",
    "record 2026-0001 {} --date 2026-11-20", "record 2026-0001 demand-made --date {}",
    "record 2026-0001 demand-made --date 2026-11-20 --obligor {}", "record 2026-0001 demand-made --date 2026-11-20 {}=x",
    "record 2026-0001 demand-made --date 2026-11-20 {}", "correct 2026-0001 {} note=x", "correct 2026-0001 2 {}",
    "correct 2026-0001 2 date={}", "set 2026-0001 {}=x", "set 2026-0001 {}", "set 2026-0001 meetings.{}.on=2026-01-01",
    "set 2026-0001 obligors.{}.phone=1", "set 2026-0001 meetings.1.on={}", "new-case --title x --received {}",
    "new-case --title x --found 2026-11-20 --channel {}", "new-case --title x --found 2026-11-20 --pack {}",
    "undo {} --yes", "evidence add 2026-0001 {}", "publish {}", "publish 2026-0001 --what {}", "archive {}", "renumber {}",
    "renumber 2026-0001 {}", "edit {}",
]
# fmt: on


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("asked") / "ledger")


@pytest.mark.parametrize(("number", "line"), list(enumerate(ASKED)))
def test_a_question_may_be_put_in_any_words(
    asked: Path, number: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(asked.parent)
    monkeypatch.setenv("HOME", str(asked.parent))
    for value in NONSENSE[number % 3 :: 3]:
        judge(asked, _words(line, value))


@pytest.mark.parametrize(("number", "line"), list(enumerate(WROTE)))
def test_what_is_to_be_written_may_be_said_in_any_words(
    tmp_path: Path, number: int, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "ledger")
    monkeypatch.chdir(tmp_path)
    for value in NONSENSE[number % 4 :: 4]:
        write(root, _words(line, value))
    assert [one.name for one in tmp_path.iterdir()] == ["ledger"]


def _words(line: str, value: str) -> list[str]:
    return [word.replace("{}", value) for word in line.split()]


@pytest.mark.parametrize("line", ["deadlines", "check", "record 2026-0001 demand-made", "set 2026-0001"])
def test_a_hundred_thousand_arguments_are_read(asked: Path, line: str) -> None:
    write(asked, [*line.split(), *["x=1"] * 100_000])
