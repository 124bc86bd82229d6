"""What was so on a document's own day: which evidence was there, which law was in force, which facts were known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Evidence
from ecoclaim.model.events import Event

_TIME = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
_LEADING_DAY = re.compile(r"\D{0,4}(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
_BY_APPRAISAL = re.compile(r"[^，。；：]{0,12}(?:鉴定|(?<!效果)评估)")
_TITLE = re.compile(r"《([^》]+)》")
# A conduct that goes on has not ended.
_STILL = ("至今", "以来", "持续")


def evidence(subject: Subject, numbers: tuple[int, ...] = ()) -> Iterator[Evidence]:
    """Give the evidence there was by then about the document's obligors; only of these numbers where some are named.

    A piece without a day is of the day of the first event that names it; one that says no obligors is about those of
    the events that name it, where these are not of the whole case.
    """
    for one in subject.file.evidence:
        if numbers and one.no not in numbers:
            continue
        naming = [event for event in subject.case.events if one.no in _evidence_of(event)]
        since = one.taken_on or min((event.date for event in naming), default=None)
        about = set(one.obligors) or _obligors_of(naming)
        if (since is None or since <= subject.on) and (not about or about & set(subject.parties)):
            yield one


def _evidence_of(event: Event) -> tuple[int, ...]:
    named = event.values.get("evidence", ())
    return named if isinstance(named, tuple) else ()


def _obligors_of(events: list[Event]) -> set[str]:
    found = [set(event.obligors) for event in events]
    return set().union(*found) if found and all(found) else set()


def laws(subject: Subject) -> tuple[str, ...]:
    """Give the articles the case rests on, without those of a law that does not hold for the document."""
    outside = laws_outside(subject)
    return tuple(one for one in subject.file.legal_basis if one not in outside)


def laws_outside(subject: Subject) -> tuple[str, ...]:
    """Give those of the articles the case rests on that are no law for the document.

    One was not yet in force on the document's day; or it was repealed before the conduct began, so that neither the
    conduct nor the document is judged by it.
    """
    span = conduct(subject)
    found = []
    for text in subject.file.legal_basis:
        since, until = _in_force(subject, text)
        repealed = until is not None and until < subject.on and span is not None and until < span[0]
        if repealed or (since is not None and since > subject.on):
            found.append(text)
    return tuple(found)


def _in_force(subject: Subject, text: str) -> tuple[date | None, date | None]:
    """Give since when and until when the law that a text cites was law, as far as the pack knows.

    A title that names its version (…（2023年修正）) had others before: since when is then not known.
    """
    for document in subject.pack.documents.values():
        for name in _TITLE.findall(text):
            if document.title.zh.endswith(name):
                return document.in_force_from, document.in_force_until
            if document.title.zh.startswith(f"{name}（"):
                return None, document.in_force_until
    return None, None


def conduct(subject: Subject) -> tuple[date, date] | None:
    """Give the first and the last day of the conduct; None where nobody said them in a way that can be read."""
    known = subject.file.incident
    said = told(known.time or "")
    first = known.began_on or (said[0] if said else None)
    last = known.ended_on or (said[1] if said else None)
    if last is not None and any(word in (known.time or "") for word in _STILL) and known.ended_on is None:
        last = max(last, subject.on)
    return (first, last) if first is not None and last is not None else None


def told(text: str) -> tuple[date, date] | None:
    """Give the span that a text tells in years, months and days: 2024年12月至2025年2月, 2025年8月至10月."""
    year: int | None = None
    spans: list[tuple[date, date]] = []
    for found in _TIME.finditer(text):
        if not any(found.groups()):
            continue
        year = int(found[1]) if found[1] else year
        month, day = (int(one) if one else None for one in (found[2], found[3]))
        try:
            if year is not None and (month is not None or day is None):
                spans.append(_span(year, month, day))
        except ValueError:
            return None
    return (min(first for first, _last in spans), max(last for _first, last in spans)) if spans else None


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is not None:
        return date(year, month, day), date(year, month, day)
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def facts(subject: Subject) -> str | None:
    """Tell the facts as they were known on the document's day; what the form's own texts say comes before all."""
    by_hand = subject.own_text("facts")
    if by_hand:
        return by_hand
    later = set(later_facts(subject))
    return "\n".join(one for one in _paragraphs(subject) if one not in later) or None


def later_facts(subject: Subject) -> tuple[str, ...]:
    """List the paragraphs of the facts that tell of a later day, or of an appraisal that was not there yet."""
    if subject.own_text("facts"):
        return ()
    return tuple(one for one in _paragraphs(subject) if _is_later(one, subject))


def _paragraphs(subject: Subject) -> list[str]:
    return [line for line in (subject.file.incident.facts or "").splitlines() if line.strip()]


def _is_later(paragraph: str, subject: Subject) -> bool:
    found = _LEADING_DAY.match(paragraph)
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3] or 1)) > subject.on
        except ValueError:
            return False
    delivered = min((one.date for one in subject.case.events if one.name == "appraisal-delivered"), default=None)
    return delivered is not None and delivered > subject.on and _BY_APPRAISAL.match(paragraph) is not None
