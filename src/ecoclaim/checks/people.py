"""What a case and its office know of persons: names, numbers, addresses; and who of them acts in office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ecoclaim.checks.known import Datum, squeezed
from ecoclaim.checks.surnames import COMMON
from ecoclaim.model.case import Attendee, CaseFile
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office

_OFFICES = tuple("局府院委办长任科师团站所队部处室厂场园矿会镇乡村县市区社校心司街")
_NO_NAMES = frozenset(
    (
        "高院",
        "林场",
        "石场",
        "牛场",
        "马场",
        "金矿",
        "安办",
        "法院",
        "检察院",
        "群众",
        "网民",
        "匿名",
        "村民",
        "居民",
        "市民",
    )
)
_BY_OFFICIALS = ("by", "staff", "proposed_by", "unit_by", "approved_by", "handed_by", "decided_by")
_BY_OTHERS = ("agent", "refused_by", "experts", "sender")
_OF_THE_DEPARTMENT = ("department",)


def persons_of(file: CaseFile, events: Iterable[Event], office: Office) -> Iterator[Datum]:
    """List the names of persons, those of the other side and of third persons first, then who acts in office."""
    yield from _others(file, events)
    yield from _officials(file, events, office)


def data_of_persons(file: CaseFile, office: Office) -> Iterator[Datum]:
    """List what a case and the office's settings know of persons, but for names."""
    for one in file.obligors:
        at = f"obligors.{one.key}"
        person = one.nature != "organization"
        yield from _data(at, one, ("id_number", "phone", *(("address",) if person else ())))
        if one.representative is not None:
            # Where the head of an organization gives its own address, that is nobody's home.
            own = person or squeezed(one.representative.address or "") != squeezed(one.address or "")
            fields = ("phone", "address") if own else ("phone",)
            yield from _data(f"{at}.representative", one.representative, fields)
        for number, agent in enumerate(one.agents, 1):
            yield from _data(f"{at}.agents.{number}", agent, ("id_number", "phone"))
    for number, agent in enumerate(office.department.agents, 1):
        yield from _data(f"ecoclaim.department.agents.{number}", agent, ("id_number", "phone"))


def firms_of(file: CaseFile, events: Iterable[Event], office: Office) -> Iterator[str]:
    """List the names of organizations, in which a person's name is no person's."""
    yield from (one.name for one in file.obligors if one.nature == "organization")
    yield from filter(None, (office.authority.name, office.department.name, office.court, office.coordinator))
    yield from file.departments
    yield from (body for event in events if (body := event.text("body")))


def _data(at: str, holder: object, fields: Iterable[str]) -> Iterator[Datum]:
    kinds = {"id_number": "id-number", "phone": "phone", "address": "home"}
    for field in fields:
        text = getattr(holder, field, None)
        if text:
            yield Datum(kinds[field], text, f"{at}.{field}")


def _others(file: CaseFile, events: Iterable[Event]) -> Iterator[Datum]:
    for one in file.obligors:
        at = f"obligors.{one.key}"
        if one.nature != "organization":
            yield from _named((one.name, one.short_name), f"{at}.name")
        if one.representative is not None:
            yield from _named((one.representative.name,), f"{at}.representative.name")
        for number, agent in enumerate(one.agents, 1):
            yield from _named((agent.name,), f"{at}.agents.{number}.name")
    yield from _named((one.name for one in file.team.invited), "team.invited")
    for meeting in file.meetings:
        at = f"meetings.{meeting.no}"
        yield from _named((one.name for one in meeting.attendees if not _in_office(one)), f"{at}.attendees")
        yield from _named(_listed((meeting.unsigned.who,)) if meeting.unsigned else (), f"{at}.unsigned.who")
        yield from _named(_listed((meeting.recusal.raised_by,)) if meeting.recusal else (), f"{at}.recusal.raised_by")
    yield from _by(events, _BY_OTHERS, "name")


def _officials(file: CaseFile, events: Iterable[Event], office: Office) -> Iterator[Datum]:
    yield from _named(file.handlers, "handlers", "official")
    yield from _named(_listed(file.investigation.people), "investigation.people", "official")
    yield from _named((one.name for one in file.team.department), "team.department", "official")
    for meeting in file.meetings:
        at = f"meetings.{meeting.no}"
        yield from _named((meeting.chair, meeting.recorder), f"{at}.chair", "official")
        yield from _named((one.name for one in meeting.attendees if _in_office(one)), f"{at}.attendees", "official")
    yield from _named(_listed(one.taken_by for one in file.evidence), "evidence.taken_by", "official")
    department = office.department
    head = department.representative.name if department.representative else None
    agents = (one.name for one in department.agents)
    yield from _named((head, department.contact, *agents), "ecoclaim.department", "official")
    yield from _by(events, _BY_OFFICIALS, "official")


def _in_office(one: Attendee) -> bool:
    return one.side in _OF_THE_DEPARTMENT


def _named(names: Iterable[str | None], path: str, kind: str = "name") -> Iterator[Datum]:
    for name in names:
        if name and len(name) >= 2:
            yield Datum(kind, name, path)


def _by(events: Iterable[Event], fields: Sequence[str], kind: str) -> Iterator[Datum]:
    for event in events:
        for field in fields:
            value = event.values.get(field)
            texts = value if isinstance(value, tuple) else (value,)
            yield from _named(_listed(texts), f"events.{event.name}.{field}", kind)


def _listed(texts: Iterable[object]) -> Iterator[str]:
    """Give the names in fields that name offices and posts too (局长, 监测站), several in one where they are parted."""
    for text in texts:
        if not isinstance(text, str):
            continue
        for part in re.split(r"[、，,;；/和及\n]", re.sub(r"[（(][^）)]*[）)]", "、", text)):
            name = part.strip()
            if _is_name(name):
                yield name


def _is_name(text: str) -> bool:
    bare = "".join(text.split())
    if bare in _NO_NAMES or not bare:
        return False
    if any(sign in "·•・" for sign in bare):
        return len(bare) <= 30
    if bare.isascii():
        return bare.replace(".", "").replace("-", "").isalpha() and " " in text.strip()
    # 张会 and 李园 are names; 水务局 and 科长 are not.
    short = len(bare) in (2, 3) and bare[0] in COMMON and not bare.endswith(tuple("局府院委长任"))
    return 2 <= len(bare) <= 4 and (short or not bare.endswith(_OFFICES))
