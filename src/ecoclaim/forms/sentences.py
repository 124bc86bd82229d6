"""The sentences of a paper, by type: a list, a party, a span of days, a sum, a court's document, a text of paragraphs.

What a person wrote may be a fragment, hold a day as 2026-09-18 or end in a stop already; what leaves is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from ecoclaim.forms import wording

_ISO_DAY = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(\d\d?)-(\d\d?)(?![\w-])", re.ASCII)
_STOPS = "。！？；：…"
_CLOSERS = "”’）》】"
# What one calls oneself by the last word of one's name: 我局, 我委, 我公司.
_SELVES = {
    "人民政府": "府",
    "管理委员会": "管委会",
    "委员会": "委",
    "办公室": "办",
    "公司": "公司",
    "集团": "集团",
    "合作社": "社",
    "事务所": "所",
    "中心": "中心",
    "兵团": "兵团",
    **{
        name: name
        for name in (
            "支队",
            "大队",
            "局",
            "厅",
            "委",
            "办",
            "厂",
            "站",
            "所",
            "院",
            "校",
            "矿",
            "场",
            "师",
            "市",
            "县",
            "区",
        )
    },
}


def items(contents: Iterable[object], name: str = "内容", begins: int = 1) -> tuple[dict[str, object], ...]:
    """Give the rows of a list, numbered; each ends in a semicolon, the last in a full stop (末)."""
    rows = [wording.clause(one) if isinstance(one, str) else one for one in contents]
    ends = ["；"] * (len(rows) - 1) + ["。"]
    return tuple(
        {"序": number, name: one, "末": end} for number, (one, end) in enumerate(zip(rows, ends, strict=False), begins)
    )


def span(first: date | None, last: date | None) -> str | None:
    """Write a span of days; a single day once."""
    if first is None:
        return None
    return wording.day(first) if last in (None, first) else f"{wording.day(first)}至{wording.day(last)}"


def by(last: date) -> str:
    """Write the last day of a term so that nobody doubts whether it counts."""
    return f"{wording.day(last)}（含当日）前"


def money(amount: Decimal, *, in_capitals: bool = False) -> str:
    """Write a sum, with its capitals where it is a sum to be paid."""
    capitals = f"（大写：{wording.capitals(amount)}）" if in_capitals else ""
    return f"人民币{wording.yuan(amount)}元{capitals}"


def oneself(name: str | None) -> str:
    """Give the word by which an office or a company speaks of itself: 局 of 张掖市生态环境局, for 我局 and 贵局."""
    for ending, word in _SELVES.items():
        if name and name.endswith(ending):
            return word
    return "单位"


def court_document(number: str | None, kind: str) -> str | None:
    """Name a court's document by its number and kind: （2025）甘示民特3号民事裁定书."""
    if not number or not number.strip():
        return None
    bare = number.strip().removeprefix("第").removesuffix(kind)
    return f"{bare}{kind}"


def paragraphs(text: str | None) -> str | None:
    """Close every paragraph of a text with a full stop, where none stands there."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return "\n".join(_closed(line) for line in lines) or None


def _closed(line: str) -> str:
    if line.rstrip(_CLOSERS)[-1:] in tuple(_STOPS):
        return line
    return f"{line.rstrip('，、,;.')}。"


def days_in_words(text: str) -> str:
    """Write every day of a text as a paper does: 2025年6月30日 for 2025-06-30."""
    return _ISO_DAY.sub(lambda found: _in_words(found.group(), found.groups()), text)


def _in_words(text: str, numbers: Sequence[str]) -> str:
    year, month, day = (int(one) for one in numbers)
    try:
        return wording.day(date(year, month, day))
    except ValueError:
        return text
