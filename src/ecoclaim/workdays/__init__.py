"""Which days are worked, why not, and until when we know; and periods counted over them."""

from ecoclaim.workdays.counting import Count, DayNote, Step, Unit, Workdays
from ecoclaim.workdays.reasons import length, why_text

__all__ = ["Count", "DayNote", "Step", "Unit", "Workdays", "length", "why_text"]
