"""Flat tables for other programs: what is in them, what is never in them, and whose files an export replaces."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from commandline import Run, process
from ledgers import ledger, read

from ecoclaim.reports.flat import TABLES

EXAMPLES = Path(__file__).parents[2] / "examples"
BOTH = ("-C", str(EXAMPLES / "xpcc"), "-C", str(EXAMPLES / "zhangye"))
ON = ("--on", "2026-11-21")

# A man who dumped waste, a firm, and what they owe together; every personal field is filled.
CASE = """title: 张三丰倾倒危险废物
handlers: [经办李四]
filing_no: 甘G环赔〔2026〕1号
obligors:
  - {key: A, name: 张三丰, kind: person, id_number: 11010519491231002X, phone: '13900001111', address: 某市某路9号, born: 1949-12-31}
  - key: B
    name: 示例化工有限公司
    kind: organization
    credit_code: 91350100M000100Y43
    representative: {name: 王五六, phone: '13900002222'}
losses:
  - {head: restoration-cost, amount: '1000.10'}
agreements:
  - {no: 1, obligors: [A, B]}
obligations:
  - {no: 1, under: agreement 1, obligor: [A, B], joint: yes, what: payment, amount: '1000.10', until: 2026-10-31}
---
- {event: clue-received, date: 2026-03-02, channel: complaint, sender: 赵七八, note: 张三丰住在某市某路9号}
- {event: review-concluded, date: 2026-03-09, opinion: start, damage: yes}
- {event: claim-started, date: 2026-03-12}
- {event: notice-served, date: 2026-04-01, obligor: [A, B], method: direct, meeting: 1}
- {event: agreement-signed, date: 2026-05-06, obligor: [A, B], agreement: 1, scope: full}
- {event: payment-made, date: 2026-06-01, obligor: B, obligation: 1, amount: '400.00'}
"""
PERSONAL = ("张三丰", "三丰", "11010519491231002X", "1390000", "某路9号", "1949", "王五六", "李四", "赵七八")
SETTINGS = "format: 1\nid: {id}\npack: zhangye-2024\nsince: 2026-01-01\ndepartment: {{name: {name}, phone: '0936-1', contact: 孙九十}}\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return ledger(tmp_path / "here", SETTINGS.format(id="here", name="东/县局"), c2026_0001=CASE)


def rows_of(folder: Path, table: str) -> list[dict[str, Any]]:
    found = []
    for path in sorted(folder.glob(f"{table}/office=*/year=*/*.json")):
        found += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return found


def test_nothing_that_belongs_to_a_person_leaves_the_office(run: Run, here: Path, tmp_path: Path) -> None:
    for form in ("csv", "json"):
        out = tmp_path / form
        assert run("-C", str(here), "export", *ON, "--format", form, "--out", str(out)).code == 0
        text = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*") if path.is_file())
        assert [one for one in (*PERSONAL, "孙九十", "0936") if one in text] == []
        assert "示例化工有限公司" in text
        assert "张某某倾倒危险废物" in text


def test_the_rows_are_those_of_the_case(run: Run, here: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer = run("-C", str(here), "export", *ON, "--format", "json", "--out", str(out))
    assert answer.code == 0
    assert {path.parts[-2] for path in out.glob("*/*/*/*")} == {"year=2026"}
    assert {path.parts[-3] for path in out.glob("*/*/*/*")} == {"office=东%2F县局"}
    (case,) = rows_of(out, "cases")
    assert list(case) == [one.name for one in TABLES["cases"]]
    assert (case["claimed"], case["agreed"], case["paid"], case["overdue"]) == (
        "1000.10",
        "1000.10",
        "400.00",
        "600.10",
    )
    assert (case["ledger"], case["case"], case["clue_on"], case["stage"]) == (
        "here",
        "2026-0001",
        "2026-03-02",
        "performing",
    )
    # A joint sum is owed by two and counts once.
    (debt,) = rows_of(out, "obligations")
    assert (debt["obligors"], debt["joint"], debt["amount"], debt["paid"]) == ("A,B", True, "1000.10", "400.00")
    assert [(one["obligor"], one["name"]) for one in rows_of(out, "obligors")] == [
        ("A", None),
        ("B", "示例化工有限公司"),
    ]
    events = rows_of(out, "events")
    assert [(one["event"], one["amount"]) for one in events][-1] == ("payment-made", "400.00")
    assert json.loads(events[1]["fields"]) == {"damage": True, "opinion": "start"}
    shown = read(run("-C", str(here), "deadlines", *ON, "--status", "all", "--format", "json"))["deadlines"]
    exported = rows_of(out, "deadlines")
    assert sorted(one["key"] for one in exported) == sorted(one["key"] for one in shown)
    by_key = {one["key"]: one for one in shown}
    for one in exported:
        for name in ("rule", "due", "rolled", "safe", "certain", "status", "met_on", "days_left"):
            assert one[name] == by_key[one["key"]][name]
    (office,) = rows_of(out, "offices")
    assert (office["cases"], office["unread"], office["exported_on"]) == (1, 0, "2026-11-21")
    assert set(json.loads((out / "tables.json").read_text(encoding="utf-8"))) == set(TABLES)


def test_an_export_replaces_its_own_files_and_no_others(run: Run, here: Path, tmp_path: Path) -> None:
    there = ledger(tmp_path / "there", SETTINGS.format(id="there", name="东/县局"), c2025_0001=CASE, c2026_0001=CASE)
    out = tmp_path / "out"
    for one in (here, there):
        assert run("-C", str(one), "export", *ON, "--format", "csv", "--out", str(out)).code == 0
    of_there = {path: path.read_bytes() for path in out.glob("*/*/*/there.csv")}
    assert len({path.parts[-2] for path in of_there}) == 2
    # The office has another name now, its case is of another year, and it writes another format.
    settings = here / "ecoclaim.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("东/县局", "西县局"), encoding="utf-8")
    (here / "cases/2026-0001").rename(here / "cases/2024-0001")
    about = here / "cases/2024-0001/case.yaml"
    about.write_text(about.read_text(encoding="utf-8").replace("id: 2026-0001", "id: 2024-0001"), encoding="utf-8")
    assert run("-C", str(here), "export", *ON, "--format", "json", "--out", str(out)).code == 0
    assert {path: path.read_bytes() for path in out.glob("*/*/*/there.csv")} == of_there
    assert not list(out.glob("*/*/*/here.csv"))
    assert {path.parts[-3] for path in out.glob("cases/*/*/here.json")} == {"office=西县局"}
    assert {path.parts[-2] for path in out.glob("cases/*/*/here.json")} == {"year=2024"}
    assert not [path for path in out.rglob("*") if path.is_dir() and not any(path.iterdir())]


def test_a_csv_opens_in_a_spreadsheet_and_runs_nothing(run: Run, tmp_path: Path) -> None:
    here = ledger(
        tmp_path / "l",
        SETTINGS.format(id="l", name="局"),
        c2026_0001=CASE.replace("title: 张三丰倾倒", "title: =1+1 倾倒"),
    )
    assert run("-C", str(here), "export", *ON, "--format", "csv", "--out", str(tmp_path / "out")).code == 0
    (path,) = (tmp_path / "out").glob("cases/*/*/l.csv")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["title"].startswith("'=1+1")
    assert row["claimed"] == "1000.10"


def test_a_bad_file_is_named_counted_and_hides_no_other(run: Run, here: Path, tmp_path: Path) -> None:
    (here / "cases/2026-0002").mkdir()
    (here / "cases/2026-0002/case.yaml").write_text("id: [\n", encoding="utf-8")
    answer = run("-C", str(here), "export", *ON, "--format", "json", "--out", str(tmp_path / "out"))
    assert answer.code == 4
    assert "2026-0002" in answer.err
    assert len(rows_of(tmp_path / "out", "cases")) == 1
    assert [one["unread"] for one in rows_of(tmp_path / "out", "offices")] == [1]


def test_where_it_cannot_write_it_says_so(run: Run, here: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    answer = run("-C", str(here), "export", *ON, "--format", "csv", "--out", str(tmp_path / "file"))
    assert answer.code == 4
    assert str(tmp_path / "file") in answer.err


def test_without_duckdb_it_says_how_to_install_it(tmp_path: Path, here: Path) -> None:
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "duckdb.py").write_text("raise ImportError\n", encoding="utf-8")
    answer = process(
        "-C", str(here), "--lang", "en", "export", *ON, "--out", str(tmp_path / "out"), PYTHONPATH=str(hidden)
    )
    assert answer.returncode == 2
    assert b"pip install 'ecoclaim[analytics]'" in answer.stderr
    assert not (tmp_path / "out").exists()


def readme_queries(name: str) -> list[str]:
    text = (Path(__file__).parents[2] / name).read_text(encoding="utf-8")
    return re.findall(r"```sql\n(.*?)```", text, re.DOTALL)


def test_parquet_answers_the_questions_of_the_readme(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    assert run(*BOTH, "export", *ON, "--out", str(tmp_path / "tables")).code == 0
    monkeypatch.chdir(tmp_path)
    stats = read(run(*BOTH, "stats", *ON, "--by", "office", "--format", "json"))
    with duckdb.connect() as asked:
        queries = readme_queries("README.md")
        assert len(queries) == 3
        assert readme_queries("README.zh.md") == queries
        views, *questions = queries
        asked.execute(views)
        for one in questions:
            assert {row[0] for row in asked.execute(one).fetchall()} == {"示例师生态环境局", "张掖市生态环境局"}
        source = "read_parquet('tables/cases/*/*/*.parquet', hive_partitioning = true)"
        kinds = dict(
            asked.execute(f"select column_name, column_type from (describe select * from {source})").fetchall()
        )
        assert (kinds["claimed"], kinds["clue_on"], kinds["office"]) == ("DECIMAL(20,2)", "DATE", "VARCHAR")
        own = "read_parquet('tables/cases/*/*/*.parquet', hive_partitioning = false)"
        names = [row[0] for row in asked.execute(f"select column_name from (describe select * from {own})").fetchall()]
        assert names == [one.name for one in TABLES["cases"]]
        count, claimed = asked.execute(f"select count(*), sum(claimed) from {source}").fetchall()[0]
        assert isinstance(claimed, Decimal)
        assert count == len(read(run(*BOTH, "list", *ON, "--format", "json"))["cases"])
        assert f"{claimed:.2f}" in json.dumps(stats)
        assert isinstance(asked.execute(f"select min(clue_on) from {source}").fetchall()[0][0], date)
