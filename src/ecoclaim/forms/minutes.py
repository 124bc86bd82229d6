"""The blanks of the minutes of a consultation meeting."""

from __future__ import annotations

from collections.abc import Callable

from ecoclaim.forms import wording
from ecoclaim.forms.blank import RECORDER, Blank
from ecoclaim.forms.consultation import MEETING_PLACE, MEETING_TIME, same_meeting
from ecoclaim.forms.parties import DEPARTMENT, attendance
from ecoclaim.forms.registers import said
from ecoclaim.forms.story import CASE_NAME
from ecoclaim.forms.subject import Subject
from ecoclaim.words import Label


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


MINUTES = (
    CASE_NAME,
    DEPARTMENT,
    Blank("义务人名称", Label("赔偿义务人", "the obligors"), "obligors", _present),
    MEETING_TIME,
    MEETING_PLACE,
    Blank(
        "主持人",
        Label("主持人", "chair"),
        "meetings.{meeting}.chair",
        lambda s: s.meeting and s.meeting.chair,
        RECORDER,
    ),
    Blank(
        "记录员",
        Label("记录员", "recorder"),
        "meetings.{meeting}.recorder",
        lambda s: s.meeting and s.meeting.recorder,
        RECORDER,
    ),
    Blank("部门人员", Label("参会人员", "attendees"), "meetings.{meeting}.attendees", _our_side, RECORDER),
    Blank(
        "义务人人员", Label("赔偿义务人参会人员", "obligors' side"), "meetings.{meeting}.attendees", _group("obligor")
    ),
    Blank("代理人员", Label("委托代理人", "agents"), "meetings.{meeting}.attendees", _group("agent")),
    Blank("受邀人员", Label("受邀参会人员", "guests"), "meetings.{meeting}.attendees", _group("invited", "expert")),
    Blank("会次", Label("磋商次数", "which meeting"), "meetings.{meeting}.no", _ordinal),
    Blank(
        "告知回避",
        Label("告知回避权", "right of recusal told"),
        "meetings.{meeting}.recusal.told",
        lambda s: bool(s.meeting and s.meeting.recusal and s.meeting.recusal.told),
    ),
    Blank("回避情况", Label("回避情况", "recusal"), "meetings.{meeting}.recusal", _recusal),
    Blank(
        "鉴定说明",
        Label("鉴定评估说明", "appraiser explained"),
        "meetings.{meeting}.appraiser_explained",
        lambda s: bool(s.meeting and s.meeting.appraiser_explained),
    ),
    Blank(
        "考虑因素",
        Label("考虑因素", "factors"),
        "meetings.{meeting}.factors",
        lambda s: wording.listed(s.meeting.factors) if s.meeting else None,
        optional=True,
    ),
    Blank(
        "会议内容",
        Label("会议内容", "what was said"),
        "meetings.{meeting}.minutes",
        lambda s: s.meeting and s.meeting.minutes,
        RECORDER,
    ),
    Blank(
        "拒绝签字", Label("拒绝签字情况", "refusal to sign"), "meetings.{meeting}.unsigned", _unsigned, optional=True
    ),
)
