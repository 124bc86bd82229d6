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
        _column("claimed_total", lambda one: claimed(one.file)),
        _column("agreements.1.amount", lambda one: agreed(one.file)),
        _column("paid", lambda one: total(event.amount("amount") for event in one.past.of("payment-made")) or None),
        RegisterColumn("逾期金额（元）", "computed", lambda one: _overdue(one) or None),
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


def claimed(file: CaseFile) -> Decimal | None:
    """Give what is claimed: as it is said, else what the heads of loss add up to."""
    if file.claimed_total is not None:
        return file.claimed_total
    return total(one.claimed if one.claimed is not None else one.amount for one in file.losses) or None


def agreed(file: CaseFile) -> Decimal | None:
    """Give what was agreed: of each agreement as it is said, else what its items add up to."""
    amounts = [
        one.amount if one.amount is not None else total(item.amount for item in one.items) or None
        for one in file.agreements
    ]
    return total(amounts) or None


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


def _overdue(one: Standing) -> Decimal:
    found = Decimal(0)
    # Once, though several may owe it together.
    for each in {each.no: each for each in one.obligations}.values():
        late = each.until is not None and each.until < one.on and each.met_on is None and each.began is not None
        if late and each.what == "payment" and each.amount is not None:
            found += max(each.amount - each.paid, Decimal(0))
    return found


def _extra(one: Standing, label: str) -> Cell:
    value = one.file.extra.get(label)
    return "；".join(value) if isinstance(value, tuple) else value or None
