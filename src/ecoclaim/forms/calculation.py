"""How one deadline is told day by day, from the same computation as all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ecoclaim.deadlines import Deadline, Reading
from ecoclaim.forms import wording
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.packs.citing import cited_on_paper
from ecoclaim.workdays import DayNote

_WEEK = "一二三四五六日"
_UNITS = {"days": "日", "working_days": "个工作日", "months": "个月", "years": "年"}


def _row(subject: Subject) -> Deadline:
    if subject.deadline is None:
        raise ValueError("a calculation sheet is about a deadline")
    return subject.deadline


def _whom(subject: Subject) -> str:
    row = _row(subject)
    party = subject.file.obligor(row.obligor) if row.obligor else None
    parts = [part for part in (party.name if party else row.obligor, row.instance, row.period) if part]
    return f"（{'，'.join(parts)}）" if parts else ""


def _started(subject: Subject) -> str | None:
    start = _row(subject).start
    return start.type.label.zh if start else "期间届至（定期事项）"


def _start_day(subject: Subject) -> object:
    row = _row(subject)
    return wording.day(row.start.date) if row.start else row.period or "—"


def _proof(subject: Subject) -> object:
    start: Event | None = _row(subject).start
    if start is None:
        return "—"
    numbers = start.values.get("evidence") or ()
    chosen = [one for one in subject.file.evidence if one.no in numbers]
    if not chosen:
        return "（未登记，请附书证）"
    return wording.listed(f"证据{one.no}：{one.name or ''}" for one in chosen)


def _source(subject: Subject) -> str:
    row = _row(subject)
    return cited_on_paper(row.pack, row.rule.source)


def _quote(subject: Subject) -> str:
    source = _row(subject).rule.source
    return f"“{source.quote}”" if source.quote else "（未取得原文，条文待核）"


def _prevailing(subject: Subject) -> Reading | None:
    readings = _row(subject).readings
    return readings[0] if readings else None


def _how(subject: Subject) -> str:
    reading = _prevailing(subject)
    if reading is None or reading.number is None or reading.unit is None:
        return "条文指明的日期"
    length = f"{reading.number}{_UNITS[reading.unit]}"
    if reading.backward:
        return f"自{wording.day(reading.counted_from)}向前倒算{length}，当日不计入"
    return f"自{wording.day(reading.counted_from)}的次日起算{length}，当日不计入"


def _reason(note: DayNote) -> str:
    match note.kind:
        case "workday":
            told = "工作日"
        case "weekend":
            told = "周末"
        case "make-up":
            told = f"调休上班（{note.notice}）"
        case _:
            told = f"{note.name}放假" + (f"（{note.notice}）" if note.notice else "")
    told = told if note.verified else f"{told}（待核）"
    return told if note.known else f"{told}（待核：{note.missing}年放假通知未公布）"


def _days(subject: Subject) -> tuple[dict[str, object], ...]:
    reading = _prevailing(subject)
    if reading is None or reading.number is None or reading.unit is None:
        return ()
    calendar = reading.calendar(subject.standing.workdays)
    rows: list[dict[str, object]] = []
    counted = 0
    for step in calendar.count(reading.counted_from, reading.number, reading.unit, reading.backward).steps:
        counted += step.counted
        rows.append(
            {
                "序": counted if step.counted else "—",
                "日期": step.date,
                "星期": _WEEK[step.date.weekday()],
                "计入": "计入" if step.counted else "不计",
                "说明": _reason(step.note),
            }
        )
    return tuple(rows)


def _readings(subject: Subject) -> tuple[dict[str, object], ...]:
    return tuple(
        {"说明": ("通行理解：" if number == 0 else "另一理解：") + one.title.zh, "日期": one.rolled, "来源": one.source}
        for number, one in enumerate(_row(subject).readings)
    )


def _calendar(subject: Subject) -> str:
    reading = _prevailing(subject)
    if reading is None:
        return "—"
    calendar = reading.calendar(subject.standing.workdays)
    first, last = sorted((reading.counted_from, max(reading.rolled, reading.due)))
    of_years = (calendar.notice(year) or f"{year}年放假通知未公布" for year in range(first.year, last.year + 1))
    return wording.listed(dict.fromkeys((*of_years, *calendar.local_notices(first, last))))


def _certain(subject: Subject) -> str:
    return "" if _row(subject).certain else "（待核：所涉年度放假安排尚未公布）"


def _rule(subject: Subject) -> str:
    return _row(subject).rule.title.zh


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "rule-title": _rule,
    "rule-about": _whom,
    "start-event": _started,
    "start-day": _start_day,
    "start-proof": _proof,
    "rule-source": _source,
    "rule-quote": _quote,
    "counting-method": _how,
    "day-by-day": _days,
    "due-day": lambda s: _row(s).due,
    "certainty": _certain,
    "rolled-day": lambda s: _row(s).rolled,
    "safe-day": lambda s: _row(s).safe,
    "may-act-day": lambda s: _row(s).may_act_from,
    "readings": _readings,
    "as-of-day": lambda s: s.on,
    "calendar-notices": _calendar,
}
