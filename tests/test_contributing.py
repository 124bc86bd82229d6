"""The maintainer's pages are true: the rooms are those of the import contract, and every recipe works as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from docx import Document

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ecoclaim"
HOUSE = (SOURCE / "README.md").read_text("utf-8")
RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_the_table_of_rooms_is_the_import_contract_and_the_folders() -> None:
    (contract,) = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    lines = [set(re.findall(r"\w+", line)) for line in contract["layers"]]
    told: dict[int, set[str]] = {}
    for line, room in re.findall(r"^\| (\d+) \| `(\w+)` \|", HOUSE, re.MULTILINE):
        told.setdefault(int(line), set()).add(room)
    assert [told[number] for number in sorted(told)] == lines
    folders = {
        one.name.removesuffix(".py")
        for one in SOURCE.iterdir()
        if (one.suffix == ".py" and not one.name.startswith("__")) or (one / "__init__.py").is_file()
    }
    assert set().union(*told.values()) == folders


@pytest.mark.parametrize("page", [SOURCE / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda one: one.parent.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    new = set(re.findall(r"New file `([^`]+)`", text))
    named = set(re.findall(r"`((?:src|tests)/[\w/.-]+|[\w-]+/[\w-]+\.py)`", text)) - new
    assert named
    assert {one for one in named if not (ROOT / one).exists() and not (SOURCE / one).exists()} == set()
    linked = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [one for one in linked if not (page.parent / one).exists()] == []


def test_the_glossary_is_in_order_and_explains_what_the_rooms_speak_of() -> None:
    words = re.findall(r"^- \*\*([^*]+)\*\*:", HOUSE.split("## Glossary")[1], re.MULTILINE)
    assert words == sorted(words)
    assert {"due", "rolled", "safe", "reading", "standing", "track", "condition"} <= set(words)


def snippets(head: str) -> list[tuple[str, ...]]:
    """Give the fenced texts that follow a line of a kind, each with what the line names."""
    return re.findall(rf"^{head}:\n\n```\w+\n(.*?)^```", RECIPES, re.MULTILINE | re.DOTALL)


def ecoclaim(*arguments: str, cwd: Path, source: Path = SOURCE.parent) -> subprocess.CompletedProcess[str]:
    """Run ecoclaim from a source tree."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ECOCLAIM")}
    environment = {**clean, "PYTHONPATH": str(source), "ECOCLAIM_LANG": "en", "PYTHONUTF8": "1"}
    call = [sys.executable, "-m", "ecoclaim", *arguments]
    return subprocess.run(call, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_recipes_of_region_rule_condition_and_form_make_a_pack_in_order(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "example.yaml").write_text("".join(snippets("In the pack")), "utf-8")
    (tmp_path / "packs" / "example.examples.yaml").write_text("".join(snippets("In the examples")), "utf-8")
    assert len(snippets("In the pack")) == 4
    folder = tmp_path / "templates" / "example"
    folder.mkdir(parents=True)
    template = Document()
    template.add_paragraph("{{ 案由 }}：{{ 名称 }}　{{ 签名 }}")
    template.save(str(folder / "reply-letter.docx"))
    answer = ecoclaim("packs", "check", "packs/example.yaml", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "all in order" in answer.stdout


def test_the_recipes_of_event_and_command_work_in_a_copy_of_the_source(tmp_path: Path) -> None:
    copy = tmp_path / "src" / "ecoclaim"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    for path, marker, body in snippets("In `([^`]+)`, below `([^`]+)`"):
        file = tmp_path / path
        text = file.read_text("utf-8")
        assert text.count(f"{marker}\n") == 1, marker
        file.write_text(text.replace(f"{marker}\n", f"{marker}\n{body}"), "utf-8")
    for path, body in snippets("New file `([^`]+)`"):
        (tmp_path / path).write_text(body, "utf-8")
    ledger = tmp_path / "ledger"
    ledger.mkdir()

    def run(*arguments: str) -> str:
        answer = ecoclaim(*arguments, cwd=ledger, source=copy.parent)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    assert run("greet") == "Good day.\n"
    run("init", ".", "--pack", "national", "--department", "某局", "--on", "2026-03-02")
    run("new-case", "--title", "渗坑", "--received", "2026-03-02", "--obligor", "某公司", "--on", "2026-03-02")
    run("record", "1", "site-visited", "--date", "2026-03-02", "staff=甲", "--on", "2026-03-02")
    assert "Site visited" in run("show", "1", "--on", "2026-03-02")
