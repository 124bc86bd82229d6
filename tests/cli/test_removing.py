"""What is taken out of a case goes alone, with its reason; what can stand at a place is told before it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, in_it, ledger, made, read

from ecoclaim.ledger.load import load_case
from gitwork import git

ABOUT = """\
title: 某厂渗坑排污
obligors:
  - {key: A, name: 甲化工有限公司, phone: 1}
  # 第二人
  - key: B
    name: 乙物流有限公司
losses:
  - head: service-loss
    amount: 100.00
---
# 某案
# 接到线索
- {event: clue-received, date: 2026-01-12}
# 知道损害及责任人
- {event: damage-known, date: 2026-01-13, obligor: A}
- {event: review-concluded, date: 2026-01-20, damage: true, opinion: start}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return ledger(
        tmp_path / "office", "format: 1\npack: zhangye-2024\nlanguage: zh\ngit: {commit: false}\n", c2026_0001=ABOUT
    )


def test_an_entry_and_an_item_go_with_their_lines_and_nothing_else(run: Run, office: Path) -> None:
    case, events = office / "cases/2026-0001/case.yaml", office / "cases/2026-0001/events.yaml"
    about, happened = case.read_text("utf-8"), events.read_text("utf-8")
    assert "知道损害" not in done(in_it(run, office, "remove", "1", "２", "--reason", "误记")).err
    gone = "# 知道损害及责任人\n- {event: damage-known, date: 2026-01-13, obligor: A}\n"
    assert events.read_text("utf-8") == happened.replace(gone, "")
    answer = done(in_it(run, office, "remove", "1", "义务人.乙物流", "--reason", "与本案无关"))
    assert "obligors.B" in answer.out
    assert case.read_text("utf-8") == about.replace("  - key: B\n    name: 乙物流有限公司\n", "")
    told = read(in_it(run, office, "remove", "1", "损失.1", "--reason", "未定", "--format", "json"))
    assert told["removed"] == "losses.1"
    assert told["value"] == {"head": "service-loss", "amount": "100.00"}
    assert not load_case(office, "2026-0001").file.losses


def test_what_cannot_be_taken_out_stays_and_is_told(run: Run, office: Path) -> None:
    before = {path: path.read_bytes() for path in office.rglob("*.yaml")}
    for words, code, named in (
        (("remove", "1", "9", "--reason", "x"), 3, "9"),
        (("remove", "1", "义务人.A.电子邮箱", "--reason", "x"), 2, "电子邮箱"),
        (("remove", "1", "incident.place", "--reason", "x"), 3, "incident.place"),
        (("remove", "1", "title", "--reason", "x"), 2, "title"),
        (("remove", "1", "2"), 2, "--reason"),
        (("remove", "1", "2", "--reason", "a\nb"), 2, "--reason"),
    ):
        answer = in_it(run, office, *words)
        assert answer.code == code, answer
        assert named in answer.err
    assert {path: path.read_bytes() for path in office.rglob("*.yaml")} == before


def test_one_commit_says_why(run: Run, tmp_path: Path) -> None:
    folder = made(run, tmp_path / "a")
    done(in_it(run, folder, "record", "1", "review-started", "--date", "2026-09-09"))
    done(in_it(run, folder, "remove", "1", "2", "--reason", "属于另案"))
    body = git(folder, "log", "-1", "--format=%B")
    assert "Ecoclaim-Command: remove" in body
    assert "Ecoclaim-Reason: 属于另案" in body
    assert "属于另案" in body.splitlines()[0]


def test_what_can_stand_at_a_place_is_told_with_title_kind_choices_and_example(run: Run, office: Path) -> None:
    for path, named in (
        ("", ("赔偿义务人  obligors", "磋商会议  meetings")),
        ("义务.1", ("履行期限  until", "是否连带  joint")),
        ("义务.1.义务内容", ("支付  payment", "ecoclaim set 2026-0001 obligations.1.what=支付")),
        ("损失.1.项目", ("service-loss",)),
        ("义务人.A.出生日期", ("2026-09-08",)),
        ("经办人", ("甲, 乙",)),
        ("extra", ("来文编号",)),
    ):
        answer = done(in_it(run, office, "set", "1", f"{path}?"))
        assert all(one in answer.out for one in named), answer.out
    told = json.loads(done(in_it(run, office, "set", "1", "meetings.1.attendees.1？", "--format", "json")).out)
    assert told["path"] == "meetings.1.attendees.1"
    assert {"name": "side", "title": "哪一方"} in told["fields"]
    assert in_it(run, office, "set", "1", "没有这个?").code == 2
