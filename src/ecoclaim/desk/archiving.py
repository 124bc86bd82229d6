"""A closed case archived: its dossier written, its tag set, its bag made to be handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ecoclaim.archive.gate import PRIVATE_ENDING, refuse_shallow
from ecoclaim.archive.repository import Repository
from ecoclaim.archive.tags import archive_tags, holds, tag, uncommitted
from ecoclaim.desk.dossier import Dossier, drafted, filled
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, Pen, writing_in
from ecoclaim.errors import FormIncomplete, GitRefused
from ecoclaim.forms.pieces import Piece, unproved
from ecoclaim.ledger.bag import refuse_place, write_bag
from ecoclaim.ledger.manifest import MANIFEST
from ecoclaim.ledger.places import PRIVATE, case_folder
from ecoclaim.ledger.whole import Files
from ecoclaim.ledger.write import replace
from ecoclaim.outside.files import contents_if_any
from ecoclaim.packs.form import FormEntry
from ecoclaim.roles import FormRole
from ecoclaim.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Archived:
    """What came of archiving a case: its dossier, the exit code, the tag, the root hash of the bag.

    Where the dossier lacks a paper nothing was written, and the code says so.
    """

    case: str
    dossier: Dossier
    code: int
    tag: str | None = None
    root_hash: str | None = None

    @property
    def manifest(self) -> tuple[Path, str]:
        """The path of the manifest, and its hash."""
        return next((path, _hash(data)) for path, data in self.dossier.files.items() if path.name == MANIFEST)


def archived(at: Opened, said: str, bag: Path | None, *, force: bool) -> Archived:
    """Archive the case that a person names, with a bag in a new folder where one is named.

    Raises NotAllowed for a case that is not closed or a paper edited by hand that `force` does not write over, BadFile
    where files and records differ, WrongUsage where the bag cannot lie there.
    """
    name = at.case_to_write(said)
    if bag is not None:
        refuse_place(at.root, bag)
    with writing_in(at, reads=(f"cases/{name}",)) as pen:
        dossier = drafted(at, name, force)
        if pen.place is not None and pen.commits:
            refuse_shallow(pen.place)
        if dossier.missing:
            return Archived(name, dossier, FormIncomplete.exit_code)
        code, tag = _written(at, pen, name, dossier)
        root_hash = _bagged(at, dossier, bag) if bag is not None else None
    return Archived(name, dossier, code, tag, root_hash)


def _written(at: Opened, pen: Pen, name: str, dossier: Dossier) -> tuple[int, str | None]:
    """Write the dossier and mark it in git; gives the exit code and the tag, if there is one."""
    before = {path: contents_if_any(path) for path in dossier.files}
    folder = f"cases/{name}"
    if pen.commits and pen.place is not None:
        _refuse_uncommitted(at, pen.place, folder, dossier)
    code = pen.write(Files(before, dossier.files), Act("archive", name, _("archived")))
    if code or not pen.commits or pen.place is None:
        return code, None
    try:
        known = archive_tags(at.root, name)
        if known and holds(at.root, known[-1], folder):
            return 0, known[-1]
        return 0, tag(at.root, name, _message(name, dossier))
    except GitRefused as fault:
        at.tell(_("Error: {sentence}").format(sentence=fault))
        return fault.exit_code, None


def _refuse_uncommitted(at: Opened, place: Repository, folder: str, dossier: Dossier) -> None:
    """Stop where git does not have a file of the case: a tag is to hold all of it. Raises GitRefused.

    What belongs to persons is in no manifest, and whether git keeps it is the office's choice.
    """
    rest = [path for path in uncommitted(at.root, folder) if not path.endswith(PRIVATE_ENDING)]
    rest = [path for path in rest if at.root / path not in dossier.files]
    if rest:
        raise GitRefused(
            _("nothing was archived, for git does not have {files}; enter it, then archive again: {command}").format(
                files=_(", ").join(rest[:5]), command=place.entering(rest)
            )
        )


def _message(name: str, dossier: Dossier) -> str:
    manifest = next(data for path, data in dossier.files.items() if path.name == MANIFEST)
    title = dossier.subject.file.name or dossier.subject.file.title
    return f"{name}: {title}\n\nEcoclaim-Case: {name}\nEcoclaim-Manifest-Sha256: {_hash(manifest)}\n"


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _bagged(at: Opened, dossier: Dossier, bag: Path) -> str:
    """Write the bag, and beside it the closing note that carries its root hash; gives the hash."""
    subject = dossier.subject
    info = {
        "Source-Organization": at.office.department.name or "",
        "External-Identifier": subject.case.id,
        "External-Description": subject.file.name or subject.file.title,
    }
    root_hash = write_bag(at.root, case_folder(at.root, subject.case.id), bag, info)
    form = subject.pack.form_that_is(FormRole.DOSSIER_NOTE)
    if form is None:
        return root_hash
    said = subject.text(form.id, "remarks") or ""
    # A hash cannot stand in what it is the hash of: the note that carries it lies beside the bag.
    remark = f"移交包（BagIt 1.0）“{bag.absolute().name}”的根校验值（tagmanifest-sha256.txt 的 SHA-256）：{root_hash}"
    note = filled(at.root, subject, form, dossier.pieces, {"说明": f"{said}\n{remark}".strip()})
    beside = bag.absolute().with_name(f"{bag.absolute().name}-{form.id}.docx")
    replace(beside.parent, beside, contents_if_any(beside), note)
    return root_hash


def warnings(at: Opened, dossier: Dossier) -> Iterator[str]:
    """Say what the dossier does not know or does not hold: pages of a paper, the private file."""
    case = dossier.subject.case.id
    catalogue = dossier.subject.pack.form_that_is(FormRole.DOSSIER_CATALOGUE)
    lacking = [one for one in dossier.pieces if one.pages is None]
    if lacking and catalogue is not None:
        first = lacking[0]
        yield ngettext(
            "the pages of {n} paper are not known, so page numbers end at {title}: ecoclaim set {case} {field}=N",
            "the pages of {n} papers are not known, so page numbers end at {title}: ecoclaim set {case} {field}=N",
            len(lacking),
        ).format(n=len(lacking), title=first.label, case=case, field=_pages_field(catalogue, first))
    unsigned = [one for one in dossier.pieces if one.unsigned]
    if unsigned:
        yield ngettext(
            "{n} paper lies there as a Word file only, which nobody has signed or sealed: {titles}; "
            "list the scan: ecoclaim evidence add {case} FILE --kind {form}",
            "{n} papers lie there as Word files only, which nobody has signed or sealed: {titles}; "
            "list the scan: ecoclaim evidence add {case} FILE --kind {form}",
            len(unsigned),
        ).format(
            n=len(unsigned), titles=_(", ").join(one.label for one in unsigned[:5]), case=case, form=unsigned[0].form
        )
    bare = unproved(dossier.subject)
    if bare:
        named = dict.fromkeys(f"{each.date.isoformat()} {each.type.label}" for each in bare)
        yield _("no evidence is named for: {events}; list the paper, then ecoclaim correct {case} N evidence=N").format(
            events=_(", ").join([*named][:5]), case=case
        )
    if (case_folder(at.root, case) / PRIVATE).is_file():
        yield _("{file} is kept out of manifest and bag; hand it over apart").format(file=PRIVATE)


def _pages_field(catalogue: FormEntry, one: Piece) -> str:
    return f"evidence.{one.evidence[0]}.pages" if one.evidence else f"texts.{catalogue.id}.{one.name}"
