"""The JSON of every answer: one head, one way to write days and amounts, one line a field or entry of a list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from ecoclaim import __version__
from ecoclaim.words import Label

SCHEMA = 1


def answer(today: date, body: Mapping[str, object]) -> str:
    """Write the body under the head every answer has: schema, today, version."""
    return "".join(pieces(today, body))


def pieces(today: date, body: Mapping[str, object]) -> Iterator[str]:
    """Write an answer piece by piece, so that a long one never stands in memory whole; a list may be an iterator."""
    return _pieces({"schema": SCHEMA, "today": today, "ecoclaim": __version__, **body})


def dumps(value: object) -> str:
    """Write JSON for people and programs: Chinese as it is, one line a field and an entry, a last line end."""
    return "".join(_pieces(value)) if isinstance(value, Mapping) else _line(value) + "\n"


def entry(value: object) -> bytes:
    """Write an entry of a list ahead of the answer it belongs to, which takes it as it is."""
    return _line(value).encode()


def _pieces(fields: Mapping[str, object]) -> Iterator[str]:
    before = "{\n"
    for key, value in fields.items():
        yield f"{before}  {_line(key)}: "
        before = ",\n"
        if isinstance(value, (list, tuple, Iterator)):
            yield from _entries(value)
        else:
            yield _line(value)
    yield "\n}\n" if fields else "{}\n"


def _entries(entries: list[object] | tuple[object, ...] | Iterator[object]) -> Iterator[str]:
    before = "[\n    "
    for one in entries:
        yield before + (one.decode() if isinstance(one, bytes) else _line(one))
        before = ",\n    "
    yield "[]" if before.startswith("[") else "\n  ]"


def _written(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (Decimal, Label)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


# Without an indent the library writes in C, ten times as fast; nothing of ours holds itself.
_line = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_written).encode
