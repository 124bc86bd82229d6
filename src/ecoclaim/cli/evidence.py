"""`evidence add`: files as they were received, taken into a case, numbered, hashed and listed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, day_for, number_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed, WrongUsage
from ecoclaim.terminal import quoted, quoted_path
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ecoclaim.cli.desk import Desk
    from ecoclaim.ledger.evidence import Taken


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
            "--pages", metavar=later("N"), parser=number_for("--pages"), help=later("How many pages each has.")
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
    from ecoclaim.cli.progress import reading
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger.evidence import Told, evidence, files_of

    at = desk(ledger, on)
    found = at.case_id(case)
    if taken_on is not None and taken_on > on:
        raise NotAllowed(_("{day} is still to come; evidence is taken before it is listed").format(day=taken_on))
    if pages is None and kind not in _PASTED and console.can_ask() and format == "table":
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
    told = Told(_one_line("--name", name), {key: _one_line(key, text) for key, text in fields.items() if text.strip()})
    with (
        writing(at.root, at.office, case=found) as pen,
        evidence(at.root, found, files, told, reading()) as (draft, taken),
    ):
        listed = _(", ").join(f"{one.entry['no']} {one.entry['name']}" for one in taken)
        subject = _("evidence {listed}").format(listed=listed)
        code = pen.write(files_of(draft, taken), Act("evidence add", found, subject))
    _tell(at, found, taken, format)
    for line in _warnings(at, taken, entered=not code):
        console.say(_("Warning: {text}").format(text=line))
    return code


def _asked_pages() -> int | None:
    given = console.ask(_("How many pages? (empty: not known yet)"))
    return number_for("--pages")(given) if given else None


def _one_line(name: str, text: str) -> str:
    if not text.strip().isprintable():
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=name))
    return text.strip()


def _warnings(at: Desk, taken: Sequence[Taken], *, entered: bool) -> Iterator[str]:
    from ecoclaim.archive import inside_repository
    from ecoclaim.archive.large import LARGE, lfs_is_installed, meant_for_lfs
    from ecoclaim.ledger.load import shown

    kept = entered and at.office.git.commit and inside_repository(at.root)
    ready = kept and lfs_is_installed(at.root)
    for one in taken:
        path = shown(at.root, one.path)
        if one.size == 0:
            yield _("{path} is empty; look whether it was received whole").format(path=path)
        if not kept:
            continue
        if meant_for_lfs(at.root, path):
            if not ready:
                yield _(
                    "{path} is meant for Git LFS, which is not installed here, so it goes into git as it is, where it "
                    "stays for ever; install git-lfs, then: git lfs install, and git add --renormalize {path}"
                ).format(path=quoted_path(path))
        elif one.size > LARGE:
            yield _(
                "{path} has {size} MiB and goes into git as it is, where it stays for ever; for large files set up "
                "Git LFS: git lfs install, then git lfs track {pattern}"
            ).format(path=path, size=one.size >> 20, pattern=quoted(f"cases/**/evidence/*{one.path.suffix}"))


def _tell(at: Desk, case: str, taken: Sequence[Taken], format: str) -> None:  # noqa: A002
    from ecoclaim.views import json

    if format == "json":
        rows = [{**one.entry, **_typed(one.entry), "size": one.size} for one in taken]
        console.machine(json.answer(at.on, {"case": case, "evidence": rows}))
        return
    for one in taken:
        console.answer(
            _("Evidence {number} of {case}: {name}, {file}, SHA-256 {hash}").format(
                number=one.entry["no"],
                case=case,
                name=one.entry["name"],
                file=one.entry["file"],
                hash=one.entry["sha256"],
            )
        )


def _typed(entry: Mapping[str, str]) -> dict[str, object]:
    """Make numbers and yes or no of what an entry holds as text."""
    numbers = {key: int(entry[key]) for key in ("no", "pages") if key in entry}
    return {**numbers, **({"original": entry["original"] == "true"} if "original" in entry else {})}
