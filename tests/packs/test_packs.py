"""What the shipped packs hold, and how one extends another."""

from __future__ import annotations

from datetime import date

import pytest
from shipped import NAMES, find, pack

from ecoclaim import packs, yamlfile
from ecoclaim.errors import NotFound
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Pack

COMMON = {
    "preliminary-review",
    "start-claim",
    "procuratorate-notice",
    "insolvency-claim",
    "investigate",
    "reply",
    "consultation-period",
    "reconsult",
    "confirmation-window",
    "confirmation-announcement",
    "performance",
    "evaluate",
    "enforce",
    "sue",
    "sue-remainder",
    "enforcement-window",
    "limitation",
    "publish",
}
ZHANGYE = {
    "refer",
    "report-review",
    "forward-clue",
    "progress-report",
    "quarterly-screening",
    "quarterly-clue-list",
    "half-year-report",
    "annual-report",
    "annual-briefing",
    "annual-case-contest",
}
XPCC = {"notice-lead"}
CHANNELS = [
    "inspectorate",
    "emergency",
    "administrative-penalty",
    "suspected-crime",
    "key-zone",
    "daily-inspection",
    "complaint",
    "transferred",
    "procuratorate",
    "other",
]
DOMAINS = [
    "ecology-environment",
    "natural-resources",
    "housing-construction",
    "water",
    "agriculture",
    "forestry-grassland",
    "wetland",
    "animal-husbandry",
]
GROUNDS = [
    "refused-or-silent",
    "absent",
    "three-meetings",
    "unserved",
    "detained",
    "period-over",
    "other",
    "reconsultation-failed",
]
HEADS = ["service-loss", "permanent-loss", "assessment-cost", "cleanup-restoration", "prevention-cost"]
BARS = {
    "public-service",
    "fourth-meeting",
    "fifth-meeting",
    "second-reconsultation",
    "enforcement-without-title",
    "confirm-within",
    "termination-after-agreement",
    "closing-with-live-track",
    "after-closing",
}
HOUSE = [
    "decline-record",
    "closing-sheet",
    "service-receipt",
    "failure-statement",
    "calculation",
    "photo-page",
    "dossier-cover",
    "dossier-catalogue",
    "dossier-note",
]
ELEVEN = [
    "start-registration",
    "investigation-report",
    "termination-registration",
    "consultation-notice",
    "power-of-attorney",
    "meeting-minutes",
    "agreement",
    "confirmation-application",
    "referral-letter",
    "closing-approval",
    "enforcement-application",
]
SIX = [
    "consultation-notice",
    "power-of-attorney",
    "meeting-minutes",
    "agreement",
    "confirmation-application",
    "enforcement-application",
]


def made(name: str, text: str) -> Pack:
    """Load a pack made of text, over the shipped ones."""
    own = yamlfile.read(text.encode(), f"packs/{name}.yaml")
    return packs.load(name, lambda wanted: own if wanted == name else find(wanted))


@pytest.mark.parametrize(("name", "own"), [("zhangye-2024", ZHANGYE), ("xpcc", XPCC)])
def test_no_rule_leaks_from_one_region_to_the_other(name: str, own: set[str]) -> None:
    assert {rule.id for rule in pack(name).rules} == COMMON | own


def test_what_is_national_is_in_the_national_pack() -> None:
    assert {rule.id for rule in pack("national").rules} == COMMON - {"reply"}


@pytest.mark.parametrize("name", ["zhangye-2024", "xpcc"])
def test_no_region_quotes_the_other(name: str) -> None:
    other = {"zhangye-2024": "xpcc", "xpcc": "zhangye-2024"}[name]
    assert other not in {source.document for source in pack(name).sources()}
    assert other not in pack(name).documents


@pytest.mark.parametrize("name", NAMES)
def test_the_lists_are_those_of_the_contract(name: str) -> None:
    one = pack(name)
    assert list(one.channels) == CHANNELS
    assert list(one.failure_grounds) == GROUNDS
    assert list(one.loss_heads) == HEADS
    assert list(one.domains) == (DOMAINS if name == "zhangye-2024" else [])
    assert {condition.id for condition in one.conditions} >= BARS
    assert [(cap.id, cap.max, cap.extended_max) for cap in one.caps] == [
        ("consultation-meetings", 3, 4),
        ("reconsultation", 1, None),
    ]


@pytest.mark.parametrize(("name", "own"), [("zhangye-2024", ELEVEN), ("xpcc", SIX), ("national", [])])
def test_the_forms_stand_in_their_order_and_the_house_forms_after_them(name: str, own: list[str]) -> None:
    forms = pack(name).forms
    assert [form.id for form in forms] == own + HOUSE
    assert [form.id for form in forms if form.house] == HOUSE


@pytest.mark.parametrize("name", ["zhangye-2024", "xpcc"])
def test_the_dossier_has_a_place_for_every_form_and_the_evidence(name: str) -> None:
    placed = [entry.id for entry in pack(name).archive]
    assert sorted(placed) == sorted([*(form.id for form in pack(name).forms), "evidence"])


def test_the_evidence_lies_after_the_investigation_report() -> None:
    placed = [entry.id for entry in pack("zhangye-2024").archive]
    assert placed.index("evidence") == placed.index("investigation-report") + 1
    assert [one for one in placed if one in ELEVEN] == ELEVEN


def test_what_a_ground_wants_is_a_field_of_the_event_that_names_it() -> None:
    for name in NAMES:
        one = pack(name)
        for event, entries in (
            ("clue-received", one.channels),
            ("claim-declined", one.decline_grounds),
            ("claim-terminated", one.termination_grounds),
            ("consultation-failed", one.failure_grounds),
        ):
            for entry in entries.values():
                assert set(entry.wants) <= set(EVENTS[event].all_fields)


def test_zhangye_ends_with_its_trial_period_and_xpcc_has_no_known_beginning() -> None:
    zhangye, xpcc = pack("zhangye-2024"), pack("xpcc")
    assert (zhangye.in_force_from, zhangye.in_force_until) == (date(2024, 10, 9), date(2026, 10, 8))
    assert not zhangye.expired_on(date(2026, 10, 9))
    assert zhangye.expired_on(date(2026, 10, 10))
    assert (xpcc.in_force_from, xpcc.in_force_until) == (None, None)
    assert not xpcc.expired_on(date(2099, 1, 1))


def test_each_region_takes_its_period_from_its_own_article_where_it_has_one() -> None:
    told = {
        (name, rule): pack(name).rule(rule)
        for name in ("zhangye-2024", "xpcc")
        for rule in ("preliminary-review", "consultation-period", "sue", "reconsult")
    }
    shown = {
        key: (rule.source.document, rule.source.article, rule.source.verified) for key, rule in told.items() if rule
    }
    assert shown[("zhangye-2024", "preliminary-review")] == ("zhangye-2024", "第九条", True)
    assert shown[("xpcc", "preliminary-review")][0::2] == ("mr-2022", False)
    assert shown[("zhangye-2024", "consultation-period")][0::2] == ("mr-2022", False)
    assert shown[("xpcc", "consultation-period")] == ("xpcc", "第十条第二款", True)
    assert shown[("zhangye-2024", "sue")] == ("zhangye-2024", "第二十条", True)
    assert shown[("xpcc", "sue")] == ("xpcc", "第十一条第一款", True)
    assert shown[("zhangye-2024", "reconsult")][0::2] == ("op-2025", False)
    assert shown[("xpcc", "reconsult")] == ("xpcc", "第十六条", True)


def test_an_office_writes_only_what_differs() -> None:
    own = made(
        "office",
        "name: office\n"
        "title: {zh: 本单位, en: ours}\n"
        "extends: zhangye-2024\n"
        "in_force_until: 2027-10-09\n"
        "extended_by: {document: 示例文件, number: 示例文号, date: 2026-09-30}\n",
    )
    shipped = pack("zhangye-2024")
    assert own.in_force_until == date(2027, 10, 9)
    assert own.rules == shipped.rules
    assert own.source == shipped.source
    assert own.forms == shipped.forms


def test_an_office_may_mend_one_field_of_a_rule_drop_another_and_order_its_dossier() -> None:
    own = made(
        "office",
        "name: office\n"
        "title: {zh: 本单位, en: ours}\n"
        "extends: zhangye-2024\n"
        "without: [annual-case-contest, annual-report]\n"
        "rules:\n"
        "  - {id: start-claim, target: {count: 7, unit: working_days}}\n"
        "channels:\n"
        "  other: {title: {zh: 热线, en: hotline}}\n"
        "archive:\n"
        "  - {id: dossier-note}\n"
        "  - {id: evidence}\n",
    )
    rule, shipped = own.rule("start-claim"), pack("zhangye-2024").rule("start-claim")
    assert rule is not None
    assert shipped is not None
    assert rule.target is not None
    assert rule.target.count == 7
    assert rule.model_copy(update={"target": None}) == shipped
    assert own.rule("annual-report") is None
    assert own.channels["other"].title.zh == "热线"
    assert own.channels["complaint"] == pack("zhangye-2024").channels["complaint"]
    assert [entry.id for entry in own.archive][:4] == ["dossier-note", "evidence", "dossier-cover", "dossier-catalogue"]


def test_a_pack_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="elsewhere"):
        packs.load("elsewhere", find)


def test_what_started_before_a_text_was_in_force_is_judged_by_the_pack_it_extends() -> None:
    zhangye, earlier = pack("zhangye-2024"), date(2023, 1, 9)
    review, report = zhangye.rule("preliminary-review"), zhangye.rule("report-review")
    assert review is not None
    assert report is not None
    judged_by = zhangye.rule_on(review, earlier)
    assert judged_by is not None
    assert judged_by.source.document == "mr-2022"
    assert zhangye.rule_on(report, earlier) is None
