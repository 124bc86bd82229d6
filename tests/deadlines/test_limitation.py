"""Limitation: each reading goes its own way, an act interrupts only what has not run out, and joint debtors stand together.

An entry is `DAY EVENT field=value …`; a row is written `STATUS id=ROLLED …` with its readings, the prevailing first.
"""

from __future__ import annotations

import pytest

from ecoclaim.deadlines import Deadline
from written import rows

HEAD = "id: 2026-0007\ntitle: 示例\n"
ONE = HEAD + "obligors: [{key: A, name: 甲公司}]\n"
THREE = (
    HEAD
    + """\
obligors:
  - {key: A, name: 甲公司, liability: joint}
  - {key: B, name: 乙公司, liability: joint}
  - {key: C, name: 丙公司, liability: several}
"""
)
AGREED = (
    ONE
    + """\
agreements: [{no: 1, obligors: [A]}]
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: payment, amount: 100, until: 2028-06-30}
  - {no: 2, obligor: A, under: agreement 1, what: payment, amount: 100, until: 2030-12-31}
  - {no: 3, obligor: A, under: agreement 1, what: restoration, until: 2027-05-20}
"""
)
DAMAGED = ONE + "incident: {began_on: 2004-03-01, ended_on: 2006-11-30}\n"
KNOWN = "2024-03-01 damage-known obligor=A,B,C"
LATE = ["2022-02-01 damage-known obligor=A,B,C"]
PLAIN = ["2026-09-01 damage-known obligor=A"]
SIGNED = [*PLAIN, "2026-10-09 agreement-signed obligor=A agreement=1 scope=full"]
PART = [*PLAIN, "2026-10-09 agreement-signed obligor=A agreement=1 scope=part"]
RUN_OUT = "lapsed law-of-the-start=2025-02-05"

CASES = [
    # 法典的时间效力
    ("the day before the Code", ONE, ["2023-08-14 damage-known"], "2026-11-27", {"": "lapsed law-of-the-start=2026-08-14"}),
    ("the day of the Code", ONE, ["2023-08-15 damage-known"], "2026-11-27", {"": "due-soon five-years=2028-08-15 law-of-the-start=2026-08-17"}),
    ("after it", ONE, ["2023-10-20 damage-known"], "2026-10-01", {"": "open five-years=2028-10-20 law-of-the-start=2026-10-20"}),
    ("the longer one is over", ONE, ["2023-10-20 damage-known"], "2028-10-21", {"": "lapsed five-years=2028-10-20 law-of-the-start=2026-10-20"}),
    ("known since the Code", ONE, PLAIN, "2026-11-27", {"": "open law-of-the-start=2031-09-01"}),
    (
        "a demand while both run",
        ONE,
        ["2023-10-01 damage-known", "2025-03-03 demand-made"],
        "2026-11-27",
        {"": "open five-years=2030-03-04 law-of-the-start=2028-03-03"},
    ),
    (
        "a demand when only the longer one runs",
        ONE,
        ["2023-10-20 damage-known", "2026-11-02 demand-made"],
        "2026-11-27",
        {"": "due-soon five-years=2031-11-03 law-of-the-start=2026-10-20"},
    ),
    # 届满之后
    ("a late demand", ONE, ["2022-02-01 damage-known", "2026-11-01 demand-made"], "2026-11-27", {"": RUN_OUT}),
    ("a late notice", ONE, ["2022-02-01 damage-known", "2026-11-02 notice-served"], "2026-11-27", {"": RUN_OUT}),
    (
        "a late payment",
        ONE,
        ["2022-02-01 damage-known", "2026-11-02 payment-made amount=10"],
        "2026-11-27",
        {"": f"{RUN_OUT} revived-by-payment=2031-11-03"},
    ),
    ("a late promise of a part", ONE, ["2022-02-01 damage-known", "2026-11-02 debt-acknowledged covers=part"], "2026-11-27", {"": RUN_OUT}),
    (
        "a late promise of all, for that debtor alone",
        THREE,
        [*LATE, "2026-11-02 debt-acknowledged obligor=A covers=all"],
        "2026-11-27",
        {"A": "open law-of-the-start=2031-11-03", "B": RUN_OUT, "C": RUN_OUT},
    ),
    (
        "a late agreement, for that debtor alone",
        THREE,
        [*LATE, "2026-11-02 agreement-signed obligor=A scope=full"],
        "2026-11-27",
        {"A": "void law-of-the-start=2031-11-03", "A/agreement": "open three-years=2029-11-02 five-years=2031-11-03", "B": RUN_OUT},
    ),
    ("a late agreement on a part leaves the rest", THREE, [*LATE, "2026-11-02 agreement-signed obligor=A scope=part"], "2026-11-27", {"A": RUN_OUT}),
    ("a late suit", ONE, ["2022-02-01 damage-known", "2026-11-02 lawsuit-filed"], "2026-11-27", {"": "met-late law-of-the-start=2025-02-05"}),
    # 中断与连带
    ("agreeing to consult is none", ONE, [*PLAIN, "2026-10-09 reply-received agrees=yes"], "2026-11-27", {"": "open law-of-the-start=2031-09-01"}),
    (
        "an act against one joint debtor counts for the other",
        THREE,
        [KNOWN, "2025-03-03 notice-served obligor=A"],
        "2026-11-27",
        {key: f"open five-years=2030-03-04 law-of-the-start={day}" for key, day in (("A", "2028-03-03"), ("B", "2028-03-03"))}
        | {"C": "open five-years=2029-03-01 law-of-the-start=2027-03-01"},
    ),
    # 起诉与申报债权
    (
        "suing one joint debtor holds it for the other",
        THREE,
        [KNOWN, "2025-03-03 lawsuit-filed obligor=A"],
        "2029-11-27",
        {"A": "met", "B": "met", "C": "lapsed"},
    ),
    (
        "the other joint debtor's runs anew once the suit is over",
        THREE,
        [KNOWN, "2025-03-03 lawsuit-filed obligor=A", "2026-09-01 judgment-effective obligor=A kind=judgment outcome=upheld"],
        "2026-11-27",
        {"A": "void", "B": "open law-of-the-start=2031-09-01"},
    ),
    (
        "a ruling without a decision on the merits",
        ONE,
        ["2024-03-01 damage-known", "2025-03-03 lawsuit-filed", "2026-09-01 judgment-effective kind=ruling outcome=dismissed"],
        "2026-11-27",
        {"": "open law-of-the-start=2031-09-01"},
    ),
    (
        "a judgment that dismisses",
        ONE,
        ["2024-03-01 damage-known", "2025-03-03 lawsuit-filed", "2026-09-01 judgment-effective kind=judgment outcome=dismissed"],
        "2026-11-27",
        {"": "void"},
    ),
    (
        "a suit withdrawn",
        ONE,
        ["2024-03-01 damage-known", "2025-03-03 lawsuit-filed", "2025-06-03 lawsuit-withdrawn"],
        "2026-11-27",
        {"": "open five-years=2030-06-03 law-of-the-start=2028-06-05"},
    ),
    (
        "a payment during the suit changes nothing",
        ONE,
        ["2024-03-01 damage-known", "2025-03-03 lawsuit-filed", "2025-06-03 payment-made amount=1"],
        "2026-11-27",
        {"": "met"},
    ),
    ("a claim in insolvency", ONE, ["2024-03-01 damage-known", "2025-03-03 insolvency-claim-filed"], "2032-11-27", {"": "met"}),
    # 协议债权
    (
        "an agreement with instalments",
        AGREED,
        SIGNED,
        "2026-11-27",
        {
            "": "void",
            "A/agreement-1": "open three-years=2034-01-02 five-years=2035-12-31",
            "A/agreement-1-3": "open three-years=2030-05-20 five-years=2032-05-20",
        },
    ),
    (
        "a claim under an agreement is gone only by the longer reading",
        AGREED,
        SIGNED,
        "2034-02-01",
        {"A/agreement-1": "due-soon", "A/agreement-1-3": "lapsed"},
    ),
    (
        "a payment after the term starts it anew",
        AGREED,
        [*SIGNED, "2031-02-03 payment-made obligation=1 amount=1"],
        "2031-03-03",
        {"A/agreement-1": "open three-years=2034-02-03 five-years=2036-02-04", "A/agreement-1-3": "due-soon"},
    ),
    (
        "suing for the rest leaves the part agreed",
        AGREED,
        [*PART, "2026-11-02 lawsuit-filed about=remainder", "2027-03-01 judgment-effective kind=judgment outcome=upheld"],
        "2027-04-01",
        {"A": "void", "A/agreement-1": "open"},
    ),
    (
        "suing on the agreement leaves the rest",
        AGREED,
        [*PART, "2026-11-02 lawsuit-filed about=default"],
        "2026-11-27",
        {"A": "open law-of-the-start=2031-10-09", "A/agreement-1": "met"},
    ),
    ("a payment under it is none on the rest", AGREED, [*PART, "2026-11-02 payment-made obligation=1 amount=1"], "2026-11-27", {"A": "open law-of-the-start=2031-10-09"}),
    (
        "an agreement that was rescinded leaves the claim",
        AGREED,
        [*SIGNED, "2026-11-02 agreement-ended agreement=1 kind=rescinded"],
        "2026-11-27",
        {"A": "open law-of-the-start=2031-10-09", "A/agreement-1": "void"},
    ),
    (
        "a refused confirmation ends nothing",
        AGREED,
        [*SIGNED, "2026-10-12 confirmation-applied agreement=1", "2026-11-16 confirmation-refused"],
        "2026-11-27",
        {"A": "void", "A/agreement-1": "open"},
    ),
    (
        "a confirmed one is enforced",
        AGREED,
        [*SIGNED, "2026-10-12 confirmation-applied agreement=1", "2026-11-16 confirmation-granted"],
        "2026-11-27",
        {"A/agreement-1": "void"},
    ),
    (
        "who was released is not concerned by a suit against the other",
        THREE,
        [KNOWN, "2025-03-03 obligor-released obligor=B ground=not-liable", "2025-06-09 lawsuit-filed obligor=A about=all"],
        "2026-11-27",
        {"A": "met", "B": "void"},
    ),
    (
        "who is to owe one sum together owes the rest of the damage alone",
        THREE.replace("joint", "several")
        + "obligations: [{no: 1, obligor: [A, B], joint: yes, under: judgment, what: payment, amount: 100}]\n",
        [KNOWN, "2025-03-03 demand-made obligor=B"],
        "2026-11-27",
        {"A": "open five-years=2029-03-01 law-of-the-start=2027-03-01", "B": "open five-years=2030-03-04 law-of-the-start=2028-03-03"},
    ),
    # 二十年
    ("twenty years from the damage", DAMAGED, ["2024-03-01 damage-known"], "2026-11-27", {"": "due-soon twenty-years=2026-11-30"}),
    ("nothing interrupts them", DAMAGED, ["2024-03-01 damage-known", "2026-11-02 demand-made"], "2026-12-01", {"": "lapsed twenty-years=2026-11-30"}),
    # 推定的起算日
    (
        "the start is assumed",
        ONE,
        ["2023-09-01 clue-received", "2023-10-09 review-concluded opinion=start"],
        "2026-11-27",
        {"": "due-soon five-years=2028-10-09 law-of-the-start=2026-10-09 from-clue-received=2026-09-01"},
    ),
    (
        "a second clue is no start",
        ONE,
        ["2026-06-27 clue-received", "2026-06-28 clue-found", "2026-08-03 review-concluded opinion=start"],
        "2026-11-27",
        {"": "open five-years=2031-08-04 law-of-the-start=2029-08-03 from-clue-received=2029-06-27"},
    ),
    (
        "an act interrupts both starts",
        ONE,
        ["2023-09-01 clue-received", "2023-10-09 review-concluded opinion=start", "2025-03-03 notice-served"],
        "2026-11-27",
        {"": "open five-years=2030-03-04 law-of-the-start=2028-03-03"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "entries", "on", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_limitation_runs_as_the_law_says(file: str, entries: list[str], on: str, expected: dict[str, str]) -> None:
    found = rows("".join(map(entry, entries)), on, file=file)
    for name, line in expected.items():
        row = found[f"limitation/{name or 'A'}"]
        assert as_written(row, readings="=" in line) == line, name


def test_one_plans_by_the_shorter_period() -> None:
    found = rows(entry("2023-08-15 damage-known"), "2026-01-05", file=ONE)["limitation/A"]
    assert (str(found.safe), str(found.due), str(found.may_act_from)) == ("2026-08-14", "2028-08-15", "2028-08-16")
    assert "unverified" in found.warnings


def entry(text: str) -> str:
    """Write `DAY EVENT field=value …` as an entry of events.yaml."""
    day, event, *fields = text.split(" ")
    values = "".join(
        f", {name}: {f'[{value}]' if ',' in value else value}" for name, value in (one.split("=") for one in fields)
    )
    return f"- {{event: {event}, date: {day}{values}}}\n"


def as_written(row: Deadline, *, readings: bool) -> str:
    """Write a row in the words of the table above."""
    told = [f"{one.id}={one.rolled}" for one in row.readings] if readings else []
    return " ".join([row.status, *told])
