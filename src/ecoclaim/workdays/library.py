"""What the `holidays` library knows: the days that official notices named, and the statutory holidays of a year.

The only user of the library, which takes a tenth of a second to load: what it knows is frozen in `national.json`, and
it is asked only where another version of it is installed than the one that was frozen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

_DAY = timedelta(days=1)

# A day that a notice names: whether it is worked, and for which festival.
Named = tuple[bool, str]


def installed() -> str:
    """Give the version of the library that is installed, without loading it; empty where there is none."""
    spec = find_spec("holidays")
    if spec is None or spec.origin is None:
        return ""
    # Its folder beside the package says the version; to import the standard library's reader takes ten times as long.
    for found in Path(spec.origin).parents[1].glob("holidays-*.dist-info"):
        return found.name.removeprefix("holidays-").removesuffix(".dist-info")
    from importlib.metadata import version

    return version("holidays")


def official_years() -> Mapping[int, Mapping[date, Named]]:
    """Ask for each day that the notices of each official year named.

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

    said: dict[int, dict[date, Named]] = {year: {} for year in years}
    for day in library:
        said[settled_by(day)][day] = (False, "、".join(_names(library[day])) or festivals(day))
    for day in library.weekend_workdays:
        said[settled_by(day)][day] = (True, festivals(swaps[day]) + "调休" if day in swaps else "")
    return said


def statutory_years() -> range:
    """Ask for which years the library works out the statutory holidays."""
    from holidays import country_holidays

    library = country_holidays("CN")
    return range(library.start_year, library.end_year + 1)


def statutory_days(year: int) -> Mapping[date, str]:
    """Ask for the statutory holidays of a year: thirteen days by the rule of 2025, fewer by the rules before.

    Where a holiday on a weekend moves to is for the notice to say, so nothing is moved (`observed`).
    """
    from holidays import country_holidays

    library = country_holidays("CN", years=year, language="zh_CN", observed=False)
    return {day: "、".join(_names(library[day])) for day in sorted(library) if day.year == year}


def settled_by(day: date) -> int:
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
