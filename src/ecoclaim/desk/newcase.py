"""A new case: the next number's folder with case.yaml and the clue as its first event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ecoclaim import yamlfile
from ecoclaim.desk.ear import QUIET, Ear
from ecoclaim.desk.fields import event_named, field_named, field_value
from ecoclaim.desk.numbers import next_number
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.ledger import fresh
from ecoclaim.ledger.load import load_pack, pack_names
from ecoclaim.ledger.opened import new_case
from ecoclaim.ledger.places import CASE
from ecoclaim.ledger.places import EVENTS as EVENTS_FILE
from ecoclaim.model.case import obligor_key
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Pack
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new case begins with: its title, which clue event on which day, by which channel, about whom."""

    title: str
    event: str
    day: date | None
    channel: str
    obligors: tuple[str, ...]


def pack_of_new(at: Opened, name: str) -> Pack:
    """Give the pack that a new case follows, by default the office's.

    Raises WrongUsage where none is named, NotFound where there is none of that name.
    """
    name = name or at.office.pack or ""
    if not name:
        raise WrongUsage(_("no rule pack is named: add --pack NAME, or pack: NAME to ecoclaim.yaml"))
    if name not in pack_names(at.root):
        raise NotFound(
            _("there is no rule pack {name}; there are: {packs}").format(
                name=name, packs=_(", ").join(pack_names(at.root))
            )
        )
    return load_pack(at.root, name)


def channel_named(said: Beginning, pack: Pack, text: str, ear: Ear = QUIET) -> str:
    """Find the channel that a person means by name or title; raises WrongUsage where the pack has none such."""
    kind = event_named(said.event)
    value = field_value(kind, field_named(kind, "channel"), text, pack, ear) if text else ""
    return str(value or "")


def begun(at: Opened, pack: Pack, said: Beginning) -> tuple[str, int]:
    """Write the case's folder and commit it; gives its number and the exit code."""
    assert said.day is not None
    entry: dict[str, Tree] = {"event": said.event, "date": said.day.isoformat()}
    if said.channel:
        entry["channel"] = said.channel
    obligors = [(obligor_key(number), name) for number, name in enumerate(said.obligors) if name]
    domains = "，".join(f"{name} {one.title.zh}" for name, one in pack.domains.items())

    def files(case: str) -> dict[str, bytes]:
        file = fresh.case_file(case, title=said.title, pack=pack.name, obligors=obligors, hints={("domain",): domains})
        events = fresh.events_file(case, said.title)
        return {
            CASE: file,
            EVENTS_FILE: yamlfile.append(events, entry, EVENTS[said.event].label.zh, EVENTS_FILE),
        }

    with writing_in(at) as pen:
        case = next_number(pen, at.on.year)
        with new_case(at.root, case, files(case)) as made:
            return case, pen.write(made, Act("new-case", case))
