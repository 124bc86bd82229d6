"""Every paper of the examples and of random histories is read for the kinds of sentences that no paper may bear."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from papers import FULL, ROOT, folder, subject, template

from ecoclaim.forms.documents import documents, suffix
from ecoclaim.forms.facts import facts
from ecoclaim.forms.fill import Template
from ecoclaim.forms.printing import barred, document
from ecoclaim.forms.subject import Subject
from ecoclaim.forms.text import text
from ecoclaim.ledger.load import load_pack
from ecoclaim.model.case import Case
from ecoclaim.procedure import unperformed
from ecoclaim.roles import FormRole

LEDGERS = {
    "zhangye": ROOT / "examples/zhangye",
    "xpcc": ROOT / "examples/xpcc",
    "full": FULL,
    "worst": ROOT / "tests/fixtures/worst",
}
TODAY = date(2026, 11, 27)
# What stands in no paper, each with an example of how it was seen.
NEVER = {
    "an ISO day": r"(?<![\d-])\d{4}-\d{1,2}-\d{1,2}(?![\d-])",
    "a doubled bracket": r"（（|））",
    "a doubled stop": r"[。；，、：][。；，、]|！。",
    "a span of one day": r"(\d{4}年\d{1,2}月\d{1,2}日)至\1",
    "第 before a number in brackets": r"第（\d{4}）",
    "a note of our rules": "待核|条号",
    "what the program calls things": r"None|True|False|【待补|\{\{|agreement \d",
    "a hint of the sample": "单位/部门(?!$)|XXX|×××",
    "an empty sentence": r"：。|（）|，。|因事宜|于，",
}
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_ROW = re.compile(r"(?:(\d{1,2})．|（(\d{1,2})）)(.*)")
_HEADING = re.compile(r"[一二三四五六七八九十]、|（[一二三四五六七八九十]）|[^，。；：|\d]+$")
# Their days are past on their own day: they tell what was, and promise nothing.
LOOK_BACK = {
    FormRole.START_REGISTRATION,
    FormRole.DECLINE_RECORD,
    FormRole.INVESTIGATION_REPORT,
    FormRole.TERMINATION_REGISTRATION,
    FormRole.ENFORCEMENT_APPLICATION,
    FormRole.CLOSING_APPROVAL,
    FormRole.CLOSING_SHEET,
}


@cache
def _template(name: str) -> Template:
    return template(name)


def printed(whole: Subject) -> Iterator[tuple[str, Subject, str]]:
    """Print every document of a case that would be printed as a paper: its name, its subject, its words."""
    for entry in whole.pack.forms:
        if entry.about == "deadline":
            continue
        for one in documents(entry, whole):
            paper = document(entry, one)
            if paper.missing or barred(paper):
                continue
            name = f"{whole.case.id} {whole.on} {entry.id}-{suffix(entry, one)}"
            yield name, one, text(paper.printed(_template(folder(whole, entry.id)), draft=False))


def faults(one: Subject, words: str) -> Iterator[str]:
    """Name what is wrong with a paper."""
    for what, wrong in NEVER.items():
        for found in re.finditer(wrong, words):
            yield f"{what}: …{words[max(0, found.start() - 12) : found.end() + 8]!r}"
    yield from _lists([line.strip() for line in words.splitlines() if line.strip()])
    form = one.form
    assert form is not None
    if form.means in LOOK_BACK:
        for found in _DAY.finditer(words):
            if date(*map(int, found.groups())) > one.on:
                yield f"a day after its own, {one.on}: {found.group()}"
    names = [name for party in one.file.obligors for name in (party.name, party.short_name) if name]
    yield from (f"我{name}" for name in (*names, one.office.department.name) if f"我{name}" in words)
    enforced = form.means is FormRole.ENFORCEMENT_APPLICATION and one.obligor
    if enforced and not unperformed(one.past, one.standing.obligations, str(one.obligor)):
        yield "it says of who performed that nothing was done"


def _lists(lines: list[str]) -> Iterator[str]:
    """Find lists whose rows end wrongly, and a second list of the same numbers in one part."""
    begun: set[str] = set()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if _HEADING.match(line):
            begun.clear()
        row, next_row = _ROW.fullmatch(line), _ROW.fullmatch(after)
        if row is None or not row[3]:
            continue
        kind = "．" if row[1] else "（）"
        number = int(row[1] or row[2])
        if number == 1 and kind in begun:
            yield f"a second list in one part: {line[:20]}"
        begun.add(kind)
        goes_on = next_row is not None and int(next_row[1] or next_row[2]) == number + 1
        if line.endswith("；") and not goes_on:
            yield f"a list that ends in a semicolon: {line[:20]}"
        if not line.endswith(("；", "。", "：")):
            yield f"a row without an end: {line[:20]}"


def _cases(ledger: str) -> list[str]:
    return sorted(one.name for one in (LEDGERS[ledger] / "cases").iterdir())


@pytest.mark.parametrize("ledger", LEDGERS)
def test_no_paper_of_the_examples_bears_what_no_paper_may(ledger: str) -> None:
    count = 0
    wrong = []
    for case in _cases(ledger):
        for name, one, words in printed(subject(case, LEDGERS[ledger], TODAY)):
            count += 1
            wrong += [f"{name}: {fault}" for fault in faults(one, words)]
    assert count > 10
    assert wrong == []


def test_every_form_of_a_shipped_pack_says_when_it_is_ready() -> None:
    for name in ("zhangye-2024", "xpcc"):
        for form in load_pack(None, name).forms:
            assert form.ready_when, (name, form.id)


@pytest.mark.parametrize("seed", range(6))
def test_no_paper_of_a_random_history_bears_what_no_paper_may(seed: int) -> None:
    """Cut histories at a random day, and leave out a random part of what happened."""
    chance = random.Random(seed)
    ledger = ("zhangye", "xpcc")[seed % 2]
    wrong = []
    for case in chance.sample(_cases(ledger), 3):
        whole = subject(case, LEDGERS[ledger], TODAY)
        events = whole.case.events
        on = events[0].date + timedelta(days=chance.randrange((events[-1].date - events[0].date).days + 30))
        kept = tuple(event for event in events if chance.random() > 0.15)
        standing = replace(whole.standing, case=Case(whole.file, kept), on=min(on, TODAY))
        for name, one, words in printed(replace(whole, standing=standing)):
            wrong += [f"{name}: {fault}" for fault in faults(one, words)]
    assert wrong == []


def test_the_reading_finds_each_kind() -> None:
    whole = subject("2024-0001", LEDGERS["zhangye"], TODAY)
    register = next(
        one for entry in whole.pack.forms if entry.means == "start-registration" for one in documents(entry, whole)
    )
    assert facts(register).missing == ()
    for words in (
        "至2025-06-30办完", "予以司法确认（（2025）甘示民特3号）", "完毕。。", "2025年6月5日至2025年6月5日", "第（2025）兵示民特4号",
        "第七条（待核）", "【待补：名称】", "我单位/部门于", "1．甲；", "1．甲；\n2．乙；", "1．甲。\n1．乙。", "1．甲", "2025年1月1日结案",
        "我张掖市示例冶金有限公司自愿委托",
    ):  # fmt: skip
        assert list(faults(register, words)), words
    assert list(faults(register, "1．甲；\n2．乙。\n（1）丙；\n（2）丁。\n2024年10月21日")) == []
