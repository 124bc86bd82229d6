"""`report make`: a small ledger counted by hand, in every format."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import Run
from ledgers import ledger, read

from ecoclaim.forms.text import text

SETTINGS = (
    "format: 1\npack: zhangye-2024\nlanguage: en\nsince: 2026-01-01\nrole: {role}\n"
    "department: {{name: 某市生态环境局}}\n"
)
SENT = (
    "- {report: quarterly-clue-list, period: 2026Q1, sent: 2026-03-24, as_of: 2026-03-20}\n"
    "- {report: quarterly-clue-list, period: 2026Q2, sent: 2026-06-24}\n"
    "- {report: half-year-report, period: 2026H1, sent: 2026-07-06, as_of: 2026-06-30}\n"
)

# Three obligors, one agreement signed by two of them on two days, paid in two parts across the half-years.
FIRST = """title: 某厂渗坑排污
domain: ecology-environment
incident: {place: 某镇某村}
obligors:
  - {key: A, name: 甲厂}
  - {key: B, name: 乙厂}
  - {key: C, name: =丙}
losses:
  - {head: assessment-cost, amount: 30000.10}
  - {head: cleanup-restoration, amount: 70000.00, claimed: 69999.95}
restored: {soil_m3: 1200, wetland_m2: 80.5}
agreements:
  - {no: 1, obligors: [A, B], items: [{head: assessment-cost, amount: 30000.10}, {head: cleanup-restoration, amount: 0.05}]}
obligations:
  - {no: 1, obligor: A, under: agreement 1, what: payment, amount: 30000.15, until: 2026-12-31}
---
- {event: clue-found, date: 2026-01-05, channel: daily-inspection}
- {event: review-concluded, date: 2026-02-02, opinion: start}
- {event: claim-started, date: 2026-02-10}
- {event: notice-served, date: 2026-03-02, obligor: A}
- {event: notice-served, date: 2026-03-02, obligor: B}
- {event: notice-served, date: 2026-07-09, obligor: C}
- {event: meeting-held, date: 2026-03-20, obligor: [A, B], meeting: 1, outcome: agreed}
- {event: agreement-signed, date: 2026-04-01, obligor: A, agreement: 1}
- {event: agreement-signed, date: 2026-07-01, obligor: B, agreement: 1}
- {event: confirmation-applied, date: 2026-04-08, obligor: A, agreement: 1}
- {event: confirmation-applied, date: 2026-04-08, obligor: B, agreement: 1}
- {event: payment-made, date: 2026-06-30, obligor: A, obligation: 1, amount: 10000.05}
- {event: payment-made, date: 2026-07-01, obligor: A, obligation: 1, amount: 20000.10}
- {event: restoration-finished, date: 2026-05-20, obligor: A}
- {event: restoration-finished, date: 2026-06-20, obligor: B}
- {event: consultation-failed, date: 2026-06-01, obligor: C, ground: refused-or-silent}
- {event: lawsuit-filed, date: 2026-06-15, obligor: C, case_no: 1}
"""
SECOND = """title: 某场毁草
---
- {event: clue-received, date: 2026-03-20, channel: other, sender: 市信访局}
- {event: review-concluded, date: 2026-04-10, opinion: refer}
- {event: case-referred, date: 2026-04-13, to: 林草局}
"""
THIRD = """title: "=某村固废"
restored: {solid_waste_t: 5}
---
- {event: clue-received, date: 2026-03-21, channel: nowhere}
- {event: clue-found, date: 2026-06-25}
- {event: review-concluded, date: 2026-06-24, opinion: decline}
- {event: claim-declined, date: 2026-06-26, ground: minor}
"""
FOURTH = """title: 下半年的线索
---
- {event: clue-found, date: 2026-07-01}
"""
HALF_YEAR = {
    **dict.fromkeys(("consultations-failed", "meetings", "agreements", "consultations", "claims-started"), 1),
    **dict.fromkeys(("confirmations-applied", "lawsuits", "cases-referred", "claims-declined"), 1),
    **dict.fromkeys(("reviews-start", "reviews-decline", "reviews-refer"), 1),
    "clues": 3,
    "reviews": 3,
    "restorations": 2,
}


@pytest.fixture
def made(tmp_path: Path) -> Path:
    files = {"reports.yaml": SENT}
    return ledger(
        tmp_path,
        SETTINGS.format(role="department"),
        files,
        c2026_0001=FIRST,
        c2026_0002=SECOND,
        c2026_0003=THIRD,
        c2026_0004=FOURTH,
    )


def report(run: Run, *arguments: str) -> dict[str, Any]:
    answer = run("report", "make", *arguments, "--format", "json")
    assert answer.code == 0, answer.err
    return read(answer)


def test_a_half_year_comes_out_as_counted_by_hand(run: Run, made: Path) -> None:
    found = report(run, "half-year-report", "2026H1", "--on", "2026-07-05")
    assert (found["from"], found["as_of"], found["previous_as_of"]) == ("2026-01-01", "2026-06-30", None)
    assert {name: number for name, number in found["counts"].items() if number} == HALF_YEAR
    assert found["amounts"] == {"claimed": "100000.05", "agreed": "30000.15", "paid": "10000.05"}
    assert {name: value for name, value in found["restored"].items() if float(value)} == {
        "soil_m3": "1200",
        "wetland_m2": "80.5",
    }
    assert len(found["restored"]) == 7
    assert found["channels"] == {"daily-inspection": 1, "other": 1, "nowhere": 1}
    assert found["stages"] == {"litigating": 1, "referred": 1, "declined": 1}
    assert [one["case"] for one in found["cases"]] == ["2026-0001", "2026-0002", "2026-0003"]
    assert found["undated"] == ["2026-0003"]


def test_the_second_half_has_what_the_first_has_not(run: Run, made: Path) -> None:
    found = report(run, "half-year-report", "2026H2", "--on", "2026-08-01")
    assert found["as_of"] == "2026-08-01"
    assert {name: number for name, number in found["counts"].items() if number} == {"clues": 1}
    assert found["amounts"] == {"claimed": "0.00", "agreed": "0.00", "paid": "20000.10"}
    assert {float(value) for value in found["restored"].values()} == {0.0}


def test_both_halves_add_up_to_the_year(run: Run, tmp_path: Path, made: Path) -> None:
    halves = [report(run, "half-year-report", name, "--on", "2027-01-05") for name in ("2026H1", "2026H2")]
    (made / "ecoclaim.yaml").write_text(SETTINGS.format(role="coordinator"), "utf-8")
    year = report(run, "annual-report", "2026", "--on", "2027-01-05")
    for name, number in year["counts"].items():
        assert number == sum(half["counts"][name] for half in halves), name
    for group in ("amounts", "restored"):
        for name, value in year[group].items():
            assert float(value) == pytest.approx(sum(float(half[group][name]) for half in halves)), name


@pytest.mark.parametrize(
    ("arguments", "first", "last", "cases"),
    [
        (("2026Q1", "--on", "2026-03-20"), "2026-01-01", "2026-03-20", [1, 2]),
        (("2026Q2", "--on", "2026-06-24"), "2026-03-21", "2026-06-24", [3]),
        (("2026Q3", "--on", "2026-09-20"), "2026-06-25", "2026-09-20", [4]),
        (("2026Q3", "--on", "2026-10-20"), "2026-06-25", "2026-09-30", [4]),
        (("2026Q3", "--on", "2026-10-20", "--as-of", "2026-10-05"), "2026-06-25", "2026-10-05", [4]),
    ],
)
def test_a_list_tells_of_the_days_after_the_one_before_up_to_its_own(
    run: Run, made: Path, arguments: tuple[str, ...], first: str, last: str, cases: list[int]
) -> None:
    found = report(run, "quarterly-clue-list", *arguments)
    assert (found["from"], found["as_of"]) == (first, last)
    assert [one["case"] for one in found["clues"]] == [f"2026-{number:04d}" for number in cases]


def test_a_clue_stands_as_it_was_on_the_day_of_the_list(run: Run, made: Path) -> None:
    (one, two) = report(run, "quarterly-clue-list", "2026Q1", "--on", "2026-10-01", "--as-of", "2026-03-20")["clues"]
    assert (one["stage"], one["opinion"], one["review_concluded"]) == ("investigating", "start", "2026-02-02")
    assert (two["stage"], two["opinion"], two["sender"]) == ("clue", None, "市信访局")


def test_a_spreadsheet_reads_the_list_and_runs_nothing(run: Run, made: Path) -> None:
    answer = run("report", "make", "quarterly-clue-list", "2026Q2", "--on", "2026-06-24", "--format", "csv")
    assert answer.out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff"))))
    assert [(row["Case"], row["Case title"], row["Clue of"]) for row in rows] == [
        ("2026-0003", "'=某村固废", "2026-03-21")
    ]
    figures = run("report", "make", "half-year-report", "2026H1", "--on", "2026-07-05", "--format", "csv").out
    assert "Amounts (yuan),amount agreed,30000.15\n" in figures.replace("\r\n", "\n")


def test_a_workbook_holds_numbers_as_numbers_and_text_as_text(run: Run, made: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        said = ("half-year-report", "2026H1", "--on", "2026-07-05", "--out", name)
        assert run("report", "make", *said).code == 0
    assert (made / "a.xlsx").read_bytes() == (made / "b.xlsx").read_bytes()
    cells = list(cells_of(made / "a.xlsx", "xl/worksheets/sheet1.xml"))
    assert ["Amounts (yuan)", "amount agreed", 30000.15] in cells
    assert ["Work done", "clues found or received", 3.0] in cells
    cases = list(cells_of(made / "a.xlsx", "xl/worksheets/sheet2.xml"))
    assert ["2026-0003", "=某村固废", "", "declined", 0.0, 0.0, 0.0] in cases
    with zipfile.ZipFile(made / "a.xlsx") as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert "<c:f>Figures!$B$5:$B$26</c:f>" in chart
    assert "<c:f>Figures!$C$5:$C$26</c:f>" in chart
    assert cells[3:5] == [
        ["Work done", "clues found or received", 3.0],
        ["Work done", "preliminary reviews concluded", 3.0],
    ]
    assert b"<f>" not in zipfile.ZipFile(made / "a.xlsx").read("xl/worksheets/sheet2.xml")


def test_a_workbook_prints_on_a_page_of_a4_with_its_titles_on_each(run: Run, made: Path) -> None:
    run("report", "make", "quarterly-clue-list", "2026Q1", "--on", "2026-03-24", "--out", "list.xlsx")
    with zipfile.ZipFile(made / "list.xlsx") as book:
        sheet, names = book.read("xl/worksheets/sheet1.xml").decode(), book.read("xl/workbook.xml").decode()
    assert sum(float(width) for width in re.findall(r'<col [^>]*width="([0-9.]+)"', sheet)) < 140
    assert 'fitToHeight="0"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "Print_Titles" in names


def test_a_word_file_is_a_letter_to_the_coordinator_with_the_tables_below(run: Run, made: Path) -> None:
    settings = SETTINGS.format(role="department").replace("language: en", "language: zh") + "coordinator: 某市环委办\n"
    (made / "ecoclaim.yaml").write_text(settings, "utf-8")
    for rule, period, day in (
        ("half-year-report", "2026H1", "2026-07-05"),
        ("quarterly-clue-list", "2026Q1", "2026-03-24"),
    ):
        assert run("--lang", "zh", "report", "make", rule, period, "--on", day, "--out", f"{rule}.docx").code == 0
    lines = text((made / "half-year-report.docx").read_bytes()).splitlines()
    assert lines[:3] == [
        "某市生态环境局半年工作情况报告",
        "（2026年上半年、2026年1月1日至2026年6月30日）",
        "某市环委办：",
    ]
    assert lines[lines.index("某市生态环境局") + 1] == "2026年7月5日"
    assert "2026-0003 | =某村固废 |  | 不启动 | 0.00 | 0.00 | 0.00" in lines
    clues = text((made / "quarterly-clue-list.docx").read_bytes()).splitlines()
    assert (
        "1．2026年1月5日，某厂渗坑排污（地点：某镇某村；来源：日常监管、执法巡查和专项行动；2026-0001、调查）。"
        in clues
    )
    with zipfile.ZipFile(made / "quarterly-clue-list.docx") as package:
        assert package.read("word/document.xml").count(b"<w:tblHeader/>") == 1


def test_sentences_to_paste_hold_the_same_figures(run: Run, made: Path) -> None:
    text = run("report", "make", "half-year-report", "2026H1", "--on", "2026-07-05", "--format", "text").out
    assert text.startswith("某市生态环境局: Half-yearly report, first half of 2026\n2026-01-01 to 2026-06-30\n")
    assert "Claims started: 1, for 100,000.05 yuan" in text
    assert "Agreements signed: 1, for 30,000.15 yuan" in text
    assert "soil, m³ 1,200, wetland, m² 80.5" in text
    assert "Not counted, because no event says when the restoration was finished: 2026-0003" in text
    clues = run("report", "make", "quarterly-clue-list", "2026Q1", "--on", "2026-03-20", "--format", "text").out
    assert "1. 2026-01-05: 某厂渗坑排污" in clues
    none = run("report", "make", "quarterly-clue-list", "2026Q1", "--on", "2026-01-03", "--format", "text").out
    assert "No clue was found or received in these days." in none


def test_a_table_is_written_for_people(run: Run, made: Path) -> None:
    table = run("report", "make", "half-year-report", "2026H1", "--on", "2026-07-05").out
    assert re.search(r"amount paid +10,000\.05\n", table)
    assert "2026-0002" in run("report", "make", "quarterly-clue-list", "2026Q1", "--on", "2026-03-20").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("half-year-report", "2026H1", "--format", "xlsx"), 2),
        (("half-year-report", "2026H1", "--format", "docx"), 2),
        (("half-year-report", "2026H1", "--out", "report.md"), 2),
        (("half-year-report", "2026H1", "--out", "report"), 2),
        (("half-year-report", "2026H1", "--out", "ecoclaim.yaml"), 2),
        (("half-year-report", "2026H1", "--out", "nowhere/x.csv"), 4),
        (("half-year-report", "2026Q1"), 2),
        (("half-year-report", "2026H3"), 2),
        (("half-year-report", "２０２６H1"), 2),
        (("half-year-report", "2027H1"), 7),
        (("half-year-report", "2026H1", "--as-of", "2025-12-31"), 7),
        (("half-year-report", "2026H1", "--as-of", "2026-07-06"), 7),
        (("annual-report", "2026"), 3),
        (("reply", "2026"), 3),
    ],
)
def test_what_cannot_be_told_is_refused(run: Run, made: Path, arguments: tuple[str, ...], code: int) -> None:
    before = (made / "ecoclaim.yaml").read_bytes()
    answer = run("report", "make", *arguments, "--on", "2026-07-05")
    assert (answer.code, answer.out) == (code, "")
    assert (made / "ecoclaim.yaml").read_bytes() == before


def test_a_broken_case_is_named_and_the_rest_is_told(run: Run, made: Path) -> None:
    (made / "cases" / "2026-0002" / "events.yaml").write_text("- event: nothing\n", "utf-8")
    answer = run("report", "make", "half-year-report", "2026H1", "--on", "2026-07-05", "--format", "json")
    assert answer.code == 4
    assert "cases/2026-0002/events.yaml:1" in answer.err
    found = read(answer)
    assert found["counts"]["clues"] == 2
    assert len(found["problems"]) == 1


def cells_of(path: Path, part: str) -> Iterator[list[object]]:
    """Read the rows of a sheet: its numbers, and its texts out of the shared strings."""
    with zipfile.ZipFile(path) as book:
        texts = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", book.read("xl/sharedStrings.xml").decode())
        for row in re.findall(r"<row [^>]*>(.*?)</row>", book.read(part).decode()):
            yield [
                texts[int(value)] if 't="s"' in about else float(value) if value else ""
                for about, value in re.findall(r"<c ([^>]*?)(?:/>|><v>([^<]*)</v></c>)", row)
            ]
