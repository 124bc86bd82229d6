"""The table of commands: what each does, in one line, and where its function lies; imports none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ecoclaim.words import later


@dataclass(frozen=True, slots=True)
class Row:
    """One command: its line in the listing (a message id), and `module:function` in this package.

    A name of two words is a command under the first. A row without a function only holds such commands.
    """

    help: str
    where: str = ""


COMMANDS: Mapping[str, Row] = {
    "deadlines": Row(later("Every open duty and right, the soonest first."), "answers:deadlines"),
    "why": Row(later("How a date came about: event, rule, each day counted or skipped."), "why:why"),
    "check": Row(later("Every problem of form, order, law and arithmetic."), "checking:check"),
    "count": Row(later("The calculator: the Nth day after or before a day, day by day."), "days:count"),
    "calendar": Row(later("Which days of a year are off, and which weekends are worked."), "days:calendar"),
}
