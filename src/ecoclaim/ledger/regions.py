"""The calendars of regions that ship with ecoclaim, which a rule pack names by `calendar: NAME`."""

from __future__ import annotations

from functools import cache

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile
from ecoclaim.ledger.places import shipped
from ecoclaim.model.calendar import RegionalCalendar
from ecoclaim.model.values import shaped
from ecoclaim.outside.files import contents
from ecoclaim.packs import Pack
from ecoclaim.words import _

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
    file = f"{name}.yaml"
    document = yamlfile.read(contents(shipped("calendars") / file), file)
    return shaped(RegionalCalendar, document.tree, document.path, document.place)


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
