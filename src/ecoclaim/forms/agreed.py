"""How an agreement words its sums, duties and terms, and which law it quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.story import laws
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Agreement, Obligation, total
from ecoclaim.packs.form import BlankEntry, Reference
from ecoclaim.words import Label


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
    parties = [(key, subject.file.obligor(key)) for key in one.obligors]
    who = "、".join(party.name if party else key for key, party in parties) + ("连带" if one.joint else "")
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
    parties = set(subject.parties)
    chosen = [one for one in subject.file.obligations if one.under in (name, None) and parties & set(one.obligors)]
    return tuple({"序": number, "内容": duty(subject, one)} for number, one in enumerate(chosen, 1))


def _copies(agreement: Agreement) -> str | None:
    each = agreement.copies.each if agreement.copies else {}
    return "，".join(f"{who}{count}份" for who, count in each.items()) or None


def _court(subject: Subject) -> str | None:
    return (subject.agreement.court if subject.agreement else None) or subject.office.court


def _other_terms(subject: Subject) -> str | None:
    other = subject.agreement.other if subject.agreement else None
    return None if other == "无" else other


def _other_laws(subject: Subject, blank: BlankEntry) -> tuple[dict[str, object], ...]:
    """List the articles that the form does not quote itself, as its blank says by its sources."""
    return tuple(
        one for one in laws(subject) if not any(_quotes(subject, str(one["条文"]), source) for source in blank.sources)
    )


def _quotes(subject: Subject, said: str, source: Reference) -> bool:
    document = subject.pack.documents.get(source.document)
    title = document.title.zh if document else source.document
    return any(title.endswith(name) for name in re.findall(f"《([^》]+)》{re.escape(source.article)}", said))


def _code_applies(subject: Subject, blank: BlankEntry) -> object:
    """Choose the law that the agreement quotes: the new one only by an officer's choice once it is in force."""
    said = (subject.own_text("law") or "").strip()
    if said in ("code", "old"):
        return said == "code"
    event = subject.signed()
    documents = (subject.pack.documents.get(source.document) for source in blank.sources)
    since = next((one.in_force_from for one in documents if one is not None), None)
    if since is None or (event.date if event else subject.on) < since:
        return False
    return None


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "agreed-sums": _items,
    "agreed-total": _total(wording.yuan),
    "agreed-total-capitals": _total(wording.capitals),
    "duties": duties,
    "other-terms": _other_terms,
    "copies": lambda s: _copies(s.agreement) if s.agreement else None,
    "court": _court,
}
# What is worded by the sources that its blank names.
WORDED_BY_SOURCES: Mapping[str, Callable[[Subject, BlankEntry], object]] = {
    "other-laws": _other_laws,
    "law-in-force": _code_applies,
}
