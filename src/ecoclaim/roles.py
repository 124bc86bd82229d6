"""The roles by which the program finds what it must find in a rule pack, whatever a region calls it there.

An id belongs to the pack that gives it, a role to the program: an entry says `means: ROLE`, and the code asks for the
role alone. A role that no entry of a pack has is no error: what would have been done with it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ecoclaim.words import Label


class RuleRole(StrEnum):
    """A rule that the program must find: to say that an obligor is silent, that a right has run out, what is owed."""

    NOTICE_LEAD = "notice-lead"
    REPLY = "reply"
    CONSULTATION_PERIOD = "consultation-period"
    CONFIRMATION_WINDOW = "confirmation-window"
    LIMITATION = "limitation"


class CapRole(StrEnum):
    """A cap that the program must find."""

    CONSULTATION_MEETINGS = "consultation-meetings"
    RECONSULTATION = "reconsultation"


class CountingRole(StrEnum):
    """A rule of counting that the program cites where it applies it."""

    FIRST_DAY = "first-day"
    CORRESPONDING_DAY = "corresponding-day"
    ROLL = "roll"


class FormRole(StrEnum):
    """What a form is: the papers of the procedure, and those of the dossier itself."""

    START_REGISTRATION = "start-registration"
    DECLINE_RECORD = "decline-record"
    REFERRAL_LETTER = "referral-letter"
    INVESTIGATION_REPORT = "investigation-report"
    TERMINATION_REGISTRATION = "termination-registration"
    CONSULTATION_NOTICE = "consultation-notice"
    SERVICE_RECEIPT = "service-receipt"
    POWER_OF_ATTORNEY = "power-of-attorney"
    MEETING_MINUTES = "meeting-minutes"
    FAILURE_STATEMENT = "failure-statement"
    AGREEMENT = "agreement"
    CONFIRMATION_APPLICATION = "confirmation-application"
    ENFORCEMENT_APPLICATION = "enforcement-application"
    CLOSING_APPROVAL = "closing-approval"
    CLOSING_SHEET = "closing-sheet"
    CALCULATION = "calculation"
    PHOTO_PAGE = "photo-page"
    DOSSIER_COVER = "dossier-cover"
    DOSSIER_CATALOGUE = "dossier-catalogue"
    DOSSIER_NOTE = "dossier-note"


# The papers that make a dossier of a case's papers: they carry no page numbers, and are written when it is archived.
DOSSIER_PAPERS = (FormRole.DOSSIER_COVER, FormRole.DOSSIER_CATALOGUE, FormRole.DOSSIER_NOTE)

TITLES: Mapping[StrEnum, Label] = {
    RuleRole.NOTICE_LEAD: Label("会前送达告知书的期限", "the time to serve a notice before its meeting"),
    RuleRole.REPLY: Label("答复告知书的期限", "the time to reply to a notice"),
    RuleRole.CONSULTATION_PERIOD: Label("磋商期限", "the period for consultation"),
    RuleRole.CONFIRMATION_WINDOW: Label("申请司法确认的期限", "the time to apply for confirmation"),
    RuleRole.LIMITATION: Label("诉讼时效", "limitation"),
    CapRole.CONSULTATION_MEETINGS: Label("磋商会议次数", "consultation meetings"),
    CapRole.RECONSULTATION: Label("重新磋商次数", "re-consultations"),
    CountingRole.FIRST_DAY: Label("开始的当日不计入", "the day of the event does not count"),
    CountingRole.CORRESPONDING_DAY: Label("年、月的对应日", "the corresponding day of months and years"),
    CountingRole.ROLL: Label("最后一日遇休假日的顺延", "a last day that is a holiday moves on"),
}
