"""The reckoning of a month: the ledger of both clones against what the officers remember, and the outside tools."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import bagit
from officers import Matter, Officer, sha256, told

from gitwork import git

if TYPE_CHECKING:
    from month import Month

_ELSEWHERE = {"calendar", "pack", "fonts", "libreoffice", "cron"}


def reckoned(month: Month) -> None:
    """Hold that nothing is lost and nothing doubled, then archive and bag what is closed, and hold that too."""
    for one in month.officers:
        _same_state(month, one)
        for matter in month.matters:
            _as_remembered(month, one, matter)
        _accounted_for(month, one)
        _as_known(month, one)
        _clean(month, one)
    _closed(month)
    _figures(month)


def _same_state(month: Month, one: Officer) -> None:
    assert git(one.folder, "status", "--porcelain") == ""
    assert git(one.folder, "rev-parse", "HEAD") == git(month.remote, "rev-parse", "main")
    git(one.folder, "fsck", "--strict")
    folders = {path.name for path in (one.folder / "cases").iterdir()}
    assert folders == {matter.number for matter in month.matters}


def _as_remembered(month: Month, one: Officer, matter: Matter) -> None:
    """Hold every entry, field and piece of evidence of a case against what was said."""
    found = [told(entry) for entry in one.tree(matter, "events.yaml")]
    wanted = [told(entry) for entry in matter.entries.values()]
    order = [entry["note"] for entry in found]
    assert sorted(map(str, order)) == sorted(matter.entries), (one.name, matter.number)
    for entry in wanted:
        assert entry in found, (one.name, matter.number, entry)
    month.figures["events held"] += len(found)
    file = one.tree(matter, "case.yaml")
    assert (file["id"], file["title"]) == (matter.number, matter.title)
    for path, value in matter.fields.items():
        assert _at(file, path) == value, (one.name, matter.number, path)
    kept = [entry for entry in file.get("evidence") or () if "file" in entry]
    assert Counter(entry["sha256"] for entry in kept) == Counter(list(matter.evidence)), (one.name, matter.number)
    numbers = [entry["no"] for entry in file.get("evidence") or ()]
    assert len(set(numbers)) == len(numbers)
    for entry in kept:
        assert sha256(one.path(matter, entry["file"]).read_bytes()) == entry["sha256"]
    month.figures["evidence held"] += len(kept)


def _at(tree: Any, path: str) -> Any:
    for step in path.split("."):
        tree = tree[step]
    return tree


def _accounted_for(month: Month, one: Officer) -> None:
    """Hold that the history tells of each entry once, by whom it was recorded, and of no other that still stands."""
    for matter in month.matters:
        steps = json.loads(one("log", matter.number, "--format", "json")[0])["log"]
        stands: Counter[tuple[str, str]] = Counter()
        for step in steps:
            for change in step["changes"]:
                key = (step["who"], change.get("event", ""))
                stands[key] += {"recorded": 1, "taken-back": -1}.get(change["change"], 0)
                # A case that is opened begins with its clue.
        wanted = Counter((matter.who[token], entry["event"]) for token, entry in matter.entries.items())
        assert +stands == wanted, (one.name, matter.number, +stands - wanted, wanted - +stands)


def _as_known(month: Month, one: Officer) -> None:
    """Hold that what git knew on an evening is what the officers saw that evening."""
    for (day, name), saw in month.evenings.items():
        if name == one.name:
            month.clock.begin(day)
            assert month.deadlines(one, "--known-at", day.isoformat()) == saw, (one.name, day)
            month.figures["evenings as known"] += 1
    month.clock.begin(max(day for day, _name in month.evenings) + timedelta(days=9))


def _clean(month: Month, one: Officer) -> None:
    findings = json.loads(one("check", "--format", "json")[0])["findings"]
    month.figures["warnings of check"] = len(findings)
    signs = json.loads(one("doctor", "--format", "json")[0])["doctor"]
    # What a month with this ledger may leave to do: on this computer, not in the ledger.
    assert {sign["id"] for sign in signs if sign["state"] != "good"} <= _ELSEWHERE, signs
    assert json.loads(one("verify", "--format", "json")[0])["findings"] == []
    sent = {entry["period"]: entry["note"] for entry in _reports(one)}
    assert sent == month.sent


def _reports(one: Officer) -> list[dict[str, str]]:
    import yaml

    found: list[dict[str, str]] = yaml.load((one.folder / "reports.yaml").read_bytes(), yaml.BaseLoader)
    assert len({(entry["report"], entry["period"]) for entry in found}) == len(found)
    return found


def _closed(month: Month) -> None:
    """Archive and bag each closed case, and have the outside tools look at it."""
    one, other = month.officers
    (month.folder / "bags").mkdir()
    for matter in month.matters:
        if not matter.closes:
            continue
        if {"agreement-signed", "consultation-failed"} & {entry["event"] for entry in matter.entries.values()}:
            one("publish", matter.number, "--docx")
            month.figures[f"commits of {one.name}"] += 1
        bag = month.folder / "bags" / matter.number
        said = json.loads(one("archive", matter.number, "--bag", str(bag), "--format", "json")[0])
        month.figures[f"commits of {one.name}"] += 1
        _summed(one.path(matter), "manifest-sha256.txt")
        for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            _summed(bag, name)
        bagit.Bag(str(bag)).validate()
        assert sha256((bag / "tagmanifest-sha256.txt").read_bytes()) == said["root_sha256"]
        assert git(one.folder, "cat-file", "-t", said["tag"]) == "tag"
        month.figures["archived, bagged, validated"] += 1
    month.sync(one)
    month.sync(other)
    one.git("push", "-q", "--tags")
    other.git("fetch", "-q", "--tags")
    for folder in (month.remote, one.folder, other.folder):
        tags = git(folder, "tag", "--list", "archive/*").split()
        assert len(tags) == month.figures["archived, bagged, validated"]
        git(folder, "fsck", "--strict")
    for officer in month.officers:
        officer("verify")


def _summed(folder: Any, name: str) -> None:
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", name], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _figures(month: Month) -> None:
    one = month.officers[0]
    month.figures["cases"] = len(month.matters)
    month.figures["cases closed"] = sum(matter.closes for matter in month.matters)
    month.figures["kinds of events"] = len({e["event"] for m in month.matters for e in m.entries.values()})
    month.figures["commits"] = int(git(one.folder, "rev-list", "--count", "HEAD"))
    month.figures["commits that merge"] = int(git(one.folder, "rev-list", "--count", "--merges", "HEAD"))
    month.figures["bytes of the repository"] = sum(
        path.stat().st_size for path in month.remote.rglob("*") if path.is_file()
    )
    assert set(git(one.folder, "log", "--no-merges", "--format=%an").split()) >= {o.name for o in month.officers}
