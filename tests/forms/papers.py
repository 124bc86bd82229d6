"""What the tests of forms share: the fixture's documents, the shipped templates, small templates made on the spot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from builder.bricks import p
from builder.package import docx, page

from ecoclaim.deadlines import rulebook
from ecoclaim.forms.documents import documents, suffix
from ecoclaim.forms.facts import Facts, facts
from ecoclaim.forms.fill import Template, read
from ecoclaim.forms.subject import Subject
from ecoclaim.ledger.load import load_case, load_office, load_pack
from ecoclaim.standing import Standing
from ecoclaim.workdays import Workdays

ROOT = Path(__file__).parents[2]
FULL = ROOT / "tests" / "fixtures" / "full"
TEMPLATES = ROOT / "templates"
FAMILIES = ("zhangye-2024", "xpcc", "house")
ON = date(2026, 11, 21)


def shipped() -> list[str]:
    """Name every shipped form as FAMILY/FORM."""
    return [f"{family}/{path.stem}" for family in FAMILIES for path in sorted((TEMPLATES / family).glob("*.docx"))]


def template(name: str) -> Template:
    """Read a shipped form."""
    return read((TEMPLATES / f"{name}.docx").read_bytes(), f"{name}.docx")


def made(*paragraphs_: str) -> bytes:
    """Make a template of these paragraphs or tables; plain text becomes a paragraph."""
    return docx(page("".join(one if one.startswith("<w:") else p(one) for one in paragraphs_)), "试验")


def subject(case: str = "2026-0001", root: Path = FULL, on: date = ON, law: str = "") -> Subject:
    """Take a case of the fixture as of a day, under its own pack or another."""
    office, found, workdays = load_office(root), load_case(root, case), Workdays()
    pack = load_pack(root, law or found.file.pack or office.pack or "zhangye-2024")
    return Subject(Standing(found, office, rulebook(pack, office), workdays, on))


def folder(of: Subject, form: str) -> str:
    """Tell which pack's template a form of a case takes."""
    names = (*of.pack.lineage, "house")
    return next(f"{name}/{form}" for name in names if (TEMPLATES / name / f"{form}.docx").is_file())


def papers(case: str, only: str = "", root: Path = FULL, law: str = "") -> Iterator[tuple[str, str, Facts]]:
    """Give every document of a case: its name, its template's name, its facts."""
    whole = subject(case, root, law=law)
    for entry in whole.pack.forms:
        if only in ("", entry.id):
            rule = "reply" if entry.id == "calculation" else None
            for one in documents(entry, whole, rule=rule):
                name = f"{case}-{law}{entry.id}-{suffix(entry, one)}".rstrip("-")
                yield name, folder(whole, entry.id), facts(one)


def blanks(form: str) -> set[str]:
    """Name the blanks of a form in every shipped pack."""
    forms = (load_pack(None, name).form(form) for name in FAMILIES[:2])
    return {blank.name for found in forms if found for blank in found.blanks}
