"""What a form lacks is asked for once, with what is known; the answers are written as one and committed once."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, in_it, ledger, read

from ecoclaim.cli import console
from ecoclaim.ledger.load import load_case
from gitwork import git

ABOUT = """\
title: 某厂渗坑排污
handlers: [示例经办甲, 示例经办乙]
incident: {time: 2025年, facts: 排放废水}
obligors:
  - {key: A, name: 甲化工有限公司, kind: organization, credit_code: 91620700MA00000008, address: 某路1号}
  - {key: B, name: 乙物流有限公司, kind: organization}
meetings:
  - no: 1
    on: 2026-04-10
---
- {event: clue-received, date: 2026-01-12}
- {event: review-concluded, date: 2026-01-20, damage: true, opinion: start}
- {event: claim-started, date: 2026-01-21}
- {event: investigation-concluded, date: 2026-02-21, claim: true}
- {event: team-formed, date: 2026-02-22}
- {event: notice-served, date: 2026-04-01, obligor: A, method: direct, meeting: 1}
- {event: meeting-held, date: 2026-04-10, obligor: A, meeting: 1, outcome: none}
"""
SETTINGS = "format: 1\npack: zhangye-2024\nlanguage: zh\ncourt: 示例中级人民法院\ndepartment: {name: 示例生态环境局}\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return ledger(tmp_path / "office", SETTINGS + "git: {commit: false}\n", c2026_0001=ABOUT)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answer the questions by what stands in the list, in its order; an empty one is Enter."""
    answers: list[str] = []
    asked: list[str] = []

    def ask(question: str, default: str = "") -> str:
        asked.append(question)
        return (answers.pop(0) if answers else "-") or default

    monkeypatch.setattr(console, "can_ask", lambda: True)
    monkeypatch.setattr(console, "ask", ask)
    return answers


def test_off_a_terminal_the_blanks_are_listed_with_what_is_known(run: Run, office: Path) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*.yaml")}
    answer = in_it(run, office, "fill", "1", "会议记录")
    assert answer.code == 5
    assert "主持人" in answer.err
    assert "［示例经办甲］" in answer.err
    told = json.loads(in_it(run, office, "fill", "1", "meeting-minutes", "--format", "json").out)
    fields = {one["field"]: one["known"] for one in told["missing"]}
    assert fields["name"] == "某厂渗坑排污生态环境损害赔偿案"
    assert fields["meetings.1.attendees.1.name"] == "示例经办甲"
    assert not any("B" in one["label"] for one in told["missing"])
    assert {path: path.read_bytes() for path in office.rglob("*.yaml")} == before


def test_answers_are_understood_and_written_as_one(run: Run, office: Path, typed: list[str]) -> None:
    typed += ["", "9点半", "某县会议室", "示例主持", "示例记录", "", "-", "甲方代表", "双方各执一词"]
    answer = done(in_it(run, office, "fill", "1", "会议记录"))
    held = load_case(office, "2026-0001").file.meetings[0]
    assert (held.at, held.place, held.chair, held.recorder) == ("09:30", "某县会议室", "示例主持", "示例记录")
    assert [(one.side, one.obligor, one.name) for one in held.attendees] == [
        ("department", None, "示例经办甲"),
        ("obligor", "A", "甲方代表"),
    ]
    assert "ecoclaim render 2026-0001 meeting-minutes" in answer.err
    assert read(in_it(run, office, "fill", "1", "会议记录", "--format", "json"))["missing"] == []


def test_what_was_answered_is_not_asked_again_and_a_wrong_answer_is(run: Run, office: Path, typed: list[str]) -> None:
    typed += ["不是时刻", "10:00"]
    done(
        in_it(
            run,
            office,
            "set",
            "1",
            "name=某案",
            "meetings.1.place=甲地",
            "meetings.1.chair=乙",
            "meetings.2.on=2026-05-10",
        )
    )
    done(in_it(run, office, "fill", "1", "会议记录"))
    assert load_case(office, "2026-0001").file.meetings[0].at == "10:00"
    known = {
        one["field"]: one["known"]
        for one in json.loads(in_it(run, office, "fill", "1", "会议记录", "--format", "json").out)["missing"]
    }
    assert "meetings.1.at" not in known
    assert "name" not in known


def test_a_field_of_an_entry_is_mended_and_what_needs_a_command_is_told(
    run: Run, office: Path, typed: list[str]
) -> None:
    told = json.loads(in_it(run, office, "fill", "1", "磋商告知书", "--format", "json").out)
    assert "events.4.conclusion" in {one["field"] for one in told["missing"]}
    position = [one["field"] for one in told["missing"]].index("events.4.conclusion")
    typed += ["-"] * position + ["造成土壤损害"]
    done(in_it(run, office, "fill", "1", "磋商告知书"))
    entry = next(one for one in load_case(office, "2026-0001").events if one.name == "investigation-concluded")
    assert entry.text("conclusion") == "造成土壤损害"
    agreement = json.loads(in_it(run, office, "fill", "1", "赔偿协议", "--format", "json").out)
    assert [one["command"] for one in agreement["elsewhere"] if one["field"] == "evidence"] in (
        [],
        ["ecoclaim evidence add 2026-0001 …"],
    )


@pytest.mark.skipif(sys.platform == "win32", reason="asks git as POSIX systems have it")
def test_one_commit_holds_all(run: Run, tmp_path: Path, typed: list[str]) -> None:
    folder = ledger(tmp_path / "one", SETTINGS, c2026_0001=ABOUT)
    git(folder, "init", "-q")
    git(folder, "config", "user.name", "示例")
    git(folder, "config", "user.email", "a@example.org")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "begin")
    typed += ["某案", "10:00"]
    done(in_it(run, folder, "fill", "1", "会议记录"))
    assert "Ecoclaim-Command: fill" in git(folder, "log", "-1", "--format=%B")
    assert git(folder, "rev-list", "--count", "HEAD").strip() == "2"
