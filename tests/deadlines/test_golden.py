"""The full ledger, day by day: what changes on each day, against a golden text that one flag rewrites.

`pytest tests/deadlines/test_golden.py --rewrite-goldens` writes it anew; read the difference before keeping it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from ecoclaim.cli.desk import desk
from ecoclaim.deadlines import Deadline, ledger_deadlines, rulebook
from ecoclaim.ledger.load import load_case, load_pack, load_reports
from ecoclaim.ledger.places import case_ids
from ecoclaim.standing import Standing

FIXTURES = Path(__file__).parents[1] / "fixtures"
FULL, GOLDEN = FIXTURES / "full", FIXTURES / "full.golden"
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def test_the_full_ledger_changes_as_the_golden_says(request: pytest.FixtureRequest) -> None:
    text = "".join(_changes())
    if request.config.getoption("--rewrite-goldens"):
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


def _changes() -> Iterator[str]:
    """Tell for every day on which something changes what is new (+), changed (~) and gone (-)."""
    at = desk(FULL, FIRST)
    office, workdays = at.office, at.workdays
    own = rulebook(load_pack(FULL, office.pack or ""), office)
    books = {name: rulebook(load_pack(FULL, name), office) for name in ("xpcc", "zhangye-2024")}
    cases = [load_case(FULL, name) for name in case_ids(FULL)]
    reports = load_reports(FULL)
    before: dict[str, str] = {}
    day = FIRST
    while day <= LAST:
        now = {row.key: _row(row) for row in ledger_deadlines(office, own, reports, workdays, day)}
        for case in cases:
            found = Standing(case, office, books[case.file.pack or ""], workdays, day)
            tracks = ", ".join(f"{key} {'+'.join(names)}" for key, names in found.tracks.items())
            now[case.id] = f"{found.stage}: {tracks}"
            now |= {row.key: _row(row) for row in found.rows}
            for one in found.limits:
                now[f"{case.id}/{one.cap.id}/{one.obligor}"] = f"{one.used} of {one.max} {one.status}"
        lines = [
            *(f"- {key}" for key in before if key not in now),
            *(f"{'~' if key in before else '+'} {key}  {text}" for key, text in now.items() if before.get(key) != text),
        ]
        if lines:
            yield f"== {day}\n" + "".join(f"{line}\n" for line in sorted(lines, key=lambda line: line[2:]))
        before, day = now, day + timedelta(days=1)


def _row(row: Deadline) -> str:
    """Write what of a row does not change by itself from day to day."""
    start = f"{row.start.name} {row.start.date}" if row.start else "-"
    days = [
        f"{name} {day}"
        for name, day in (
            ("due", row.due),
            ("rolled", row.rolled if row.rolled != row.due else None),
            ("safe", row.safe if row.safe != row.due else None),
            ("act-from", row.may_act_from),
            ("met", row.met_on),
        )
        if day is not None
    ]
    readings = [f"{one.id} {one.due}" for one in row.readings[1:]]
    return "; ".join(
        part
        for part in (row.status, f"from {start}", ", ".join(days), ", ".join(readings), " ".join(row.warnings))
        if part
    )
