"""How people and offices are named: the obligors, the department, agents and team members."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest

from ecoclaim.forms import sentences, wording
from ecoclaim.forms.blank import OBLIGOR, Blank, Lack, filled
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Attendee, Member
from ecoclaim.model.parties import Obligor, Representative
from ecoclaim.words import Label

ADDRESS = Label("地址（住址）", "address")
PHONE = Label("联系方式", "telephone")
# How many characters each slot of a person holds in one line of the minutes.
_SLOTS = {"姓名": 4, "单位": 11, "职务": 5}
KIND = Label("类别（单位或者自然人）", "kind (organization or person)")


def is_person(subject: Subject) -> bool:
    """Tell whether the document's obligor is a natural person."""
    return subject.party is not None and subject.party.nature == "person"


def _kind_open(subject: Subject) -> Lack:
    """Give what is missing where nobody said whether the obligor is an organization or a person."""
    return Lack(subject.path("obligors.{obligor}.kind"), KIND)


def _party(get: Callable[[Obligor], object]) -> Callable[[Subject], object]:
    return lambda s: get(s.party) if s.party else None


def _head(get: Callable[[Representative], object]) -> Callable[[Subject], object]:
    def value(subject: Subject) -> object:
        party = subject.party
        if party is None or party.nature == "person":
            return wording.NONE if party else None
        if party.nature is None:
            return _kind_open(subject)
        return get(party.representative) if party.representative else None

    return value


def number_blank(subject: Subject) -> Blank:
    """Give the blank of the obligor's number: a person has another than an organization."""
    if is_person(subject):
        label = Label("公民身份证号码", "identity number")
        return Blank("证号", label, "obligors.{obligor}.id_number", _party(lambda o: o.id_number), OBLIGOR)
    if subject.party is not None and subject.party.nature is None:
        return Blank("证号", KIND, "obligors.{obligor}.kind", _kind_open)
    label = Label("统一社会信用代码", "credit code")
    return Blank("证号", label, "obligors.{obligor}.credit_code", _party(lambda o: o.credit_code), OBLIGOR)


NAME = Blank("名称", Label("名称（姓名）", "name"), "obligors.{obligor}.name", _party(lambda o: o.name))
HOME = Blank("地址", ADDRESS, "obligors.{obligor}.address", _party(lambda o: o.address), OBLIGOR)
HEAD = Blank(
    "代表人",
    Label("法定代表人（负责人）", "legal representative"),
    "obligors.{obligor}.representative.name",
    _head(lambda r: r.name),
    OBLIGOR,
)
POST = Blank(
    "职务",
    Label("职务", "post"),
    "obligors.{obligor}.representative.post",
    _head(lambda r: r.post),
    OBLIGOR,
    optional=True,
)
TELEPHONE = Blank("电话", PHONE, "obligors.{obligor}.phone", _party(lambda o: o.phone), OBLIGOR)


def _none_where_known(subject: Subject) -> object:
    return wording.NONE if subject.party is None or subject.party.nature else _kind_open(subject)


OCCUPATION = Blank(
    "职业",
    Label("工作单位或职业", "employer or occupation"),
    "obligors.{obligor}.occupation",
    lambda s: s.party.occupation if is_person(s) and s.party else _none_where_known(s),
    OBLIGOR,
)
PERSON = (
    Blank("性别", Label("性别", "sex"), "obligors.{obligor}.sex", _party(lambda o: o.sex), OBLIGOR),
    Blank("出生", Label("出生日期", "day of birth"), "obligors.{obligor}.born", _party(lambda o: o.born), OBLIGOR),
    Blank("民族", Label("民族", "ethnicity"), "obligors.{obligor}.ethnicity", _party(lambda o: o.ethnicity), OBLIGOR),
)
HEAD_DETAILS = tuple(
    Blank(
        f"代表人{zh}",
        Label(f"法定代表人{zh}", f"representative's {en}"),
        f"obligors.{{obligor}}.representative.{key}",
        _head(get),
        OBLIGOR,
    )
    for zh, en, key, get in (
        ("性别", "sex", "sex", lambda r: r.sex),
        ("出生", "day of birth", "born", lambda r: r.born),
        ("民族", "ethnicity", "ethnicity", lambda r: r.ethnicity),
        ("地址", "address", "address", lambda r: r.address),
        ("电话", "telephone", "phone", lambda r: r.phone),
    )
)


def party(subject: Subject, *more: Blank) -> dict[str, object]:
    """Fill the blanks of the document's obligor: the name, and what else a form prints."""
    found = filled((NAME, *more), subject)
    person = is_person(subject)
    found["自然人"] = person
    found["证号名"] = "公民身份证号码" if person else "统一社会信用代码"
    if subject.party is not None and subject.party.nature is None:
        found["证号名"] = "公民身份证号码或者统一社会信用代码"
    return found


def registered(subject: Subject) -> tuple[Blank, ...]:
    """Give the blanks by which a register or letter tells who an obligor is."""
    return (number_blank(subject), HEAD, POST, HOME)


def personal(subject: Subject) -> tuple[Blank, ...]:
    """Give the blanks a court wants: a person's own details, or those of an organization's head."""
    return (*PERSON, HOME, TELEPHONE) if is_person(subject) else (HEAD, *HEAD_DETAILS)


def _applying(subject: Subject) -> tuple[Blank, ...]:
    return (number_blank(subject), HEAD, HOME, TELEPHONE, OCCUPATION)


def parties(subject: Subject, more: Callable[[Subject], Iterable[Blank]]) -> tuple[dict[str, object], ...] | Lack:
    """Fill the blanks of every obligor the document names, numbered where there are several."""
    rows = [party(one, *more(one)) for one in (subject.of(key) for key in subject.parties)]
    if not rows:
        return Lack("obligors", Label("赔偿义务人", "the obligors"))
    for number, row in enumerate(rows, 1):
        row["序"] = wording.ordinal(number) if len(rows) > 1 else ""
    return tuple(rows)


def signatory(subject: Subject) -> str | None:
    """Name who signs towards the obligor: the right-holder itself or the department it has designated."""
    office = subject.office
    return office.authority.name if subject.file.signatory == "authority" else office.department.name


def _own_name(subject: Subject) -> str:
    """Give what the one who signs calls itself: an office may say it, else its name tells."""
    name = subject.office.department.short_name
    by_department = subject.file.signatory == "department"
    return sentences.oneself(name if by_department and name else signatory(subject))


def _principal(subject: Subject) -> str | None:
    """Give what a principal calls itself; a person says only 我."""
    party = subject.party
    return None if party is None or is_person(subject) else sentences.oneself(party.short_name or party.name)


def _capacity(subject: Subject) -> str:
    return "赔偿权利人" if subject.file.signatory == "authority" else "赔偿权利人指定的部门"


def _agents(subject: Subject) -> str | None:
    agents = subject.office.department.agents
    return wording.listed("，".join(part for part in (one.name, one.organization, one.post) if part) for one in agents)


def _agents_phone(subject: Subject) -> str | None:
    department = subject.office.department
    return wording.listed(one.phone for one in department.agents) or department.phone


def members(people: Iterable[Member]) -> str:
    """Write team members in a line."""
    return wording.listed(wording.person(one.name, one.organization, one.post) for one in people)


def attendance(people: Iterable[Attendee], subject: Subject) -> tuple[dict[str, object], ...]:
    """Write attendees as rows of name, office and post; a group nobody came for says 无."""
    rows: list[dict[str, object]] = []
    for one in people:
        party = subject.file.obligor(one.obligor) if one.obligor else None
        office: object = one.organization
        if not office and party and party.nature != "person":
            office = party.name if party.nature else _kind_open(subject.of(party.key))
        name = one.name or Lack(subject.path("meetings.{meeting}.attendees"), Label("参会人员姓名", "attendee's name"))
        row: dict[str, object] = {"姓名": name, "单位": office or wording.NONE, "职务": one.post or wording.NONE}
        rows.append({**row, "长": any(_longer(row[slot], most) for slot, most in _SLOTS.items())})
    return tuple(rows) or ({"姓名": "无", "单位": "", "职务": "", "长": False},)


def _longer(value: object, most: int) -> bool:
    return isinstance(value, str) and len(value) > most


def signing(subject: Subject) -> tuple[dict[str, object], ...] | Lack:
    """Pair those who sign an agreement: the first obligor beside the department, the others two and two."""
    rows = parties(subject, lambda _one: ())
    if isinstance(rows, Lack):
        return rows
    first, rest = rows[0], rows[1:]
    nobody: dict[str, object] = {"名称": "", "自然人": False, "序": ""}
    pairs = [(nobody, first), *zip_longest(rest[::2], rest[1::2], fillvalue=nobody)]
    return tuple({"左": left, "右": right} for left, right in pairs)


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "obligor": party,
    "obligor-registered": lambda s: party(s, *registered(s)),
    "obligor-reachable": lambda s: party(s, HEAD, HOME, TELEPHONE),
    "obligor-personal": lambda s: party(s, *personal(s)),
    "obligors": lambda s: parties(s, lambda _one: ()),
    "obligors-registered": lambda s: parties(s, registered),
    "obligors-reachable": lambda s: parties(s, lambda _one: (HEAD, HOME)),
    "obligors-applying": lambda s: parties(s, _applying),
    "obligors-signing": signing,
    "obligors-personal": lambda s: parties(s, personal),
    "obligor-names": lambda s: s.names(),
    "principal-name": _principal,
    "principal-person": is_person,
    "signatory": signatory,
    "signatory-capacity": _capacity,
    "own-name": _own_name,
    "own-name-of-department": lambda s: sentences.oneself(s.office.department.short_name or s.office.department.name),
    "department-agents": _agents,
    "department-agents-phone": _agents_phone,
}
