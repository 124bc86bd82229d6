"""A simulated month: two officers, two clones of a bare remote, one ledger, the commands of every day, real git.

Each officer works from a clone; they pull and push by day through the merge driver, open cases under one number,
write to one case at once. What each recorded is remembered apart from the ledger, and at the end nothing may be lost
or doubled; then every closed case is archived, bagged, and held against sha256sum, bagit and git.

    python tests/archive/month.py --cases 200 --commits 2000 --seed 7 [--keep DIR]
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

import officers  # noqa: E402
from officers import Clock, Matter, Officer  # noqa: E402
from reckoning import reckoned  # noqa: E402

from ecoclaim.ledger.places import shipped  # noqa: E402
from gitwork import git  # noqa: E402

FIRST = date(2026, 11, 23)
# Once a month each: what a case of the examples is too short for, anybody may record at any time.
_ANY_TIME = (
    {"event": "assistance-requested", "to": "示例区水务局"},
    {"event": "progress-reported", "to": "示例市生态环境保护委员会办公室"},
    {"event": "supervision-started", "by": "示例省生态环境厅"},
    {"event": "procuratorate-invited", "for": "磋商"},
)
_SHORT = ("zhangye/2025-0003", "zhangye/2026-0002", "zhangye/2025-0002")


class Month:
    """The month: the officers, the cases as they remember them, and the figures."""

    def __init__(self, folder: Path, cases: int, commits: int, seed: int, days: int) -> None:
        self.folder, self.commits, self.days = folder, commits, days
        self.chance = random.Random(seed)
        self.figures: Counter[str] = Counter()
        self.clock = Clock(datetime(2026, 11, 20))
        self.clock.begin(FIRST - timedelta(days=1))
        self.remote = folder / "bare.git"
        self.officers = tuple(self._officer(name) for name in ("甲经办", "乙经办"))
        self.pushed: set[int] = set()
        self.waiting = list(self._stories(cases))
        self.chance.shuffle(self.waiting)
        self.matters: list[Matter] = []
        self.evenings: dict[tuple[date, str], str] = {}
        self.sent: dict[str, str] = {}
        self.side: dict[str, bool] = {}

    def _officer(self, name: str) -> Officer:
        return Officer(name, self.folder / name, self.clock, self.figures)

    def _stories(self, cases: int) -> Iterator[Matter]:
        """Take each case of the examples once as it is, then short ones whole and of the others the beginning."""
        files = sorted(shipped("examples").glob("*/cases/*/events.yaml"))
        stories = {f"{one.parts[-4]}/{one.parts[-2]}": one for one in files}
        whole = list(stories) if cases >= 2 * len(stories) else list(_SHORT)
        room = max(self.commits - sum(len(_steps(stories[one])) + 6 for one in whole), 0) / max(cases - len(whole), 1)
        for number in range(cases):
            name = whole[number] if number < len(whole) else self.chance.choice((*stories, *_SHORT))
            steps = _steps(stories[name])
            if number >= len(whole) and name not in _SHORT:
                steps = steps[: max(1, min(len(steps), self.chance.randint(1, max(2, int(2 * room) - 5))))]
            yield _matter(number, name, stories[name], steps)

    def begin(self) -> None:
        """Make the ledger, the bare remote, and a clone for each officer."""
        first = self.folder / "first"
        said = ("--pack", "zhangye-2024", "--department", "张掖市示例生态环境局", "--authority", "张掖市人民政府")
        Officer("所长", first, self.clock, self.figures)("init", *said)
        (first / "packs").mkdir(exist_ok=True)
        shutil.copy(shipped("examples") / "xpcc/packs/xpcc-office.yaml", first / "packs")
        shutil.copy(shipped("examples") / "zhangye/ecoclaim.yaml", first)
        Officer("所长", first, self.clock, self.figures)("schema", "case", "--write")
        git(first, "add", ".")
        git(first, "commit", "-qm", "本单位的设置和规则包")
        git(self.folder, "clone", "-q", "--bare", str(first), self.remote.name)
        for one in self.officers:
            git(self.folder, "clone", "-q", self.remote.name, one.folder.name)
            git(one.folder, "config", "user.name", one.name)
            git(one.folder, "config", "user.email", f"{'jia' if one.name[0] == '甲' else 'yi'}@example.org")
            one("doctor", code=None)

    def play(self) -> None:
        """Work through the month."""
        for number in range(self.days):
            self.clock.begin(FIRST + timedelta(days=number))
            first, second = self.officers if number % 2 else self.officers[::-1]
            goal = (self.commits * 9 // 10) * (number + 1) // self.days
            self._open(first, second, number)
            self.sync(first)
            self.sync(second)
            if number % 3 == 1:
                self.sync(first)
                self._collide(first, second, number)
            while self.count() < goal and self._work():
                if self.chance.random() < 0.02:
                    self.sync(self.chance.choice(self.officers))
            self._reports(first, number)
            for one in (first, second, first) if number % 5 == 4 else (first, second):
                self.sync(one)
            if number % 5 == 4:
                for one in self.officers:
                    self.evenings[self.clock.day, one.name] = self.deadlines(one)
        self.clock.begin(FIRST + timedelta(days=self.days))
        for one in (*self.officers, self.officers[0]):
            self.sync(one)
        while self._work(finishing=True):
            pass
        while self.count() < self.commits and self._work():
            pass
        for one in (*self.officers, *self.officers):
            self.sync(one)

    def count(self) -> int:
        return sum(number for name, number in self.figures.items() if name.startswith("commits of"))

    def deadlines(self, one: Officer, *words: str) -> str:
        return one("deadlines", "--status", "all", "--format", "json", *words)[0]

    def _open(self, first: Officer, second: Officer, number: int) -> None:
        """Open the cases of the day: one officer, and on every fourth day both, who then take the same numbers."""
        wanted = -(-len(self.waiting) // max(self.days - self.days // 5 - number, 1))
        wanted = max(wanted, 2) if number % 4 == 3 and len(self.waiting) > 1 else wanted
        for turn in range(wanted):
            one = second if number % 4 == 3 and turn % 2 else first
            matter = self.waiting.pop(0)
            step = matter.steps.pop(0)
            words = [f"--title={matter.title}", f"--pack={_pack(matter)}"]
            words += ["--found" if step["event"] == "clue-found" else "--received", step["date"]]
            words += [f"--channel={step['channel']}"] if "channel" in step else []
            made, _said = one("new-case", *words, "--format", "json")
            matter.number = yaml.safe_load(made)["case"]
            token = self._remember(one, matter, step)
            more = [
                f"{name}={_text(value)}" for name, value in step.items() if name not in ("event", "date", "channel")
            ]
            one("correct", matter.number, "1", *more, f"note={token}")
            os.environ["VISUAL"] = f"{sys.executable} {Path(__file__).with_name('pen.py')} {self._pen(matter)}"
            one("edit", matter.number)
            one.worked(matter)
            self.matters.append(matter)
            self.figures[f"commits of {one.name}"] += 3

    def _pen(self, matter: Matter) -> Path:
        path = self.folder / "pen.yaml"
        path.write_bytes(matter.file.replace(b"0000-0000", matter.number.encode()))
        return path

    def _remember(self, one: Officer, matter: Matter, step: dict[str, Any]) -> str:
        token = f"{one.name[0]}{len(matter.works)}-{self.figures['works']}-{matter.title[-4:]}"
        matter.entries[token] = {**step, "note": token}
        matter.who[token] = one.name
        one.worked(matter)
        return token

    def _work(self, *, finishing: bool = False) -> bool:
        """Have one of the officers do one thing to one case; false where no case is left to be finished."""
        one, other = self.chance.sample(self.officers, 2)
        if finishing:
            left = [matter for matter in self.matters if matter.steps and matter.whole]
            if left:
                self._next(one if one.sees(left[0]) else other, left[0])
            return bool(left)
        ready = [matter for matter in self.matters if matter.steps and one.sees(matter)]
        open_ones = [matter for matter in self.matters if one.knows & matter.works and not matter.closes]
        if ready and (self.chance.random() < 0.8 or not open_ones):
            self._next(one, self.chance.choice(ready))
        elif open_ones:
            self._aside(one, self.chance.choice(open_ones))
        return bool(ready or open_ones)

    def _next(self, one: Officer, matter: Matter) -> None:
        step = matter.steps.pop(0)
        token = self._remember(one, matter, step)
        one("record", matter.number, *officers.said({**step, "note": token}))
        self.figures[f"commits of {one.name}"] += 1
        if not matter.steps and matter.closes:
            self._papers(one, matter)

    def _papers(self, one: Officer, matter: Matter) -> None:
        """Render what a closed case has to show, and take in a photograph and a signed paper."""
        one("render", matter.number, "--all")
        self.figures[f"commits of {one.name}"] += 1
        self._take_in(one, matter, "现场照片", "--kind=photo", "--taken-on=2026-11-20", "--taken-by=示例经办甲")
        one("render", matter.number, "photo-page")
        self.figures[f"commits of {one.name}"] += 1
        one.worked(matter)

    def _take_in(self, one: Officer, matter: Matter, name: str, *words: str) -> None:
        data = self.chance.randbytes(self.chance.randint(200, 40_000))
        path = self.folder / f"{name}.jpg"
        path.write_bytes(data)
        one("evidence", "add", matter.number, str(path), f"--name={name}", "--pages=1", *words)
        matter.evidence[officers.sha256(data)] = name
        one.worked(matter)
        self.figures[f"commits of {one.name}"] += 1

    def _aside(self, one: Officer, matter: Matter) -> None:
        """Do what may be done to any case at any time, whether the other officer's work has come or not."""
        mine = [token for token, who in matter.who.items() if who == one.name]
        match self.chance.choice(("any", "any", "undo", "correct", "set", "evidence")):
            case "undo":
                one("record", matter.number, "assistance-requested", f"--date={self.clock.day}", "note=误记")
                one("undo", matter.number, "--yes")
                self.figures[f"commits of {one.name}"] += 2
            case "correct" if mine and matter.number:
                token = self.chance.choice(mine)
                reason = f"更正{self.figures['works']}"
                one("correct", matter.number, str(one.entry(matter, token)), f"reason={reason}")
                matter.entries[token]["reason"] = reason
                one.worked(matter)
                self.figures[f"commits of {one.name}"] += 1
            case "set":
                path = "incident.time" if one is self.officers[0] else "incident.harm"
                matter.fields[path] = f"第{self.figures['works']}次核实"
                one("set", matter.number, f"{path}={matter.fields[path]}")
                one.worked(matter)
                self.figures[f"commits of {one.name}"] += 1
            case "evidence" if one.sees(matter):
                self._take_in(one, matter, f"材料{self.figures['works']}", "--kind=document", "--copy")
            case _:
                step = {**self.chance.choice(_ANY_TIME), "date": self.clock.day.isoformat()}
                token = self._remember(one, matter, step)
                one("record", matter.number, *officers.said({**step, "note": token}))
                self.figures[f"commits of {one.name}"] += 1

    def _collide(self, first: Officer, second: Officer, number: int) -> None:
        """Have both write to one field of one case, to one entry, or evidence to one case, before either pulls."""
        quiet = [one for one in self.matters if not one.closes and all(two.sees(one) for two in self.officers)]
        if not quiet:
            return
        matter = self.chance.choice(quiet)
        meant = sum(number for name, number in self.figures.items() if name.startswith("conflicts meant"))
        kind = ("field", "entry", "evidence")[meant % 3]
        for turn, one in enumerate((first, second)):
            value = f"{one.name}说法{self.figures['works']}"
            if kind == "field":
                one("set", matter.number, f"incident.place={value}")
                # The one who pulls later settles it: by his own words here, by the other's on another day.
                if turn == number % 2:
                    matter.fields["incident.place"] = value
            elif kind == "entry":
                token = next(iter(matter.entries))
                one("correct", matter.number, str(one.entry(matter, token)), f"reason={value}")
                if turn == number % 2:
                    matter.entries[token]["reason"] = value
            else:
                self._take_in(one, matter, f"{one.name}收到的材料", "--kind=document")
                self.figures[f"commits of {one.name}"] -= 1
            one.worked(matter)
            self.figures[f"commits of {one.name}"] += 1
        self.side[matter.number] = number % 2 == 0
        self.figures[f"conflicts meant: {kind}"] += 1
        self.sync(first)
        self.sync(second)

    def _reports(self, one: Officer, number: int) -> None:
        if number % 7 == 3:
            period = f"2026Q{number // 7 + 1}"
            one("report", "make", "quarterly-clue-list", period, "--format", "json")
            said = ("--as-of", self.clock.day.isoformat(), "--date", self.clock.day.isoformat())
            one("report", "sent", "quarterly-clue-list", period, *said, f"--note={one.name}{number}")
            self.sent[period] = f"{one.name}{number}"
            self.figures[f"commits of {one.name}"] += 1

    def sync(self, one: Officer) -> None:
        """Pull, settle what git could not merge, and push."""
        one.git("fetch", "-q")
        if one.git("rev-list", "--count", "HEAD..@{upstream}") != "0":
            if one.git("rev-list", "--count", "@{upstream}..HEAD") != "0":
                self.figures["merges"] += 1
            while one.tried("merge", "-q", "--no-edit", "@{upstream}"):
                self._settle(one)
        one.knows |= self.pushed
        one.git("push", "-q", "--follow-tags")
        self.pushed |= one.knows

    def _settle(self, one: Officer) -> None:
        """Do as the messages say where git could not merge: renumber, or decide."""
        states = dict(line.split(" ", 1)[::-1] for line in one.git("status", "--porcelain").splitlines())
        names = [name for name, state in states.items() if state in ("UU", "AA")]
        assert names, states
        twice = sorted({name.split("/")[1] for name, state in states.items() if state == "AA"})
        _out, said = one("check", code=4)
        self.figures["conflicts settled"] += 1
        if twice:
            for number in twice:
                assert f"ecoclaim renumber {number}" in said, said
            one.git("merge", "--abort")
            for number in twice:
                mine = [m for m in self.matters if m.number == number and m.works & one.knows]
                (matter,) = mine
                now, _err = one("renumber", number)
                matter.number = next(word for word in re.findall(r"\d{4}-\d{4}", now) if word != number)
                self.figures["renumbered"] += 1
                self.figures[f"commits of {one.name}"] += 1
            return
        for name in names:
            number = name.split("/")[1]
            path = one.folder / name
            assert number in said, said
            text = path.read_text("utf-8")
            if "说法" in text:
                officers.settled(path, theirs=self.side[number])
            else:
                officers.both_kept(path)
            one.git("add", name)
        one.git("commit", "-q", "--no-edit")


def _pack(matter: Matter) -> str:
    return str(yaml.safe_load(matter.file)["pack"])


def _text(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def _steps(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.load(path.read_bytes(), yaml.BaseLoader)
    return found


def _matter(number: int, name: str, path: Path, steps: list[dict[str, Any]]) -> Matter:
    """Make a case of an example, under a title and a filing number of its own, its evidence without files."""
    file = yaml.load(path.with_name("case.yaml").read_bytes(), yaml.BaseLoader)
    filing = str(file.get("filing_no") or "")
    text = path.with_name("case.yaml").read_text("utf-8")
    own = filing.rpartition("〕")[0] + f"〕{number + 1}号"
    title = f"{file['title']}{number:04d}"
    own_words = {"id": "0000-0000", "pack": "xpcc-office" if "xpcc" in name else "zhangye-2024", "title": title}
    lines = []
    for line in text.splitlines(keepends=True):
        key = line.split(":")[0]
        if key in own_words:
            line = f"{key}: {own_words[key]}\n"
        elif filing and key == "filing_no":
            line = f"filing_no: {own}\n"
        elif line.strip().startswith(("file:", "sha256:")):
            continue
        lines.append(line)
    steps = [{key: own if value == filing and filing else value for key, value in one.items()} for one in steps]
    last = steps[-1]["event"]
    whole = len(steps) == len(_steps(path))
    closes = whole and last in ("performance-certified", "claim-declined", "claim-terminated", "referral-received")
    return Matter(title, "", steps, "".join(lines).encode(), whole=whole, closes=closes)


def run(folder: Path, cases: int, commits: int, seed: int, days: int = 30) -> Counter[str]:
    """Play a month in an empty folder and reckon it up; gives the figures."""
    started = time.perf_counter()
    month = Month(folder, cases, commits, seed, days)
    month.begin()
    month.play()
    month.figures["seconds of the month"] = round(time.perf_counter() - started)
    started = time.perf_counter()
    reckoned(month)
    month.figures["seconds of the reckoning"] = round(time.perf_counter() - started)
    return month.figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--commits", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, help="a new folder in which all stays to be looked at")
    given = parser.parse_args()
    place = given.keep or Path(tempfile.mkdtemp(prefix="month-"))
    place.mkdir(parents=True, exist_ok=True)
    person = place / "gitconfig"
    person.write_text("[user]\nname = 所长\nemail = suo@example.org\n", "utf-8")
    os.environ |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(person.resolve())}
    try:
        found = run(place.resolve(), given.cases, given.commits, given.seed)
    finally:
        if not given.keep:
            shutil.rmtree(place)
    for name, number in sorted(found.items()):
        print(f"{number:>8}  {name}")
