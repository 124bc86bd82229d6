"""A line of twenty thousand signs of one kind holds no command up: what looks through text goes through it once."""

from __future__ import annotations

import io
import shutil
import time
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from trial import FULL, PATIENCE, TODAY, called

from ecoclaim.cli import main

LENGTH = 20_000
UNITS = [
    *[
        "1",
        "１",
        "一",
        "a",
        "甲",
        " ",
        "　",
        "1-",
        "1 ",
        "a ",
        "a.",
        "1.",
        "1,",
        "、",
        "张三、",
        "于",
        "甲，",
        "(",
        "（",
        "{",
        "{{",
        "{%",
    ],
    *[
        "【",
        "<",
        "“",
        "'",
        '"',
        "\\",
        "年",
        "1年",
        "1月",
        "/",
        "a/",
        "@",
        "a@",
        "·",
        "京A",
        "1万",
        "第1",
        "微信",
        "生于",
        "=",
        "#",
        ":",
    ],
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger with such a line for each kind of sign, and one with all of them in a row."""
    folder = tmp_path_factory.mktemp("lines") / "ledger"
    shutil.copytree(FULL, folder)
    events = folder / "cases/2026-0001/events.yaml"
    with events.open("a", encoding="utf-8") as file:
        for unit in UNITS:
            line = unit * (LENGTH // 4 // len(unit))
            said = line.replace("'", "''")
            file.write(f"- {{event: progress-reported, date: 2026-11-02, to: 某厅, note: '甲{said}乙'}}\n")
    case = folder / "cases/2026-0001/case.yaml"
    whole = "1" * LENGTH + "a" * LENGTH + "甲" * LENGTH + "张三、" * (LENGTH // 3) + "1-" * (LENGTH // 2)
    case.write_text(case.read_text("utf-8").replace("conduct: ", f"conduct: {whole}", 1), "utf-8")
    return folder


@pytest.mark.parametrize(
    "line",
    [
        *[
            "check",
            "deadlines",
            "list",
            "next",
            "show 1",
            "forms 1",
            "publish 1",
            "publish scan 1",
            "verify",
            "drift 1",
        ],
        *["render 1 start-registration --text --draft", "report make quarterly-clue-list 2026Q1", "log 1", "doctor"],
    ],
)
def test_a_long_line_holds_no_command_up(root: Path, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    code, _out, err = called(["-C", str(root), *line.split()])
    assert code in (0, 1, 6, 7), err
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ECOCLAIM_TODAY", TODAY)
    screen = _Terminal()
    begun = time.process_time()
    with redirect_stdout(screen):
        assert main(["-C", str(root), *line.split()]) == code
    assert time.process_time() - begun < PATIENCE
    assert screen.getvalue() or code


@pytest.mark.parametrize("line", ["{}", "a: {}", "- {}", "a: b: {}", "a: [{}", "a: '{}", "# {}"])
def test_a_long_line_in_a_broken_file_holds_nobody_up(tmp_path: Path, line: str) -> None:
    shutil.copytree(FULL, tmp_path / "ledger")
    case = tmp_path / "ledger/cases/2026-0001/case.yaml"
    before = case.read_text("utf-8")
    for unit in UNITS:
        case.write_text(before + line.format(unit * (LENGTH // len(unit))) + "\n", "utf-8")
        code, _out, err = called(["-C", str(tmp_path / "ledger"), "show", "1"])
        assert code in (0, 4), (unit, err)


@pytest.mark.parametrize(
    "line", ["show {}", "why 1 {}", "count {} 5", "record 1 {}", "set 1 {}=x", "list --stage {}", "log --day {}"]
)
def test_a_long_word_in_the_command_holds_nobody_up(tmp_path: Path, line: str) -> None:
    shutil.copytree(FULL, tmp_path / "ledger")
    for unit in UNITS:
        word = unit * (LENGTH // len(unit))
        code, _out, err = called(["-C", str(tmp_path / "ledger"), *(part.replace("{}", word) for part in line.split())])
        assert code in (2, 3, 4, 6, 7), (unit, err[:200])


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True
