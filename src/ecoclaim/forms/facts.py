"""Which documents a form makes of a case, and each document's facts with what they still lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ecoclaim.forms import (
    agreed,
    calculation,
    closing,
    consultation,
    dossier,
    enforcement,
    inquiry,
    minutes,
    registers,
    served,
)
from ecoclaim.forms.blank import Blank, Lack, filled, lacks, printable
from ecoclaim.forms.subject import Subject

ZHANGYE, XPCC = "zhangye-2024", "xpcc"


@dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is about, its blanks (for each family of forms where they differ), the article that wants it."""

    about: str  # case | notice | agent | meeting | agreement | obligor | deadline
    blanks: Mapping[str, tuple[Blank, ...]]
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document prints, and what it still lacks; a lack prints its mark in a draft."""

    values: Mapping[str, object]
    missing: tuple[Lack, ...]


def _form(about: str, blanks: tuple[Blank, ...], zhangye: str = "", xpcc: str = "") -> Form:
    return Form(about, {ZHANGYE: blanks, XPCC: blanks}, {ZHANGYE: zhangye, XPCC: xpcc})


FORMS: Mapping[str, Form] = {
    "start-registration": _form("case", registers.START, "第十五条"),
    "investigation-report": _form("case", inquiry.REPORT, "第十六条"),
    "termination-registration": _form("case", registers.TERMINATION, "第十八条"),
    "consultation-notice": Form(
        "notice",
        {ZHANGYE: consultation.NOTICE, XPCC: consultation.NOTICE_XPCC},
        {ZHANGYE: "第十九条", XPCC: "第六条"},
    ),
    "power-of-attorney": Form(
        "agent",
        {ZHANGYE: consultation.ATTORNEY_ZHANGYE, XPCC: consultation.ATTORNEY},
        {ZHANGYE: "第十九条", XPCC: "第六条第二款第（七）项"},
    ),
    "meeting-minutes": _form("meeting", minutes.MINUTES, "第十九条", "第八条"),
    "agreement": Form(
        "agreement",
        {ZHANGYE: agreed.AGREEMENT_ZHANGYE, XPCC: agreed.AGREEMENT_XPCC},
        {ZHANGYE: "第二十条", XPCC: "第十二条"},
    ),
    "confirmation-application": Form(
        "agreement",
        {ZHANGYE: agreed.APPLICATION_ZHANGYE, XPCC: agreed.APPLICATION_XPCC},
        {ZHANGYE: "第二十一条", XPCC: "第十四条第一款"},
    ),
    "referral-letter": _form("case", inquiry.REFERRAL, "第十条"),
    "closing-approval": _form("obligor", closing.CLOSING, "第二十三条"),
    "enforcement-application": Form(
        "obligor",
        {ZHANGYE: enforcement.ENFORCEMENT_ZHANGYE, XPCC: enforcement.ENFORCEMENT_XPCC},
        {ZHANGYE: "第二十四条", XPCC: "第十四条第二款"},
    ),
    "decline-record": _form("case", registers.DECLINE, "第十五条"),
    "closing-sheet": _form("case", closing.CLOSING_SHEET, "第二十三条"),
    "service-receipt": _form("notice", served.RECEIPT, "第十九条", "第六条"),
    "failure-statement": _form("obligor", served.FAILURE, "第二十条", "第十一条"),
    "calculation": _form("deadline", calculation.CALCULATION),
    "photo-page": _form("case", dossier.PHOTOS, "第二十九条"),
    "dossier-cover": _form("case", dossier.COVER, "第二十九条"),
    "dossier-catalogue": _form("case", dossier.CATALOGUE, "第二十九条"),
    "dossier-note": _form("case", dossier.NOTE, "第二十九条"),
}


def facts(form: str, document: Subject) -> Facts:
    """Take the facts of one document from its case, office, events and deadlines."""
    kind = FORMS[form]
    values = filled(kind.blanks[document.family], document)
    wanted = article(form, document)
    own = document.family in document.samples
    found: dict[str, Lack] = {}
    for lack in lacks(values):
        found.setdefault(lack.field, lack if lack.article and own else replace(lack, article=wanted))
    if not own:
        # Another region's form may be made of either sample, so it may use the facts of both.
        known = {blank.name for blank in kind.blanks[document.family]}
        others = (blank for blanks in kind.blanks.values() for blank in blanks if blank.name not in known)
        values = {**filled(tuple({blank.name: blank for blank in others}.values()), document), **values}
    whole = {name: printable(value) for name, value in values.items()}
    return Facts(whole, tuple(found.values()))


def article(form: str, document: Subject) -> str:
    """Name the article that wants a form; of a region that extends none of those shipped, where its pack says it is."""
    if document.family in document.samples:
        return FORMS[form].articles[document.family]
    entry = next((one for one in document.pack.forms if one.id == form), None)
    return entry.source.article if entry is not None and entry.source is not None else ""


def documents(
    form: str,
    subject: Subject,
    *,
    obligor: str | None = None,
    meeting: int | None = None,
    agreement: int | None = None,
    rule: str | None = None,
) -> tuple[Subject, ...]:
    """List the documents a form makes of a case: one for each obligor, meeting or agreement it is about.

    A name narrows them to that one. A form about what the case does not have yet makes one document, which lacks it.
    """
    match FORMS[form].about:
        case "notice":
            found = _notices(subject, obligor, meeting)
        case "agent":
            found = _powers(subject, obligor)
        case "meeting":
            numbers = [one.no for one in subject.file.meetings if meeting in (None, one.no)] or [meeting or 1]
            found = (replace(subject, meeting_no=number) for number in numbers)
        case "agreement":
            found = _agreements(subject, agreement)
        case "obligor":
            found = (_with_agreement(replace(subject, obligor=key)) for key in _keys(subject, obligor))
        case "deadline":
            rows = [one for one in subject.deadlines if rule in (None, one.rule.id) and one.due is not None]
            found = (replace(subject, deadline=one) for one in rows if obligor in (None, one.obligor))
        case _:
            found = iter((subject,))
    return tuple(found)


def suffix(form: str, document: Subject) -> str:
    """Write what sets a document's file name apart from the others of its form; empty where there is only one."""
    row = document.deadline
    if row is not None:
        return "-".join(part for part in (row.rule.id, row.obligor, row.instance, row.period) if part)
    about = FORMS[form].about
    parts = [document.obligor] if about in ("notice", "agent", "obligor") else []
    if about in ("notice", "meeting") and document.meeting_no:
        parts.append(str(document.meeting_no))
    if about == "agreement" and document.agreement_no:
        parts.append(str(document.agreement_no))
    if about == "agent" and document.agent_no:
        parts.append(str(document.agent_no + 1))
    return "-".join(part for part in parts if part)


def _keys(subject: Subject, obligor: str | None) -> list[str | None]:
    keys: list[str | None] = [one.key for one in subject.file.obligors if obligor in (None, one.key)]
    return keys or [obligor]


def _notices(subject: Subject, obligor: str | None, meeting: int | None) -> Iterator[Subject]:
    for key in _keys(subject, obligor):
        one = replace(subject, obligor=key)
        named = {event.number("meeting") for event in one.every("notice-issued", "notice-served")} - {None}
        found = sorted(number for number in named if number is not None)
        numbers: list[int | None] = [meeting] if meeting is not None else [*found] or [_next_meeting(one)]
        for number in numbers:
            yield replace(one, meeting_no=number)


def _next_meeting(subject: Subject) -> int | None:
    held = {event.number("meeting") for event in subject.past.of("meeting-held", "meeting-cancelled")}
    numbers = [one.no for one in subject.file.meetings]
    return next((number for number in numbers if number not in held), numbers[-1] if numbers else None)


def _powers(subject: Subject, obligor: str | None) -> Iterator[Subject]:
    keys = _keys(subject, obligor)
    having = [key for key in keys if (party := subject.file.obligor(key or "")) and party.agents]
    for key in having or keys:
        party = subject.file.obligor(key or "")
        for number in range(len(party.agents) if party and party.agents else 1):
            yield replace(subject, obligor=key, agent_no=number)


def _agreements(subject: Subject, agreement: int | None) -> Iterator[Subject]:
    numbers = [one.no for one in subject.file.agreements if agreement in (None, one.no)]
    for number in numbers or [agreement or 1]:
        yield replace(subject, agreement_no=number)


def _with_agreement(subject: Subject) -> Subject:
    event = subject.last("agreement-signed")
    number = event.number("agreement") if event else None
    if number is None:
        chosen = (one.no for one in subject.file.agreements if subject.obligor in one.obligors or not one.obligors)
        number = next(chosen, None)
    return replace(subject, agreement_no=number)
