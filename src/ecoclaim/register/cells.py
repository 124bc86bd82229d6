"""What a cell of a register says: a day, several days, a time without a day, an amount, a text; or why it is in doubt.

Alone knows how offices write that something has not happened, or that it has and nobody kept the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ecoclaim import typed
from ecoclaim.outside.workbooks import Cell, written
from ecoclaim.words import _

# Said in a column of days or amounts where there is none yet.
_NOT_YET = re.compile(r"(?:未|尚|暂|待|拟|无需|不需|不涉及|没有|正在|评估中|鉴定中|/|—|-)")
_EARLIEST_YEAR, _LATEST_YEAR = 1980, 2100
# Excel keeps fifteen digits of a number; of what is longer the last ones are lost.
_MOST_DIGITS = Decimal(10) ** 15
_SERIAL = (Decimal(20_000), Decimal(80_000))
_FAULT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
# Two Chinese words with a blank between them: one name with a blank in it, or two names.
_SEVERAL = re.compile(r"[\u3400-\u9fff]{2,}(?:[ \u3000]+[\u3400-\u9fff]{2,})+")
_BREAKS = re.compile(r"[ \t\u00a0\u3000]*[\r\n]+[ \t\u00a0\u3000]*")


class Doubt(Exception):
    """What a cell says is not certain; the argument is the sentence."""


class Days(NamedTuple):
    """The days that a cell names; `vague` where it says that it happened and not on which day."""

    days: tuple[date, ...]
    vague: bool


def text_of(value: Cell) -> str:
    """Give a cell's text as a file may hold it: without blanks at the ends of lines and what cannot be seen.

    Raises Doubt for a number that has more digits than a spreadsheet keeps.
    """
    if isinstance(value, Decimal) and abs(value) >= _MOST_DIGITS:
        raise Doubt(_("the number has more digits than a spreadsheet keeps; write it into the cell as text"))
    if isinstance(value, str) and _FAULT.fullmatch(value.strip()):
        raise Doubt(_("the formula in this cell counts nothing ({fault}); write the value").format(fault=value.strip()))
    lines = [" ".join(line.split()) for line in _BREAKS.split(written(value))]
    kept = ("".join(sign for sign in line if sign.isprintable()) for line in lines)
    return "\n".join(line for line in kept if line)


def line_of(value: Cell) -> str:
    """Give a cell's text in one line."""
    return " ".join(text_of(value).split("\n"))


def days_of(value: Cell, *, since_1904: bool, latest: date | None) -> Days:
    """Read the days of a cell; `latest` is the day after which nothing has happened yet. Raises Doubt."""
    found = _days(value, since_1904)
    for day in found.days:
        if not _EARLIEST_YEAR <= day.year <= _LATEST_YEAR:
            raise Doubt(_("{day} is hardly the day that is meant").format(day=day))
        if latest is not None and day > latest:
            raise Doubt(_("{day} is after today ({today}): it has not happened yet").format(day=day, today=latest))
    return found


def _days(value: Cell, since_1904: bool) -> Days:
    if isinstance(value, date):
        return Days((value,), vague=False)
    if isinstance(value, Decimal) and _SERIAL[0] <= value <= _SERIAL[1]:
        day = typed.serial_day(float(value), since_1904=since_1904)
        return Days((day,) if day else (), vague=False)
    text = line_of(value)
    day = typed.day(text)
    if day is not None:
        return Days((day,), vague=False)
    if typed.is_nothing(text) or _NOT_YET.match(text) or typed.yes(text) is False:
        return Days((), vague=False)
    if typed.month(text) is not None or typed.yes(text) or text.startswith("已"):
        return Days((), vague=True)
    several = [typed.day(one) for one in typed.names(text_of(value)).names]
    if len(several) > 1 and None not in several:
        return Days(tuple(sorted(one for one in several if one)), vague=False)
    message = _("“{text}” is no day; write it as 2025-03-03, or as 2025年3月 if no more is known")
    raise Doubt(message.format(text=text))


def yuan_of(value: Cell, unit: int | None) -> Decimal | None:
    """Read an amount in yuan, None where the cell says that there is none yet; raises Doubt."""
    if isinstance(value, Decimal):
        if unit is None:
            raise Doubt(_("neither the heading nor the cell says 元 or 万元; write it into the heading"))
        found = typed.counted(value, unit)
        if found is None:
            raise Doubt(_("{text} comes to less than a fen, or below zero").format(text=written(value)))
        return found
    text = line_of(value)
    if typed.is_nothing(text) or _NOT_YET.match(text):
        return None
    money = typed.money(text, unit)
    if money is None:
        message = _("“{text}” is no amount; write it as 12.5 below a heading with 万元, or as 12.5万元")
        raise Doubt(message.format(text=text))
    if unit is None and not money.unit_said:
        raise Doubt(_("neither the heading nor the cell says 元 or 万元; write it into the heading"))
    return money.yuan


def names_of(values: Sequence[Cell]) -> tuple[str, ...]:
    """Read the names of a cell, or of the cells of a case that takes several rows; raises Doubt."""
    found = typed.names("\n".join(text_of(one) for one in values))
    if found.more:
        raise Doubt(_("the list ends in 等 and names not all; write every name"))
    for name in found.names:
        if _SEVERAL.fullmatch(name):
            raise Doubt(_("“{text}” may be several names; put 、 between them").format(text=name))
    return tuple(" ".join(one.split()) for one in found.names)
