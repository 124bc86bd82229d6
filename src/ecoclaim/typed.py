"""What a person types or keeps in a spreadsheet: days, months, amounts, names and yes or no, as people write them.

Pure, without a clock and without a message: each function gives the value, or None where it is not certain what was
meant. In the files of a ledger the strict ways of `model.scalars` stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from unicodedata import normalize

from ecoclaim.slips import slip_of_day

LONGEST = 4000  # signs of a text that is looked at for names
# Written where there is nothing to write.
_NOTHING = frozenset(
    ("", "-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "未知", "不详", "n/a", "na", "none", "null")
)
_DAY_PART = re.compile(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$|[上下]午$|[(（](?:周|星期)[一二三四五六日天][)）]$")
_MONTH = re.compile(r"(\d{4})(?:年|[-./])(\d{1,2})(?:月份?)?(?:[上中下]旬|[初中末底]|左右)?|(\d{4})(\d{2})")
_YEAR = re.compile(r"(\d{4})年?(?:度|[初中末底]|[上下]半年|第?[一二三四1-4]季度)?")
_AMOUNT = re.compile(
    r"(?:人民币|rmb|cny|¥)?(\d{1,15}|\d{1,3}(?:,\d{3})+)(\.\d+)?(亿|千万|百万|万|千)?(元|块|圆)?[整正]?"
)
_UNITS = {"亿": 100_000_000, "千万": 10_000_000, "百万": 1_000_000, "万": 10_000, "千": 1_000}
_UNIT = re.compile(r"(亿|千万|百万|万|千)?元")
_WHOLE = re.compile(r"\d{1,9}")
# A list of names whose entries are numbered is taken apart at its numbers.
_NUMBERED = re.compile(r"[(（]\d{1,2}[)）]\s*|(?:^|(?<=[\s;；,，、。]))(?:\d{1,2}[.．、)）:：]|[①-⑳])\s*(?!\d)")
_BETWEEN = frozenset("、，；;/\n\r\t|｜")
_OPENS, _CLOSES = "（(〔[【《“", "）)〕]】》”"
_EDGES = " \t\u3000,，;；、。"
# A comma may belong to the name of a foreign company.
_COMPANY = re.compile(r",?\s*(?:ltd|inc|llc|llp|corp|co|plc|gmbh)\b", re.IGNORECASE)
_MORE = re.compile(r"等(?:\d+|[一二两三四五六七八九十]+|多)?(?:家|人|名|个|户|单位|公司|企业|位)*$")
_SPREAD = re.compile(r"([\u3400-\u9fff])[ \u3000]+([\u3400-\u9fff])")
_ANSWERS = {
    **dict.fromkeys(("是", "有", "已", "对", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "同意"), True),
    **dict.fromkeys(("完成", "已完成", "已结", "已结案", "结案", "办结", "已办结"), True),
    **dict.fromkeys(("否", "未", "不", "没有", "×", "✗", "✘", "x", "n", "no", "false", "0", "不同意"), False),
    **dict.fromkeys(("未完成", "尚未完成", "未结", "未结案", "在办", "未办结"), False),
}
# Day 0 of the serial numbers of a spreadsheet, as days since the year 1: of the end of 1899, or the beginning of 1904.
_SERIAL_ZERO = {False: 693_594, True: 695_056}
# What comes before counts one leap day too many.
_FIRST_SERIAL, _LAST_SERIAL = 61, 2_958_465


# How far a day lies from today that is named by its distance.
_DISTANCES = {
    **dict.fromkeys(("今天", "今日", "today"), 0),
    **dict.fromkeys(("昨天", "昨日", "yesterday"), -1),
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("明天", "明日", "tomorrow"), 1),
    **dict.fromkeys(("后天", "后日"), 2),
}
_TIME = re.compile(r"(上午|下午|晚上)?(\d{1,2})(?::|时|点)(\d{1,2}|半)?分?")


class Money(NamedTuple):
    """An amount in yuan, and whether the text itself said its unit."""

    yuan: Decimal
    unit_said: bool


class Names(NamedTuple):
    """Names in their order, each once, and whether the text says that there are more than it names."""

    names: tuple[str, ...]
    more: bool


def narrow(text: str) -> str:
    """Write wide digits, letters, points and blanks as the narrow ones they stand for, without blanks at the ends."""
    return normalize("NFKC", text).strip()


def is_nothing(text: str) -> bool:
    """Tell whether a text only says that there is nothing: blank, a dash, 无."""
    return "".join(narrow(text).lower().split()) in _NOTHING


def day(text: str) -> date | None:
    """Read a day: 2025-03-03, 2025.3.3, 2025年3月3日, 20250303, ２０２５／３／３, 二〇二五年三月三日."""
    plain = _DAY_PART.sub("", narrow(text)).rstrip("。.,;")
    if len(plain) > 40:
        return None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", plain):
        meant: str | None = plain
    else:
        meant = slip_of_day(plain)
    try:
        return date.fromisoformat(meant) if meant else None
    except ValueError:
        return None


def near_day(text: str, today: date) -> date | None:
    """Read a day that is named by its distance from today: 今天, 昨日, yesterday."""
    distance = _DISTANCES.get("".join(narrow(text).lower().split()))
    try:
        return None if distance is None else today + timedelta(days=distance)
    except OverflowError:
        return None


def time(text: str) -> str | None:
    """Read a time of day, as HH:MM: 9:30, 9时30分, 下午3点, 9点半."""
    found = _TIME.fullmatch("".join(narrow(text).split()))
    if not found:
        return None
    part, hour, minute = found.groups()
    hours = int(hour) + (12 if part in ("下午", "晚上") and int(hour) < 12 else 0)
    minutes = 30 if minute == "半" else int(minute or 0)
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else None


def serial_day(number: float, *, since_1904: bool = False) -> date | None:
    """Read the serial number by which a spreadsheet knows a day, such as 45719; a part of a day is left out."""
    days = int(number)
    if not _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return None
    return date.fromordinal(_SERIAL_ZERO[since_1904] + days)


def month(text: str) -> tuple[int, int | None] | None:
    """Read a time that is known to the month or the year only: 2025年3月, 2025.3, 202503, 2025年3月上旬, 2025年."""
    plain = "".join(narrow(text).split())
    found = _MONTH.fullmatch(plain)
    if found:
        year, number = int(found[1] or found[3]), int(found[2] or found[4])
        return (year, number) if 1900 <= year <= 2200 and 1 <= number <= 12 else None
    found = _YEAR.fullmatch(plain)
    return (int(found[1]), None) if found and 1900 <= int(found[1]) <= 2200 else None


def money(text: str, unit: Decimal | int | None = None) -> Money | None:
    """Read an amount: 12.5万元, 2,436,193.50元, ¥1286400, 3千万; `unit` is what a plain number counts, else yuan.

    None too where it comes to less than a fen.
    """
    plain = "".join(narrow(text).lower().split()).replace("，", ",")
    found = _AMOUNT.fullmatch(plain) if len(plain) <= 60 else None
    if not found:
        return None
    digits, decimals, times, yuan = found.groups()
    said = bool(times or yuan or plain.startswith(("人民币", "rmb", "cny", "¥")))
    count = _UNITS.get(times, 1) if said else (unit if unit is not None else 1)
    return _money(Decimal(digits.replace(",", "") + (decimals or "")) * count, said)


def counted(number: Decimal, unit: Decimal | int = 1) -> Decimal | None:
    """Give the yuan of a number that counts so many yuan each; None where it comes to less than a fen or below zero."""
    found = _money(number * unit, said=False) if number >= 0 else None
    return found.yuan if found else None


def _money(yuan: Decimal, said: bool) -> Money | None:
    if yuan >= Decimal(10) ** 15 or yuan != yuan.quantize(Decimal("0.01")):
        return None
    return Money(yuan.quantize(Decimal("0.01")), said)


def unit_of(text: str) -> int | None:
    """Give how many yuan a number counts under a heading that says so: 赔偿金额（万元） 10000, 金额(元) 1."""
    found = _UNIT.findall("".join(narrow(text).split()))
    return _UNITS.get(found[-1], 1) if found else None


def whole(text: str) -> int | None:
    """Read a whole number in digits of either width."""
    plain = narrow(text)
    return int(plain) if _WHOLE.fullmatch(plain) and plain.isascii() else None


def names(text: str) -> Names:
    """Take a list of names apart at 、 ， ； / and line ends, not within brackets: 甲公司、乙公司（原丙厂）."""
    told = text.strip()[:LONGEST]
    marks = list(_NUMBERED.finditer(told))
    parts = _NUMBERED.split(told) if len(marks) > 1 and marks[0].start() == 0 else [told]
    pieces = [one.strip(_EDGES) for part in parts for one in _pieces(part)]
    # 张　三: a blank is put into a name of two signs so that it stands as wide as one of three.
    pieces = [_SPREAD.sub(r"\1\2", one) if _SPREAD.fullmatch(one) else one for one in pieces]
    shorter = [_MORE.sub("", one) for one in pieces]
    found = dict.fromkeys(one for one in shorter if not is_nothing(one))
    return Names(tuple(found), more=bool(found) and pieces != shorter)


def _pieces(text: str) -> Iterator[str]:
    depth, begun = 0, 0
    for place, sign in enumerate(text):
        if sign in _OPENS:
            depth += 1
        elif sign in _CLOSES:
            depth = max(0, depth - 1)
        elif depth == 0 and (sign in _BETWEEN or (sign == "," and not _COMPANY.match(text, place))):
            yield text[begun:place]
            begun = place + 1
    yield text[begun:]


def yes(text: str) -> bool | None:
    """Read yes or no: 是, 否, √, ×, 已结案, 未结案."""
    return _ANSWERS.get("".join(narrow(text).lower().split()))


def chosen(text: str, titles: Mapping[str, str]) -> str | None:
    """Give the key of the title that a text is, or is the only one to hold; `titles` by key."""
    plain = "".join(narrow(text).split())
    exact = [key for key, title in titles.items() if plain in (key, "".join(narrow(title).split()))]
    held = [key for key, title in titles.items() if len(plain) > 1 and plain in "".join(narrow(title).split())]
    for found in (exact, held):
        if len(found) == 1:
            return found[0]
    return None


def fitting(text: str, names: Mapping[str, Sequence[str]], least: int = 2) -> tuple[str, ...]:
    """List the keys that a text may mean: those named so, else those of whose key or names it is a part.

    A part has at least so many signs, three where they are Latin.
    """
    if text in names:
        return (text,)
    plain = _plain(text)
    known = {key: {_plain(key), *map(_plain, own)} for key, own in names.items()}
    exact = tuple(key for key, own in known.items() if plain in own)
    if exact or len(plain) < (3 if plain.isascii() else least):
        return exact
    return tuple(key for key, own in known.items() if any(plain in one for one in own))


def _plain(text: str) -> str:
    return "".join(narrow(text).lower().split())
