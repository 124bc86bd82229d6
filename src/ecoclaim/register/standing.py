"""A case as one row of the register: who, what, each step's day, the amounts, what comes next.

The columns are those of the table of headings, so that a register that is given out can be taken in again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ecoclaim.model.case import CaseFile, total
from ecoclaim.model.eventtable import CHOICES
from ecoclaim.outside.workbooks import Cell
from ecoclaim.procedure import amounts
from ecoclaim.register.headings import BY_WHERE
from ecoclaim.standing import Standing

# What a register shows though it be empty; the other columns only where a case has something in them.
_ALWAYS = frozenset(
    (
        *("id", "title", "filing_no", "stage", "handlers", "obligors", "claim-started.date", "agreement-signed.date"),
        *("case-closed.date", "claimed_total", "agreements.1.amount", "paid", "computed"),
    )
)
_FACTS = ("title", "name", "filing_no", "source_no")
_DAYS = (
    *("clue-found", "clue-received", "review-concluded", "claim-started", "investigation-concluded"),
    *("appraisal-delivered", "team-formed", "notice-served", "meeting-held", "consultation-failed"),
    *("agreement-signed", "confirmation-applied", "confirmation-granted", "lawsuit-filed", "judgment-effective"),
    *("enforcement-applied", "restoration-finished", "evaluation-concluded", "case-closed"),
)


class RegisterColumn(NamedTuple):
    """A column of the register: its heading, where it goes when it is taken in, how its cell is made."""

    title: str
    where: str
    cell: Callable[[Standing], Cell]


def columns(labels: Sequence[str] = ()) -> tuple[RegisterColumn, ...]:
    """Give the columns of the register; `labels` are those of the office's own, last."""
    found = [
        _column("id", lambda one: one.case.id),
        *(_column(name, lambda one, name=name: getattr(one.file, name)) for name in _FACTS),  # type: ignore[misc]
        _column("stage", lambda one: CHOICES["stage"][one.stage].zh),
        _column("handlers", lambda one: "、".join(one.file.handlers) or None),
        _column("obligors", lambda one: "、".join(each.name for each in one.file.obligors) or None),
        _column("domain", _domain),
        _column("departments", lambda one: "、".join(one.file.departments) or None),
        _column("clue.channel", _channel),
        *(_column(f"{name}.date", lambda one, name=name: _day(one, name)) for name in _DAYS),  # type: ignore[misc]
        _column("claimed_total", lambda one: amounts.claimed(one.file)),
        _column("agreements.1.amount", lambda one: agreed(one.file)),
        _column("paid", lambda one: amounts.paid(one.past) or None),
        RegisterColumn("逾期金额（元）", "computed", lambda one: amounts.overdue(one.obligations, one.on) or None),
        RegisterColumn("下一步", "computed", lambda one: one.next.rule.title.zh if one.next else None),
        RegisterColumn("计划日期", "computed", lambda one: one.next.safe if one.next else None),
        *(RegisterColumn(label, f"extra.{label}", lambda one, label=label: _extra(one, label)) for label in labels),  # type: ignore[misc]
    ]
    return tuple(found)


def shown(standings: Sequence[Standing]) -> tuple[tuple[RegisterColumn, ...], list[list[Cell]]]:
    """Give the columns and rows of a register of these cases, without the columns in which none has anything."""
    found = columns(labels(standings))
    rows = [[column.cell(one) for column in found] for one in standings]
    kept = [place for place, one in enumerate(found) if one.where in _ALWAYS or any(row[place] for row in rows)]
    return tuple(found[place] for place in kept), [[row[place] for place in kept] for row in rows]


def labels(standings: Sequence[Standing]) -> list[str]:
    """List the office's own labels in their order."""
    return list(dict.fromkeys(label for one in standings for label in one.file.extra))


def cells(standing: Standing) -> Mapping[str, tuple[str, Cell]]:
    """Give a case's cells as the register has them: heading and value, by where they go."""
    return {one.where: (one.title, one.cell(standing)) for one in columns(list(standing.file.extra))}


def agreed(file: CaseFile) -> Decimal | None:
    """Give what was agreed in all agreements of a case together."""
    return total(amounts.agreed(file, one) for one in file.agreements) or None


def _column(where: str, cell: Callable[[Standing], Cell]) -> RegisterColumn:
    return RegisterColumn(BY_WHERE[where].title.replace("（万元）", "（元）"), where, cell)


def _domain(one: Standing) -> Cell:
    domain = one.file.domain
    known = one.pack.domains.get(domain) if domain else None
    return known.title.zh if known else domain


def _channel(one: Standing) -> Cell:
    for event in one.past.of("clue-received", "clue-found"):
        channel = event.text("channel")
        known = one.pack.channels.get(channel) if channel else None
        said = known.title.zh if known else channel or event.text("channel_note")
        if said:
            return said
    return None


def _day(one: Standing, name: str) -> Cell:
    """Give the day of an event as a day; several days as a text that names each."""
    days = sorted({event.date for event in one.past.of(name)})
    return days[0] if len(days) == 1 else "、".join(day.isoformat() for day in days) or None


def _extra(one: Standing, label: str) -> Cell:
    value = one.file.extra.get(label)
    return "；".join(value) if isinstance(value, tuple) else value or None
