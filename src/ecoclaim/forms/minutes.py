"""How the minutes of a consultation meeting tell who came and what was raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.consultation import same_meeting
from ecoclaim.forms.parties import attendance
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject


def _group(*sides: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        people = subject.meeting.attendees if subject.meeting else ()
        return attendance((one for one in people if one.side in sides), subject)

    return get


def _our_side(subject: Subject) -> object:
    people = [one for one in (subject.meeting.attendees if subject.meeting else ()) if one.side == "department"]
    return attendance(people, subject) if people else ()


def _ordinal(subject: Subject) -> str:
    meeting = subject.meeting
    before = {
        one.number("meeting")
        for one in subject.past.of("meeting-held")
        if one.number("meeting") != subject.meeting_no and (meeting is None or not meeting.on or one.date < meeting.on)
    }
    return wording.ordinal(len(before) + 1)


def _recusal(subject: Subject) -> str:
    recusal = subject.meeting.recusal if subject.meeting else None
    if recusal and recusal.raised_by:
        return f"{recusal.raised_by}申请回避，处理情况：{wording.clause(recusal.ruling) or '待决定'}。"
    return "各方均未申请回避。"


def _unsigned(subject: Subject) -> str | None:
    meeting = subject.meeting
    refused = meeting.unsigned if meeting else None
    if refused and refused.who:
        return f"{refused.who}拒绝签字，理由：{wording.clause(refused.reason) or '未说明'}。"
    signing = next((one for one in subject.past.of("minutes-signed") if same_meeting(one, subject)), None)
    who = said(signing, "refused_by")
    return f"{who}拒绝签字。" if who else None


def _present(subject: Subject) -> str | None:
    keys = {
        key for one in subject.past.of("meeting-held") if one.number("meeting") == subject.meeting_no
        for key in one.obligors
    }  # fmt: skip
    keys |= {one.obligor for one in (subject.meeting.attendees if subject.meeting else ()) if one.obligor}
    named = [one.name for one in subject.file.obligors if not keys or one.key in keys]
    return wording.listed(named) or None


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "meeting-number": _ordinal,
    "meeting-obligors": _present,
    "attendees-department": _our_side,
    "attendees-obligor": _group("obligor"),
    "attendees-agent": _group("agent"),
    "attendees-invited": _group("invited", "expert"),
    "recusal": _recusal,
    "unsigned": _unsigned,
}
