"""The blanks of the agreement and of the application to confirm it: parties, sums, duties, terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import LAWYER, Blank, Lack
from ecoclaim.forms.parties import (
    AUTHORITY,
    DEPARTMENT,
    DEPARTMENT_ADDRESS,
    DEPARTMENT_CODE,
    DEPARTMENT_HEAD,
    DEPARTMENT_PHONE,
    HEAD,
    HOME,
    OCCUPATION,
    TELEPHONE,
    number_blank,
    parties,
    personal,
)
from ecoclaim.forms.story import APPRAISALS, CASE_NAME, CONDUCT, EVIDENCE, FACTS, LAWS, SUMMARY, TOPIC, laws
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Agreement, Obligation, total
from ecoclaim.words import Label

# From this day the articles of the Environmental Protection Law that the Corps' sample quotes are repealed.
CODE_IN_FORCE = date(2026, 8, 15)


def _agreed(get: Callable[[Agreement], object]) -> Callable[[Subject], object]:
    return lambda s: get(s.agreement) if s.agreement else None


def _term(
    name: str, zh: str, en: str, field: str, get: Callable[[Agreement], object], *, optional: bool = False
) -> Blank:
    return Blank(name, Label(zh, en), f"agreements.{{agreement}}.{field}", _agreed(get), optional=optional)


def loss_head(subject: Subject, head: str | None) -> str:
    """Name a head of loss as the pack does."""
    entry = subject.pack.loss_heads.get(head) if head else None
    return entry.title.zh if entry else head or "赔偿金"


def _items(subject: Subject) -> object:
    rows: list[dict[str, object]] = []
    for number, item in enumerate(subject.agreement.items if subject.agreement else (), 1):
        label = Label(f"金额：{loss_head(subject, item.head)}", f"amount of {item.head}")
        field = subject.path(f"agreements.{{agreement}}.items.{number}.amount")
        amount = wording.yuan(item.amount) if item.amount is not None else Lack(field, label)
        rows.append({"序": number, "项目": loss_head(subject, item.head), "金额": amount})
    return tuple(rows)


def _total(word: Callable[..., str]) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        items = subject.agreement.items if subject.agreement else ()
        if not items or any(one.amount is None for one in items):
            return None
        return word(total(one.amount for one in items))

    return get


def duty(subject: Subject, one: Obligation) -> object:
    """Word an obligation: who does or pays what, until when."""
    party = subject.file.obligor(one.obligor)
    who = party.name if party else one.obligor
    until = _until(one)
    if isinstance(until, Lack):
        return until
    if one.what == "payment":
        if one.amount is None:
            return Lack(f"obligations.{one.no}.amount", Label("缴纳金额", "amount to pay"))
        amount = f"人民币{wording.yuan(one.amount)}元（大写：{wording.capitals(one.amount)}）"
        return f"{who}不迟于{until}向{one.payee}缴纳{loss_head(subject, one.head)}{amount}"
    how = {"self": "自行", "commissioned": "委托第三方", "department": "由赔偿权利人指定的部门组织"}.get(
        one.by or "", ""
    )
    work = "替代修复" if one.what == "substitute" else "生态环境修复"
    cost = f"，修复费用人民币{wording.yuan(one.amount)}元" if one.amount is not None else ""
    check = f"，修复效果评估：{wording.clause(one.evaluation)}" if one.evaluation else ""
    return f"{who}不迟于{until}{how}完成{work}{cost}{check}"


def _until(one: Obligation) -> str | Lack:
    if one.until is None:
        return Lack(f"obligations.{one.no}.until", Label("履行期限", "term of performance"))
    return wording.day(one.until)


def duties(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the obligations under the document's agreement."""
    name = f"agreement {subject.agreement_no}"
    chosen = [one for one in subject.file.obligations if one.under in (name, None) and one.obligor in subject.parties]
    return tuple({"序": number, "内容": duty(subject, one)} for number, one in enumerate(chosen, 1))


def _copies(agreement: Agreement) -> str | None:
    each = agreement.copies.each if agreement.copies else {}
    return "，".join(f"{who}{count}份" for who, count in each.items()) or None


def _signed_day(subject: Subject) -> object:
    event = subject.signed()
    return event.date if event else None


COURT = Blank(
    "法院",
    Label("申请司法确认的法院", "court"),
    "agreements.{agreement}.court",
    lambda s: (s.agreement.court if s.agreement else None) or s.office.court,
    LAWYER,
)
SIGNED_BLANK = Blank(
    "签订日期",
    Label("签订时间", "day of signing"),
    "events.agreement-signed",
    lambda s: wording.day(event.date if (event := s.signed()) else None),
    ink=True,
)
SIGNED = Blank("签订日期", Label("签订日期", "day of signing"), "events.agreement-signed", _signed_day)
OTHER_PARTIES = Label("赔偿义务人", "the obligors")
SUMS = (
    Blank("金额项", Label("赔偿金额", "amounts"), "agreements.{agreement}.items", _items),
    Blank("合计", Label("赔偿金额合计", "total"), "agreements.{agreement}.items", _total(wording.yuan)),
    Blank("合计大写", Label("赔偿金额合计（大写）", "total in capitals"), "agreements.{agreement}.items",
          _total(wording.capitals)),
    Blank("履行", Label("履行内容和期限", "obligations"), "obligations", duties),
)  # fmt: skip
TERMS = (
    _term("责任认定", "生态环境损害责任认定", "liability", "liability", lambda a: a.liability),
    _term("履行方式", "责任承担、履行方式", "manner", "manner", lambda a: a.manner),
    _term("履行要求", "履行要求和期限", "requirements", "requirements", lambda a: a.requirements),
    *SUMS,
)

AGREEMENT = (
    AUTHORITY,
    DEPARTMENT,
    CASE_NAME,
    SIGNED_BLANK,
    _term("签订地点", "签订地点", "place of signing", "place", lambda a: a.place),
    SUMMARY,
    FACTS,
    APPRAISALS,
    EVIDENCE,
    *TERMS,
    _term("其他约定", "其他约定", "other terms", "other", lambda a: "" if a.other in (None, "无") else a.other,
          optional=True),
    _term("份数", "协议份数", "copies", "copies.total", lambda a: a.copies.total if a.copies else None),
    _term("各方份数", "各方份数", "copies for each", "copies.each", _copies),
    _term("确认期限", "申请司法确认的期限", "days to apply for confirmation", "confirm_within",
          lambda a: a.confirm_within),
    COURT,
)  # fmt: skip

AGREEMENT_ZHANGYE = (
    *AGREEMENT,
    LAWS,
    Blank("义务人", OTHER_PARTIES, "obligors", lambda s: parties(s, lambda _one: ())),
    _term("违约责任", "违约责任", "breach", "breach", lambda a: a.breach, optional=True),
)


def _other_laws(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the articles the annex does not quote itself."""
    return tuple(one for one in laws(subject) if "民法典》第一千二百三十五条" not in str(one["条文"]))


def _code_applies(subject: Subject) -> object:
    """Choose the law that the agreement quotes: the Code only by an officer's choice once it is in force."""
    said = (subject.text("agreement", "law") or "").strip()
    if said in ("code", "old"):
        return said == "code"
    event = subject.signed()
    if (event.date if event else subject.on) < CODE_IN_FORCE:
        return False
    label = Label("适用法律（code 生态环境法典，old 环境保护法）", "law to quote (code: the Code, old: the former law)")
    return Lack("texts.agreement.law", label, LAWYER)


AGREEMENT_XPCC = (
    *(one for one in AGREEMENT if one.name != "履行方式"),
    DEPARTMENT_HEAD,
    DEPARTMENT_ADDRESS,
    Blank("义务人", OTHER_PARTIES, "obligors", lambda s: parties(s, lambda _one: (HEAD, HOME))),
    CONDUCT,
    Blank("适用法典", Label("适用法律", "law to quote"), "texts.agreement.law", _code_applies, LAWYER),
    Blank("其他依据", LAWS.label, LAWS.field, _other_laws, LAWYER, optional=True),
    _term("磋商过程", "磋商过程", "how it was reached", "process", lambda a: a.process and _stopped(a.process)),
    _term("甲方意见", "甲方意见", "our view", "our_view", lambda a: a.our_view),
    _term("乙方意见", "乙方意见", "their view", "their_view", lambda a: a.their_view),
    _term("赔偿方式", "赔偿方式", "manner", "manner", lambda a: wording.clause(a.manner)),
    Blank("违约责任", Label("违约责任", "breach"), "agreements.{agreement}.breach", _agreed(lambda a: a.breach),
          article="第十二条第一款第（五）项"),
    Blank("签署日期", Label("签署日期", "day of signature"), "events.agreement-signed", SIGNED_BLANK.get, ink=True),
)  # fmt: skip


def _stopped(text: str) -> str:
    return (wording.clause(text) or "") + "。"


APPLICATION = (
    DEPARTMENT,
    DEPARTMENT_HEAD,
    Blank("义务人名称", OTHER_PARTIES, "obligors", lambda s: s.names()),
    SIGNED,
    *TERMS,
    COURT,
    Blank("申请日期", Label("申请日期", "day of the application"), "events.confirmation-applied",
          lambda s: wording.day(event.date if (event := s.last("confirmation-applied")) else None), ink=True),
)  # fmt: skip


def _applicant(subject: Subject) -> tuple[Blank, ...]:
    return (number_blank(subject), HEAD, HOME, TELEPHONE, OCCUPATION)


APPLICATION_ZHANGYE = (
    *APPLICATION,
    DEPARTMENT_CODE,
    DEPARTMENT_ADDRESS,
    DEPARTMENT_PHONE,
    TOPIC,
    Blank("义务人", OTHER_PARTIES, "obligors", lambda s: parties(s, _applicant)),
)

APPLICATION_XPCC = (
    *APPLICATION,
    _term("协议名称", "协议名称", "name of the agreement", "title", lambda a: a.title),
    Blank("义务人", OTHER_PARTIES, "obligors", lambda s: parties(s, personal)),
)
