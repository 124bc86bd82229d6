"""`report due`, `report sent` and `calendar impact`."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import Run
from ledgers import ledger, read

SETTINGS = "format: 1\npack: zhangye-2024\nlanguage: en\nsince: 2026-07-01\n"
KEPT = "# 已报送\n- {report: half-year-report, period: 2026H1, sent: 2026-07-08}   # 纸质\n"
NOTICE = (
    "year: 2027\nnotice: {number: 国办发明电〔2026〕1号}\noff:\n"
    "  - {name: 元旦, from: 2027-01-01, to: 2027-01-03}\n  - {name: 春节, from: 2027-02-05, to: 2027-02-12}\n"
    "  - {name: 清明节, from: 2027-04-05, to: 2027-04-05}\n  - {name: 劳动节, from: 2027-05-01, to: 2027-05-05}\n"
    "  - {name: 端午节, from: 2027-06-09, to: 2027-06-09}\n  - {name: 中秋节, from: 2027-09-15, to: 2027-09-15}\n"
    "  - {name: 国庆节, from: 2027-10-01, to: 2027-10-07}\n"
    "make_up: [2027-01-30]\n"
)


def owed(run: Run, on: str) -> set[str]:
    return {one["key"] for one in read(run("report", "due", "--on", on, "--format", "json"))["reports"]}


def test_a_report_is_owed_until_it_is_recorded_as_sent(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, SETTINGS, {"reports.yaml": KEPT})
    assert "quarterly-clue-list/2026Q3" in owed(run, "2026-09-22")
    said = ("quarterly-clue-list", "2026Q3", "--date", "2026-09-22", "--as-of", "2026-09-21", "--on", "2026-09-22")
    answer = run("report", "sent", *said)
    assert answer.code == 0, answer.err
    assert "quarterly-clue-list/2026Q3" not in owed(run, "2026-09-22")
    text = (tmp_path / "reports.yaml").read_text("utf-8")
    assert text.startswith(KEPT)
    assert "as_of: 2026-09-21" in text
    again = run("report", "sent", *said)
    assert (again.code, (tmp_path / "reports.yaml").read_text("utf-8")) == (7, text)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("quarterly-clue-list", "2026Q3", "--date", "2026-09-23"), 7),
        (("quarterly-clue-list", "2026Q3", "--date", "2026-09-20", "--as-of", "2026-09-21"), 7),
        (("quarterly-clue-list", "2026H2", "--date", "2026-09-20"), 2),
        (("quarterly-clue-list", "2026Q5", "--date", "2026-09-20"), 2),
        (("quarterly-clue-list", "2026Q3"), 2),
        (("annual-report", "2026", "--date", "2026-09-20"), 3),
        (("reply", "2026", "--date", "2026-09-20"), 3),
        (("nothing", "2026", "--date", "2026-09-20"), 3),
    ],
)
def test_what_cannot_be_is_not_recorded(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    ledger(tmp_path, SETTINGS)
    answer = run("report", "sent", *arguments, "--on", "2026-09-22")
    assert (answer.code, answer.out) == (code, "")
    assert not (tmp_path / "reports.yaml").exists()


def test_a_bad_file_of_reports_is_kept_as_it_is(run: Run, tmp_path: Path) -> None:
    ledger(tmp_path, SETTINGS, {"reports.yaml": "report: x\n"})
    answer = run("report", "sent", "quarterly-clue-list", "2026Q3", "--date", "2026-09-20", "--on", "2026-09-22")
    assert answer.code == 4
    assert (tmp_path / "reports.yaml").read_text("utf-8") == "report: x\n"
    assert run("report", "due", "--on", "2026-09-22").code == 4


def test_a_new_notice_moves_open_deadlines_from_and_to(run: Run, tmp_path: Path) -> None:
    ledger(
        tmp_path,
        SETTINGS,
        {"2027.yaml": NOTICE},
        c2026_0001="- {event: clue-found, date: 2027-01-06}\n- {event: notice-served, date: 2027-01-27}\n",
    )
    answer = run("calendar", "impact", "2027.yaml", "--on", "2027-01-28", "--format", "json")
    assert answer.code == 0, answer.err
    moves = {one["key"]: one for one in read(answer)["moves"]}
    review = moves["2026-0001/preliminary-review"]
    assert (review["from"]["due"], review["from"]["certain"]) == ("2027-02-05", False)
    assert (review["to"]["rolled"], review["to"]["safe"]) == ("2027-02-15", "2027-02-04")
    assert review["to"]["certain"] is True
    assert moves["2026-0001/reply/A/2027-01-27"]["to"]["due"] == "2027-02-02"
    assert run("calendar", "impact", "2027.yaml", "--on", "2027-01-28").code == 0


def test_a_notice_that_is_already_entered_moves_the_same(run: Run, tmp_path: Path) -> None:
    events = "- {event: clue-found, date: 2027-01-06}\n"
    ledger(tmp_path / "a", SETTINGS, {"calendars/2027.yaml": NOTICE}, c2026_0001=events)
    ledger(tmp_path / "b", SETTINGS, {"2027.yaml": NOTICE}, c2026_0001=events)
    found = [
        read(run("-C", str(folder), "calendar", "impact", str(file), "--on", "2027-01-28", "--format", "json"))["moves"]
        for folder, file in (
            (tmp_path / "a", tmp_path / "a/calendars/2027.yaml"),
            (tmp_path / "b", tmp_path / "b/2027.yaml"),
        )
    ]
    assert found[0] == found[1] != []


@pytest.mark.parametrize(("text", "code"), [(None, 3), ("year: x\n", 4), ("off: [\n", 4)])
def test_a_notice_that_cannot_be_read_is_told(run: Run, tmp_path: Path, text: str | None, code: int) -> None:
    ledger(tmp_path, SETTINGS)
    if text is not None:
        (tmp_path / "2027.yaml").write_text(text)
    assert run("calendar", "impact", "2027.yaml").code == code
