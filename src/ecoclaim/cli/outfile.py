"""`--out`: the new file that an answer is written into."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

OutWorkbook = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=later("FILE"),
        parser=Path,
        help=later("Write the workbook to this file, which must not be there yet."),
    ),
]


def refuse_existing(out: Path | None) -> None:
    """Refuse a file that is there already, before anything is worked out; raises WrongUsage."""
    if out is not None and out.exists():
        raise WrongUsage(_("{path} is there already; it was left as it is").format(path=out))


def refuse_unfit(format: str, out: Path | None) -> None:  # noqa: A002
    """Refuse a workbook without a file at a terminal, and a file for any other format; raises WrongUsage."""
    if format != "xlsx":
        if out is not None:
            raise WrongUsage(_("--out is for --format xlsx; write another format into a file with > FILE"))
        return
    if out is None and console.is_terminal():
        raise WrongUsage(_("a workbook is no text to print; name a file with --out"))
    refuse_existing(out)


def give(out: Path | None, data: bytes) -> None:
    """Write bytes into the new file and say so, or onto standard output where none is named."""
    if out is None:
        console.machine(data)
        return
    from ecoclaim.ledger.write import write_new

    write_new(out, data)
    console.answer(_("Wrote {path}").format(path=out))
