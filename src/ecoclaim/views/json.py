"""The JSON of every answer: one head, one way to write days and amounts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ecoclaim import __version__
from ecoclaim.words import Label

SCHEMA = 1


def answer(today: date, body: Mapping[str, object]) -> str:
    """Write the body under the head every answer has: schema, today, version."""
    return dumps({"schema": SCHEMA, "today": today, "ecoclaim": __version__, **body})


def dumps(value: object) -> str:
    """Write JSON for people and programs: Chinese as it is, two spaces a level, a last line end."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_written) + "\n"


def _written(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Decimal() | Label():
            return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
