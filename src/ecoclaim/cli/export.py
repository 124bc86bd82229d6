"""`export`: flat tables for other programs, without what belongs to persons."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledgers, On
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later


@explained(
    later(
        "Writes flat tables for a statistics program, a database or a spreadsheet: offices, cases, obligors, events, "
        "deadlines, obligations, losses. Each lies in files by office and year, "
        "DIR/TABLE/office=…/year=…/LEDGER.parquet; exported again, a ledger replaces its own files and no other "
        "office's, so that many offices export into one folder. DIR/tables.json says what each column holds.\n\n"
        "What belongs to persons is left out: names of natural persons, numbers of identity cards, telephones, "
        "addresses, births, and free text. Names of organizations are kept; in the title of a case a person's name is "
        "masked. Parquet is written by DuckDB (pip install 'ecoclaim[analytics]')."
    ),
    "ecoclaim export --out tables",
    "ecoclaim -C east -C west export --format csv --out tables",
)
def export(
    on: On,
    out: Annotated[
        Path,
        typer.Option("--out", metavar=later("DIR"), parser=Path, help=later("The folder to write into.")),
    ],
    format: Annotated[  # noqa: A002
        Literal["parquet", "csv", "json"], typer.Option("--format", help=later("How the tables are written."))
    ] = "parquet",
    ledger: Ledgers = None,
) -> int:
    """Write flat tables for other programs."""
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.exporting import exported

    ledgers = desks(ledger, on)
    counts = exported(ledgers, out, format)
    rows = _(", ").join(f"{table} {number}" for table, number in counts.items())
    console.answer(_("Wrote {path}: {rows}").format(path=out, rows=rows))
    say_problems(ledgers.problems, ledgers.passed_over)
    return code(ledgers.problems)
