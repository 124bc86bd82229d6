"""`merge-events`: what git calls to merge two states of a list of entries; no person has to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli.options import Ledger
from ecoclaim.cli.page import explained
from ecoclaim.words import later

CONFLICT = 1


@explained(
    later(
        "Merges two states of events.yaml or reports.yaml that grew from one: entries of both sides are kept, each as "
        "it was written. Git calls it where .gitattributes and its settings say so (ecoclaim doctor sees to that). The "
        "merge is written to OURS. Where both sides changed the same field nothing is written and the exit code is 1."
    ),
    "ecoclaim merge-events base.yaml ours.yaml theirs.yaml",
)
def merge_events(
    base: Annotated[Path, typer.Argument(metavar=later("BASE"), help=later("The file as both sides began."))],
    ours: Annotated[Path, typer.Argument(metavar=later("OURS"), help=later("Our state; the merge is written here."))],
    theirs: Annotated[Path, typer.Argument(metavar=later("THEIRS"), help=later("The other state."))],
    name: Annotated[
        str, typer.Argument(metavar=later("PATH"), help=later("The file's path in the ledger, for messages."))
    ] = "",
    ledger: Ledger = None,
) -> int:
    """Merge two states of a list of entries."""
    from ecoclaim.archive.entries import merged
    from ecoclaim.ledger.write import write_whole
    from ecoclaim.outside.files import contents

    mine = contents(ours)
    data = merged(contents(base), mine, contents(theirs), name or str(ours))
    if data is None:
        return CONFLICT
    if data != mine:
        # Were this broken off with half of it written, git would merge that half line by line.
        write_whole(ours, data)
    return 0
