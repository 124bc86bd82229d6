"""The differences that are known and still open, each with its reason; none is skipped without a word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oracle.comparison import Difference


@dataclass(frozen=True)
class Known:
    """A difference that stays for now: why, and where it is seen."""

    reason: str
    where: Callable[[str, Difference], bool]


KNOWN: tuple[Known, ...] = ()


def known(pack: str, found: Difference) -> Known | None:
    """Give the known difference that one is an instance of."""
    return next((one for one in KNOWN if one.where(pack, found)), None)
