"""`doctor`: looks over a ledger and its surroundings, and says what to do about each."""

from __future__ import annotations

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

BROKEN = 1


@explained(
    later(
        "Looks over the ledger and what it needs around it: git and your name in it, merging, line ends, what is not "
        "in git yet, numbers given twice, file names, schemas, the calendar, the rule pack, fonts, LibreOffice, the "
        "daily reminder. Each line says what was found and what to do. In a clone it sets up merging by entry.\n\n"
        "The exit code is 1 when something is broken."
    ),
    "ecoclaim doctor",
)
def doctor(on: On, format: TableJson = "table", ledger: Ledger = None) -> int:  # noqa: A002
    """Look over a ledger and its surroundings."""
    from ecoclaim.cli.clock import now
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.checkup import signs_of
    from ecoclaim.views.health import health_json, health_text

    signs = list(signs_of(desk(ledger, on), now()))
    if format == "json":
        console.machine(health_json(on, signs))
    else:
        console.answer(health_text(signs, console.paper()))
    return BROKEN if any(one.state == "broken" for one in signs) else 0
