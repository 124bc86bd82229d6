"""A paper is a picture of its own day: its facts, evidence, law and parties are those there were on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from papers import papers, subject, template
from test_form_facts import edited, named

from ecoclaim.forms.documents import documents
from ecoclaim.forms.facts import facts
from ecoclaim.forms.text import text

_EVIDENCE = "evidence:\n"


def of(form: str, root: Path, obligor: str = "", case: str = "2026-0001") -> str:
    """Print the documents of a form, of one obligor where it is named, under each other."""
    whole = subject(case, root)
    entry = named(whole, form)
    made = documents(entry, whole, obligor=obligor or None)
    return "\n".join(text(template(f"zhangye-2024/{form}").fill(facts(one).values, draft=True)) for one in made)


def test_evidence_of_a_later_day_or_of_another_obligor_is_no_evidence_of_a_paper(tmp_path: Path) -> None:
    more = (
        "evidence:\n"
        "  - {no: 91, name: 事后的评估报告, taken_on: 2026-09-30}\n"
        "  - {no: 92, name: 催告函}\n"
        "  - {no: 93, name: 乙的付款凭证, obligors: B}\n"
        "  - {no: 94, name: 对乙的送达回证}\n"
        "  - {no: 95, name: 没有日期的笔录}\n"
    )
    root = edited(tmp_path, _EVIDENCE, more)
    events = root / "cases/2026-0001/events.yaml"
    later = (
        "- {event: demand-made, date: 2026-10-09, obligor: A, evidence: [92]}\n"
        "- {event: service-attempted, date: 2026-03-18, obligor: B, method: direct, evidence: [94]}\n"
    )
    events.write_text(events.read_text("utf-8") + later, "utf-8")
    agreement = of("agreement", root)
    assert all(name in agreement for name in ("乙的付款凭证", "对乙的送达回证", "没有日期的笔录"))
    assert all(name not in agreement for name in ("事后的评估报告", "催告函"))
    case = root / "cases/2026-0001/case.yaml"
    case.write_text(case.read_text("utf-8").replace("evidence: [1, 2]", "evidence: []"), "utf-8")
    whole = subject("2026-0001", root)
    notice = documents(named(whole, "consultation-notice"), whole, obligor="A")[0]
    listed = str(facts(notice).values["证据"])
    assert "没有日期的笔录" in listed
    assert not any(name in listed for name in ("乙的付款凭证", "对乙的送达回证", "事后的评估报告", "催告函"))


def test_the_register_of_the_first_day_knows_no_appraisal(tmp_path: Path) -> None:
    old = "    经监测，化学需氧量"
    root = edited(tmp_path, old, f"    经鉴定，损害可以修复。\n    2026年11月1日，现场复查。\n{old}")
    first = of("start-registration", root)
    assert "经监测" in first
    assert "经鉴定" not in first
    assert "现场复查" not in first
    report = of("investigation-report", root)
    assert "经鉴定，损害可以修复。" in report
    assert "现场复查" not in report
    by_hand = edited(tmp_path / "2", "  start-registration: {", "  start-registration: {facts: 只写这一句, ")
    assert "只写这一句" in of("start-registration", by_hand)


def test_a_law_is_not_cited_before_it_is_in_force(tmp_path: Path) -> None:
    root = edited(tmp_path, "legal_basis: [", "legal_basis: [《中华人民共和国生态环境法典》第一千零七十三条, ")
    assert "生态环境法典" not in of("agreement", root)
    late = "- {event: agreement-signed, date: 2026-09-08,"
    root = edited(tmp_path / "2", "- {event: agreement-signed, date: 2026-04-08,", late, "events.yaml")
    path = root / "cases/2026-0001/case.yaml"
    said = path.read_text("utf-8").replace("legal_basis: [", "legal_basis: [《中华人民共和国生态环境法典》第一条, ")
    path.write_text(said, "utf-8")
    assert "《中华人民共和国生态环境法典》第一条" in of("agreement", root)


def test_a_law_that_was_repealed_before_the_conduct_is_not_cited(tmp_path: Path) -> None:
    old = "legal_basis: [《中华人民共和国环境保护法》第五条, "
    root = edited(tmp_path, "legal_basis: [", old)
    assert "环境保护法" in of("agreement", root)
    path = root / "cases/2026-0001/case.yaml"
    said = path.read_text("utf-8").replace("time: 2025年12月至2026年1月", "time: 2026年9月")
    path.write_text(said, "utf-8")
    events = root / "cases/2026-0001/events.yaml"
    entry = "- {event: agreement-signed, date: 2026-04-08,"
    events.write_text(events.read_text("utf-8").replace(entry, entry.replace("04-08", "10-08")), "utf-8")
    assert "环境保护法" not in of("agreement", root)


def test_an_obligor_who_was_found_later_is_not_in_the_register_of_the_first_day(tmp_path: Path) -> None:
    later = "- {event: damage-known, date: 2026-03-01, obligor: B}\n"
    root = edited(tmp_path, "- event: claim-started", f"{later}- event: claim-started", "events.yaml")
    events = root / "cases/2026-0001/events.yaml"
    lines = [
        line for line in events.read_text("utf-8").splitlines() if "damage-known" not in line or "2026-03-01" in line
    ]
    events.write_text("\n".join(lines) + "\n", "utf-8")
    assert "运输户己" not in of("start-registration", root)
    assert "运输户己" in of("investigation-report", root)


def test_the_day_of_a_paper_is_that_of_its_act_and_what_is_signed_later_is_printed_all_the_same() -> None:
    whole = subject()
    days = {
        entry.id: (one.on, one.later.on if one.later else None)
        for entry in whole.pack.forms
        for one in documents(entry, whole)[:1]
    }
    assert days["start-registration"] == (date(2026, 2, 5), date(2026, 11, 21))
    assert days["consultation-notice"][0] == date(2026, 3, 18)
    assert days["agreement"][0] == date(2026, 4, 8)
    assert days["enforcement-application"][0] == date(2026, 11, 21)  # not made yet
    assert days["dossier-note"][0] == date(2026, 11, 21)


def test_who_signs_also_says_we(tmp_path: Path) -> None:
    notice = of("consultation-notice", _by_authority(tmp_path))
    assert "我府决定就" in notice
    assert "告知人（赔偿权利人或其指定的部门、机构）：张掖市人民政府" in notice
    agreement = of("agreement", _by_authority(tmp_path / "2"))
    assert "张掖市人民政府 | 赔偿义务人（盖章）：" in agreement


def test_the_right_holder_that_signed_itself_applies_itself_and_says_who_heads_it(tmp_path: Path) -> None:
    root = _by_authority(tmp_path)
    (_name, _folder, found) = next(iter(papers("2026-0001", "confirmation-application", root)))
    assert found.values["部门"] == "张掖市人民政府"
    assert {lack.field for lack in found.missing} == {
        f"ecoclaim.authority.{field}" for field in ("representative.name", "credit_code", "address", "phone")
    }
    settings = root / "ecoclaim.yaml"
    more = "authority: {name: 张掖市人民政府, representative: {name: 市长甲}, credit_code: 11620700MB7EXP0413, address: 某路2号, phone: '1'}"
    settings.write_text(settings.read_text("utf-8").replace("authority: {name: 张掖市人民政府}", more), "utf-8")
    printed = of("confirmation-application", root)
    assert "法定代表人：市长甲" in printed
    assert "确认申请人张掖市人民政府与" in printed


def _by_authority(folder: Path) -> Path:
    return edited(folder, "signatory: department", "signatory: authority")


def test_joint_debtors_are_printed_as_joint(tmp_path: Path) -> None:
    path = Path("cases/2026-0001/case.yaml")
    root = edited(tmp_path, _EVIDENCE, _EVIDENCE)
    said = (root / path).read_text("utf-8")
    old = next(line for line in said.splitlines() if "no: 2, obligor: B" in line)
    new = old.replace("obligor: B,", "obligor: [A, B], joint: yes,")
    assert new != old
    (root / path).write_text(said.replace(old, new), "utf-8")
    (name, _folder, found) = next(iter(papers("2026-0001", "agreement", root)))
    duties = [str(row["内容"]) for row in found.values["履行"]]  # type: ignore[attr-defined]
    assert any("张掖某化工有限公司、运输户己承担连带责任，应于" in duty for duty in duties), (name, duties)


@pytest.mark.parametrize(
    ("conduct", "told"),
    [
        ("将废水排入渗坑", "运输户己在甘州区示例村东侧将废水排入渗坑，造成"),
        ("在河滩弃置砂石", "运输户己在河滩弃置砂石（甘州区示例村东侧），造成"),
        ("储油罐腐蚀穿孔，柴油泄漏", "2025年5月，在甘州区示例村东侧，储油罐腐蚀穿孔，柴油泄漏，造成"),
    ],
)
def test_the_facts_in_a_sentence_say_who_did_what_or_what_happened(tmp_path: Path, conduct: str, told: str) -> None:
    path = edited(tmp_path, "title:", "title:") / "cases/2026-0001/case.yaml"
    lines = path.read_text("utf-8").splitlines()
    incident = {"  conduct": conduct, "  time": "2025年5月", "  place": "甘州区示例村东侧"}
    changed = [f"{key}: {incident[key]}" if (key := line.partition(":")[0]) in incident else line for line in lines]
    path.write_text("\n".join(changed) + "\n", "utf-8")
    notice = of("consultation-notice", tmp_path / "ledger", "A")
    assert told in notice
    assert ("责任主体为张掖某化工有限公司、运输户己。" in notice) == conduct.startswith("储")
