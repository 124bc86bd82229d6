"""Whether the sums agree to the fen: losses, payments, copies; what law has a word on is a condition of the pack."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.checks.findings import Finding, of_case
from ecoclaim.standing import Standing
from ecoclaim.words import _


def claims_within_losses(standing: Standing) -> Iterator[Finding]:
    """Find claims that are higher than the loss."""
    for n, loss in enumerate(standing.case.file.losses):
        if loss.amount is not None and loss.claimed is not None and loss.claimed > loss.amount:
            message = _("claimed {claimed} of a loss of {amount}").format(claimed=loss.claimed, amount=loss.amount)
            yield of_case("sum-claimed", "error", ("losses", n, "claimed"), message, _("correct one of the amounts"))


def copies_add_up(standing: Standing) -> Iterator[Finding]:
    """Find agreements whose copies handed out are not all there are."""
    for n, agreement in enumerate(standing.case.file.agreements):
        copies = agreement.copies
        if copies and copies.total is not None and copies.each and sum(copies.each.values()) != copies.total:
            message = _("{total} copies in all, but {sum} handed out").format(
                total=copies.total, sum=sum(copies.each.values())
            )
            yield of_case("sum-copies", "error", ("agreements", n, "copies"), message, _("correct the numbers"))


def payments_within_debts(standing: Standing) -> Iterator[Finding]:
    """Find debts that were overpaid."""
    position = {one.no: n for n, one in enumerate(standing.case.file.obligations)}
    # What several owe together is owed and paid once.
    for debt in {one.no: one for one in standing.obligations}.values():
        if debt.amount is not None and debt.what == "payment" and debt.paid > debt.amount:
            message = _("{paid} paid on obligation {no} of {amount}").format(
                paid=debt.paid, no=debt.no, amount=debt.amount
            )
            yield of_case(
                "sum-paid",
                "warning",
                ("obligations", position[debt.no], "amount"),
                message,
                _("check the payments against the receipts"),
            )
