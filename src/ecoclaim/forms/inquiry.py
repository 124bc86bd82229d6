"""The blanks of the investigation report and of the letter that hands a case over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Blank, Lack
from ecoclaim.forms.parties import CONTACT, DEPARTMENT, DEPARTMENT_ADDRESS, DEPARTMENT_PHONE, POSTCODE
from ecoclaim.forms.registers import OBLIGORS, said, written
from ecoclaim.forms.story import (
    APPRAISALS,
    CONDUCT,
    DEGREE,
    EVIDENCE,
    EXTENT,
    FACTS,
    HARM,
    LAWS,
    PLACE,
    SOURCE,
    TIME,
    clue,
    since_until,
)
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.words import Label


def _methods(subject: Subject) -> str:
    return wording.listed(wording.METHODS[one] for one in subject.file.investigation.methods)


def _investigated(subject: Subject) -> object:
    first = subject.past.first("investigation-started")
    last = subject.past.last("investigation-concluded")
    return since_until(first.date, last.date if last else None) if first else None


def _claimed(subject: Subject) -> object:
    event = subject.past.last("investigation-concluded")
    claim = event.yes("claim") if event else None
    return None if claim is None else "需要索赔" if claim else "不需要索赔"


def _start(name: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        event = subject.past.last("claim-started")
        return None if event is None else event.date if name == "date" else event.text(name)

    return get


REPORT = (
    SOURCE,
    Blank("启动日期", Label("索赔启动时间", "day the claim started"), "events.claim-started", _start("date")),
    Blank("启动机关", Label("批准启动索赔的机关", "approving organ"), "events.claim-started.organ", _start("organ")),
    Blank("调查人员", Label("调查人员", "investigators"), "investigation.people",
          lambda s: wording.listed(s.file.investigation.people)),
    Blank("调查方式", Label("调查方式", "methods"), "investigation.methods", _methods),
    Blank("调查时间", Label("调查时间", "time of the investigation"), "events.investigation-started", _investigated),
    Blank("调查范围", Label("调查范围", "scope"), "investigation.scope",
          lambda s: wording.clause(s.file.investigation.scope)),
    OBLIGORS,
    TIME,
    PLACE,
    CONDUCT,
    HARM,
    FACTS,
    EXTENT,
    DEGREE,
    APPRAISALS,
    EVIDENCE,
    LAWS,
    Blank("是否索赔", Label("是否需要索赔", "whether to claim"), "events.investigation-concluded.claim", _claimed),
    Blank("索赔理由", Label("理由", "reason"), "events.investigation-concluded.conclusion",
          lambda s: wording.clause(said(s.past.last("investigation-concluded"), "conclusion"))),
    written("investigation-report", "proposal", Label("开展磋商的建议", "proposal"), name="磋商建议"),
    Blank("经办人", Label("经办人（签名）", "handler's signature"), "events.investigation-concluded.by",
          lambda s: wording.listed(_names(s)), ink=True),
    Blank("经办日期", Label("日期", "day"), "events.investigation-concluded",
          lambda s: wording.day(_day(s.past.last("investigation-concluded"))), ink=True),
)  # fmt: skip


def _names(subject: Subject) -> tuple[str, ...]:
    event = subject.past.last("investigation-concluded")
    return event.values.get("by", ()) if event else ()


def _day(event: Event | None) -> date | None:
    return event.date if event else None


def _referral(name: str) -> Callable[[Subject], object]:
    return lambda s: said(s.past.last("case-referred"), name)


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
    basis, reason = _referral("basis")(subject), _referral("reason")(subject)
    if not basis:
        return Lack("events.case-referred.basis", Label("移送依据", "basis of the referral"))
    if not reason:
        return Lack("events.case-referred.reason", Label("移送理由", "reason of the referral"))
    return f"依据{wording.clause(str(basis))}，{wording.clause(str(reason))}"


def _when(event: str) -> Callable[[Subject], object]:
    return lambda s: wording.day(_day(s.past.last(event)))


def _received(subject: Subject) -> object:
    return said(subject.past.last("referral-received"), "by")


REFERRAL = (
    replace(DEPARTMENT, name="移送单位"),
    Blank("受移送单位", Label("受移送单位/部门名称", "receiving office"), "events.case-referred.to", _referral("to")),
    Blank("函号", Label("函号", "letter no."), "events.case-referred.letter_no", _referral("letter_no"), optional=True),
    Blank("线索日期", Label("案件来源的日期", "day of the clue"), "events.clue-found", lambda s: _day(clue(s))),
    Blank("线索来源", Label("案件来源信息", "how the clue came"), "events.clue-found.channel_note", _found_how),
    FACTS,
    Blank("移送依据理由", Label("移送依据、理由", "basis and reason"), "events.case-referred.basis", _why_referred),
    CONTACT,
    DEPARTMENT_PHONE,
    replace(DEPARTMENT_ADDRESS, name="地址"),
    POSTCODE,
    EVIDENCE,
    Blank("移送人", Label("移送人", "handed by"), "events.case-referred.handed_by", _referral("handed_by"), ink=True),
    Blank("移送日期", Label("移送日期", "day handed"), "events.case-referred", _when("case-referred"), ink=True),
    Blank("接收人", Label("接收人", "received by"), "events.referral-received.by", _received, ink=True),
    Blank("接收日期", Label("接收日期", "day"), "events.referral-received", _when("referral-received"), ink=True),
)
