"""How a notice of consultation and a power of attorney are worded, and which service a document is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.words import Label


def _meeting_time(subject: Subject) -> object:
    meeting = subject.meeting
    label = Label("磋商会议时间", "time of the meeting")
    if meeting is None or meeting.on is None:
        return Lack(subject.path("meetings.{meeting}.on"), label)
    if meeting.at is None:
        return Lack(subject.path("meetings.{meeting}.at"), label)
    hour, minute = str(meeting.at).split(":")[:2]
    return f"{wording.day(meeting.on)}{int(hour)}时" + (f"{int(minute)}分" if int(minute) else "")


def served(subject: Subject) -> Event | None:
    """Give the service of the notice on this obligor for this meeting."""
    return next((one for one in subject.every("notice-served") if same_meeting(one, subject)), None)


def same_meeting(event: Event, subject: Subject) -> bool:
    """Tell whether an event is about the document's meeting."""
    return event.number("meeting") in (None, subject.meeting_no)


def _trustee(subject: Subject) -> object:
    agent = subject.agent
    return f"{agent.organization or ''}{agent.name}" if agent and agent.name else None


def _end(subject: Subject) -> str | None:
    """Give the last day of a power that names one: it then ends at the latest on that day (最迟至…)."""
    until = (subject.agent.until if subject.agent else None) or ""
    said = until.removesuffix("为止").removesuffix("止").strip()
    return said if any(sign.isdigit() for sign in said) else None


def _start(subject: Subject) -> str | None:
    return subject.agent.since if subject.agent else None


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "meeting-time": _meeting_time,
    "agent": _trustee,
    "power-from": _start,
    "power-until": _end,
}
