from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import FULL, papers, subject, template

from ecoclaim.forms import wording
from ecoclaim.forms.documents import documents, suffix
from ecoclaim.forms.facts import facts
from ecoclaim.forms.subject import Subject
from ecoclaim.forms.text import text
from ecoclaim.ledger.load import load_pack
from ecoclaim.packs.form import FormEntry


def said(form: str, case: str = "2026-0001", law: str = "", number: int = 0) -> str:
    """Print a form's document of a case as text."""
    _name, folder, found = [*papers(case, form, law=law)][number]
    return text(template(folder).fill(found.values, draft=bool(found.missing)))


def edited(folder: Path, old: str, new: str, file: str = "case.yaml", case: str = "2026-0001") -> Path:
    """Copy the fixture's ledger with one text of a case changed."""
    root = folder / "ledger"
    shutil.copytree(FULL, root, dirs_exist_ok=True)
    path = root / "cases" / case / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    return root


def named(of: Subject, form: str) -> FormEntry:
    """Give a form of a case's pack."""
    found = of.pack.form(form)
    assert found is not None
    return found


def missing(form: str, root: Path = FULL, case: str = "2026-0001") -> list[str]:
    """List the fields a form's first document lacks."""
    return [lack.field for lack in next(iter(papers(case, form, root)))[2].missing]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("1286400.50", "壹佰贰拾捌万陆仟肆佰元伍角"),
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("10", "壹拾元整"),
        ("100000", "壹拾万元整"),
        ("1000050.07", "壹佰万零伍拾元零柒分"),
        ("1050000", "壹佰零伍万元整"),
        ("100000000", "壹亿元整"),
        ("5056000000.01", "伍拾亿伍仟陆佰万元零壹分"),
    ],
)
def test_amounts_in_capitals_are_written_as_on_a_cheque(amount: str, expected: str) -> None:
    assert wording.capitals(Decimal(amount)) == expected


@given(st.decimals(min_value=Decimal("0.10"), max_value=Decimal(10**11), places=2))
def test_amounts_in_capitals_read_back_as_the_amount(amount: Decimal) -> None:
    whole, _point, cents = f"{amount:.2f}".partition(".")
    capital = wording.capitals(amount)
    if int(whole):
        assert cn2an.cn2an(capital.split("元")[0], "smart") == int(whole)
    assert ("角" in capital) == (cents[0] != "0")
    assert ("分" in capital) == (cents[1] != "0")
    assert ("整" in capital) == (cents == "00")


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (33, "三十三"), (120, "120")]
)
def test_ordinals_are_written_in_characters(number: int, expected: str) -> None:
    assert wording.ordinal(number) == expected


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("start-registration", ["甘G环赔〔2026〕1号", "经办人：经办甲　　　2026年2月3日", "签　名：局长甲　　　2026年2月5日"]),
        ("start-registration", ["赔偿义务人一", "赔偿义务人二", "62070219800101001X"]),
        ("investigation-report", ["调查时间：2026年2月6日至2026年3月16日", "示例鉴定中心出具的鉴定评估报告（示鉴〔2026〕5号）认定，损害数额1286400.50元。"]),
        ("consultation-notice", ["我局决定就张掖某化工有限公司生态环境损害赔偿案件召开", "时间：2026年4月2日9时30分", "2026年3月18日"]),
        ("power-of-attorney", ["委托时限为自2026年3月20日起至上述事项办完为止。", "事宜，我公司自愿委托", "其代理权限为承认、变更、和解、签署协议", "自愿委托某化工公司代理戊为张掖某化工有限公司生态"]),
        ("meeting-minutes", ["本次为第一次磋商会议。", "各方均未申请回避。", "检察官庚 | 单位 | 张掖市人民检察院"]),
        ("agreement", ["以上合计人民币1286400.50元（大写：壹佰贰拾捌万陆仟肆佰元伍角）。", "本协议一式6份", "签订后30日内"]),
        ("confirmation-application", ["与张掖某化工有限公司、运输户己于2026年4月8日达成的", "工作单位或职业：个体运输", "管理规定"]),
        ("closing-approval", ["现已按要求完成生态环境修复，修复效果评估通过，予以结案。", "2026年11月10日"]),
        ("service-receipt", ["自送达之次日起5个工作日，最后一日为2026年3月26日。", "直接送达"]),
        ("calculation", ["2026年3月26日", "周末", "工作日"]),
        ("dossier-catalogue", ["索赔启动登记表", "2026.04.08", "现场检查笔录"]),
    ],
)  # fmt: skip
def test_a_form_prints_what_the_ledger_holds(form: str, words: list[str]) -> None:
    printed = said(form)
    for word in words:
        assert word in printed


def test_the_five_dates_and_the_rounds_of_form_11_come_from_the_events() -> None:
    printed = said("enforcement-application")
    for words in (
        "我单位于2026年2月6日开展生态环境损害调查，查明：",
        "2026年3月19日，我单位通知",
        "2026年4月2日经1轮磋商",
        "并于2026年4月20日向张掖市中级人民法院申请",
        "作出示例裁定号民事裁定书，确认协议有效，",
    ):
        assert words in printed


def test_what_was_not_performed_is_named_in_the_application(tmp_path: Path) -> None:
    root = edited(tmp_path, "- {event: payment-made, date: 2026-06-25, obligor: B, obligation: 3,", "- {event: payment-made, date: 2026-06-25, obligor: B, obligation: 2,", "events.yaml")  # fmt: skip
    (_a, b) = [found for _name, _folder, found in papers("2026-0001", "enforcement-application", root)]
    assert b.values["未履行"] == "赔偿"
    (demand,) = [*papers("2026-0001", "enforcement-application", root, "xpcc")][1][2].values["申请内容"]  # type: ignore[misc]
    assert demand["内容"] == "强制被申请人缴纳期间服务功能丧失导致的损失人民币120000.00元（大写：壹拾贰万元整）"


def test_the_notice_and_the_agreement_can_be_printed_before_service_and_signing(tmp_path: Path) -> None:
    early = subject(on=date(2026, 3, 18))
    notice = documents(named(early, "consultation-notice"), early, obligor="A")[0]
    assert facts(notice).missing == ()
    before = subject(on=date(2026, 4, 7))
    found = facts(documents(named(before, "agreement"), before)[0])
    assert found.missing == ()
    assert found.values["签订日期"] == wording.NO_DAY


def test_the_confirmation_application_wants_the_day_of_signing() -> None:
    before = subject(on=date(2026, 4, 7))
    early = documents(named(before, "confirmation-application"), before)[0]
    assert [lack.field for lack in facts(early).missing] == ["events.agreement-signed"]


@pytest.mark.parametrize(
    ("old", "new", "form", "field"),
    [
        ("    address: 甘肃省张掖市甘州区示例工业园8号\n", "", "start-registration", "obligors.A.address"),
        ("  place: 甘州区示例镇示例村东侧\n", "", "agreement", "incident.place"),
        ("    place: 市生态环境局三楼会议室\n", "", "consultation-notice", "meetings.1.place"),
        ('    at: "09:30"\n', "", "consultation-notice", "meetings.1.at"),
        ("until: 2026-09-30, evaluation", "evaluation", "agreement", "obligations.1.until"),
        ("head: assessment-cost, amount: 80000.00}, {head", "head: assessment-cost}, {head", "agreement", "agreements.1.items.2.amount"),
        ("reason: 符合启动条件，且无不予启动的情形，建议启动索赔程序。", "reason: ", "start-registration", "texts.start-registration.reason"),
        ("    minutes: |", "    minutes: ", "meeting-minutes", ""),
        ("filing_no: 甘G环赔〔2026〕1号\n", "", "start-registration", ""),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_by_its_field(tmp_path: Path, old: str, new: str, form: str, field: str) -> None:
    if form == "meeting-minutes":
        root = edited(tmp_path, old + "\n      主持人宣布会议程序，告知回避权，双方未申请回避。\n      磋商小组说明损害事实和修复要求，双方同意由某化工公司委托修复。\n", "")  # fmt: skip
        field = "meetings.1.minutes"
    else:
        root = edited(tmp_path, old, new)
    assert (field in missing(form, root)) if field else (missing(form, root) == [])


def test_a_lack_says_who_can_supply_it_and_which_article_wants_it(tmp_path: Path) -> None:
    root = edited(tmp_path, "    address: 甘肃省张掖市甘州区示例工业园8号\n", "")
    (lack,) = next(iter(papers("2026-0001", "start-registration", root)))[2].missing
    assert (lack.label.zh, lack.who.zh, lack.article) == ("地址（住址）", "赔偿义务人", "第十五条")


def test_signatures_and_opinions_are_never_missing() -> None:
    early = subject(on=date(2026, 2, 4))
    found = facts(documents(named(early, "start-registration"), early)[0])
    assert found.missing == ()
    assert found.values["审批意见"] == ""
    assert found.values["审批日期"] == wording.NO_DAY


def test_there_is_one_document_for_each_obligor_meeting_or_agreement() -> None:
    whole = subject("2026-0002")
    for form, expected in {
        "consultation-notice": ["A-1", "B-1", "B-2", "C-1"],
        "meeting-minutes": ["1", "2"],
        "agreement": ["1"],
        "failure-statement": ["A", "B", "C"],
        "closing-sheet": [""],
    }.items():
        entry = named(whole, form)
        assert [suffix(entry, one) for one in documents(entry, whole)] == expected
    notice = named(whole, "consultation-notice")
    assert [suffix(notice, one) for one in documents(notice, whole, obligor="B", meeting=2)] == ["B-2"]


@pytest.mark.parametrize("form", [one.id for one in load_pack(None, "zhangye-2024").forms])
def test_a_case_that_has_only_a_title_makes_a_draft_of_every_form(tmp_path: Path, form: str) -> None:
    root = tmp_path / "ledger"
    (root / "cases" / "2026-0009").mkdir(parents=True)
    (root / "ecoclaim.yaml").write_text("format: 1\npack: zhangye-2024\n", encoding="utf-8")
    (root / "cases" / "2026-0009" / "case.yaml").write_text("id: 2026-0009\ntitle: 某案\n", encoding="utf-8")
    (root / "cases" / "2026-0009" / "events.yaml").write_text("[]\n", encoding="utf-8")
    for law in ("", "xpcc"):
        for _name, folder, found in papers("2026-0009", form, root, law):
            printed = text(template(folder).fill(found.values, draft=True))
            assert ("【待补：" in printed) == bool(found.missing)


def test_a_natural_person_has_a_number_and_an_occupation_of_ones_own() -> None:
    printed = said("consultation-notice", law="xpcc", number=1)
    assert "公民身份证号码：62070219800101001X" in printed
    assert "法定代表人：" not in printed
    assert "男，1980年1月1日出生，汉族" in said("confirmation-application", law="xpcc")


def test_the_corps_notice_gives_five_working_days_and_a_draft_says_why() -> None:
    _name, folder, found = next(iter(papers("2026-0001", "consultation-notice", law="xpcc")))
    final, draft = (text(template(folder).fill(found.values, draft=one)) for one in (False, True))
    assert "送达之日起5个工作日内" in final
    assert "3个工作日" not in final
    assert "附件1原文印作3个工作日" in draft


_OLD, _CODE = "《中华人民共和国环境保护法》第五条", "《中华人民共和国生态环境法典》第六条"


@pytest.mark.parametrize(
    ("signed", "time", "said_law", "expected"),
    [
        ("2026-04-08", "2025年11月", "", _OLD),
        ("2026-04-08", "2025年11月", "code", _OLD),  # no paper cites a law before it is in force
        ("2026-09-08", "2025年11月", "", _OLD),  # liability goes by the law of the conduct
        ("2026-09-08", "2026年8月15日至9月1日", "", _CODE),
        ("2026-09-08", "2026年7月至8月", "", None),  # on both sides: the officer settles it
        ("2026-09-08", "2026年7月至8月", "code", _CODE),
        ("2026-09-08", "2026年7月至8月", "old", _OLD),
        ("2026-09-08", "去年秋天", "", None),
    ],
)
def test_the_agreement_quotes_the_law_of_the_conduct_and_the_officer_settles_what_lies_on_both_sides(
    tmp_path: Path, signed: str, time: str, said_law: str, expected: str | None
) -> None:
    entry = "- {event: agreement-signed, date: 2026-04-08,"
    edited(tmp_path, entry, entry.replace("2026-04-08", signed), "events.yaml")
    path = tmp_path / "ledger/cases/2026-0001/case.yaml"
    said_text = path.read_text("utf-8").replace("  time: 2025年12月至2026年1月\n", f"  time: {time}\n")
    law_text = f"texts:\n  agreement: {{law: {said_law}}}\n" if said_law else "texts:\n"
    path.write_text(said_text.replace("texts:\n", law_text, 1), "utf-8")
    _name, folder, found = next(iter(papers("2026-0001", "agreement", tmp_path / "ledger", "xpcc")))
    if expected is None:
        assert [lack.field for lack in found.missing] == ["texts.agreement.law"]
        return
    assert expected in text(template(folder).fill(found.values))


def test_names_are_never_doubled_where_a_form_goes_on_with_the_same_words() -> None:
    for form in ("consultation-notice", "power-of-attorney", "confirmation-application", "enforcement-application"):
        for law in ("", "xpcc"):
            printed = said(form, law=law)
            assert "案案件" not in printed
            assert "生态环境损害赔偿案生态环境损害赔偿" not in printed
            assert "我我" not in printed


@pytest.mark.parametrize(
    ("case", "law"), [("2026-0001", ""), ("2026-0001", "xpcc"), ("2026-0002", ""), ("2026-0002", "zhangye-2024")]
)
def test_what_a_form_lacks_is_what_its_draft_marks(case: str, law: str) -> None:
    for name, folder, found in papers(case, law=law):
        printed = text(template(folder).fill(found.values, draft=True))
        for lack in found.missing:
            assert f"【待补：{lack.label.zh}】" in printed, (name, lack.field)
        assert ("【待补" in printed) == bool(found.missing), name


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("name: 某砂场", "obligors.B.kind"),
        ("name: 某砂场\n    credit_code: 92620702MA71ABCD1T", "obligors.B.kind"),
        ("name: 某砂场有限公司", "obligors.B.credit_code"),
        ("name: 某砂场\n    credit_code: 91620700MA71ABCD1T", "obligors.B.representative.name"),
        ("name: 某砂场\n    kind: organization", "obligors.B.credit_code"),
    ],
)
def test_what_an_obligor_is_stays_open_until_it_is_said_or_certain(tmp_path: Path, said: str, field: str) -> None:
    path = tmp_path / "ledger/cases/2026-0001/case.yaml"
    edited(tmp_path, "    name: 运输户己\n    kind: person\n    id_number: 62070219800101001X\n", f"    {said}\n")
    assert path.is_file()
    lacking = missing("start-registration", tmp_path / "ledger")
    assert field in lacking
    assert ("obligors.B.kind" in lacking) == (field == "obligors.B.kind")


def test_an_id_number_alone_says_that_an_obligor_is_a_person(tmp_path: Path) -> None:
    root = edited(tmp_path, "    kind: person\n", "")
    assert missing("start-registration", root) == missing("start-registration")


def test_each_application_bears_the_day_it_was_made_itself(tmp_path: Path) -> None:
    of_another = "- {event: confirmation-applied, date: 2026-04-30, obligor: [A, B], agreement: 2}\n"
    entry = "- {event: confirmation-applied, date: 2026-04-20"
    root = edited(tmp_path, entry, of_another + entry, "events.yaml")
    _name, _folder, found = next(iter(papers("2026-0001", "confirmation-application", root)))
    assert found.values["申请日期"] == "2026年4月20日"


@pytest.mark.parametrize(("law", "article"), [("zhangye-2024", "第十九条"), ("xpcc", "第五条")])
def test_the_team_that_a_notice_lacks_is_wanted_by_the_regions_own_article(
    tmp_path: Path, law: str, article: str
) -> None:
    root = edited(tmp_path, "  department: [{name: 经办甲, organization: 张掖市生态环境局, post: 科长}]\n", "")
    _name, _folder, found = next(iter(papers("2026-0001", "consultation-notice", root, law)))
    assert [(lack.field, lack.article) for lack in found.missing if lack.field.startswith("team")] == [
        ("team.department", article)
    ]
