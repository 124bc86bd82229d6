"""`deadlines`: its rows, formats, filters and exit codes."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from commandline import Run, process
from feeds import events_of
from ledgers import ONE, SETTINGS, keyed, ledger, read

REVIEW = "- {event: clue-received, date: 2026-09-08}\n"
SERVED = "- {event: notice-served, date: 2026-03-23, obligor: A, method: direct}\n"
ROW = (
    *("key", "case", "rule", "obligor", "instance", "period", "title", "duty", "firmness", "start"),
    *("due", "rolled", "safe", "may_act_from", "certain", "readings", "status", "met_on"),
    *("days_left", "working_days_left", "age_days", "source", "warnings"),
)


def test_the_json_of_a_row_is_that_of_the_contract(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, "format: 1\npack: zhangye-2024\nsince: 2027-01-01\n", c2026_0007=REVIEW)
    answer = run("deadlines", "7", "--on", "2026-11-21", "--format", "json", "--lang", "zh")
    found = read(answer)
    assert list(found) == [*("schema", "today", "ecoclaim", "holidays", "calendar", "deadlines", "limits", "problems")]
    assert found["calendar"] == {"known_until": "2026-11-30"}
    row = keyed(answer)["2026-0007/preliminary-review"]
    assert [name for name in row if name in ROW] == list(ROW)
    assert {name: row[name] for name in ROW if name not in ("readings", "source")} == {
        "key": "2026-0007/preliminary-review",
        "case": "2026-0007",
        "rule": "preliminary-review",
        "obligor": None,
        "instance": None,
        "period": None,
        "title": "初步核查",
        "duty": "department",
        "firmness": "must",
        "start": {"event": "clue-received", "date": "2026-09-08"},
        "due": "2026-10-08",
        "rolled": "2026-10-08",
        "safe": "2026-10-08",
        "may_act_from": None,
        "certain": True,
        "status": "overdue",
        "met_on": None,
        "days_left": -44,
        "working_days_left": -32,
        "age_days": None,
        "warnings": ["pack-expired"],
    }
    assert row["readings"][0]["due"] == "2026-10-08"
    assert row["source"]["article"] == "第九条"
    assert row["source"]["verified"] is True
    assert "三十日内" in row["source"]["quote"]


def test_what_is_owed_promptly_has_an_age_and_no_days(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001="- {event: review-concluded, date: 2026-01-30, damage: true, opinion: start}\n")
    row = keyed(run("deadlines", "--on", "2026-02-05", "--format", "json"))["2026-0001/start-claim"]
    assert (row["due"], row["rolled"], row["safe"], row["days_left"]) == (None, None, None, None)
    assert (row["age_days"], row["status"]) == (6, "open")


def test_rows_come_soonest_first_and_those_without_a_day_last(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001=REVIEW + SERVED, c2026_0002=REVIEW.replace("09-08", "02-01"))
    rows = read(run("deadlines", "--on", "2026-09-10", "--status", "all", "--format", "json"))["deadlines"]
    order = [(one["safe"] is None, one["safe"], one["rolled"] is None, one["rolled"], one["key"]) for one in rows]
    assert order == sorted(order, key=lambda one: [part or "" if not isinstance(part, bool) else part for part in one])


def test_periodic_reports_are_shown_only_where_no_case_is_named(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, "format: 1\npack: zhangye-2024\nsince: 2026-07-01\n", c2026_0001=REVIEW)
    of_all = keyed(run("deadlines", "--on", "2026-09-10", "--format", "json"))
    of_one = keyed(run("deadlines", "1", "--on", "2026-09-10", "--format", "json"))
    assert of_all["quarterly-clue-list/2026Q3"]["case"] is None
    assert of_all["quarterly-clue-list/2026Q3"]["start"] is None
    assert set(of_one) == {"2026-0001/preliminary-review", "2026-0001/limitation/A"}


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((), {"2026-0001/preliminary-review", "2026-0002/preliminary-review"}),
        (("--within", "0"), {"2026-0001/preliminary-review"}),
        (("--within", "5"), {"2026-0001/preliminary-review"}),
        (("--within", "30"), {"2026-0001/preliminary-review", "2026-0002/preliminary-review"}),
        (("--status", "overdue"), {"2026-0001/preliminary-review"}),
        (("--status", "open,overdue"), {"2026-0001/preliminary-review", "2026-0002/preliminary-review"}),
        (("--status", "met"), {"2026-0003/preliminary-review"}),
        (("--status", "void"), set()),
    ],
)
def test_filters_choose_rows(run: Run, tmp_path: Path, arguments: tuple[str, ...], shown: set[str]) -> None:
    plain = ONE.partition("obligors")[0]
    ledger(
        tmp_path,
        c2026_0001=f"{plain}---\n{REVIEW}",
        c2026_0002=f"{plain}---\n- {{event: clue-found, date: 2026-10-10}}\n",
        c2026_0003=f"{plain}---\n{REVIEW}- {{event: review-concluded, date: 2026-09-20}}\n",
    )
    rows = keyed(run("deadlines", "--on", "2026-10-20", "--format", "json", *arguments))
    assert {key for key in rows if "preliminary" in key} == shown


EXIT_CODES = {
    "nothing pressing": (f"{ONE}---\n{REVIEW}", "2026-09-10", 0),
    "due soon": (f"{ONE}---\n{REVIEW}", "2026-10-01", 10),
    "overdue": (f"{ONE}---\n{REVIEW}", "2026-10-09", 20),
    "lapsed": (f"{ONE}---\n{SERVED}", "2026-04-10", 10),
    "exceeded": (f"{ONE}---\n{SERVED}- {{event: reply-received, date: 2026-03-25, agrees: yes}}\n", "2026-06-30", 10),
    "lapsed and decided": (
        f"{ONE}---\n{SERVED}- {{event: consultation-failed, date: 2026-04-01, ground: refused-or-silent}}\n",
        "2026-04-10",
        0,
    ),
}


@pytest.mark.parametrize(("text", "on", "code"), EXIT_CODES.values(), ids=EXIT_CODES)
def test_the_exit_code_tells_what_presses_where_it_is_asked_to(
    run: Run, tmp_path: Path, text: str, on: str, code: int
) -> None:
    ledger(tmp_path, c2026_0001=text)
    assert run("deadlines", "--on", on).code == 0
    assert run("deadlines", "--on", on, "--exit-code").code == code
    quiet = run("deadlines", "--on", on, "--exit-code", "--quiet")
    assert (quiet.code, bool(quiet.out)) == (code, code != 0)
    (tmp_path / "cases" / "2026-0001" / "case.yaml").write_text("id: [\n")
    assert run("deadlines", "--on", on, "--exit-code", "--quiet").code == 4


def test_a_broken_case_hides_no_other(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001=REVIEW, c2026_0002=REVIEW, c2026_0003=REVIEW)
    (tmp_path / "cases/2026-0002/events.yaml").write_text("- {event: clue-recieved, date: 2026-9-8}\n", "utf-8")
    answer = run("deadlines", "--on", "2026-09-10", "--format", "json", "--quiet", "--exit-code")
    assert answer.code == 4
    assert {key[:9] for key in keyed(answer)} == {"2026-0001", "2026-0003"}
    (problem,) = read(answer)["problems"]
    assert (problem["path"], problem["line"], problem["column"]) == ("cases/2026-0002/events.yaml", 1, 4)
    assert answer.err.startswith("cases/2026-0002/events.yaml:1:4: 1.event: ")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("calendars/2027.yaml", "year: twenty\n", "calendars/2027.yaml:1:1: year: "),
        ("reports.yaml", "- {report: x}\n", "reports.yaml:1:3: period: "),
        ("packs/xpcc.yaml", "name: xpcc\nextends: nowhere\n", "ecoclaim.yaml:2:1: pack: "),
        ("packs/xpcc.yaml", "name: xpcc\nrules: 5\n", "packs/xpcc.yaml:2:1: rules: "),
    ],
)
def test_a_bad_file_of_the_office_is_named_and_the_rest_answered(
    run: Run, tmp_path: Path, path: str, text: str, place: str
) -> None:
    ledger(
        tmp_path,
        SETTINGS + "since: 2026-01-01\n",
        {path: text},
        c2026_0001=REVIEW,
        c2026_0002=f"pack: zhangye-2024\n{ONE}---\n{REVIEW}",
    )
    answer = run("deadlines", "--on", "2026-09-10", "--format", "json")
    assert answer.code == 4
    assert any(line.startswith(place) for line in answer.err.splitlines()), answer.err
    assert "2026-0002/preliminary-review" in keyed(answer)


def test_a_day_out_of_the_calendar_is_a_problem_of_its_case(run: Run, tmp_path: Path) -> None:
    ledger(
        tmp_path,
        "format: 1\npack: zhangye-2024\nrole: coordinator\n",
        c9999_0001="- {event: notice-served, date: 9999-12-30}\n",
        c9999_0002="title: 无义务人\n---\n- {event: review-concluded, date: 9999-12-01, opinion: start}\n",
    )
    answer = run("deadlines", "--on", "9999-12-31", "--format", "json")
    assert answer.code == 4
    assert {one["path"] for one in read(answer)["problems"]} == {"cases/9999-0001/events.yaml", "ecoclaim.yaml"}
    assert {key[:9] for key in keyed(answer)} == {"9999-0002"}
    for arguments in (("why", "1", "reply"), ("why", "annual-report"), ("list",), ("next",), ("report", "due")):
        assert run(*arguments, "--on", "9999-12-31").code == 4


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("deadlines", "99"), 3),
        (("deadlines", "渗坑"), 0),
        (("deadlines", "没有这个"), 3),
        (("deadlines", "--status", "tardy"), 2),
        (("deadlines", "--within", "-1"), 2),
        (("deadlines", "--within", "soon"), 2),
        (("-C", "nowhere", "deadlines"), 3),
    ],
)
def test_what_is_not_there_or_not_understood_is_told(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    ledger(tmp_path, c2026_0001=REVIEW)
    answer = run(*arguments, "--on", "2026-09-10")
    assert answer.code == code
    assert bool(answer.out) is (code == 0)


def test_an_uncertain_day_is_never_printed_without_its_mark(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, c2026_0001="- {event: clue-found, date: 2026-11-20}\n")
    arguments = ("deadlines", "--on", "2026-11-21", "--lang", "en")
    table = run(*arguments).out
    assert "2026-12-18?" in table or "2026-12-20?" in table
    assert re.findall(r"2026-12-\d\d(?!\?)", table) == []
    assert "Provisional" in table.splitlines()[-1]
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").out.lstrip("\ufeff"))))
    assert [row["certain"] for row in rows if row["rule"] == "preliminary-review"] == ["provisional"]
    calendar = run(*arguments, "--format", "ics").out
    assert "SUMMARY:[provisional] 2026-0001" in calendar
    assert "STATUS:TENTATIVE" in calendar


def test_a_pack_past_its_time_is_told_on_every_answer(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, "format: 1\npack: zhangye-2024\n", c2026_0001=REVIEW)
    for form in ("table", "csv", "ics"):
        before = run("deadlines", "--on", "2026-10-09", "--format", form)
        after = run("deadlines", "--on", "2026-10-10", "--format", form)
        assert "2026-10-09" not in before.err
        assert "2026-10-09" in (after.out.splitlines()[0] if form == "table" else after.err)


def test_csv_reads_back_and_runs_nothing(run: Run, tmp_path: Path) -> None:
    rule = (
        "name: xpcc2\nextends: xpcc\ntitle: {zh: x, en: x}\nrules:\n  - id: preliminary-review\n"
        '    title: {zh: "=1+1", en: "=HYPERLINK(\\"x\\"), \\"quoted\\""}\n'
    )
    ledger(tmp_path, "format: 1\npack: xpcc2\n", {"packs/xpcc2.yaml": rule}, c2026_0001=REVIEW)
    out = process(
        "-C",
        str(tmp_path),
        "deadlines",
        "--on",
        "2026-10-20",
        "--format",
        "csv",
        "--lang",
        "en",
        PYTHONIOENCODING="gbk",
    ).stdout
    assert out.startswith(b"\xef\xbb\xbf")
    lines = out.split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)
    rows = list(csv.DictReader(io.StringIO(out.decode("utf-8-sig"), newline="")))
    (review,) = [row for row in rows if row["rule"] == "preliminary-review"]
    assert review["title"] == '\'=HYPERLINK("x"), "quoted"'
    assert (review["rolled"], review["days_left"], review["status"]) == ("2026-10-08", "-12", "overdue")


def test_the_calendar_is_read_by_another_reader(run: Run, tmp_path: Path) -> None:
    ledger(
        tmp_path,
        SETTINGS + "remind_days: 3\n",
        c2026_0001=REVIEW,
        c2026_0002=REVIEW + "- {event: review-concluded, date: 2026-09-20}\n",
    )
    arguments = ("deadlines", "--on", "2026-09-25", "--format", "ics", "--lang", "en")
    answer = process("-C", str(tmp_path), *arguments).stdout.decode()
    events = {one["UID"]: one for one in events_of(answer)}
    open_one = events["2026-0001/preliminary-review@ecoclaim"]
    assert open_one["DTSTART;VALUE=DATE"] == "20261008"
    assert open_one["DTEND;VALUE=DATE"] == "20261009"
    assert open_one["STATUS"] == "CONFIRMED"
    assert open_one["ALARM-TRIGGER"] == "-P3D"
    assert "Counted from: Clue received\\, 2026-09-08 (Tue)" in open_one["DESCRIPTION"]
    met = events["2026-0002/preliminary-review@ecoclaim"]
    assert met["STATUS"] == "CANCELLED"
    assert "ALARM-TRIGGER" not in met
    again = process("-C", str(tmp_path), *arguments).stdout.decode()
    assert again == answer


def test_at_eighty_columns_no_line_is_wider(run: Run, tmp_path: Path) -> None:
    from ecoclaim.ledger.load import load_case
    from ecoclaim.views.deadlines import Answer
    from ecoclaim.views.table import Paper
    from ecoclaim.views.text import width_of
    from ecoclaim.words import use
    from written import WORKDAYS, standing

    ledger(tmp_path, c2026_0001=REVIEW + SERVED)
    rows = standing(load_case(tmp_path, "2026-0001"), "2026-11-25").rows
    for language in ("zh", "en"):
        use(language)
        for width in (80, 100, 130):
            text = Answer(date(2026, 11, 25), rows, (), (), WORKDAYS.known_until).table(Paper(width=width))
            assert max(map(width_of, text.splitlines())) <= width
    use("zh")
