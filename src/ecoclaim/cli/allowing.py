"""`publish allow`: what somebody looked at and lets the public read, with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.writing import Pen


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
    from ecoclaim.archive.repository import identity
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.saved import writing
    from ecoclaim.ledger.load import load_allowances

    at = desk(ledger, on)
    name = by.strip() or (identity(at.root) or "").partition(" <")[0]
    if not name:
        raise WrongUsage(_("git does not know your name; say who looked at it: --by NAME"))
    if not what.strip() or not reason.strip():
        raise WrongUsage(_("say what is allowed, and why: ecoclaim publish allow TEXT --reason WHY"))
    entry = {"what": what.strip(), "where": where, "reason": reason.strip(), "by": name, "date": on.isoformat()}
    entry |= _file(at.root, what)
    with writing(at.root, at.office) as pen:
        if any((one.what, one.where) == (entry["what"], entry["where"]) for one in load_allowances(at.root)):
            raise NotAllowed(_("{what} is allowed there already").format(what=what))
        code = _append(at, pen, entry)
    console.answer(_("Allowed: {what} ({where})").format(what=entry["what"], where=entry["where"]))
    return code


def _file(root: Path, what: str) -> dict[str, str]:
    """Give what and where for a path of the ledger: the file's checksum, and the path."""
    from ecoclaim.ledger.allowed import FILE
    from ecoclaim.ledger.hashes import pointed_at, sha256
    from ecoclaim.ledger.names import inside

    if not (root / what).is_file():
        return {}
    path = inside(root, what)
    try:
        return {"what": FILE + (pointed_at(path) or sha256(path)), "where": what}
    except OSError as fault:
        raise WrongUsage(_("{path} cannot be read: {why}").format(path=what, why=fault.strerror or fault)) from None


def _append(at: Desk, pen: Pen, entry: dict[str, str]) -> int:
    from ecoclaim import yamlfile
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger import fresh
    from ecoclaim.ledger.places import ALLOWED
    from ecoclaim.ledger.whole import Files
    from ecoclaim.outside.files import contents_if_any

    path = at.root / ALLOWED
    old = contents_if_any(path)
    new = yamlfile.append(old if old is not None else fresh.allowed_file(), entry, entry["date"], ALLOWED)
    act = Act("publish allow", subject=_("allowed in public: one entry"))
    return pen.write(Files({path: old}, {path: new}), act)
