"""`record`: one more entry, what it moves, and what the procedure does not allow."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from commandline import Answer, Run

from ecoclaim.cli import main
from ecoclaim.ledger.load import load_case

ON = ("--on", "2026-11-20")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one case of two obligors, its claim started and its team formed."""
    folder = tmp_path_factory.mktemp("made")
    at = ("-C", str(folder))
    people = ("--obligor", "示例甲公司", "--obligor", "示例乙")
    for words in (
        ("init", str(folder), "--pack", "zhangye-2024", "--department", "张掖市生态环境局", "--on", "2026-01-01"),
        ("new-case", "--title", "示例", "--received", "2026-03-02", "--on", "2026-03-02", *people, *at),
        ("record", "2026-1", "review-started", "--date", "2026-03-03", *ON, *at),
        ("record", "2026-1", "review-concluded", "--date", "2026-03-20", "damage=true", "opinion=start", *ON, *at),
        ("record", "2026-1", "claim-started", "--date", "2026-03-23", *ON, *at),
        ("record", "2026-1", "team-formed", "--date", "2026-04-01", *ON, *at),
    ):
        assert main(words) == 0
    return folder


@pytest.fixture
def ledger(run: Run, made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def recorded(run: Run, event: str, day: str, *more: str) -> Answer:
    return run("record", "2026-1", event, "--date", day, *more, *ON)


def events(ledger: Path) -> bytes:
    return (ledger / "cases/2026-0001/events.yaml").read_bytes()


def last_entry(ledger: Path) -> str:
    return events(ledger).decode().rpartition("\n- ")[2]


def test_the_old_bytes_stay_a_prefix_and_a_comment_names_the_event(run: Run, ledger: Path) -> None:
    before = events(ledger)
    answer = recorded(run, "notice-served", "2026-04-03", "--obligor", "A", "method=direct", "meeting=1")
    assert answer.code == 0
    added = events(ledger).removeprefix(before).decode()
    assert added == (
        "# 送达磋商告知书\n- event: notice-served\n  date: 2026-04-03\n  obligor: A\n  method: direct\n  meeting: 1\n"
    )


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (
            ("送达磋商告知书", "2026-04-03", "--obligor", "示例乙", "method=直接送达"),
            "event: notice-served\n  date: 2026-04-03\n  obligor: B\n  method: direct\n",
        ),
        (
            ("meeting-held", "2026-04-03", "--obligor", "A", "--obligor", "B", "会议次=否"),
            "",
        ),
        (
            ("meeting-held", "2026-04-03", "--obligor", "A,B", "counts=否", "meeting=１"),
            "event: meeting-held\n  date: 2026-04-03\n  obligor: [A, B]\n  meeting: 1\n  counts: false\n",
        ),
        (
            ("appraisal-commissioned", "2026-04-03", "conditions=简单、无"),
            "",
        ),
        (
            ("appraisal-commissioned", "2026-04-03", "experts=甲，乙", "conditions=simple,small", "evidence=[1, 2]"),
            "event: appraisal-commissioned\n  date: 2026-04-03\n  experts: [甲, 乙]\n  conditions: [simple, small]\n"
            "  evidence: [1, 2]\n",
        ),
        (
            ("consultation-failed", "2026-04-03", "obligor=A", "ground=明确拒绝磋商或者逾期未答复", "note=a: b # c"),
            "event: consultation-failed\n  date: 2026-04-03\n  obligor: A\n  ground: refused-or-silent\n"
            '  note: "a: b # c"\n',
        ),
    ],
)
def test_what_a_person_writes_becomes_the_entry(run: Run, ledger: Path, words: tuple[str, ...], entry: str) -> None:
    answer = recorded(run, *words)
    assert (answer.code == 0) is bool(entry)
    if entry:
        assert last_entry(ledger) == entry
        load_case(ledger, "2026-0001")


def test_it_tells_what_it_starts_and_meets(run: Run, ledger: Path) -> None:
    answer = run(
        *("record", "1", "notice-served", "--date", "2026-04-03", "--obligor", "A", "method=direct"),
        *("--format", "json", *ON),
    )
    told = json.loads(answer.out)
    kinds = {(one["change"], one["deadline"]["key"]) for one in told["changes"]}
    assert ("started", "2026-0001/consultation-period/A") in kinds
    assert told["written"] is True
    assert told["number"] == 6
    assert told["entry"]["obligor"] == "A"


def test_a_late_entry_is_named_and_what_it_moves(run: Run, ledger: Path) -> None:
    recorded(run, "notice-served", "2026-04-10", "--obligor", "A", "method=direct")
    answer = run(
        *("record", "1", "notice-served", "--date", "2026-04-03", "--obligor", "A", "method=direct"),
        *("--format", "json", *ON),
    )
    told = json.loads(answer.out)
    assert told["late"] is True
    moved = {one["deadline"]["key"]: one for one in told["changes"] if one["change"] == "moved"}
    assert moved["2026-0001/consultation-period/A"]["from"]["due"] == "2026-07-09"
    assert moved["2026-0001/consultation-period/A"]["deadline"]["due"] == "2026-07-02"


def test_a_dry_run_tells_the_same_and_writes_nothing(run: Run, ledger: Path) -> None:
    before = events(ledger)
    words = ("notice-served", "2026-04-03", "--obligor", "A", "method=direct", "--format", "json")
    dry, wet = recorded(run, *words, "--dry-run"), None
    assert events(ledger) == before
    wet = recorded(run, *words)
    assert json.loads(dry.out)["changes"] == json.loads(wet.out)["changes"]


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (("claim-startd", "2026-04-03"), 3, ("claim-started",)),
        (("启动赔偿", "2026-04-03"), 3, ("启动索赔",)),
        (("claim-started", "2026-04-03", "foo=1"), 2, ("foo", "filing_no")),
        (("claim-started", "2026-04-03", "proposed_on=2026年4月"), 2, ("proposed_on", "2026-09-08")),
        (("claim-started", "2026-04-03", "note"), 2, ("note",)),
        (("claim-started", "2026-04-03", "note=a", "note=b"), 2, ("note",)),
        (("claim-started", "2026-04-03", "--obligor", "A"), 2, ("--obligor",)),
        (("notice-served", "2026-04-03"), 2, ("--obligor", "A|B")),
        (("notice-served", "2026-04-03", "--obligor", "C"), 3, ("示例甲公司",)),
        (("notice-served", "2026-04-03", "--obligor", "A", "method=fax"), 2, ("fax", "direct")),
        (("notice-served", "2026-04-03", "--obligor", "A", "meeting=two"), 2, ("meeting",)),
        (("claim-declined", "2026-04-03", "ground=none"), 2, ("minor",)),
        (("overrun-explained", "2026-04-03", "--obligor", "A", "rule=nothing"), 2, ("nothing",)),
        (("claim-started", "2026-11-21"), 7, ("2026-11-21",)),
        (("claim-started", "2026-11-21", "--despite", "提前录入"), 7, ("2026-11-21",)),
        (("enforcement-applied", "2026-04-03", "--obligor", "A"), 7, ("张掖", "及时起诉", "--despite")),
        (("case-closed", "2026-04-03"), 7, ("裁判驳回", "--despite")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, ledger: Path, words: tuple[str, ...], code: int, named: tuple[str, ...]
) -> None:
    before = events(ledger)
    answer = recorded(run, *words)
    assert answer.code == code
    assert all(word in answer.err for word in named), answer.err
    assert "Traceback" not in answer.err
    assert events(ledger) == before


def test_the_day_is_asked_for_at_a_terminal_only(run: Run, ledger: Path) -> None:
    answer = run("record", "1", "notice-served", *ON)
    assert answer.code == 2
    assert "--date" in answer.err
    assert "--obligor" in answer.err


def test_what_rests_on_a_second_hand_source_is_recorded_with_a_warning(run: Run, ledger: Path) -> None:
    answer = recorded(run, "notice-served", "2026-04-03", "--obligor", "A", "method=public")
    assert answer.code == 0
    assert "公告送达" in answer.err


def test_what_a_verified_article_forbids_is_refused_and_recorded_for_a_reason(run: Run, ledger: Path) -> None:
    assert run("set", "1", "pack=xpcc", *ON).code == 0
    words = ("notice-served", "2026-04-03", "--obligor", "A", "method=public")
    refused = recorded(run, *words)
    assert refused.code == 7
    assert "第十一条第一款第（四）项" in refused.err
    assert recorded(run, *words, "--despite", "已实际公告").code == 0
    assert last_entry(ledger).endswith("  despite: 已实际公告\n")


def test_an_obligor_is_held_against_what_the_entry_names_and_taken_from_it(run: Run, ledger: Path) -> None:
    assert run("set", "2026-1", "agreements.1.obligors=A", "agreements.2.obligors=B", *ON).code == 0
    before = events(ledger)
    refused = recorded(run, "agreement-signed", "2026-05-06", "--obligor", "B", "agreement=1")
    assert (refused.code, events(ledger)) == (7, before)
    assert "第四百六十五条第二款" in refused.err
    assert recorded(run, "agreement-signed", "2026-05-06", "agreement=2").code == 0
    assert "obligor: B\n" in last_entry(ledger)
    assert (
        recorded(run, "agreement-signed", "2026-05-06", "--obligor", "B", "agreement=1", "--despite", "另纸签署").code
        == 0
    )
    assert "despite: 另纸签署" in last_entry(ledger)


def test_an_idle_despite_is_not_written(run: Run, ledger: Path) -> None:
    recorded(run, "notice-served", "2026-04-03", "--obligor", "A", "method=direct", "--despite", "无")
    assert "despite" not in last_entry(ledger)


def test_a_late_entry_is_refused_for_the_bar_it_breaks_elsewhere(run: Run, ledger: Path) -> None:
    assert run("set", "1", "pack=xpcc", *ON).code == 0
    for day in ("2026-05-06", "2026-05-13", "2026-05-20"):
        assert recorded(run, "meeting-held", day, "--obligor", "A", "outcome=none").code == 0
    assert recorded(run, "meeting-held", "2026-04-20", "--obligor", "A", "outcome=none").code == 7
    assert recorded(run, "meeting-held", "2026-04-20", "--obligor", "B", "outcome=none").code == 0


def test_a_missing_earlier_event_is_a_warning(run: Run, ledger: Path) -> None:
    answer = recorded(run, "reply-received", "2026-04-03", "--obligor", "A", "agrees=true")
    assert answer.code == 0
    assert "notice-served" in answer.err


def test_without_an_event_it_lists_what_may_be_recorded(run: Run, ledger: Path) -> None:
    answer = run("record", "1", *ON)
    assert answer.code == 0
    likely, _head, others = answer.out.partition("也可能的事项")
    assert "告知检察机关" in likely
    assert "送达磋商告知书*" in others
    assert "notice-served" not in answer.out
    told = json.loads(run("record", "1", "--format", "json", *ON).out)
    names = [one["event"] for one in told["events"]]
    assert "notice-served" in names
    assert "claim-started" not in names
    assert "judgment-effective" not in names


def test_an_obligor_is_wanted_before_an_entry_about_one(run: Run, ledger: Path) -> None:
    run("new-case", "--title", "无人", "--found", "2026-03-02", *ON)
    answer = run("record", "2", "notice-served", "--date", "2026-04-03", *ON)
    assert answer.code == 2
    assert "obligors.A.name" in answer.err


def test_a_broken_case_is_named_and_left(run: Run, ledger: Path) -> None:
    path = ledger / "cases/2026-0001/events.yaml"
    path.write_bytes(events(ledger) + b"- event: claim-startd\n  date: 2026-04-03\n")
    before = events(ledger)
    answer = recorded(run, "notice-served", "2026-04-03", "--obligor", "A")
    assert answer.code == 4
    assert "cases/2026-0001/events.yaml:" in answer.err
    assert events(ledger) == before


@pytest.mark.parametrize("old", [b"", b"[]\n", b"# nothing\r\n", b"- {event: clue-found, date: 2026-03-02}"])
def test_it_appends_to_files_of_other_hands(run: Run, ledger: Path, old: bytes) -> None:
    (ledger / "cases/2026-0001/events.yaml").write_bytes(old)
    assert recorded(run, "review-started", "2026-03-03").code == 0
    assert [one.name for one in load_case(ledger, "2026-0001").events][-1] == "review-started"


def test_an_entry_without_what_makes_it_one_is_warned_of_before_it_is_written(run: Run, ledger: Path) -> None:
    for event, words, lacking in (
        ("reply-received", ("--obligor", "A"), "是否同意磋商=…"),
        ("consultation-failed", ("--obligor", "A", "ground=refused-or-silent"), "决定人=…"),
        ("review-concluded", ("damage=yes",), "处理意见=…"),
    ):
        answer = recorded(run, event, "2026-04-03", *words, "--dry-run")
        assert lacking in answer.err
    assert "=…" not in recorded(run, "reply-received", "2026-04-03", "--obligor", "A", "agrees=yes", "--dry-run").err


def test_a_number_of_an_earlier_year_is_read_and_told_and_written_only_in_full(run: Run, ledger: Path) -> None:
    on = ("--on", "2027-01-05")
    answer = run("show", "1", *on)
    assert answer.code == 0
    assert "2026-0001" in answer.err
    before = events(ledger)
    for words in (("record", "1", "review-started", "date=2026-04-03"), ("set", "1", "name=x"), ("undo", "1", "--yes")):
        answer = run(*words, *on)
        assert answer.code == 2, answer
        assert "2026-0001" in answer.err
    assert events(ledger) == before
    assert run("set", "2026-1", "name=x", *on).code == 0
    assert run("show", "7", *on).code == 3
