"""What the program must be able to find in a rule pack, whatever a region calls it: its roles, each named once.

An entry of a pack says `means: ROLE`; its `id` is free. Where nobody fills a role, what rests on it is left out.
"""

from __future__ import annotations

from enum import StrEnum


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
