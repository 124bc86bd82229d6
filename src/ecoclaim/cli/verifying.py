"""`verify`: every file of evidence held against its record, and an archived case against its manifest."""

from __future__ import annotations

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

FOUND_SOMETHING = 1


@explained(
    later(
        "Holds every file of evidence against its record in case.yaml: what is missing, changed, not listed, badly "
        "named, or led out of the case's folder by its path or a link. A case that was archived is held against its "
        "manifest too, which sha256sum -c checks where ecoclaim is not installed. Works without git.\n\n"
        "The exit code is 1 when something was found, and 4 when a case cannot be read."
    ),
    "ecoclaim verify",
    "ecoclaim verify 2026-7 --format json",
)
def verify(
    cases: Cases,
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show in which files and records differ."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.evidence import verified
    from ecoclaim.views.findings import findings_json, findings_text

    at = desk(ledger, on)
    found = list(verified(at, cases))
    if format == "json":
        console.machine(findings_json(on, found, at.problems))
    else:
        console.answer(findings_text(found, at.problems, console.paper()))
    at.say_problems()
    return at.code(FOUND_SOMETHING if found else 0)
