"""The blanks of the application to enforce: the title, the rounds that led to it, what was not performed."""

from __future__ import annotations

from collections.abc import Callable

from ecoclaim.forms import wording
from ecoclaim.forms.agreed import loss_head
from ecoclaim.forms.blank import OFFICE, Blank, Lack
from ecoclaim.forms.parties import (
    DEPARTMENT,
    DEPARTMENT_ADDRESS,
    DEPARTMENT_HEAD,
    DEPARTMENT_PHONE,
    HEAD,
    HOME,
    TELEPHONE,
    party,
    personal,
)
from ecoclaim.forms.registers import said
from ecoclaim.forms.story import CASE_SHORT, SUMMARY, TOPIC
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.procedure import Owed, owed, uses
from ecoclaim.words import Label

_TITLES = {"judgment": "民事判决书", "mediation": "民事调解书", "ruling": "民事裁定书"}


def title(subject: Subject) -> Event | None:
    """Give the ruling or judgment that can be enforced against the obligor."""
    return subject.last("confirmation-granted") or subject.last("judgment-effective")


def _judged(subject: Subject) -> bool:
    event = title(subject)
    return event is not None and event.name == "judgment-effective"


def _title_no(subject: Subject) -> str | None:
    event = title(subject)
    return (event.text("ruling_no") or event.text("judgment_no")) if event else None


def _title_name(subject: Subject) -> str:
    event = title(subject)
    return _TITLES.get((event.text("kind") if event else None) or "ruling", "民事裁定书")


def _court(subject: Subject) -> str | None:
    """Name the court that gave the title: where confirmation or judgment was sought."""
    asked = "lawsuit-filed" if _judged(subject) else "confirmation-applied"
    agreement = subject.agreement
    return said(subject.last(asked), "court") or (agreement.court if agreement else None) or subject.office.court


def _day(event: str) -> Callable[[Subject], object]:
    return lambda s: found.date if (found := s.first(event)) else None


def _last(event: str) -> Callable[[Subject], object]:
    return lambda s: found.date if (found := s.last(event)) else None


def _rounds(subject: Subject) -> int | None:
    cap = subject.pack.cap("consultation-meetings")
    if cap is None or subject.obligor is None:
        return None
    return len(uses(subject.past, cap, subject.obligor)) or None


def unmet(subject: Subject) -> tuple[Owed, ...]:
    """List what the obligor still owes; only what was found in default, where a default was recorded."""
    found = {one.number("obligation") for one in subject.every("default-found")} - {None}
    open_ = [one for one in owed(subject.past) if one.obligor == subject.obligor and one.met_on is None]
    return tuple(one for one in open_ if not found or one.no in found)


def _undone(payment: str, restoration: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        kinds = {one.what == "payment" for one in unmet(subject)}
        return wording.listed([payment if True in kinds else "", restoration if False in kinds else ""]) or None

    return get


def _demands(subject: Subject) -> tuple[dict[str, object], ...]:
    said_by_hand = subject.text("enforcement-application", "demands")
    if said_by_hand:
        lines = [line for line in said_by_hand.splitlines() if line.strip()]
        return tuple({"序": number, "内容": wording.clause(line)} for number, line in enumerate(lines, 1))
    return tuple({"序": number, "内容": _demand(subject, one)} for number, one in enumerate(unmet(subject), 1))


def _demand(subject: Subject, one: Owed) -> object:
    obligation = subject.file.obligation(one.no)
    head = loss_head(subject, obligation.head if obligation else None)
    if one.what != "payment":
        work = "替代修复" if one.what == "substitute" else "生态环境修复"
        cost = f"；逾期不履行的，承担修复费用人民币{wording.yuan(one.amount)}元" if one.amount else ""
        return f"强制被申请人履行{work}义务{cost}"
    if one.amount is None:
        return Lack(f"obligations.{one.no}.amount", Label("缴纳金额", "amount to pay"))
    rest = one.amount - one.paid
    return f"强制被申请人缴纳{head}人民币{wording.yuan(rest)}元（大写：{wording.capitals(rest)}）"


def _agents(subject: Subject) -> str | None:
    agents = subject.office.department.agents
    return wording.listed("，".join(part for part in (one.name, one.organization, one.post) if part) for one in agents)


def _agent_phone(subject: Subject) -> str | None:
    department = subject.office.department
    return wording.listed(one.phone for one in department.agents) or department.phone


ENFORCEMENT = (
    DEPARTMENT,
    DEPARTMENT_HEAD,
    Blank(
        "确认法院", Label("出具文书的人民法院", "the court of the title"), "events.confirmation-applied.court", _court
    ),
    Blank("依判决", Label("是否依判决", "by judgment"), "events.judgment-effective", _judged),
    Blank(
        "执行法院",
        Label("申请执行的人民法院", "court to enforce"),
        "events.enforcement-applied.court",
        lambda s: said(s.last("enforcement-applied"), "court") or _court(s),
    ),
    Blank(
        "申请日期",
        Label("申请日期", "day of the application"),
        "events.enforcement-applied",
        lambda s: wording.day(event.date if (event := s.last("enforcement-applied")) else None),
        ink=True,
    ),
)


def _agreement_name(subject: Subject) -> str | None:
    return subject.agreement.title if subject.agreement else None


def _only_if_confirmed(blank: Blank) -> Blank:
    """Want a blank only where the title is a confirmation: the other wording does not print it."""
    return Blank(
        blank.name,
        blank.label,
        blank.field,
        lambda s: False if _judged(s) and blank.get(s) is None else blank.get(s),
        blank.who,
    )


ENFORCEMENT_ZHANGYE = (
    *ENFORCEMENT,
    DEPARTMENT_ADDRESS,
    DEPARTMENT_PHONE,
    Blank("部门代理人", Label("委托代理人", "the department's agent"), "ecoclaim.department.agents", _agents, OFFICE,
          optional=True),
    Blank("代理人电话", Label("联系方式", "telephone"), "ecoclaim.department.phone", _agent_phone, OFFICE),
    Blank("当事人", Label("被申请人", "the obligor"), "obligors", lambda s: party(s, HEAD, HOME, TELEPHONE)),
    TOPIC,
    SUMMARY,
    Blank("调查日期", Label("开展调查的日期", "day the investigation started"), "events.investigation-started",
          _day("investigation-started")),
    *(
        _only_if_confirmed(one)
        for one in (
            Blank("通知日期", Label("通知磋商的日期", "day notified"), "events.notice-served", _day("notice-served")),
            Blank("磋商起", Label("磋商起日", "first meeting"), "events.meeting-held", _day("meeting-held")),
            Blank("磋商止", Label("磋商止日", "last meeting"), "events.meeting-held", _last("meeting-held")),
            Blank("轮次", Label("磋商轮数", "number of rounds"), "events.meeting-held", _rounds),
            Blank("协议名称", Label("协议名称", "agreement"), "agreements.{agreement}.title", _agreement_name),
            Blank("确认申请日期", Label("申请司法确认的日期", "day confirmation was sought"),
                  "events.confirmation-applied", _last("confirmation-applied")),
        )
    ),
    Blank("起诉日期", Label("起诉日期", "day of the suit"), "events.lawsuit-filed",
          lambda s: _last("lawsuit-filed")(s) if _judged(s) else False),
    Blank("文书号", Label("司法确认文书号", "number of the title"), "events.confirmation-granted.ruling_no", _title_no),
    Blank("未履行", Label("赔偿（开展修复）", "what was not done"), "obligations", _undone("赔偿", "开展修复")),
    Blank("未履行义务", Label("赔偿（修复）", "the duty not done"), "obligations", _undone("赔偿", "修复")),
)  # fmt: skip

ENFORCEMENT_XPCC = (
    *ENFORCEMENT,
    Blank("当事人", Label("赔偿义务人", "the obligor"), "obligors", lambda s: party(s, *personal(s))),
    CASE_SHORT,
    Blank("申请内容", Label("申请内容", "what is asked"), "texts.enforcement-application.demands", _demands),
    Blank(
        "文书号",
        Label("民事裁定书号", "number of the ruling"),
        "events.confirmation-granted.ruling_no",
        lambda s: wording.bare_number(_title_no(s)),
    ),
    Blank("文书名称", Label("文书名称", "kind of title"), "events.judgment-effective.kind", _title_name),
    Blank(
        "文书日期",
        Label("裁定日期", "day of the ruling"),
        "events.confirmation-granted",
        lambda s: event.date if (event := title(s)) else None,
    ),
)
