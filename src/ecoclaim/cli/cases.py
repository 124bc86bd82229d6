"""`new-case`: the next case's folder, with its first event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import clock, console
from ecoclaim.cli.options import Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import Stop, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.deadlines import Deadline
    from ecoclaim.packs import Pack

_KEYS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new case begins with: its title, which clue event on which day, by which channel, about whom."""

    title: str
    event: str
    day: date | None
    channel: str
    obligors: tuple[str, ...]


@explained(
    later(
        "Makes the next case folder of this year with case.yaml and events.yaml. The case begins with its clue: found "
        "by own screening (--found) or received from others (--received); the preliminary review runs from that day. "
        "At a terminal what is missing is asked for."
    ),
    later(
        "ecoclaim new-case --title 'Waste water in a pit' --received 2026-09-08 --channel complaint --obligor 'X Ltd'"
    ),
    "ecoclaim new-case",
)
def new_case(
    on: On,
    title: Annotated[str, typer.Option("--title", metavar=later("TITLE"), help=later("What the case is about."))] = "",
    received: Annotated[
        date | None,
        typer.Option(
            "--received",
            metavar=later("DATE"),
            parser=day_for("--received"),
            help=later("The day the clue was received from others."),
        ),
    ] = None,
    found: Annotated[
        date | None,
        typer.Option(
            "--found",
            metavar=later("DATE"),
            parser=day_for("--found"),
            help=later("The day own screening found the clue."),
        ),
    ] = None,
    channel: Annotated[
        str,
        typer.Option(
            "--channel",
            metavar=later("CHANNEL"),
            help=later("How the clue came, by name or title as the rule pack lists them, e.g. complaint."),
        ),
    ] = "",
    obligor: Annotated[
        list[str] | None,
        typer.Option(
            "--obligor", metavar=later("NAME"), help=later("Who may owe compensation; the keys are A, B, … in order.")
        ),
    ] = None,
    pack: Annotated[
        str,
        typer.Option(
            "--pack", metavar=later("NAME"), help=later("The rule pack of this case; without it the ledger's.")
        ),
    ] = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Make the next case folder with its first event."""
    from ecoclaim.cli.desk import desk

    at = desk(ledger, on)
    rules = _pack(at, pack)
    if received and found:
        raise WrongUsage(_("give one of --received and --found; record the other one afterwards"))
    said = Beginning(
        _one_line("--title", title),
        "clue-found" if found else "clue-received",
        received or found,
        channel,
        tuple(_one_line("--obligor", one) for one in obligor or ()),
    )
    case, code = _made(at, rules, _complete(said, rules, on))
    _tell(at, case, format)
    return code


def _pack(at: Desk, name: str) -> Pack:
    from ecoclaim.errors import NotFound
    from ecoclaim.ledger.load import load_pack, pack_names

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


def _complete(said: Beginning, pack: Pack, on: date) -> Beginning:
    """Ask for what is missing, or say all of it at once where nobody can be asked."""
    from ecoclaim.desk.judging import refuse_future

    if said.title and said.day:
        said = replace(said, channel=_channel(said, pack, said.channel))
    elif console.can_ask():
        said = _asked(said, pack, on)
    else:
        missing = [*([] if said.title else ["--title"]), *([] if said.day else [_("--received or --found")])]
        raise WrongUsage(_("missing: {names}").format(names=_(", ").join(missing)))
    assert said.day is not None
    refuse_future(said.day, on)
    return said


def _asked(said: Beginning, pack: Pack, on: date) -> Beginning:
    while not said.title:
        said = replace(said, title=_one_line("--title", console.ask(_("What is the case about (title)"))))
    if said.day is None:
        how = console.ask(_("Was the clue received (r) or found by own screening (f)"), "r")
        event = "clue-found" if how.lower() in ("f", "found", "发现", "筛查") else "clue-received"
        said = replace(said, event=event, day=_asked_day(_("On which day"), on))
    if not said.channel:
        for number, entry in enumerate(pack.channels.values(), 1):
            console.say(f"  {number:>2}  {entry.title}")
        said = replace(said, channel=_asked_channel(said, pack))
    else:
        said = replace(said, channel=_channel(said, pack, said.channel))
    if not said.obligors:
        names: list[str] = []
        while name := console.ask(_("Name of obligor {key} (Enter: no more)").format(key=_key(len(names)))):
            names.append(_one_line("--obligor", name))
        said = replace(said, obligors=tuple(names))
    return said


def _asked_day(question: str, default: date) -> date:
    while True:
        try:
            return clock.day(console.ask(question, default.isoformat()), _("Date"))
        except WrongUsage as fault:
            console.say(str(fault))


def _asked_channel(said: Beginning, pack: Pack) -> str:
    names = list(pack.channels)
    while True:
        text = console.ask(_("By which channel (number or name; Enter: leave open)"))
        if text.isdigit() and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        try:
            return _channel(said, pack, text)
        except Stop as fault:
            console.say(str(fault))


def _channel(said: Beginning, pack: Pack, text: str) -> str:
    from ecoclaim.cli.fields import event_named, field_named, field_value

    kind = event_named(said.event)
    value = field_value(kind, field_named(kind, "channel"), text, pack) if text else ""
    return str(value or "")


def _one_line(name: str, text: str) -> str:
    text = text.strip()
    if any(not sign.isprintable() and sign != "\u3000" for sign in text):
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=name))
    return text


def _key(number: int) -> str:
    return _KEYS[number] if number < len(_KEYS) else f"A{number - len(_KEYS) + 1}"


def _made(at: Desk, pack: Pack, said: Beginning) -> tuple[str, int]:
    """Write the case's folder and commit it; gives its id and the exit code."""
    from ecoclaim import yamlfile
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.numbers import next_number
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger import fresh
    from ecoclaim.ledger.opened import new_case
    from ecoclaim.ledger.places import CASE, EVENTS
    from ecoclaim.model.events import EVENTS as TABLE
    from ecoclaim.yamlfile import Tree

    assert said.day is not None
    entry: dict[str, Tree] = {"event": said.event, "date": said.day.isoformat()}
    if said.channel:
        entry["channel"] = said.channel
    obligors = [(_key(number), name) for number, name in enumerate(said.obligors) if name]
    domains = "，".join(f"{name} {one.title.zh}" for name, one in pack.domains.items())

    def files(case: str) -> dict[str, bytes]:
        file = fresh.case_file(case, title=said.title, pack=pack.name, obligors=obligors, hints={("domain",): domains})
        events = fresh.events_file(case, said.title)
        return {
            CASE: file,
            EVENTS: yamlfile.append(events, entry, TABLE[said.event].label.zh, EVENTS),
        }

    with writing(at.root, at.office) as pen:
        case = next_number(pen, at.on.year)
        with new_case(at.root, case, files(case)) as made:
            return case, pen.write(made, Act("new-case", case))


def _tell(at: Desk, name: str, format: str) -> None:  # noqa: A002
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.deadlines import OPEN
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.places import CASE, case_folder
    from ecoclaim.views import json
    from ecoclaim.views.changes import deadline_line
    from ecoclaim.views.deadlines import deadline_json, expired_lines

    case = at.case(name)
    rows: list[Deadline] = [one for one in at.rows(case) if one.status in OPEN]
    path = case_folder(at.root, name)
    if format == "json":
        body = {"case": name, "path": shown(at.root, path), "deadlines": [deadline_json(one) for one in rows]}
        console.machine(json.answer(at.on, body))
    else:
        lines = [_("Made case {case}: {title}").format(case=name, title=case.file.title), f"  {path}"]
        lines += ["  " + deadline_line(one) for one in rows[:1]]
        print_lines(lines)
        console.say(
            _("Fill in {path}, or set single fields: ecoclaim set {case} incident.place=…").format(
                path=shown(at.root, path / CASE), case=name
            )
        )
        for key in (one.key for one in case.file.obligors if one.kind is None):
            console.say(
                _("Say what obligor {key} is: {organization}, or {person}").format(
                    key=key,
                    organization=f"ecoclaim set {name} obligors.{key}.kind=organization",
                    person=f"ecoclaim set {name} obligors.{key}.kind=person",
                )
            )
    for line in expired_lines(rows, at.on):
        console.say(line)
