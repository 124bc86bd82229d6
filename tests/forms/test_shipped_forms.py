from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jinja2 import meta
from papers import ROOT, TEMPLATES, shipped, template

from ecoclaim.forms.corrections import corrections
from ecoclaim.forms.sandbox import environment
from ecoclaim.ledger.load import load_pack

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ANNEXES = Path(__file__).parent / "annexes"
STATUTORY = [name for name in shipped() if not name.startswith("house/")]
WIDTHS = str.maketrans("():;,.", "（）：；，．")


def plain(text: str) -> str:
    """Leave out what print and extraction add: white space, rules to write on, the width of punctuation."""
    return re.sub(r"[\s_\u3000]+", "", text).translate(WIDTHS)


def fixed_text(name: str) -> str:
    """Read the annex's own words out of a template: neither tags, nor wording of ours, nor a draft's remarks."""
    body = ElementTree.fromstring(_document(name))
    runs = (run for run in body.iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle") is None)
    words = "".join(text.text or "" for run in runs for text in run.iter(f"{W}t"))
    return plain(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", words))


def test_the_shipped_forms_are_what_their_source_writes() -> None:
    done = subprocess.run([sys.executable, str(TEMPLATES / "build.py"), "--check"], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_seventeen_statutory_and_nine_house_forms_are_shipped() -> None:
    assert len(STATUTORY) == 17
    assert {name.partition("/")[2] for name in shipped()} == {form.id for form in load_pack(None, "zhangye-2024").forms}


@pytest.mark.parametrize("name", STATUTORY)
def test_the_fixed_text_is_the_annexs_but_for_the_listed_corrections(name: str) -> None:
    annex = (ANNEXES / f"{name}.txt").read_text(encoding="utf-8")
    for one in corrections(name):
        if one.annex is None:
            continue
        old, new = plain(one.annex), plain(one.printed)
        assert old in plain(annex.translate({ord("⟦"): "", ord("⟧"): ""})), f"the annex does not say {one.annex}"
        annex = plain(annex).replace(old, new)
    assert fixed_text(name) == plain(re.sub("⟦[^⟧]*⟧", "", annex))


@pytest.mark.parametrize("name", STATUTORY)
def test_the_annexes_kept_here_are_the_words_of_the_source(name: str) -> None:
    family = name.partition("/")[0]
    source = (ROOT / "tests" / "fixtures" / "sources" / f"{family}.txt").read_text(encoding="utf-8")
    source = plain(re.sub(r"</?p[^>]*>|\n- \d+ -\n", "", source))
    for line in (ANNEXES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        words = plain(line.translate({ord("⟦"): "", ord("⟧"): ""}))
        if name == "zhangye-2024/referral-letter" and "公章" in words:
            continue  # the columns of the receipt come out of the print cell by cell
        assert words in source


@pytest.mark.parametrize("name", shipped())
def test_every_tag_of_a_shipped_form_is_a_fact_of_that_form(name: str) -> None:
    family, _slash, form = name.partition("/")
    kinds = [family] if family != "house" else ["zhangye-2024", "xpcc"]
    used: set[str] = set()
    for part in template(name).printed.values():
        used |= meta.find_undeclared_variables(environment().parse(part.source))
    for kind in kinds:
        found = load_pack(None, kind).form(form)
        assert found is not None
        known = {blank.name for blank in found.blanks if not blank.spare} | {"草稿"}
        assert used <= known


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_form_marks_itself_if_no_annex_has_it(name: str) -> None:
    text = "".join(part.source for part in template(name).printed.values())
    assert ("非示范文本" in text) == name.startswith("house/")


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_form_names_every_font_in_all_slots(name: str) -> None:
    for run in ElementTree.fromstring(_document(name)).iter(f"{W}rPr"):
        fonts = run.find(f"{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}hint") == "eastAsia"
        named = [slot for slot in ("ascii", "hAnsi", "eastAsia", "cs") if fonts.get(f"{W}{slot}")]
        assert len(named) in (0, 4)


@pytest.mark.parametrize("name", shipped())
def test_every_table_of_a_shipped_form_is_described_and_repeats_its_headings(name: str) -> None:
    for table in ElementTree.fromstring(_document(name)).iter(f"{W}tbl"):
        for told in ("tblCaption", "tblDescription"):
            element = table.find(f"{W}tblPr/{W}{told}")
            assert element is not None
            assert element.get(f"{W}val")
        labels = [style.get(f"{W}val") == "CellLabel" for style in table.find(f"{W}tr").iter(f"{W}pStyle")]  # type: ignore[union-attr]
        if len(labels) > 2 and all(labels):
            assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None


def _document(name: str) -> bytes:
    with zipfile.ZipFile(TEMPLATES / f"{name}.docx") as archive:
        return archive.read("word/document.xml")


def test_every_correction_says_why_in_both_languages() -> None:
    for one in corrections():
        assert one.reason.zh
        assert one.reason.en
        assert one.form == "*" or one.form.endswith("/*") or one.form in shipped()
