"""The figures of a board: each number leads to the list of the cases it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from ecoclaim.reports.casefigures import CaseFigures
from ecoclaim.reports.statistics import once


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a page prints it, what it is called, and the cases behind it."""

    anchor: str
    kind: str
    title: str
    text: str
    number: Decimal
    cases: tuple[CaseFigures, ...]


@dataclass(slots=True)
class FigureBook:
    """The figures that a page has printed so far."""

    figures: list[Figure] = field(default_factory=list)

    def add(self, kind: str, title: str, number: Decimal | int, cases: Iterable[CaseFigures]) -> Figure:
        """Note a figure; gives it with its anchor."""
        exact = Decimal(number)
        figure = Figure(f"figure-{len(self.figures) + 1}", kind, title, f"{exact:,f}", exact, once(cases))
        self.figures.append(figure)
        return figure
