"""The blanks that name people and offices: the obligors, the department, agents and team members."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ecoclaim.forms import wording
from ecoclaim.forms.blank import OBLIGOR, OFFICE, Blank, Lack, filled
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Attendee, Member, Obligor, Representative
from ecoclaim.model.office import Department
from ecoclaim.words import Label

ADDRESS = Label("地址（住址）", "address")
PHONE = Label("联系方式", "telephone")
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


NAMED = Blank("当事人", Label("赔偿义务人", "the obligor"), "obligors", lambda s: party(s))


def parties(subject: Subject, more: Callable[[Subject], Iterable[Blank]]) -> tuple[dict[str, object], ...] | Lack:
    """Fill the blanks of every obligor the document names, numbered where there are several."""
    rows = [party(one, *more(one)) for one in (subject.of(key) for key in subject.parties)]
    if not rows:
        return Lack("obligors", Label("赔偿义务人", "the obligors"))
    for number, row in enumerate(rows, 1):
        row["序"] = wording.ordinal(number) if len(rows) > 1 else ""
    return tuple(rows)


def short_name(name: str | None) -> str | None:
    """Take 我 from what an office calls itself: the form prints it."""
    return name.removeprefix("我") if name else None


def _office(get: Callable[[Department], object]) -> Callable[[Subject], object]:
    return lambda s: get(s.office.department)


DEPARTMENT = Blank(
    "部门",
    Label("赔偿权利人指定的部门或机构", "the department"),
    "ecoclaim.department.name",
    _office(lambda d: d.name),
    OFFICE,
)
AUTHORITY = Blank(
    "权利人",
    Label("赔偿权利人", "the right-holder"),
    "ecoclaim.authority.name",
    lambda s: s.office.authority.name,
    OFFICE,
)
DEPARTMENT_CODE = Blank(
    "部门信用代码",
    Label("统一社会信用代码（申请人）", "the department's credit code"),
    "ecoclaim.department.credit_code",
    _office(lambda d: d.credit_code),
    OFFICE,
)
DEPARTMENT_HEAD = Blank(
    "部门代表人",
    Label("法定代表人（申请人）", "the head of the department"),
    "ecoclaim.department.representative.name",
    _office(lambda d: d.representative.name if d.representative else None),
    OFFICE,
)
DEPARTMENT_ADDRESS = Blank(
    "部门地址",
    Label("地址（申请人）", "the department's address"),
    "ecoclaim.department.address",
    _office(lambda d: d.address),
    OFFICE,
)
DEPARTMENT_PHONE = Blank(
    "电话",
    Label("联系电话", "the department's telephone"),
    "ecoclaim.department.phone",
    _office(lambda d: d.phone),
    OFFICE,
)
CONTACT = Blank(
    "联系人", Label("联系人", "contact"), "ecoclaim.department.contact", _office(lambda d: d.contact), OFFICE
)
FAX = Blank("传真", Label("传真", "fax"), "ecoclaim.department.fax", _office(lambda d: d.fax), OFFICE, optional=True)
POSTCODE = Blank(
    "邮编", Label("邮编", "postcode"), "ecoclaim.department.postcode", _office(lambda d: d.postcode), OFFICE
)
# Who signs towards the obligor: the right-holder itself or the department it has designated.
SIGNATORY = Blank(
    "告知人",
    Label("告知人", "the notifier"),
    "ecoclaim.department.name",
    lambda s: s.office.authority.name if s.file.signatory == "authority" else s.office.department.name,
    OFFICE,
)
SELF = Blank(
    "告知人自称",
    Label("告知人简称", "what the office calls itself"),
    "ecoclaim.department.short_name",
    _office(lambda d: short_name(d.short_name)),
    OFFICE,
)


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
        rows.append({"姓名": name, "单位": office or wording.NONE, "职务": one.post or wording.NONE})
    return tuple(rows) or ({"姓名": "无", "单位": "", "职务": ""},)
