"""How an application to enforce is worded: the title, the rounds that led to it, what was not performed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.agreed import loss_head
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.procedure import Owed, uses
from ecoclaim.roles import CapRole
from ecoclaim.words import Label

_TITLES = {"judgment": "民事判决书", "mediation": "民事调解书", "ruling": "民事裁定书"}


def title(subject: Subject) -> Event | None:
    """Give the ruling or judgment that can be enforced against the obligor."""
    return subject.last("confirmation-granted") or subject.last("judgment-effective")


def _judged(subject: Subject) -> bool:
    event = title(subject)
    return event is not None and event.name == "judgment-effective"


def _title_no(subject: Subject) -> str | None:
    event = title(subject)
    return (event.text("ruling_no") or event.text("judgment_no")) if event else None


def _title_name(subject: Subject) -> str:
    event = title(subject)
    return _TITLES.get((event.text("kind") if event else None) or "ruling", "民事裁定书")


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
    """List what the obligor still owes; only what was found in default, where a default was recorded."""
    found = {one.number("obligation") for one in subject.every("default-found")} - {None}
    open_ = [one for one in subject.standing.obligations if one.obligor == subject.obligor and one.met_on is None]
    return tuple(one for one in open_ if not found or one.no in found)


def _undone(payment: str, restoration: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        kinds = {one.what == "payment" for one in unmet(subject)}
        return wording.listed([payment if True in kinds else "", restoration if False in kinds else ""]) or None

    return get


def _demands(subject: Subject) -> tuple[dict[str, object], ...]:
    said_by_hand = subject.own_text("demands")
    if said_by_hand:
        lines = [line for line in said_by_hand.splitlines() if line.strip()]
        return tuple({"序": number, "内容": wording.clause(line)} for number, line in enumerate(lines, 1))
    return tuple({"序": number, "内容": _demand(subject, one)} for number, one in enumerate(unmet(subject), 1))


def _demand(subject: Subject, one: Owed) -> object:
    obligation = subject.file.obligation(one.no)
    head = loss_head(subject, obligation.head if obligation else None)
    if one.what != "payment":
        work = "替代修复" if one.what == "substitute" else "生态环境修复"
        cost = f"；逾期不履行的，承担修复费用人民币{wording.yuan(one.amount)}元" if one.amount else ""
        return f"强制被申请人履行{work}义务{cost}"
    if one.amount is None:
        return Lack(f"obligations.{one.no}.amount", Label("缴纳金额", "amount to pay"))
    rest = one.amount - one.paid
    return f"强制被申请人缴纳{head}人民币{wording.yuan(rest)}元（大写：{wording.capitals(rest)}）"


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
    "title-day": lambda s: event.date if (event := title(s)) else None,
    "first-notice-day": _only_if_confirmed(_day("notice-served")),
    "first-meeting-day": _only_if_confirmed(_day("meeting-held")),
    "last-meeting-day": _only_if_confirmed(_last("meeting-held")),
    "rounds": _only_if_confirmed(_rounds),
    "agreement-name": _only_if_confirmed(_agreement_name),
    "confirmation-day": _only_if_confirmed(_last("confirmation-applied")),
    "lawsuit-day": lambda s: _last("lawsuit-filed")(s) if _judged(s) else False,
    "undone": _undone("赔偿", "开展修复"),
    "undone-duty": _undone("赔偿", "修复"),
    "demands": _demands,
}
