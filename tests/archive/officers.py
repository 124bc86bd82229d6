"""Two officers at one ledger: what each command line says, and, apart from the ledger, a list of what they recorded."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import yaml

from ecoclaim.cli import main
from gitwork import git, tried

_BEIJING = timezone(timedelta(hours=8))
_HUNK = re.compile(
    r"^<<<<<<<[^\n]*\n(?P<ours>.*?)(?:^\|{7}[^\n]*\n.*?)?^=======\n(?P<theirs>.*?)^>>>>>>>[^\n]*\n", re.M | re.S
)


@dataclass
class Clock:
    """The time of the simulated month, the same for git and for ecoclaim."""

    now: datetime

    @property
    def day(self) -> date:
        return self.now.date()

    def begin(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 8, 30, tzinfo=_BEIJING)

    def tick(self) -> None:
        self.now += timedelta(seconds=20)
        os.environ["GIT_AUTHOR_DATE"] = os.environ["GIT_COMMITTER_DATE"] = self.now.isoformat()


@dataclass
class Matter:
    """One case as the officers remember it: apart from the ledger, by what they said to it."""

    title: str
    number: str
    steps: list[dict[str, Any]]
    file: bytes = b""
    whole: bool = False
    closes: bool = False
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    who: dict[str, str] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    works: set[int] = field(default_factory=set)


@dataclass
class Officer:
    """One person with a clone of their own."""

    name: str
    folder: Path
    clock: Clock
    figures: Counter[str]
    knows: set[int] = field(default_factory=set)

    def sees(self, matter: Matter) -> bool:
        """Whether all that was done to a case has reached this officer."""
        return matter.works <= self.knows

    def worked(self, matter: Matter) -> None:
        """Remember one more thing done to a case, here."""
        self.figures["works"] += 1
        matter.works.add(self.figures["works"])
        self.knows.add(self.figures["works"])

    def __call__(self, *words: str, code: int | None = 0) -> tuple[str, str]:
        """Say a command line in the clone; gives both outputs, and holds the exit code."""
        self.clock.tick()
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            day = () if words[0] == "schema" else ("--on", self.clock.day.isoformat())
            found = main([*words, "-C", str(self.folder), *day])
        said = []
        for stream in (out, err):
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            said.append(stream.buffer.getvalue().decode())
        assert code is None or found == code, (self.name, words, found, *said)
        self.figures[f"command: {' '.join(words[:2]) if words[0] in ('evidence', 'report') else words[0]}"] += 1
        return said[0], said[1]

    def git(self, *words: str) -> str:
        self.clock.tick()
        return git(self.folder, *words)

    def tried(self, *words: str) -> int:
        self.clock.tick()
        return tried(self.folder, *words).returncode

    def path(self, matter: Matter, name: str = "") -> Path:
        return self.folder / "cases" / matter.number / name

    def tree(self, matter: Matter, name: str) -> Any:
        """Read a file as another program would, every scalar as it is written."""
        return yaml.load(self.path(matter, name).read_bytes(), yaml.BaseLoader)

    def entry(self, matter: Matter, token: str) -> int:
        """Find the number of an entry by the note that is its own."""
        events = self.tree(matter, "events.yaml")
        return 1 + next(number for number, one in enumerate(events) if one.get("note") == token)


def said(entry: Mapping[str, Any]) -> Iterator[str]:
    """Write an entry as `record` takes it."""
    yield str(entry["event"])
    yield f"--date={entry['date']}"
    for key in _list(entry.get("obligor", [])):
        yield f"--obligor={key}"
    for name, value in entry.items():
        if name not in ("event", "date", "obligor"):
            yield f"{name}={','.join(value) if isinstance(value, list) else value}"


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def told(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Write an entry so that two can be compared: one value or a list of one are the same."""
    return {
        name: tuple(_list(value)) if isinstance(value, list) or name == "obligor" else value
        for name, value in entry.items()
    }


def settled(path: Path, theirs: bool = False) -> None:
    """Take one side wherever git left both, as a person does in an editor."""
    text = path.read_text("utf-8")
    path.write_text(_HUNK.sub(lambda found: found["theirs" if theirs else "ours"], text), "utf-8", newline="")


def both_kept(path: Path) -> None:
    """Keep both pieces of evidence wherever git left both; the second gets the next number, as the message says."""
    text = path.read_text("utf-8")

    def both(found: re.Match[str]) -> str:
        number = max(int(one) for one in re.findall(r"^ *- no: (\d+)", text[: found.end("ours")], re.M))
        theirs = re.sub(r"^( *- no: )\d+\n", "", found["theirs"])
        return f"{found['ours']}  - no: {number + 1}\n{theirs}"

    path.write_text(_HUNK.sub(both, text), "utf-8", newline="")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
