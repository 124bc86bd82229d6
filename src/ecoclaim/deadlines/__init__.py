"""From case, pack and working days to deadlines and limits, each with what led to it. Pure."""

from ecoclaim.deadlines.compute import episodes, ledger_deadlines, limits, rows_of, states
from ecoclaim.deadlines.counting import CALENDARS
from ecoclaim.deadlines.examples import work_example, work_prompt_example
from ecoclaim.deadlines.rows import HIDDEN, OPEN, STATUSES, Deadline, Limit, Reading
from ecoclaim.deadlines.rulebook import Rulebook, rulebook

__all__ = [
    "CALENDARS",
    "HIDDEN",
    "OPEN",
    "STATUSES",
    "Deadline",
    "Limit",
    "Reading",
    "Rulebook",
    "episodes",
    "ledger_deadlines",
    "limits",
    "rows_of",
    "rulebook",
    "states",
    "work_example",
    "work_prompt_example",
]
