"""How far a sweep or a large file is read: said on standard error once it takes a second, at a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic
from typing import TypeVar

from ecoclaim.cli import console
from ecoclaim.words import _

_PATIENCE = 1.0
_STEP = 0.2

Thing = TypeVar("Thing")


def reading() -> Callable[[Path, int, int], None]:
    """Make what hears how far a file was read: of one that takes over a second it says so, in MiB."""
    next_word = monotonic() + _PATIENCE
    last: Path | None = None
    shown = False

    def heard(path: Path, done: int, size: int) -> None:
        nonlocal next_word, last, shown
        now = monotonic()
        if path != last:
            last, next_word = path, now + _PATIENCE
        if done >= size and shown:
            console.progress("")
            shown = False
        elif now >= next_word and done < size:
            console.progress(_("{file}: {n} of {total} MiB").format(file=path.name, n=done >> 20, total=size >> 20))
            next_word, shown = now + _STEP, True

    return heard


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
