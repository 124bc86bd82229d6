"""What an officer types is understood as offices write it, is echoed as the file holds it, and is never guessed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from commandline import Run
from ledgers import done, in_it, ledger

from ecoclaim import yamlfile
from ecoclaim.ledger.load import load_case

ABOUT = """\
title: 某厂渗坑排污
obligors:
  - {key: A, name: 甲化工有限公司, kind: organization}
  - {key: B, name: 乙物流有限公司}
  - {key: C, name: 丙建材有限公司}
---
- {event: clue-received, date: 2026-01-12}
- {event: review-concluded, date: 2026-01-20, damage: true, opinion: start}
- {event: claim-started, date: 2026-01-21}
- {event: team-formed, date: 2026-01-22}
"""


@pytest.fixture
def office(tmp_path: Path) -> Path:
    settings = "format: 1\npack: zhangye-2024\nlanguage: zh\ngit: {commit: false}\n"
    return ledger(tmp_path / "office", settings, c2026_0001=ABOUT)


def case_tree(office: Path) -> dict[str, object]:
    tree = yamlfile.read((office / "cases/2026-0001/case.yaml").read_bytes(), "case.yaml").tree
    assert isinstance(tree, dict)
    return tree


def last_entry(office: Path) -> object:
    tree = yamlfile.read((office / "cases/2026-0001/events.yaml").read_bytes(), "events.yaml").tree
    assert isinstance(tree, list)
    return tree[-1]


DAYS = ["2026年3月3日", "2026-3-3", "2026.3.3", "2026/3/3", "20260303", "２０２６－０３－０３", "二〇二六年三月三日"]


def test_a_day_is_understood_however_it_is_written(run: Run, office: Path) -> None:
    for day in DAYS:
        answer = done(in_it(run, office, "record", "1", "notice-issued", "--date", day, "obligor=A", "--dry-run"))
        assert "2026-03-03" in answer.out
        assert "2026-03-03" in answer.err
    for word, day in (("今天", "2026-09-20"), ("昨天", "2026-09-19"), ("today", "2026-09-20"), ("前天", "2026-09-18")):
        answer = done(in_it(run, office, "record", "１", "notice-issued", "--date", word, "obligor=A", "--dry-run"))
        assert day in answer.out, word
    assert in_it(run, office, "record", "1", "notice-issued", "--date", "3月3日", "obligor=A").code == 2


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (
            ("送达磋商告知书", "日期=2026年9月10日", "义务人=Ｂ、丙建材", "方式=邮寄"),
            {"event": "notice-served", "date": "2026-09-10", "obligor": ["B", "C"], "method": "mail"},
        ),
        (
            ("缴款", "日期=昨天", "义务人=乙物流", "金额=12.5万元"),
            {"event": "payment-made", "date": "2026-09-19", "obligor": "B", "amount": "125000.00"},
        ),
        (
            ("支付", "--date", "2026.9.10", "--obligor", "b", "amount=2,436,193.50元"),
            {"event": "payment-made", "date": "2026-09-10", "obligor": "B", "amount": "2436193.50"},
        ),
        (
            ("开会", "date=２０２６０９１０", "义务人=A,B", "会议＝１", "结果=中途", "愿意磋商=√"),
            {"event": "meeting-held", "date": "2026-09-10", "obligor": ["A", "B"], "meeting": "1", "willing": "true"}
            | {"outcome": "walked-out"},
        ),
        (
            ("claim-started", "date=2026-09-10", "经办日期=2026年9月1日"),
            {"event": "claim-started", "date": "2026-09-10", "proposed_on": "2026-09-01"},
        ),
    ],
)
def test_what_an_officer_types_becomes_the_entry_and_is_echoed(
    run: Run, office: Path, words: tuple[str, ...], entry: dict[str, object]
) -> None:
    answer = in_it(run, office, "record", "1", *words, "despite=补录")
    assert answer.code == 0, answer.err
    found = last_entry(office)
    assert isinstance(found, dict)
    assert {key: value for key, value in found.items() if key != "despite"} == entry
    assert "处理" in answer.err
    load_case(office, "2026-0001")


def test_fields_of_a_case_are_set_by_their_chinese_titles(run: Run, office: Path) -> None:
    said = {
        "经办人=示例经办甲、示例经办乙": ("handlers", ["示例经办甲", "示例经办乙"]),
        "义务人.乙物流.电话=0936-1": ("obligors.1.phone", "0936-1"),
        "赔偿义务人.Ａ.类别=企业": ("obligors.0.kind", "organization"),
        "案情简介=排放废水": ("incident.facts", "排放废水"),
        "发现日期=2026年1月12日": ("incident.discovered_on", "2026-01-12"),
        "磋商会议.１.会议日期=2026/9/29": ("meetings.0.on", "2026-09-29"),
        "会议.1.时间=下午3点": ("meetings.0.at", "15:00"),
        "义务.1.义务人=乙、丙建材": None,
        "义务.1.义务内容=缴款": ("obligations.0.what", "payment"),
        "义务.1.金额=12.5万元": ("obligations.0.amount", "125000.00"),
        "义务.1.期限=20261231": ("obligations.0.until", "2026-12-31"),
        "义务.1.依据=协议1": ("obligations.0.under", "agreement 1"),
        "协议.1.义务人代号=B、C": ("agreements.0.obligors", ["B", "C"]),
        "其他.来文编号=张环函〔2026〕1号": ("extra.来文编号", "张环函〔2026〕1号"),
        "受损要素=soil": ("incident.media", ["soil"]),
    }
    words = ["义务.1.义务人=乙、丙建材" if one.startswith("义务.1.义务人") else one for one in said]
    answer = done(in_it(run, office, "set", "1", *words))
    assert "obligations.1.amount" in answer.out
    assert "125000.00" in answer.err
    for place in filter(None, said.values()):
        here: object = case_tree(office)
        for step in place[0].split("."):
            here = here[int(step)] if isinstance(here, list) else here[step]  # type: ignore[index]
        assert here == place[1], place
    assert case_tree(office)["obligations"][0]["obligor"] == ["B", "C"]  # type: ignore[index]
    load_case(office, "2026-0001")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("record", "1", "送达", "--date", "2026-09-10"), ("送达未成", "送达磋商告知书")),
        (("record", "1", "签订赔偿协议", "--date", "2026-09-10", "--obligor", "有限公司"), ("甲化工", "丙建材")),
        (("set", "1", "义务人.有限公司.电话=1"), ("A", "C")),
        (("set", "1", "义务人.A.号码=1"), ("id_number", "checked")),
        (("record", "1", "开会", "date=2026-09-10", "义务人=A", "会议=1", "outcome=一致性"), ("agreed",)),
    ],
)
def test_what_may_mean_several_is_asked_back_and_never_guessed(
    run: Run, office: Path, words: tuple[str, ...], named: tuple[str, ...]
) -> None:
    before = (office / "cases/2026-0001/events.yaml").read_bytes()
    answer = in_it(run, office, *words)
    assert answer.code == 2, answer
    assert all(one in answer.err for one in named), answer.err
    assert (office / "cases/2026-0001/events.yaml").read_bytes() == before


def test_where_one_of_many_is_wrong_the_command_is_said_again_with_the_others_and_works(run: Run, office: Path) -> None:
    good = ["经办人=示例 甲", "案情简介=a'b $(touch ran)", *(f"extra.{one}=值{one}" for one in range(11))]
    answer = in_it(run, office, "set", "1", *good[:7], "义务人.A.出生日期=昨儿", "没有这个=1", *good[7:])
    assert answer.code == 2
    assert "昨儿" in answer.err
    assert "没有这个" in answer.err
    found = re.search(r"(ecoclaim set .*)", answer.err)
    assert found
    words = shlex.split(found[1])[1:]
    assert [one for one in words if "=" in one] == good
    done(run(*words))
    assert case_tree(office)["handlers"] == ["示例 甲"]
    answer = in_it(run, office, "record", "1", "开会", "date=2026-09-10", "义务人=A", "会议=x", "票据=1", "note=甲 乙")
    again = shlex.split(re.search(r"(ecoclaim record .*)", answer.err)[1])[1:]  # type: ignore[index]
    done(run(*again, "despite=补录"))
    assert last_entry(office) == {
        **{"event": "meeting-held", "date": "2026-09-10", "obligor": "A"},
        **{"note": "甲 乙", "despite": "补录"},
    } or "despite" not in last_entry(office)  # type: ignore[operator]


def test_several_obligors_of_one_option_are_several(run: Run, office: Path) -> None:
    done(
        in_it(
            run,
            office,
            "new-case",
            "--title",
            "新案",
            "--received",
            "2026年9月8日",
            "--obligor",
            "丙公司、丁公司（原戊厂、己厂）",
        )
    )
    people = load_case(office, "2026-0002").file.obligors
    assert [(one.key, one.name) for one in people] == [("A", "丙公司"), ("B", "丁公司（原戊厂、己厂）")]


def test_options_forms_and_lists_take_the_words_of_an_office(run: Run, office: Path) -> None:
    assert done(in_it(run, office, "list", "--format", "ＪＳＯＮ", "--stage", "磋商")).out.startswith("{")
    assert "2026" in done(in_it(run, office, "deadlines", "--status", "已逾期、open")).out
    assert done(in_it(run, office, "count", "2026年9月29日", "１０", "--working")).out
    answer = in_it(run, office, "render", "1", "启动登记", "--draft", "--text")
    assert answer.code == 0, answer.err
    assert "start-registration" in answer.err


def test_in_the_files_the_strict_rules_stay(run: Run, office: Path) -> None:
    file = office / "cases/2026-0001/events.yaml"
    file.write_text(file.read_text("utf-8") + "- {event: payment-made, date: 2026年9月10日, obligor: B}\n", "utf-8")
    answer = in_it(run, office, "show", "1")
    assert answer.code == 4
    assert "2026-09-10" in answer.err
