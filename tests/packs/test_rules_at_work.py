"""What starts, meets, voids and restarts each rule of the shipped packs: short histories and the rows they leave.

An entry is `DAY EVENT field=value …`; a row that must be there is `KEY STATUS`, with `from DAY` for its start and
`met DAY`; a row that must not be there is `no KEY`.
"""

from __future__ import annotations

from datetime import date

import pytest
from shipped import pack

from ecoclaim.deadlines import rulebook
from ecoclaim.deadlines.rows import Deadline
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import read_events
from ecoclaim.model.office import Office
from ecoclaim.standing import Standing
from ecoclaim.workdays import Workdays

WORKDAYS = Workdays()
OFFICE = {"format": "1", "rules": {"procuratorate-notice": "on"}}
FILE = {
    "id": "2026-0001",
    "title": "示例",
    "obligors": [
        {"key": "A", "name": "甲", "liability": "joint"},
        {"key": "B", "name": "乙", "liability": "joint"},
        {"key": "C", "name": "丙", "liability": "several"},
    ],
    "meetings": [{"no": "1", "on": "2026-03-10"}],
    "agreements": [{"no": "1", "obligors": ["A"], "confirm_within": "20"}],
    "obligations": [
        {"no": "1", "obligor": "A", "under": "agreement 1", "what": "payment", "amount": "100", "until": "2026-06-30"},
        {"no": "2", "obligor": "A", "under": "agreement 1", "what": "restoration", "until": "2026-08-31"},
    ],
}
CLUE = "2026-01-05 clue-received"
STARTED = [CLUE, "2026-01-16 review-concluded opinion=start", "2026-01-20 claim-started"]
SERVED = [*STARTED, "2026-02-25 notice-served obligor=A meeting=1"]
SIGNED = [*SERVED, "2026-03-12 agreement-signed obligor=A agreement=1 scope=full"]
PART = [*SERVED, "2026-03-12 agreement-signed obligor=A agreement=1 scope=part"]
CONFIRMED = [
    *SIGNED,
    "2026-03-20 confirmation-applied obligor=A agreement=1",
    "2026-05-06 confirmation-granted obligor=A",
]

CASES = [
    # 线索与启动
    ("zhangye-2024", [CLUE, "2026-01-02 clue-found"], "2026-01-10", ["preliminary-review open from 2026-01-02"]),
    (
        "zhangye-2024",
        [CLUE, "2026-01-08 review-concluded opinion=refer", "2026-01-09 case-referred to=水务局"],
        "2026-01-20",
        ["preliminary-review met met 2026-01-08", "refer met met 2026-01-09", "report-review open from 2026-01-08"],
    ),
    (
        "zhangye-2024",
        [
            CLUE,
            "2026-01-08 review-concluded opinion=refer",
            "2026-01-09 case-referred",
            "2026-02-25 referral-returned",
        ],
        "2026-03-02",
        ["preliminary-review open from 2026-02-25"],
    ),
    (
        "zhangye-2024",
        [*STARTED, "2026-01-17 review-reported", "2026-01-22 case-closed", "2026-02-02 case-reopened"],
        "2026-02-03",
        ["preliminary-review open from 2026-02-02", "start-claim met met 2026-01-20", "report-review met"],
    ),
    (
        "zhangye-2024",
        [CLUE, "2026-01-16 review-concluded opinion=decline", "2026-01-19 claim-declined"],
        "2026-02-03",
        ["no start-claim", "no refer", "report-review open"],
    ),
    (
        "xpcc",
        [*STARTED, "2026-01-26 claim-terminated"],
        "2026-01-28",
        ["procuratorate-notice due-soon from 2026-01-20", "investigate void", "no report-review", "no refer"],
    ),
    (
        "zhangye-2024",
        [*STARTED, "2026-01-21 supervision-started", "2026-02-10 progress-reported"],
        "2026-03-10",
        ["progress-report open from 2026-02-10"],
    ),
    # 磋商
    (
        "xpcc",
        SERVED,
        "2026-02-26",
        [
            "notice-lead/A/1 met met 2026-02-25",
            "reply/A/2026-02-25 due-soon",
            "consultation-period/A open from 2026-02-25",
            "consultation-period open from 2026-02-25",
        ],
    ),
    (
        "xpcc",
        [
            *STARTED,
            "2026-02-25 notice-issued obligor=A meeting=1",
            "2026-03-10 meeting-held obligor=A meeting=1 outcome=none",
        ],
        "2026-03-11",
        ["notice-lead/A/1 void", "no reply/A/2026-02-25"],
    ),
    ("zhangye-2024", SERVED, "2026-02-26", ["no notice-lead/A/1"]),
    (
        "xpcc",
        [*SERVED, "2026-03-02 notice-served obligor=A meeting=1"],
        "2026-03-03",
        ["reply/A/2026-02-25 void", "reply/A/2026-03-02 due-soon", "consultation-period/A open from 2026-02-25"],
    ),
    (
        "xpcc",
        [*SERVED, "2026-03-03 meeting-held obligor=A meeting=1 outcome=none"],
        "2026-03-10",
        ["reply/A/2026-02-25 met met 2026-03-03"],
    ),
    (
        "xpcc",
        [*SERVED, "2026-03-03 meeting-held obligor=A meeting=1 outcome=absent"],
        "2026-03-10",
        ["reply/A/2026-02-25 lapsed"],
    ),
    (
        "xpcc",
        PART,
        "2026-03-20",
        ["consultation-period/A open", "sue-remainder/A open from 2026-03-12", "no sue/A", "publish/consultation open"],
    ),
    (
        "xpcc",
        [*PART, "2026-03-13 consultation-failed obligor=A scope=remainder ground=other"],
        "2026-03-20",
        ["consultation-period/A open", "no sue/A", "sue-remainder/A open"],
    ),
    (
        "xpcc",
        [*PART, "2026-03-16 lawsuit-filed obligor=A about=remainder"],
        "2026-03-20",
        [
            "sue-remainder/A met met 2026-03-16",
            "confirmation-window/A/1 open from 2026-03-12",
            "consultation-period/A void",
        ],
    ),
    ("xpcc", SIGNED, "2026-03-20", ["consultation-period/A met met 2026-03-12", "no sue-remainder/A"]),
    # 司法确认、重新磋商与起诉
    (
        "xpcc",
        [*SIGNED, "2026-03-16 lawsuit-filed obligor=A about=default"],
        "2026-03-20",
        ["confirmation-window/A/1 void"],
    ),
    (
        "xpcc",
        [
            *SIGNED,
            "2026-03-20 confirmation-applied obligor=A agreement=1",
            "2026-03-25 confirmation-withdrawn obligor=A",
        ],
        "2026-04-01",
        ["no reconsult/A", "confirmation-window/A/1 met"],
    ),
    (
        "xpcc",
        [
            *SIGNED,
            "2026-04-01 confirmation-refused obligor=A",
            "2026-04-03 reconsultation-started obligor=A",
            "2026-05-06 confirmation-refused obligor=A",
        ],
        "2026-05-07",
        ["reconsult/A met met 2026-04-03"],
    ),
    (
        "xpcc",
        [
            *SIGNED,
            "2026-04-01 confirmation-refused obligor=A",
            "2026-04-03 reconsultation-started obligor=A",
            "2026-05-06 consultation-failed obligor=A ground=reconsultation-failed",
        ],
        "2026-05-07",
        ["sue/A open from 2026-05-06"],
    ),
    (
        "zhangye-2024",
        [*SIGNED, "2026-07-06 default-found obligor=A obligation=1"],
        "2026-07-08",
        ["sue/A open from 2026-07-06", "no enforce/A", "no enforcement-window/A"],
    ),
    (
        "zhangye-2024",
        [*CONFIRMED, "2026-07-06 default-found obligor=A obligation=1"],
        "2026-07-08",
        ["no sue/A", "enforce/A open from 2026-07-06", "enforcement-window/A open from 2026-05-06 due 2028-08-31"],
    ),
    # 履行、评估与时效
    (
        "zhangye-2024",
        [*CONFIRMED, "2026-06-01 payment-made obligor=A obligation=1 amount=60"],
        "2026-07-02",
        ["performance/A/1 lapsed due 2026-06-30", "enforcement-window/A open due 2028-08-31"],
    ),
    (
        "zhangye-2024",
        [*CONFIRMED, "2026-10-12 demand-made obligor=A"],
        "2026-10-13",
        ["enforcement-window/A open from 2026-10-12 due 2028-10-12"],
    ),
    (
        "zhangye-2024",
        [*CONFIRMED, "2026-08-20 performance-extended obligor=A obligation=2 until=2026-10-15"],
        "2026-09-01",
        ["performance/A/2 open due 2026-10-15"],
    ),
    (
        "zhangye-2024",
        [
            *CONFIRMED,
            "2026-07-01 restoration-finished obligor=A obligation=2",
            "2026-07-20 evaluation-concluded obligor=A result=failed",
            "2026-08-20 restoration-finished obligor=A obligation=2",
        ],
        "2026-09-01",
        ["performance/A/2 met", "evaluate/A open from 2026-08-20"],
    ),
    (
        "xpcc",
        [
            *SIGNED,
            "2026-04-01 evaluation-concluded obligor=A result=passed",
            "2026-04-02 result-published what=consultation",
            "2026-04-03 case-closed",
        ],
        "2026-04-10",
        ["publish/consultation met met 2026-04-02", "publish/restoration open from 2026-04-01"],
    ),
    (
        "xpcc",
        [CLUE, "2026-01-16 review-concluded opinion=start"],
        "2026-02-02",
        ["limitation/A open from 2026-01-16 assumed", "limitation/C open from 2026-01-16 assumed"],
    ),
    (
        "xpcc",
        ["2026-01-16 damage-known obligor=A,B,C", "2026-02-25 notice-served obligor=A"],
        "2026-03-02",
        ["limitation/A open from 2026-02-25", "limitation/B open from 2026-02-25", "limitation/C open from 2026-01-16"],
    ),
    (
        "xpcc",
        ["2022-01-10 damage-known obligor=C", "2027-03-01 demand-made obligor=C"],
        "2027-03-02",
        ["limitation/C lapsed from 2022-01-10 due 2025-01-10"],
    ),
    (
        "xpcc",
        ["2026-01-16 damage-known obligor=C", "2026-03-02 reply-received obligor=C agrees=false"],
        "2026-03-03",
        ["limitation/C open from 2026-01-16"],
    ),
    (
        "xpcc",
        ["2026-01-16 damage-known obligor=C", "2026-09-01 reply-received obligor=C agrees=true"],
        "2026-09-02",
        ["limitation/C open from 2026-01-16 due 2031-01-16"],
    ),
    (
        "xpcc",
        [
            "2026-01-16 damage-known obligor=C",
            "2026-03-02 lawsuit-filed obligor=C about=all",
            "2026-05-06 lawsuit-withdrawn obligor=C",
        ],
        "2026-05-07",
        ["limitation/C open from 2026-05-06"],
    ),
]


@pytest.mark.parametrize(("name", "entries", "on", "expected"), CASES)
def test_a_history_leaves_the_rows_that_the_law_wants(
    name: str, entries: list[str], on: str, expected: list[str]
) -> None:
    rows = rows_of(name, entries, date.fromisoformat(on))
    for line in expected:
        assert line == as_written(line, rows)


def rows_of(name: str, entries: list[str], on: date) -> dict[str, Deadline]:
    """Compute the rows of a short history by their key, the case's id left out."""
    file = CaseFile.model_validate(FILE)
    events, wrong = read_events([entry(text) for text in entries], [one.key for one in file.obligors])
    assert wrong == []
    office = Office.model_validate(OFFICE)
    found = Standing(Case(file, events), office, rulebook(pack(name), office), WORKDAYS, on)
    return {one.key.removeprefix("2026-0001/"): one for one in found.rows}


def entry(text: str) -> dict[str, str | list[str]]:
    """Read `DAY EVENT field=value …` as an entry of events.yaml; a comma makes a list."""
    day, event, *fields = text.split(" ")
    values = dict(one.split("=", 1) for one in fields)
    lists = {key: value.split(",") if "," in value else value for key, value in values.items()}
    return {"event": event, "date": day, **lists}


def as_written(line: str, rows: dict[str, Deadline]) -> str:
    """Write what is so of the row in the words in which the line expects it."""
    words = line.split(" ")
    if words[0] == "no":
        return line if words[1] not in rows else f"{words[1]} {rows[words[1]].status}"
    row = rows.get(words[0])
    if row is None:
        return f"no {words[0]}; there are: {', '.join(rows)}"
    shown = [words[0], row.status]
    for word in words[2:]:
        if word == "from":
            shown += [word, str(row.start.date if row.start else None)]
        elif word == "due":
            shown += [word, str(row.due)]
        elif word == "met":
            shown += [word, str(row.met_on)]
        elif word == "assumed" and "assumed-start" in row.warnings:
            shown.append(word)
    return " ".join(shown)
