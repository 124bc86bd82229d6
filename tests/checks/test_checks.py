"""Each check finds what it is for, at its place, and nothing in a case that is right."""

from __future__ import annotations

import pytest

from ecoclaim import checks
from ecoclaim.checks import Finding, clues_recorded_twice, findings, numbers_given_twice, office_findings
from ecoclaim.checks.numbers import credit_code_fits, id_number_fits, is_id_number
from ecoclaim.model.office import Report
from ecoclaim.packs import Pack
from written import ONE, case, day, office, standing

SOUND = """\
- {event: clue-found, date: 2026-01-05, channel: complaint}
- {event: review-concluded, date: 2026-01-20, damage: true, opinion: start}
- {event: claim-started, date: 2026-01-21, filing_no: 兵环赔〔2026〕1号}
- {event: investigation-started, date: 2026-01-22}
- {event: investigation-concluded, date: 2026-02-02, claim: true}
- {event: appraisal-commissioned, date: 2026-01-22, route: institution}
- {event: appraisal-delivered, date: 2026-02-02, conclusion: 损害100.10元}
- {event: team-formed, date: 2026-02-03}
- {event: notice-served, date: 2026-03-02, method: direct, meeting: 1}
- {event: reply-received, date: 2026-03-04, agrees: true}
- {event: meeting-held, date: 2026-03-12, meeting: 1, outcome: agreed}
- {event: minutes-signed, date: 2026-03-12, meeting: 1}
- {event: agreement-signed, date: 2026-03-16, agreement: 1}
"""
FILE = """\
id: 2026-0001
title: 某厂排污
filing_no: 兵环赔〔2026〕1号
obligors:
  - {key: A, name: 甲厂, address: 某路1号, credit_code: 91620700MA71ABCD1T}
incident: {conduct: 倾倒废渣}
team: {department: [{name: 某某}]}
meetings:
  - {no: 1, on: 2026-03-12, place: 会议室, recusal: {told: yes}}
agreements:
  - {no: 1, obligors: [A], our_view: 同意, their_view: 同意, manner: 缴纳, breach: 依法承担, items: [{head: assessment-cost, amount: 100.10}], copies: {total: 3, each: {甲: 1, 乙: 2}}}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: payment, amount: 100.10, until: 2026-06-30}
losses:
  - {head: assessment-cost, amount: 100.10, claimed: 100.10}
evidence:
  - {no: 1, name: 笔录}
"""


def found(events: str = SOUND, file: str = FILE, on: str = "2026-04-01", settings: str = "") -> tuple[Finding, ...]:
    return findings(standing(case(events, file), on, "xpcc", settings))


def codes(*args: str, **kwargs: str) -> list[str]:
    return [one.code for one in found(*args, **kwargs)]


def test_a_sound_case_has_no_findings() -> None:
    assert found(settings="filing_no: 兵环赔〔{year}〕{n}号\n") == ()


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        ("payment-made, date: 2026-03-20, obligor: Z, amount: 1", "ref-obligor", "obligor"),
        ("notice-issued, date: 2026-03-01, meeting: 9", "ref-meeting", "meeting"),
        ("agreement-effective, date: 2026-03-17, agreement: 9", "ref-agreement", "agreement"),
        ("payment-made, date: 2026-03-20, obligation: 9, amount: 1", "ref-obligation", "obligation"),
        ("minutes-signed, date: 2026-03-12, evidence: [9]", "ref-evidence", "evidence"),
        ("clue-received, date: 2026-01-06, channel: rumour", "list-value", "channel"),
        ("consultation-failed, date: 2026-03-20, ground: bored", "list-value", "ground"),
        ("confirmation-granted, date: 2026-03-20", "order-missing", ""),
        ("lawsuit-filed, date: 2026-03-10", "order-reversed", ""),
        ("progress-reported, date: 2026-12-01", "order-future", ""),
        ("notice-served, date: 2026-03-02, method: direct, meeting: 1", "order-twice", ""),
        ("notice-served, date: 2026-03-03, method: public", "bar-public-service", ""),
        ("notice-served, date: 2026-03-03, reply_days: 3", "reply-days-short", "reply_days"),
        ("consultation-failed, date: 2026-03-20, ground: unserved", "ground-early", "ground"),
        ("consultation-failed, date: 2026-03-20, ground: absent", "ground-early", "ground"),
        ("consultation-failed, date: 2026-03-20, ground: three-meetings", "ground-early", "ground"),
        ("consultation-failed, date: 2026-03-20, ground: period-over", "ground-early", "ground"),
        ("consultation-failed, date: 2026-03-05, ground: refused-or-silent", "ground-early", "ground"),
    ],
)
def test_an_entry_that_is_wrong_is_found_at_its_place(entry: str, code: str, field: str) -> None:
    (one,) = [one for one in found(f"{SOUND}- {{event: {entry}}}\n") if one.code == code]
    assert (one.file, one.loc) == ("events.yaml", (13, field) if field else (13,))
    assert one.message
    assert one.cure


@pytest.mark.parametrize(
    ("old", "new", "code", "loc"),
    [
        ("obligors: [A]", "obligors: [A, Q]", "ref-obligor", ("agreements", 0, "obligors")),
        ("no: 1, obligor: A", "no: 1, obligor: Q", "ref-obligor", ("obligations", 0, "obligor")),
        ("under: agreement 1", "under: agreement 7", "ref-agreement", ("obligations", 0, "under")),
        ("losses:\n  - {head: assessment-cost", "losses:\n  - {head: sorrow", "list-value", ("losses", 0, "head")),
        (
            "items: [{head: assessment-cost",
            "items: [{head: sorrow",
            "list-value",
            ("agreements", 0, "items", 0, "head"),
        ),
        ("claimed: 100.10", "claimed: 100.11", "sum-claimed", ("losses", 0, "claimed")),
        ("payment, amount: 100.10", "payment, amount: 100.11", "sum-agreement", ("agreements", 0, "items")),
        ("total: 3", "total: 4", "sum-copies", ("agreements", 0, "copies")),
        (", until: 2026-06-30", "", "term-missing", ("obligations", 0)),
        ("91620700MA71ABCD1T", "91620700MA71ABCD1X", "number-check", ("obligors", 0, "credit_code")),
        ("filing_no: 兵环赔〔2026〕1号\n", "filing_no: 兵环赔(2026)第1号\n", "filing-no", ("filing_no",)),
    ],
)
def test_what_is_wrong_in_the_file_is_found_at_its_place(
    old: str, new: str, code: str, loc: tuple[str | int, ...]
) -> None:
    file = FILE.replace(old, new)
    hits = [one for one in found(file=file, settings="filing_no: 兵环赔〔{year}〕{n}号\n") if one.code == code]
    assert [one.loc for one in hits] == [loc]


@pytest.mark.parametrize(
    ("entry", "code", "article"),
    [
        # The rule by which the one follows the other; the entry of the list that wants more to be said.
        ("confirmation-granted, date: 2026-03-20", "order-missing", ""),
        ("evaluation-concluded, date: 2026-03-20, result: passed", "order-missing", "修复效果评估"),
        ("reply-received, date: 2026-03-01, agrees: true", "order-reversed", "第七条第一款"),
        (
            "consultation-failed, date: 2026-03-20, ground: other, decided_by: 局长",
            "ground-bare",
            "第十一条第一款第（七）项",
        ),
        ("clue-received, date: 2026-01-05, channel: other", "ground-bare", "线索渠道"),
    ],
)
def test_a_finding_cites_the_article_where_there_is_one(entry: str, code: str, article: str) -> None:
    (one,) = [one for one in found(f"{SOUND}- {{event: {entry}}}\n") if one.code == code]
    assert article in one.article


def test_what_the_text_says_itself_is_told_apart_from_what_follows_from_it() -> None:
    public = f"{SOUND}- {{event: notice-served, date: 2026-03-03, method: public}}\n"
    (one,) = [one for one in found(public) if one.code == "bar-public-service"]
    assert one.article.endswith("(it follows from this)")


def test_brackets_of_a_filing_number_do_not_matter_but_its_digits_do() -> None:
    same = FILE.replace("filing_no: 兵环赔〔2026〕1号\n", "filing_no: 兵环赔（2026）1号\n")
    assert codes(file=same) == []
    other = FILE.replace("filing_no: 兵环赔〔2026〕1号\n", "filing_no: 兵环赔〔2026〕2号\n")
    assert codes(file=other) == ["filing-no-differs"]


def test_an_overpaid_debt_is_found() -> None:
    paid = SOUND + "- {event: payment-made, date: 2026-03-20, obligation: 1, amount: 100.11}\n"
    assert codes(paid) == ["sum-paid"]


def test_shares_must_come_to_a_hundred() -> None:
    file = FILE.replace("91620700MA71ABCD1T}", "91620700MA71ABCD1T, share: 60}\n  - {key: B, name: 乙, share: 39.5}")
    assert "sum-shares" in codes("[]\n", file)
    assert "sum-shares" not in codes("[]\n", file.replace("39.5", "40"))


def test_a_notice_served_too_late_is_found_even_after_the_meeting() -> None:
    late = SOUND.replace("date: 2026-03-02, method", "date: 2026-03-06, method").replace("2026-03-04", "2026-03-09")
    (one,) = found(late)
    assert (one.code, one.severity, "第六条" in one.article) == ("service-late", "error", True)


def test_a_review_that_took_too_long_is_found() -> None:
    late = SOUND.replace("2026-01-20", "2026-02-10").replace("2026-01-21", "2026-02-10")
    (one,) = [one for one in found(late) if one.code == "period-missed"]
    assert (one.loc, "2026-02-04" in one.message) == ((0,), True)


def test_an_overrun_stays_until_it_is_explained() -> None:
    served = "".join(SOUND.splitlines(keepends=True)[:10])
    assert "overrun" in codes(served, on="2026-07-01")
    explained = served + "- {event: overrun-explained, date: 2026-06-20, rule: consultation-period, reason: 补充鉴定}\n"
    assert "overrun" not in codes(explained, on="2026-07-01")


def test_an_agreement_that_ended_is_not_added_to_the_one_in_its_place() -> None:
    second = "\n  - {no: 2, obligors: [A], our_view: 同意, their_view: 同意, manner: 缴纳, breach: 依法承担, amount: 100.10}\nobligations:"
    file = FILE.replace("\nobligations:", second)
    assert codes(file=file) == ["sum-losses"]
    ended = SOUND + "- {event: agreement-ended, date: 2026-03-20, agreement: 1, kind: replaced, by: agreement 2}\n"
    assert codes(ended, file) == []


def test_an_agreement_after_the_period_still_wants_the_reason_why_it_went_on() -> None:
    late = SOUND.replace("2026-03-16, agreement", "2026-07-01, agreement")
    (one,) = found(late, on="2026-07-02")
    assert (one.code, "第十条" in one.article) == ("overrun", True)
    reason = "- {event: overrun-explained, date: 2026-07-02, rule: consultation-period, by: 局长, reason: 补充鉴定}\n"
    assert codes(late + reason, on="2026-07-02") == []


def test_a_debt_under_an_agreement_is_of_its_parties() -> None:
    file = FILE.replace("91620700MA71ABCD1T}", "91620700MA71ABCD1T}\n  - {key: B, name: 乙厂}")
    file = file.replace("{no: 1, obligor: A, under", "{no: 1, obligor: [A, B], joint: yes, under")
    events = "- {event: clue-found, date: 2026-01-05, channel: complaint}\n"
    (one,) = [one for one in found(events, file) if one.code == "ref-party"]
    assert one.loc[:2] == ("obligations", 0)
    assert "B" in one.message
    assert "ref-party" not in codes(events, file.replace("obligors: [A]", "obligors: [A, B]"))


def test_what_is_found_of_one_obligor_names_it_and_sums_have_two_decimals() -> None:
    events = "- {event: confirmation-announced, date: 2026-04-01}\n- {event: confirmation-granted, date: 2026-04-08}\n"
    (one,) = [one for one in found(SOUND + events) if one.code == "ruling-before-the-announcement-ends"]
    assert "(A)" in one.message
    done = SOUND + "- {event: performance-completed, date: 2026-04-01}\n"
    (one,) = [one for one in found(done, FILE.replace("100.10,", "100.1,")) if one.code == "performance-shown"]
    assert "100.10" in one.message


def test_what_was_recorded_all_the_same_stays_as_a_warning_with_its_reason() -> None:
    entry = "- {event: notice-served, date: 2026-03-03, method: public, despite: 本人下落不明}\n"
    (one,) = [one for one in found(SOUND + entry) if one.code == "bar-public-service"]
    assert one.severity == "warning"
    assert "本人下落不明" in one.cure


def test_several_departments_want_a_lead() -> None:
    file = FILE + "departments: [甲局, 乙局]\n"
    assert codes(file=file) == ["lead-missing"]
    led = SOUND + "- {event: lead-designated, date: 2026-01-21, lead: 甲局}\n"
    assert codes(led, file) == []


def test_full_powers_alone_are_found() -> None:
    file = FILE.replace("91620700MA71ABCD1T}", "91620700MA71ABCD1T, agents: [{name: 丙, powers: [全权代理]}]}")
    assert codes(file=file) == ["powers-general"]


def test_a_meeting_named_without_a_day_is_found() -> None:
    file = FILE.replace("on: 2026-03-12, place", "place")
    assert codes(file=file) == ["meeting-day"]


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("620702199001010030", True),
        ("62070219800101001X", True),
        ("62070219800101001x", True),
        ("620702199001010031", False),
        ("620702199013010030", False),
        ("62070219900101003", False),
        ("", False),
    ],
)
def test_an_id_number_is_judged_by_its_digit_and_day_not_by_its_county(number: str, fits: bool) -> None:
    assert id_number_fits(number) is fits


@pytest.mark.parametrize("number", ["620702900101003", "E12345678", "MEX123456789012", "83000019900101001"])
def test_what_carries_no_check_digit_is_not_judged(number: str) -> None:
    assert is_id_number(number) is (number == "83000019900101001")


@pytest.mark.parametrize(
    ("code", "fits"), [("91620700MA71ABCD1T", True), ("91620700MA71ABCD11", False), ("9162-0700MA71ABCD1T", False)]
)
def test_a_credit_code_is_judged_by_its_digit(code: str, fits: bool) -> None:
    assert credit_code_fits(code) is fits


def test_the_office_naming_rules_that_are_not_there_is_found(zhangye: Pack) -> None:
    settings = "rules: {procuratorate-notise: on}\nreport_days: {preliminary-review: {H1: 07-10}}\n"
    reports = (Report.model_validate({"report": "weekly", "period": "2026Q1", "sent": "2026-12-01"}),)
    hits = list(office_findings(office(settings), zhangye, reports, day("2026-04-01")))
    assert [(one.code, one.file) for one in hits] == [
        ("rule-unknown", "ecoclaim.yaml"),
        ("rule-unknown", "ecoclaim.yaml"),
        ("rule-unknown", "reports.yaml"),
        ("order-future", "reports.yaml"),
    ]
    assert [one.code for one in office_findings(office(), zhangye, (), day("2026-10-10"))] == ["pack-expired"]
    assert list(office_findings(office(), zhangye, (), day("2026-10-09"))) == []


def test_a_filing_number_given_twice_is_found() -> None:
    hits = list(numbers_given_twice({"2026-0001": "甲1号", "2026-0002": "甲2号", "2026-0003": "甲1号"}))
    assert [(case_id, one.code) for case_id, one in hits] == [("2026-0003", "filing-no-twice")]


def test_a_clue_for_which_two_cases_were_opened_is_found() -> None:
    hits = list(clues_recorded_twice({"2026-0001": "甲局 1号", "2026-0002": "乙局 1号", "2026-0003": "甲局 1号"}))
    assert [(case_id, one.code, one.severity) for case_id, one in hits] == [("2026-0003", "clue-twice", "notice")]


def test_every_check_is_tried_here() -> None:
    tried = {
        "obligors_named", "numbers_named", "listed_by_the_pack", "grounds_explained", "order_of_events", "not_yet", "twice",
        "claims_within_losses", "copies_add_up", "payments_within_debts",
        "filing_numbers", "kept", "periods_kept", "on_the_last_day",
    }  # fmt: skip
    assert {check.__name__ for check in checks.CHECKS} == tried


@pytest.fixture
def zhangye() -> Pack:
    from written import pack

    return pack("zhangye-2024")


def test_one_obligor_file_is_enough_to_check() -> None:
    assert codes("[]\n", ONE) == []
