"""The blanks of the consultation notice and of the power of attorney, and what other forms take from them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import OBLIGOR, Blank, Lack
from ecoclaim.forms.parties import (
    CONTACT,
    DEPARTMENT_PHONE,
    FAX,
    NAME,
    SELF,
    SIGNATORY,
    is_person,
    members,
    party,
    registered,
    short_name,
)
from ecoclaim.forms.registers import said
from ecoclaim.forms.story import (
    APPRAISALS,
    CASE_NAME,
    CASE_SHORT,
    EXTENT,
    FACTS,
    SUMMARY,
    TOPIC,
    appraisals,
    evidence,
)
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.words import Label

PARTY = Blank("当事人", Label("被告知人", "the obligor"), "obligors", lambda s: party(s, *registered(s)))
TEAM = Blank(
    "部门人员",
    Label("磋商小组：赔偿权利人指定的部门或机构", "the department's team"),
    "team.department",
    lambda s: members(s.file.team.department),
    article="第五条",
)
GUESTS = Blank(
    "受邀人员",
    Label("磋商小组：受邀参与", "invited"),
    "team.invited",
    lambda s: members(s.file.team.invited) or "无",
)
MEETING_PLACE = Blank(
    "会议地点",
    Label("磋商会议地点", "place of the meeting"),
    "meetings.{meeting}.place",
    lambda s: s.meeting.place if s.meeting else None,
)


def _meeting_time(subject: Subject) -> object:
    meeting = subject.meeting
    label = Label("磋商会议时间", "time of the meeting")
    if meeting is None or meeting.on is None:
        return Lack(subject.path("meetings.{meeting}.on"), label)
    if meeting.at is None:
        return Lack(subject.path("meetings.{meeting}.at"), label)
    hour, minute = str(meeting.at).split(":")[:2]
    return f"{wording.day(meeting.on)}{int(hour)}时" + (f"{int(minute)}分" if int(minute) else "")


MEETING_TIME = Blank("会议时间", Label("磋商会议时间", "time of the meeting"), "meetings.{meeting}.on", _meeting_time)


def issued(subject: Subject) -> Event | None:
    """Give the making of the notice to this obligor for this meeting."""
    return next((one for one in subject.every("notice-issued") if same_meeting(one, subject)), None)


def served(subject: Subject) -> Event | None:
    """Give the service of the notice on this obligor for this meeting."""
    return next((one for one in subject.every("notice-served") if same_meeting(one, subject)), None)


def same_meeting(event: Event, subject: Subject) -> bool:
    """Tell whether an event is about the document's meeting."""
    return event.number("meeting") in (None, subject.meeting_no)


def _noticed(subject: Subject) -> str:
    event = issued(subject)
    return wording.day(event.date if event else None)


NOTICE = (
    SIGNATORY,
    PARTY,
    SELF,
    CASE_SHORT,
    SUMMARY,
    FACTS,
    Blank(
        "调查结论",
        Label("调查结论", "findings of the investigation"),
        "events.investigation-concluded.conclusion",
        lambda s: wording.clause(said(s.past.last("investigation-concluded"), "conclusion")),
    ),
    APPRAISALS,
    Blank(
        "可以修复",
        Label("是否可以修复", "whether restorable"),
        "investigation.restorable",
        lambda s: s.file.investigation.restorable is True,
        optional=True,
    ),
    replace(EXTENT, get=lambda s: EXTENT.get(s) if s.file.investigation.restorable else False),
    Blank(
        "修复要求",
        Label("修复要求", "what restoration must achieve"),
        "texts.consultation-notice.restoration",
        lambda s: wording.clause(s.text("consultation-notice", "restoration")),
        optional=True,
    ),
    TEAM,
    GUESTS,
    MEETING_TIME,
    MEETING_PLACE,
    Blank(
        "其他事项",
        Label("其他事项", "other matters"),
        "texts.consultation-notice.other",
        lambda s: wording.clause(s.text("consultation-notice", "other")) or "无其他事项",
    ),
    Blank("告知日期", Label("告知书日期", "day of the notice"), "events.notice-issued", _noticed, ink=True),
)


def _cited(subject: Subject) -> tuple[dict[str, object], ...]:
    numbers = subject.file.texts.get("consultation-notice", {}).get("evidence", ())
    chosen = (numbers,) if isinstance(numbers, str) else numbers
    return evidence(subject, tuple(int(one) for one in chosen if one.strip().isdigit()))


NOTICE_XPCC = (
    *(one for one in NOTICE if one.name not in ("鉴定评估", "可以修复", "修复要求", "调查结论", "受损范围")),
    Blank(
        "鉴定评估",
        Label("生态环境损害鉴定评估意见", "the appraisal"),
        "events.appraisal-delivered.conclusion",
        appraisals,
        article="第六条第二款第（三）项",
    ),
    Blank("证据", Label("相关证据", "evidence"), "evidence", _cited, article="第六条第二款第（二）项"),
    CONTACT,
    DEPARTMENT_PHONE,
    FAX,
)


def _trustee(subject: Subject) -> object:
    agent = subject.agent
    return f"{agent.organization or ''}{agent.name}" if agent and agent.name else None


def _end(subject: Subject) -> str | None:
    until = subject.agent.until if subject.agent else None
    return until.removesuffix("为止").removesuffix("办结").removesuffix("办完") if until else None


ATTORNEY = (
    replace(NAME, name="委托人", label=Label("委托人", "principal")),
    CASE_NAME,
    TOPIC,
    Blank(
        "委托人自称",
        Label("委托人简称", "what the principal calls itself"),
        "obligors.{obligor}.short_name",
        lambda s: short_name(s.party.short_name) if s.party and not is_person(s) else None,
        OBLIGOR,
        optional=True,
    ),
    Blank("受托人", Label("受委托人单位及姓名", "agent"), "obligors.{obligor}.agents.{agent}.name", _trustee, OBLIGOR),
    Blank(
        "代理权限",
        Label("代理权限（逐项）", "powers, one by one"),
        "obligors.{obligor}.agents.{agent}.powers",
        lambda s: wording.listed(s.agent.powers) if s.agent else None,
        OBLIGOR,
    ),
    Blank(
        "委托日期",
        Label("委托日期", "day of the power"),
        "obligors.{obligor}.agents.{agent}.signed_on",
        lambda s: wording.day(s.agent.signed_on if s.agent else None),
        OBLIGOR,
        ink=True,
    ),
)


def _start(subject: Subject) -> object:
    since = subject.agent.since if subject.agent else None
    try:
        return wording.day(date.fromisoformat(since)) if since else None
    except ValueError:
        return since


ATTORNEY_ZHANGYE = (
    *ATTORNEY,
    Blank("委托起", Label("委托时限起", "from"), "obligors.{obligor}.agents.{agent}.from", _start, OBLIGOR),
    Blank(
        "委托止", Label("委托时限止", "until"), "obligors.{obligor}.agents.{agent}.until", _end, OBLIGOR, optional=True
    ),
)
