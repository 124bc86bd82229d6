"""The named tests of performance: whether it is on record that an obligor has paid, restored and been evaluated.

Equally true ends want no papers: full payment, also in place of a failed restoration; release; dismissal; completed
enforcement; restoration by the department.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ecoclaim.checks.occurrence import Occurrence, Test, Wrong
from ecoclaim.procedure import History, Owed, owed, unperformed
from ecoclaim.words import _

_ENOUGH = ("passed", "exempt")


def _performance_shown(one: Occurrence) -> Iterator[Wrong]:
    """Find an obligor said to have performed of whom payment, restoration or evaluation is not on record."""
    key, then = one.obligor, one.then
    if key is None or _ended_otherwise(then, key):
        return
    missing = list(_missing(then, key))
    if missing:
        message = _("{obligor} has performed only in part by the record; lacking: {missing}")
        yield Wrong(message.format(obligor=key, missing=_(", ").join(missing)))


def _ended_otherwise(then: History, key: str) -> bool:
    """Tell whether an obligor's part ended by release, enforcement or dismissal, which prove themselves."""
    if then.first("obligor-released", obligor=key):
        return True
    enforced = then.last("enforcement-concluded", obligor=key)
    judged = then.last("judgment-effective", obligor=key)
    if enforced is not None and enforced.text("result") == "fulfilled":
        return True
    # A ruling decides nothing on the merits, and what was agreed outlives a suit for the rest.
    dismissed = judged is not None and judged.text("outcome") == "dismissed" and judged.text("kind") != "ruling"
    return dismissed and then.first("agreement-signed", obligor=key) is None


def _missing(then: History, key: str) -> Iterator[str]:
    debts = [one for one in owed(then) if one.obligor == key and one.began is not None and one.ended_by is None]
    verdict = then.last("evaluation-concluded", obligor=key)
    result = verdict.text("result") if verdict else None
    restored = False
    for debt in debts:
        if debt.amount is not None and debt.amount <= debt.paid:
            continue
        if debt.what == "payment":
            if debt.amount is not None and debt.met_on is None:
                yield _("{rest} yuan of obligation {no}").format(rest=f"{debt.amount - debt.paid:.2f}", no=debt.no)
        elif not _by_the_department(then, debt):
            restored = restored or debt.met_on is not None
            if debt.met_on is None and result != "failed":
                yield _("the restoration of obligation {no}").format(no=debt.no)
            elif debt.met_on is None:
                yield _("a restoration of obligation {no} that passes evaluation").format(no=debt.no)
    if not debts:
        paid = sum((one.amount("amount") or Decimal(0) for one in then.of("payment-made", obligor=key)), Decimal(0))
        restored = then.last("restoration-finished", obligor=key) is not None
        if result == "failed" and not paid:
            yield _("a restoration that passes evaluation, or payment")
    if restored and verdict is None:
        yield _("the evaluation of the restoration")


def _papers_received(one: Occurrence) -> Iterator[Wrong]:
    """Find an obligor that restored and passed evaluation, whose closing papers are not on record."""
    key, then = one.obligor, one.then
    if key is None or _ended_otherwise(then, key):
        return
    verdict = then.last("evaluation-concluded", obligor=key)
    own = [debt for debt in owed(then) if debt.obligor == key and debt.what != "payment" and debt.ended_by is None]
    restored = any(not _by_the_department(then, debt) for debt in own) or not owed(then)
    passed = verdict is not None and verdict.text("result") in _ENOUGH
    if passed and restored and then.first("closing-papers-received", obligor=key) is None:
        yield Wrong(_("{obligor} has restored, and its closing papers are not on record").format(obligor=key))


def _something_unperformed(one: Occurrence) -> Iterator[Wrong]:
    """Find that nothing due is left for which enforcement could be asked; without obligations nobody can tell."""
    key, then = one.obligor, one.then
    debts = [debt for debt in owed(then) if debt.obligor == key]
    if key is not None and debts and not unperformed(then, debts, key):
        yield Wrong(_("{obligor} has left nothing undone that was due by {day}").format(obligor=key, day=then.on))


def _by_the_department(then: History, debt: Owed) -> bool:
    written = then.case.file.obligation(debt.no)
    return written is not None and written.by == "department"


PERFORMANCE: Mapping[str, Test] = {
    "performance-on-record": _performance_shown,
    "papers-received": _papers_received,
    "something-unperformed": _something_unperformed,
}
