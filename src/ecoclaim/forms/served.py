"""The blanks of the proof of service and of the statement that consultation failed."""

from __future__ import annotations

from collections.abc import Iterator

from ecoclaim.deadlines import Deadline
from ecoclaim.forms import wording
from ecoclaim.forms.blank import Blank
from ecoclaim.forms.consultation import served
from ecoclaim.forms.parties import DEPARTMENT, NAMED
from ecoclaim.forms.registers import said
from ecoclaim.forms.story import CASE_NAME, MATTER
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.words import Label

UNCERTAIN = "（待核：所涉年度放假安排尚未公布）"


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
            for one in subject.deadlines
            if one.rule.id == "reply" and one.obligor == subject.obligor and one.start is not None
            and one.start.position == service.position
        ),
        None,
    )  # fmt: skip


def term(subject: Subject) -> str | None:
    """Word the length of the reply's period as the pack gives it."""
    rule = subject.pack.rule("reply")
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
    """List the attempts at service that failed."""
    return tuple(
        {"日期": one.date, "方式": method(one) or "直接送达", "结果": wording.clause(one.text("result")) or "未能送达"}
        for one in subject.every("service-attempted")
    )


RECEIPT = (
    MATTER,
    NAMED,
    Blank("送达文书", Label("送达文书", "paper served"), "", lambda _s: "《生态环境损害赔偿磋商告知书》1份"),
    Blank(
        "送达地点",
        Label("送达地点", "place of service"),
        "obligors.{obligor}.address",
        lambda s: s.party.address if s.party else None,
    ),
    Blank(
        "送达方式",
        Label("送达方式", "method"),
        "events.notice-served.method",
        lambda s: method(served(s)),
        ink=True,
    ),
    Blank(
        "送达日期",
        Label("送达日期", "day of service"),
        "events.notice-served",
        lambda s: wording.day(event.date if (event := served(s)) else None),
        ink=True,
    ),
    Blank("送达经过", Label("送达经过", "attempts"), "events.service-attempted", attempts, optional=True),
    Blank("送达人", Label("送达人", "served by"), "handlers", lambda s: wording.listed(s.file.handlers), ink=True),
    Blank("答复期限", Label("答复期限", "time to reply"), "", term),
    Blank("答复末日", Label("答复期限最后一日", "last day to reply"), "events.notice-served", _last_day, ink=True),
    Blank("末日说明", Label("说明", "remark"), "", _remark, optional=True),
    Blank(
        "备注",
        Label("备注", "remarks"),
        "texts.service-receipt.remarks",
        lambda s: s.text("service-receipt", "remarks"),
        optional=True,
    ),
)


def _services(subject: Subject) -> tuple[dict[str, object], ...]:
    rows: list[dict[str, object]] = []
    for one in subject.every("notice-served"):
        row = reply(subject, one)
        last = max((reading.rolled for reading in row.readings), default=row.rolled) if row else None
        rows.append({"日期": one.date, "方式": method(one) or "", "末日": wording.day(last)})
    return tuple(rows)


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
        excuse = f"，所述理由：{one.text('excuse')}" if one.text("excuse") else ""
        yield {"说明": f"{wording.day(one.date)}，第{wording.ordinal(number)}次磋商会议：{outcome}{excuse}"}


def _failure(subject: Subject) -> Event | None:
    return subject.last("consultation-failed")


def _ground(subject: Subject) -> str | None:
    code = said(_failure(subject), "ground")
    entry = subject.pack.failure_grounds.get(code) if code else None
    if entry is None:
        return code
    return f"{entry.title.zh}（{wording.cited(subject.pack, entry.source)}）" if entry.source else entry.title.zh


FAILURE = (
    CASE_NAME,
    NAMED,
    DEPARTMENT,
    Blank("告知", Label("告知与送达", "services"), "events.notice-served", _services, optional=True),
    Blank("送达经过", Label("送达经过", "attempts"), "events.service-attempted", attempts, optional=True),
    Blank("答复", Label("答复情况", "replies"), "events.reply-received", _replies),
    Blank(
        "会议",
        Label("磋商经过", "meetings"),
        "events.meeting-held",
        lambda s: tuple(_meetings(s)) or ({"说明": "未召开磋商会议"},),
    ),
    Blank(
        "认定日期",
        Label("认定日期", "day of the finding"),
        "events.consultation-failed",
        lambda s: event.date if (event := _failure(s)) else None,
    ),
    Blank(
        "决定人",
        Label("决定人", "decided by"),
        "events.consultation-failed.decided_by",
        lambda s: said(_failure(s), "decided_by"),
    ),
    Blank(
        "范围",
        Label("范围", "scope"),
        "events.consultation-failed.scope",
        lambda s: "未达成一致部分" if (event := _failure(s)) and event.said("scope") == "remainder" else "全部",
    ),
    Blank("情形", Label("认定情形", "ground"), "events.consultation-failed.ground", _ground),
    Blank(
        "理由",
        Label("说明", "explanation"),
        "texts.failure-statement.reason",
        lambda s: s.text("failure-statement", "reason") or said(_failure(s), "reason"),
        optional=True,
    ),
    Blank("说明日期", Label("日期", "day"), "", lambda _s: wording.NO_DAY, ink=True),
)
