"""`archive`: the dossier of a closed case, its manifest, its tag, and the bag in which it is handed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.archiving import Archived
    from ecoclaim.forms.pieces import Piece
    from ecoclaim.views.dossier import DossierPaper


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
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.outcome import warn
    from ecoclaim.desk.archiving import archived, warnings

    at = desk(ledger, on)
    done = archived(at, case, bag, force=force)
    if done.dossier.missing:
        _tell_missing(at, done, format)
        return done.code
    _tell(at, done, bag, format)
    warn(warnings(at, done.dossier))
    return done.code


def _tell_missing(at: Desk, done: Archived, format: str) -> None:  # noqa: A002
    from ecoclaim.views.dossier import missing_json, missing_lines

    missing = _papers(done.dossier.missing)
    if format == "json":
        console.machine(missing_json(at.on, done.case, missing))
    else:
        console.answer("\n".join(missing_lines(done.case, missing)))


def _tell(at: Desk, done: Archived, bag: Path | None, format: str) -> None:  # noqa: A002
    from ecoclaim.ledger.load import shown
    from ecoclaim.views.dossier import DossierMade, archived_json, archived_lines

    path, digest = done.manifest
    told = DossierMade(
        done.dossier.subject.case.id,
        _papers(done.dossier.pieces),
        shown(at.root, path),
        digest,
        done.tag,
        None if bag is None else str(bag),
        done.root_hash,
    )
    if format == "json":
        console.machine(archived_json(at.on, told))
    else:
        console.answer("\n".join(archived_lines(told)))


def _papers(pieces: Sequence[Piece]) -> tuple[DossierPaper, ...]:
    from ecoclaim.views.dossier import DossierPaper

    return tuple(
        DossierPaper(one.form, one.name, one.label, one.article, one.pages, one.files, one.evidence) for one in pieces
    )
