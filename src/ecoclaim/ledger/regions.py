"""The calendars of regions that ship with ecoclaim, which a rule pack names by `calendar: NAME`."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, Stop
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.ledger.places import MARK, shipped
from ecoclaim.ledger.trees import shipped_document
from ecoclaim.model.shapes import FORMAT
from ecoclaim.outside.files import contents
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.model.calendar import RegionalCalendar
    from ecoclaim.packs import Pack

# What a pack says that takes no region's days over from the one it extends.
NONE = "none"


def region_names() -> list[str]:
    """List the calendars that a pack may name."""
    return [NONE, *sorted(file.stem for file in shipped("calendars").glob("*.yaml"))]


@cache
def regional_calendar(name: str | None) -> RegionalCalendar | None:
    """Load the calendar of a region by the name that a pack gives it; None where only the nation's days count."""
    if name is None or name == NONE:
        return None
    from ecoclaim.model.calendar import RegionalCalendar
    from ecoclaim.model.values import shaped

    file = f"{name}.yaml"
    document = yamlfile.read(contents(shipped("calendars") / file), file)
    return shaped(RegionalCalendar, document.tree, document.path, document.place)


def region_told(root: Path) -> str | None:
    """Tell by the texts alone which region's calendar a ledger counts by; `none` where only the nation's days count.

    Gives None where more is to be read and judged: notices or a pack of the office's own, or settings that are wrong.
    """
    try:
        refuse_way_out(root, root / MARK, MARK)
        settings = yamlfile.read(contents(root / MARK, yamlfile.LARGEST_FILE), MARK).tree
    except Stop:
        return None
    if not isinstance(settings, dict) or settings.get("format") != str(FORMAT):
        return None
    if any((root / "calendars").glob("*.yaml")):
        return None
    return _region_of(root, settings.get("pack"))


def _region_of(root: Path, name: object) -> str | None:
    """Go from a shipped pack to those it extends until one names a calendar."""
    if not isinstance(name, str) or os.path.lexists(root / "packs" / f"{name}.yaml"):
        return None
    path = shipped("rules") / f"{name}.yaml"
    if Path(name).name != name or not path.is_file():
        return None
    tree = shipped_document(path).tree
    assert isinstance(tree, dict)
    if isinstance(tree.get("calendar"), str):
        return str(tree["calendar"])
    return _region_of(root, tree["extends"]) if tree.get("extends") else NONE


def refuse_unknown_calendar(pack: Pack) -> Pack:
    """Give a pack back; raises BadFile, at the file that says it, where its calendar is none that ships."""
    known = region_names()
    said = {example.calendar: "rules" for rule in pack.rules for example in rule.examples} | {pack.calendar: "calendar"}
    wrong = [(name, field) for name, field in said.items() if name is not None and name not in known]
    if not wrong:
        return pack
    message = _(
        "there is no calendar {name}; known are: {known}. Days of your own go into calendars/, with their issuer"
    )
    raise BadFile([pack.problem(at, message.format(name=name, known=_(", ").join(known))) for name, at in wrong])
