"""The blanks of the registers: start and end of a claim, and the house records of not starting and of closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Blank
from ecoclaim.forms.parties import parties, registered
from ecoclaim.forms.story import FACTS, FILING_NO, MATTER, SOURCE
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.words import Label

OBLIGORS = Blank("义务人", Label("赔偿义务人", "the obligors"), "obligors", lambda s: parties(s, registered))
REASON = Label("理由", "reason")
_LINE, _FEW_LINES = 27, 4  # characters a line in a register's cell; lines that leave room


def approval(form: str, event: str) -> tuple[Blank, ...]:
    """Give the signed cells of a register: they come from the event once it is recorded, and are empty before."""

    def of(name: str) -> Callable[[Subject], object]:
        return lambda s: said(s.past.last(event), name)

    def when(name: str) -> Callable[[Subject], object]:
        return lambda s: wording.day(_signed(s.past.last(event), name))

    rows = (
        ("经办人", "handler", "proposed_by", of("proposed_by")),
        ("经办日期", "handler's day", "proposed_on", when("proposed_on")),
        ("承办意见", "unit's opinion", "unit_opinion", of("unit_opinion")),
        ("承办签名", "unit's signature", "unit_by", of("unit_by")),
        ("承办日期", "unit's day", "unit_on", when("unit_on")),
        ("审批意见", "head's opinion", "head_opinion", of("head_opinion")),
        ("审批签名", "head's signature", "approved_by", of("approved_by")),
        ("审批日期", "day of approval", "date", when("date")),
    )
    cells = tuple(Blank(zh, Label(zh, en), f"events.{event}.{field}", get, ink=True) for zh, en, field, get in rows)
    remarks = Blank(
        "备注", Label("备注", "remarks"), f"texts.{form}.remarks", lambda s: s.text(form, "remarks"), optional=True
    )
    return (*cells, remarks, _roomy(form))


def _roomy(form: str) -> Blank:
    """Tell whether a register leaves its page half empty: one obligor and a short text; it then gets more room."""

    def get(subject: Subject) -> bool:
        written_ = (subject.file.incident.facts, subject.text(form, "reason"))
        lines = [line for text in written_ if text for line in text.splitlines() if line.strip()]
        return len(subject.parties) == 1 and sum(1 + len(line) // _LINE for line in lines) <= _FEW_LINES

    return Blank("留白", Label("留白", "room"), "", get)


def said(event: Event | None, name: str) -> str | None:
    """Give a field of an event, if it happened."""
    return event.text(name) if event else None


def _signed(event: Event | None, name: str) -> date | None:
    if event is None:
        return None
    return event.date if name == "date" else event.day(name)


def written(form: str, section: str, label: Label, *, optional: bool = False, name: str = "理由") -> Blank:
    """Give the blank of a paragraph that only a person can write."""
    return Blank(name, label, f"texts.{form}.{section}", lambda s: s.text(form, section), optional=optional)


START = (
    SOURCE,
    FILING_NO,
    MATTER,
    OBLIGORS,
    FACTS,
    written("start-registration", "reason", Label("启动索赔理由", "reason for the claim")),
    *approval("start-registration", "claim-started"),
)


def _ground(event: str, entries: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        happened = subject.past.last(event)
        code = happened.text("ground") if happened else None
        known = getattr(subject.pack, entries).get(code) if code else None
        return known.title.zh if known else code

    return get


def _termination(subject: Subject) -> object:
    ground = _ground("claim-terminated", "termination_grounds")(subject)
    event = subject.past.last("claim-terminated")
    reason = subject.text("termination-registration", "reason") or said(event, "reason")
    return "\n".join(str(part) for part in (ground, reason) if part) or None


TERMINATION = (
    SOURCE,
    FILING_NO,
    MATTER,
    OBLIGORS,
    Blank("理由", Label("终止理由", "reason to end"), "texts.termination-registration.reason", _termination),
    *approval("termination-registration", "claim-terminated"),
)

DECLINE = (
    SOURCE,
    Blank("立案号", Label("立案号", "filing number"), "filing_no", lambda s: s.file.filing_no, optional=True),
    MATTER,
    OBLIGORS,
    FACTS,
    Blank(
        "核查结论",
        Label("初步核查结论", "findings of the review"),
        "events.review-concluded.findings",
        lambda s: wording.clause(said(s.past.last("review-concluded"), "findings")),
    ),
    Blank(
        "情形",
        Label("不予启动的情形", "ground"),
        "events.claim-declined.ground",
        _ground("claim-declined", "decline_grounds"),
    ),
    Blank(
        "理由",
        REASON,
        "texts.decline-record.reason",
        lambda s: s.text("decline-record", "reason") or said(s.past.last("claim-declined"), "reason"),
        optional=True,
    ),
    *approval("decline-record", "claim-declined"),
)
