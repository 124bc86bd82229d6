"""`evidence add`: files as they were received, taken into a case, numbered, hashed and listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, day_for, number_for
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.evidence import Added

# Photos are pasted on pages of their own, which are counted there.
_PASTED = ("photo", "照片")


@explained(
    later(
        "Copies files into the case's evidence folder under a number and a name that every system keeps, takes their "
        "SHA-256, and lists them in case.yaml. Nothing there is overwritten; a file that is listed already is refused. "
        "Several files under one name are numbered. A signed form carries its form's name as --kind."
    ),
    later("ecoclaim evidence add 7 scan.pdf --name 'Inspection record' --pages 3 --original --kind record"),
    later("ecoclaim evidence add 7 *.jpg --name 'Photo of the site' --kind photo --taken-on 2026-01-12"),
)
def add(
    case: Case,
    files: Annotated[
        list[Path], typer.Argument(metavar=later("FILE"), parser=Path, help=later("The files as received."))
    ],
    on: On,
    name: Annotated[
        str,
        typer.Option("--name", metavar=later("NAME"), help=later("What it is; without it the file's own name.")),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar=later("KIND"),
            help=later("Its kind, as record, report, receipt, photo, or the form of which it is the signed paper."),
        ),
    ] = "",
    pages: Annotated[
        int | None,
        typer.Option(
            "--pages",
            metavar=later("N"),
            parser=number_for("--pages"),
            help=later("How many pages each has; a PDF says it itself."),
        ),
    ] = None,
    original: Annotated[
        bool | None, typer.Option("--original/--copy", help=later("Whether the original was received, or a copy."))
    ] = None,
    taken_by: Annotated[
        str, typer.Option("--taken-by", metavar=later("NAME"), help=later("Who took or received it."))
    ] = "",
    taken_on: Annotated[
        date | None,
        typer.Option(
            "--taken-on", metavar=later("DATE"), parser=day_for("--taken-on"), help=later("The day it was taken.")
        ),
    ] = None,
    taken_where: Annotated[
        str, typer.Option("--taken-where", metavar=later("PLACE"), help=later("Where it was taken."))
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar=later("TEXT"), help=later("A note to keep with it."))] = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Take files into a case as evidence."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.evidence import added, meta, refuse_to_come, warnings

    at = desk(ledger, on)
    found = at.case_to_write(case)
    refuse_to_come(taken_on, on)
    told = all(file.suffix.lower() == ".pdf" for file in files)  # a PDF says its pages itself
    if pages is None and not told and kind not in _PASTED and console.can_ask() and format == "table":
        pages = _asked_pages()
    fields = {
        "kind": kind,
        "pages": "" if pages is None else str(pages),
        "original": {True: "true", False: "false", None: ""}[original],
        "taken_by": taken_by,
        "taken_on": taken_on.isoformat() if taken_on else "",
        "taken_where": taken_where,
        "note": note,
    }
    done = added(at, found, files, meta(name, fields))
    _tell(at, done, format)
    for line in warnings(at, done):
        console.say(_("Warning: {text}").format(text=line))
    return done.code


def _asked_pages() -> int | None:
    given = console.ask(_("How many pages? (empty: not known yet)"))
    return number_for("--pages")(given) if given else None


def _tell(at: Desk, done: Added, format: str) -> None:  # noqa: A002
    from ecoclaim.views import json

    if format == "json":
        rows = [{**one.entry, **_typed(one.entry), "size": one.size} for one in done.taken]
        console.machine(json.answer(at.on, {"case": done.case, "evidence": rows}))
        return
    for one in done.taken:
        console.answer(
            _("Evidence {number} of {case}: {name}, {file}, SHA-256 {hash}").format(
                number=one.entry["no"],
                case=done.case,
                name=one.entry["name"],
                file=one.entry["file"],
                hash=one.entry["sha256"],
            )
        )


def _typed(entry: Mapping[str, str]) -> dict[str, object]:
    """Make numbers and yes or no of what an entry holds as text."""
    numbers = {key: int(entry[key]) for key in ("no", "pages") if key in entry}
    return {**numbers, **({"original": entry["original"] == "true"} if "original" in entry else {})}
