"""Kills each command at each of its calls, and judges what is left: whole files, good answers, a next run that works.

A state that was judged already, to the byte, is not judged again.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from interposed import Outcome, command, forked, result, run
from scenes import Scene, begin, environment

LEFT = (".write-", ".new-")
CURES = 4
Killer = Callable[[Path], Outcome | None]


class Broken(AssertionError):
    """A promise was broken."""


@dataclass
class Row:
    """What a sweep over one command found."""

    name: str
    points: int = 0
    kills: int = 0
    judged: int = 0
    found: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def add(self, other: Row) -> None:
        """Add what was found of another command."""
        self.points += other.points
        self.kills += other.kills
        self.judged += other.judged
        self.found += other.found
        self.broken += other.broken


def warm(place: Path) -> None:
    """Load what commands load, so that a forked one has it."""
    import ecoclaim

    for one in pkgutil.walk_packages(ecoclaim.__path__, "ecoclaim."):
        if not one.name.endswith("__main__"):
            importlib.import_module(one.name)
    for name in ("filelock", "holidays.countries", "docxtpl", "xlsxwriter"):
        importlib.import_module(name)
    from ecoclaim.archive import commits

    patience = commits.LOCK_SECONDS
    here, was, streams = Path.cwd(), dict(os.environ), (sys.stdin, sys.stdout, sys.stderr)
    try:
        for line in ("check", "doctor", "render 1 --all --draft --text"):
            command(line.split(), place / "ledger", environment(place))
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(was)
        sys.stdin, sys.stdout, sys.stderr = streams
        tempfile.tempdir = None
        commits.LOCK_SECONDS = patience


def files(place: Path) -> dict[str, bytes]:
    """Give what lies at a place, but for git's own and the lock."""
    found = {}
    for folder, folders, names in os.walk(place):
        folders[:] = [one for one in folders if one != ".git"]
        for name in names:
            path = Path(folder) / name
            if name != ".ecoclaim.lock" and path.is_file():
                found[path.relative_to(place).as_posix()] = path.read_bytes()
    return found


def is_left(name: str) -> bool:
    """Tell whether a path is one that a broken write leaves behind: git ignores it, and doctor tells of it."""
    return any(part.startswith(LEFT) for part in name.split("/"))


class Sweep:
    """One command, killed again and again."""

    def __init__(self, scene: Scene, start: Path, folder: Path, other: str = "") -> None:
        self.scene = scene
        self.start = start
        self.place = folder / "place"
        self.row = Row(scene.name)
        self.other = other
        self._known: set[str] = set()
        self.before = files(begin(scene, start, self.place))
        done = run(scene.words, self._ledger, environment(self.place))
        if done.code != scene.code:
            raise Broken(f"{scene.name}: undisturbed it ended with {done.code}: {done.out}{done.err}")
        self.calls = done.calls
        self.after = files(self.place)

    @property
    def _ledger(self) -> Path:
        return self.place / "ledger"

    @property
    def _root(self) -> Path:
        """The ledger itself: some scenes make it deeper."""
        for one in ("ledger", "ledger/new/ledger", "ledger/demo"):
            if (self.place / one / "ecoclaim.yaml").exists():
                return self.place / one
        return self._ledger

    def interposed(self, moments: tuple[str, ...], points: Iterable[int] | None = None) -> Row:
        """Kill it at each of its calls, at these moments of the call."""
        self.row.points = len(self.calls)
        for k in points or range(1, len(self.calls) + 1):
            for moment in moments:
                if moment == "half" and self.calls[k - 1] != "write":
                    continue
                self.trial(
                    f"{moment} {k} ({self.calls[k - 1]})",
                    lambda place, k=k, moment=moment: run(  # type: ignore[misc]
                        self.scene.words, place / "ledger", environment(place), (k, moment)
                    ),
                )
        return self.row

    def trial(self, said: str, kill: Killer) -> None:
        """Kill it once and judge; what was broken is kept in the row."""
        begin(self.scene, self.start, self.place)
        try:
            outcome = kill(self.place)
            if outcome is None:
                return
            self.row.kills += 1
            now = files(self.place)
            self.row.found[self._whole(now)] += 1
            if outcome.code is not None:
                self.row.found["lived"] += 1
                self._said(outcome)
            state = self._state(now, outcome)
            if state in self._known:
                return
            self.row.judged += 1
            self._answers()
            self._next()
            self._known.add(state)
        except Broken as fault:
            self.row.broken.append(f"{self.scene.name}, {said}: {fault}")

    def _whole(self, now: dict[str, bytes]) -> str:
        """Hold that each file is wholly what it was or wholly what it was to be; tell which."""
        for name, data in now.items():
            known = [self.before.get(name), self.after.get(name)]
            if self.scene.moves and name in self.after:
                known = list(self.before.values())
            if data not in [*known, self.after.get(name)] and not is_left(name):
                raise Broken(f"{name} is neither old nor new: {data[-200:]!r}")
        kept = {name: data for name, data in now.items() if not is_left(name)}
        for name in self.before.keys() | self.after.keys():
            if name not in kept and name in self.before and name in self.after:
                raise Broken(f"{name} is lost")
        if kept == self.before:
            return "old"
        return "new" if kept == self.after else "some"

    def _said(self, outcome: Outcome) -> None:
        """Hold that a command whose git (6), editor (2) or disk (4) gave way says so and ends with that code."""
        if outcome.code not in (0, 2, 4, 6) or "Traceback" in outcome.err:
            raise Broken(f"exit {outcome.code}: {outcome.err[-1500:]}")
        if outcome.code and not outcome.err.strip():
            raise Broken(f"exit {outcome.code} without a word")

    def _state(self, now: dict[str, bytes], outcome: Outcome) -> str:
        """Tell one state from another: files, what git has, its locks; names made up by chance left out."""
        digest = hashlib.sha256(repr((outcome.code, self._git("ls-files", "--stage", "--debug"))).encode())
        for name in sorted(now):
            digest.update(b"left" if is_left(name) else name.encode())
            digest.update(now[name])
        for path in sorted((self._root / ".git").rglob("*")) if (self._root / ".git").exists() else ():
            inside = path.relative_to(self._root / ".git").as_posix()
            if not path.is_file() or inside.startswith(("objects/", "logs/", "index", "next-index", "hooks/")):
                digest.update(inside.encode() if inside == "index.lock" else b"")
                continue
            digest.update(inside.encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def _git(self, *words: str) -> str:
        """Ask git; times of files and numbers of the disk are left out of what it says."""
        done = subprocess.run(
            ["git", *words], cwd=self._root, env={**os.environ, **environment(self.place)}, capture_output=True
        )
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        return "\n".join(line for line in lines if not re.match(r"\s+(ctime|mtime|dev|uid|size)", line))

    def _called(self, line: str) -> tuple[int, str, str]:
        made = result(*forked(lambda: command(line.split(), self._root, environment(self.place))))
        assert made is not None
        return made  # type: ignore[return-value]

    def _answers(self) -> None:
        """Hold that the ledger is one and every file of it reads, and that git finds nothing broken in its own."""
        if not (self._root / "ecoclaim.yaml").exists():
            return
        code, out, err = self._called("check")
        if code not in (0, 1):
            raise Broken(f"check ends with {code}: {err[-500:]}{out[-500:]}")
        if (self._root / ".git/HEAD").exists():
            done = subprocess.run(
                ["git", "fsck", "--no-dangling", "--no-progress"], cwd=self._root, capture_output=True, text=True
            )
            if done.returncode not in (0, 128):
                raise Broken(f"git fsck: {done.stderr}{done.stdout}")

    def _next(self) -> None:
        """Hold that the next command works, after the cure that was said where git left a lock, and nothing stays."""
        there = bool(self.other) and (self._root / "ecoclaim.yaml").exists()
        if there and self.row.judged % 2:
            self._goes(self.other.split(), self._root, frozenset({0}))
        else:
            code = self._goes(self.scene.words, self._ledger, self.scene.again)
            if there and (code or self._git("status", "--porcelain")):
                # It was all done already; whoever goes on with something else has git put right too.
                self._goes(self.other.split(), self._root, frozenset({0}))
        self._answers()
        self._healed()

    def _goes(self, words: Sequence[str], folder: Path, allowed: frozenset[int]) -> int:
        """Hold that a command ends as it may, once each lock is deleted that git left and the sentence names."""
        for _try in range(CURES):
            made = result(*forked(lambda: command(words, folder, environment(self.place))))
            assert made is not None
            code, _out, err = made
            named = re.search(r"delete (\S+\.lock)", err)
            if code != 6 or not named:
                break
            self.row.found["cure"] += 1
            Path(named[1]).unlink()
            # What was written stays so; what is left to do is git's.
            allowed = allowed | self.scene.again
        if code not in allowed:
            raise Broken(f"{' '.join(words)} ends with {code}: {err[-800:]}")
        return int(code)

    def _healed(self) -> None:
        """Hold that git has all of it, or that doctor tells; nothing lies ready that would take our commit back."""
        if not (self._root / "ecoclaim.yaml").exists():
            return
        status = self._git("status", "--porcelain", "--untracked-files=all")
        if not status and (self._root / ".git/HEAD").exists():
            self.row.found["healed"] += 1
            return
        reversed_ = self._git("diff", "--cached", "--name-only")
        if reversed_:
            raise Broken(f"the next commit of a person would take something back: {status}")
        if any(is_left(line[3:].strip('"')) for line in status.splitlines()):
            raise Broken(f"git would keep what a broken write left: {status}")
        _code, out, err = self._called("doctor --format json")
        signs = {one["id"]: one["state"] for one in json.loads(out)["doctor"]} if out else {}
        if all(signs.get(one) in (None, "good") for one in ("uncommitted", "repository")):
            raise Broken(f"doctor does not tell of {status or 'no repository'}: {err}{out[-500:]}")
        self.row.found["told"] += 1
