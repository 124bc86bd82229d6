"""How commands grow with what they are given: processor time at doubling sizes, each by a real command.

`log` at doubling numbers of commits is measured by `history.py`.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import history

OURS = (sys.executable, "-m", "ecoclaim")
ON = ("--on", "2026-11-20")
_OFFICE = history.OFFICE + "git: {commit: false}\n"
_NOTICE = "- {event: damage-known, date: 2026-09-01, obligor: [KEYS]}\n- {event: notice-served, date: 2026-09-08, obligor: [KEYS]}\n"


def print_table(folder: Path) -> None:
    """Print, for each command, the seconds at each size."""
    print("| what grows | " + " | ".join(map(str, (25, 50, 100, 200))) + " |\n|---|--:|--:|--:|--:|")
    record = ("record", "2026-0001", "progress-reported", "to=某厅", "--date", "2026-11-20")
    for name, words in (
        ("forms, obligors", ("forms", "2026-0001", *ON)),
        ("record, obligors", record),
        ("render --all, obligors", ("render", "2026-0001", "--all", "--draft", *ON)),
        ("deadlines, obligors", ("deadlines", *ON)),
    ):
        _print_row(folder, name, words, (25, 50, 100, 200), _of_obligors)
    print("\n| what grows | " + " | ".join(map(str, (250, 500, 1000, 2000))) + " |\n|---|--:|--:|--:|--:|")
    _print_row(folder, "verify, files", ("verify", "2026-0001"), (250, 500, 1000, 2000), _of_files)
    print(flush=True)


def _print_row(
    folder: Path, name: str, words: tuple[str, ...], sizes: tuple[int, ...], lay_out: Callable[[Path, int], None]
) -> None:
    cells = []
    for size in sizes:
        root = folder / "growing"
        shutil.rmtree(root, ignore_errors=True)
        (root / "cases" / "2026-0001").mkdir(parents=True)
        (root / "ecoclaim.yaml").write_text(_OFFICE, "utf-8")
        lay_out(root / "cases" / "2026-0001", size)
        cells.append(f"{history.measured(root, *OURS, *words)[0]:.2f} s")
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def _of_obligors(case: Path, number: int) -> None:
    keys = [f"K{n}" for n in range(1, number + 1)]
    (case / "case.yaml").write_text(
        "id: 2026-0001\ntitle: 污水渗坑\nobligors:\n"
        + "".join(f"- {{key: {key}, name: 某厂{key}, kind: organization}}\n" for key in keys),
        "utf-8",
    )
    (case / "events.yaml").write_text(_NOTICE.replace("KEYS", ", ".join(keys)), "utf-8")


def _of_files(case: Path, number: int) -> None:
    from hashlib import sha256

    (case / "evidence").mkdir()
    items = []
    for n in range(1, number + 1):
        data = f"第{n}件".encode() * 1000
        (case / "evidence" / f"{n:04d}.txt").write_bytes(data)
        items.append(
            f"- {{no: {n}, name: 材料{n}, kind: record, file: evidence/{n:04d}.txt, sha256: {sha256(data).hexdigest()}}}\n"
        )
    (case / "case.yaml").write_text("id: 2026-0001\ntitle: 污水渗坑\nevidence:\n" + "".join(items), "utf-8")
    (case / "events.yaml").write_text("[]\n", "utf-8")
