"""`init`: a new ledger, and never a change to what is there."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from commandline import Run, process

from ecoclaim.ledger.load import load_office
from ecoclaim.model.labels import field_names, inner
from ecoclaim.model.office import Office

OFFICE = ("--pack", "zhangye-2024", "--department", "张掖市生态环境局")


def test_makes_a_ledger_that_loads_with_what_was_said(run: Run, tmp_path: Path) -> None:
    answer = run("init", "ledger", *OFFICE, "--authority", "张掖市人民政府", "--on", "2026-01-05")
    assert answer.code == 0
    office = load_office(tmp_path / "ledger")
    assert office.department.name == "张掖市生态环境局"
    assert office.authority.name == "张掖市人民政府"
    assert office.since is not None
    assert office.since.isoformat() == "2026-01-05"
    assert office.pack == "zhangye-2024"


@pytest.mark.parametrize(
    ("department", "on"), [("张掖市生态环境局", True), ("第八师生态环境局", True), ("张掖市水务局", False)]
)
def test_the_notice_to_the_procuratorate_is_on_for_environment_departments(
    run: Run, tmp_path: Path, department: str, on: bool
) -> None:
    run("init", "--pack", "xpcc", "--department", department)
    assert load_office(tmp_path).rules.get("procuratorate-notice", False) is on


def test_every_key_of_the_settings_stands_below_a_chinese_comment(run: Run, tmp_path: Path) -> None:
    run("init", *OFFICE)
    lines = (tmp_path / "ecoclaim.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=.ecoclaim/ledger.schema.json"
    for above, line in pairwise(lines):
        if not line.lstrip().startswith("#"):
            assert any("\u4e00" <= sign <= "\u9fff" for sign in above), line
            assert above.lstrip().startswith("#"), line
    keys = {line.split(":")[0] for line in lines if line[:1].isalpha()}
    assert keys == set(field_names(Office))
    assert inner(Office, "git") is not None


def test_makes_a_git_repository_with_branch_main(run: Run, tmp_path: Path) -> None:
    run("init", "ledger", *OFFICE)
    assert (tmp_path / "ledger/.git/HEAD").read_text().strip() == "ref: refs/heads/main"


def test_makes_no_repository_inside_another_one(run: Run, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    assert run("init", "ledger", *OFFICE).code == 0
    assert not (tmp_path / "ledger/.git").exists()


def test_without_git_the_ledger_is_made_all_the_same(tmp_path: Path) -> None:
    done = process("init", str(tmp_path / "ledger"), *OFFICE, "--lang", "en", PATH=str(tmp_path))
    assert done.returncode == 0
    assert b"git is not installed" in done.stderr
    assert (tmp_path / "ledger/ecoclaim.yaml").exists()


def test_a_hook_around_it_sends_git_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    process("init", str(tmp_path / "ledger"), *OFFICE, GIT_DIR=str(tmp_path / "elsewhere"))
    assert (tmp_path / "ledger/.git").is_dir()
    assert not list((tmp_path / "elsewhere").iterdir())


def test_refuses_a_folder_that_is_a_ledger_and_leaves_it(run: Run, tmp_path: Path) -> None:
    run("init", *OFFICE)
    before = (tmp_path / "ecoclaim.yaml").read_bytes()
    answer = run("init", "--pack", "xpcc", "--department", "某局")
    assert answer.code == 2
    assert (tmp_path / "ecoclaim.yaml").read_bytes() == before


def test_overwrites_no_file_that_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "reports.yaml").write_text("- {report: annual-report, period: 2025}\n")
    answer = run("init", *OFFICE)
    assert answer.code == 4
    assert "reports.yaml" in answer.err
    assert not (tmp_path / "ecoclaim.yaml").exists()
    assert (tmp_path / "reports.yaml").read_text() == "- {report: annual-report, period: 2025}\n"


def test_adds_to_an_old_gitignore_what_it_lacks(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.bak")
    run("init", *OFFICE)
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").startswith("*.bak\n")
    assert ".ecoclaim.lock" in (tmp_path / ".gitignore").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        ((), 2, ("--pack", "--department", "zhangye-2024", "xpcc")),
        (("--pack", "gansu", "--department", "某局"), 3, ("gansu", "zhangye-2024")),
        (("--pack", "../evil", "--department", "某局"), 3, ("zhangye-2024",)),
        (("--pack", "xpcc", "--department", "某\u2028局"), 2, ("--department",)),
        (("--pack", "xpcc", "--department", "某局", "--role", "boss"), 2, ("department", "coordinator")),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, named: tuple[str, ...]
) -> None:
    answer = run("init", *arguments)
    assert answer.code == code
    assert all(word in answer.err for word in named)
    assert not any(tmp_path.iterdir())
