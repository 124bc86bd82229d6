"""A region's own forms are data: one of its own making, one that it calls otherwise, and what `packs check` refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import Run
from docx import Document
from ledgers import read

FULL = Path(__file__).parents[1] / "fixtures" / "full"
DAY = ("--on", "2026-11-21")

# An invented region: nothing of this is law.
REGION = """name: region
title: {zh: 某地办法, en: Measures of a region}
extends: zhangye-2024
document: region
documents: {region: {title: {zh: 某地办法, en: Measures of a region}}}
forms:
  - id: our-notice
    means: consultation-notice
    title: {zh: 某地磋商通知, en: Our notice}
    source: {document: region, article: 附件1}
    wanted_by: {document: region, article: 第八条}
  - id: consultation-reply
    title: {zh: 磋商答复函, en: Reply to the notice}
    source: {document: region, article: 附件2}
    about: obligor
    carries_out: reply-received
    ready_when: [after-closing]
    blanks:
      - 案由
      - {name: 名称, label: {zh: 义务人名称, en: name}, path: "obligors.{obligor}.name", who: obligor}
      - {name: 送达日, label: {zh: 送达日期, en: day of service}, event: notice-served, which: first, as: day}
      - {name: 方式, label: {zh: 送达方式, en: method}, event: notice-served, which: first, field: method}
      - {name: 签名, label: {zh: 签名, en: signature}, ink: yes}
      - {name: 意见, label: {zh: 意见, en: view}, path: "texts.{form}.view", who: obligor, article: 第九条}
archive: [our-notice, consultation-reply]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixture's ledger under the region's pack, its own form beside it."""
    root = tmp_path / "ledger"
    shutil.copytree(FULL, root)
    settings = root / "ecoclaim.yaml"
    text = (
        settings.read_text("utf-8")
        .replace("pack: zhangye-2024", "pack: region")
        .replace("commit: true", "commit: false")
    )
    settings.write_text(text, "utf-8")
    for file in root.glob("cases/*/case.yaml"):
        file.write_text(
            file.read_text("utf-8").replace("pack: zhangye-2024\n", "").replace("pack: xpcc\n", ""), "utf-8"
        )
    (root / "packs" / "region.yaml").write_text(REGION, "utf-8")
    (root / "templates" / "region").mkdir(parents=True)
    document = Document()
    for line in ("磋商答复函", "{{ 案由 }}：{{ 名称 }}于{{ 送达日 }}以{{ 方式 }}收到，意见：{{ 意见 }}", "{{ 签名 }}"):
        document.add_paragraph(line)
    document.save(str(root / "templates" / "region" / "consultation-reply.docx"))
    monkeypatch.chdir(root)
    return root


def test_a_form_of_the_regions_own_is_listed_rendered_checked_compared_and_archived(run: Run, root: Path) -> None:
    checked = run("packs", "check", "packs/region.yaml")
    assert (checked.code, checked.err) == (0, "")
    assert run("templates", "check").code == 0
    (form,) = [
        one for one in read(run("forms", "1", *DAY, "--format", "json"))["forms"] if one["form"] == "consultation-reply"
    ]
    assert form["missing"] == [
        {"field": "texts.consultation-reply.view", "label": "意见", "who": "赔偿义务人", "article": "第九条"}
    ]
    lacking = run("render", "1", "consultation-reply", *DAY)
    assert (lacking.code, "texts.consultation-reply.view" in lacking.err) == (5, True)
    assert run("set", "1", "texts.consultation-reply.view=同意", *DAY).code == 0
    assert "收到，意见：同意" in run("render", "1", "consultation-reply", "--text", *DAY).out
    assert run("render", "1", "consultation-reply", *DAY).code == 0
    made = root / "cases" / "2026-0001" / "documents" / "consultation-reply-A.docx"
    edited = Document(str(made))
    edited.paragraphs[1].text = edited.paragraphs[1].text.replace("意见：同意", "意见：反对")
    edited.save(str(made))
    (line,) = read(run("drift", "1", *DAY, "--format", "json"))["drift"]
    assert line["fields"] == ["texts.consultation-reply.view"]


def test_the_event_a_form_carries_out_proposes_it(run: Run, root: Path) -> None:
    events = root / "cases" / "2026-0001" / "events.yaml"
    kept = events.read_text("utf-8").split("- {event: reply-received")[0]
    events.write_text(kept, "utf-8")
    tasks = read(run("next", "1", "--on", "2026-03-20", "--format", "json"))["tasks"]
    proposed = {form["form"]: form["title"] for task in tasks for form in task["forms"]}
    assert "consultation-reply" in proposed


def test_a_notice_called_otherwise_is_the_notice_everywhere(run: Run, root: Path) -> None:
    listed = read(run("forms", "1", *DAY, "--format", "json"))["forms"]
    assert [one["form"] for one in listed][:2] == ["our-notice", "consultation-reply"]
    assert "consultation-notice" not in {one["form"] for one in listed}
    # Its template is the parent's notice, found by what the form is.
    assert run("render", "1", "our-notice", "--draft", *DAY).code == 0
    assert (root / "cases" / "2026-0001" / "documents" / "our-notice-A-1-draft.docx").is_file()
    receipt = run("render", "1", "service-receipt", "--draft", "--text", *DAY).out
    assert "《某地磋商通知》1份" in receipt
    shown = read(run("packs", "show", "region", "--format", "json"))["forms"][0]
    assert (shown["form"], shown["means"], shown["carries_out"]) == (
        "our-notice", "consultation-notice", ["notice-issued", "notice-served"],
    )  # fmt: skip


def test_what_the_event_proves_was_made_is_missing_from_the_dossier_by_the_regions_own_name(
    run: Run, root: Path
) -> None:
    missing = read(run("archive", "1", *DAY, "--format", "json"))["missing"]
    assert {one["form"] for one in missing} >= {"our-notice", "consultation-reply"}


def test_a_condition_that_does_not_hold_refuses_the_paper_of_the_region(run: Run, root: Path) -> None:
    assert run("set", "1", "texts.consultation-reply.view=同意", *DAY).code == 0
    events = root / "cases" / "2026-0001" / "events.yaml"
    kept = "".join(
        line for line in events.read_text("utf-8").splitlines(keepends=True) if "event: reply-received" not in line
    )
    events.write_text(kept, "utf-8")
    refused = run("render", "1", "consultation-reply", *DAY)
    assert refused.code == 7, refused
    assert run("render", "1", "consultation-reply", "--draft", *DAY).code == 0


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("obligors.{obligor}.name", "obligors.{obligor}.nmae", 20, "name"),
        ("event: notice-served, which: first, as: day", "event: notice-servd", 21, "notice-served"),
        ("field: method", "field: methd", 22, "method"),
        ("ink: yes", "worded: nonsense", 23, "facts-in-a-sentence"),
        ("[after-closing]", "[after-closng]", 17, "after-closing"),
        ("about: obligor", "about: obliger", 15, "obligor"),
        ("means: consultation-notice", "means: notice", 8, "consultation-notice"),
        ("      - 案由\n", "      - 案情况\n", 19, "blanks"),
        ("[our-notice, consultation-reply]", "[our-notice, nothing]", 25, "consultation-reply"),
        ("  - id: consultation-reply\n", "  - id: consultation-reply\n    means: consultation-notice\n", 6, "consultation-notice"),
        ("  - id: consultation-reply\n", "  - id: replies-of-ours\n", 25, "consultation-reply"),
        ("{name: 签名, label: {zh: 签名, en: signature}, ink: yes}", "{name: 签名, label: {zh: 签名, en: signature}}", 23, "ink"),
    ],
)  # fmt: skip
def test_what_a_form_cannot_be_filled_from_is_refused_with_its_line_and_the_cure(
    run: Run, root: Path, old: str, new: str, line: int, told: str
) -> None:
    file = root / "packs" / "region.yaml"
    assert old in REGION
    file.write_text(REGION.replace(old, new, 1), "utf-8")
    answer = run("packs", "check", "packs/region.yaml")
    assert answer.code == 4
    assert f"packs/region.yaml:{line}:" in answer.err
    assert told in answer.err


def test_a_form_of_ones_own_without_a_template_is_refused_and_says_where_it_belongs(run: Run, root: Path) -> None:
    (root / "templates" / "region" / "consultation-reply.docx").unlink()
    answer = run("packs", "check", "packs/region.yaml")
    assert answer.code == 4
    assert "packs/region.yaml:12:" in answer.err
    assert "templates/region/consultation-reply.docx" in answer.err


def test_the_roles_that_no_form_fills_are_told_and_are_no_error(run: Run, root: Path) -> None:
    file = root / "packs" / "region.yaml"
    file.write_text(REGION.replace("extends: zhangye-2024", "extends: national\nwithout: [dossier-note]"), "utf-8")
    answer = run("packs", "check", "packs/region.yaml", "--format", "json")
    assert answer.code == 0, answer
    assert {"agreement", "dossier-note"} <= set(read(answer)["unfilled_roles"])
    assert "consultation-notice" not in read(answer)["unfilled_roles"]
    assert "司法确认申请书 (confirmation-application)" in run("packs", "check", "packs/region.yaml").out
    for command in ("forms", "next", "archive", "drift"):
        assert run(command, "1", *DAY).code in (0, 5), command
