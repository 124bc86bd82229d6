"""The blanks of what ends a case: the closing letter to each obligor, and the internal sheet that approves it."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.forms import wording
from ecoclaim.forms.blank import OFFICE, Blank
from ecoclaim.forms.parties import NAMED
from ecoclaim.forms.registers import OBLIGORS, approval, said, written
from ecoclaim.forms.story import FILING_NO, MATTER, SOURCE
from ecoclaim.forms.subject import Subject
from ecoclaim.procedure import owed
from ecoclaim.words import Label


def _results(subject: Subject) -> Iterator[str]:
    standing = [one for one in owed(subject.past) if subject.obligor in (None, one.obligor)]
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
    by_hand = wording.clause(subject.text("closing-approval", "result"))
    return by_hand or "，".join(_results(subject)) or None


def _signatory(subject: Subject) -> str | None:
    office = subject.office
    return office.authority.name if subject.file.signatory == "authority" else office.department.name


CLOSING = (
    FILING_NO,
    NAMED,
    Blank(
        "损害事件",
        Label("损害事件名称", "name of the incident"),
        "incident.name",
        lambda s: wording.clause(s.file.incident.name),
    ),
    Blank(
        "损害性质",
        Label("损害类型及性质", "kind of damage"),
        "incident.damage_nature",
        lambda s: wording.clause(s.file.incident.damage_nature),
    ),
    Blank(
        "经诉讼",
        Label("是否经诉讼", "by lawsuit"),
        "events.judgment-effective",
        lambda s: s.last("judgment-effective") is not None,
    ),
    Blank("结果", Label("履行结果", "outcome"), "texts.closing-approval.result", _outcome),
    Blank("署名", Label("赔偿权利人", "who signs"), "ecoclaim.authority.name", _signatory, OFFICE),
    Blank(
        "署名身份",
        Label("署名身份", "as whom"),
        "signatory",
        lambda s: "赔偿权利人" if s.file.signatory == "authority" else "赔偿权利人指定的部门",
    ),
    Blank(
        "结案日期",
        Label("结案日期", "day of closing"),
        "events.case-closed",
        lambda s: wording.day(event.date if (event := s.past.last("case-closed")) else None),
        ink=True,
    ),
)


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


CLOSING_SHEET = (
    SOURCE,
    FILING_NO,
    MATTER,
    OBLIGORS,
    Blank("履行情况", Label("履行及修复效果评估情况", "performance"), "events.performance-completed", _performed),
    written("closing-sheet", "reason", Label("结案理由", "reason to close"), optional=True),
    *approval("closing-sheet", "case-closed"),
)
