"""Freeze what the `holidays` library knows into the program's data: `python tests/freeze_holidays.py`.

To be run when a new version of the library knows a new notice. Titles, numbers and dates of the notices stay as they
stand there (the library has none); those of a new one are to be written in by hand, from the notice itself.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ecoclaim.workdays import library

DATA = Path(__file__).parents[1] / "src" / "ecoclaim" / "workdays" / "national.json"


def frozen(heads: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the days that the library knows under the heads of the notices that named them."""
    official = library.official_years()
    single = [one for one in heads if "from" in one]
    whole = {one["year"]: one for one in heads if "from" not in one}
    notices = []
    for year, days in official.items():
        of_others = {day for one in single for day in days if _is_of(one, day)}
        head = whole.get(year, {"year": year, "number": None, "date": None})
        notices.append({**head, **_listed({day: said for day, said in days.items() if day not in of_others})})
        notices += [
            {**one, **_listed({day: said for day, said in days.items() if _is_of(one, day)})}
            for one in single
            if one["year"] == year
        ]
    statutory = {
        str(year): {f"{day:%m-%d}": name for day, name in library.statutory_days(year).items()}
        for year in library.statutory_years()
    }
    return {"library": library.installed(), "notices": notices, "statutory": statutory}


def _is_of(one: dict[str, Any], day: date) -> bool:
    return bool(one["from"] <= day.isoformat() <= one["until"])


def _listed(days: dict[date, library.Named]) -> dict[str, dict[str, str]]:
    return {
        key: {day.isoformat(): name for day, (worked, name) in sorted(days.items()) if worked is wanted}
        for key, wanted in (("off", False), ("make_up", True))
    }


def written(data: dict[str, Any]) -> str:
    """Write it a notice's field and a year a line, so that a new notice is a readable change."""
    lines = [f'{{\n "library": {_line(data["library"])},\n "notices": [']
    heads = (
        ",\n".join(f"   {_line(key)}: {_line(value)}" for key, value in notice.items()) for notice in data["notices"]
    )
    lines.append(",\n".join(f"  {{\n{head}\n  }}" for head in heads))
    lines.append(' ],\n "statutory": {')
    lines.append(",\n".join(f"  {_line(year)}: {_line(days)}" for year, days in data["statutory"].items()))
    lines.append(" }\n}\n")
    return "\n".join(lines)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def heads() -> list[dict[str, Any]]:
    """Read the heads that stand in the data: everything of a notice but its days."""
    notices = json.loads(DATA.read_text("utf-8"))["notices"]
    return [{key: value for key, value in one.items() if key not in ("off", "make_up")} for one in notices]


if __name__ == "__main__":
    DATA.write_text(written(frozen(heads())), "utf-8")
