"""What the dossier's own papers say: cover, catalogue, closing note and photo pages (one case, one dossier)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ecoclaim.forms import wording
from ecoclaim.forms.pictures import PASTED, Shown
from ecoclaim.forms.pieces import Piece, pieces
from ecoclaim.forms.subject import Subject
from ecoclaim.model.case import Evidence
from ecoclaim.procedure import ending

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
    return pieces(subject, {})


def _ended(subject: Subject) -> object:
    end = ending(subject.past.events)
    return wording.day(end.event.date if end else None)


def _outcome(subject: Subject) -> str | None:
    end = ending(subject.past.events)
    return _ENDINGS.get(end.kind) if end else None


def _count(subject: Subject) -> str:
    return f"{len(_made(subject))}件，{_ROOM}页"


def photographs(subject: Subject) -> tuple[Evidence, ...]:
    """List the evidence whose pictures the document's form shows."""
    kinds = subject.form.evidence_kinds if subject.form is not None else ()
    return tuple(one for one in subject.file.evidence if one.kind in kinds)


def _photos(subject: Subject) -> tuple[dict[str, object], ...]:
    empty: dict[str, object] = {"图": PASTED, "序": "", "名称": "", "拍摄人": "", "时间": wording.NO_DAY}
    empty |= {"地点": "", "说明": ""}
    photos: list[dict[str, object]] = [
        {
            "图": Shown(one.no) if one.file else PASTED,
            "序": one.no,
            "名称": one.name or "",
            "拍摄人": one.taken_by or "",
            "时间": wording.day(one.taken_on),
            "地点": one.taken_where or "",
            "说明": one.note or "",
        }
        for one in photographs(subject)
    ]
    return tuple(photos or [empty, empty])


WORDED: Mapping[str, Callable[[Subject], object]] = {
    "catalogue": _catalogue,
    "pieces": lambda s: len(_made(s)),
    "pieces-and-pages": _count,
    "ending": _outcome,
    "ended-day": _ended,
    "photos": _photos,
}
