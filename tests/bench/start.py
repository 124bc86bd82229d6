"""What it costs to start a command: processor time on the demo ledger, against a process that imports two libraries.

*Base* imports Typer and pydantic and makes one model: what no program of ours that reads a file can be without.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BASE = "import typer, pydantic\nclass M(pydantic.BaseModel):\n    a: int\nM(a=1)"
OURS = (sys.executable, "-m", "ecoclaim")
_EVENT = ("record", "1", "progress-reported", "to=某厅", "--date", "2026-11-20")


@dataclass(frozen=True)
class Start:
    """A command: its name, its words, and the most that it may take of base's time."""

    name: str
    words: Sequence[str]
    bar: float | None = None
    within: bool = True
    asked: Mapping[str, str] | None = None


def machine() -> str:
    """Name the processor, how many there are, and Python."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{len(os.sched_getaffinity(0))} x {model}, Python {platform.python_version()}"


def _starts() -> list[Start]:
    shell = {"_ECOCLAIM_COMPLETE": "bash"}
    return [
        Start("base", ()),
        Start("--version", ("--version",)),
        Start("count, no ledger", ("count", "2026-09-08", "10", "--working"), 1.0, within=False),
        Start("count", ("count", "2026-09-08", "10", "--working"), 1.0),
        Start("calendar", ("calendar", "2026"), 1.0),
        Start("completion of a command", (), 1.0, asked={**shell, "_ECOCLAIM_WORDS": "ecoclaim\ndea"}),
        Start("completion of a case", (), 1.0, asked={**shell, "_ECOCLAIM_WORDS": "ecoclaim\nshow\n"}),
        Start("completion of an event", (), 1.0, asked={**shell, "_ECOCLAIM_WORDS": "ecoclaim\nrecord\n1\n"}),
        Start("deadlines", ("deadlines",), 1.8),
        Start("show 1", ("show", "1"), 1.8),
        Start("why 1 reply", ("why", "1", "reply"), 1.8),
        Start("list", ("list",), 1.8),
        Start("next", ("next",), 2.0),
        Start("forms 1", ("forms", "1"), 2.0),
        Start("record --dry-run", (*_EVENT, "--dry-run"), 2.0),
        Start("record, committed", _EVENT, 3.0),
    ]


def print_table(folder: Path, rounds: int) -> None:
    """Measure the starts in turn, so that what loads the machine loads all, and print the table."""
    demo, copy = folder / "demo", folder / "demo-copy"
    if not demo.exists():
        _processor_time([*OURS, "demo", str(demo)], folder, {})
    starts, best = _starts(), dict[str, float]()
    for _round in range(rounds):
        for one in starts:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(demo, copy, symlinks=True)
            words = [sys.executable, "-c", BASE] if one.name == "base" else [*OURS, *one.words]
            taken = _processor_time(words, copy if one.within else folder, one.asked or {})
            best[one.name] = min(taken, best.get(one.name, taken))
    print("| command on the demo | processor time | of base | bar |\n|---|--:|--:|--:|")
    for one in starts:
        bar = "" if one.bar is None else f"{one.bar:.1f}"
        print(f"| {one.name} | {1000 * best[one.name]:.0f} ms | {best[one.name] / best['base']:.2f} | {bar} |")
    print(flush=True)


def _processor_time(words: Sequence[str], folder: Path, more: Mapping[str, str]) -> float:
    who = {f"GIT_{role}_{part}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, "ECOCLAIM_TODAY": "2026-11-20", **who, **more},
        capture_output=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(words)}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
