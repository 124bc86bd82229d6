"""The cases a person wants of all: his own, of a stage, a domain, a year, still open; each row says whose it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from commandline import Answer, Run
from ledgers import done, in_it, ledger, read

FOUND = "- {event: clue-received, date: 2026-09-08}\n"
BEGUN = FOUND + (
    "- {event: review-concluded, date: 2026-09-10, damage: true, opinion: start}\n"
    "- {event: claim-started, date: 2026-09-11}\n"
)
DECLINED = FOUND + (
    "- {event: review-concluded, date: 2026-09-10, damage: false, opinion: decline}\n"
    "- {event: claim-declined, date: 2026-09-12, ground: minor}\n"
)


def case(handlers: str, events: str, domain: str = "water") -> str:
    return f"title: 案\nhandlers: {handlers}\ndomain: {domain}\nobligors:\n  - {{key: A, name: 甲}}\n---\n{events}"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return ledger(
        tmp_path,
        "format: 1\npack: zhangye-2024\nlanguage: zh\nsince: 2026-09-01\n",
        c2025_0003=case("[张三]", BEGUN.replace("2026", "2025")),
        c2026_0001=case("[张三, 李四]", FOUND),
        c2026_0002=case("李四", BEGUN, "agriculture"),
        c2026_0003=case("[]", DECLINED),
    )


def listed(answer: Answer) -> list[str]:
    return [one["case"] for one in read(done(answer))["cases"]]


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ((), ["2025-0003", "2026-0001", "2026-0002", "2026-0003"]),
        (("--handler", "张三"), ["2025-0003", "2026-0001"]),
        (("--mine",), ["2026-0001", "2026-0002"]),
        (("--stage", "不启动"), ["2026-0003"]),
        (("--domain", "农业"), ["2026-0002"]),
        (("--year", "2025"), ["2025-0003"]),
        (("--open", "--year", "2026"), ["2026-0001", "2026-0002"]),
        (("--handler", "王五"), []),
    ],
)
def test_list_deadlines_and_next_are_narrowed_alike(
    run: Run, office: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], wanted: list[str]
) -> None:
    monkeypatch.setenv("ECOCLAIM_ME", "李四")
    assert listed(in_it(run, office, "list", *options, "--format", "json")) == wanted
    rows = read(in_it(run, office, "deadlines", *options, "--status", "all", "--format", "json"))["deadlines"]
    of_cases = {one["case"] for one in rows} - {None}
    assert of_cases <= set(wanted)
    assert ({one["case"] for one in rows} == of_cases) is bool(options)
    todo = read(in_it(run, office, "next", *options, "--format", "json"))["tasks"]
    assert {one["case"] for one in todo} - {None} <= set(wanted)
    table = done(in_it(run, office, "deadlines", *options, "--status", "all")).out
    assert all((name in table) is (name in of_cases) for name in ("2025-0003", "2026-0001", "2026-0002", "2026-0003"))


def test_every_row_says_whose_it_is(run: Run, office: Path) -> None:
    cases = read(in_it(run, office, "list", "--format", "json"))["cases"]
    assert {one["case"]: one["handlers"] for one in cases}["2026-0001"] == ["张三", "李四"]
    rows = read(in_it(run, office, "deadlines", "--format", "json"))
    assert all(
        one["handlers"] == (["李四"] if one["case"] == "2026-0002" else one["handlers"]) for one in rows["limits"]
    )
    assert {tuple(one["handlers"]) for one in rows["deadlines"] if one["case"] == "2026-0001"} == {("张三", "李四")}
    assert {tuple(one["handlers"]) for one in rows["deadlines"] if one["case"] is None} <= {()}
    tasks = read(in_it(run, office, "next", "--format", "json"))["tasks"]
    assert {tuple(one["handlers"]) for one in tasks if one["case"] == "2026-0002"} == {("李四",)}
    for command in ("list", "deadlines"):
        text = done(in_it(run, office, command, "--format", "csv")).out.lstrip("\ufeff")
        found = {row["经办人"] for row in csv.DictReader(io.StringIO(text)) if row["案件"] == "2026-0001"}
        assert found == {"张三、李四"}, text[:300]


def test_what_cannot_be_meant_is_told(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for options, named in (
        (("--stage", "没有"), "consulting"),
        (("--domain", "没有"), "water"),
        (("--mine",), "ECOCLAIM_ME"),
    ):
        answer = in_it(run, office, "list", *options)
        assert answer.code == 2
        assert named in answer.err
    monkeypatch.setenv("ECOCLAIM_ME", "李四")
    assert in_it(run, office, "next", "--mine", "--handler", "张三").code == 2


def test_what_to_do_in_many_cases_is_a_page_by_day(run: Run, tmp_path: Path) -> None:
    days = [f"2026-09-{1 + number % 19:02d}" for number in range(120)]
    cases = {
        f"c2026_{number + 1:04d}": case("张三", FOUND.replace("2026-09-08", day)) for number, day in enumerate(days)
    }
    office = ledger(tmp_path, "format: 1\npack: zhangye-2024\nlanguage: zh\n", **cases)
    page = done(in_it(run, office, "next", on="2026-12-01")).out
    assert len(page.splitlines()) < 60
    assert "另有" in page
    assert page.index("已逾期") < page.index("2026-12-")
    assert len(read(in_it(run, office, "next", "--format", "json"))["tasks"]) >= 120
