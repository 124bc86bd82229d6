"""What may be recorded now: the events that make sense, with their fields and the articles they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecoclaim.cli import console
from ecoclaim.cli.desk import Desk
from ecoclaim.cli.outcome import print_lines
from ecoclaim.deadlines.tasks import tasks
from ecoclaim.desk.ear import Ear
from ecoclaim.desk.fields import event_named
from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.model.case import Case
from ecoclaim.model.events import EVENTS, EventType
from ecoclaim.model.eventtable import PHASES
from ecoclaim.packs import Pack, Rule
from ecoclaim.packs.citing import cited
from ecoclaim.packs.lists import event_list
from ecoclaim.procedure import history
from ecoclaim.procedure.order import possible
from ecoclaim.views import json
from ecoclaim.views.table import Column, table
from ecoclaim.words import _


def list_events(at: Desk, case: Case, format: str) -> None:  # noqa: A002
    """Print what may be recorded now, by phase, with fields and articles."""
    book = at.rules(case)
    names = possible(history(case, at.on))
    if format == "json":
        body = [_event_json(EVENTS[name], book.pack, book.rules) for name in names]
        console.machine(json.answer(at.on, {"case": case.id, "events": body}))
        return
    console.answer(_("{case} {title}: what may be recorded now").format(case=case.id, title=case.file.title))
    columns = [Column(_("What"), breaks=True), Column(_("Fields"), breaks=True), Column(_("Article"), breaks=True)]
    likely = _likely(at, case, names)
    if likely:
        rows = [_row(EVENTS[name], book.pack, book.rules) for name in likely]
        text = table(columns, rows, console.paper()).rstrip("\n")
        console.answer("\n" + _("Likely now") + "\n" + text)
    others = []
    for phase, label in PHASES.items():
        mine = [_starred(EVENTS[name]) for name in names if EVENTS[name].phase == phase and name not in likely]
        others += [_("{phase}: {titles}").format(phase=label, titles=_(", ").join(mine))] if mine else []
    print_lines(
        [
            *(["", _("Possible too"), *("  " + line for line in others)] if others else []),
            "",
            _("* is about one or several obligors: --obligor KEY. Every event also takes: note, reason, evidence."),
            _("Any other event may be recorded too, by its title; --format json lists the names and choices."),
            _("ecoclaim record {case} {event} --date DATE FIELD=VALUE …").format(
                case=case.id, event=EVENTS[(*likely, *names)[0]].label if names else _("EVENT")
            ),
        ]
    )


def _likely(at: Desk, case: Case, names: Sequence[str]) -> tuple[str, ...]:
    """List the events that usually come next, the soonest first."""
    standing = at.standing(case)
    found = tasks(standing.past, standing.tracks, standing.rows, standing.pack)
    return tuple(dict.fromkeys(one.event for one in found if one.event is not None and one.event in names))


def choose(at: Desk, case: Case) -> str:
    """Ask a person at a terminal which event it was."""
    names = possible(history(case, at.on))
    likely = _likely(at, case, names)
    names = (*likely, *(name for name in names if name not in likely))
    console.say(_("{case} {title}: what happened?").format(case=case.id, title=case.file.title))
    rest = names[len(likely) :]
    groups = [(str(label), [one for one in rest if EVENTS[one].phase == phase]) for phase, label in PHASES.items()]
    for heading, those in [(_("Likely now"), list(likely)), *groups]:
        if those:
            console.say(heading)
        for name in those:
            console.say(f"  {names.index(name) + 1:>2}  {EVENTS[name].label}")
    while True:
        text = console.ask(_("Number or name of the event"))
        if text.isdigit() and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        try:
            return event_named(text, Ear(tell=console.say)).name
        except (NotFound, WrongUsage) as fault:
            console.say(str(fault))


def _row(kind: EventType, pack: Pack, rules: Sequence[Rule]) -> tuple[str, str, str]:
    articles = _("; ").join(dict.fromkeys(_cited(kind, pack, rules)))
    fields = _(", ").join(field.label.text for field in kind.fields.values())
    return _starred(kind), fields or "-", articles or "-"


def _starred(kind: EventType) -> str:
    return f"{kind.label}*" if kind.per_obligor else kind.label.text


def _cited(kind: EventType, pack: Pack, rules: Sequence[Rule]) -> Iterator[str]:
    for rule in _rules(kind, rules):
        title = pack.documents.get(rule.source.document)
        yield _("{rule}: {article}").format(rule=rule.title, article=rule.source.article) if title else str(rule.title)


def _rules(kind: EventType, rules: Sequence[Rule]) -> list[Rule]:
    """Give the rules that an event meets, else those it starts."""
    meets = [rule for rule in rules if any(one.event == kind.name for one in rule.ends)]
    return meets or [rule for rule in rules if any(one.event == kind.name for one in rule.starts)]


def _event_json(kind: EventType, pack: Pack, rules: Sequence[Rule]) -> dict[str, object]:
    return {
        "event": kind.name,
        "title": kind.label,
        "phase": kind.phase,
        "per_obligor": kind.per_obligor,
        "fields": [
            {
                "name": field.name,
                "title": field.label,
                "kind": field.kind,
                "choices": list(field.choices) or list(event_list(pack, kind.name, field.name)),
            }
            for field in kind.fields.values()
        ],
        "sources": [
            {"rule": rule.id, "title": rule.title, "source": cited(pack, rule.source)} for rule in _rules(kind, rules)
        ],
    }
