"""How an application to enforce is worded: the title, the rounds that led to it, what was not performed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import sentences, wording
from ecoclaim.forms.agreed import loss_head
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.procedure import Owed, unperformed, uses
from ecoclaim.roles import CapRole
from ecoclaim.words import Label

_TITLES = {"judgment": "民事判决书", "mediation": "民事调解书", "ruling": "民事裁定书"}


def title(subject: Subject) -> Event | None:
    """Give the ruling or judgment that can be enforced against the obligor: the one by which the unmet is owed."""
    confirmed = subject.last("confirmation-granted")
    judged = [one for one in subject.every("judgment-effective") if one.said("outcome") != "dismissed"]
    owed = (subject.file.obligation(one.no) for one in unmet(subject))
    if judged and (confirmed is None or any(one is not None and one.under == "judgment" for one in owed)):
        return judged[-1]
    return confirmed


def _judged(subject: Subject) -> bool:
    event = title(subject)
    return event is not None and event.name == "judgment-effective"


def _title_no(subject: Subject) -> str | None:
    event = title(subject)
    return (event.text("ruling_no") or event.text("judgment_no")) if event else None


def _title_name(subject: Subject) -> str:
    event = title(subject)
    return _TITLES.get((event.text("kind") if event else None) or "ruling", "民事裁定书")


def _title(subject: Subject) -> str | None:
    """Name the title as a court's document: its number and its kind."""
    return sentences.court_document(_title_no(subject), _title_name(subject))


def _court(subject: Subject) -> str | None:
    """Name the court that gave the title: where confirmation or judgment was sought."""
    asked = "lawsuit-filed" if _judged(subject) else "confirmation-applied"
    agreement = subject.agreement
    return said(subject.last(asked), "court") or (agreement.court if agreement else None) or subject.office.court


def _day(event: str) -> Callable[[Subject], object]:
    return lambda s: found.date if (found := s.first(event)) else None


def _last(event: str) -> Callable[[Subject], object]:
    return lambda s: found.date if (found := s.last(event)) else None


def _rounds(subject: Subject) -> int | None:
    cap = subject.pack.cap_of(CapRole.CONSULTATION_MEETINGS)
    if cap is None or subject.obligor is None:
        return None
    return len(uses(subject.past, cap, subject.obligor)) or None


def unmet(subject: Subject) -> tuple[Owed, ...]:
    """List what the obligor should have done by the document's day and did not."""
    return unperformed(subject.past, subject.standing.obligations, subject.obligor) if subject.obligor else ()


def _undone(payment: str, restoration: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        kinds = {one.what == "payment" for one in unmet(subject)}
        return wording.listed([payment if True in kinds else "", restoration if False in kinds else ""]) or None

    return get


def _demands(subject: Subject) -> tuple[dict[str, object], ...]:
    by_hand = subject.own_texts("demands")
    return sentences.items(by_hand or (_demand(subject, one) for one in unmet(subject)))


def _demand(subject: Subject, one: Owed) -> object:
    obligation = subject.file.obligation(one.no)
    head = loss_head(subject, obligation.head if obligation else None)
    others = [key for key in obligation.obligors if key != one.obligor] if obligation and obligation.joint else []
    named = wording.listed(party.name for key in others if (party := subject.file.obligor(key)))
    joint = f"，与{named}承担连带责任" if named else ""
    if one.what != "payment":
        work = "替代修复" if one.what == "substitute" else "生态环境修复"
        cost = f"；逾期不履行的，承担修复费用{sentences.money(one.amount)}" if one.amount else ""
        return f"强制被申请人履行{work}义务{joint}{cost}"
    if one.amount is None:
        return Lack(f"obligations.{one.no}.amount", Label("缴纳金额", "amount to pay"))
    return f"强制被申请人缴纳{head}{sentences.money(one.amount - one.paid, in_capitals=True)}{joint}"


def _consulted(subject: Subject) -> str | None:
    """Write the span of the meetings; a single day once."""
    first, last = subject.first("meeting-held"), subject.last("meeting-held")
    return sentences.span(first.date if first else None, last.date if last else None)


def _agreement_name(subject: Subject) -> str | None:
    return subject.agreement.title if subject.agreement else None


def _only_if_confirmed(get: Callable[[Subject], object]) -> Callable[[Subject], object]:
    """Want a fact only where the title is a confirmation: the other wording does not print it."""

    def of(subject: Subject) -> object:
        found = get(subject)
        return False if found is None and _judged(subject) else found

    return of


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "title-court": _court,
    "court-to-enforce": lambda s: said(s.last("enforcement-applied"), "court") or _court(s),
    "by-judgment": _judged,
    "title-number": _title_no,
    "title-number-bare": lambda s: wording.bare_number(_title_no(s)),
    "title-kind": _title_name,
    "title": _title,
    "title-day": lambda s: event.date if (event := title(s)) else None,
    "first-notice-day": _only_if_confirmed(_day("notice-served")),
    "first-meeting-day": _only_if_confirmed(_day("meeting-held")),
    "last-meeting-day": _only_if_confirmed(_last("meeting-held")),
    "meetings-span": _only_if_confirmed(_consulted),
    "rounds": _only_if_confirmed(_rounds),
    "agreement-name": _only_if_confirmed(_agreement_name),
    "confirmation-day": _only_if_confirmed(_last("confirmation-applied")),
    "lawsuit-day": lambda s: _last("lawsuit-filed")(s) if _judged(s) else False,
    "undone": _undone("赔偿", "开展修复"),
    "undone-duty": _undone("赔偿", "修复"),
    "demands": _demands,
}
