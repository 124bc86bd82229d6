"""`packs new` and `packs check`: another region, walked through from the skeleton to a case under its rules."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from commandline import Run
from ledgers import keyed, ledger, read

SETTINGS = "format: 1\npack: national\nlanguage: en\nsince: 2026-07-01\ngit: {commit: false}\n"

# An invented region: nothing of this is law.
SOURCE = """第三条 接到线索的部门应当在五个工作日内开始初步核查，
并在二十个工作日内提出核查意见。
第九条 各部门于每季度最后一个月二十日报送汇总表。
附件1 生态环境损害赔偿磋商告知书（样张）
"""
OWN = """
rules:
  - id: preliminary-review
    within: [{count: 20, unit: working_days}]
    reading: {id: working-days, title: {zh: 二十个工作日, en: twenty working days}}
    source: {document: hexi, article: 第三条, quote: 并在二十个工作日内提出核查意见。}
    examples:
      - {title: {zh: 跨国庆假期, en: over National Day week}, start: 2026-09-15, due: 2026-10-19}
  - id: begin-review
    title: {zh: 开始初步核查, en: Begin the preliminary review}
    per: case
    duty: department
    firmness: must
    starts: [{event: clue-received}]
    within: [{count: 5, unit: working_days}]
    ends: [{event: review-started}]
    source: {document: hexi, article: 第三条, quote: 接到线索的部门应当在五个工作日内开始初步核查}
    examples:
      - {title: {zh: 跨国庆假期，调休周六上班, en: over National Day week}, start: 2026-09-29, due: 2026-10-12}
  - id: quarterly-summary
    title: {zh: 季度汇总, en: Quarterly summary}
    per: ledger
    duty: department
    firmness: must
    cycle: quarter
    named_day: {month: 3, day: 20}
    source: {document: hexi, article: 第九条, quote: 各部门于每季度最后一个月二十日报送汇总表。}
    prompt_examples: []
forms:
  - id: consultation-notice
    title: {zh: 磋商告知书（河西样张）, en: Consultation notice of Hexi}
    source: {document: hexi, article: 附件1, quote: 生态环境损害赔偿磋商告知书（样张）}
"""


def begun(run: Run, root: Path, *more: str) -> Path:
    """Begin the pack of the invented region in a new ledger; give its file."""
    ledger(root, SETTINGS)
    answer = run("packs", "new", "hexi", "--title", "河西市生态环境损害赔偿办法", *more)
    assert answer.code == 0, answer.err
    return root / "packs" / "hexi.yaml"


def uncommented(text: str) -> str:
    """Take one # from each line, as an editor does."""
    first, rest = text.split("\n", 1)
    return first + "\n" + re.sub(r"(?m)^# ?", "", rest)


@pytest.mark.parametrize("parent", ["national", "zhangye-2024", "xpcc"])
def test_a_new_pack_is_in_order_at_once_and_with_every_sample_uncommented(
    run: Run, tmp_path: Path, parent: str
) -> None:
    file = begun(run, tmp_path, "--extends", parent)
    assert run("packs", "check", "packs/hexi.yaml").code == 0
    assert run("packs", "show", "hexi").out.startswith("河西市生态环境损害赔偿办法 (hexi)")
    file.write_text(uncommented(file.read_text("utf-8")), "utf-8")
    answer = run("packs", "check", "packs/hexi.yaml")
    assert (answer.code, answer.err) == (0, "")
    before, after = (
        read(run("packs", "show", parent, "--format", "json")),
        read(run("packs", "show", "hexi", "--format", "json")),
    )
    added = {one["id"] for one in after["rules"]} - {one["id"] for one in before["rules"]}
    assert added == {"begin-review", "quarterly-summary"}


def test_a_pack_that_is_there_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    file = begun(run, tmp_path)
    file.write_text("mine", "utf-8")
    assert run("packs", "new", "hexi").code == 2
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("xpcc",), 2),
        (("national",), 2),
        (("../hexi",), 2),
        (("Hexi",), 2),
        (("河西",), 2),
        (("hexi", "--title", "a\nb"), 2),
        (("hexi", "--extends", "nowhere"), 3),
        (("hexi", "--extends", "../x"), 3),
    ],
)
def test_what_cannot_be_a_pack_is_not_begun(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int) -> None:
    ledger(tmp_path, SETTINGS)
    answer = run("packs", "new", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert not (tmp_path / "packs").exists()


@pytest.mark.parametrize("title", ["办法: {一}, “二” #三", "'", '"quoted" \\ back', "«name» EXTENDS"])
def test_any_title_is_kept_as_it_is(run: Run, tmp_path: Path, title: str) -> None:
    ledger(tmp_path, SETTINGS)
    assert run("packs", "new", "hexi", "--title", title).code == 0
    assert run("packs", "check", "packs/hexi.yaml").code == 0
    assert read(run("packs", "show", "hexi", "--format", "json"))["title"] == title


def test_a_pack_is_committed_like_every_other_write(run: Run, tmp_path: Path) -> None:
    assert run("init", ".", "--pack", "national", "--department", "某局").code == 0
    assert run("packs", "new", "hexi").code == 0
    told = subprocess.run(["git", "show", "--stat", "--format=%s"], cwd=tmp_path, capture_output=True, check=True)
    assert b"packs/hexi.yaml" in told.stdout


def test_another_region_from_the_skeleton_to_a_case_under_its_rules(run: Run, tmp_path: Path) -> None:
    file = begun(run, tmp_path)
    file.write_text(file.read_text("utf-8") + OWN, "utf-8")
    (tmp_path / "packs" / "sources").mkdir()
    (tmp_path / "packs" / "sources" / "hexi.txt").write_text(SOURCE, "utf-8")
    checked = run("packs", "check", "packs/hexi.yaml", "--lang", "en")
    assert (checked.code, checked.err) == (0, "")
    assert "4 quotes stand word for word" in checked.out
    assert "Still without a worked example: quarterly-summary" in checked.out

    made = run(
        "new-case", "--title", "某砂场毁坏草原", "--received", "2026-09-29", "--pack", "hexi", "--on", "2026-10-09"
    )
    assert made.code == 0, made.err
    rows = keyed(run("deadlines", "1", "--on", "2026-10-09", "--format", "json"))
    assert rows["2026-0001/begin-review"]["due"] == "2026-10-12"
    assert rows["2026-0001/preliminary-review"]["due"] == "2026-11-02"
    why = run("why", "1", "begin-review", "--on", "2026-10-09")
    assert "接到线索的部门应当在五个工作日内开始初步核查" in why.out
    assert "国务院办公厅" in why.out

    assert run("record", "1", "review-started", "--date", "2026-10-12", "--on", "2026-10-13").code == 0
    rows = keyed(run("deadlines", "1", "--on", "2026-11-03", "--status", "all", "--format", "json"))
    assert (rows["2026-0001/begin-review"]["status"], rows["2026-0001/begin-review"]["met_on"]) == ("met", "2026-10-12")
    assert rows["2026-0001/preliminary-review"]["status"] == "overdue"
    findings = read(run("check", "1", "--on", "2026-11-03", "--format", "json"))["findings"]
    assert [(one["code"], one["article"]) for one in findings] == [
        ("period-missed", "“河西市生态环境损害赔偿办法”, 第三条")
    ]
    told = read(run("packs", "show", "hexi", "--format", "json"))
    told = told["forms"][0]
    assert told["title"] == "Consultation notice of Hexi"
    assert (told["form"], told["means"], told["about"]) == ("consultation-notice", "consultation-notice", "notice")
    assert (told["carries_out"], told["article"], told["house"]) == (["notice-issued", "notice-served"], "附件1", False)

    settings = tmp_path / "ecoclaim.yaml"
    settings.write_text(SETTINGS.replace("pack: national", "pack: hexi"), "utf-8")
    notice = ("1", "consultation-notice", "--draft", "--text", "--on", "2026-10-13")
    refused = run("render", *notice)
    assert (refused.code, refused.out) == (3, "")
    assert "templates/hexi/consultation-notice.docx" in refused.err
    exported = run("templates", "export", "consultation-notice", "--from", "xpcc")
    assert exported.out == "wrote templates/hexi/consultation-notice.docx\n"
    own = tmp_path / "templates" / "hexi" / "consultation-notice.docx"
    own.write_bytes(retitled(own.read_bytes(), "生态环境损害赔偿磋商告知书", "河西市磋商告知书"))
    assert run("templates", "check").code == 0
    assert run("render", *notice).out.startswith("河西市磋商告知书")
    (form, *_house) = read(run("forms", "1", "--format", "json"))["forms"]
    assert {one["article"] for one in form["missing"]} == {"附件1"}

    owed = read(run("report", "due", "--on", "2026-09-01", "--format", "json"))["reports"]
    assert [(one["key"], one["due"]) for one in owed] == [("quarterly-summary/2026Q3", "2026-09-20")]


def retitled(template: bytes, old: str, new: str) -> bytes:
    """Change a text of a template, as Word would."""
    from docx import Document

    document = Document(io.BytesIO(template))
    for run_ in (one for paragraph in document.paragraphs for one in paragraph.runs if old in one.text):
        run_.text = run_.text.replace(old, new)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("wrong", "instead", "line", "told"),
    [
        ("due: 2026-10-12}", "due: 2026-10-11}", "start: 2026-09-29", "due comes out as 2026-10-12"),
        ("{count: 5, ", "{count: 6, ", "start: 2026-09-29", "mend the example, or the rule"),
        ("每季度最后一个月", "每季度末月", "各部门于每季度末月", "they part at “末月二十日报送汇总表。”"),
        ("en: twenty working days}", "en: twenty, or so}", "twenty, or so", "double quotes"),
        ("event: review-started", "event: review-stated", "review-stated", "review-started"),
        ("per: ledger", "per: office", "per: office", "rules.quarterly-summary.per"),
        (
            "    prompt_examples: []",
            "    prompt_examples: [{title: {zh: x, en: x}, start: 2026-09-01, on: 2026-09-03, age: 3}]",
            "age: 3",
            "age comes out as 2",
        ),
    ],
)
def test_a_slip_is_told_with_its_line_and_the_cure(
    run: Run, tmp_path: Path, wrong: str, instead: str, line: str, told: str
) -> None:
    file = begun(run, tmp_path)
    text = file.read_text("utf-8") + OWN.replace(wrong, instead)
    file.write_text(text, "utf-8")
    (tmp_path / "packs" / "sources").mkdir()
    (tmp_path / "packs" / "sources" / "hexi.txt").write_text(SOURCE, "utf-8")
    answer = run("packs", "check", "packs/hexi.yaml", "--lang", "en")
    number = max(number for number, one in enumerate(text.splitlines(), 1) if line in one)
    assert (answer.code, answer.out) == (4, "")
    assert answer.err.startswith(f"packs/hexi.yaml:{number}:")
    assert told in answer.err
    assert answer.err.count("\n") == 1


def test_examples_taken_over_from_the_pack_it_extends_are_told_as_such(run: Run, tmp_path: Path) -> None:
    file = begun(run, tmp_path)
    file.write_text(
        file.read_text("utf-8") + "\nrules:\n  - id: preliminary-review\n    within: [{count: 31, unit: days}]\n",
        "utf-8",
    )
    answer = run("packs", "check", "packs/hexi.yaml", "--lang", "en")
    assert answer.code == 4
    assert "give the rule examples of its own" in answer.err


def test_a_pack_in_a_ledger_bears_the_name_of_its_file(run: Run, tmp_path: Path) -> None:
    file = begun(run, tmp_path)
    file.rename(file.with_name("other.yaml"))
    answer = run("packs", "check", "packs/other.yaml", "--lang", "en")
    assert answer.code == 4
    assert "write name: other" in answer.err


def test_a_source_that_is_no_utf_8_is_named(run: Run, tmp_path: Path) -> None:
    begun(run, tmp_path)
    (tmp_path / "packs" / "sources").mkdir()
    (tmp_path / "packs" / "sources" / "hexi.txt").write_bytes("第三条".encode("gbk"))
    answer = run("packs", "check", "packs/hexi.yaml", "--lang", "en")
    assert answer.code == 4
    assert "hexi.txt" in answer.err
