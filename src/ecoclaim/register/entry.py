"""A row of a register, understood: what it says of a case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ecoclaim.model.events import EVENTS
from ecoclaim.register.layout import Row

_YEAR = re.compile(r"[〔(（\[【]?((?:19|20)\d{2})[〕)）\]】年]")


@dataclass(slots=True)
class Entry:
    """A row understood: facts by path, events with their fields, obligors' names, own labels; and its doubts.

    `cells` are the names of the cells by what they were taken for. `recount` are cells of a register of ours that were
    changed though the ledger counts them: the cell, its heading, what it was and what it is.
    """

    row: Row
    own_id: str = ""
    facts: dict[str, str | list[str]] = field(default_factory=dict)
    obligors: tuple[str, ...] = ()
    events: list[dict[str, str]] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    stage: str = "clue"
    cells: dict[str, str] = field(default_factory=dict)
    recount: list[tuple[str, str, str, str]] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """What the case is about."""
        return str(self.facts.get("title", ""))

    @property
    def numbers(self) -> dict[str, str]:
        """The numbers by which the case is known elsewhere."""
        return {where: str(self.facts[where]) for where in ("filing_no", "source_no") if self.facts.get(where)}

    def day(self, *names: str) -> str:
        """Give the first day of events of these names."""
        return min((one["date"] for one in self.events if one["event"] in names), default="")

    @property
    def year(self) -> str:
        """The year that the case belongs to: of its clue, else of its start, its filing number, or its first day."""
        day = self.day("clue-found", "clue-received") or self.day("claim-started")
        found = _YEAR.search(str(self.facts.get("filing_no", "")))
        return day[:4] or (found[1] if found else "") or self.day(*EVENTS)[:4]
