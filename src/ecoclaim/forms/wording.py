"""How a form words a fact in Chinese: days, amounts, numbers, names and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

NO_DAY = "　　　　年　　月　　日"
NONE = "／"  # what an official writes where a cell does not apply
METHODS = {"documents": "收集现有资料", "site-visit": "现场踏勘", "interviews": "座谈走访", "monitoring": "监测鉴别"}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_TENS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_ORDINALS = "零一二三四五六七八九"


def day(value: date | None) -> str:
    """Write a day as 2026年9月18日, or the empty place for one."""
    return f"{value.year}年{value.month}月{value.day}日" if value else NO_DAY


def yuan(amount: Decimal) -> str:
    """Write an amount in figures, to the fen."""
    return f"{amount:.2f}"


def capitals(amount: Decimal) -> str:
    """Write an amount of money in capitals: 壹佰贰拾捌万陆仟肆佰元伍角."""
    if amount < 0:
        return "负" + capitals(-amount)
    cents = int((amount * 100).to_integral_value())
    whole, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = _whole(whole) + "元" if whole else ""
    if not jiao and not fen:
        return (text or "零元") + "整"
    if jiao:
        text += _DIGITS[jiao] + "角"
    elif whole:
        text += "零"
    return text + (_DIGITS[fen] + "分" if fen else "")


def _whole(number: int) -> str:
    groups = []
    while number:
        groups.append(number % 10000)
        number //= 10000
    text, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group == 0:
            gap = True
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group(group) + _GROUPS[place]
        gap = False
    return text


def _group(number: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _TENS[place]
            gap = False
        else:
            gap = True
    return text


def ordinal(number: int) -> str:
    """Write a small number as 一, 十二, 三十三; a large one in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _ORDINALS[tens] + "十") + (_ORDINALS[ones] if ones else "")


def listed(words: Iterable[str | None]) -> str:
    """Join words with the enumeration comma."""
    return "、".join(word for word in words if word)


def clause(text: str | None) -> str | None:
    """Make a text a clause that a form's own full stop ends: one line, without its last stop."""
    if text is None or not text.strip():
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "".join(line if line[-1] in "。；，！？：" else line + "；" for line in lines).rstrip("。；;.")


def person(name: str | None, organization: str | None, post: str | None) -> str | None:
    """Write a person with office and post: 经办甲（张掖市生态环境局科长）."""
    if not name:
        return None
    return bracketed(name, f"{organization or ''}{post or ''}") if organization or post else name


def bracketed(name: str, note: str) -> str:
    """Write a note in brackets behind a name.

    A name that has brackets at its end takes it in; brackets at the note's own end are written as the inner ones.
    """
    if note.startswith(("（", "(")):
        return f"{name}，{note}"
    if note.endswith("）"):
        head, _bracket, last = note[:-1].rpartition("（")
        note = f"{head}〔{last}〕"
    return f"{name[:-1]}，{note}）" if name.endswith("）") else f"{name}（{note}）"


def bare_number(number: str | None) -> str | None:
    """Take 第 and 号 from a document's number, for a form that prints them."""
    return re.sub(r"^第|号$", "", number.strip()) if number else None
