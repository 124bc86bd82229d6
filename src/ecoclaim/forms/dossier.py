"""The blanks of the dossier: cover, catalogue, closing note and photo pages (one case, one dossier)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Blank
from ecoclaim.forms.parties import DEPARTMENT
from ecoclaim.forms.story import CASE_NAME, MATTER, filing_no
from ecoclaim.forms.subject import Subject
from ecoclaim.model.events import Event
from ecoclaim.procedure import ending
from ecoclaim.words import Label

# Which events prove that a paper of the dossier was made; what none proves is not listed.
_MADE_BY = {
    "start-registration": ("claim-started",),
    "decline-record": ("claim-declined",),
    "investigation-report": ("investigation-concluded",),
    "termination-registration": ("claim-terminated",),
    "consultation-notice": ("notice-issued", "notice-served"),
    "service-receipt": ("notice-served",),
    "power-of-attorney": ("authorization-received",),
    "meeting-minutes": ("meeting-held",),
    "failure-statement": ("consultation-failed",),
    "agreement": ("agreement-signed",),
    "confirmation-application": ("confirmation-applied",),
    "referral-letter": ("case-referred",),
    "closing-approval": ("case-closed",),
    "closing-sheet": ("case-closed",),
    "enforcement-application": ("enforcement-applied",),
}
_ENDINGS = {"referred": "移送", "declined": "不启动索赔", "terminated": "终止索赔", "closed": "结案"}


def _pieces(subject: Subject) -> Iterator[dict[str, object]]:
    department = subject.office.department.name or ""
    for entry in subject.pack.archive:
        if entry.id == "evidence":
            for one in subject.file.evidence:
                yield _piece("", one.taken_by or "", one.name or "", one.taken_on, one.note or "")
            continue
        for event in _makings(subject, entry.id):
            yield _piece(_number(event), department, entry.title.zh + _whom(subject, event), event.date, "")


def _makings(subject: Subject, form: str) -> Iterator[Event]:
    names = _MADE_BY.get(form, ())
    first = next((name for name in names if subject.past.first(name)), None)
    if first is not None:
        yield from subject.past.of(first)


def _number(event: Event) -> str:
    return next((text for name in ("filing_no", "letter_no", "case_no") if (text := event.text(name))), "")


def _whom(subject: Subject, event: Event) -> str:
    named = [one.short_name or one.name for one in subject.file.obligors if one.key in event.obligors]
    return f"（{wording.listed(named)}）" if named and len(subject.file.obligors) > 1 else ""


def _piece(number: str, who: str, title: str, day: date | None, note: str) -> dict[str, object]:
    short = f"{day.year}.{day.month:02}.{day.day:02}" if day else ""
    return {"文号": number, "责任者": who, "题名": title, "日期": short, "页号": "", "备注": note}


def _catalogue(subject: Subject) -> tuple[dict[str, object], ...]:
    return tuple({"序": number, **piece} for number, piece in enumerate(_pieces(subject), 1))


CATALOGUE = (CASE_NAME, Blank("目录", Label("卷内文件", "pieces"), "events", _catalogue))


def _day(*names: str) -> Callable[[Subject], object]:
    def get(subject: Subject) -> object:
        event = subject.past.last(*names)
        return wording.day(event.date if event else None)

    return get


def _ended(subject: Subject) -> object:
    end = ending(subject.past.events)
    return wording.day(end.event.date if end else None)


def _outcome(subject: Subject) -> str | None:
    end = ending(subject.past.events)
    return _ENDINGS.get(end.kind) if end else None


def _pages(subject: Subject) -> int | None:
    counts = [one.pages for one in subject.file.evidence]
    return sum(one for one in counts if one) if counts and all(counts) else None


def _unit(subject: Subject) -> str | None:
    return subject.office.department.unit


def _count(subject: Subject) -> str:
    return f"{len(_catalogue(subject))}件，　　　页"


def _ink(name: str, zh: str, en: str) -> Blank:
    return Blank(name, Label(zh, en), "", lambda _s: None, ink=True)


COVER = (
    DEPARTMENT,
    CASE_NAME,
    MATTER,
    Blank("立案号", Label("立案号", "filing number"), "filing_no", filing_no, optional=True),
    Blank("义务人名称", Label("赔偿义务人", "the obligors"), "obligors", lambda s: s.names()),
    Blank(
        "承办机构", Label("承办机构", "unit"), "ecoclaim.department.unit", lambda s: s.office.department.unit, ink=True
    ),
    Blank("承办人", Label("承办人", "handlers"), "handlers", lambda s: wording.listed(s.file.handlers), ink=True),
    Blank("立案日期", Label("立案日期", "day of filing"), "events.claim-started", _day("claim-started"), ink=True),
    Blank("结案日期", Label("结案日期", "day of closing"), "events.case-closed", _ended, ink=True),
    Blank("处理结果", Label("处理结果", "outcome"), "events.case-closed", _outcome, ink=True),
    Blank("件数页数", Label("件数、页数", "pieces, pages"), "", _count, ink=True),
    Blank("归档日期", Label("归档日期", "day of archiving"), "", lambda _s: wording.NO_DAY, ink=True),
    _ink("保管期限", "保管期限", "kept for"),
    _ink("归档号", "归档号", "archive number"),
)

NOTE = (
    CASE_NAME,
    Blank("件数", Label("件数", "pieces"), "", lambda s: len(_catalogue(s))),
    Blank("页数", Label("页数", "pages"), "", lambda _s: "　　　", ink=True),
    Blank(
        "说明",
        Label("本卷情况说明", "remarks on the dossier"),
        "texts.dossier-note.remarks",
        lambda s: s.text("dossier-note", "remarks"),
        optional=True,
    ),
    Blank("立卷人", Label("立卷人", "filed by"), "", lambda _s: "　　　　　　", ink=True),
    Blank("检查人", Label("检查人", "checked by"), "", lambda _s: "　　　　　　", ink=True),
    Blank("立卷日期", Label("立卷时间", "day filed"), "", lambda _s: wording.NO_DAY, ink=True),
)


def _photos(subject: Subject) -> tuple[dict[str, object], ...]:
    empty: dict[str, object] = {"序": "", "名称": "", "拍摄人": "", "时间": wording.NO_DAY, "地点": "", "说明": ""}
    photos: list[dict[str, object]] = [
        {
            "序": one.no,
            "名称": one.name or "",
            "拍摄人": one.taken_by or "",
            "时间": wording.day(one.taken_on),
            "地点": one.taken_where or "",
            "说明": one.note or "",
        }
        for one in subject.file.evidence
        if one.kind in ("photo", "照片")
    ]
    return tuple(photos or [empty, empty])


PHOTOS = (
    CASE_NAME,
    Blank("照片", Label("照片", "photos"), "evidence", _photos),
    _ink("粘贴人", "粘贴人", "pasted by"),
    Blank("粘贴日期", Label("粘贴日期", "day pasted"), "", lambda _s: wording.NO_DAY, ink=True),
)
