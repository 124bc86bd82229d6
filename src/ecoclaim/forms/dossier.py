"""The blanks of the dossier: cover, catalogue, closing note and photo pages (one case, one dossier)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ecoclaim.forms import wording
from ecoclaim.forms.blank import Blank
from ecoclaim.forms.parties import DEPARTMENT
from ecoclaim.forms.story import CASE_NAME, MATTER, filing_no
from ecoclaim.forms.subject import Subject
from ecoclaim.procedure import ending
from ecoclaim.words import Label

if TYPE_CHECKING:
    from ecoclaim.forms.pieces import Piece

# Room to write a number in by hand.
_ROOM = "　　　"

_ENDINGS = {"referred": "移送", "declined": "不启动索赔", "terminated": "终止索赔", "closed": "结案"}


def rows(pieces: Sequence[Piece]) -> tuple[dict[str, object], ...]:
    """Write the catalogue's rows; pages are counted as far as those before are known."""
    found: list[dict[str, object]] = []
    page: int | None = 1
    for number, one in enumerate(pieces, 1):
        last = page + one.pages - 1 if page is not None and one.pages else None
        shown = "" if page is None else str(page) if last in (None, page) else f"{page}-{last}"
        page = last + 1 if last is not None else None
        found.append(
            {
                "序": number,
                "文号": one.number,
                "责任者": one.author,
                "题名": one.title,
                "日期": f"{one.day.year}.{one.day.month:02}.{one.day.day:02}" if one.day else "",
                "页号": shown,
                "备注": one.note,
            }
        )
    return tuple(found)


def counted(pieces: Sequence[Piece]) -> dict[str, object]:
    """Give what cover, catalogue and note say of the pieces, for those that were found."""
    counts = [one.pages for one in pieces]
    known = [one for one in counts if one]
    pages = str(sum(known)) if len(known) == len(counts) else _ROOM
    return {"目录": rows(pieces), "件数": len(pieces), "页数": pages, "件数页数": f"{len(pieces)}件，{pages}页"}


def _catalogue(subject: Subject) -> tuple[dict[str, object], ...]:
    return rows(_made(subject))


def _made(subject: Subject) -> tuple[Piece, ...]:
    # Which documents a form makes is told by the table of forms, which holds this catalogue itself.
    from ecoclaim.forms.pieces import pieces

    return pieces(subject, {})


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


def _count(subject: Subject) -> str:
    return f"{len(_made(subject))}件，{_ROOM}页"


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
    Blank("件数", Label("件数", "pieces"), "", lambda s: len(_made(s))),
    Blank("页数", Label("页数", "pages"), "", lambda _s: _ROOM, ink=True),
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
