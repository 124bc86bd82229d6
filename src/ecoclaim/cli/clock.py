"""What day it is: the only clock. "Today" is that of `--on`, of `ECOCLAIM_TODAY` or, by the machine's clock, of China.

Periods run by the days of the office, whatever zone its computer is set to.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime, timedelta, timezone

from ecoclaim.cli import console
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _

# No summer time since 1991.
_CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """Give the day of `ECOCLAIM_TODAY`, else the day that it is in China."""
    text = os.environ.get("ECOCLAIM_TODAY")
    return day(text, "ECOCLAIM_TODAY") if text else now().date()


def now() -> datetime:
    """Give the time that it is in China, by the machine's clock."""
    return datetime.now(_CHINA)


def day(text: str, name: str, on: date | None = None) -> date:
    """Read a day that a person wrote for this argument; raises WrongUsage with the cure.

    `on` is the day that 今天 is; where it is not given, such words are not known.
    """
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise WrongUsage(_("{name}: {text} is not in the calendar").format(name=name, text=text)) from None
    from ecoclaim.desk.ear import Ear

    meant = Ear(on, console.say).scalar("day", text)
    if meant != text:
        return date.fromisoformat(meant)
    raise WrongUsage(_("{name}: {text} is not a day; write it as 2026-09-08").format(name=name, text=text))
