"""Kills every command that writes at every call that changes a file, and prints what came of it.

    python tests/faults/run.py                    # every call of Python's own, before, after and half written
    python tests/faults/run.py --traced           # every call of git's too, by tracer.c (Linux, gcc)
    python tests/faults/run.py --disk             # a full disk: no file may grow beyond this or that size
    python tests/faults/run.py --only '^record'

A row for each command: the calls it makes, how often it was killed, whether what was left was wholly old, wholly new,
or some files old and some new, each of them whole; how many different states were judged; after how many of these the
next command left all in git (healed), or doctor told what is not (told), and how often a lock of git had to be
deleted first, as the sentence said (cure). The exit code is 1 when a promise was broken; each is printed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parent))

from disk import limited, limits
from interposed import MOMENTS, Outcome
from scenes import OTHER, SCENES, begin, environment, starts
from sweep import Broken, Row, Sweep, warm
from traced import Tracer

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112
FOUND = ("old", "new", "some", "healed", "told", "cure")


def spread(calls: int, most: int) -> list[int]:
    """Give the numbers of calls from 1, or of so many of them, spread evenly, the last one among them."""
    return sorted({calls - i * calls // min(calls, most) for i in range(min(calls, most))})


def sweep_traced(sweep: Sweep, folder: Path, most: int) -> Row:
    """Kill everything before each call, with half of it written, and git alone after each of its own."""
    tracer = Tracer(folder)
    begin(sweep.scene, sweep.start, sweep.place)
    counted, _killed = tracer.run(sweep.scene.words, sweep.place / "ledger", environment(sweep.place))
    sweep.row.points = len(counted.calls)
    for k in spread(len(counted.calls), most):
        who, name = counted.calls[k - 1].split()
        ways = [("before", False), *([("half", False)] if name == "write" else [])]
        ways += [("before", True), ("after", True)] if who == "git" else []
        ways += [("after", False)] if k == len(counted.calls) else []
        for how, child in ways:

            def kill(place: Path, k: int = k, how: str = how, child: bool = child) -> Outcome | None:
                words = sweep.scene.words
                outcome, killed = tracer.run(words, place / "ledger", environment(place), k, how, child=child)
                return outcome if killed else None

            sweep.trial(f"{how} {k} ({who} {name}){' git alone' if child else ''}", kill)
    return sweep.row


def sweep_limits(sweep: Sweep) -> Row:
    """Run it where no file may grow beyond a size, for sizes at which one or another does not fit."""
    sweep.row.points = len(sizes := limits(sweep.before, sweep.after))
    for most in sizes:

        def run(place: Path, most: int = most) -> Outcome:
            return limited(sweep.scene.words, place / "ledger", environment(place), most)

        sweep.trial(f"at most {most} bytes", run)
    return sweep.row


def _one(task: tuple[int, Path, argparse.Namespace]) -> Row:
    number, start, given = task
    scene = SCENES[number]
    with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY) as folder:
        try:
            sweep = Sweep(scene, start, Path(folder), OTHER[scene.start])
            if given.traced:
                return sweep_traced(sweep, Path(folder), given.most)
            if given.disk:
                return sweep_limits(sweep)
            return sweep.interposed(MOMENTS, spread(len(sweep.calls), given.most))
        except Broken as fault:
            return Row(scene.name, broken=[str(fault)])


def main() -> int:
    """Sweep over the commands and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--traced", action="store_true", help="follow git too")
    parser.add_argument("--disk", action="store_true", help="do not kill; let no file grow beyond one size or another")
    parser.add_argument("--only", default="", help="only commands whose name has this pattern")
    parser.add_argument("--most", type=int, default=10_000, help="only so many calls of a command, spread evenly")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="faults-", dir=MEMORY) as folder:
        places = starts(Path(folder))
        warm(places["small"])
        chosen = [(i, one) for i, one in enumerate(SCENES) if re.search(given.only, one.name)]
        total, broken = Row("all"), 0
        print(_line("command", ("calls", "kills", *FOUND[:3], "judged", *FOUND[3:])))
        with multiprocessing.get_context("fork").Pool(given.jobs, maxtasksperchild=1) as pool:
            for row in pool.imap(_one, [(i, places[one.start], given) for i, one in chosen]):
                print(_line(row.name, _figures(row)), flush=True)
                for fault in row.broken[:5]:
                    print(f"  BROKEN {fault}", flush=True)
                if len(row.broken) > 5:
                    print(f"  BROKEN {len(row.broken) - 5} more")
                broken += len(row.broken)
                total.add(row)
        print(_line(f"{len(chosen)} commands", _figures(total)))
    print(f"{broken} broken, {time.monotonic() - begun:.0f} s")
    return 1 if broken else 0


def _figures(row: Row) -> tuple[object, ...]:
    found = [row.found[one] for one in FOUND]
    return (row.points, row.kills, *found[:3], row.judged, *found[3:])


def _line(name: str, figures: tuple[object, ...]) -> str:
    return f"{name:24}" + "".join(f"{figure!s:>8}" for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
