"""How git is told to merge lists of entries by our own command, and what it does where it was not told.

A clone brings .gitattributes along but not the setting it names. Without the setting git merges line by line and
leaves a plain conflict where both sides wrote; where the setting names an ecoclaim that is gone, or ecoclaim finds
a real conflict, the command falls back to the same. Never does a side get lost in silence. What a person set
there is kept: it runs when that person merges, never by us.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from ecoclaim.archive.git import ask, tell
from ecoclaim.archive.repository import Repository
from ecoclaim.ledger.places import DRIVER

_NAME, _COMMAND = f"merge.{DRIVER}.name", f"merge.{DRIVER}.driver"


def driver_works(place: Repository) -> bool:
    """Tell whether this clone merges entries by a program that is there."""
    said = place.settings.get(_COMMAND)
    if not said:
        return False
    try:
        return Path(shlex.split(said)[0]).is_file()
    except (ValueError, IndexError, OSError):
        # A program in a folder of another user, which we may not enter, is none for us.
        return False


def register_driver(place: Repository) -> bool:
    """Tell this clone how to merge entries, unless it knows; gives whether it does now."""
    if driver_works(place):
        return True
    name = ask(place.top, "set", _NAME, "ecoclaim: entries of events.yaml and reports.yaml")
    command = ask(place.top, "set", "--replace-all", _COMMAND, _command())
    return name.code == command.code == 0


def merges_by_driver(place: Repository, path: str) -> bool:
    """Tell whether .gitattributes has git merge this file by our command."""
    answer = tell(place.root, "check-attr", "merge", "--", path, settings=place.settings).out
    return answer.split(b"\0")[2:3] == [DRIVER.encode()]


def _command() -> str:
    ours = f"{shlex.quote(Path(sys.executable).as_posix())} -m ecoclaim merge-events %O %A %B %P"
    return f"{ours} || git merge-file -L ours -L base -L theirs %A %O %B"
