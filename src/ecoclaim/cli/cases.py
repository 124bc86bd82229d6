"""`new-case`: the next case's folder, with its first event."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import Stop, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.deadlines import Deadline
    from ecoclaim.desk.newcase import Beginning
    from ecoclaim.packs import Pack


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
    from ecoclaim.desk.newcase import Beginning, begun, pack_of_new

    at = desk(ledger, on)
    rules = pack_of_new(at, pack)
    if received and found:
        raise WrongUsage(_("give one of --received and --found; record the other one afterwards"))
    said = Beginning(
        _one_line("--title", title),
        "clue-found" if found else "clue-received",
        received or found,
        channel,
        tuple(one for names in obligor or () for one in _names(names)),
    )
    case, code = begun(at, rules, _complete(said, rules, on))
    _tell(at, case, format)
    return code


def _complete(said: Beginning, pack: Pack, on: date) -> Beginning:
    """Ask for what is missing, or say all of it at once where nobody can be asked."""
    from ecoclaim.desk.ear import Ear
    from ecoclaim.desk.judging import refuse_future
    from ecoclaim.desk.newcase import channel_named

    if said.title and said.day:
        said = replace(said, channel=channel_named(said, pack, said.channel, Ear(tell=console.say)))
    elif console.can_ask():
        said = _asked(said, pack, on)
    else:
        missing = [*([] if said.title else ["--title"]), *([] if said.day else [_("--received or --found")])]
        raise WrongUsage(_("missing: {names}").format(names=_(", ").join(missing)))
    assert said.day is not None
    refuse_future(said.day, on)
    return said


def _asked(said: Beginning, pack: Pack, on: date) -> Beginning:
    from ecoclaim.cli.asking import asked_day
    from ecoclaim.desk.ear import Ear
    from ecoclaim.desk.newcase import channel_named
    from ecoclaim.model.case import obligor_key

    while not said.title:
        said = replace(said, title=_one_line("--title", console.ask(_("What is the case about (title)"))))
    if said.day is None:
        how = console.ask(_("Was the clue received (r) or found by own screening (f)"), "r")
        event = "clue-found" if how.lower() in ("f", "found", "发现", "筛查") else "clue-received"
        said = replace(said, event=event, day=asked_day(_("On which day"), on))
    if not said.channel:
        for number, entry in enumerate(pack.channels.values(), 1):
            console.say(f"  {number:>2}  {entry.title}")
        said = replace(said, channel=_asked_channel(said, pack))
    else:
        said = replace(said, channel=channel_named(said, pack, said.channel, Ear(tell=console.say)))
    if not said.obligors:
        names: list[str] = []
        while name := console.ask(_("Name of obligor {key} (Enter: no more)").format(key=obligor_key(len(names)))):
            names += _names(name)
        said = replace(said, obligors=tuple(names))
    return said


def _asked_channel(said: Beginning, pack: Pack) -> str:
    from ecoclaim.desk.ear import Ear
    from ecoclaim.desk.newcase import channel_named

    names = list(pack.channels)
    while True:
        text = console.ask(_("By which channel (number or name; Enter: leave open)"))
        if text.isdigit() and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        try:
            return channel_named(said, pack, text, Ear(tell=console.say))
        except Stop as fault:
            console.say(str(fault))


def _one_line(name: str, text: str) -> str:
    text = text.strip()
    if any(not sign.isprintable() and sign != "\u3000" for sign in text):
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field=name))
    return text


def _names(text: str) -> tuple[str, ...]:
    """Take apart what names several obligors at once: 丙公司、丁公司."""
    from ecoclaim.typed import names

    return names(_one_line("--obligor", text)).names


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
