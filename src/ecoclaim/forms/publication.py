"""What the public is told of a case (XPCC art. 17): a few named fields, persons masked, nothing else.

Alone knows which fields those are. Each part keeps the place it was taken from, so that what a free text should not
say can be shown to whoever decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ecoclaim.forms import wording
from ecoclaim.forms.masks import masks
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import total
from ecoclaim.model.events import Event

What = Literal["consultation", "restoration"]
TITLES: Mapping[str, str] = {
    "consultation": "生态环境损害赔偿磋商结果公告",
    "restoration": "生态环境损害修复结果公告",
}
# How the incident is told: each field with the words before it, those that it may begin with itself, what follows.
_INCIDENT: Mapping[str, tuple[str, str, str]] = {
    "time": ("", "", "，"),
    "place": ("在", "在", ""),
    "conduct": ("发生下列行为：", "", "，"),
    "harm": ("造成", "造成", "，"),
}
# What the public is told of each event of a consultation, by its scope where that matters.
_CONSULTED: Mapping[tuple[str, str], str] = {
    ("agreement-signed", ""): "{day}，与{whom}签订生态环境损害赔偿协议。",
    ("agreement-signed", "part"): "{day}，与{whom}就部分事项签订生态环境损害赔偿协议。",
    ("confirmation-granted", ""): "{day}，人民法院裁定确认与{whom}达成的赔偿协议有效。",
    ("confirmation-refused", ""): "{day}，人民法院裁定驳回对与{whom}达成的赔偿协议的司法确认申请。",
    ("reconsultation-started", ""): "{day}，与{whom}重新磋商。",
    ("agreement-ended", ""): "{day}，与{whom}签订的赔偿协议终止。",
    ("consultation-failed", ""): "{day}，与{whom}磋商未达成一致。",
    ("consultation-failed", "remainder"): "{day}，与{whom}就其余事项磋商未达成一致。",
    ("lawsuit-filed", ""): "{day}，对{whom}依法提起诉讼。",
}
_EVALUATED = {"passed": "通过修复效果评估。", "failed": "未通过修复效果评估。", "exempt": "依规定免予修复效果评估。"}
_RESTORED = {
    "soil_m3": "土壤{n}立方米",
    "forest_m2": "林地{n}平方米",
    "farmland_m2": "农田{n}平方米",
    "surface_water_m3": "地表水{n}立方米",
    "groundwater_m3": "地下水{n}立方米",
    "wetland_m2": "湿地{n}平方米",
    "solid_waste_t": "清理固体废物{n}吨",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paragraph: what is printed before its text and after it, and where the text stands.

    A piece that does not `begin` a paragraph goes on with that of the piece before.
    """

    before: str
    text: str
    after: str = ""
    file: str = "case.yaml"
    loc: tuple[str | int, ...] = ()
    begins: bool = False

    @property
    def line(self) -> str:
        """The piece as it is printed."""
        return self.before + self.text + self.after


@dataclass(frozen=True, slots=True)
class Publication:
    """A text for the public: its title, its paragraphs, who publishes it, and which names were masked."""

    what: What
    title: str
    parts: tuple[Part, ...]
    department: str
    masked: Mapping[str, str]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs as they are printed."""
        found: list[str] = []
        for part in self.parts:
            if part.begins or not found:
                found.append(part.line)
            else:
                found[-1] += part.line
        return tuple(found)

    def text(self) -> str:
        """Write it plain, a line a paragraph."""
        return "\n".join([self.title, "", *self.paragraphs, "", self.department]) + "\n"

    def facts(self) -> dict[str, object]:
        """Give what its Word template prints."""
        return {"标题": self.title, "段落": self.paragraphs, "部门": self.department}


def whats(subject: Subject) -> tuple[What, ...]:
    """Tell which results a case has to publish, the latest first."""
    done: list[What] = []
    if subject.past.first("evaluation-concluded"):
        done.append("restoration")
    if subject.past.first("agreement-signed", "consultation-failed"):
        done.append("consultation")
    return tuple(done)


def publication(public: Subject, whole: Subject, what: What) -> Publication:
    """Write what the public may read of a case.

    `public` is the case without its private file, from which alone anything is taken; `whole` is the case with it,
    whose names are masked wherever they stand.
    """
    hidden = masks(whole.file, whole.past.events, whole.office)
    said = public.file.texts.get("publication", {}).get(what)
    parts = _by_hand(said, what) if said else _told(public, what)
    shown: list[Part] = []
    seen: set[str] = set()
    for part in parts:
        text, names = hidden.masked(part.text)
        seen |= names
        if text:
            shown.append(replace(part, text=text))
    there = {name: mask for name, mask in hidden.names.items() if name in seen}
    return Publication(what, TITLES[what], tuple(shown), public.office.department.name or "", there)


def kinds_open(subject: Subject) -> tuple[str, ...]:
    """List the obligors of whom nobody said whether they are organizations or persons, by key."""
    return tuple(one.key for one in subject.file.obligors if one.kind is None)


def _by_hand(said: str | tuple[str, ...], what: What) -> list[Part]:
    lines = said if isinstance(said, tuple) else said.splitlines()
    loc = ("texts", "publication", what)
    return [Part("", line.strip(), loc=loc, begins=True) for line in lines if line.strip()]


def _told(subject: Subject, what: What) -> list[Part]:
    told = _consultation(subject) if what == "consultation" else _restoration(subject)
    return [*_begun(_matter(subject)), *_begun(told), Part("", "特此公告。", begins=True)]


def _begun(parts: Iterable[Part]) -> Iterator[Part]:
    """Begin a paragraph with the first of some pieces."""
    for number, part in enumerate(parts):
        yield replace(part, begins=number == 0 or part.begins)


def _matter(subject: Subject) -> Iterator[Part]:
    """Tell which case it is, about whom, and what was done and harmed."""
    file, incident = subject.file, subject.file.incident
    name = "name" if file.name else "title"
    case = file.name or file.title
    yield Part("", case, "，" if case.endswith("案") else "一案，", loc=(name,))
    if subject.office.authority.name:
        yield Part("赔偿权利人为", subject.office.authority.name, "，", file="ecoclaim.yaml", loc=("authority", "name"))
    last = len(file.obligors) - 1
    for number, one in enumerate(file.obligors):
        kind = "（自然人）" if one.kind == "person" else ""
        end = "。" if number == last else "、"
        yield Part("赔偿义务人为" if number == 0 else "", one.name, kind + end, loc=("obligors", number, "name"))
    said = {field: wording.clause(getattr(incident, field)) for field in _INCIDENT}
    given = [field for field in _INCIDENT if said[field]]
    for field in given:
        before, lead, after = _INCIDENT[field]
        text = (said[field] or "").removeprefix(lead)
        yield Part(before, text, "。" if field == given[-1] else after, loc=("incident", field))


def _consultation(subject: Subject) -> Iterator[Part]:
    held = list(subject.past.of("meeting-held"))
    if held:
        yield _event(held[-1], f"自{wording.day(held[0].date)}起，双方共召开磋商会议{_meetings(held)}次。")
    for event in subject.past.events:
        told = _CONSULTED.get((event.name, event.said("scope") or "")) or _CONSULTED.get((event.name, ""))
        if told:
            part = _event(event, told.format(day=wording.day(event.date), whom=_named(subject, event)))
            yield replace(part, begins=event.name == "agreement-signed")
        if event.name == "agreement-signed":
            yield from _agreed(subject, event.number("agreement"))


def _agreed(subject: Subject, number: int | None) -> Iterator[Part]:
    for position, one in enumerate(subject.file.agreements):
        if number is not None and one.no != number:
            continue
        at = ("agreements", position)
        amount = total(item.amount for item in one.items)
        told = [Part("约定赔偿金额为", f"{wording.yuan(amount)}元", loc=(*at, "items"))] if amount else []
        for before, field in (("承担方式为：", "manner"), ("具体要求为：", "requirements")):
            text = wording.clause(getattr(one, field))
            told += [Part(before, text, loc=(*at, field))] if text else []
        for part in told:
            yield replace(part, after="。" if part is told[-1] else "；")


def _restoration(subject: Subject) -> Iterator[Part]:
    for event in subject.past.of("restoration-finished", "evaluation-concluded"):
        day = wording.day(event.date)
        if event.name == "restoration-finished":
            yield _event(event, f"{day}，{_named(subject, event)}完成生态环境修复。")
            continue
        told = _EVALUATED.get(event.said("result") or "", "修复效果评估结论已作出。")
        by = f"经{event.text('body')}评估，" if event.text("body") else ""
        yield _event(event, f"{day}，{by}{told}")
    amounts = subject.file.restored.model_dump()
    done = [text.format(n=f"{amounts[key]:f}") for key, text in _RESTORED.items() if amounts[key]]
    if done:
        yield Part("共修复", wording.listed(done), "。", loc=("restored",))
    paid = total(event.amount("amount") for event in subject.past.of("payment-made"))
    if paid:
        yield Part("已缴纳赔偿金", f"{wording.yuan(paid)}元", "。", loc=("obligations",))


def _meetings(held: Sequence[Event]) -> int:
    return len({event.number("meeting") or event.position for event in held})


def _named(subject: Subject, event: Event) -> str:
    return wording.listed(one.name for one in subject.file.obligors if one.key in event.obligors) or "赔偿义务人"


def _event(event: Event, text: str) -> Part:
    return Part("", text, file="events.yaml", loc=(event.position,))
