"""Slips of a Chinese input method in a day or a number: what was probably meant; knows characters, no law."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DASHES = str.maketrans(dict.fromkeys("－–—―‐‑‒−﹣／/．.。", "-"))
_DAY = re.compile(r"(\d{4})[-年](\d{1,2})[-月](\d{1,2})[日号]?")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WRITTEN_OUT = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]"
)
_NUMERALS = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def slip_of_day(text: str) -> str | None:
    """Give the day meant by a text such as `2026年9月8日`, as `2026-09-08`.

    None where the text is right as it stands, or where it is unclear what was meant.
    """
    if len(text) > 40:
        return None
    written = _WRITTEN_OUT.fullmatch("".join(text.split()))
    if written:
        year, month, day = written.groups()
        digits = "".join(str(_NUMERALS[numeral]) for numeral in year)
        return _iso(digits, _small(month), _small(day), text)
    plain = unicodedata.normalize("NFKC", "".join(text.split()).translate(_DASHES)).translate(_DASHES)
    found = _DAY.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain)
    return _iso(found.group(1), found.group(2), found.group(3), text) if found else None


def slip_of_number(text: str) -> str | None:
    """Give the number meant by a text such as `１２８，６４０元`, as `128640`.

    None where the text is right as it stands, or where it is unclear what was meant.
    """
    if len(text) > 60:
        return None
    plain = unicodedata.normalize("NFKC", "".join(text.split()).translate(str.maketrans("－−﹣。", "---.")))
    plain = plain.removeprefix("人民币").removeprefix("¥").removesuffix("整").removesuffix("元")
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return plain if _NUMBER.fullmatch(plain) and plain.isascii() and plain != text else None


def _iso(year: str, month: str, day: str, text: str) -> str | None:
    try:
        meant = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return meant if meant != text else None


def _small(numerals: str) -> str:
    """Read a numeral below a hundred: 九, 十, 十二, 二十, 三十一."""
    tens, ten, ones = numerals.partition("十")
    if not ten:
        return str(_NUMERALS[numerals]) if len(numerals) == 1 else "0"
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return "0"
    return str(10 * (_NUMERALS[tens] if tens else 1) + (_NUMERALS[ones] if ones else 0))
