"""How far a long sweep is: said on standard error once it takes over a second, at a terminal only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

from ecoclaim.cli import console
from ecoclaim.words import _

_PATIENCE = 1.0
_STEP = 0.2

Thing = TypeVar("Thing")


def watched(things: Iterable[Thing], total: int) -> Iterator[Thing]:
    """Pass things on, showing how many of the total are done."""
    next_word = monotonic() + _PATIENCE
    shown = False
    try:
        for number, thing in enumerate(things, 1):
            yield thing
            if monotonic() >= next_word:
                console.progress(_("{n} of {total} cases").format(n=number, total=total))
                next_word, shown = monotonic() + _STEP, True
    finally:
        if shown:
            console.progress("")
