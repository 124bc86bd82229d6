"""What the State Council's holiday notices said of which day, and the statutory holidays of other years.

Alone knows the `holidays` library: which of its years are official, and how it names things. It loads when
the first day is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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
    return _TITLES.get(year, f"国务院办公厅关于{year}年部分节假日安排的通知")


# Before 2004 the notices had titles of their own; three more came within a year, each for one holiday.
_TITLES = {
    2001: "国务院办公厅关于2001年春节、“五一”、“十一”放假安排的通知",
    2002: "国务院办公厅关于2002年部分节假日休息安排的通知",
    2003: "国务院办公厅关于2003年部分节假日休息安排的通知",
}
_SINGLE_NOTICES = (
    (
        date(2015, 9, 3),
        date(2015, 9, 6),
        "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
    ),
    (date(2019, 4, 28), date(2019, 5, 5), "国务院办公厅关于调整2019年劳动节假期安排的通知"),
    (date(2020, 1, 31), date(2020, 2, 2), "国务院办公厅关于延长2020年春节假期的通知"),
)


def _title_for(day: date) -> str:
    return next((name for first, last, name in _SINGLE_NOTICES if first <= day <= last), title(_settled_by(day)))


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
