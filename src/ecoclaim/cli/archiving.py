"""`archive`: the dossier of a closed case, its manifest, its tag, and the bag in which it is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import FormIncomplete, GitRefused
from ecoclaim.outside.files import contents_if_any
from ecoclaim.words import _, later, ngettext

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.cli.dossier import Dossier
    from ecoclaim.desk.writing import Pen
    from ecoclaim.forms.pieces import Piece
    from ecoclaim.packs.form import FormEntry
    from ecoclaim.views.dossier import Paper


@explained(
    later(
        "Looks whether a closed case is complete by the list of its rule pack: each paper that an event says was made "
        "is there as a file in documents/, or as evidence of its kind. What is missing is listed, and nothing is "
        "written (exit code 5). Then cover, catalogue and closing note are written as Word files, every file of the "
        "case goes into manifest-sha256.txt (sha256sum -c checks it without ecoclaim), and git gets the tag "
        "archive/CASE, signed where you sign tags. --bag adds a BagIt bag to hand over.\n\n"
        "The pages of a paper come from its evidence, from the file that Word or WPS saved, or from "
        "texts.dossier-catalogue.FORM in case.yaml; page numbers are counted as far as they are known."
    ),
    "ecoclaim archive 2026-7",
    "ecoclaim archive 7 --bag ../handover/2026-0007",
)
def archive(
    case: Case,
    on: On,
    bag: Annotated[
        Path | None,
        typer.Option(
            "--bag", metavar=later("DIR"), parser=Path, help=later("Make a BagIt bag in this new folder too.")
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=later("Write over a cover, catalogue or note that was edited by hand."))
    ] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Make the dossier of a closed case."""
    from ecoclaim.archive.gate import refuse_shallow
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.dossier import drafted
    from ecoclaim.cli.saved import writing
    from ecoclaim.ledger.bag import refuse_place
    from ecoclaim.ledger.places import case_folder

    at = desk(ledger, on)
    name = at.case_id(case)
    if bag is not None:
        refuse_place(at.root, bag)
    with writing(at.root, at.office, reads=(f"cases/{name}",)) as pen:
        dossier = drafted(at, name, force)
        if pen.place is not None and pen.commits:
            refuse_shallow(pen.place)
        missing = [one for one in dossier.pieces if one.wanted and not one.held]
        if missing:
            return _tell_missing(at, name, missing, format)
        code, tag = _written(at, pen, name, dossier)
        root_hash = _bagged(at, dossier, bag) if bag is not None else None
    folder = case_folder(at.root, name)
    _tell(at, dossier, tag, (folder, bag, root_hash), format)
    _warn(at, dossier)
    return code


def _written(at: Desk, pen: Pen, name: str, dossier: Dossier) -> tuple[int, str | None]:
    """Write the dossier and mark it in git; gives the exit code and the tag, if there is one."""
    from ecoclaim.archive.gate import PRIVATE_ENDING
    from ecoclaim.archive.tags import archive_tags, holds, tag, uncommitted
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger.whole import Files

    before = {path: contents_if_any(path) for path in dossier.files}
    code = pen.write(Files(before, dossier.files), Act("archive", name, _("archived")))
    if code or not pen.commits or pen.place is None:
        return code, None
    folder = f"cases/{name}"
    try:
        # What belongs to persons is in no manifest, and whether git keeps it is the office's choice.
        rest = [path for path in uncommitted(at.root, folder) if not path.endswith(PRIVATE_ENDING)]
        if rest:
            console.say(
                _("Not in git, so no tag was made: {files}; enter them, then archive again: {command}").format(
                    files=_(", ").join(rest[:5]), command=pen.place.entering(rest)
                )
            )
            return GitRefused.exit_code, None
        known = archive_tags(at.root, name)
        if known and holds(at.root, known[-1], folder):
            return 0, known[-1]
        return 0, tag(at.root, name, _message(at, name, dossier))
    except GitRefused as fault:
        console.say(_("Error: {sentence}").format(sentence=fault))
        return fault.exit_code, None


def _message(at: Desk, name: str, dossier: Dossier) -> str:
    from ecoclaim.ledger.manifest import MANIFEST

    manifest = next(data for path, data in dossier.files.items() if path.name == MANIFEST)
    title = dossier.subject.file.name or dossier.subject.file.title
    return f"{name}: {title}\n\nEcoclaim-Case: {name}\nEcoclaim-Manifest-Sha256: {_hash(manifest)}\n"


def _hash(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _bagged(at: Desk, dossier: Dossier, bag: Path) -> str:
    """Write the bag, and beside it the closing note that carries its root hash; gives the hash."""
    from ecoclaim.cli.dossier import filled
    from ecoclaim.ledger.bag import write_bag
    from ecoclaim.ledger.places import case_folder
    from ecoclaim.ledger.write import replace
    from ecoclaim.roles import FormRole

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


def _tell_missing(at: Desk, name: str, missing: Sequence[Piece], format: str) -> int:  # noqa: A002
    from ecoclaim.views.dossier import missing_json, missing_lines

    if format == "json":
        console.machine(missing_json(at.on, name, _papers(missing)))
    else:
        console.answer("\n".join(missing_lines(name, _papers(missing))))
    return FormIncomplete.exit_code


def _tell(
    at: Desk,
    dossier: Dossier,
    tag: str | None,
    places: tuple[Path, Path | None, str | None],
    format: str,  # noqa: A002
) -> None:
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.manifest import MANIFEST
    from ecoclaim.views.dossier import Archived, archived_json, archived_lines

    folder, bag, root_hash = places
    path = folder / MANIFEST
    told = Archived(
        dossier.subject.case.id,
        _papers(dossier.pieces),
        shown(at.root, path),
        _hash(dossier.files[path]),
        tag,
        None if bag is None else str(bag),
        root_hash,
    )
    if format == "json":
        console.machine(archived_json(at.on, told))
    else:
        console.answer("\n".join(archived_lines(told)))


def _papers(pieces: Sequence[Piece]) -> tuple[Paper, ...]:
    from ecoclaim.views.dossier import Paper

    return tuple(
        Paper(one.form, one.name, one.label, one.article, one.pages, one.files, one.evidence) for one in pieces
    )


def _warn(at: Desk, dossier: Dossier) -> None:
    from ecoclaim.cli.outcome import warn
    from ecoclaim.ledger.places import PRIVATE, case_folder
    from ecoclaim.roles import FormRole

    case = dossier.subject.case.id
    catalogue = dossier.subject.pack.form_that_is(FormRole.DOSSIER_CATALOGUE)
    lacking = [one for one in dossier.pieces if one.pages is None]
    if lacking and catalogue is not None:
        first = lacking[0]
        warn(
            [
                ngettext(
                    "the pages of {n} paper are not known, so page numbers end at {title}: "
                    "ecoclaim set {case} {field}=N",
                    "the pages of {n} papers are not known, so page numbers end at {title}: "
                    "ecoclaim set {case} {field}=N",
                    len(lacking),
                ).format(n=len(lacking), title=first.label, case=case, field=_pages_field(catalogue, first))
            ]
        )
    if (case_folder(at.root, case) / PRIVATE).is_file():
        warn([_("{file} is kept out of manifest and bag; hand it over apart").format(file=PRIVATE)])


def _pages_field(catalogue: FormEntry, one: Piece) -> str:
    return f"evidence.{one.evidence[0]}.pages" if one.evidence else f"texts.{catalogue.id}.{one.name}"
