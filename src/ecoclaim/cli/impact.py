"""`calendar impact`: what a new holiday notice does to the open deadlines, before it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.deadlines import Deadline


@explained(
    later(
        "Takes a holiday notice as it would lie in calendars/ and shows each open deadline that it would move, from "
        "and to. Nothing is written: to enter the notice put the file into calendars/."
    ),
    "ecoclaim calendar impact calendars/2027.yaml",
)
def impact(
    file: Annotated[Path, typer.Argument(metavar=later("FILE"), parser=Path, help=later("The file of the notice."))],
    on: On,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what a holiday notice does to the open deadlines."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.ledger.calendars import FOLDER, contradictions
    from ecoclaim.ledger.load import load_notice, shown
    from ecoclaim.views.impact import Answer

    at = desk(ledger, on)
    path = file.absolute()
    notice = load_notice(at.root, path)
    # As if it came into calendars/ under its name, beside the others that lie there.
    others = {other: one for other, one in at.notices.items() if other != f"{FOLDER}/{path.name}"}
    entered = {**others, shown(at.root, path): notice}
    at.problems += [one for one in contradictions(at.root, entered) if one not in at.problems]
    before, after = at.with_notices(others), at.with_notices(entered)
    moved, settled = [], []
    for then, now in _pairs(before, after):
        if (then.due, then.rolled, then.safe, then.may_act_from) != (now.due, now.rolled, now.safe, now.may_act_from):
            moved.append((then, now))
        elif now.certain and not then.certain:
            settled.append(now)
    moved.sort(key=lambda pair: pair[1].order)
    answer = Answer(on, notice.year, moved, sorted(settled, key=lambda one: one.order), at.problems)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    at.say_problems()
    return at.code()


def _pairs(before: Desk, after: Desk) -> Iterator[tuple[Deadline, Deadline]]:
    """Give each open row as it is without the notice and with it."""
    from ecoclaim.deadlines import OPEN

    for case in before.cases():
        now = {one.key: one for one in after.rows(case)}
        yield from ((one, now[one.key]) for one in before.rows(case) if one.status in OPEN and one.key in now)
    now = {one.key: one for one in after.ledger_rows()}
    yield from ((one, now[one.key]) for one in before.ledger_rows() if one.status in OPEN and one.key in now)
