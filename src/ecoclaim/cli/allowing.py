"""`publish allow`: what somebody looked at and lets the public read, with the reason."""

from __future__ import annotations

from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later


@explained(
    later(
        "Enters into publish-allowed.yaml what publish, publish scan and the hook before a push shall let through: a "
        "text in any spelling, a signature as git shows it, or the path of a file that cannot be looked into, which is "
        "kept with its checksum, so that another file in its place is asked about again. Who allowed it, when and why "
        "stands beside it. To take it back, delete the entry."
    ),
    later("ecoclaim publish allow 0936-8212345 --reason hotline"),
    later("ecoclaim publish allow NAME --reason handler --where cases/2026-0007/"),
    later("ecoclaim publish allow cases/2026-0007/evidence/01.jpg --reason nobody-in-it"),
)
def allow(
    what: Annotated[str, typer.Argument(metavar=later("TEXT|PATH"), help=later("What is allowed."))],
    reason: Annotated[str, typer.Option("--reason", metavar=later("TEXT"), help=later("Why it may be public."))],
    on: On,
    where: Annotated[
        str,
        typer.Option(
            "--where",
            metavar=later("PATH"),
            help=later("Only in this file or folder, or git for messages; else everywhere."),
        ),
    ] = "*",
    by: Annotated[
        str, typer.Option("--by", metavar=later("NAME"), help=later("Who looked at it; else your name in git."))
    ] = "",
    ledger: Ledger = None,
) -> int:
    """Allow in public what somebody looked at."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.allowing import Allowing, allowed

    entry, code = allowed(desk(ledger, on), Allowing(what, where, by, reason))
    console.answer(_("Allowed: {what} ({where})").format(what=entry["what"], where=entry["where"]))
    return code
