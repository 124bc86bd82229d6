"""`check`: every problem of form, order, law and arithmetic, with its place, article and cure."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledgers, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

FOUND_ERRORS = 1


@explained(
    later(
        "Looks over the cases named, or all cases and the office's own files: names and numbers that lead nowhere, "
        "events in the wrong order, sums that do not agree, wrong check digits, what the procedure does not allow. "
        "Each finding has a code that does not change, the place in the file, the article and the cure.\n\n"
        "The exit code is 1 when an error was found; with --strict a warning counts as an error. A file that cannot be "
        "read is named and the exit code is 4."
    ),
    "ecoclaim check",
    "ecoclaim check 2026-7 --strict",
)
def check(
    cases: Cases,
    on: On,
    strict: Annotated[bool, typer.Option("--strict", help=later("Count a warning as an error."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledgers = None,
) -> int:
    """Show every problem of form, order, law and arithmetic."""
    from ecoclaim.cli.desk import code, desks, say_problems
    from ecoclaim.desk.checking import checked
    from ecoclaim.views.findings import findings_json, findings_text

    at = desks(ledger, on)
    found = list(checked(at, cases))
    if strict:
        found = [replace(one, severity="error") if one.severity == "warning" else one for one in found]
    if format == "json":
        console.machine(findings_json(on, found, at.problems))
    else:
        console.answer(findings_text(found, at.problems, console.paper()))
    # What is passed over stands among the findings.
    say_problems(at.problems)
    return code(at.problems, FOUND_ERRORS if any(one.severity == "error" for one in found) else 0)
