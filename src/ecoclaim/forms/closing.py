"""How the outcome of a case is told: to each obligor in a clause, to the office line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject


def _results(subject: Subject) -> Iterator[str]:
    standing = [one for one in subject.standing.obligations if subject.obligor in (None, one.obligor)]
    done = [one for one in standing if one.met_on is not None]
    if standing and len(done) == len(standing):
        if any(one.what != "payment" for one in done):
            yield "已按要求完成生态环境修复"
        if any(one.what == "payment" for one in done):
            yield "赔偿金已全部缴纳"
    evaluation = subject.last("evaluation-concluded")
    outcome = said(evaluation, "result")
    if outcome == "passed":
        yield "修复效果评估通过"
    elif outcome == "exempt":
        yield "依规定免予修复效果评估"


def _outcome(subject: Subject) -> str | None:
    by_hand = wording.clause(subject.own_text("result"))
    return by_hand or "，".join(_results(subject)) or None


def _performed(subject: Subject) -> tuple[object, ...]:
    """Tell line by line what was performed, evaluated, published and handed in."""
    lines = []
    for key in subject.parties:
        one = subject.of(key)
        party_ = one.party
        if party_ is not None and (told := "，".join(_results(one))):
            lines.append(f"{party_.name}：{told}。")
    for event in subject.past.of("evaluation-concluded"):
        body = "".join(part for part in (event.text("body"), _bracketed(event.text("report_no"))) if part)
        if body:
            lines.append(f"{wording.day(event.date)}，{body}出具修复效果评估结论。")
    for event in subject.past.of("result-published"):
        what = {"consultation": "磋商情况", "restoration": "修复结果"}.get(event.text("what") or "", "情况")
        lines.append(f"{wording.day(event.date)}，公布{what}。")
    papers = subject.past.last("closing-papers-received")
    if papers is not None:
        lines.append(f"{wording.day(papers.date)}，收到赔偿义务人提交的结案材料。")
    return tuple(lines)


def _bracketed(number: str | None) -> str:
    return f"（{number}）" if number else ""


WORDED: Mapping[str, Callable[[Subject], object]] = {"outcome": _outcome, "performed": _performed}
