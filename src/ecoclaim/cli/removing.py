"""`remove`: an item of case.yaml or an entry of events.yaml, taken out with the reason."""

from __future__ import annotations

from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later


@explained(
    later(
        "Takes an entry of events.yaml out by its number, as show prints it, or an item or field of case.yaml by its "
        "path; every other byte stays, and git keeps what stood there, with the reason. What other entries rest on is "
        "not taken out."
    ),
    later("ecoclaim remove 7 3 --reason 'belongs to another case'"),
    later("ecoclaim remove 7 obligors.C --reason 'no obligor of this case'"),
)
def remove(
    case: Case,
    what: Annotated[
        str,
        typer.Argument(metavar=later("PATH|N"), help=later("The number of an entry, or the path of an item or field.")),
    ],
    on: On,
    reason: Annotated[
        str, typer.Option("--reason", metavar=later("TEXT"), help=later("Why; it stays in git's history."))
    ] = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Take an item or an entry out."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.desk.removing import removed
    from ecoclaim.typed import whole
    from ecoclaim.views import json
    from ecoclaim.views.changes import change_json, change_lines

    at = desk(ledger, on)
    name = at.case_to_write(case)
    if not reason and console.can_ask():
        reason = console.ask(_("Why is it taken out"))
    if not reason:
        raise WrongUsage(_("missing: {names}").format(names="--reason"))
    number = whole(what)
    done = removed(at, name, what if number is None else str(number), reason)
    if format == "json":
        changes = [change_json(one) for one in done.judged.changes]
        body = {"case": name, "written": True, "removed": done.what, "value": done.value, "changes": changes}
        console.machine(json.answer(on, body))
        return done.code
    head = _("Took out of {case}: {what}, {value}").format(case=name, what=done.what, value=_said(done.value))
    print_lines([head, *("  " + line for line in change_lines(done.judged.changes))])
    return done.code


def _said(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(one)}" for key, one in value.items())
    return "[" + ", ".join(map(_said, value)) + "]" if isinstance(value, list) else str(value)
