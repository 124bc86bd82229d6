"""How the matter is told: its names, the clue, what was done and harmed, the evidence, the law."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ecoclaim.forms import day, sentences, wording
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
    return (wording.bracketed(name, notes) if notes else name) if name else notes or None


# What the sentence of the facts is made of, in its order.
_TOLD = (
    ("time", Label("违法行为的时间", "time of the act")),
    ("place", Label("违法行为的地点", "place of the act")),
    ("conduct", Label("违法行为", "the act")),
    ("harm", Label("危害后果", "harm")),
)


# How a conduct begins that says what somebody did; what begins otherwise says what happened: 储油罐底板腐蚀穿孔.
_ACT = re.compile(
    "将|把|未|向|越|超|私|偷|毁|挖|捕|采|夜间|委托|转运|非法|违法|违规|擅自|直接|倾倒|排放|堆放|弃置|开采|占用|砍伐|焚烧|填埋"
    "|处置|利用|通过|经由|破坏"
)


def summary(subject: Subject) -> object:
    """Tell in one sentence when who did what where, and with what harm."""
    known = subject.file.incident
    for field, label in _TOLD:
        if not wording.clause(getattr(known, field)):
            return Lack(f"incident.{field}", label)
    names = wording.listed(party.name for key in subject.known if (party := subject.file.obligor(key)))
    spot, _comma, more = (wording.clause(known.place) or "").removeprefix("在").partition("，")
    place = wording.bracketed(spot, more) if more else spot
    time, conduct = wording.clause(known.time), wording.clause(known.conduct) or ""
    harm = (wording.clause(known.harm) or "").removeprefix("造成")
    if names and conduct.startswith("在"):
        return f"{time}，{names}{wording.bracketed(conduct, place)}，造成{harm}"
    if names and _ACT.match(conduct):
        return f"{time}，{names}在{place}{conduct}，造成{harm}"
    return f"{time}，在{place}，{conduct}，造成{harm}，责任主体{f'为{names}' if names else '待查'}"


def appraisals(subject: Subject) -> tuple[dict[str, object], ...]:
    """List what appraisers or the records say of the damage."""
    rows: list[dict[str, object]] = []
    bodies = list(subject.past.of("appraisal-commissioned"))
    for event in subject.past.of("appraisal-delivered"):
        order = next((one for one in reversed(bodies) if one.date <= event.date), None)
        said = wording.clause(event.text("conclusion"))
        label = Label("鉴定评估意见", "the appraiser's conclusion")
        if said is None:
            rows.append({"意见": Lack("events.appraisal-delivered.conclusion", label, APPRAISER)})
        else:
            rows.append({"意见": f"{_appraised(order, event.text('report_no'))}认定，{said}"})
    return tuple(rows)


# What the damage is found by, by the route of the appraisal.
_OPINIONS = {"institution": "鉴定评估报告", "expert": "专家意见", "records": "综合认定意见"}


def _appraised(order: Event | None, number: str | None) -> str:
    """Say whose opinion it is, what kind of one, and its number."""
    experts = order.values.get("experts") if order else None
    body = (order.text("body") if order else None) or (wording.listed(experts) if isinstance(experts, tuple) else "")
    kind = _OPINIONS.get((order.text("route") if order else None) or "institution", "鉴定评估报告")
    opinion = f"{body}出具的{kind}" if body else kind
    return wording.bracketed(opinion, number) if number else opinion


def evidence(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the evidence of the document's day and obligors; only what the form's own texts name, where they do."""
    said = subject.own_texts("evidence")
    numbers = tuple(int(one) for one in said if one.strip().isdecimal())
    return sentences.items((_named(one) for one in day.evidence(subject, numbers)), "名称")


def _named(one: Evidence) -> object:
    if not one.name:
        return Lack(f"evidence.{one.no}.name", Label("证据名称", "name of the evidence"))
    return wording.bracketed(one.name, f"{one.pages}页") if one.pages else one.name


def laws(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the articles the case rests on, as far as they were law on the document's day."""
    return sentences.items(day.laws(subject), "条文")


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
    "evidence-chosen": evidence,
    "facts-by-then": day.facts,
    "laws": laws,
    "extent-if-restorable": extent_if_restorable,
}
