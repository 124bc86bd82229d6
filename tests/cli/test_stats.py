"""`stats`: both examples counted by hand from their YAML, in every format."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from ledgers import read
from python_calamine import CalamineWorkbook

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = ("--on", "2026-11-27")

# Counted on the files: in which cases an event stands (grep), losses claimed, items agreed, payments, what is unpaid.
HAND: dict[str, dict[str, Any]] = {
    "zhangye": {
        "steps": [12, 9, 7, 5, 3, 3, 1, 1],
        "amounts": {"claimed": "2782501.30", "agreed": "2311900.80", "paid": "419600.00", "overdue": "192000.00"},
        "overdue": ["2025-0001", "2025-0004"],
        "restored": {"soil_m3": "431.5", "solid_waste_t": "295"},
        "years": {"2024": (1, "811900.80"), "2025": (5, "1684200.00"), "2026": (6, "286400.50")},
        "undated": [],
        "counts": {"meetings": 5, "agreements": 4, "lawsuits": 1, "judgments": 0, "claims-declined": 1, "closed": 1},
    },
    "xpcc": {
        "steps": [9, 8, 7, 6, 5, 3, 1, 1],
        "amounts": {"claimed": "5502100.50", "agreed": "3651100.50", "paid": "704200.00", "overdue": "643000.00"},
        "overdue": ["2025-0002"],
        "restored": {"soil_m3": "268.5", "surface_water_m3": "12000", "farmland_m2": "2600"},
        "years": {"2025": (2, "1772500.00"), "2026": (7, "3729600.50")},
        "undated": ["2025-0002", "2026-0003"],
        "counts": {"lawsuits": 3, "judgments": 2, "closed": 1},
    },
}


@pytest.mark.parametrize("name", HAND)
def test_both_examples_counted_by_hand(run: Run, name: str) -> None:
    answer = read(run("-C", str(EXAMPLES / name), "stats", *ON, "--by", "year", "--format", "json"))
    hand, total = HAND[name], answer["total"]
    assert [one["count"] for one in total["steps"]] == hand["steps"]
    assert {name: one["amount"] for name, one in total["amounts"].items()} == hand["amounts"]
    assert total["amounts"]["overdue"]["cases"] == hand["overdue"]
    restored = {name: one["quantity"] for name, one in total["restored"].items() if one["cases"]}
    assert restored == hand["restored"]
    assert total["undated"] == hand["undated"]
    assert {name: total["counts"][name]["count"] for name in hand["counts"]} == hand["counts"]
    years = {one["group"]: (len(one["cases"]), one["amounts"]["claimed"]["amount"]) for one in answer["groups"]}
    assert years == hand["years"]
    for step in total["steps"]:
        assert len(step["cases"]) == step["count"]


def test_a_period_is_measured_in_the_unit_of_its_limit(run: Run) -> None:
    days = read(run("-C", str(EXAMPLES / "zhangye"), "stats", *ON, "--format", "json"))["total"]["days"]
    found = {one["rule"]: one for one in days}
    # Found 10-21, concluded 11-15: 25 days; the other eight cases read likewise.
    assert found["preliminary-review"]["limit"] == {"n": 30, "unit": "days"}
    assert found["preliminary-review"]["late_cases"] == ["2026-0004", "2026-0005", "2026-0006"]
    assert found["reply"]["limit"] == {"n": 5, "unit": "working_days"}
    assert found["reply"]["longest"] <= 5
    assert found["performance"]["limit"] is None
    assert found["performance"]["late_cases"] == ["2025-0001", "2025-0004"]


def test_every_format_holds_the_same_figures_and_the_cases_behind_them(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "zhangye"
    shutil.copytree(EXAMPLES / "zhangye", root)
    call = ("-C", str(root), "stats", *ON, "--lang", "en")
    groups = read(run(*call, "--by", "handler", "--format", "json"))["groups"]
    rows = list(csv.reader(io.StringIO(run(*call, "--by", "handler", "--format", "csv").out.removeprefix("\ufeff"))))
    for group in groups:
        row = next(one for one in rows if one[:3] == [group["title"], "Amounts (yuan)", "amount claimed"])
        assert (row[3], row[4].split()) == (group["amounts"]["claimed"]["amount"], group["amounts"]["claimed"]["cases"])
    # Two handlers share most cases: each of them is counted for it.
    assert sum(len(one["cases"]) for one in groups) == 19
    workbook = root / "figures.xlsx"
    assert run(*call, "--format", "xlsx", "--out", str(workbook)).code == 0
    assert run(*call, "--format", "xlsx", "--out", str(workbook)).code == 2
    sheets = CalamineWorkbook.from_path(workbook)
    behind = [row for row in sheets.get_sheet_by_name("Cases behind each figure").to_python() if len(row) > 2]
    overdue = [row[4] for row in behind if row[2] == "amount overdue"]
    assert overdue == ["2025-0001", "2025-0004"]
    table = run(*call).out
    assert "amount overdue    192,000.00  2025-0001, 2025-0004" in table
    assert re.search(r"^all cases +12 +9 +7 ", run(*call, "--by", "channel").out, re.M)
