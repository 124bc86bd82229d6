"""How an agreement words its sums, duties and terms, and which law it quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ecoclaim.forms import day, sentences, wording
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.model.agreements import Agreement, Obligation
from ecoclaim.model.case import total
from ecoclaim.packs.form import BlankEntry, Reference
from ecoclaim.words import Label

# What says itself when: 修复完成后…, 管护期满一年后….
_AFTERWARDS = re.compile("[^，。；]{1,12}后")


def loss_head(subject: Subject, head: str | None) -> str:
    """Name a head of loss as the pack does."""
    entry = subject.pack.loss_heads.get(head) if head else None
    return entry.title.zh if entry else head or "赔偿金"


def _items(subject: Subject) -> object:
    rows: list[dict[str, object]] = []
    agreed = subject.agreement.items if subject.agreement else ()
    for number, item in enumerate(agreed, 1):
        label = Label(f"金额：{loss_head(subject, item.head)}", f"amount of {item.head}")
        field = subject.path(f"agreements.{{agreement}}.items.{number}.amount")
        amount = wording.yuan(item.amount) if item.amount is not None else Lack(field, label)
        end = "。" if number == len(agreed) else "；"
        rows.append({"序": number, "项目": loss_head(subject, item.head), "金额": amount, "末": end})
    return tuple(rows)


def _total(word: Callable[..., str]) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        items = subject.agreement.items if subject.agreement else ()
        if not items or any(one.amount is None for one in items):
            return None
        return word(total(one.amount for one in items))

    return get


def duty(subject: Subject, one: Obligation) -> object:
    """Word an obligation: who does or pays what, until when; several owe it as one where it is joint."""
    until = _until(one)
    if isinstance(until, Lack):
        return until
    who = wording.listed(party.name if (party := subject.file.obligor(key)) else key for key in one.obligors)
    must = f"{who}应"
    if len(one.obligors) > 1:
        must = f"{who}承担连带责任，应" if one.joint else f"{who}应共同"
    if one.what == "payment":
        if one.amount is None:
            return Lack(f"obligations.{one.no}.amount", Label("缴纳金额", "amount to pay"))
        sum_ = sentences.money(one.amount, in_capitals=True)
        return f"{must}于{until}向{one.payee}缴纳{loss_head(subject, one.head)}{sum_}"
    work = "替代修复" if one.what == "substitute" else "生态环境修复"
    cost = sentences.money(one.amount) if one.amount is not None else ""
    after = wording.clause(one.evaluation)
    check = f"；{'' if _AFTERWARDS.match(after) else '修复完成后，'}{after}" if after else ""
    if one.by == "department":
        borne = f"，修复费用为{cost}，由{who}承担" if cost else f"，修复费用由{who}承担"
        return f"{work}由赔偿权利人指定的部门组织实施，于{until}完成{borne}{check}"
    how = {"self": "自行", "commissioned": "委托第三方"}.get(one.by or "", "")
    return f"{must}于{until}{how}完成{work}{f'，修复费用为{cost}' if cost else ''}{check}"


def _until(one: Obligation) -> str | Lack:
    if one.until is None:
        return Lack(f"obligations.{one.no}.until", Label("履行期限", "term of performance"))
    return sentences.by(one.until)


def duties(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the obligations under the document's agreement."""
    name = f"agreement {subject.agreement_no}"
    parties = set(subject.parties)
    chosen = [one for one in subject.file.obligations if one.under in (name, None) and parties & set(one.obligors)]
    return sentences.items(duty(subject, one) for one in chosen)


def _copies(agreement: Agreement) -> str | None:
    each = agreement.copies.each if agreement.copies else {}
    return "，".join(f"{who}{count}份" for who, count in each.items()) or None


def _court(subject: Subject) -> str | None:
    return (subject.agreement.court if subject.agreement else None) or subject.office.court


def _other_terms(subject: Subject) -> str | None:
    other = subject.agreement.other if subject.agreement else None
    return None if other == "无" else sentences.paragraphs(other)


def _other_laws(subject: Subject, blank: BlankEntry) -> tuple[dict[str, object], ...]:
    """List the articles that the form does not quote itself, as its blank says by its sources."""
    return sentences.items(_not_quoted(subject, blank), "条文", blank.begins)


def _after_other_laws(subject: Subject, blank: BlankEntry) -> int:
    return blank.begins + len(_not_quoted(subject, blank))


def _not_quoted(subject: Subject, blank: BlankEntry) -> list[str]:
    return [one for one in day.laws(subject) if not any(_quotes(subject, one, source) for source in blank.sources)]


def _quotes(subject: Subject, said: str, source: Reference) -> bool:
    document = subject.pack.documents.get(source.document)
    title = document.title.zh if document else source.document
    return any(title.endswith(name) for name in re.findall(f"《([^》]+)》{re.escape(source.article)}", said))


def _code_applies(subject: Subject, blank: BlankEntry) -> object:
    """Tell whether the agreement quotes the new law: liability goes by the law of the conduct.

    No paper cites a law before it is in force. Only where the conduct lies on both sides of that day, or nobody said
    when it was, does the legal officer settle it; until then it is lacking.
    """
    documents = (subject.pack.documents.get(source.document) for source in blank.sources)
    since = next((one.in_force_from for one in documents if one is not None), None)
    if since is None or subject.on < since:
        return False
    span = day.conduct(subject)
    if span is not None and (span[1] < since or span[0] >= since):
        return span[0] >= since
    said = (subject.own_text("law") or "").strip()
    return said == "code" if said in ("code", "old") else None


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
    "number-after-other-laws": _after_other_laws,
    "law-in-force": _code_applies,
}
