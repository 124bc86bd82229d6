"""How service, its term to reply, and the failure of consultation are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ecoclaim.deadlines import Deadline
from ecoclaim.forms import wording
from ecoclaim.forms.consultation import served
from ecoclaim.forms.registers import said
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs.citing import cited_on_paper
from ecoclaim.roles import FormRole, RuleRole

UNCERTAIN = "（所涉年度放假安排尚未公布，以公布后的安排为准）"


def method(event: Event | None) -> str | None:
    """Name the method of service."""
    code = said(event, "method")
    choice = EVENTS["notice-served"].fields["method"].choices.get(code) if code else None
    return choice.zh if choice else None


def reply(subject: Subject, service: Event | None) -> Deadline | None:
    """Find the deadline of the reply that a service started; forms never count days themselves."""
    if service is None:
        return None
    return next(
        (
            one
            for one in subject.standing.rows
            if one.rule.means == RuleRole.REPLY and one.obligor == subject.obligor and one.start is not None
            and one.start.position == service.position
        ),
        None,
    )  # fmt: skip


def term(subject: Subject) -> str | None:
    """Word the length of the reply's period as the pack gives it."""
    rule = subject.pack.rule_of(RuleRole.REPLY)
    if rule is None or not rule.within:
        return None
    span = rule.within[-1]
    return f"{span.count}个工作日" if span.unit == "working_days" else f"{span.count}日"


def _last_day(subject: Subject) -> str:
    row = reply(subject, served(subject))
    return wording.day(max((one.rolled for one in row.readings), default=row.rolled) if row else None)


def _remark(subject: Subject) -> str:
    row = reply(subject, served(subject))
    return UNCERTAIN if row is not None and not row.certain else ""


def attempts(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the attempts at service that failed, each in a clause."""
    rows: list[dict[str, object]] = []
    for one in subject.every("service-attempted"):
        how, result = method(one), wording.clause(one.text("result"))
        told = f"{wording.day(one.date)}，{f'采用{how}，' if how else ''}未能送达{f'：{result}' if result else ''}"
        rows.append({"日期": one.date, "方式": how or "", "结果": result or "未能送达", "说明": told})
    return tuple(rows)


def _paper(subject: Subject) -> str | None:
    """Name the paper that is served, as the region's notice is called."""
    notice = subject.pack.form_that_is(FormRole.CONSULTATION_NOTICE)
    return f"《{notice.title.zh}》1份" if notice else None


def _services(subject: Subject) -> tuple[dict[str, object], ...]:
    rows: list[dict[str, object]] = []
    for one in subject.every("notice-served"):
        row = reply(subject, one)
        last = max((reading.rolled for reading in row.readings), default=row.rolled) if row else None
        how = method(one)
        told = f"{wording.day(one.date)}，{f'以{how}方式' if how else ''}送达磋商告知书"
        term = f"，答复期限至{wording.day(last)}" if last else ""
        rows.append({"日期": one.date, "方式": how or "", "末日": wording.day(last), "说明": f"{told}{term}"})
    return tuple(rows)


def _history(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the services and the failed attempts in the order of their days."""
    told = [*_services(subject), *attempts(subject)]
    return tuple(sorted(told, key=lambda row: str(row["日期"])))


def _replies(subject: Subject) -> tuple[dict[str, object], ...]:
    rows: list[dict[str, object]] = []
    for one in subject.every("reply-received"):
        view = {True: "同意磋商", False: "不同意磋商", None: "未表明是否同意磋商"}[one.yes("agrees")]
        how = "书面" if one.yes("written") else ""
        rows.append({"说明": f"{wording.day(one.date)}，赔偿义务人{how}答复：{view}"})
    return tuple(rows) or ({"说明": "至认定之日，未收到赔偿义务人的答复"},)


def _meetings(subject: Subject) -> Iterator[dict[str, object]]:
    outcomes = EVENTS["meeting-held"].fields["outcome"].choices
    for number, one in enumerate(subject.every("meeting-held"), 1):
        code = one.text("outcome")
        outcome = outcomes[code].zh if code and code in outcomes else "结果未记录"
        excuse = f"，所述理由：{wording.clause(one.text('excuse'))}" if one.text("excuse") else ""
        yield {"说明": f"{wording.day(one.date)}，第{wording.ordinal(number)}次磋商会议：{outcome}{excuse}"}


def _failure(subject: Subject) -> Event | None:
    return subject.last("consultation-failed")


def _scope(subject: Subject) -> str:
    event = _failure(subject)
    return "未达成一致部分" if event is not None and event.said("scope") == "remainder" else "全部"


def _ground(subject: Subject) -> str | None:
    code = said(_failure(subject), "ground")
    entry = subject.pack.failure_grounds.get(code) if code else None
    if entry is None:
        return code
    article = cited_on_paper(subject.pack, entry.source) if entry.source else ""
    return wording.bracketed(entry.title.zh, article) if article else entry.title.zh


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "served-paper": _paper,
    "service-attempts": attempts,
    "reply-term": term,
    "reply-last-day": _last_day,
    "reply-uncertain": _remark,
    "services": _services,
    "service-history": _history,
    "replies": _replies,
    "meetings-held": lambda s: tuple(_meetings(s)) or ({"说明": "未召开磋商会议"},),
    "failure-scope": _scope,
    "failure-ground": _ground,
}
