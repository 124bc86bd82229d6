"""Which documents a form makes of a case, and what sets each apart from the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ecoclaim.forms.subject import Subject
from ecoclaim.packs.form import FormEntry


def article(form: FormEntry) -> str:
    """Name the article that wants a form, else where its sample stands."""
    source = form.wanted_by or form.source
    return source.article if source is not None else ""


def documents(
    form: FormEntry,
    whole: Subject,
    *,
    obligor: str | None = None,
    meeting: int | None = None,
    agreement: int | None = None,
    rule: str | None = None,
) -> tuple[Subject, ...]:
    """List the documents a form makes of a case: one for each obligor, meeting or agreement it is about.

    A name narrows them to that one. A form about what the case does not have yet makes one document, which lacks it.
    Each is a picture of its own day: the day on which it was served, signed or filed, until then the day of the whole.
    """
    subject = replace(whole, form=form)
    match form.about:
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
            rows = [one for one in subject.standing.rows if rule in (None, one.rule.id) and one.due is not None]
            found = (replace(subject, deadline=one) for one in rows if obligor in (None, one.obligor))
        case _:
            found = iter((subject,))
    return tuple(_of_its_day(one) for one in found)


def _of_its_day(document: Subject) -> Subject:
    event = document.carried_out()
    now = document.standing
    if event is None or event.date == document.on:
        return replace(document, later=now)
    then = document.days.get(event.date)
    if then is None or then.case is not now.case:
        then = document.days[event.date] = replace(now, on=event.date)
    return replace(document, standing=then, later=now)


def suffix(form: FormEntry, document: Subject, *, whole: bool = False) -> str:
    """Write what sets a document's file name apart from the others of its form; empty where there is only one.

    `whole` names the first agent's number too, which the first version of the paper does not bear.
    """
    row = document.deadline
    if row is not None:
        return "-".join(part for part in (row.rule.id, row.obligor, row.instance, row.period) if part)
    about = form.about
    parts = [document.obligor] if about in ("notice", "agent", "obligor") else []
    if about in ("notice", "meeting") and document.meeting_no:
        parts.append(str(document.meeting_no))
    if about == "agreement" and document.agreement_no:
        parts.append(str(document.agreement_no))
    if about == "agent" and (document.agent_no or (whole and document.agent_no is not None)):
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
