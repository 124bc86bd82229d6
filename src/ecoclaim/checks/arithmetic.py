"""Whether the sums agree to the fen: losses, agreements, obligations, payments, shares, copies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ecoclaim.checks.findings import Finding, of_case
from ecoclaim.model.case import total
from ecoclaim.standing import Standing
from ecoclaim.words import _


def claims_within_losses(standing: Standing) -> Iterator[Finding]:
    """Find claims that are higher than the loss."""
    for n, loss in enumerate(standing.case.file.losses):
        if loss.amount is not None and loss.claimed is not None and loss.claimed > loss.amount:
            message = _("claimed {claimed} of a loss of {amount}").format(claimed=loss.claimed, amount=loss.amount)
            yield of_case("sum-claimed", "error", ("losses", n, "claimed"), message, _("correct one of the amounts"))


def agreements_add_up(standing: Standing) -> Iterator[Finding]:
    """Find agreements whose items and whose obligations do not come to the same sum."""
    file = standing.case.file
    for n, agreement in enumerate(file.agreements):
        under = [one for one in file.obligations if one.under == f"agreement {agreement.no}"]
        if agreement.items and under and all(one.amount is not None for one in under):
            agreed, due = total(one.amount for one in agreement.items), total(one.amount for one in under)
            if agreed != due:
                message = _("the items of agreement {no} come to {agreed}, its obligations to {due}; {gap} apart")
                yield of_case(
                    "sum-agreement",
                    "error",
                    ("agreements", n, "items"),
                    message.format(no=agreement.no, agreed=agreed, due=due, gap=abs(agreed - due)),
                    _("correct the items or the obligations so that both sums are the same"),
                )
        copies = agreement.copies
        if copies and copies.total is not None and copies.each and sum(copies.each.values()) != copies.total:
            message = _("{total} copies in all, but {sum} handed out").format(
                total=copies.total, sum=sum(copies.each.values())
            )
            yield of_case("sum-copies", "error", ("agreements", n, "copies"), message, _("correct the numbers"))


def shares_add_up(standing: Standing) -> Iterator[Finding]:
    """Find shares of several obligors that do not come to 100 percent (Civil Code 177)."""
    file = standing.case.file
    shares = [one.share for one in file.obligors if one.share is not None]
    if shares and len(file.obligors) > 1:
        whole = sum(shares, Decimal(0))
        if whole != 100:
            message = _("the shares of the obligors come to {whole} percent, not 100").format(whole=whole)
            yield of_case("sum-shares", "warning", ("obligors",), message, _("correct share: of the obligors"))


def payments_within_debts(standing: Standing) -> Iterator[Finding]:
    """Find debts that were overpaid."""
    position = {one.no: n for n, one in enumerate(standing.case.file.obligations)}
    for debt in standing.obligations:
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


def terms_given(standing: Standing) -> Iterator[Finding]:
    """Find obligations without a term or an amount: their deadline never comes."""
    for n, one in enumerate(standing.case.file.obligations):
        if one.until is None:
            message = _("obligation {no} has no term, so no deadline can be computed").format(no=one.no)
            cure = _("write until: with the day agreed or ordered")
            yield of_case("term-missing", "warning", ("obligations", n), message, cure)
        if one.what == "payment" and one.amount is None:
            message = _("obligation {no} is a payment without an amount").format(no=one.no)
            yield of_case("amount-missing", "warning", ("obligations", n), message, _("write amount: in yuan"))
