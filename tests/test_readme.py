"""The two READMEs are true: every command they show is run, in order, and prints what is shown.

A block fenced as `console` is a terminal: lines that begin with `$ ` are typed, what follows was printed.
`pytest tests/test_readme.py --rewrite-goldens` writes what is printed now into the texts; read the difference.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from ecoclaim.cli.commands import COMMANDS

ROOT = Path(__file__).parents[1]
READMES = {"README.md": "en", "README.zh.md": "zh"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WHERE = "##where##"

pytestmark = pytest.mark.skipif(
    not all((ROOT / name).is_file() for name in READMES), reason="the READMEs are not beside these tests"
)


@dataclass
class Terminal:
    """A terminal in a folder: where it is, which day it is, what it speaks."""

    home: Path
    language: str
    today: str = ""
    here: Path | None = None

    def typed(self, line: str) -> str:
        """Type a line; give what it prints, the way a person sees it."""
        set_day = re.fullmatch(r"export ECOCLAIM_TODAY=(\S+)", line)
        if set_day:
            self.today = set_day[1]
            return ""
        words = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "HOME": str(self.home)}
        words |= {"ECOCLAIM_LANG": self.language, "PYTHONUTF8": "1", "LANG": "C.UTF-8"}
        words |= {"GIT_AUTHOR_DATE": "2026-03-25T09:00:00+0800", "GIT_COMMITTER_DATE": "2026-03-25T09:00:00+0800"}
        words |= {"ECOCLAIM_TODAY": self.today} if self.today else {}
        done = subprocess.run(
            ["bash", "-c", f"{line}\nprintf '\\n%s%s' '{WHERE}' \"$PWD\""],
            cwd=self.here or self.home,
            env=words,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=120,
            check=False,
        )
        printed, _mark, folder = done.stdout.rpartition(f"\n{WHERE}")
        self.here = Path(folder)
        printed = printed.replace(str(self.home), "/home/me")
        return printed if not printed or printed.endswith("\n") else printed + "\n"


def run(text: str, terminal: Terminal) -> str:
    """Run the blocks of a text in order; give the text with what was printed."""

    def ran(block: re.Match[str]) -> str:
        lines = re.findall(r"^\$ (.+(?:\\\n.+)*)$", block[1], re.MULTILINE)
        return "```console\n" + "".join(f"$ {line}\n{shown(terminal.typed(line))}" for line in lines) + "```"

    return BLOCK.sub(ran, text)


def shown(printed: str) -> str:
    """Take the spaces off the line ends: nobody sees them."""
    return "".join(f"{line.rstrip()}\n" for line in printed.splitlines())


@pytest.mark.parametrize("name", READMES)
def test_every_command_shown_prints_what_is_shown(
    name: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in [one for one in os.environ if one.startswith("ECOCLAIM_")]:
        monkeypatch.delenv(variable)
    file = ROOT / name
    (tmp_path / ".gitconfig").write_text("[user]\nname = 经办人甲\nemail = jia@example.org\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    after = run(before, Terminal(tmp_path, READMES[name]))
    if request.config.getoption("--rewrite-goldens"):
        file.write_text(after, encoding="utf-8")
        return
    assert after == before


def test_both_readmes_show_the_same_commands() -> None:
    def commands(name: str) -> list[str]:
        blocks = BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))
        return [
            re.sub(r'["“][^"”]*["”]', '""', line) for block in blocks for line in re.findall(r"^\$ (.+)$", block, re.M)
        ]

    assert commands("README.md") == commands("README.zh.md")


@pytest.mark.parametrize("name", READMES)
def test_every_command_has_a_place_in_the_readme(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    missing = [one for one, row in COMMANDS.items() if row.where and f"ecoclaim {one}" not in text]
    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_a_readme_points_only_at_what_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert target.startswith("https://") or (ROOT / target).exists(), target
