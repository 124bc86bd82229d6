from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from papers import papers, template

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
MOST_PAGES = {"agreement": 8, "consultation-notice": 3, "confirmation-application": 3}
OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")


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


@pytest.mark.skipif(OFFICE is None or READER is None, reason="LibreOffice (soffice) or pdftotext is not installed")
def test_pages_are_as_many_as_an_official_expects_and_the_last_is_not_blank(printed: dict[str, Path]) -> None:
    assert OFFICE is not None
    assert READER is not None
    folder = next(iter(printed.values())).parent
    subprocess.run(
        [
            OFFICE,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, printed.values()),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name, path in printed.items():
        form = name.removeprefix("2026-0001-").removeprefix("xpcc")
        read = subprocess.run([READER, "-layout", path.with_suffix(".pdf"), "-"], capture_output=True, text=True)
        pages = read.stdout.split("\f")[:-1]
        most = 1 if form.startswith(ONE_PAGE) else next((n for one, n in MOST_PAGES.items() if form.startswith(one)), 2)
        assert 1 <= len(pages) <= most, (name, len(pages))
        words = [line for line in pages[-1].splitlines() if line.strip(" —0123456789\n")]
        assert words, name
