"""What the public is told of a case (XPCC art. 17): a few named fields, persons masked, nothing else.

Alone knows which fields those are. Each part keeps the place it was taken from, so that what a free text should not
say can be shown to whoever decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """One paragraph for the public: what is printed before the text and after it, and where the text stands."""

    before: str
    text: str
    after: str = ""
    file: str = "case.yaml"
    loc: tuple[str | int, ...] = ()

    @property
    def line(self) -> str:
        """The paragraph as it is printed."""
        return self.before + self.text + self.after


@dataclass(frozen=True, slots=True)
class Publication:
    """A text for the public: its title, its paragraphs, who publishes it, and which names were masked."""

    what: What
    title: str
    parts: tuple[Part, ...]
    department: str
    masked: Mapping[str, str]

    def text(self) -> str:
        """Write it plain, a line a paragraph."""
        return "\n".join([self.title, "", *(part.line for part in self.parts), "", self.department]) + "\n"

    def facts(self) -> dict[str, object]:
        """Give what its Word template prints."""
        return {"标题": self.title, "段落": tuple(part.line for part in self.parts), "部门": self.department}


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
            shown.append(Part(part.before, text, part.after, part.file, part.loc))
    there = {name: mask for name, mask in hidden.names.items() if name in seen}
    return Publication(what, TITLES[what], tuple(shown), public.office.department.name or "", there)


def kinds_open(subject: Subject) -> tuple[str, ...]:
    """List the obligors of whom nobody said whether they are organizations or persons, by key."""
    return tuple(one.key for one in subject.file.obligors if one.kind is None)


def _by_hand(said: str | tuple[str, ...], what: What) -> list[Part]:
    lines = said if isinstance(said, tuple) else said.splitlines()
    return [Part("", line.strip(), loc=("texts", "publication", what)) for line in lines if line.strip()]


def _told(subject: Subject, what: What) -> list[Part]:
    return [
        *_matter(subject),
        *(_consultation(subject) if what == "consultation" else _restoration(subject)),
        Part("", "特此公告。"),
    ]


def _matter(subject: Subject) -> Iterator[Part]:
    """Tell which case it is, about whom, and what was done and harmed."""
    file, incident = subject.file, subject.file.incident
    name = "name" if file.name else "title"
    yield Part("案件名称：", file.name or file.title, loc=(name,))
    if subject.office.authority.name:
        yield Part("赔偿权利人：", subject.office.authority.name, file="ecoclaim.yaml", loc=("authority", "name"))
    for number, one in enumerate(file.obligors):
        kind = "（自然人）" if one.kind == "person" else ""
        yield Part("赔偿义务人：", one.name, kind, loc=("obligors", number, "name"))
    for label, field in (("行为时间", "time"), ("行为地点", "place"), ("损害行为", "conduct"), ("损害后果", "harm")):
        text = wording.clause(getattr(incident, field))
        if text:
            yield Part(f"{label}：", text, "。", loc=("incident", field))


def _consultation(subject: Subject) -> Iterator[Part]:
    held = list(subject.past.of("meeting-held"))
    if held:
        yield _event("磋商情况：", held[-1], f"自{wording.day(held[0].date)}起共召开磋商会议{_meetings(held)}次。")
    for event in subject.past.events:
        whom, day = _named(subject, event), wording.day(event.date)
        match event.name:
            case "agreement-signed":
                part = "就部分事项" if event.said("scope") == "part" else ""
                yield _event("", event, f"{day}，与{whom}{part}签订生态环境损害赔偿协议。")
                yield from _agreed(subject, event.number("agreement"))
            case "confirmation-granted":
                yield _event("", event, f"{day}，人民法院裁定确认与{whom}达成的赔偿协议有效。")
            case "consultation-failed":
                rest = "就其余事项" if event.said("scope") == "remainder" else ""
                yield _event("", event, f"与{whom}{rest}磋商未达成一致。")
            case "lawsuit-filed":
                yield _event("", event, f"{day}，对{whom}依法提起诉讼。")


def _agreed(subject: Subject, number: int | None) -> Iterator[Part]:
    for position, one in enumerate(subject.file.agreements):
        if number is not None and one.no != number:
            continue
        whole = total(item.amount for item in one.items)
        if whole:
            yield Part("赔偿金额：", f"{wording.yuan(whole)}元。", loc=("agreements", position, "items"))
        for label, field in (("承担方式", "manner"), ("具体要求", "requirements")):
            text = wording.clause(getattr(one, field))
            if text:
                yield Part(f"{label}：", text, "。", loc=("agreements", position, field))


def _restoration(subject: Subject) -> Iterator[Part]:
    for event in subject.past.of("restoration-finished", "evaluation-concluded"):
        day = wording.day(event.date)
        if event.name == "restoration-finished":
            yield _event("", event, f"{day}，{_named(subject, event)}完成生态环境修复。")
            continue
        told = _EVALUATED.get(event.said("result") or "", "修复效果评估结论已作出。")
        by = f"经{event.text('body')}评估，" if event.text("body") else ""
        yield _event("", event, f"{day}，{by}{told}")
    amounts = subject.file.restored.model_dump()
    done = [text.format(n=f"{amounts[key]:f}") for key, text in _RESTORED.items() if amounts[key]]
    if done:
        yield Part("修复数量：", wording.listed(done), "。", loc=("restored",))
    paid = total(event.amount("amount") for event in subject.past.of("payment-made"))
    if paid:
        yield Part("已缴纳赔偿金：", f"{wording.yuan(paid)}元。", loc=("obligations",))


def _meetings(held: Sequence[Event]) -> int:
    return len({event.number("meeting") or event.position for event in held})


def _named(subject: Subject, event: Event) -> str:
    return wording.listed(one.name for one in subject.file.obligors if one.key in event.obligors) or "赔偿义务人"


def _event(before: str, event: Event, text: str) -> Part:
    return Part(before, text, file="events.yaml", loc=(event.position,))
