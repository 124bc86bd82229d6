"""`schema`: the JSON Schemas by which an editor completes and explains the files of a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger
from ecoclaim.cli.packs import ledger_root
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

_ANSWER = "answer:"


@explained(
    later(
        "Prints the JSON Schema of case.yaml, events.yaml, ecoclaim.yaml (ledger) or a rule pack. With --write the "
        "schemas of this ledger are written anew, as after an update of ecoclaim.\n\n"
        "answer:COMMAND prints the schema of what a command answers with --format json: its fields and their kinds. In "
        "later versions fields may be added; none is renamed."
    ),
    "ecoclaim schema case",
    "ecoclaim schema case --write",
    "ecoclaim schema answer:deadlines",
)
def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="case|events|ledger|pack|answer:…", help=later("Which file, or the answer of which command.")
        ),
    ],
    write: Annotated[bool, typer.Option("--write", help=later("Write all schemas of this ledger anew."))] = False,
    ledger: Ledger = None,
) -> int:
    """Print a JSON Schema, or write those of this ledger anew."""
    from ecoclaim.ledger.schemas import SCHEMAS, answer_names, answer_text, schema_text

    if name.startswith(_ANSWER):
        if (command := name.removeprefix(_ANSWER)) not in answer_names():
            raise WrongUsage(
                _("there is no schema of the answer of {name}; there is of {known}").format(
                    name=command, known=_(", ").join(answer_names())
                )
            )
        if write:
            raise WrongUsage(_("--write is for the files of a ledger; an answer's goes into a file with > FILE"))
        console.machine(answer_text(command))
        return 0
    if name not in SCHEMAS:
        known = _(", ").join((*SCHEMAS, *(f"{_ANSWER}{one}" for one in answer_names())))
        raise WrongUsage(_("{name} has no schema; it is one of {known}").format(name=name, known=known))
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
