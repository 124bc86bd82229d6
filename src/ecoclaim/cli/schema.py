"""`schema`: the JSON Schemas by which an editor completes and explains the files of a ledger."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger
from ecoclaim.cli.packs import ledger_root
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later


@explained(
    later(
        "Prints the JSON Schema of case.yaml, events.yaml, ecoclaim.yaml (ledger) or a rule pack. With --write the "
        "schemas of this ledger are written anew, as after an update of ecoclaim."
    ),
    "ecoclaim schema case",
    "ecoclaim schema case --write",
)
def schema(
    name: Annotated[
        Literal["case", "events", "ledger", "pack"],
        typer.Argument(metavar="case|events|ledger|pack", help=later("Which file it is for.")),
    ],
    write: Annotated[bool, typer.Option("--write", help=later("Write all schemas of this ledger anew."))] = False,
    ledger: Ledger = None,
) -> int:
    """Print a JSON Schema, or write those of this ledger anew."""
    from ecoclaim.ledger.schemas import schema_text

    if not write:
        console.machine(schema_text(name, ledger_root(ledger)))
        return 0
    from ecoclaim.desk.schemas import schemas_renewed
    from ecoclaim.ledger.places import find_root

    changed, code = schemas_renewed(find_root(ledger), console.say)
    console.answer(
        "\n".join(_("Wrote {path}").format(path=path) for path in changed) or _("The schemas are up to date.")
    )
    return code
