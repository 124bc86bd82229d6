"""How much one filling may take: steps of repetitions, characters of output, and seconds as the last resort.

A form of six obligors with two hundred pieces of evidence each takes some thousand steps; three repetitions within
one another, over lists that a stranger wrote, take thousands of millions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from ecoclaim.words import _

MOST_STEPS = 5_000_000  # one tag, once
MOST_CHARACTERS = 12_000_000  # of XML; five thousand pages
_MOST_SECONDS = 60.0


class SpentError(ValueError):
    """A form grows beyond what any form needs."""


@dataclass(slots=True)
class Budget:
    """What is left for one filling."""

    steps: int = MOST_STEPS
    characters: int = MOST_CHARACTERS
    until: float = field(default_factory=lambda: monotonic() + _MOST_SECONDS)

    def counted(self, rows: Iterable[object], tags: int) -> Iterator[object]:
        """Give the rows of a repetition that holds so many tags; raises SpentError when there were too many."""
        for row in rows:
            self.steps -= tags
            if self.steps < 0 or monotonic() > self.until:
                raise SpentError(_("this form repeats its rows without end; take a repetition out"))
            yield row

    def printed(self, pieces: Iterable[str]) -> str:
        """Put the pieces of a text together; raises SpentError when it grows too long."""
        kept = []
        for piece in pieces:
            self.characters -= len(piece)
            if self.characters < 0:
                raise SpentError(_("this form would be longer than Word can open; take a repetition out"))
            kept.append(piece)
        return "".join(kept)
