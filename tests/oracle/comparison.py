"""Ask ecoclaim by its command line about a ledger of histories, and judge each answer by the oracle's."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from oracle.facts import Facts
from oracle.histories import History, histories
from oracle.law import rows
from oracle.periodic import periodic, undated
from oracle.row import Ground, Reading, Row
from oracle.standing import limits, stage, track


@dataclass(frozen=True)
class Ledger:
    """A kind of ledger: its pack and the optional rules switched on."""

    pack: str
    rules: tuple[str, ...] = ()

    @property
    def settings(self) -> str:
        text = f"format: 1\npack: {self.pack}\ndepartment: {{name: 某局}}\nsince: 2026-01-01\n"
        return text + (f"rules: {{{', '.join(f'{rule}: on' for rule in self.rules)}}}\n" if self.rules else "")


@dataclass(frozen=True)
class Difference:
    """One field on which the two disagree."""

    case: str
    on: date
    key: str
    field: str
    said: Any
    text: Any
    noisy: bool = False

    @property
    def kind(self) -> tuple[str, str]:
        return self.key.split("/")[0], self.field

    def __str__(self) -> str:
        return f"{self.case} on {self.on}: {self.key}: {self.field}: ecoclaim says {self.said}, the text {self.text}"


LEDGERS = (Ledger("zhangye-2024"), Ledger("xpcc", ("procuratorate-notice",)))


def days(seed: int, count: int) -> list[date]:
    """Give the days to ask of, among the histories and a little beyond them."""
    rng = random.Random(seed)
    span = (date(2027, 6, 30) - date(2025, 3, 1)).days
    return [date(2025, 3, 1) + timedelta(rng.randint(0, span)) for _ in range(count)]


def compare(seed: int, count: int, batch: int = 150, asked: int = 2) -> list[tuple[Ledger, History, Difference]]:
    """Give the differences over some histories, half in each kind of ledger, with the history of each."""
    found = []
    for ledger in LEDGERS:
        for part in range(0, count // len(LEDGERS), batch):
            told = list(histories(seed + part, min(batch, count // len(LEDGERS) - part), ledger.pack))
            by_id = {one.id: one for one in told}
            for each in differences(ledger, told, days(seed + part, asked)):
                found.append((ledger, by_id[each.case], each))
    return found


def lay(root: Path, ledger: Ledger, told: Iterable[History]) -> None:
    """Write a ledger of histories."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "ecoclaim.yaml").write_text(ledger.settings, "utf-8")
    for one in told:
        folder = root / "cases" / one.id
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text(written(one.case), "utf-8")
        (folder / "events.yaml").write_text(entries(one), "utf-8")


def written(case: dict[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in case.items())


def entries(one: History) -> str:
    return "".join(f"- {json.dumps(entry, ensure_ascii=False)}\n" for entry in one.entries) or "[]\n"


def answer(root: Path, on: date, *words: str) -> dict[str, Any]:
    """Give what a command answers in JSON."""
    from ecoclaim.cli import main

    out, err = io.StringIO(), io.StringIO()
    out.buffer = io.BytesIO()  # type: ignore[attr-defined]
    with redirect_stdout(out), redirect_stderr(err):
        main([*words, "--format", "json", "--on", on.isoformat(), "-C", str(root)])
    said = out.getvalue() + out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    found = json.loads(said) if said else {"problems": [err.getvalue()]}
    if found.get("problems"):
        raise AssertionError(f"ecoclaim cannot answer {' '.join(words)}: {found['problems'][:3]}")
    return dict(found)


def differences(ledger: Ledger, told: list[History], days: Iterable[date]) -> Iterator[Difference]:
    """Give every difference over a ledger of histories on some days."""
    with TemporaryDirectory() as place:
        root = Path(place)
        lay(root, ledger, told)
        for on in days:
            said = answer(root, on, "deadlines", "--status", "all")
            standings = {one["case"]: one for one in answer(root, on, "list")["cases"]}
            by_case: dict[str, dict[str, Any]] = {}
            for row in said["deadlines"]:
                if row["case"]:
                    by_case.setdefault(row["case"], {})[row["key"].split("/", 1)[1]] = row
            counts = {(one["case"], one["rule"], one["obligor"]): one for one in said["limits"]}
            for one in told:
                ground = Ground(Facts(one.case, one.entries, on), ledger.pack, frozenset(ledger.rules))
                mine = {one_[1:]: each for one_, each in counts.items() if one_[0] == one.id}
                for found in judged(ground, by_case.get(one.id, {}), standings[one.id], mine):
                    yield Difference(one.id, on, *found, one.noisy)


def report_differences(
    role: str, since: date, reports: list[dict[str, str]], days: Iterable[date]
) -> Iterator[Difference]:
    """Give every difference over the periodic reports of an office of Zhangye."""
    with TemporaryDirectory() as place:
        root = Path(place)
        settings = Ledger("zhangye-2024").settings.replace("2026-01-01", since.isoformat())
        (root / "ecoclaim.yaml").write_text(f"{settings}role: {role}\n", "utf-8")
        (root / "reports.yaml").write_text("".join(f"- {json.dumps(each)}\n" for each in reports) or "[]\n", "utf-8")
        for on in days:
            said = {row["key"]: row for row in answer(root, on, "deadlines", "--status", "all")["deadlines"]}
            for row in periodic(on, since, reports, role):
                if row.key not in said:
                    yield Difference("", on, row.key, "row", "absent", "due")
                    continue
                for found in judged_row(row, said[row.key]):
                    yield Difference("", on, row.key, *found)
            for key, row in said.items():
                if key.startswith("half-year-report/") and row["met_on"] is None:
                    wanted = undated(on, row["period"])
                    if row["status"] not in wanted:
                        yield Difference("", on, key, "status", row["status"], wanted)


def judged(
    ground: Ground, said: dict[str, Any], standing: dict[str, Any], counts: dict[tuple[str, str], Any]
) -> Iterator[tuple[str, str, Any, Any]]:
    """Judge the answer about one case: key, field, what it says, what the text says."""
    if not ground.facts.events:
        return
    expected = rows(ground)
    for row in expected:
        if row.key not in said:
            if not row.optional:
                yield row.key, "row", "absent", "due"
            continue
        yield from ((row.key, *each) for each in judged_row(row, said[row.key]))
    for key in said.keys() - {row.key for row in expected}:
        yield key, "row", f"due, {said[key]['status']}", "absent"
    wanted = stage(ground)
    if wanted and standing["stage"] not in wanted:
        yield "stage", "stage", standing["stage"], wanted
    for who in ground.facts.keys:
        mine, theirs = track(ground, who, expected), set(standing["tracks"].get(who, ()))
        if mine.must - theirs or mine.never & theirs:
            yield f"track/{who}", "track", sorted(theirs), (sorted(mine.must), "never", sorted(mine.never & theirs))
    for (rule, who), (used, most, level) in limits(ground).items():
        one = counts.get((rule, who))
        told = (one["used"], one["max"], one["status"]) if one else None
        if told != (used, most, level):
            yield f"limit/{rule}/{who}", "limit", told, (used, most, level)


def judged_row(row: Row, said: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Judge one row: field, what ecoclaim says, what the text says."""
    for name, wanted in (("firmness", row.firmness), ("duty", row.duty)):
        if said[name] != wanted:
            yield name, said[name], wanted
    start = said["start"] and (said["start"]["event"], date.fromisoformat(said["start"]["date"]))
    if row.starts is not None and start not in row.starts:
        yield "start", start, row.starts
    if row.dates:
        yield from judged_dates(row, said)
    if row.status is not None and said["status"] not in row.status:
        yield "status", said["status"], row.status
    if row.met_on and row.status and said["status"] in ("met", "met-late") and day(said["met_on"]) != row.met_on:
        yield "met_on", said["met_on"], row.met_on
    for name, wanted in row.warns.items():
        if wanted is not None and (name in said["warnings"]) is not wanted:
            yield f"warning {name}", name in said["warnings"], wanted


def judged_dates(row: Row, said: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    if not row.readings:
        if said["due"] is not None:
            yield "due", said["due"], None
        return
    told = [(day(one["due"]), day(one["rolled"])) for one in said["readings"]]
    wanted, may = pairs(row.readings), pairs(row.maybe)
    only_due = row.rule == "performance"
    if row.rolled is not None:
        if day(said["due"]) != row.readings[0].due:
            yield "due", said["due"], row.readings[0].due
        if day(said["rolled"]) not in row.rolled:
            yield "rolled", said["rolled"], row.rolled
        missing = [each for each in wanted if each not in told]
        extra = [each for each in told if each not in wanted and each not in may]
        if (missing or extra) and not only_due:
            yield "readings", told, wanted
    elif not set(told) <= set(may):
        yield "readings", told, may
    if row.safe is not None and day(said["safe"]) not in row.safe:
        yield "safe", said["safe"], row.safe
    maybe_later = any(each.rolled > row.last for each in row.maybe)
    if not only_due and not maybe_later and day(said["may_act_from"]) != row.act:
        yield "may_act_from", said["may_act_from"], row.act
    if row.certain is not None and said["certain"] is not row.certain:
        yield "certain", said["certain"], row.certain


def pairs(readings: list[Reading]) -> list[tuple[date, date]]:
    return [(each.due, each.rolled) for each in readings]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def minimised(ledger: Ledger, history: History, found: Difference) -> History:
    """Take out of a history every entry that a difference does not need."""
    kept = list(history.entries)
    for entry in list(kept):
        tried = [each for each in kept if each is not entry]
        if tried and persists(ledger, History(history.case, tried), found):
            kept = tried
    return History(history.case, kept)


def persists(ledger: Ledger, history: History, found: Difference) -> bool:
    try:
        return any(
            (each.key, each.field, each.said) == (found.key, found.field, found.said)
            and type(each.text) is type(found.text)
            for each in differences(ledger, [history], [found.on])
        )
    except (AssertionError, KeyError):
        return False
