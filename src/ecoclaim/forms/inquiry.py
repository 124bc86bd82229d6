"""How the investigation and the hand-over of a case are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import sentences, wording
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.registers import said
from ecoclaim.forms.story import clue
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.words import Label


def _methods(subject: Subject) -> str:
    return wording.listed(wording.METHODS[one] for one in subject.file.investigation.methods)


def _investigated(subject: Subject) -> object:
    first = subject.past.first("investigation-started")
    last = subject.past.last("investigation-concluded")
    return sentences.span(first.date, last.date if last else None) if first else None


def _claimed(subject: Subject) -> object:
    event = subject.past.last("investigation-concluded")
    claim = event.yes("claim") if event else None
    return None if claim is None else "需要索赔" if claim else "不需要索赔"


def _found_how(subject: Subject) -> object:
    event = clue(subject)
    if event is None:
        return None
    if event.name == "clue-received":
        sender = event.text("sender")
        return f"接到{sender}移送的案件线索" if sender else f"接到案件线索（{_channel_name(subject, event)}）"
    note = event.text("channel_note")
    return note if note else f"在{_channel_name(subject, event)}中发现案件线索"


def _channel_name(subject: Subject, event: Event) -> str:
    code = event.text("channel") or ""
    known = subject.pack.channels.get(code)
    return known.title.zh if known else code or "工作"


def _why_referred(subject: Subject) -> object:
    event = subject.past.last("case-referred")
    basis, reason = said(event, "basis"), said(event, "reason")
    if not basis:
        return Lack("events.case-referred.basis", Label("移送依据", "basis of the referral"))
    if not reason:
        return Lack("events.case-referred.reason", Label("移送理由", "reason of the referral"))
    return f"依据{wording.clause(basis)}，{wording.clause(reason)}"


def _receiver(subject: Subject) -> str:
    """Give how the office to which a case is handed is spoken to: 贵局."""
    return sentences.oneself(said(subject.past.last("case-referred"), "to"))


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "how-found": _found_how,
    "investigation-methods": _methods,
    "investigation-time": _investigated,
    "claim-or-not": _claimed,
    "referral-reason": _why_referred,
    "receiver-name": _receiver,
}
