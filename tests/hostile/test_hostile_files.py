"""Whatever stands in the files of a ledger: a sentence, a code of the contract, and all the rest."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutations import WHOLE
from trial import GOOD, PATIENCE, TODAY, WRITING, answers_the_rest, judge, lay_out, trial, write

VICTIM = "2026-0002"
MOST_MEMORY = 700 * 1024 * 1024  # for all the libraries too, and what they map


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.integers(0, 2**32))
def test_any_change_of_any_file_ends_in_a_sentence_and_a_code(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    trial(seed, tmp_path_factory.mktemp("hostile"))


SOUND_EVENTS = {"nothing", "a line end", "an empty list", "null", "25,000 events", "2,000 notices"}
SOUND_CASES = {"a title of nearly a MiB", "20,000 obligors"}


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process")
def test_each_broken_file_is_named_in_little_memory_and_time_and_the_rest_is_answered(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ledger")
    broken = set()
    for number, (what, data) in enumerate(WHOLE.items()):
        for file, other, first, sound in (
            ("case.yaml", "events.yaml", 100, SOUND_CASES),
            ("events.yaml", "case.yaml", 200, SOUND_EVENTS),
        ):
            case = root / "cases" / f"2026-{first + number:04d}"
            case.mkdir()
            (case / other).write_text(f"id: {case.name}\ntitle: x\n" if other == "case.yaml" else "")
            (case / file).write_bytes(data.replace(VICTIM.encode(), case.name.encode()))
            if what not in sound:
                broken.add(f"cases/{case.name}/{file}")
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "ecoclaim", "-C", root, "deadlines", "--format", "json"],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "ECOCLAIM_TODAY": TODAY},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY)),
        timeout=20 * PATIENCE,
        check=False,
    )
    assert done.returncode == 4, done.stderr[-2000:]
    answer = json.loads(done.stdout)
    assert {one["path"] for one in answer["problems"]} == broken
    assert any(one["case"] == GOOD for one in answer["deadlines"])
    assert time.monotonic() - begun < 10 * PATIENCE  # it takes some seconds; what is quadratic takes hours


def test_tens_of_thousands_of_problems_are_told_once_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecoclaim.desk.sweep._WORTH", {"fork": 2, "spawn": 10_000})  # several processes gather them
    root = lay_out(tmp_path / "ledger")
    for number in range(100, 160):
        case = root / "cases" / f"2026-{number:04d}"
        case.mkdir()
        (case / "case.yaml").write_text(f"id: {case.name}\ntitle: x\n")
        (case / "events.yaml").write_text("- {event: x}\n" * 400)
    _code, out, _err = judge(root, ["deadlines", "--format", "json"])
    told = [tuple(one.values()) for one in json.loads(out)["problems"]]
    assert len(told) == len(set(told)) >= 60 * 400
    answers_the_rest(root)


@pytest.mark.parametrize("key", ["{}", "[]", "{a: b}", "[A]", "", "~"])
@pytest.mark.parametrize("file", ["case.yaml", "case.private.yaml"])
def test_what_is_laid_over_a_case_may_have_no_key_at_all(tmp_path: Path, file: str, key: str) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "cases" / "2026-0001" / file).write_text(
        f"id: 2026-0001\ntitle: x\nobligors:\n  - {{key: {key}, phone: 1}}\n"
    )
    code, _out, err = judge(root, ["show", "2026-0001"])
    assert code == 4
    assert "cases/2026-0001/" in err
    answers_the_rest(root)


EDGES = ["0001-01-01", "0001-12-31", "9999-01-01", "9999-12-31"]


@pytest.mark.parametrize("day", EDGES)
def test_the_edges_of_the_calendar_are_days_like_others_or_named(tmp_path: Path, day: str) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "ecoclaim.yaml").write_text(
        "format: 1\npack: xpcc\nreport_days: {half-year-report: {H1: 01-01, H2: 12-31}}\n"
    )
    case = root / "cases" / VICTIM
    (case / "case.yaml").write_text(
        f"id: {VICTIM}\npack: xpcc\ntitle: x\nobligors:\n  - {{key: A, name: x, born: {day}}}\n"
        f"meetings:\n  - {{no: 1, on: {day}}}\n"
        f"agreements:\n  - {{no: 1, obligors: [A], confirm_within: 30}}\n"
        f"obligations:\n  - {{no: 1, obligor: A, under: agreement 1, what: payment, until: {day}, amount: 1}}\n"
    )
    names = [
        "clue-received", "review-concluded", "damage-known", "notice-served", "agreement-signed", "confirmation-granted",
        "confirmation-announced", "payment-made", "demand-made", "default-found",
    ]  # fmt: skip
    extra = {"notice-served": "meeting: 1, reply_days: 99999", "confirmation-announced": "days: 99999"}
    (case / "events.yaml").write_text(
        "".join(f"- {{event: {name}, date: {day}, {extra.get(name, 'note: x')}}}\n" for name in names)
    )
    for line in (
        "deadlines --status all",
        "deadlines --format ics",
        f"why {VICTIM} limitation",
        "list",
        "check",
        "next",
    ):
        judge(root, [*line.split(), "--on", day])
    for on in (TODAY, EDGES[-1 if day < TODAY else 0]):
        judge(root, ["deadlines", "--status", "all", "--on", on])
    judge(root, ["show", VICTIM])
    judge(root, ["render", VICTIM, "--all", "--draft", "--text"])
    answers_the_rest(root)


@pytest.mark.parametrize("since", EDGES)
@pytest.mark.parametrize("on", ["0001-01-01", TODAY, "9999-12-31"])
def test_a_ledger_may_be_said_to_start_at_any_day(tmp_path: Path, since: str, on: str) -> None:
    root = lay_out(tmp_path / "ledger")
    if since < TODAY < on:
        since = "9900-01-01"  # of the twenty thousand half-years before nothing more is learnt
    settings = f"format: 1\npack: xpcc\nsince: {since}\n"
    (root / "ecoclaim.yaml").write_text(settings)
    for line in ("deadlines --format json", "report due"):
        code, _out, err = judge(root, [*line.split(), "--on", on])
        assert code in (0, 4), err


AMOUNTS = [
    "9" * 40 + ".99",
    "1" * 40,
    "0." + "0" * 40 + "1",
    "-1",
    "1e9",
    "1,000",
    "١٢",
    "１２",
    "NaN",
    "Infinity",
    "1_0",
    "0x1",
    "1.",
    ".5",
    "+1",
]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_is_money_or_is_named(tmp_path: Path, amount: str) -> None:
    root = lay_out(tmp_path / "ledger")
    file = root / "cases" / VICTIM / "case.yaml"
    file.write_text(
        f"id: {VICTIM}\npack: xpcc\ntitle: x\nobligors: [{{key: A, name: x}}]\nlosses:\n"
        f"  - {{head: service-loss, obligor: A, amount: {json.dumps(amount)}, claimed: {json.dumps(amount)}}}\n",
        "utf-8",
    )
    code, _out, err = judge(root, ["show", VICTIM])
    assert code == 4
    assert f"cases/{VICTIM}/case.yaml:6:" in err
    answers_the_rest(root)
    write(root, ["set", VICTIM, f"losses.1.amount={amount}"])


# fmt: off
WRITTEN = [
    "%s %(x)s %d 100% {0} {name} { } {{ case.id }} {% for x in y %} {# x", "{{ nothing }}", "=1+1", "@SUM(1)",
    "`$(id)` <b>&amp; ]]> \\ ' or 1=1 \"", "𠮷㙓", "甲" * 5000,
]
# fmt: on


@pytest.mark.parametrize("text", WRITTEN)
def test_a_text_is_printed_as_it_is_written(tmp_path: Path, text: str) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "ecoclaim.yaml").write_text(
        f"format: 1\npack: xpcc\ndepartment: {{name: {json.dumps(text, ensure_ascii=False)}}}\n", "utf-8"
    )
    assert write(root, ["set", VICTIM, f"title={text}", f"obligors.A.name={text}", f"incident.facts={text}"]) == 0
    assert write(root, ["record", VICTIM, "progress-reported", "--date", TODAY, f"to={text}", f"note={text}"]) == 0
    _code, out, _err = judge(root, ["show", VICTIM, "--format", "json"])
    assert json.loads(out)["title"] == text
    for line in (
        "list",
        "next",
        f"show {VICTIM}",
        "deadlines --format csv",
        "deadlines --format ics",
        f"render {VICTIM} --all --draft --text",
        f"render {VICTIM} --all --draft",
        f"publish {VICTIM}",
    ):
        judge(root, line.split())


@pytest.mark.parametrize("text", ["\u202e甲", "甲\u200d", "a\tb", "a\x00b", "\x1b[31m", "a\x85b", "\ufeffx", "\ud800"])
def test_what_cannot_be_seen_is_not_written(tmp_path: Path, text: str) -> None:
    root = lay_out(tmp_path / "ledger")
    assert write(root, ["set", VICTIM, f"title={text}"]) == 2
    assert write(root, ["record", VICTIM, "progress-reported", "--date", TODAY, f"to={text}"]) == 2
    assert write(root, ["new-case", "--title", text, "--received", TODAY]) == 2


@pytest.mark.parametrize("line", WRITING)
def test_a_command_that_writes_leaves_a_broken_case_as_it_was(tmp_path: Path, line: str) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "cases" / VICTIM / "events.yaml").write_bytes(b"- {event: clue-found, date: 2026-01-12}\n- [\n")
    write(root, line.format(case=VICTIM).split())


def test_a_million_events_are_too_many_for_a_file_and_are_not_read(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "ledger")
    (root / "cases" / VICTIM / "events.yaml").write_bytes(WHOLE["a million events"])
    code, _out, err = judge(root, ["check", VICTIM])
    assert code == 4
    assert "1 MiB" in err
