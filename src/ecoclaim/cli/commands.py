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
    "init": Row(later("Make a ledger and its git repository."), "init:init"),
    "new-case": Row(later("Make the next case folder with its first event."), "cases:new_case"),
    "record": Row(later("Record what happened, and see which deadlines it moves."), "record:record"),
    "deadlines": Row(later("Every open duty and right, the soonest first."), "answers:deadlines"),
    "next": Row(later("What to do now, by when, with which form."), "cases_shown:next_steps"),
    "show": Row(later("One case: its stage, tracks, open deadlines and all that happened."), "cases_shown:show"),
    "list": Row(later("All cases, each with its stage and the soonest open duty."), "cases_shown:list_cases"),
    "why": Row(later("How a date came about: event, rule, each day counted or skipped."), "why:why"),
    "check": Row(later("Every problem of form, order, law and arithmetic."), "checking:check"),
    "count": Row(later("The calculator: the Nth day after or before a day, day by day."), "days:count"),
    "calendar": Row(later("Which days of a year are off, and which weekends are worked."), "days:calendar"),
}
