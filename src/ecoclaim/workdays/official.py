"""What the State Council's holiday notices said of which day, and the statutory holidays of other years.

Alone reads `national.json`, where each notice stands with its number, its date and the days that it names, frozen from
the library by `tests/freeze_holidays.py`. A year that is not in it is asked of the library, where a newer one is there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ecoclaim.workdays import library


@dataclass(frozen=True, slots=True)
class Said:
    """What a source says of one day: worked or off, for which festival, and the source as it is cited.

    `verified` is false for a source that is known at second hand only.
    """

    worked: bool
    name: str
    title: str
    verified: bool = True


def official_notices() -> Mapping[int, Mapping[date, Said]]:
    """Give what the notice of each official year says of which days."""
    if _is_frozen():
        return _frozen_notices()
    asked = library.official_years()
    newer = {
        year: {day: Said(worked, name, title(year)) for day, (worked, name) in days.items()}
        for year, days in asked.items()
        if year not in _frozen_notices()
    }
    return {**_frozen_notices(), **newer}


def statutory_days(year: int) -> Mapping[date, str]:
    """Name the statutory holidays of a year; none of a year for which nobody works them out."""
    frozen = _frozen()["statutory"].get(str(year))
    if frozen is not None:
        return {date.fromisoformat(f"{year}-{day}"): name for day, name in frozen.items()}
    return library.statutory_days(year) if not _is_frozen() and year in library.statutory_years() else {}


@cache
def statutory_years() -> range:
    """Give the years of which the statutory holidays are worked out."""
    if not _is_frozen():
        return library.statutory_years()
    years = [int(year) for year in _frozen()["statutory"]]
    return range(min(years), max(years) + 1)


@cache
def title(year: int) -> str:
    """Cite the notice for a year, with its number where that is known."""
    whole_year = (one for one in _frozen()["notices"] if one["year"] == year and "from" not in one)
    return next(map(_cited, whole_year), usual(year, None))


def cited(title: str, number: str | None) -> str:
    """Cite a notice by its title and its number, where it has one."""
    return f"{title}（{number}）" if number else title


def usual(year: int, number: str | None) -> str:
    """Cite a notice for a year by the title that these notices have, and its number, where it has one."""
    return cited(_usual_title(year), number)


def _usual_title(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def _cited(notice: Mapping[str, Any]) -> str:
    return cited(notice.get("title") or _usual_title(notice["year"]), notice.get("number"))


@cache
def _frozen() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads((files("ecoclaim") / "workdays" / "national.json").read_bytes())
    return found


@cache
def _is_frozen() -> bool:
    """Tell whether the library that is installed is the one that was frozen, so that it knows nothing more."""
    return library.installed() in ("", _frozen()["library"])


@cache
def _frozen_notices() -> Mapping[int, Mapping[date, Said]]:
    said: dict[int, dict[date, Said]] = {}
    for notice in _frozen()["notices"]:
        said.setdefault(notice["year"], {}).update(_days(notice))
    return said


def _days(notice: Mapping[str, Any]) -> Iterator[tuple[date, Said]]:
    name = _cited(notice)
    for worked, key in ((False, "off"), (True, "make_up")):
        for day, festival in notice[key].items():
            yield date.fromisoformat(day), Said(worked, festival, name)
