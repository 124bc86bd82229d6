"""What todoman, taskwarrior, ledger and hledger do that is nearest to `deadlines`: the same number of things with a day.

Each is measured as it is installed, where it is; its files are made as its own manual says.
"""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

ENTRIES_A_CASE = 7  # entries of a journal that stand for the events of a case

Other = tuple[str, list[str], int, str, None, Callable[[], object]]


def commands(folder: Path, cases: int) -> list[Other]:
    """Make their files; give name, words, processors, what to compare with, no bar, and what to do before each run."""
    found: list[Other] = []
    against = "deadlines, two processors"
    if todo := shutil.which("todo") or os.environ.get("TODOMAN"):
        settings, cache = _todoman(folder / "todoman", cases)
        words = [todo, "--config", str(settings), "--porcelain", "list", "--sort", "due"]
        found.append(("todoman, cold", words, 2, against, None, lambda: cache.unlink(missing_ok=True)))
        found.append(("todoman, warm", words, 2, against, None, lambda: None))
    if task := shutil.which("task"):
        settings = _taskwarrior(folder / "taskwarrior", cases)
        found.append(("taskwarrior export", [task, f"rc:{settings}", "export"], 2, against, None, lambda: None))
        found.append(("taskwarrior list", [task, f"rc:{settings}", "list"], 2, against, None, lambda: None))
    journal = _journal(folder / "journal", cases)
    for name in ("ledger", "hledger"):
        if program := shutil.which(name):
            words = [program, "-f", str(journal), "balance"]
            found.append((f"{name} balance", words, 2, against, None, lambda: None))
    return found


def _due(number: int) -> date:
    return date(2026, 1, 1) + timedelta(days=number % 600)


def _todoman(folder: Path, cases: int) -> tuple[Path, Path]:
    settings, cache = folder / "config.py", folder / "cache.sqlite3"
    if not settings.exists():
        (folder / "tasks" / "cases").mkdir(parents=True)
        for number in range(cases):
            name = uuid.UUID(int=number)
            (folder / "tasks" / "cases" / f"{name}.ics").write_text(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//\r\nBEGIN:VTODO\r\n"
                f"UID:{name}\r\nDTSTAMP:20260101T000000Z\r\nCREATED:20260101T000000Z\r\nSUMMARY:某厂排放废水 {number}\r\n"
                f"DUE;VALUE=DATE:{_due(number):%Y%m%d}\r\nSTATUS:NEEDS-ACTION\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
                encoding="utf-8",
            )
        settings.write_text(
            f"path = {str(folder / 'tasks' / '*')!r}\ncache_path = {str(cache)!r}\ndate_format = '%Y-%m-%d'\n"
        )
    return settings, cache


def _taskwarrior(folder: Path, cases: int) -> Path:
    settings = folder / "taskrc"
    if not settings.exists():
        folder.mkdir(parents=True)
        lines = []
        for number in range(cases):
            due = datetime.combine(_due(number), datetime.min.time(), UTC).timestamp()
            lines.append(
                f'[description:"某厂排放废水 {number}" due:"{due:.0f}" entry:"1767225600" modified:"1767225600" '
                f'status:"pending" uuid:"{uuid.UUID(int=number + (4 << 76) + (8 << 60))}"]\n'
            )
        (folder / "pending.data").write_text("".join(lines), encoding="utf-8")
        settings.write_text(f"data.location={folder}\nconfirmation=off\nverbose=nothing\nnews.version=9.9.9\n")
    return settings


def _journal(folder: Path, cases: int) -> Path:
    journal = folder / "cases.journal"
    if not journal.exists():
        folder.mkdir(parents=True)
        journal.write_text(
            "".join(
                f"{_due(number // ENTRIES_A_CASE)} case {number // ENTRIES_A_CASE}\n"
                f"    case:{number // ENTRIES_A_CASE}:paid  {number % 1000 + 1}.00 CNY\n    assets\n\n"
                for number in range(cases * ENTRIES_A_CASE)
            )
        )
    return journal
