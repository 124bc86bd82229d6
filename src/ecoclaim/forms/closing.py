"""How the outcome of a case is told: to each obligor in a clause, to the office line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ecoclaim.forms import wording
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject

_EVALUATED = {"passed": "：通过", "failed": "：未通过", "exempt": "：免予评估"}


def _results(subject: Subject) -> Iterator[str]:
    """Tell what became of the claim against the obligor, clause by clause."""
    standing = [one for one in subject.standing.obligations if subject.obligor in (None, one.obligor)]
    done = [one for one in standing if one.met_on is not None]
    work = {one.what for one in done} - {"payment"}
    if standing and len(done) == len(standing):
        if work:
            yield "已按要求完成替代修复" if work == {"substitute"} else "已按要求完成生态环境修复"
        if any(one.what == "payment" for one in done):
            yield "赔偿金已全部缴纳"
    outcome = said(subject.last("evaluation-concluded"), "result")
    if outcome == "passed":
        yield "修复效果评估通过"
    elif outcome == "exempt":
        yield "依规定免予修复效果评估"
    if said(subject.last("enforcement-concluded"), "result") == "fulfilled":
        yield "经人民法院强制执行，义务已全部履行"
    if said(subject.last("judgment-effective"), "outcome") == "dismissed":
        yield "人民法院生效裁判未支持对其提出的赔偿请求"
    if subject.last("obligor-released") is not None:
        yield "已依法终止对其索赔"


def _outcome(subject: Subject) -> str | None:
    """Tell the outcome for the obligor; what was written by hand for all is that of each only where there is one."""
    of_each = "，".join(_results(subject))
    by_hand = wording.clause(subject.own_text("result"))
    for_one = subject.text_of_one("result") or len(subject.file.obligors) == 1
    return (by_hand if for_one else None) or of_each or by_hand or None


def _performed(subject: Subject) -> tuple[object, ...]:
    """Tell line by line what was performed, evaluated, published and handed in."""
    lines = []
    for key in subject.parties:
        one = subject.of(key)
        party_ = one.party
        if party_ is not None and (told := "，".join(_results(one))):
            lines.append(f"{party_.name}：{told}。")
    for event in subject.past.of("evaluation-concluded"):
        body, number = event.text("body"), event.text("report_no")
        if body:
            by = wording.bracketed(body, number) if number else body
            found = _EVALUATED.get(event.text("result") or "", "")
            lines.append(f"{wording.day(event.date)}，{by}出具修复效果评估结论{found}。")
    for event in subject.past.of("result-published"):
        what = {"consultation": "磋商情况", "restoration": "修复结果"}.get(event.text("what") or "", "情况")
        lines.append(f"{wording.day(event.date)}，公布{what}。")
    papers = subject.past.last("closing-papers-received")
    if papers is not None:
        lines.append(f"{wording.day(papers.date)}，收到赔偿义务人提交的结案材料。")
    return tuple(lines)


WORDED: Mapping[str, Callable[[Subject], object]] = {"outcome": _outcome, "performed": _performed}
