"""`demo`: the shipped example in a folder, and a first look at it."""

from __future__ import annotations

from pathlib import Path

from commandline import Run

from ecoclaim.cli.demo import DAY
from ecoclaim.ledger.load import load_case, load_office
from ecoclaim.ledger.places import case_ids, shipped


def test_lays_out_the_example_and_shows_what_it_holds(run: Run, tmp_path: Path) -> None:
    answer = run("demo")
    assert answer.code == 0
    folder = tmp_path / "ecoclaim-demo"
    assert "2026-0004" in answer.out
    assert "2026-03-30" in answer.out
    assert str(folder) in answer.out
    assert load_office(folder).pack == "zhangye-2024"
    assert [load_case(folder, case).id for case in case_ids(folder)] == case_ids(folder)
    assert (folder / ".ecoclaim/case.schema.json").is_file()
    assert (folder / ".git").is_dir()


def test_refuses_a_folder_that_holds_something(run: Run, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("x")
    assert run("demo", "full").code == 2
    assert [one.name for one in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_what_it_says_to_type_next_works(run: Run, tmp_path: Path) -> None:
    lines = run("demo", "trial").out.splitlines()
    typed = [line.split()[1:] for line in lines if line.startswith("  ecoclaim ") and "--help" not in line]
    assert len(typed) >= 3
    for words in typed:
        assert run(*words, "-C", "trial").code == 0, words


def test_the_example_checks_clean_on_its_day(run: Run) -> None:
    answer = run("check", "--strict", "--on", DAY.isoformat(), "-C", str(shipped("examples") / "zhangye"))
    assert answer.code == 0, answer.out
