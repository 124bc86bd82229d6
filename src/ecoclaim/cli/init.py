"""`init`: a new ledger in a folder, and its git repository."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _, later

if TYPE_CHECKING:
    pass

Role = Literal["department", "coordinator"]


@explained(
    later(
        "Makes a ledger: a folder with the office's settings (ecoclaim.yaml), a place for the cases, the schemas that "
        "help an editor, and a git repository, unless the folder lies in one already. Nothing that is there is changed."
    ),
    later("ecoclaim init ledger --pack «pack» --department 'Environment Bureau' --authority 'City Government'"),
)
def init(
    on: On,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=later("DIR"), help=later("The ledger's folder, made if needed; without it this one.")),
    ] = None,
    pack: Annotated[
        str,
        typer.Option(
            "--pack", metavar=later("NAME"), help=later("The rule pack that cases follow unless they say so.")
        ),
    ] = "",
    department: Annotated[
        str, typer.Option("--department", metavar=later("NAME"), help=later("The department that keeps the ledger."))
    ] = "",
    authority: Annotated[
        str,
        typer.Option("--authority", metavar=later("NAME"), help=later("The government entitled to compensation.")),
    ] = "",
    role: Annotated[
        Role, typer.Option("--role", help=later("Whether the office works cases or coordinates those of others."))
    ] = "department",
    ledger: Ledger = None,
) -> int:
    """Make a ledger."""
    from ecoclaim.desk.newledger import first_commit, make_history, new_ledger, shipped_pack
    from ecoclaim.desk.settling import settle
    from ecoclaim.ledger.places import MARK

    folder = folder or ledger or Path()
    settle(folder)
    if (folder / MARK).exists():
        raise WrongUsage(_("{folder} is a ledger already; it was left as it is").format(folder=folder.absolute()))
    _say_missing(pack, department)
    for name, text in (("--department", department), ("--authority", authority)):
        if not text.isprintable():
            raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=name))
    files = new_ledger(folder, shipped_pack(pack), department.strip(), authority.strip(), role, on)
    told = make_history(folder)
    code, said = first_commit(folder, files, "init", department.strip())
    console.answer(
        _("Made the ledger {folder} for {department}, rule pack {pack}.").format(
            folder=folder.absolute(), department=department.strip(), pack=pack
        )
    )
    for line in (told, *said):
        console.say(line)
    console.answer(
        "\n".join(
            [
                _("Fill in the rest of ecoclaim.yaml in any editor, then:"),
                *([] if folder.samefile(".") else [f"  cd {quoted_path(folder)}"]),
                "  ecoclaim new-case",
            ]
        )
    )
    return code


def _say_missing(pack: str, department: str) -> None:
    from ecoclaim.ledger.load import pack_names

    missing = [name for name, text in (("--pack", pack), ("--department", department)) if not text.strip()]
    if missing:
        raise WrongUsage(
            _("missing: {names}. Rule packs there are: {packs}").format(
                names=_(", ").join(missing), packs=_(", ").join(pack_names(None))
            )
        )
