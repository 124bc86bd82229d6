"""What has changed in a report since it was sent, and the cases behind each of its figures.

A figure is compared over the same days: by what the files said when the report was sent, and by what they say now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.model.office import Report
from ecoclaim.reports.periodic import Clue, Figures

# A figure by its kind and name: ("counts", "agreements"), ("amounts", "paid").
Key = tuple[str, str]
# What each case counts for, by the name of the case; the parts of a figure add up to it.
Parts = Mapping[str, Mapping[Key, Decimal]]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure as it was sent and as it is now, with the cases that make the difference."""

    key: Key
    then: Decimal
    now: Decimal
    cases: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sent:
    """A report that was sent: its entry, up to which day it told, and what has changed in these days since.

    `changes` is None where nobody can tell: git did not know the ledger yet when the report was sent.
    """

    report: Report
    told_until: date
    changes: Sequence[Change] | None


def parts(found: Figures | Sequence[Clue]) -> dict[Key, Decimal]:
    """Give every figure of a report, or of one case in it, by its key; what is nothing is left out."""
    if not isinstance(found, Figures):
        return {("counts", "clues"): Decimal(len(found))} if found else {}
    named: dict[str, Mapping[str, Decimal | int]] = {
        "counts": {"clues": found.clues, **found.counts},
        "channels": found.channels,
        "domains": found.domains,
        "amounts": {"claimed": found.claimed, "agreed": found.agreed, "paid": found.paid},
        "restored": found.restored,
        "stages": found.stages,
    }
    return {(kind, name): Decimal(number) for kind, held in named.items() for name, number in held.items() if number}


def changes(then: Parts, now: Parts) -> tuple[Change, ...]:
    """Compare what the cases counted for with what they count for now, figure by figure."""
    keys = dict.fromkeys(key for each in (now, then) for own in each.values() for key in own)
    found = []
    for key in keys:
        cases = [name for name in sorted({*then, *now}) if _at(then, name, key) != _at(now, name, key)]
        if cases:
            found.append(Change(key, _sum(then, key), _sum(now, key), tuple(cases)))
    return tuple(found)


def behind(cases: Parts) -> dict[Key, list[str]]:
    """List the cases behind each figure."""
    found: dict[Key, list[str]] = {}
    for name, own in cases.items():
        for key in own:
            found.setdefault(key, []).append(name)
    return found


def _at(cases: Parts, name: str, key: Key) -> Decimal:
    return cases.get(name, {}).get(key, Decimal(0))


def _sum(cases: Parts, key: Key) -> Decimal:
    return sum((own[key] for own in cases.values() if key in own), Decimal(0))
