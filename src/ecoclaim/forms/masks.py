"""The people of a case as the public may see them: 李某某 for a name, nothing of what else is known of them.

Follows the way courts publish (法释〔2016〕19号: the surname stays, 某 stands for the rest, equal ones are told apart).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ecoclaim.model.case import CaseFile, Obligor
from ecoclaim.model.events import Event
from ecoclaim.model.office import Office

_LONG_SURNAMES = re.findall(
    "..",
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容"
    "仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇令狐呼延拓跋百里东郭南门西门第五",
)
_APART = "甲乙丙丁戊己庚辛壬癸"
_OFFICES = tuple("局府院委办长任科师团站所队部处室厂场园矿会镇乡村县市区社校心司街")
_PERSONS = (
    *("by", "staff", "proposed_by", "unit_by", "approved_by", "handed_by", "decided_by"),
    *("agent", "refused_by", "experts", "sender"),
)


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing known of a person: the field it stands in, as `set` writes it, what kind of thing, and its text."""

    path: str
    kind: str
    text: str


def data_of_persons(file: CaseFile, office: Office) -> Iterator[Datum]:
    """List what a case and the office's settings know of persons, but for names."""
    for one in file.obligors:
        at = f"obligors.{one.key}"
        person = one.kind == "person"
        yield from _data(at, one, ("id_number", "phone", *(("address",) if person else ())))
        if one.representative is not None:
            yield from _data(f"{at}.representative", one.representative, ("phone", "address"))
        for number, agent in enumerate(one.agents, 1):
            yield from _data(f"{at}.agents.{number}", agent, ("id_number", "phone"))
    for number, agent in enumerate(office.department.agents, 1):
        yield from _data(f"ecoclaim.department.agents.{number}", agent, ("id_number", "phone"))


def _data(at: str, holder: object, fields: Iterable[str]) -> Iterator[Datum]:
    kinds = {"id_number": "id-number", "phone": "phone", "address": "home"}
    for field in fields:
        text = getattr(holder, field, None)
        if text:
            yield Datum(f"{at}.{field}", kinds[field], text)


def withheld(file: CaseFile) -> Iterator[str]:
    """List the fields about persons that a case holds and no text for the public gives, as `set` writes them."""
    for one in file.obligors:
        at = f"obligors.{one.key}"
        yield from (f"{at}.{name}" for name in _known(one))
        if one.representative is not None:
            yield from (f"{at}.representative.{name}" for name in _given(one.representative.model_dump()))
        if one.agents:
            yield f"{at}.agents"
    yield from (name for name, there in (("handlers", file.handlers), ("team", file.team.department)) if there)
    yield from (f"meetings.{one.no}.attendees" for one in file.meetings if one.attendees)


def _known(one: Obligor) -> Iterator[str]:
    own = ("credit_code", "phone", "address") if one.kind == "organization" else ("id_number", "phone", "address")
    more = ("sex", "born", "ethnicity", "occupation")
    yield from (name for name in (*own, *more) if getattr(one, name))


def _given(fields: Mapping[str, object]) -> list[str]:
    return [name for name, value in fields.items() if value]


def masks(file: CaseFile, events: Iterable[Event], office: Office) -> dict[str, str]:
    """Give for each person's name what the public reads in its place; the longest names first."""
    obligors = [one.name for one in file.obligors if one.kind == "person"]
    names = dict.fromkeys((*obligors, *_others(file, events, office)))
    firms = {one.name for one in file.obligors if one.kind == "organization"}
    found: dict[str, str] = {}
    for name in names:
        if len(name) < 2 or "某" in name or name in firms or len(name) > 12:
            continue
        found[name] = _apart(mask(name), found.values())
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


def _apart(masked: str, taken: Iterable[str]) -> str:
    known = set(taken)
    choices = (masked, *(f"{masked}{sign}" for sign in _APART), *(f"{masked}{number}" for number in range(11, 1000)))
    return next(one for one in choices if one not in known)


def mask(name: str) -> str:
    """Write a person's name for the public: 李某某, 欧阳某某; the first sign of a name of another kind."""
    if len(name) < 2 or "某" in name:
        return name if "某" in name else "某"
    surname = next((one for one in _LONG_SURNAMES if name.startswith(one) and len(name) > len(one)), name[0])
    return surname + ("某" if len(name) - len(surname) == 1 else "某某")


def _others(file: CaseFile, events: Iterable[Event], office: Office) -> Iterator[str]:
    for one in file.obligors:
        yield from filter(None, (one.representative.name if one.representative else None,))
        yield from (agent.name for agent in one.agents if agent.name)
    yield from file.handlers
    yield from file.investigation.people
    yield from (one.name for one in (*file.team.department, *file.team.invited) if one.name)
    for meeting in file.meetings:
        yield from filter(None, (meeting.chair, meeting.recorder))
        yield from (one.name for one in meeting.attendees if one.name)
    yield from (name for one in file.evidence for name in _persons(one.taken_by))
    department = office.department
    head = department.representative.name if department.representative else None
    yield from filter(None, (head, department.contact, *(one.name for one in department.agents)))
    for event in events:
        for field in _PERSONS:
            yield from _names(event, field)


def _names(event: Event, field: str) -> Iterator[str]:
    value = event.values.get(field)
    for one in value if isinstance(value, tuple) else (value,):
        yield from _persons(one)


def _persons(name: object) -> Iterator[str]:
    """Give a name where it is a person's: these fields name offices and posts too (局长, 监测站)."""
    if isinstance(name, str) and 2 <= len(name) <= 4 and not name.endswith(_OFFICES):
        yield name
