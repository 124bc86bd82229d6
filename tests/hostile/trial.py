"""Runs commands over a ledger that someone made hostile, and judges what comes: a sentence, a code, and all the rest.

    python tests/hostile/trial.py --minutes 30 --seed 1

tries for as long as it is told, in one process, and prints each ledger that broke a promise, and by whom it is held up
where a ledger takes too long.
"""

from __future__ import annotations

import argparse
import faulthandler
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random

from mutations import mutated

from ecoclaim.cli import main

FULL = Path(__file__).parents[1] / "fixtures" / "full"
CODES = {0, 1, 2, 3, 4, 5, 6, 7, 10, 20, 130}
PATIENCE = 20.0  # seconds of the processor for a command; most take a few hundredths
TODAY = "2026-11-21"
GOOD = "2026-0009"  # the case that nobody touches
ASKING = [
    "deadlines --format json",
    "deadlines",
    "deadlines {case} --status all --format csv",
    "deadlines --format ics",
    "list --format json",
    "list",
    "next",
    "next {case} --format json",
    "show {case}",
    "show {case} --format json",
    "check",
    "check --format json",
    "check {case} --strict",
    "why {case} reply",
    "why {case} preliminary-review --format json",
    "record {case}",
    "forms {case}",
    "forms",
    "report due",
    "packs list",
    "packs show zhangye-2024",
    "calendar 2026",
    "drift {case}",
    "verify",
    "doctor",
    "templates check",
]
WRITING = [
    "record {case} progress-reported --date 2026-11-20 to=某厅",
    "record {case} notice-served --date 2026-11-20 --obligor A method=direct meeting=1",
    "set {case} title=甲 incident.place=乙 obligors.A.phone=1",
    "correct {case} 1 note=甲",
    "set {case} meetings.3.on=2026-12-01 texts.x.y=z",
    "correct {case} 2 date=2026-01-14",
    "undo {case}",
    "render {case} --all --draft --force",
    "render {case} consultation-notice --text --draft",
    "new-case --title 丙 --received 2026-11-20 --obligor 丁",
    "report sent quarterly-clue-list 2026Q3 --date 2026-10-09",
    "report make quarterly-clue-list 2026Q3",
    "publish {case}",
    "archive {case}",
]
FILES = [
    "ecoclaim.yaml",
    "cases/2026-0001/case.yaml",
    "cases/2026-0001/events.yaml",
    "cases/2026-0002/case.yaml",
    "cases/2026-0002/events.yaml",
    "reports.yaml",
    "calendars/2026.yaml",
    "packs/zhangye-office.yaml",
    "cases/2026-0001/case.private.yaml",
]
SHARED = ("ecoclaim.yaml", "calendars/", "packs/", "reports.yaml")


class Broken(AssertionError):
    """A promise was broken; the message says by which command."""


def lay_out(root: Path) -> Path:
    """Make a sound ledger: the example of the contract, and a case that nobody touches."""
    shutil.copytree(FULL, root)
    (root / "cases/2026-0001/case.private.yaml").write_text("obligors:\n  - {key: B, phone: 13900000003}\n", "utf-8")
    good = root / "cases" / GOOD
    good.mkdir()
    (good / "case.yaml").write_text(f"id: {GOOD}\npack: xpcc\ntitle: 好\nobligors: [{{key: A, name: 甲}}]\n", "utf-8")
    (good / "events.yaml").write_text("- {event: clue-received, date: 2026-11-02}\n", "utf-8")
    return root


def called(words: Sequence[str], around: Mapping[str, str | None] | None = None) -> tuple[int, str, str]:
    """Run a command line in this process, with variables set or None for away; gives its code and what it printed.

    The clock stands still.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _stream in "ab")
    begun = time.process_time()
    with _environment(around or {}), open(os.devnull) as nothing, redirect_stdout(out), redirect_stderr(err):  # noqa: PTH123
        old, sys.stdin = sys.stdin, nothing
        try:
            code = main(words)
        finally:
            sys.stdin = old
    taken = time.process_time() - begun
    if taken > PATIENCE:
        raise Broken(f"{words}: took {taken:.0f} s")
    texts = [stream.buffer.getvalue().decode("utf-8", "replace") for stream in (out, err)]  # type: ignore[attr-defined]
    return code, texts[0], texts[1]


@contextmanager
def _environment(around: Mapping[str, str | None]) -> Iterator[None]:
    kept = dict(os.environ)
    for name in list(os.environ):
        if name.startswith("ECOCLAIM"):
            del os.environ[name]
    for name, value in {"ECOCLAIM_TODAY": TODAY, **around}.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def judge(root: Path, words: Sequence[str], around: Mapping[str, str | None] | None = None) -> tuple[int, str, str]:
    """Run a command over a ledger; raises Broken for a code that is not of the contract, a traceback, or silence."""
    try:
        code, out, err = called(["-C", str(root), "--lang", "en", *words], around)
    except (Exception, SystemExit) as fault:
        raise Broken(f"{words}: {fault!r} escaped") from fault
    if code not in CODES or "Traceback" in err:
        raise Broken(f"{words}: exit {code}: {err[-3000:]}")
    if code not in (0, 1, 5, 10, 20) and not err.strip():  # what a dossier lacks is an answer
        raise Broken(f"{words}: exit {code} without a word")
    return code, out, err


def answers_the_rest(root: Path) -> None:
    """Hold that what is wrong with one case hides no other; raises Broken."""
    code, out, err = judge(root, ["deadlines", "--format", "json"])
    if not out:
        raise Broken(f"nothing was answered: exit {code}: {err[-500:]}")
    found = json.loads(out)
    if not any(one["case"] == GOOD for one in found["deadlines"]):
        raise Broken(f"{GOOD} was not answered: {err[-500:]}")
    if found["problems"] and code != 4:
        raise Broken(f"there are problems and the code is {code}")


def write(root: Path, words: Sequence[str], around: Mapping[str, str | None] | None = None) -> int:
    """Run a command that writes and give its code; raises Broken where one that was refused has changed a file."""
    before = _bytes(root)
    code, _out, err = judge(root, words, around)
    changed = _changed(before, _bytes(root))
    if code == 4:  # a document may be made all the same where a file it does not rest on is bad
        changed = [one for one in changed if "/documents/" not in one]
    if code in (2, 3, 4, 7) and changed:
        raise Broken(f"{words}: exit {code}, and yet changed {changed}: {err[-500:]}")
    return code


def _bytes(root: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(root)): one.read_bytes()
        for one in root.rglob("*")
        if ".git" not in one.parts and one.is_file() and one.name != ".ecoclaim.lock"
    }


def _changed(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def trial(seed: int, folder: Path) -> None:
    """Make one ledger hostile and try some commands on it; raises Broken."""
    chance = Random(seed)
    root = lay_out(folder / "ledger")
    for name in chance.sample(FILES, chance.choice((1, 1, 2))):
        (root / name).write_bytes(mutated(chance, (root / name).read_bytes()))
    if chance.random() < 0.5 and not any(_differs(root, shared) for shared in FILES if shared.startswith(SHARED)):
        answers_the_rest(root)
    case = chance.choice(("2026-0001", "2026-0002"))
    for line in chance.sample(ASKING, 4):
        judge(root, line.format(case=case).split())
    write(root, chance.choice(WRITING).format(case=case).split())


def _differs(root: Path, name: str) -> bool:
    return (root / name).read_bytes() != (FULL / name).read_bytes()


def _long() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    until, seed, broken = time.monotonic() + 60 * given.minutes, given.seed, 0
    while time.monotonic() < until:
        faulthandler.dump_traceback_later(5 * PATIENCE, repeat=True)
        with tempfile.TemporaryDirectory() as folder:
            try:
                trial(seed, Path(folder))
            except Broken as fault:
                broken += 1
                print(f"seed {seed}: {fault}\n", flush=True)
        faulthandler.cancel_dump_traceback_later()
        seed += 1
    print(f"{seed - given.seed} ledgers tried, {broken} broken")


if __name__ == "__main__":
    _long()
