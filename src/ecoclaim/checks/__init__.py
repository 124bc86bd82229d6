"""A list of functions from a case to findings, each with a code and an article. Pure."""

from __future__ import annotations

from ecoclaim.checks import arithmetic, chronology, conditions, law, numbers, references
from ecoclaim.checks.findings import Check, Finding
from ecoclaim.checks.office import calendar_findings, clues_recorded_twice, numbers_given_twice, office_findings
from ecoclaim.standing import Standing

CHECKS: tuple[Check, ...] = (
    references.obligors_named,
    references.numbers_named,
    references.listed_by_the_pack,
    references.grounds_explained,
    chronology.order_of_events,
    chronology.not_yet,
    chronology.twice,
    arithmetic.claims_within_losses,
    arithmetic.copies_add_up,
    arithmetic.payments_within_debts,
    numbers.filing_numbers,
    conditions.kept,
    law.periods_kept,
    law.on_the_last_day,
)


def findings(standing: Standing) -> tuple[Finding, ...]:
    """Check a case as of a day: every problem of reference, order, arithmetic, number and law, the gravest first."""
    found = [finding for check in CHECKS for finding in check(standing)]
    return tuple(sorted(found, key=lambda one: ("error", "warning", "notice").index(one.severity)))


__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "calendar_findings",
    "clues_recorded_twice",
    "findings",
    "numbers_given_twice",
    "office_findings",
]
