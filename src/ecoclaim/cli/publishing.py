"""`publish`: what the public may read of a case, and nothing of persons until someone has decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.publishing import Public


@explained(
    later(
        "Writes what the public may read of a case: the result of the consultation, or of the restoration. Only a few "
        "named fields are taken, and none from case.private.yaml; persons appear by surname only; ID numbers, phones, "
        "accounts and addresses of persons never appear. What is withheld is listed.\n\n"
        "Free text is looked through for what belongs to persons, by pattern and check digit. Each place is named, and "
        "nothing is written (exit code 7), until someone decides: mend the field, write the paragraphs by hand as "
        "texts.publication.consultation or texts.publication.restoration, or allow the place with --allow, which lets "
        "one occurrence through; texts.publication.allow lets a text through for good."
    ),
    "ecoclaim publish 7",
    "ecoclaim publish 7 --what restoration --out notice.docx",
    "ecoclaim publish 7 --allow 0936-1234567",
)
def publish(
    case: Case,
    on: On,
    what: Annotated[
        Literal["consultation", "restoration"] | None,
        typer.Option("--what", help=later("Which result; without it the latest.")),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar=later("FILE"), parser=Path, help=later("Write it here; as Word where the name ends so.")
        ),
    ] = None,
    docx: Annotated[
        bool, typer.Option("--docx", help=later("Write it as Word, into documents/ unless --out says where."))
    ] = False,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar=later("TEXT"), help=later("Let one occurrence of this text through.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=later("Write over a file that is there."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Write what the public may read of a case."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.publishing import public, published
    from ecoclaim.ledger.load import shown

    at = desk(ledger, on)
    found = public(at, case, what, allow or ())
    if found.places:
        return _stop(at, found, format)
    if not (out or docx):
        _tell(at, found, format, shown=True)
        return 0
    path, code = published(at, found, out, docx=docx, force=force)
    console.answer(_("wrote {file}").format(file=shown(at.root, path)))
    _tell(at, found, format, shown=False)
    return code


def _stop(at: Desk, found: Public, format: str) -> int:  # noqa: A002
    from ecoclaim.views.disclosed import stopped_json, stopping_line

    if format == "json":
        console.machine(stopped_json(at.on, found.case, found.places))
        return NotAllowed.exit_code
    for one in found.places:
        console.say(stopping_line(one))
    raise NotAllowed(
        _(
            "this may belong to a person, so nothing was published; mend the field, write the paragraphs by hand "
            "(ecoclaim set {case} texts.publication.consultation=…), or let one occurrence through with --allow TEXT"
        ).format(case=found.case)
    )


def _tell(at: Desk, found: Public, format: str, *, shown: bool) -> None:  # noqa: A002
    from ecoclaim.views import json

    text = found.text
    console.say(
        _(
            "Read it through before it is published: the name of a third person that stands in no field of the case is "
            "not found."
        )
    )
    if format == "json":
        body = {
            "case": found.case,
            "published": True,
            "what": text.what,
            "title": text.title,
            "paragraphs": list(text.paragraphs),
            "department": text.department,
            "withheld": list(found.withheld),
            "masked": list(text.masked.values()),
        }
        console.machine(json.answer(at.on, body))
        return
    if shown:
        console.answer(text.text())
    if found.withheld:
        console.say(_("Withheld: {fields}").format(fields=_(", ").join(found.withheld)))
    if text.masked:
        console.say(_("Names masked: {names}").format(names=_(", ").join(text.masked.values())))
    if not found.is_recorded:
        console.say(
            _("Once it is published: ecoclaim record {case} result-published --date DATE what={what} where=…").format(
                case=found.case, what=text.what
            )
        )
