"""What a new holiday notice does to the open deadlines, before it is entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ecoclaim.deadlines import OPEN, Deadline
from ecoclaim.desk.opened import Opened
from ecoclaim.ledger.calendars import FOLDER, contradictions
from ecoclaim.ledger.load import load_notice, shown
from ecoclaim.views.impact import Answer


def impact_of(at: Opened, file: Path) -> Answer:
    """Work every open deadline out without a notice and with it; gives those that it moves or makes certain.

    What contradicts it in another file is a problem. Raises NotFound or BadFile where it cannot be read.
    """
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
    return Answer(at.on, notice.year, moved, sorted(settled, key=lambda one: one.order), at.problems)


def _pairs(before: Opened, after: Opened) -> Iterator[tuple[Deadline, Deadline]]:
    """Give each open row as it is without the notice and with it."""
    for case in before.cases():
        now = {one.key: one for one in after.rows(case)}
        yield from ((one, now[one.key]) for one in before.rows(case) if one.status in OPEN and one.key in now)
    now = {one.key: one for one in after.ledger_rows()}
    yield from ((one, now[one.key]) for one in before.ledger_rows() if one.status in OPEN and one.key in now)
