"""Tables at terminals of every width: what stands in a pipe stands there too, wrapped where it must be."""

from __future__ import annotations

import io
import shutil
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from ecoclaim.cli import main
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.text import width_of

FULL = Path(__file__).parents[1] / "fixtures" / "full"
WIDTHS = (20, 21, 27, 34, 40, 41, 50, 60, 72, 79, 80, 100, 132, 200)
COMMANDS = [
    *["list", "show 1", "next", "deadlines 1", "report due", "packs list", "packs diff xpcc zhangye-2024", "forms 1"],
    *[
        "calendar 2026",
        "count 2026-09-29 10 --working",
        "check",
        "why 2 reply",
        "report make quarterly-clue-list 2026Q1",
    ],
]
RULES = set("─-+|")
# The deadlines have columns of these titles only where there is room; what would stand there stands under the matter.
TITLES = Counter("备注义务人")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(screen: io.StringIO, *words: str) -> str:
    with redirect_stdout(screen):
        assert main([*words, "--on", "2026-07-01"]) in (0, 1)
    return screen.getvalue()


def signs(text: str) -> Counter[str]:
    return Counter(sign for sign in text if not sign.isspace() and sign not in RULES)


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_pipe_gets_is_missing_at_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    shutil.copytree(FULL, tmp_path / "full")
    monkeypatch.chdir(tmp_path / "full")
    monkeypatch.setenv("NO_COLOR", "1")
    whole = signs(shown(io.StringIO(), *command.split()))
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        assert whole - signs(shown(Terminal(), *command.split())) - TITLES == Counter(), width


def test_a_row_that_finds_no_room_stands_below_each_other() -> None:
    columns = [Column("案件"), Column("案名", breaks=True), Column("日期")]
    rows = [("2026-0007", "某化工有限公司渗坑排污", "2026-09-08"), ("2026-0008", "", "")]
    for width in range(20, 201):
        lines = table(columns, rows, Paper(width=width)).splitlines()
        assert max(map(width_of, lines)) <= width
        assert signs("".join(cell for row in rows for cell in row)) - signs("".join(lines)) == Counter()
    assert table(columns, rows, Paper(width=24)) == (
        "案件  2026-0007\n案名  某化工有限公司渗坑\n      排污\n日期  2026-09-08\n\n案件  2026-0008\n"
    )
