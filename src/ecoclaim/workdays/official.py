"""What the State Council's holiday notices said of which day, and the statutory holidays of other years.

Alone knows the `holidays` library: which of its years are official, and how it names things. It loads when
the first day is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says of one day: worked or off, for which festival, and the notice's title."""

    worked: bool
    name: str
    title: str


def official_notices() -> Mapping[int, Mapping[date, Said]]:
    """Read what the notice of each official year says of which days.

    The library and chinesecalendar agree on every day from 2004 to 2026 but 2005-12-31, a Saturday. The
    library has it worked and is right (国办发明电〔2005〕35号, 一: 12月31日（星期六）上班).
    """
    from holidays import country_holidays

    years = sorted(country_holidays("CN").special_public_holidays)
    library = country_holidays("CN", years=years, language="zh_CN")
    swaps = {date.fromisoformat(found[0]): day for day in library if (found := _SWAPPED.search(library[day]))}

    def is_off(day: date) -> bool:
        return day not in library.weekend_workdays and (day in library or day.weekday() >= 5)

    def festivals(day: date) -> str:
        return "、".join(dict.fromkeys(name for near in _run(day, is_off) for name in _names(library.get(near))))

    said: dict[int, dict[date, Said]] = {year: {} for year in years}
    for day in library:
        name = "、".join(_names(library[day])) or festivals(day)
        said[_settled_by(day)][day] = Said(False, name, _title_for(day))
    for day in library.weekend_workdays:
        name = festivals(swaps[day]) + "调休" if day in swaps else ""
        said[_settled_by(day)][day] = Said(True, name, _title_for(day))
    return said


def statutory_days(year: int) -> Mapping[date, str]:
    """Name the statutory holidays of a year without a notice; the library works them out for 1950 to 2100.

    Thirteen days by the rule of 2025, fewer by the rules before. Where a holiday on a weekend moves to is for
    the notice to say, so nothing is moved (`observed`).
    """
    from holidays import country_holidays

    if year not in statutory_years():  # it would take its time to find nothing
        return {}
    library = country_holidays("CN", years=year, language="zh_CN", observed=False)
    return {day: "、".join(_names(library[day])) for day in library if day.year == year}


@cache
def statutory_years() -> range:
    """Give the years of which the library works out the statutory holidays."""
    from holidays import country_holidays

    library = country_holidays("CN")
    return range(library.start_year, library.end_year + 1)


def title(year: int) -> str:
    """Give the title of the notice for a year."""
    found: str = _titles()["years"].get(str(year), f"国务院办公厅关于{year}年部分节假日安排的通知")
    return found


@cache
def _titles() -> Mapping[str, Any]:
    """Read the titles that are not like the others: those before 2004, and of notices for one holiday of a year."""
    found: Mapping[str, Any] = json.loads((files("ecoclaim") / "workdays" / "titles.json").read_text("utf-8"))
    return found


def _title_for(day: date) -> str:
    single = (one["title"] for one in _titles()["single"] if one["from"] <= day.isoformat() <= one["until"])
    return next(single, title(_settled_by(day)))


def _settled_by(day: date) -> int:
    """Tell whose year's notice settles the day: no festival is in December, only swaps for New Year's Day."""
    return day.year + 1 if day.month == 12 else day.year


def _names(entry: str | None) -> list[str]:
    """Take the festivals out of a library entry; a day that is only swapped has none."""
    names = [name.removesuffix("（补假）") for name in (entry or "").split("; ")]
    return [_SAME_FESTIVAL.get(name, name) for name in names if name and not _SWAPPED.search(name)]


_SAME_FESTIVAL = {"农历除夕": "春节", "春节延长假期": "春节"}

# What the library writes on a day off that a weekend day makes up for: 休息日（由 2026-02-14 调休）.
_SWAPPED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _run(day: date, belongs: Callable[[date], bool]) -> Iterator[date]:
    """Go through the unbroken run of days that belong with the day."""
    while belongs(day - _DAY):
        day -= _DAY
    while belongs(day):
        yield day
        day += _DAY
