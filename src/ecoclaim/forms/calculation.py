"""How one deadline is told to a court: the texts, the start with its proof, and each reading day by day.

The steps are those of `why`; here they become the tables of a paper. Alone knows which days a reader may be spared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from ecoclaim.deadlines import CALENDARS, Deadline, Reading
from ecoclaim.deadlines.explain import Explanation, Path, explanations
from ecoclaim.forms import sentences, wording
from ecoclaim.forms.blank import Lack
from ecoclaim.forms.subject import Subject
from ecoclaim.packs import Source
from ecoclaim.packs.citing import cited_on_paper
from ecoclaim.roles import CountingRole
from ecoclaim.words import Label
from ecoclaim.workdays import DayNote, Step

_WEEK = "一二三四五六日"
_UNITS = {"days": "日", "working_days": "个工作日", "months": "个月", "years": "年"}
# What one line of a table counts, by the unit and by the direction.
_COUNTED = {"days": "第几日", "months": "第几月", "years": "第几年"}
_WORKING = {False: "第几个工作日", True: "倒数第几个工作日"}
# A longer run of days that are all told alike is told by its first and last day.
_TOLD_IN_FULL = 7
_DAY = timedelta(days=1)
_UNCERTAIN = "（暂定：所涉年度放假安排尚未公布）"


def _row(subject: Subject) -> Deadline:
    if subject.deadline is None:
        raise ValueError("a calculation sheet is about a deadline")
    return subject.deadline


def _explained(subject: Subject) -> Explanation:
    (found,) = explanations((_row(subject),), subject.standing.episodes, subject.standing.workdays)
    return found


def _prevailing(subject: Subject) -> Reading | None:
    readings = _row(subject).readings
    return readings[0] if readings else None


def _whom(subject: Subject) -> str:
    row = _row(subject)
    party = subject.file.obligor(row.obligor) if row.obligor else None
    parts = [part for part in (party.name if party else row.obligor, _instance(row), row.period) if part]
    return f"（{'，'.join(parts)}）" if parts else ""


def _instance(row: Deadline) -> str:
    """Name the meeting, agreement or obligation; which service it is, the start tells."""
    number = (row.instance or "").rpartition("-")[2]
    if not number.isdecimal():
        return ""
    match row.rule.instance:
        case "meeting":
            return f"第{wording.ordinal(int(number))}次磋商会议"
        case "agreement":
            return f"协议{number}"
        case "obligation":
            return f"义务{number}"
    return ""


def _is_backward(subject: Subject) -> bool:
    reading = _prevailing(subject)
    return reading is not None and reading.backward


def _started(subject: Subject) -> str | None:
    row = _row(subject)
    if _is_backward(subject):
        return _instance(row) or "会议"
    return row.start.type.label.zh if row.start else "期间届至（定期事项）"


def _start_day(subject: Subject) -> object:
    row, reading = _row(subject), _prevailing(subject)
    if reading is not None and reading.backward:
        return wording.day(reading.counted_from)
    return wording.day(row.start.date) if row.start else row.period or "—"


def _proof(subject: Subject) -> object:
    """Name the evidence of the start; a court asks for it first."""
    start = _row(subject).start
    if start is None:
        return "—"
    numbers = start.values.get("evidence") or ()
    chosen = [one for one in subject.file.evidence if one.no in numbers]
    if not chosen:
        return Lack(f"events.{start.name}.evidence", Label("起算证明（证据序号）", "proof of the start (evidence)"))
    return wording.listed(f"证据{one.no}：{one.name or ''}" for one in chosen)


def _anew(subject: Subject) -> tuple[dict[str, object], ...]:
    events = _explained(subject).restarts
    return sentences.items(f"{wording.day(one.date)}，{one.type.label.zh}" for one in events)


def _texts(subject: Subject) -> tuple[dict[str, object], ...]:
    """List the texts that the calculation rests on, each once, with the words where they were read."""
    row, told = _row(subject), _explained(subject)
    counted = [path.reading.unit for path in told.paths if path.reading.number is not None]
    roles = [CountingRole.FIRST_DAY] if counted else []
    roles += [CountingRole.CORRESPONDING_DAY] if {"months", "years"} & {*counted} else []
    roles += [CountingRole.ROLL] if any(path.rolled or path.may_roll for path in told.paths) else []
    entries = (row.pack.counting_of(role) for role in roles)
    sources = [row.source, *(_law(row, path.reading) for path in told.paths)]
    sources += [entry.source for entry in entries if entry is not None and entry.source is not None]
    cited = {cited_on_paper(row.pack, one): one.quote for one in sources}
    return tuple({"条文": f"{name}：“{quote}”" if quote else f"{name}。"} for name, quote in cited.items())


def _law(row: Deadline, reading: Reading) -> Source:
    """Give the text that a reading goes by: that of its article among the texts of the rule, else that of the row."""
    rule, agreed = row.rule, row.rule.agreed
    rivals = (*rule.readings, *(agreed.readings if agreed else ()))
    own = (one.source for one in rivals if one.id == reading.id)
    spans = (one.source for one in (*rule.within, *rule.before, *(agreed.within if agreed else ())))
    known = [one for one in (*own, row.source, *spans, rule.source) if one is not None]
    return next((one for one in known if one.article == reading.source), row.source)


def _cited(row: Deadline, reading: Reading) -> str:
    """Cite the text that a reading goes by, and the notices where it is one by another calendar."""
    text = cited_on_paper(row.pack, _law(row, reading))
    return f"{text}；放假安排依据{reading.source}" if reading.id in CALENDARS else text


def _each_reading(subject: Subject) -> tuple[dict[str, object], ...]:
    row, told = _row(subject), _explained(subject)
    several = len(told.paths) > 1
    return tuple(
        {
            "标题": f"（{wording.ordinal(number)}）{_kind(number, several)}{path.reading.title.zh}",
            "依据": _cited(row, path.reading),
            "说明": "".join(_told(row, path)),
            "工作日": path.reading.unit == "working_days",
            "逐段": path.reading.unit in _COUNTED,
            "题": _counts(path.reading),
            "日": tuple(_table(path)),
        }
        for number, path in enumerate(told.paths, 1)
    )


def _counts(reading: Reading) -> str:
    """Say what a line of the table counts."""
    return _WORKING[reading.backward] if reading.unit == "working_days" else _COUNTED.get(reading.unit or "", "")


def _kind(number: int, several: bool) -> str:
    return ("采用的算法：" if number == 1 else "其他算法：") if several else ""


def _told(row: Deadline, path: Path) -> Iterator[str]:
    reading = path.reading
    mark = "" if path.certain else _UNCERTAIN
    if reading.number is None or reading.unit is None:
        yield f"条文或者文书指明的日期为{wording.day(reading.due)}{mark}。"
    else:
        length = f"{reading.number}{_UNITS[reading.unit]}"
        inclusive = any(one.id == reading.id and one.inclusive for one in row.rule.readings)
        if reading.backward:
            start = wording.day(reading.counted_from)
            yield f"自{start}向前倒算{length}，当日不计入，为{wording.day(reading.due)}{mark}。"
        elif inclusive:
            first = wording.day(reading.counted_from + _DAY)
            yield f"自{first}起算{length}，当日计入，末日为{wording.day(reading.due)}{mark}。"
        else:
            first = wording.day(reading.counted_from)
            yield f"自{first}的次日起算{length}，当日不计入，末日为{wording.day(reading.due)}{mark}。"
    law = row.pack.counting_of(CountingRole.ROLL)
    if path.rolled:
        cited = f"依{cited_on_paper(row.pack, law.source)}" if law is not None and law.source is not None else ""
        yield f"该日为{_reason(path.last)}，{cited}顺延至{wording.day(reading.rolled)}{mark}。"
    elif not path.last.worked and not path.may_roll:
        yield f"该日为{_reason(path.last)}；此类期间不顺延。"


def _table(path: Path) -> Iterator[dict[str, object]]:
    """Give the lines of the table: runs of days told alike in one line, then the days passed over at the end."""
    steps, counted = list(path.steps), 0
    for words, run in groupby(enumerate(steps), lambda one: _alike(path, one[0], one[1])):
        days = [step for _place, step in run]
        shown = [[step] for step in days] if len(days) <= _TOLD_IN_FULL else [days]
        for part in shown:
            first = counted + 1
            counted += sum(step.counted for step in part)
            yield _line(_numbers(first, counted), [step.date for step in part], part[0].counted, words)
    for note in path.rolled:
        yield _line("顺延", [note.day], note.worked, _reason(note))


def _alike(path: Path, place: int, step: Step) -> str:
    """Say why a day counts or not; days of the same words in a row make one line."""
    if path.reading.unit == "working_days":
        return _reason(step.note)
    if path.reading.unit in ("months", "years"):
        return "对应日" if place < len(path.steps) - 1 else f"对应日，末日（{_reason(step.note)}）"
    return "逐日计入" if place < len(path.steps) - 1 else f"末日（{_reason(step.note)}）"


def _numbers(first: int, last: int) -> object:
    return "—" if last < first else first if first == last else f"{first}至{last}"


def _line(number: object, days: Sequence[date], counted: bool, words: str) -> dict[str, object]:
    several = len(days) > 1
    return {
        "序": number,
        "日期": f"{wording.day(days[0])}至{wording.day(days[-1])}" if several else days[0],
        "星期": "" if several else _WEEK[days[0].weekday()],
        "计入": "计入" if counted else "不计",
        "说明": words,
    }


def _reason(note: DayNote) -> str:
    match note.kind:
        case "workday":
            told = "工作日"
        case "weekend":
            told = "周末"
        case "make-up" if note.day.weekday() < 5:
            told = f"上班（{note.notice}）" if note.notice else "工作日"
        case "make-up":
            told = f"调休上班（{note.notice}）" if note.notice else "工作日"
        case _:
            told = f"{note.name}放假" + (f"（{note.notice}）" if note.notice else "")
    told = told if note.verified else f"{told}（间接得知，待核）"
    return told if note.known else f"{told}（暂定：{note.missing}年放假通知未公布）"


def _conclusion(subject: Subject) -> str:
    row, mark = _row(subject), _certain(subject)
    days = sorted({one.rolled for one in row.readings})
    told = [f"期限的最后一日为{wording.day(row.rolled)}{mark}。"] if row.rolled else []
    if len(days) > 1:
        first, last = wording.day(days[0]), wording.day(days[-1])
        told.append(f"各算法的最后一日不同，最早为{first}{mark}，最晚为{last}{mark}。")
    if row.may_act_from is not None:
        latest = "依最晚的算法，" if len(days) > 1 else ""
        told.append(f"{latest}自{wording.day(row.may_act_from)}{mark}起可以认定期间届满。")
    return "".join(told)


def _method(subject: Subject) -> str:
    told = _explained(subject)
    return "".join(_told(_row(subject), told.paths[0])) if told.paths else "条文指明的日期"


def _days(subject: Subject) -> tuple[dict[str, object], ...]:
    told = _explained(subject)
    return tuple(_table(told.paths[0])) if told.paths else ()


def _readings(subject: Subject) -> tuple[dict[str, object], ...]:
    row = _row(subject)
    return tuple(
        {
            "说明": _kind(number, several=True) + one.title.zh,
            "日期": one.rolled,
            "来源": _cited(row, one),
        }
        for number, one in enumerate(row.readings, 1)
    )


def _calendar(subject: Subject) -> str:
    row, calendar = _row(subject), subject.standing.workdays
    if not row.readings:
        return "—"
    last = max(max(one.rolled, one.due) for one in row.readings)
    first = min(min(one.counted_from, one.due) for one in row.readings)
    notices = {year: calendar.notice(year) for year in range(first.year, last.year + 1)}
    unknown = [year for year, notice in notices.items() if not notice]
    told = list(dict.fromkeys([*filter(None, notices.values()), *calendar.local_notices(first, last)]))
    if unknown:
        years = f"{unknown[0]}年" if len(unknown) == 1 else f"{unknown[0]}年至{unknown[-1]}年"
        told.append(f"{years}放假通知未公布")
    return wording.listed(told)


def _certain(subject: Subject) -> str:
    return "" if _row(subject).certain else _UNCERTAIN


def _quote(subject: Subject) -> str:
    quote = _row(subject).source.quote
    return f"“{quote}”" if quote else "—"


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "rule-title": lambda s: _row(s).rule.title.zh,
    "rule-about": _whom,
    "start-event": _started,
    "start-day": _start_day,
    "start-proof": _proof,
    "run-anew": _anew,
    "counting-texts": _texts,
    "each-reading": _each_reading,
    "conclusion": _conclusion,
    "rule-source": lambda s: cited_on_paper(_row(s).pack, _row(s).source),
    "rule-quote": _quote,
    "counting-method": _method,
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
