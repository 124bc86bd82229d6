"""Measures ecoclaim against what a reader would take for comparison, in one run on one machine.

    python tests/bench/run.py --cases 10000              # the start of each command, the sweep, what grows
    python tests/bench/run.py --part start
    python tests/bench/run.py --cases 10000 --others     # side by side with todoman, taskwarrior, ledger, hledger

Every command is started as a process, start-up included, one after the other, five rounds; the best counts, and a
ratio is that of two best times of the same run. Of what is started once, and of what grows, the processor time counts,
of a command and of the gits that it runs; of a sweep in several processes the time on the clock. Memory is the largest
sum of the proportional set sizes (PSS) of a command and its children, looked at in a run of its own. Python keeps its
compiled files, as it does where ecoclaim is installed. Linux only: it reads /proc and binds to processors.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import growth
import others
import start
from ledgers import TODAY, write_ledger

PYTHON = sys.executable
CSAFELOADER = """
import glob, sys, yaml
for path in glob.glob(sys.argv[1] + "/cases/*/*.yaml"):
    with open(path, "rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


@dataclass(frozen=True)
class Command:
    """A command to measure: its name, its words, on how many processors, and what it is compared with."""

    name: str
    words: Sequence[str]
    processors: int = 2
    against: str = ""
    bar: float | None = None
    before: Callable[[], object] = lambda: None
    times: list[float] = field(default_factory=list)


def main() -> None:
    """Make the ledgers, run the rounds, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--part", choices=("all", "start", "sweep", "growth"), default="all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--only", default="", help="only commands whose name holds this, and what they are compared with"
    )
    parser.add_argument("--others", action="store_true", help="also todoman, taskwarrior, ledger and hledger")
    parser.add_argument("--folder", type=Path, help="where to make the ledgers, and to leave them")
    given = parser.parse_args()
    # Else every start would compile ecoclaim, and none the libraries.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print(f"{start.machine()}, {given.rounds} rounds, the best of each\n", flush=True)
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made)
        if given.part in ("all", "start"):
            start.print_table(folder, given.rounds)
        if given.part in ("all", "growth"):
            growth.print_table(folder)
        if given.part not in ("all", "sweep"):
            return
        commands = _commands(folder, given.cases, given.only)
        if given.others:
            commands += [Command(*one) for one in others.commands(folder, given.cases)]
        wanted = [one for one in commands if given.only in one.name]
        names = {one.name for one in wanted} | {one.against for one in wanted}
        commands = [one for one in commands if one.name in names]
        for number in range(given.rounds):
            for one in commands:
                print(f"\r\x1b[Kround {number + 1}: {one.name}", end="", file=sys.stderr, flush=True)
                one.times.append(_timed(one))
        print("\r\x1b[K", end="", file=sys.stderr)
        _print(commands)


def _commands(folder: Path, cases: int, only: str) -> list[Command]:
    many, single, kept = (folder / name for name in ("many", "single", "kept"))
    braces, blocks = folder / "braces", folder / "blocks"
    for root in (braces, blocks):
        if not root.exists():
            write_ledger(root, cases, style=root.name)
    in_git = f"record, {cases} cases, git"
    # To enter many files into git takes longer than to measure.
    for root, number in ((many, cases), (single, 1), (kept, cases if only in in_git else 1)):
        if not root.exists():
            write_ledger(root, number)
    if not (kept / ".git").exists():
        _git(kept)

    def ecoclaim(root: Path, *words: str) -> list[str]:
        day = () if "--date" in words else ("--on", TODAY.isoformat())
        return [PYTHON, "-m", "ecoclaim", "-C", str(root), *words, *day]

    def record(root: Path, name: str, against: str = "") -> Command:
        events = root / "cases" / "2020-0001" / "events.yaml"
        old = events.read_bytes()
        words = ecoclaim(root, "record", "1", "progress-reported", "--date", "2026-11-20", "to=某厅")
        words[words.index("1")] = "2020-0001"
        return Command(name, words, 2, against, 1.5 if against else None, lambda: events.write_bytes(old))

    json = ("--format", "json")
    return [
        Command("CSafeLoader", [PYTHON, "-c", CSAFELOADER, str(many)], 1),
        Command("deadlines, one processor", ecoclaim(many, "deadlines", *json), 1, "CSafeLoader", 0.65),
        Command("deadlines, two processors", ecoclaim(many, "deadlines", *json), 2, "CSafeLoader", 0.38),
        *(
            made
            for root in (braces, blocks)
            for made in (
                Command(f"CSafeLoader, all in {root.name}", [PYTHON, "-c", CSAFELOADER, str(root)], 1),
                Command(
                    f"deadlines, all in {root.name}",
                    ecoclaim(root, "deadlines", *json),
                    1,
                    f"CSafeLoader, all in {root.name}",
                    0.65,
                ),
            )
        ),
        Command("check", ecoclaim(many, "check", *json), 2, "deadlines, two processors", 1.5),
        Command("list", ecoclaim(many, "list", *json), 2, "deadlines, two processors", 0.7),
        Command("stats", ecoclaim(many, "stats", *json), 2, "deadlines, two processors", 1.2),
        Command("deadlines --format table", ecoclaim(many, "deadlines"), 2, "deadlines, two processors", 1.0),
        record(single, "record, one case"),
        record(many, f"record, {cases} cases", "record, one case"),
        record(kept, in_git, "record, one case"),
    ]


def _git(root: Path) -> None:
    settings = root / "ecoclaim.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("commit: false", "commit: true"), encoding="utf-8")
    git = ["git", "-C", str(root), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "begin"]):
        subprocess.run([*git, *words], check=True)


def _timed(command: Command) -> float:
    command.before()
    begun = time.perf_counter()
    done = subprocess.run(
        command.words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=_bound_to(command.processors),
        check=False,
    )
    taken = time.perf_counter() - begun
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command.name}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return taken


def _bound_to(processors: int) -> Callable[[], None]:
    some = sorted(os.sched_getaffinity(0))[:processors]
    return lambda: os.sched_setaffinity(0, some)


def _memory(command: Command) -> float:
    """Give the largest sum of the PSS of the command's processes, in MiB."""
    command.before()
    most = 0
    with subprocess.Popen(
        command.words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=_bound_to(command.processors)
    ) as running:
        while running.poll() is None:
            most = max(most, sum(map(_pss, _family(running.pid))))
            time.sleep(0.02)
    return most / 1024


def _family(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in children for one in _family(int(child)))]


def _pss(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _print(commands: list[Command]) -> None:
    best = {one.name: min(one.times) for one in commands}
    print("| command | best | compared with | ratio | bar | memory |")
    print("|---|--:|---|--:|--:|--:|")
    for one in commands:
        ratio = f"{best[one.name] / best[one.against]:.2f}" if one.against in best else ""
        bar = "" if one.bar is None else f"{one.bar:.2f}"
        print(f"| {one.name} | {best[one.name]:.2f} s | {one.against} | {ratio} | {bar} | {_memory(one):.0f} MiB |")


if __name__ == "__main__":
    if shutil.which("git") is None:
        raise SystemExit("git is missing")
    main()
