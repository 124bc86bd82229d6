"""`doctor`: looks over a ledger and its surroundings, and says what to do about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecoclaim.cli.desk import Desk
    from ecoclaim.views.health import Sign

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
    from ecoclaim.cli.desk import desk
    from ecoclaim.views.health import health_json, health_text

    signs = list(_signs(desk(ledger, on)))
    if format == "json":
        console.machine(health_json(on, signs))
    else:
        console.answer(health_text(signs, console.paper()))
    return BROKEN if any(one.state == "broken" for one in signs) else 0


def _signs(at: Desk) -> Iterator[Sign]:
    from ecoclaim.cli.checkup import ledger_signs, machine_signs, rule_signs
    from ecoclaim.cli.checkup_git import git_signs

    yield from ledger_signs(at)
    yield from git_signs(at.root)
    yield from rule_signs(at)
    yield from machine_signs(at.root)
