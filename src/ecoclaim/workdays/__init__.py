"""Which days are worked, why not, and until when we know; and periods counted over them."""

from ecoclaim.workdays.counting import Count, DayNote, Step, Unit, Workdays
from ecoclaim.workdays.layers import Incomplete, Layers
from ecoclaim.workdays.reasons import festival, length, why_text

__all__ = [
    "Count",
    "DayNote",
    "Incomplete",
    "Layers",
    "Step",
    "Unit",
    "Workdays",
    "festival",
    "length",
    "why_text",
]
