"""The holiday notices that an office has entered under calendars/, by file, and where two of them contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.ledger.load import load_notice, read_file, shown
from ecoclaim.model.calendar import HolidayNotice
from ecoclaim.words import _
from ecoclaim.workdays import Layers

FOLDER = "calendars"


def entered_notices(root: Path) -> tuple[dict[str, HolidayNotice], list[Problem]]:
    """Load what lies under calendars/, by its path in the ledger; a bad file is a problem and says nothing."""
    found: dict[str, HolidayNotice] = {}
    problems: list[Problem] = []
    for path in sorted((root / FOLDER).glob("*.yaml")):
        try:
            found[shown(root, path)] = load_notice(root, path)
        except BadFile as fault:
            problems += fault.problems
        except NotFound as fault:
            problems.append(Problem(shown(root, path), None, None, "", str(fault)))
    return found, problems


def contradictions(root: Path, notices: Mapping[str, HolidayNotice]) -> Iterator[Problem]:
    """Find the days that one file has off and another has worked, each told at the file that has it worked."""
    if len(notices) < 2:
        return
    for one in Layers(notices).contradictions:
        line, column = _place(root, one.worked, notices[one.worked], one.day)
        message = _("{day} is worked here and off in {other}; correct the one that is wrong, until then neither counts")
        text = message.format(day=one.day.isoformat(), other=one.off)
        yield Problem(one.worked, line, column, "make_up", text)


def _place(root: Path, file: str, notice: HolidayNotice, day: date) -> tuple[int, int]:
    document = read_file(root, Path(root, file))
    return document.place(("make_up", notice.make_up.index(day)))
