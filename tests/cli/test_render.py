"""`render`, `forms`, `drift` and `templates`, on the shipped example."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from commandline import Run

from ecoclaim.forms.text import text
from ecoclaim.ledger.create import lay_out
from ecoclaim.ledger.places import shipped
from office_fonts import ASCII, configured, needs

DAY = ("--on", "2026-03-25")
# Before the claim was started, so that its register is not signed yet.
EARLY = ("--on", "2026-01-27")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ledger"
    lay_out(shipped("examples") / "zhangye", folder)
    monkeypatch.chdir(folder)
    return folder


def documents(ledger: Path, case: str = "2026-0001") -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (ledger / "cases" / case / "documents").glob("*")}


def edited(docx: bytes, old: str, new: str) -> bytes:
    """Change a word as Word would save it: other parts, the same properties."""
    source = zipfile.ZipFile(io.BytesIO(docx))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return made.getvalue()


def test_a_form_is_filled_into_the_documents_of_its_case(run: Run, ledger: Path) -> None:
    answer = run("render", "1", "start-registration", *DAY)
    assert (answer.code, answer.out) == (0, "已写入 cases/2026-0001/documents/start-registration.docx\n")
    words = text(documents(ledger)["start-registration.docx"])
    assert "甘G环赔〔2026〕1号" in words
    assert "张掖示例化工有限公司" in words


def test_a_form_may_be_named_by_its_title(run: Run, ledger: Path) -> None:
    assert run("render", "1", "索赔启动登记表", *DAY).code == 0
    assert "start-registration.docx" in documents(ledger)


def test_a_form_addressed_to_an_obligor_makes_one_document_for_each(run: Run, ledger: Path) -> None:
    assert run("render", "1", "consultation-notice", *DAY).code == 0
    assert set(documents(ledger)) == {"consultation-notice-A-1.docx", "consultation-notice-B-1.docx"}
    assert run("render", "1", "consultation-notice", "--obligor", "B", "--out", "one", *DAY).code == 0
    assert [file.name for file in (ledger / "one").iterdir()] == ["consultation-notice-B-1.docx"]


def test_a_form_that_lacks_something_is_refused_with_the_list_and_nothing_is_written(run: Run, ledger: Path) -> None:
    answer = run("render", "1", "start-registration", "power-of-attorney", *DAY)
    assert answer.code == 5
    assert "授权委托书（A 示例化工公司）尚缺" in answer.err
    assert "obligors.A.agents.1.powers" in answer.err
    assert documents(ledger) == {}


def test_a_paper_is_refused_before_what_must_come_first_and_a_draft_says_why(run: Run, ledger: Path) -> None:
    answer = run("render", "1", "agreement", *DAY)
    assert answer.code == 7  # before what it lacks
    assert "协议1" in answer.err
    assert "尚未记录“召开磋商会议”（《张掖市生态环境损害赔偿工作机制（试行）》第二十条）" in answer.err
    draft = run("render", "1", "agreement", "--draft", *DAY)
    assert draft.code == 0
    assert "尚未记录“召开磋商会议”" in draft.err
    for form in ("closing-sheet", "closing-approval", "enforcement-application", "confirmation-application"):
        assert run("render", "1", form, *DAY).code == 7, form
    assert run("render", "1", "service-receipt", "--meeting", "2", *DAY).code == 7  # no such notice was made


def test_a_draft_is_written_at_any_stage_with_its_marks(run: Run, ledger: Path) -> None:
    assert run("render", "1", "agreement", "--draft", *DAY).code == 0
    (name,) = documents(ledger)
    assert name == "agreement-1-draft.docx"
    assert "【待补：生态环境损害责任认定】" in text(documents(ledger)[name])


def test_the_same_facts_give_the_same_bytes_and_are_not_written_again(run: Run, ledger: Path) -> None:
    run("render", "1", "start-registration", *DAY)
    file = ledger / "cases/2026-0001/documents/start-registration.docx"
    first = (file.read_bytes(), file.stat().st_mtime_ns)
    answer = run("render", "1", "start-registration", *DAY)
    assert answer.out == "没有变化：cases/2026-0001/documents/start-registration.docx\n"
    assert (file.read_bytes(), file.stat().st_mtime_ns) == first


def test_what_the_ledger_changes_is_rendered_anew_and_shown_first(run: Run, ledger: Path) -> None:
    run("render", "1", "start-registration", *EARLY)
    run("set", "1", "title=倾倒废渣损害土壤案", *EARLY)
    shown = run("render", "1", "start-registration", "--diff", *EARLY).out
    assert "按台账重新生成将改动" in shown
    assert "+ 案由 | 倾倒废渣损害土壤案" in shown
    assert run("render", "1", "start-registration", *EARLY).code == 0
    assert "倾倒废渣损害土壤案" in text(documents(ledger)["start-registration.docx"])


def test_a_file_edited_by_hand_is_kept_shown_and_read_back(run: Run, ledger: Path) -> None:
    run("render", "1", "start-registration", *EARLY)
    file = ledger / "cases/2026-0001/documents/start-registration.docx"
    file.write_bytes(edited(file.read_bytes(), "张掖示例化工有限公司", "张掖另一公司"))
    kept = file.read_bytes()
    refused = run("render", "1", "start-registration", *EARLY)
    assert refused.code == 4
    assert "--force" in refused.err
    assert file.read_bytes() == kept
    drift = json.loads(run("drift", "1", "--format", "json", *EARLY).out)["drift"]
    assert {(one["path"], "张掖示例化工有限公司" in one["ledger"], "张掖另一公司" in one["file"]) for one in drift} == {
        ("cases/2026-0001/documents/start-registration.docx", True, True)
    }
    assert drift[0]["fields"] == ["obligors"]
    assert "张掖另一公司" in run("render", "1", "start-registration", "--diff", *EARLY).out
    assert run("render", "1", "start-registration", "--force", *EARLY).code == 0
    assert "张掖另一公司" not in text(file.read_bytes())
    assert run("drift", "1", *EARLY).out == "没有人工修改过的文书。\n"


def test_a_paper_that_was_signed_is_never_replaced_and_the_next_printing_is_a_version_beside_it(
    run: Run, ledger: Path
) -> None:
    run("render", "1", "start-registration", *DAY)
    folder = ledger / "cases/2026-0001/documents"
    signed = edited((folder / "start-registration.docx").read_bytes(), "示例科长", "示例副科长")
    (folder / "start-registration.docx").write_bytes(signed)
    run("set", "1", "title=倾倒废渣损害土壤案", *DAY)
    for words in ((), ("--force",)):
        answer = run("render", "1", "start-registration", *words, *DAY)
        assert answer.code == 0
        assert "start-registration-2.docx" in answer.err
        assert "保持不变" in answer.err
        assert (folder / "start-registration.docx").read_bytes() == signed
    assert "倾倒废渣损害土壤案" in text(documents(ledger)["start-registration-2.docx"])
    run("set", "1", "title=又一个案由", *DAY)
    run("render", "1", "start-registration", *DAY)
    assert set(documents(ledger)) == {f"start-registration{mark}.docx" for mark in ("", "-2", "-3")}
    (folder / "start-registration-3.docx").write_bytes(
        edited((folder / "start-registration-3.docx").read_bytes(), "又一个案由", "手改的案由")
    )
    drift = json.loads(run("drift", "1", "--format", "json", *DAY).out)["drift"]
    assert ["title"] in [one["fields"] for one in drift if one["path"].endswith("-3.docx")]


def test_the_words_can_be_printed_and_nothing_is_written(run: Run, ledger: Path) -> None:
    answer = run("render", "1", "start-registration", "--text", *DAY)
    assert answer.out.startswith("索赔启动登记表\n")
    assert documents(ledger) == {}


def test_all_renders_what_lacks_nothing_and_names_the_rest(run: Run, ledger: Path) -> None:
    answer = run("render", "1", "--all", *DAY)
    assert answer.code == 0
    assert "start-registration.docx" in documents(ledger)
    assert not any(name.startswith("agreement") for name in documents(ledger))
    assert "生态环境损害赔偿协议（协议1）：未生成，尚未记录“召开磋商会议”" in answer.err
    assert "授权委托书（B 示例运输户李某某）：未生成" in answer.err


def test_a_calculation_wants_the_proof_of_its_start_and_prints_the_days_of_one_rule(run: Run, ledger: Path) -> None:
    words = ("render", "1", "calculation", "--rule", "reply", "--obligor", "B", "--text", *DAY)
    lacking = run(*words)
    assert (lacking.code, lacking.out) == (5, "")
    assert "起算证明（证据序号）：events.notice-served.evidence" in lacking.err
    answer = run(*words, "--draft")
    assert answer.code == 0
    assert "2026年3月30日" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("render", "1"), 2, "start-registration"),
        (("render", "1", "no-such-form"), 3, "start-registration"),
        (("render", "99", "start-registration"), 3, "99"),
        (("render", "1", "consultation-notice", "--obligor", "Z"), 3, "A, B"),
        (("render", "1", "calculation", "--rule", "no-such-rule"), 3, "preliminary-review"),
        (("forms", "99"), 3, "99"),
        (("templates", "check", "no-such-file.docx"), 3, "no-such-file.docx"),
        (("templates", "export", "no-such-form"), 3, "start-registration"),
    ],
)
def test_what_is_not_there_is_named(run: Run, ledger: Path, words: tuple[str, ...], code: int, says: str) -> None:
    answer = run(*words, *(() if words[0] == "templates" and words[1] == "check" else DAY))
    assert answer.code == code
    assert says in answer.err


def test_a_paper_whose_event_is_barred_is_printed_as_a_draft_only(run: Run, ledger: Path) -> None:
    lacks = json.loads(run("forms", "1", "--format", "json", *DAY).out)["forms"]
    (closing,) = [one for one in lacks if one["form"] == "closing-approval"]
    for lack in closing["missing"]:
        assert lack["label"]
        assert lack["who"]
    run("set", "1", "texts.termination-registration.reason=无需赔偿", *DAY)
    run("record", "1", "meeting-held", "--date", "2026-03-24", "--obligor", "A", "meeting=1", *DAY)
    run("record", "1", "agreement-signed", "--date", "2026-03-24", "--obligor", "A", *DAY)
    refused = run("render", "1", "termination-registration", *DAY)
    assert (refused.code, "--draft" in refused.err) == (7, True)
    assert run("render", "1", "termination-registration", "--draft", *DAY).code == 0


def test_forms_lists_what_each_lacks_as_json(run: Run, ledger: Path) -> None:
    forms = {one["form"]: one for one in json.loads(run("forms", "1", "--format", "json", *DAY).out)["forms"]}
    assert forms["start-registration"] | {"title": "", "documents": []} == {
        "form": "start-registration", "title": "", "house": False, "ready": True, "missing": [], "documents": [],
    }  # fmt: skip
    lack = forms["agreement"]["missing"][0]
    assert set(lack) == {"field", "label", "who", "article"}


def test_forms_gives_a_verdict_on_each_document(run: Run, ledger: Path) -> None:
    forms = {one["form"]: one for one in json.loads(run("forms", "1", "--format", "json", *DAY).out)["forms"]}
    (register,) = forms["start-registration"]["documents"]
    assert register["file"] == "start-registration.docx"
    assert (register["ready"], register["settled_on"], register["waits_for"]) == (True, "2026-01-28", None)
    notices = forms["consultation-notice"]["documents"]
    assert [(one["obligor"], one["meeting"], one["ready"]) for one in notices] == [("A", 1, True), ("B", 1, True)]
    powers = forms["power-of-attorney"]["documents"]
    assert [(one["file"], one["ready"], one["waits_for"]) for one in powers] == [
        ("power-of-attorney-A.docx", False, None), ("power-of-attorney-B.docx", False, None),
    ]  # fmt: skip
    assert {lack["field"] for lack in powers[1]["missing"]} >= {"obligors.B.agents.1.powers"}
    (agreement,) = forms["agreement"]["documents"]
    assert (agreement["agreement"], agreement["ready"]) == (1, False)
    assert "召开磋商会议" in agreement["waits_for"]
    table = run("forms", "1", *DAY).out
    assert "生态环境损害赔偿协议（协议1）暂不能出具：尚未记录“召开磋商会议”" in table
    assert "授权委托书（B 示例运输户李某某）尚缺" in table


def test_every_correction_of_a_sample_is_shown(run: Run) -> None:
    shown = run("forms", "--corrections").out
    assert "管理规定" in shown
    found = json.loads(run("forms", "--corrections", "--format", "json").out)["corrections"]
    assert {"form", "kind", "annex", "printed", "reason"} == set(found[0])


def test_an_office_edits_its_own_copy_of_a_form_and_it_wins(run: Run, ledger: Path) -> None:
    assert run("templates", "export", "start-registration", *DAY).code == 0
    own = ledger / "templates/zhangye-2024/start-registration.docx"
    own.write_bytes(edited(own.read_bytes(), "索赔启动登记表", "本单位索赔启动登记表"))
    assert run("templates", "check").code == 0
    run("render", "1", "start-registration", *DAY)
    assert text(documents(ledger)["start-registration.docx"]).startswith("本单位索赔启动登记表")
    assert run("templates", "export", "start-registration", *DAY).out.startswith("保持原样")


def test_a_template_that_attacks_is_refused_by_name_and_paragraph(run: Run, ledger: Path) -> None:
    run("templates", "export", "start-registration", *DAY)
    own = ledger / "templates/zhangye-2024/start-registration.docx"
    attack = "索赔{{ ''.__class__.__mro__ }}登记表"
    own.write_bytes(edited(own.read_bytes(), "索赔启动登记表", attack))
    for words in (("templates", "check"), ("render", "1", "start-registration", *DAY)):
        answer = run(*words)
        assert answer.code == 4
        assert "start-registration.docx" in answer.err
    assert documents(ledger) == {}


@needs("soffice", "pdffonts", "fc-match")
def test_a_pdf_is_set_in_simplified_chinese_and_names_each_font_that_stands_in(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    families = {"Noto Sans CJK JP": "Japanese", "Noto Serif CJK SC": "SimplifiedSerif", "楷体_GB2312": "Kai"}
    monkeypatch.setenv("FONTCONFIG_FILE", str(configured(tmp_path / "fonts", families)))
    done = run("render", "1", "consultation-notice", "start-registration", "--draft", "--pdf", *DAY)
    assert done.code == 0
    pdfs = sorted((ledger / "cases/2026-0001/documents").glob("*.pdf"))
    assert [pdf.with_suffix(".docx").is_file() for pdf in pdfs] == [True] * 3
    for pdf in pdfs:
        listing = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
        used = {line.split()[0].rpartition("+")[2] for line in listing.splitlines()[2:]}
        assert used in ({"SimplifiedSerif"}, {"SimplifiedSerif", "Kai"})
    (told,) = [line for line in done.err.splitlines() if "没有安装这些字体" in line]
    assert told.endswith("：仿宋_GB2312、宋体、方正小标宋简体、黑体（用 Noto Serif CJK SC）")


@needs("soffice", "fc-match")
def test_a_pdf_of_empty_boxes_is_refused(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = configured(tmp_path / "fonts", {"Latin": "Latin"}, characters=ASCII)
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    done = run("render", "1", "start-registration", "--pdf", *DAY)
    assert (done.code, done.err.count("没有安装中文字体")) == (3, 1)
    assert [Path(name).suffix for name in documents(ledger)] == [".docx"]
