"""`drift`: rendered files that were edited by hand, beside what the ledger would print now."""

from __future__ import annotations

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later


@explained(
    later(
        "Reads the files in the case's documents folder that were edited by hand, and lists each line whose "
        "text differs "
        "from what the ledger prints now, with the field it comes from; so that what was corrected on paper can be "
        "written into the ledger. Nothing is changed."
    ),
    "ecoclaim drift 7",
)
def drift(
    case: Case,
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """List what was changed by hand in the rendered forms."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.drifting import drifted
    from ecoclaim.views.forms import drift_json, drift_text

    at = desk(ledger, on)
    found = list(drifted(at, case))
    if format == "json":
        console.machine(drift_json(on, found))
    else:
        console.answer(drift_text(found))
    at.say_problems()
    return at.code()
