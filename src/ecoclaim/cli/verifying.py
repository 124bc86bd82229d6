"""`verify`: every file of evidence held against its record, and an archived case against its manifest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.views.findings import Placed

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
    from ecoclaim.views.findings import findings_json, findings_text

    at = desk(ledger, on)
    found = list(_found(at, cases))
    if format == "json":
        console.machine(findings_json(on, found, at.problems))
    else:
        console.answer(findings_text(found, at.problems, console.paper()))
    at.say_problems()
    return at.code(FOUND_SOMETHING if found else 0)


def _found(at: Desk, said: list[str]) -> Iterator[Placed]:
    from ecoclaim.cli.progress import reading, watched
    from ecoclaim.errors import BadFile
    from ecoclaim.ledger.places import case_ids
    from ecoclaim.ledger.verify import mismatches
    from ecoclaim.views.findings import Placed

    wanted = list(dict.fromkeys(at.case_id(one) for one in said)) if said else case_ids(at.root)
    for case in watched(wanted, len(wanted)):
        try:
            for one in mismatches(at.root, case, reading()):
                yield Placed(one.code, one.severity, case, one.path, one.line, one.column, "", one.message, one.cure)
        except BadFile as fault:
            at.problems += fault.problems
