"""What `doctor` answers: one line for each thing it looked at, with its state and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ecoclaim.views import json
from ecoclaim.views.table import Cell, Column, Marked, Paper, table
from ecoclaim.words import _, later, ngettext

State = Literal["good", "to-do", "broken"]

_STATE: Mapping[State, str] = {"good": later("good"), "to-do": later("to do"), "broken": later("broken")}
_STYLE: Mapping[State, str] = {"good": "green", "to-do": "yellow", "broken": "bold red"}


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was looked at: its id, its name, its state, what was found, what to do about it."""

    id: str
    what: str
    state: State
    found: str
    cure: str = ""


def health_json(on: date, signs: Sequence[Sign]) -> str:
    """Write the signs as JSON."""
    return json.answer(
        on,
        {
            "doctor": [
                {"id": one.id, "what": one.what, "state": one.state, "found": one.found, "cure": one.cure or None}
                for one in signs
            ]
        },
    )


def health_text(signs: Sequence[Sign], paper: Paper) -> str:
    """Write the signs as a table, and how many wait for someone."""
    columns = (Column(_("what")), Column(_("state")), Column(_("found, and what to do"), breaks=True))
    rows: list[Sequence[Cell]] = [
        (one.what, Marked(_(_STATE[one.state]), _STYLE[one.state]), _told(one)) for one in signs
    ]
    waiting = sum(one.state != "good" for one in signs)
    end = ngettext("{n} thing to do.", "{n} things to do.", waiting).format(n=waiting) if waiting else _("All is well.")
    return f"{table(columns, rows, paper)}\n{end}\n"


def _told(one: Sign) -> str:
    return _("{found}; {cure}").format(found=one.found, cure=one.cure) if one.cure else one.found
