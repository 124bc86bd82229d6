"""A program reads a ledger through one typed door, and nothing is written."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ecoclaim import open_ledger
from ecoclaim.errors import NotFound
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import shipped

ON = date(2026, 3, 25)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(shipped("examples") / "zhangye", tmp_path / "ledger")
    return tmp_path / "ledger"


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_program_reads_what_the_command_line_says_and_writes_nothing(root: Path) -> None:
    before = files(root)
    ledger = open_ledger(root)
    standing = ledger.case("2026-0001").standing(on=ON)
    assert standing.stage == "consulting"
    assert {case.id for case in ledger.cases()} >= {"2024-0001", "2026-0001"}
    rows = ledger.deadlines(on=ON)
    assert list(rows) == sorted(rows, key=lambda row: row.order)
    assert {row.key for row in standing.open} <= {row.key for row in rows}
    assert ledger.problems == ()
    assert files(root) == before


def test_a_broken_case_is_a_problem_and_hides_no_other(root: Path) -> None:
    (root / "cases/2026-0002/case.yaml").write_text("id: [", "utf-8")
    ledger = open_ledger(root)
    assert "2026-0002" not in {case.id for case in ledger.cases()}
    assert [one.path for one in ledger.problems] == ["cases/2026-0002/case.yaml"]
    assert ledger.deadlines(on=ON)


def test_where_there_is_no_ledger_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_ledger(tmp_path)


def test_the_package_itself_loads_nothing_of_it() -> None:
    code = "import ecoclaim, sys; sys.exit(any(name.startswith('ecoclaim.') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_program_of_the_readme_runs(
    name: str, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).parents[1] / name).read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    monkeypatch.chdir(root.parent)
    exec(program, {})
    assert capsys.readouterr().out.splitlines()[-1] == "()"
