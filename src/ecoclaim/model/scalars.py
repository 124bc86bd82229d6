"""What a scalar of a ledger file may be: days, amounts, yes or no, numbers, each made of the characters written.

Alone knows how `2026-09-08`, `1286400.50` or `是` become values, and the sentence that says why a text does not.
Every function takes text (or an already made value) and returns the value; a wrong text raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, Strict, WithJsonSchema

from ecoclaim.model import shapes
from ecoclaim.slips import slip_of_day, slip_of_number
from ecoclaim.words import _

_AMOUNT = re.compile(shapes.AMOUNT_PATTERN)
_WHOLE = re.compile(shapes.WHOLE_PATTERN)
_PERCENT = re.compile(shapes.PERCENT_PATTERN)
_CLOCK = re.compile(shapes.CLOCK_PATTERN)
_MONTH_DAY = re.compile(shapes.MONTH_DAY_PATTERN)
_CASE_ID = re.compile(shapes.CASE_NUMBER)
_KEY = re.compile(r"\w{1,20}")
_PERIOD = re.compile(shapes.PERIOD_PATTERN)
_YES_NO = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


def day(value: object) -> date:
    """Read a day written YYYY-MM-DD."""
    if isinstance(value, date):
        return value
    text = written(value)
    if len(text) == 10 and text[4] == "-" == text[7] and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(_("the calendar has no day {text}").format(text=text)) from None
    meant = slip_of_day(text)
    if meant:
        raise ValueError(_("write the day as {meant}, not {text}").format(meant=meant, text=text))
    raise ValueError(_("{text} is not a day; write it like 2026-09-08").format(text=quoted(text)))


def amount(value: object) -> Decimal:
    """Read an amount in yuan with at most two decimals (fen)."""
    if isinstance(value, Decimal):
        return value
    text = written(value)
    if _AMOUNT.fullmatch(text):
        return Decimal(text)
    meant = slip_of_number(text)
    if meant:
        raise ValueError(_("write the amount as {meant}, not {text}").format(meant=meant, text=text))
    raise ValueError(
        _("{text} is not an amount; write yuan like 1286400.50, at most 15 digits and 2 decimals").format(
            text=quoted(text)
        )
    )


def whole(value: object) -> int:
    """Read a whole number from 0 to 999999999."""
    if isinstance(value, int):
        return value
    text = written(value)
    if _WHOLE.fullmatch(text):
        return int(text)
    meant = slip_of_number(text)
    if meant:
        raise ValueError(_("write the number as {meant}, not {text}").format(meant=meant, text=text))
    raise ValueError(_("{text} is not a whole number").format(text=quoted(text)))


def percent(value: object) -> Decimal:
    """Read a share in percent, from 0 to 100."""
    if isinstance(value, Decimal):
        return value
    text = written(value)
    if _PERCENT.fullmatch(text) and Decimal(text) <= 100:
        return Decimal(text)
    raise ValueError(_("{text} is not a share in percent from 0 to 100").format(text=quoted(text)))


def yes_no(value: object) -> bool:
    """Read true, yes, 是 or false, no, 否."""
    if isinstance(value, bool):
        return value
    text = written(value)
    try:
        return _YES_NO[text.lower()]
    except KeyError:
        raise ValueError(_("{text} is neither true nor false (是 or 否)").format(text=quoted(text))) from None


def clock(value: object) -> str:
    """Read a time of day written HH:MM."""
    text = written(value)
    if _CLOCK.fullmatch(text):
        return text
    raise ValueError(_("{text} is not a time of day; write it like 09:30").format(text=quoted(text)))


def month_day(value: object) -> tuple[int, int]:
    """Read a day of the year written MM-DD as (month, day)."""
    if isinstance(value, tuple):
        return value
    text = written(value)
    if _MONTH_DAY.fullmatch(text):
        return int(text[:2]), int(text[3:])
    raise ValueError(_("{text} is not a day of the year; write it like 07-10").format(text=quoted(text)))


def case_id(value: object) -> str:
    """Read the name of a case's folder, YYYY-NNNN."""
    text = written(value)
    if _CASE_ID.fullmatch(text) and text.isascii():
        return text
    raise ValueError(_("{text} is not a case id; write it like 2026-0007").format(text=quoted(text)))


def key(value: object) -> str:
    """Read the key of an obligor: letters and digits, at most twenty."""
    text = written(value)
    if _KEY.fullmatch(text):
        return text
    raise ValueError(_("{text} cannot be a key; use one or a few letters or digits, like A").format(text=quoted(text)))


def keys(value: object) -> tuple[str, ...]:
    """Read one key or a list of keys, each once."""
    found = value if isinstance(value, (list, tuple)) else (value,)
    return tuple(dict.fromkeys(key(one) for one in found))


def period(value: object) -> str:
    """Read a reporting period: 2026Q3, 2026H1 or 2026."""
    text = written(value)
    if _PERIOD.fullmatch(text):
        return text
    raise ValueError(_("{text} is not a period; write 2026Q3, 2026H1 or 2026").format(text=quoted(text)))


def text(value: object) -> str:
    """Read a text."""
    return written(value)


def texts(value: object) -> tuple[str, ...]:
    """Read a list of texts; one text alone is a list of one."""
    if isinstance(value, (list, tuple)):
        return tuple(written(item) for item in value if item is not None)
    return (written(value),)


def wholes(value: object) -> tuple[int, ...]:
    """Read a list of whole numbers; one alone is a list of one."""
    if isinstance(value, (list, tuple)):
        return tuple(whole(item) for item in value if item is not None)
    return (whole(value),)


def written(value: object) -> str:
    """Give the characters written, or say that something else stands here."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        raise ValueError(_("here belongs one value, not fields with values of their own"))
    if isinstance(value, (list, tuple)):
        raise ValueError(_("here belongs one value, not a list"))
    raise ValueError(_("a value is missing"))


def quoted(text: str) -> str:
    """Quote a text for a sentence, shortened where it is long."""
    shown = text if len(text) <= 40 else text[:40] + "…"
    return f"“{shown}”"


# The one kind so frequent that pydantic's own is worth it; `values` says what is wrong as `written` does.
Text = Annotated[str, Strict(), WithJsonSchema(shapes.TEXT)]
CaseId = Annotated[str, PlainValidator(case_id), WithJsonSchema(shapes.CASE_ID)]
Key = Annotated[str, PlainValidator(key), WithJsonSchema(shapes.KEY)]
Keys = Annotated[tuple[str, ...], PlainValidator(keys), WithJsonSchema(shapes.KEYS)]
Period = Annotated[str, PlainValidator(period), WithJsonSchema(shapes.PERIOD)]
Day = Annotated[date, PlainValidator(day), WithJsonSchema(shapes.DAY)]
Amount = Annotated[Decimal, PlainValidator(amount), WithJsonSchema(shapes.AMOUNT)]
Whole = Annotated[int, PlainValidator(whole), WithJsonSchema(shapes.WHOLE)]
Percent = Annotated[Decimal, PlainValidator(percent), WithJsonSchema(shapes.PERCENT)]
YesNo = Annotated[bool, PlainValidator(yes_no), WithJsonSchema(shapes.YES_NO)]
Clock = Annotated[str, PlainValidator(clock), WithJsonSchema(shapes.CLOCK)]
MonthDay = Annotated[tuple[int, int], PlainValidator(month_day), WithJsonSchema(shapes.MONTH_DAY)]
Texts = Annotated[tuple[str, ...], PlainValidator(texts), WithJsonSchema(shapes.TEXTS)]


def _switch(value: Any) -> Any:
    words = {"on": True, "off": False, "开": True, "关": False}
    return words.get(value, value) if isinstance(value, str) else value


Switch = Annotated[YesNo, BeforeValidator(_switch), WithJsonSchema(shapes.SWITCH)]
