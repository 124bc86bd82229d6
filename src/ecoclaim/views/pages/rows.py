"""A deadline as a page shows it: its day, how it presses, the words and colours that say so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.views import terms
from ecoclaim.views.pages.law import LawBook
from ecoclaim.words import _, ngettext

# What presses, in the order of the board: which statuses belong together.
PRESSING: Mapping[str, tuple[str, ...]] = {
    "overdue": ("overdue",),
    "expired": ("lapsed", "exceeded"),
    "soon": ("due-soon",),
    "running": ("open",),
}
_COLOUR: Mapping[str, str] = {
    "overdue": "red",
    "exceeded": "violet",
    "lapsed": "violet",
    "due-soon": "amber",
    "open": "blue",
    "met": "green",
    "met-late": "red",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A deadline as a page shows it; `day` is the day to plan by, `law` the anchor of its article."""

    name: str
    obligor: str
    day: date | None
    last: date | None
    left: str
    status: str
    word: str
    colour: str
    ours: bool
    provisional: bool
    law: str
    duty: str


def colour_of(status: str) -> str:
    """Give the colour of a status; the word beside it says the same."""
    return _COLOUR.get(status, "grey")


def row_of(one: Deadline, law: LawBook) -> Row:
    """Take of a deadline what a page shows, and note its article."""
    return Row(
        name=terms.name(one),
        obligor=one.obligor or "",
        day=one.safe if one.rule.ours else one.rolled,
        last=one.rolled,
        left=_left(one),
        status=one.status,
        word=terms.status(one),
        colour=colour_of(one.status),
        ours=one.rule.ours,
        provisional=not one.certain,
        law=law.anchor(one),
        duty=terms.duty(one.rule.duty),
    )


def _left(one: Deadline) -> str:
    days = one.days_left
    if days is None:
        return ", ".join(terms.marks(one)[:1])
    if days < 0:
        return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
    return _("today") if days == 0 else ngettext("in {n} day", "in {n} days", days).format(n=days)
