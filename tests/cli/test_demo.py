"""`demo`: the shipped example in a folder, and a first look at it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from commandline import Run

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
    answer = run("check", "--strict", "--on", "2026-03-25", "-C", str(shipped("examples") / "zhangye"))
    assert answer.code == 0, answer.out


def test_inside_another_repository_the_example_keeps_out_of_its_history(run: Run, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    subprocess.run(["git", "init", "--quiet", str(outer)], check=True)
    assert run("demo", str(outer / "trial")).code == 0
    assert not (outer / "trial" / ".git").exists()
    log = subprocess.run(["git", "log", "--oneline"], cwd=outer, capture_output=True, text=True, check=False)
    assert log.stdout == ""


def test_where_git_knows_nobody_the_example_shows_all_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in os.environ if one.startswith(("GIT_", "EMAIL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert run("demo", str(tmp_path / "trial")).code == 0
    assert (tmp_path / "trial/cases/2026-0001/documents/start-registration.docx").is_file()
