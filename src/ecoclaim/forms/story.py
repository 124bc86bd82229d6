"""The blanks that tell the matter: its names, the clue, what was done and harmed, the evidence, the law."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import APPRAISER, LAWYER, Blank, Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Evidence, Incident
from ecoclaim.model.events import Event
from ecoclaim.words import Label

_CLUES = ("clue-found", "clue-received")


def case_name(subject: Subject) -> str | None:
    """Give the case's name."""
    return subject.file.name


def _short(subject: Subject) -> str | None:
    """Give the case's name without its last 案: a form goes on with 案件."""
    return re.sub(r"案件?$", "", subject.file.name) if subject.file.name else None


def topic(subject: Subject) -> str | None:
    """Give the case's name without 生态环境损害赔偿案: a form goes on with those words."""
    return re.sub(r"生态环境损害赔偿(案件?|纠纷案?)?$", "", subject.file.name) if subject.file.name else None


MATTER = Blank("案由", Label("案由", "matter"), "title", lambda s: s.file.title)
CASE_NAME = Blank("案件名称", Label("案件名称", "name of the case"), "name", case_name)
CASE_SHORT = Blank("案件简称", Label("案件名称", "name of the case"), "name", _short)
TOPIC = Blank("案件主题", Label("案件名称", "name of the case"), "name", topic)


def filing_no(subject: Subject) -> str | None:
    """Give the filing number: the case's, else the one its start names."""
    start = subject.past.last("claim-started")
    return subject.file.filing_no or (start.text("filing_no") if start else None)


FILING_NO = Blank("立案号", Label("立案号（与系统一致）", "filing number"), "filing_no", filing_no)


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


SOURCE = Blank(
    "案件来源",
    Label("案件来源", "source of the case"),
    "events.clue-found.channel",
    channel,
)


def _incident(get: Callable[[Incident], str | None]) -> Callable[[Subject], object]:
    return lambda s: wording.clause(get(s.file.incident))


TIME = Blank("行为时间", Label("违法行为的时间", "time of the act"), "incident.time", _incident(lambda i: i.time))
PLACE = Blank("行为地点", Label("违法行为的地点", "place of the act"), "incident.place", _incident(lambda i: i.place))
CONDUCT = Blank("行为", Label("违法行为", "the act"), "incident.conduct", _incident(lambda i: i.conduct))
HARM = Blank("后果", Label("危害后果", "harm"), "incident.harm", _incident(lambda i: i.harm))
FACTS = Blank("案情", Label("案情简介", "facts"), "incident.facts", lambda s: s.file.incident.facts)
EXTENT = Blank("受损范围", Label("受损范围", "extent of the damage"), "investigation.extent",
               lambda s: wording.clause(s.file.investigation.extent))  # fmt: skip
DEGREE = Blank("受损程度", Label("受损程度", "degree of the damage"), "investigation.degree",
               lambda s: wording.clause(s.file.investigation.degree))  # fmt: skip


def summary(subject: Subject) -> object:
    """Tell in one sentence who, when, where, what and with what harm."""
    known = subject.file.incident
    for blank in (TIME, PLACE, CONDUCT, HARM):
        if not blank.get(subject):
            return Lack(blank.field, blank.label)
    names = wording.listed(one.name for one in subject.file.obligors)
    told = f"{wording.clause(known.time)}，在{wording.clause(known.place)}{wording.clause(known.conduct)}"
    return f"责任主体为{names or '待查'}；{told}，造成{wording.clause(known.harm)}"


SUMMARY = Blank("事实概要", Label("损害事实", "the facts in a sentence"), "incident.conduct", summary)


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


APPRAISALS = Blank("鉴定评估", Label("鉴定评估情况", "appraisal"), "events.appraisal-delivered.conclusion", appraisals,
                   APPRAISER, optional=True)  # fmt: skip


def evidence(subject: Subject, numbers: tuple[int, ...] = ()) -> tuple[dict[str, object], ...]:
    """List the evidence, numbered as it is cited; only those of the numbers where some are named."""
    chosen = [one for one in subject.file.evidence if not numbers or one.no in numbers]
    return tuple({"序": number, "名称": _named(one)} for number, one in enumerate(chosen, 1))


def _named(one: Evidence) -> object:
    if not one.name:
        return Lack(f"evidence.{one.no}.name", Label("证据名称", "name of the evidence"))
    return f"{one.name}（{one.pages}页）" if one.pages else one.name


EVIDENCE = Blank("证据", Label("相关证据", "evidence"), "evidence", evidence)


def laws(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the articles the case rests on."""
    return tuple({"序": number, "条文": one} for number, one in enumerate(subject.file.legal_basis, 1))


LAWS = Blank("法律依据", Label("法律依据", "legal basis"), "legal_basis", laws, LAWYER)


def since_until(first: date | None, last: date | None) -> str | None:
    """Write a span of days; a single day once."""
    if first is None:
        return None
    if last is None or last == first:
        return wording.day(first)
    return f"{wording.day(first)}至{wording.day(last)}"
