"""The door for Python programs: a ledger that is only read, with everything it says typed.

```python
from datetime import date
from ecoclaim import open_ledger

ledger = open_ledger("/srv/ledger")
for row in ledger.deadlines(on=date(2026, 11, 27)):
    print(row.case, row.rule.title, row.safe)
print(ledger.case("2026-0007").standing(on=date(2026, 11, 27)).stage)
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ecoclaim.deadlines import OPEN, Deadline
from ecoclaim.desk.opened import Opened, opened
from ecoclaim.errors import Problem
from ecoclaim.ledger.places import find_root
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office
from ecoclaim.standing import Standing


@dataclass(frozen=True, slots=True)
class LedgerCase:
    """A case of a ledger: what its files say, and where it stands on any day."""

    case: Case
    _ledger: Opened

    @property
    def id(self) -> str:
        """The number: the year, a hyphen, and the number within the year."""
        return self.case.id

    @property
    def file(self) -> CaseFile:
        """What case.yaml says, the private file laid over it."""
        return self.case.file

    @property
    def events(self) -> Sequence[Event]:
        """What happened, in the order in which it counts."""
        return self.case.events

    def standing(self, *, on: date) -> Standing:
        """Work out where the case stands on a day: tracks, stage, rows, obligations, limits.

        Where its rules cannot be had it has no rows, and the ledger has a problem.
        """
        return _as_of(self._ledger, on).standing(self.case)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger that is only read. One broken file hides no other: what is wrong gathers in `problems`."""

    _opened: Opened

    @property
    def root(self) -> Path:
        """The folder that holds ecoclaim.yaml."""
        return self._opened.root

    @property
    def office(self) -> Office:
        """The office's settings."""
        return self._opened.office

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found wrong so far, each with its path and line."""
        return tuple(self._opened.problems)

    def cases(self) -> Iterator[LedgerCase]:
        """Give the cases one by one, in the order of their numbers; a broken one is a problem and is passed over."""
        return (LedgerCase(case, self._opened) for case in self._opened.cases())

    def case(self, name: str) -> LedgerCase:
        """Give the case of a number, or of a part of the title that only one has.

        Raises NotFound where there is none, BadFile where it cannot be read.
        """
        return LedgerCase(self._opened.case(name), self._opened)

    def deadlines(self, *, on: date, statuses: Sequence[str] = OPEN) -> tuple[Deadline, ...]:
        """List every duty and right of a status on a day, of all cases and of the office, the soonest first."""
        at = _as_of(self._opened, on)
        rows = [row for case in at.cases() for row in at.standing(case, statuses).rows]
        rows += [row for row in at.ledger_rows() if row.status in statuses]
        return tuple(sorted(rows, key=lambda row: row.order))


def open_ledger(folder: Path | str | None = None) -> Ledger:
    """Open the ledger in a folder, or the one around this folder, to be read; nothing is written, whatever is asked.

    Raises NotFound where there is no ledger, BadFile where its settings cannot be read.
    """
    root = find_root(Path(folder) if folder is not None else None)
    # The day is of no account until something is asked as of one.
    return Ledger(opened(root, date.max, Opened))


def _as_of(ledger: Opened, day: date) -> Opened:
    """Look at the same ledger as of another day; calendar, rulebooks and problems are shared."""
    return replace(ledger, on=day)
