"""Deadlines in a calendar program: two offices beside each other, and a date that moves."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import icalendar
import pytest
from commandline import Run
from feeds import events_of
from ledgers import ledger

CASE = "- {event: clue-received, date: 2026-09-08}\n"
FEED = ("deadlines", "--on", "2026-09-25", "--format", "ics")
KEY = "2026-0001/preliminary-review"

# What a reader keeps of an event: its number, when it was changed, its day.
Kept = dict[str, tuple[int, str, str]]


def by_icalendar(text: str) -> Kept:
    calendar = icalendar.Calendar.from_ical(text)
    return {
        str(one["UID"]): (
            int(one["SEQUENCE"]),
            one["LAST-MODIFIED"].to_ical().decode(),
            f"{one.decoded('DTSTART'):%Y%m%d}",
        )
        for one in calendar.walk("VEVENT")
    }


def by_the_standard(text: str) -> Kept:
    events: Iterable[Mapping[str, str]] = events_of(text)
    return {one["UID"]: (int(one["SEQUENCE"]), one["LAST-MODIFIED"], one["DTSTART;VALUE=DATE"]) for one in events}


def taken_in(held: Kept, new: Kept) -> Kept:
    """Take a feed in as RFC 5546 says: what has the same UID is replaced by what has no lower SEQUENCE."""
    return held | {uid: one for uid, one in new.items() if uid not in held or one[0] >= held[uid][0]}


def entered(root: Path, at: str, *, init: bool = False) -> None:
    env = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    words = [["init", "--quiet"]] * init + [["add", "."], ["commit", "--quiet", "-m", "x"]]
    for one in words:
        subprocess.run(
            ["env", *(f"{key}={value}" for key, value in env.items()), "git", "-C", str(root), *one], check=True
        )


@pytest.mark.parametrize("read", [by_icalendar, by_the_standard])
def test_two_offices_lie_beside_each_other_and_a_moved_date_moves(
    run: Run, tmp_path: Path, read: Callable[[str], Kept]
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    settings = "format: 1\npack: xpcc\n"
    ledger(here, f"{settings}id: here\n", c2026_0001=CASE)
    ledger(there, settings, c2026_0001=CASE)
    for one in (here, there):
        entered(one, "2026-09-20T08:00:30+08:00", init=True)
    root = subprocess.run(["git", "-C", str(there), "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    mine, theirs = f"{KEY}@here.ecoclaim", f"{KEY}@{root.stdout[:12]}.ecoclaim"

    held: Kept = {}
    for _twice in range(2):
        for one in (here, there):
            held = taken_in(held, read(run("-C", str(one), *FEED).out))
    assert held[mine] == held[theirs] == (3533760, "20260920T000030Z", "20261008")

    file = there / "cases" / "2026-0001" / "events.yaml"
    file.write_text(file.read_text().replace("2026-09-08", "2026-09-14"), encoding="utf-8")
    entered(there, "2026-09-21T08:00:00+08:00")
    new = read(run("-C", str(there), *FEED).out)
    assert len(new) == len(read(run("-C", str(here), *FEED).out))
    again = taken_in(held, new)
    assert again[mine] == held[mine]
    assert again[theirs] == (3535200, "20260921T000000Z", "20261014")
    # An older file taken in late moves nothing back.
    assert taken_in(again, held) == again


def test_without_an_id_and_without_git_the_key_alone_serves(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, "format: 1\npack: xpcc\n", c2026_0001=CASE)
    text = run(*FEED).out
    assert f"UID:{KEY}@ecoclaim\r\n" in text
    assert "SEQUENCE:0\r\n" in text
    assert "LAST-MODIFIED" not in text


def test_ledgers_of_one_repository_have_ids_of_their_own(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        ledger(tmp_path / name, "format: 1\npack: xpcc\n", c2026_0001=CASE)
    entered(tmp_path, "2026-09-20T08:00:00+08:00", init=True)
    uids = [set(by_icalendar(run("-C", str(tmp_path / name), *FEED).out)) for name in ("a", "b")]
    assert not uids[0] & uids[1]
    # As git knew it on a day it is the same ledger.
    assert set(by_icalendar(run("-C", str(tmp_path / "a"), *FEED, "--known-at", "2026-09-22").out)) == uids[0]
