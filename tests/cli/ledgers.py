"""Small ledgers, written as a user writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commandline import Answer, Run

SETTINGS = "format: 1\npack: xpcc\nlanguage: en\n"
TODAY = "2026-09-20"
ONE = "title: 某厂渗坑排污\nobligors:\n  - {key: A, name: 甲厂}\n"


def ledger(root: Path, settings: str = SETTINGS, files: dict[str, str] | None = None, **cases: str) -> Path:
    """Write a ledger: its settings, other files by path, and cases by id (c2026_0001) with the text of events.yaml.

    A case's text may begin with case.yaml, then a line of ---.
    """
    written = {"ecoclaim.yaml": settings, **(files or {})}
    for name, text in cases.items():
        case = name.removeprefix("c").replace("_", "-")
        about, _line, events = text.partition("---\n") if "---\n" in text else (ONE, "", text)
        written[f"cases/{case}/case.yaml"] = f"id: {case}\n{about}"
        written[f"cases/{case}/events.yaml"] = events
    for path, text in written.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def read(answer: Answer) -> dict[str, Any]:
    """Read an answer's JSON."""
    found: dict[str, Any] = json.loads(answer.out)
    return found


def keyed(answer: Answer) -> dict[str, dict[str, Any]]:
    """Read an answer's deadlines by key."""
    return {one["key"]: one for one in read(answer)["deadlines"]}


def made(run: Run, folder: Path) -> Path:
    """Make a ledger with one case."""
    done(run("init", str(folder), "--pack", "zhangye-2024", "--department", "某师生态环境局", "--on", TODAY))
    done(in_it(run, folder, "new-case", "--title", "污水渗坑", "--received", "2026-09-08", "--obligor", "某公司"))
    return folder


def in_it(run: Run, folder: Path, *arguments: str, on: str = TODAY) -> Answer:
    """Run a command in the ledger on its day."""
    return run(*arguments, "-C", str(folder), "--on", on)


def done(answer: Answer) -> Answer:
    """Hold that a command did what it was told."""
    assert answer.code == 0, answer
    return answer
