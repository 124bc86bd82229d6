"""The named tests of sums: agreements, obligations, losses and shares, to the fen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ecoclaim.checks.occurrence import Occurrence, Test, Wrong
from ecoclaim.model.agreements import Agreement
from ecoclaim.model.case import CaseFile, total
from ecoclaim.words import _


def _agreements_add_up(one: Occurrence) -> Iterator[Wrong]:
    """Find agreements whose items and whose obligations do not come to the same sum."""
    file = one.standing.file
    for n, agreement in enumerate(file.agreements):
        under = [each for each in file.obligations if each.under == f"agreement {agreement.no}"]
        if not agreement.items or not under or any(each.amount is None for each in under):
            continue
        agreed, due = total(each.amount for each in agreement.items), total(each.amount for each in under)
        if agreed != due:
            message = _("the items of agreement {no} come to {agreed}, its obligations to {due}; {gap} apart")
            text = message.format(no=agreement.no, agreed=_fen(agreed), due=_fen(due), gap=_fen(abs(agreed - due)))
            cure = _("correct the items or the obligations so that both sums are the same")
            yield Wrong(text, loc=("agreements", n, "items"), cure=cure)


def _agreed_within_claims(one: Occurrence) -> Iterator[Wrong]:
    """Find agreements that come to more than what is claimed, without those that have ended."""
    file = one.standing.file
    claimed = _claimed(file)
    ended = {event.number("agreement") for event in one.whole.of("agreement-ended")}
    sums = [_agreed(file, each) for each in file.agreements if each.no not in ended and None not in ended]
    if claimed is None or not sums or None in sums:
        return
    agreed = total(sums)
    if agreed > claimed:
        message = _("{agreed} yuan are agreed, {claimed} are claimed")
        yield Wrong(message.format(agreed=_fen(agreed), claimed=_fen(claimed)), loc=("agreements",))


def _joint_debtor_alone(one: Occurrence) -> Iterator[Wrong]:
    """Find agreements for less than the claim with some joint debtors, while others neither agreed nor were sued."""
    event, file = one.event, one.standing.file
    agreement = file.agreement(one.agreement)
    if event is None or event.text("scope") == "part":
        return
    joint = [each.key for each in file.obligors if each.liability == "joint"]
    parties = (*event.obligors, *(agreement.obligors if agreement else ()))
    settled = ("agreement-signed", "lawsuit-filed", "obligor-released")
    others = [key for key in joint if key not in parties and one.whole.first(*settled, obligor=key) is None]
    claimed, agreed = _claimed(file), _agreed(file, agreement)
    if not others or not set(joint) & set(parties) or claimed is None or agreed is None or agreed >= claimed:
        return
    message = _("{parties} agreed on {agreed} of {claimed} yuan; what is released to them is released to {others} too")
    names = {"parties": _(", ").join(dict.fromkeys(parties)), "others": _(", ").join(others)}
    yield Wrong(message.format(agreed=_fen(agreed), claimed=_fen(claimed), **names))


def _fen(amount: Decimal) -> str:
    return f"{amount:.2f}"


def _claimed(file: CaseFile) -> Decimal | None:
    """Give what is claimed in all; None where it is not known."""
    if file.claimed_total is not None:
        return file.claimed_total
    sums = [each.claimed if each.claimed is not None else each.amount for each in file.losses]
    return total(sums) if sums and None not in sums else None


def _agreed(file: CaseFile, agreement: Agreement | None) -> Decimal | None:
    """Give what an agreement comes to; None where it is not known."""
    if agreement is None:
        return None
    if agreement.amount is not None:
        return agreement.amount
    sums = [each.amount for each in agreement.items]
    sums = sums or [each.amount for each in file.obligations if each.under == f"agreement {agreement.no}"]
    return total(sums) if sums and None not in sums else None


def _shares_add_up(one: Occurrence) -> Iterator[Wrong]:
    """Find shares of several obligors that do not come to 100 percent."""
    file = one.standing.file
    shares = [each.share for each in file.obligors if each.share is not None]
    whole = sum(shares, Decimal(0))
    if shares and len(file.obligors) > 1 and whole != 100:
        message = _("the shares of the obligors come to {whole} percent, not 100").format(whole=whole)
        yield Wrong(message, loc=("obligors",), cure=_("correct share: of the obligors"))


SUMS: Mapping[str, Test] = {
    "agreements-add-up": _agreements_add_up,
    "agreed-within-claims": _agreed_within_claims,
    "joint-debtor-alone": _joint_debtor_alone,
    "shares-add-up": _shares_add_up,
}
