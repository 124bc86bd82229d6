"""What may be recorded now: the events that make sense, with their fields and the articles they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ecoclaim.cli import console
from ecoclaim.cli.desk import Desk
from ecoclaim.cli.outcome import print_lines
from ecoclaim.desk.ear import Ear
from ecoclaim.desk.fields import event_named
from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.model.case import Case
from ecoclaim.model.events import EVENTS, PHASE_LABELS, EventType
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
    columns = [
        Column(_("What")),
        Column(_("Event")),
        Column(_("Fields"), breaks=True),
        Column(_("Article"), breaks=True),
    ]
    rows: list[tuple[str, str, str, str]] = []
    for phase, label in PHASE_LABELS.items():
        mine = [_row(EVENTS[name], book.pack, book.rules) for name in names if EVENTS[name].phase == phase]
        rows += [(_("— {phase} —").format(phase=label), "", "", ""), *mine] if mine else []
    console.answer("\n" + table(columns, rows, console.paper()).rstrip("\n"))
    print_lines(
        [
            "",
            _("* is about one or several obligors: --obligor KEY. Every event also takes: note, reason, evidence."),
            _("Any other event may be recorded too: {names}").format(
                names=_(", ").join(name for name in EVENTS if name not in names)
            ),
            _("ecoclaim record {case} EVENT --date DATE FIELD=VALUE …").format(case=case.id),
        ]
    )


def choose(at: Desk, case: Case) -> str:
    """Ask a person at a terminal which event it was."""
    names = possible(history(case, at.on))
    console.say(_("{case} {title}: what happened?").format(case=case.id, title=case.file.title))
    for phase, label in PHASE_LABELS.items():
        mine = [(number, name) for number, name in enumerate(names, 1) if EVENTS[name].phase == phase]
        if mine:
            console.say(f"{label}")
        for number, name in mine:
            console.say(f"  {number:>2}  {EVENTS[name].label} ({name})")
    while True:
        text = console.ask(_("Number or name of the event"))
        if text.isdigit() and 1 <= int(text) <= len(names):
            return names[int(text) - 1]
        try:
            return event_named(text, Ear(tell=console.say)).name
        except (NotFound, WrongUsage) as fault:
            console.say(str(fault))


def _row(kind: EventType, pack: Pack, rules: Sequence[Rule]) -> tuple[str, str, str, str]:
    star = "*" if kind.per_obligor else ""
    articles = _("; ").join(dict.fromkeys(_cited(kind, pack, rules)))
    return f"{kind.label}{star}", kind.name, ", ".join(kind.fields) or "-", articles or "-"


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
