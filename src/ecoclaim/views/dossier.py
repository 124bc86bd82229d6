"""What `archive` answers: which papers are missing, or what the dossier holds and by which hashes it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.terminal import quoted
from ecoclaim.views import json
from ecoclaim.words import _, ngettext


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """One piece of a dossier: its form, what it is called, the article that wants it, its pages and what it is."""

    form: str
    name: str
    title: str
    article: str
    pages: int | None
    files: tuple[str, ...]
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DossierMade:
    """A dossier that was made: its papers, its manifest with its hash, its tag, the bag with its root hash."""

    case: str
    papers: tuple[DossierPaper, ...]
    manifest: str
    manifest_hash: str
    tag: str | None
    bag: str | None
    root_hash: str | None


def missing_lines(case: str, missing: Sequence[DossierPaper]) -> Iterator[str]:
    """Write what a dossier still lacks, and how to supply it."""
    yield ngettext(
        "The dossier of {case} still lacks {n} paper; nothing was written:",
        "The dossier of {case} still lacks {n} papers; nothing was written:",
        len(missing),
    ).format(case=case, n=len(missing))
    for one in missing:
        yield "  " + (_("{title} ({about})").format(title=one.title, about=one.article) if one.article else one.title)
    first = missing[0]
    yield _("Write a form: ecoclaim render {case} {form}").format(case=case, form=quoted(first.form))
    yield _("Or list its signed paper: ecoclaim evidence add {case} FILE --pages N --kind {form}").format(
        case=case, form=quoted(first.form)
    )


def missing_json(on: date, case: str, missing: Sequence[DossierPaper]) -> str:
    """Write what a dossier still lacks as JSON."""
    return json.answer(on, {"case": case, "complete": False, "missing": [_paper_json(one) for one in missing]})


def archived_lines(told: DossierMade) -> Iterator[str]:
    """Write what was archived."""
    pages = [one.pages for one in told.papers]
    known = sum(one for one in pages if one)
    yield _("Archived {case}: {pieces} pieces, {pages} pages.").format(
        case=told.case, pieces=len(told.papers), pages=known if None not in pages else _("at least {n}").format(n=known)
    )
    yield _("Manifest: {path}, SHA-256 {hash}").format(path=told.manifest, hash=told.manifest_hash)
    yield _("Without ecoclaim it is checked in the case's folder: sha256sum -c {name}").format(
        name=told.manifest.rpartition("/")[2]
    )
    if told.tag:
        yield _("Tag: {name}").format(name=told.tag)
    if told.bag:
        yield _("Bag: {folder}, root hash {hash}").format(folder=told.bag, hash=told.root_hash)


def archived_json(on: date, told: DossierMade) -> str:
    """Write what was archived as JSON."""
    return json.answer(
        on,
        {
            "case": told.case,
            "complete": True,
            "missing": [],
            "manifest": told.manifest,
            "manifest_sha256": told.manifest_hash,
            "tag": told.tag,
            "bag": told.bag,
            "root_sha256": told.root_hash,
            "pieces": [_paper_json(one) for one in told.papers],
        },
    )


def _paper_json(one: DossierPaper) -> dict[str, object]:
    return {
        "form": one.form,
        "name": one.name,
        "title": one.title,
        "article": one.article,
        "pages": one.pages,
        "files": list(one.files),
        "evidence": list(one.evidence),
    }
