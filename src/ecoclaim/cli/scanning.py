"""`publish scan` and `publish hook`: what files, or a push, would tell of persons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotAllowed
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.scanning import Scan


@explained(
    later(
        "Looks through the files of the cases named, or of the whole ledger, for what belongs to persons: names, "
        "numbers and addresses that any case knows, in any spelling, and anything that looks like such in a text, a "
        "file name or any part of a Word file or workbook. What cannot be looked into (photos, scans, PDF pages, very "
        "large files) is named too. The exit code is 7 when something was found.\n\n"
        "What somebody looked at and allowed (ecoclaim publish allow) is passed over; officials are told once each. "
        "With --push it is asked by git's pre-push hook, and looks at all that a push would send to a remote that was "
        "marked public (publish hook says how): files, names, branches, tags, messages and signatures that the remote "
        "does not have. Your own signature is shown and let pass; other remotes are let "
        "pass."
    ),
    "ecoclaim publish scan",
    "ecoclaim publish scan 2026-7 --format json",
)
def scan(
    cases: Cases,
    on: On,
    push: Annotated[
        str | None,
        typer.Option("--push", metavar=later("REMOTE"), help=later("What a push to this remote would send.")),
    ] = None,
    url: Annotated[
        str, typer.Option("--url", metavar=later("URL"), help=later("The URL of that push, as git tells its hook."))
    ] = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what files tell of persons."""
    from ecoclaim.archive.pushes import is_public
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.scanning import Scan, push_scanned, scanned

    at = desk(ledger, on)
    if push is None:
        found = scanned(at, cases)
    elif is_public(at.root, push, url):
        found = push_scanned(at, push, url, console.given().splitlines())
    else:
        found = Scan(())
    _answer(at, found, format, push)
    if found.places:
        return NotAllowed.exit_code
    return BadFile.exit_code if found.broken else 0


def _answer(at: Desk, found: Scan, format: str, push: str | None) -> None:  # noqa: A002
    from ecoclaim.views.disclosed import place_line, places_json

    if format == "json":
        console.machine(places_json(at.on, found.places))
    elif not found.places:
        console.answer(_("Nothing was found that belongs to persons."))
    else:
        console.answer("\n".join(map(place_line, found.places)))
        if push is not None:
            console.say(_("Nothing was pushed: {remote} is public, and these belong to persons.").format(remote=push))
        console.say(
            _(
                "What may stay was looked at by somebody: ecoclaim publish allow TEXT --reason WHY, for a file "
                "ecoclaim publish allow PATH --reason WHY."
            )
        )


@explained(
    later(
        "Writes git's pre-push hook of this clone: before each push to a remote that was marked public, what it "
        "would send is looked through, and what belongs to persons stops it. A hook that is there stays as it is."
    ),
    "ecoclaim publish hook",
)
def hook(ledger: Ledger = None) -> None:
    """Have git look for what belongs to persons before each push."""
    from ecoclaim.archive.pushes import PUBLIC, install_hook
    from ecoclaim.ledger.places import find_root

    root = find_root(ledger)
    path = install_hook(root)
    console.answer(
        _("Wrote {path}. Mark a remote as public: git config remote.NAME.{setting} true").format(
            path=path, setting=PUBLIC
        )
    )
