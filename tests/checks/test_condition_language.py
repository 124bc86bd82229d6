"""The language of conditions, row by row: what is needed or forbidden where, how often, how near, of the same whom."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ecoclaim import packs, yamlfile
from ecoclaim.checks.conditions import breaches, kept
from ecoclaim.deadlines import rulebook
from ecoclaim.errors import BadFile
from ecoclaim.ledger.load import find_pack
from ecoclaim.standing import Standing
from written import WORKDAYS, case, day, office

HEAD = (
    "name: own\ntitle: {zh: 甲, en: a}\nextends: national\n"
    "documents: {own: {title: {zh: 甲办法, en: measures}}}\nconditions:\n"
    "  - {id: mine, title: {zh: 条件, en: condition}, source: {document: own, article: 第一条}, "
)
FILE = """id: 2026-0001
title: 某厂排污
name: 某厂排污案
departments: [甲局, 乙局]
obligors:
  - {key: A, name: 甲厂, kind: organization}
  - {key: B, name: 乙厂}
meetings:
  - {no: 1, on: 2026-03-10, chair: 某调解委员会, appraiser_explained: 是}
  - {no: 2, on: 2026-03-20}
agreements:
  - {no: 1, obligors: [A], confirm_within: 30}
"""
M1 = "- {event: meeting-held, date: 2026-03-10, obligor: A, meeting: 1, outcome: none}"
M2 = "- {event: meeting-held, date: 2026-03-20, obligor: A, meeting: 2, outcome: none}"
MINUTES = "- {event: minutes-signed, date: 2026-03-12, obligor: A, meeting: 1}"
SIGNED = "- {event: agreement-signed, date: 2026-03-25, obligor: A, agreement: 1}"
SERVED = "- {event: notice-served, date: 2026-03-02, obligor: A, method: mail}"


def standing(condition: str, events: Sequence[str], on: str = "2026-12-01", head: str = HEAD) -> Standing:
    """Give where a case stands under the national pack and one condition."""
    own = yamlfile.read(f"{head}{condition}}}\n".encode(), "own.yaml")
    pack = packs.load("own", lambda name: own if name == "own" else find_pack(None, name))
    return Standing(case("\n".join(events) + "\n", FILE), office(), rulebook(pack, office()), WORKDAYS, day(on))


def broken(condition: str, events: Sequence[str], on: str = "2026-12-01") -> list[str | None]:
    """Name the obligors for whom the condition is broken."""
    return [one.obligor for one in breaches(standing(condition, events, on)) if one.condition.id == "mine"]


@pytest.mark.parametrize(
    ("condition", "events", "wanted"),
    [
        # An event that must be there before the occasion; one after it, or another obligor's, is none.
        ("on: agreement-signed, needs: [{event: minutes-signed, before: yes}]", [MINUTES, SIGNED], []),
        ("on: agreement-signed, needs: [{event: minutes-signed, before: yes}]", [SIGNED], ["A"]),
        ("on: agreement-signed, needs: [{event: minutes-signed}]", [MINUTES.replace("03-12", "03-26"), SIGNED], ["A"]),
        ("on: agreement-signed, needs: [{event: minutes-signed, ever: yes}]", [MINUTES.replace("03-12", "03-26"), SIGNED], []),
        ("on: agreement-signed, needs: [{event: minutes-signed}]", [MINUTES.replace("obligor: A", "obligor: B"), SIGNED], ["A"]),
        ("on: agreement-signed, per: case, needs: [{event: minutes-signed}]", [MINUTES.replace("obligor: A", "obligor: B"), SIGNED], []),
        # Of the same meeting or agreement.
        ("on: meeting-held, same: [obligor, meeting], needs: [{event: minutes-signed, ever: yes}]", [M1, MINUTES], []),
        ("on: meeting-held, same: [obligor, meeting], needs: [{event: minutes-signed, ever: yes}]", [M2, MINUTES], ["A"]),
        ("on: confirmation-applied, same: [agreement], needs: [{event: agreement-signed}]",
         [SIGNED, "- {event: confirmation-applied, date: 2026-04-01, obligor: A, agreement: 2}"], ["A"]),
        # One of these fields of the entry filled in.
        ("on: meeting-held, needs: [{event: meeting-held, has: [willing, excuse]}]", [M1], ["A"]),
        ("on: meeting-held, needs: [{event: meeting-held, has: [willing, outcome]}]", [M1], []),
        # Not where something else holds; what a fact holds.
        ("on: meeting-held, unless: [{fact: meeting.appraiser_explained}], needs: [{event: minutes-signed}]", [M1, M2], ["A"]),
        ("on: meeting-held, needs: [{fact: meeting.chair, holds: [调解, 仲裁]}]", [M1, M2], ["A"]),
        # Each item of a list of case.yaml.
        ("on: check, each: meetings, needs: [{fact: meeting.chair}]", [], [None]),
        ("on: check, each: obligors, needs: [{fact: obligor.kind}]", [], [None]),
        ("on: check, each: agreements, needs: [{fact: agreement.confirm_within, be: [30]}]", [], []),
        # How often, and how many different.
        ("on: agreement-signed, needs: [{event: meeting-held, at_least: 2}]", [M1, M2, SIGNED], []),
        ("on: agreement-signed, needs: [{event: meeting-held, at_least: 2}]", [M1, SIGNED], ["A"]),
        ("on: agreement-signed, needs: [{event: meeting-held, at_least: 2, distinct: meeting}]", [M1, M1.replace("03-10", "03-11"), SIGNED], ["A"]),
        ("on: agreement-signed, needs: [{event: meeting-held, at_least: 2, distinct: meeting}]", [M1, M2, SIGNED], []),
        ("on: agreement-signed, needs: [{event: meeting-held, at_least: 1, distinct: excuse}]", [M1, SIGNED], ["A"]),
        # After an event, before an event; nothing comes after what never happened.
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held}]", [M1, MINUTES, SIGNED], []),
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held}]", [M1, MINUTES, M2, SIGNED], ["A"]),
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held}]", [M1, MINUTES, SIGNED, M2.replace("03-20", "03-28")], []),
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held}]", [MINUTES, SIGNED], ["A"]),
        ("on: agreement-signed, forbids: [{event: minutes-signed, after: meeting-held}]", [MINUTES, SIGNED], []),
        ("on: agreement-signed, needs: [{event: notice-served, before: meeting-held}]", [SERVED, M1, SIGNED], []),
        ("on: agreement-signed, needs: [{event: notice-served, before: meeting-held}]", [M1, SERVED.replace("03-02", "03-11"), SIGNED], ["A"]),
        # How near: to the occasion, or to the event that bounds it.
        ("on: meeting-held, needs: [{event: notice-served, before: yes, within: {count: 8, unit: days}}]", [SERVED, M1], []),
        ("on: meeting-held, needs: [{event: notice-served, before: yes, within: {count: 7, unit: days}}]", [SERVED, M1], ["A"]),
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held, within: {count: 2, unit: working_days}}]", [M1, MINUTES, SIGNED], []),
        ("on: agreement-signed, needs: [{event: minutes-signed, after: meeting-held, within: {count: 1, unit: days}}]", [M1, MINUTES, SIGNED], ["A"]),
        # What is forbidden, by its fields and without them.
        ("on: meeting-held, forbids: [{event: notice-served, where: {method: [public, left]}}]", [SERVED, M1], []),
        ("on: meeting-held, forbids: [{event: notice-served, unless: {method: direct}}]", [SERVED, M1], ["A"]),
        ("on: {event: meeting-held, where: {outcome: agreed}}, forbids: [{event: notice-served}]", [SERVED, M1], []),
        # Only where something holds.
        ("on: meeting-held, when: [{event: reply-received}], needs: [{event: notice-served}]", [M1], []),
        ("on: meeting-held, when: [{fact: departments, at_least: 2}], needs: [{event: notice-served}]", [M1], ["A"]),
        # Facts: there, equal, so many; of the occasion's own obligor, meeting, agreement.
        ("on: meeting-held, needs: [{fact: meeting.chair}]", [M1], []),
        ("on: meeting-held, needs: [{fact: meeting.chair}]", [M2], ["A"]),
        ("on: meeting-held, needs: [{fact: meeting.appraiser_explained, be: yes}]", [M1], []),
        ("on: meeting-held, needs: [{fact: meeting.appraiser_explained, be: 否}]", [M1], ["A"]),
        ("on: agreement-signed, needs: [{fact: agreement.confirm_within, be: 30}]", [SIGNED], []),
        ("on: meeting-held, needs: [{fact: obligor.kind, be: organization}]", [M1, M1.replace("obligor: A", "obligor: B")], ["B"]),
        ("on: check, needs: [{fact: departments, at_least: 2}]", [], []),
        ("on: check, needs: [{fact: departments, at_least: 3}]", [], [None]),
        ("on: check, needs: [{fact: departments, be: 丙局}]", [], [None]),
        # Whenever it is checked, of each obligor; at closing.
        ("on: check, per: obligor, needs: [{event: notice-served}]", [SERVED], ["B"]),
        ("on: check, needs: [{event: notice-served}]", [SERVED], []),
        ("on: closing, needs: [{event: result-published}]", ["- {event: case-closed, date: 2026-05-06}"], [None]),
        ("on: closing, needs: [{event: result-published}]", [], []),
    ],
)  # fmt: skip
def test_a_condition_is_broken_by_what_it_says_and_only_then(
    condition: str, events: Sequence[str], wanted: list[str | None]
) -> None:
    assert broken(condition, events) == wanted
    assert broken(condition, list(reversed(events))) == wanted


@pytest.mark.parametrize(("on", "wanted"), [("2026-03-13", []), ("2026-03-14", ["A"])])
def test_what_must_follow_within_a_time_is_lacking_only_once_the_time_is_over(on: str, wanted: list[str]) -> None:
    condition = "on: meeting-held, needs: [{event: minutes-signed, after: yes, within: {count: 3, unit: days}}]"
    assert broken(condition, [M1], on) == wanted
    assert broken(condition, [M1, MINUTES], on) == []


GRAVITY = "on: meeting-held, needs: [{event: notice-served}], severity: refuse"


@pytest.mark.parametrize(
    ("more", "source", "refuses", "severity"),
    [
        ("", "", True, "error"),
        ("", ", verified: no", False, "warning"),
        ("always: yes, ", ", verified: no", True, "error"),
        ("in_principle: yes, ", "", False, "warning"),
        ("in_principle: yes, lifted_by: extra-meeting-approved, ", "", True, "error"),
        ("in_principle: yes, lifted_by: extra-meeting-approved, ", ", verified: no", False, "warning"),
    ],
)
def test_how_grave_a_breach_is_follows_from_what_is_known_of_its_source(
    more: str, source: str, refuses: bool, severity: str
) -> None:
    own = f"{more}{GRAVITY}, source: {{document: own, article: 第一条{source}}}"
    at = standing(own, [M1], head=HEAD.replace("source: {document: own, article: 第一条}, ", ""))
    (breach,) = [one for one in breaches(at) if one.condition.id == "mine"]
    assert breach.refuses is refuses
    assert [one.severity for one in kept(at) if one.code == "mine"] == [severity]


@pytest.mark.parametrize("severity", ["error", "warning", "notice"])
def test_what_does_not_refuse_is_told_by_check_as_what_it_says(severity: str) -> None:
    at = standing(GRAVITY.replace("refuse", severity), [M1])
    assert [one.severity for one in kept(at) if one.code == "mine"] == [severity]


@pytest.mark.parametrize(
    "condition",
    [
        "on: agreement-signed, each: meetings, needs: [{fact: meeting.chair}]",
        "on: check, each: meetings, field: payee, needs: [{fact: meeting.chair}]",
        "on: check, each: papers, needs: [{fact: meeting.chair}]",
        "on: check, needs: [{fact: meeting.chair, has: [reason]}]",
        "on: meeting-held, needs: [{event: meeting-held, has: [salary]}]",
        "on: meeting-held, needs: [{event: meeting-held, holds: [x]}]",
    ],
)
def test_what_a_condition_cannot_mean_is_refused(condition: str) -> None:
    with pytest.raises(BadFile):
        broken(condition, [M1])


def test_what_is_lacking_is_named_all_at_once_and_an_item_by_its_number() -> None:
    needs = (
        "[{fact: meeting.chair, title: {zh: 主持人, en: chair}}, {fact: meeting.place, title: {zh: 地点, en: place}}]"
    )
    (found,) = (one for one in kept(standing(f"on: check, each: meetings, needs: {needs}", [])) if "2" in one.message)
    assert (found.message, found.loc) == ("condition (number 2); lacking: chair, place", ("meetings", 1))
