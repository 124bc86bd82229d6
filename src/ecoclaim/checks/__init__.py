"""A list of functions from a case to findings, each with a code and an article. Pure."""

from __future__ import annotations

from datetime import date

from ecoclaim.checks import arithmetic, chronology, law, numbers, references
from ecoclaim.checks.findings import Check, Finding, Review
from ecoclaim.checks.office import numbers_given_twice, office_findings
from ecoclaim.deadlines import Deadline, Rulebook
from ecoclaim.model.case import Case
from ecoclaim.model.office import Office
from ecoclaim.procedure import history
from ecoclaim.workdays import Workdays

CHECKS: tuple[Check, ...] = (
    references.obligors_named,
    references.numbers_named,
    references.listed_by_the_pack,
    chronology.order_of_events,
    chronology.not_yet,
    chronology.twice,
    chronology.lead_of_several,
    arithmetic.claims_within_losses,
    arithmetic.agreements_add_up,
    arithmetic.shares_add_up,
    arithmetic.payments_within_debts,
    arithmetic.terms_given,
    numbers.check_digits,
    numbers.filing_numbers,
    law.bars,
    law.periods_kept,
    law.service_in_time,
    law.grounds_of_failure,
    law.agents_powers,
    law.meetings_dated,
)


def findings(
    case: Case, office: Office, book: Rulebook, workdays: Workdays, rows: tuple[Deadline, ...], on: date
) -> tuple[Finding, ...]:
    """Check a case as of a day: every problem of reference, order, arithmetic, number and law, the gravest first."""
    review = Review(case, office, book, workdays, history(case, on), rows, on)
    found = [finding for check in CHECKS for finding in check(review)]
    return tuple(sorted(found, key=lambda one: ("error", "warning", "notice").index(one.severity)))


__all__ = ["CHECKS", "Check", "Finding", "Review", "findings", "numbers_given_twice", "office_findings"]
