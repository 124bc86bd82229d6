"""Chinese whole, English whole: what the commands answer about a ledger, but for what the ledger itself holds."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from commandline import Run

from ecoclaim.ledger.load import pack_names
from ecoclaim.ledger.places import shipped
from ecoclaim.model.eventtable import CHOICES, FIELDS
from ecoclaim.model.labels import TITLES
from languages import LATIN, chinese_runs, latin_words

FULL = Path(__file__).parents[1] / "fixtures" / "full"
ON = ("--on", "2026-07-01")
ANSWERS = {
    "deadlines": ("deadlines", "--status", "all", *ON),
    "deadlines csv": ("deadlines", "--status", "all", "--format", "csv", *ON),
    "deadlines ics": ("deadlines", "--format", "ics", *ON),
    "list": ("list", *ON),
    "list csv": ("list", "--format", "csv", *ON),
    "show": ("show", "1", "--on", "2026-11-20"),
    "show another": ("show", "2", "--on", "2026-11-20"),
    "next": ("next", *ON),
    "why reply": ("why", "2", "reply", *ON),
    "why consultation-period": ("why", "1", "consultation-period", *ON),
    "why consultation-meetings": ("why", "2", "consultation-meetings", *ON),
    "why limitation": ("why", "2", "limitation", *ON),
    "why quarterly-clue-list": ("why", "quarterly-clue-list/2026Q3", *ON),
    "why annual": ("why", "half-year-report/2026H2", *ON),
    "check": ("check", *ON),
    "record": ("record", "1", *ON),
    "record refused": ("record", "2", "notice-served", "method=public", "--obligor", "A", "--date", "2026-06-30", *ON),
    "record dry": ("record", "2", "demand-made", "--obligor", "A", "--date", "2026-06-30", "--dry-run", *ON),
    "record late": ("record", "2", "demand-made", "--obligor", "A", "--date", "2026-01-30", "--dry-run", *ON),
    "record unknown": ("record", "2", "demand", *ON),
    "record field": ("record", "2", "demand-made", "zzz=1", "--obligor", "A", "--date", "2026-06-30", *ON),
    "record choice": ("record", "2", "notice-served", "method=zzz", "--obligor", "A", "--date", "2026-06-30", *ON),
    "record future": ("record", "2", "demand-made", "--obligor", "A", "--date", "2026-07-30", *ON),
    "set unknown": ("set", "2", "incident.zzz=1", *ON),
    "correct unknown": ("correct", "2", "999", "note=x", *ON),
    "undo": ("undo", "2", *ON),
    "no such case": ("show", "99", *ON),
    "no such rule": ("why", "1", "zzz", *ON),
    "report due": ("report", "due", *ON),
    "stats": ("stats", *ON),
    "stats by": ("stats", "--by", "channel", "--format", "csv", *ON),
    "timeline": ("show", "1", "--timeline", *ON),
    "packs list": ("packs", "list", *ON),
    "packs show": ("packs", "show", "zhangye-office", *ON),
    "packs diff": ("packs", "diff", "xpcc", "zhangye-2024", *ON),
    "calendar": ("calendar", "2026", *ON),
    "calendar unknown": ("calendar", "2031", *ON),
    "count": ("count", "2026-09-29", "10", "--working", *ON),
}
every_answer = pytest.mark.parametrize("arguments", ANSWERS.values(), ids=ANSWERS)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    root = tmp_path / "full"
    shutil.copytree(FULL, root)
    return root


@pytest.fixture(scope="module")
def known() -> str:
    """All that the ledger and the packs hold: it is shown as it is written."""
    files = [*FULL.rglob("*.yaml"), *shipped("rules").glob("*.yaml")]
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.fixture(scope="module")
def codes() -> tuple[str, ...]:
    """What a person types back, the same in every language: what a pack names things by, fields, choices, the case's own."""
    packs = [
        yaml.safe_load(file.read_text("utf-8")) for file in (*shipped("rules").glob("*.yaml"), *FULL.glob("packs/*"))
    ]
    choices = [name for group in CHOICES.values() for name in group]
    fields = [name for titles in TITLES.values() for name in titles]
    cases = [word for file in (FULL / "cases").rglob("*.yaml") for word in LATIN.findall(file.read_text("utf-8"))]
    return (
        *pack_names(FULL),
        *(name for pack in packs for name in names(pack)),
        *choices,
        *FIELDS,
        *fields,
        *cases,
        *CALENDAR,
    )


def names(entry: object) -> Iterator[str]:
    """Give what the entries of a pack are called: their keys and ids."""
    if isinstance(entry, dict):
        yield from map(str, entry)
        yield from (str(entry[key]) for key in ("id", "means") if key in entry)
        for value in entry.values():
            yield from names(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from names(value)


@every_answer
def test_an_answer_is_chinese_but_for_codes(
    run: Run, ledger: Path, codes: tuple[str, ...], arguments: tuple[str, ...]
) -> None:
    answer = run("--lang", "zh", "-C", str(ledger), *arguments)
    text = (answer.out + answer.err).replace("\r\n ", "")
    # A finding's code is for programs, as is the line that a calendar shows to be typed.
    text = re.sub(r"(?:错误|警告|提示) [a-z-]+：?|ecoclaim why \S+", "", text)
    assert latin_words(text, (*arguments, str(ledger), *codes)) == []


@every_answer
def test_an_answer_is_english_but_for_what_it_quotes(
    run: Run, ledger: Path, known: str, arguments: tuple[str, ...]
) -> None:
    answer = run("--lang", "en", "-C", str(ledger), *arguments)
    folded = (answer.out + answer.err).replace("\r\n ", "").replace(str(ledger), "")
    quoted = re.sub("国务院办公厅关于[0-9]{4}年部分节假日安排的通知(（示例文号）)?", "", folded)
    assert [part for part in chinese_runs(quoted) if part not in known and part not in LEGAL] == []


# What an ics file is made of; and what a printed text leaves blank.
CALENDAR = (
    "BEGIN VCALENDAR VERSION PRODID METHOD PUBLISH X-WR-CALNAME VEVENT UID DTSTAMP DTSTART VALUE DATE DTEND SUMMARY",
    "DESCRIPTION STATUS CONFIRMED TENTATIVE CANCELLED TRANSP TRANSPARENT SEQUENCE LAST-MODIFIED VALARM ACTION DISPLAY TRIGGER END TZ DT PT",
    "P D T Z H M S why ZH X XXX",
)
# Powers as they stand in a power of attorney, and the marks between quoted words.
LEGAL = ("承认", "放弃", "变更", "和解", "签署协议", "》", "《", "、", "（", "）", "：", "；", "。", "，")
