"""Every form at its worst: long names and numbers, six obligors, ten attendees, and one obligor with little to say.

The ledger of worst cases is tests/fixtures/worst. LibreOffice lays all its papers out in one call, with the fonts of
office_fonts, so that a page ends where it ends in Word.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from papers import ROOT, papers, template

from ecoclaim.forms.pdf import to_pdf
from office_fonts import configured, needs

WORST = ROOT / "tests" / "fixtures" / "worst"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# By case, which of its papers are laid out: those of A and E (a person), and of the other two what only they have.
CHOSEN = {
    "2026-0001": r"(?!.*(-[BCDF]|-[BCDF]-\d|failure-statement.*|decline-record|closing-sheet|referral-letter)$)",
    "2026-0002": r"(?!.*(failure-statement.*|decline-record)$)",
    "2026-0003": r"(?!.*(failure-statement.*|decline-record|power-of-attorney.*)$)",
    "2026-0004": r".*failure-statement-[AE]$",
    "2026-0005": r".*(decline-record|referral-letter)$",
}
REGISTERS = ("start-registration", "termination-registration", "decline-record", "closing-sheet")
# A run of these many characters is text, not a label, a name or a day.
TEXT = 15
NAMES = ("阿卜杜热伊木·麦麦提依明", "古丽米热·阿卜杜克里木江", "买买提江·阿卜杜克热木江·吾斯曼")


@dataclass(frozen=True)
class Paper:
    """A paper laid out: its form, the Word file, and the text of its pages in the order of writing and as it looks."""

    name: str
    form: str
    docx: Path
    pages: tuple[str, ...]
    looks: tuple[str, ...]


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    """Lay the chosen papers out under both shipped packs."""
    folder = tmp_path_factory.mktemp("worst")
    files: dict[Path, tuple[str, str]] = {}
    for law in ("zhangye-2024", "xpcc"):
        for case, wanted in CHOSEN.items():
            for name, form, facts in papers(case, root=WORST, law=law):
                if re.match(wanted, name) and not (law == "xpcc" and form.startswith("house/")):
                    file = folder / f"{name}.docx"
                    file.write_bytes(template(form).fill(facts.values, draft=bool(facts.missing)))
                    files[file] = (name, form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(configured(tmp_path_factory.mktemp("fonts"))))
        pdfs = to_pdf([*files]).pdfs
    found = []
    for (docx, (name, form)), pdf in zip(files.items(), pdfs, strict=True):
        path = docx.with_suffix(".pdf")
        path.write_bytes(pdf)
        found.append(Paper(name, form, docx, _text(path, "-raw"), _text(path, "-layout")))
    return found


def _text(pdf: Path, order: str) -> tuple[str, ...]:
    done = subprocess.run(["pdftotext", order, "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    return tuple(done.stdout.decode().split("\f")[:-1])


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _styled(docx: Path, *styles: str) -> Iterator[str]:
    with zipfile.ZipFile(docx) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in styles:
            yield _plain("".join(text.text or "" for text in paragraph.iter(f"{W}t")))


@needs("soffice", "pdftotext")
def test_no_paper_ends_on_a_page_without_text(laid_out: list[Paper]) -> None:
    assert len(laid_out) > 60
    bare = {}
    for paper in laid_out:
        last = _plain(paper.pages[-1])
        if len(paper.pages) == 1:
            continue
        if paper.form.endswith(REGISTERS):
            # The opinions and remarks of a register stay together.
            there = "承办机构" in last and "备注" in last
        else:
            texts = _styled(paper.docx, "Body", "CellBody", "CellText", "CellSmall")
            there = any(len(text) >= TEXT and text[-TEXT:] in last for text in texts)
        if not there:
            bare[paper.name] = last[:80]
    assert bare == {}


@needs("soffice", "pdftotext")
def test_the_long_names_of_those_who_came_stand_in_one_line_each(laid_out: list[Paper]) -> None:
    minutes = [paper for paper in laid_out if "meeting-minutes-1" in paper.name and "2026-0001" in paper.name]
    assert len(minutes) == 2
    for paper in minutes:
        slots = [line for page in paper.looks for line in page.splitlines() if line.lstrip().startswith("姓名")]
        assert len(slots) == 10, paper.name
        for name in NAMES:
            assert any(name in line for line in slots), (paper.name, name)


@needs("soffice", "pdftotext")
def test_no_number_and_no_heading_breaks_before_its_last_character(laid_out: list[Paper]) -> None:
    for paper in laid_out:
        lines = [line.strip() for page in paper.pages for line in page.splitlines()]
        assert "号" not in lines, paper.name
    registers = [paper for paper in laid_out if paper.form.endswith(REGISTERS) and "2026-0002" in paper.name]
    assert registers
    assert all("甘G环赔〔2026〕2号" in paper.looks[0].replace(" ", "") for paper in registers)


@needs("soffice", "pdftotext")
def test_every_party_signs_on_the_page_of_its_name(laid_out: list[Paper]) -> None:
    agreements = [paper for paper in laid_out if paper.form.endswith("/agreement")]
    assert len(agreements) == 6
    for paper in agreements:
        *_before, last = map(_plain, paper.pages)
        seals, heads = last.count("（盖章）"), last.count("法定代表人（签字）")
        assert seals == heads >= 1, paper.name
        assert sum(_plain(page).count("（盖章）：") for page in paper.pages) == seals, paper.name
