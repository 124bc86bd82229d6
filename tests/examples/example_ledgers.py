"""The two example ledgers, each with the day its README looks at it from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ecoclaim.ledger.places import case_ids, shipped


@dataclass(frozen=True)
class Example:
    """An example ledger and its day; `folder` is where a copy of it lies."""

    name: str
    day: date
    folder: Path | None = None

    @property
    def root(self) -> Path:
        return self.folder or shipped("examples") / self.name

    @property
    def cases(self) -> list[str]:
        return case_ids(self.root)


XPCC = Example("xpcc", date(2026, 11, 20))
ZHANGYE = Example("zhangye", date(2026, 3, 25))
EXAMPLES = (XPCC, ZHANGYE)
