from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from papers import papers, template

from ecoclaim.forms.pdf import to_pdf
from office_fonts import STAND_INS, configured, needs

ONE_PAGE = (
    "start-registration",
    "termination-registration",
    "closing-approval",
    "power-of-attorney",
    "decline-record",
    "closing-sheet",
    "service-receipt",
    "photo-page",
    "dossier-cover",
    "dossier-note",
)
# Laid out with the stand-ins of office_fonts, whose characters are as wide as those of an office's fonts.
MOST_PAGES = {"agreement": 8, "consultation-notice": 3, "confirmation-application": 3}


@pytest.fixture(scope="module", params=["", "xpcc"], ids=["zhangye-2024", "xpcc"])
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write every document of the fixture's full case; by name, the path."""
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for name, form, facts in papers("2026-0001", law=request.param):
        found[name] = folder / f"{name}.docx"
        found[name].write_bytes(template(form).fill(facts.values, draft=bool(facts.missing)))
    return found


def test_every_rendered_form_passes_the_schema_validator(printed: dict[str, Path]) -> None:
    validator = OpenXmlValidator()
    wrong = {name: [str(one) for one in validator.validate(path).errors] for name, path in printed.items()}
    assert {name: faults for name, faults in wrong.items() if faults} == {}


@pytest.fixture(scope="module")
def pages(printed: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    """Lay every document out with the stand-ins and no other font; by name, the PDF."""
    folder = tmp_path_factory.mktemp("pages")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(configured(tmp_path_factory.mktemp("fonts"))))
        pdfs = {name: folder / f"{name}.pdf" for name in printed}
        for file, pdf in zip(pdfs.values(), to_pdf([*printed.values()]).pdfs, strict=True):
            file.write_bytes(pdf)
        yield pdfs


@needs("soffice", "pdffonts")
def test_pages_are_laid_out_with_the_stand_ins_alone(pages: dict[str, Path]) -> None:
    used = {}
    for name, pdf in pages.items():
        listing = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
        used[name] = {line.split()[0].rpartition("+")[2] for line in listing.splitlines()[2:]}
    assert [name for name, fonts in used.items() if not fonts or fonts - {*STAND_INS.values()}] == []
    assert set().union(*used.values()) == {*STAND_INS.values()}


@needs("soffice", "pdfinfo")
def test_a_pdf_is_tagged_and_fit_to_be_kept(pages: dict[str, Path]) -> None:
    for name, pdf in pages.items():
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        assert "Tagged:          yes" in told, name
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.read_bytes(), name


@needs("soffice", "pdftotext")
def test_pages_are_as_many_as_an_official_expects_and_the_last_is_not_blank(pages: dict[str, Path]) -> None:
    for name, pdf in pages.items():
        form = name.removeprefix("2026-0001-").removeprefix("xpcc")
        read = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
        leaves = read.stdout.split("\f")[:-1]
        most = 1 if form.startswith(ONE_PAGE) else next((n for one, n in MOST_PAGES.items() if form.startswith(one)), 2)
        assert 1 <= len(leaves) <= most, (name, len(leaves))
        words = [line for line in leaves[-1].splitlines() if line.strip(" —0123456789\n")]
        assert words, name
