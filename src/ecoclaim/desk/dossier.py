"""A dossier before it is written: its pieces held against the pack's list, its own papers filled, all files hashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ecoclaim.desk.opened import Opened
from ecoclaim.desk.rendering import subject_of
from ecoclaim.errors import BadFile, FormIncomplete, NotAllowed, NotFound, Problem
from ecoclaim.forms.documents import documents
from ecoclaim.forms.dossier import counted
from ecoclaim.forms.facts import facts
from ecoclaim.forms.fill import fill
from ecoclaim.forms.origin import as_written
from ecoclaim.forms.package import Properties
from ecoclaim.forms.pieces import Piece, pieces
from ecoclaim.forms.subject import Subject
from ecoclaim.forms.text import pages
from ecoclaim.forms.unfilled import why_no_paper
from ecoclaim.ledger.documents import form_template, template_file
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.manifest import MANIFEST, case_files, manifest
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.ledger.places import case_folder
from ecoclaim.ledger.verify import mismatches
from ecoclaim.model.case import Evidence
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.packs.form import FormEntry
from ecoclaim.procedure import ending
from ecoclaim.roles import DOSSIER_PAPERS
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier before it is written: its pieces and the files it adds, by path."""

    subject: Subject
    pieces: tuple[Piece, ...]
    files: Mapping[Path, bytes]

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The papers that the pack wants and that are not there."""
        return tuple(one for one in self.pieces if one.wanted and not one.held)


def drafted(at: Opened, name: str, force: bool) -> Dossier:
    """Draft the dossier of a closed case; where a paper is missing, no file is drafted.

    Raises NotAllowed for a case that is not closed or a cover edited by hand, BadFile where files and records differ.
    """
    subject = _counted(at, subject_of(at, name))
    if ending(subject.past.events) is None:
        raise NotAllowed(
            _("{case} is not closed; a dossier is made of a case that has ended: ecoclaim next {case}").format(
                case=name
            )
        )
    _refuse_mismatches(at, name)
    folder = case_folder(at.root, name)
    found = Dossier(subject, pieces(subject, _documents(at, folder, subject)), {})
    if found.missing:
        return found
    new: dict[Path, bytes] = {}
    for form in filter(None, map(subject.pack.form_that_is, DOSSIER_PAPERS)):
        path = folder / "documents" / f"{form.id}.docx"
        new[path] = filled(at.root, subject, form, found.pieces)
        if _edited(contents_if_any(path), new[path]) and not force:
            raise NotAllowed(
                _("{path} was edited by hand; --force writes it anew").format(path=path.relative_to(at.root))
            )
    # What `render --pdf` made beside its Word file is ours to keep.
    for name_in in case_files(at.root, folder):
        path = folder / name_in
        if name_in.startswith("documents/") and path.suffix == ".pdf" and path.with_suffix(".docx").is_file():
            new[path] = contents(path)
    said = {path.relative_to(folder).as_posix(): data for path, data in new.items()}
    new[folder / MANIFEST] = manifest(at.root, folder, said, at.progress())
    return Dossier(subject, found.pieces, new)


def _edited(old: bytes | None, new: bytes) -> bool:
    """Tell whether what is there was edited by hand and would be lost."""
    return old not in (None, new) and not as_written(old or b"")


def _refuse_mismatches(at: Opened, name: str) -> None:
    wrong = [
        one
        for one in mismatches(at.root, name, at.progress())
        if one.severity == "error" and one.code != "manifest-differs"
    ]
    if wrong:
        raise BadFile(
            Problem(
                one.path, one.line, one.column, "", _("{message}; {cure}").format(message=one.message, cure=one.cure)
            )
            for one in wrong
        )


def _documents(at: Opened, folder: Path, subject: Subject) -> dict[str, int | None]:
    """List the papers in documents/ with their pages, if known; a draft or an empty form is none, and is told.

    Raises BadFile for what no archive can keep, an empty file of evidence too.
    """
    found: dict[str, int | None] = {}
    empty = []
    for name in case_files(at.root, folder):
        path = folder / name
        if name.startswith("documents/"):
            why = why_no_paper(path, _template(at.root, subject, path.stem))
            if why:
                at.tell(_("{file} {why}, and no paper of the dossier").format(file=name, why=why))
            else:
                found[name.removeprefix("documents/")] = pages(path)
        elif name.startswith("evidence/") and path.stat().st_size == 0:
            message = _("is an empty file; put the whole one there, or take it out with its entry")
            empty.append(Problem(shown(at.root, path), None, None, "", message))
    if empty:
        raise BadFile(empty)
    return found


def _counted(at: Opened, subject: Subject) -> Subject:
    """Take the pages of evidence from its PDF where nobody wrote how many there are."""
    folder = case_folder(at.root, subject.case.id)

    def with_pages(one: Evidence) -> Evidence:
        path = folder / one.file if one.file else None
        if one.pages is not None or path is None or path.suffix.lower() != ".pdf" or not path.is_file():
            return one
        refuse_way_out(at.root, path, shown(at.root, path))
        return one.model_copy(update={"pages": pages(path)})

    file = subject.file.model_copy(update={"evidence": tuple(map(with_pages, subject.file.evidence))})
    case = type(subject.case)(file, subject.case.events)
    return replace(subject, standing=replace(subject.standing, case=case))


def _template(root: Path, subject: Subject, stem: str) -> Path | None:
    """Find the template of the form that a file is named for."""
    forms = [one for one in subject.pack.all_forms if stem == one.id or stem.startswith(f"{one.id}-")]
    if not forms:
        return None
    try:
        return template_file(root, subject.pack.lineage, max(forms, key=lambda one: len(one.id)).id)
    except NotFound:
        return None


def filled(
    root: Path, subject: Subject, form: FormEntry, pieces: Sequence[Piece], more: Mapping[str, object] | None = None
) -> bytes:
    """Fill one of the dossier's own forms for these pieces; raises FormIncomplete for what it lacks."""
    (document,) = documents(form, subject)
    found = facts(document)
    listed = next((one for one in subject.pack.archive if subject.pack.form(one.id) is form), None)
    title = (listed.title if listed and listed.title else form.title).zh
    if found.missing:
        lacks = _(", ").join(f"{one.label} ({one.field})" for one in found.missing)
        raise FormIncomplete(_("{form} still lacks: {lacks}").format(form=title, lacks=lacks))
    known = {name: value for name, value in counted(pieces).items() if name in found.values}
    about = Properties(title, subject.case.id, subject.pack.name)
    file = form_template(root, subject.pack, form)
    return fill(contents(file), {**found.values, **known, **(more or {})}, name=file.name, about=about)
