"""How the matter is told: its names, the clue, what was done and harmed, the evidence, the law."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import APPRAISER, Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Evidence
from ecoclaim.model.events import Event
from ecoclaim.words import Label

_CLUES = ("clue-found", "clue-received")


def short_name(subject: Subject) -> str | None:
    """Give the case's name without its last 案: a form goes on with 案件."""
    return re.sub(r"案件?$", "", subject.file.name) if subject.file.name else None


def topic(subject: Subject) -> str | None:
    """Give the case's name without 生态环境损害赔偿案: a form goes on with those words."""
    return re.sub(r"生态环境损害赔偿(案件?|纠纷案?)?$", "", subject.file.name) if subject.file.name else None


def clue(subject: Subject) -> Event | None:
    """Give the earliest clue."""
    return subject.past.first(*_CLUES)


def channel(subject: Subject) -> str | None:
    """Name the source of the case: the channel and what is noted of it."""
    event = clue(subject)
    if event is None:
        return None
    code = event.text("channel")
    entry = subject.pack.channels.get(code) if code else None
    name = entry.title.zh if entry else code
    letter = "，".join(part for part in (event.text("sender"), event.text("letter_no")) if part)
    notes = "；".join(part for part in (event.text("channel_note"), letter) if part)
    return (f"{name}（{notes}）" if notes else name) if name else notes or None


# What the sentence of the facts is made of, in its order.
_TOLD = (
    ("time", Label("违法行为的时间", "time of the act")),
    ("place", Label("违法行为的地点", "place of the act")),
    ("conduct", Label("违法行为", "the act")),
    ("harm", Label("危害后果", "harm")),
)


def summary(subject: Subject) -> object:
    """Tell in one sentence who, when, where, what and with what harm."""
    known = subject.file.incident
    for field, label in _TOLD:
        if not wording.clause(getattr(known, field)):
            return Lack(f"incident.{field}", label)
    names = wording.listed(one.name for one in subject.file.obligors)
    told = f"{wording.clause(known.time)}，在{wording.clause(known.place)}{wording.clause(known.conduct)}"
    return f"责任主体为{names or '待查'}；{told}，造成{wording.clause(known.harm)}"


def appraisals(subject: Subject) -> tuple[dict[str, object], ...]:
    """List what appraisers or the records say of the damage."""
    rows: list[dict[str, object]] = []
    bodies = list(subject.past.of("appraisal-commissioned"))
    for event in subject.past.of("appraisal-delivered"):
        order = next((one for one in reversed(bodies) if one.date <= event.date), None)
        experts = order.values.get("experts") if order else None
        body = (order.text("body") if order else None) or (wording.listed(experts) if experts else "")
        number = event.text("report_no")
        said = wording.clause(event.text("conclusion"))
        label = Label("鉴定评估意见", "the appraiser's conclusion")
        if said is None:
            rows.append({"意见": Lack("events.appraisal-delivered.conclusion", label, APPRAISER)})
        else:
            rows.append({"意见": f"{body}{f'（{number}）' if number else ''}：{said}".lstrip("：")})
    return tuple(rows)


def evidence(subject: Subject, numbers: tuple[int, ...] = ()) -> tuple[dict[str, object], ...]:
    """List the evidence, numbered as it is cited; only those of the numbers where some are named."""
    chosen = [one for one in subject.file.evidence if not numbers or one.no in numbers]
    return tuple({"序": number, "名称": _named(one)} for number, one in enumerate(chosen, 1))


def _named(one: Evidence) -> object:
    if not one.name:
        return Lack(f"evidence.{one.no}.name", Label("证据名称", "name of the evidence"))
    return f"{one.name}（{one.pages}页）" if one.pages else one.name


def laws(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the articles the case rests on."""
    return tuple({"序": number, "条文": one} for number, one in enumerate(subject.file.legal_basis, 1))


def since_until(first: date | None, last: date | None) -> str | None:
    """Write a span of days; a single day once."""
    if first is None:
        return None
    if last is None or last == first:
        return wording.day(first)
    return f"{wording.day(first)}至{wording.day(last)}"


def evidence_chosen(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the evidence that the form's texts name by number; all of it where they name none."""
    numbers = subject.file.texts.get(subject.form.id, {}).get("evidence", ()) if subject.form else ()
    chosen = (numbers,) if isinstance(numbers, str) else numbers
    return evidence(subject, tuple(int(one) for one in chosen if one.strip().isdigit()))


def extent_if_restorable(subject: Subject) -> object:
    """Give the extent of the damage where it can be restored; else it is not told."""
    known = subject.file.investigation
    return wording.clause(known.extent) if known.restorable else False


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "channel": channel,
    "short-name": short_name,
    "topic": topic,
    "facts-in-a-sentence": summary,
    "appraisals": appraisals,
    "evidence": evidence,
    "evidence-chosen": evidence_chosen,
    "laws": laws,
    "extent-if-restorable": extent_if_restorable,
}
