"""`set`, `correct`, `undo`: fields of case.yaml, an entry of events.yaml, the last entry taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, Interrupted, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.judging import Judged
    from ecoclaim.model.events import EventType
    from ecoclaim.yamlfile import Tree


@explained(
    later(
        "Writes fields of case.yaml by their path; every other byte stays. Items of a list are named by their key "
        "(obligors.A), number (meetings.1) or head (losses.service-loss), else by their place, and are made as needed. "
        "An empty value empties the field. What stands in case.private.yaml is written there. A path with a question "
        "mark (set CASE obligors.A?) tells what can stand there; fields may be named in Chinese."
    ),
    later("ecoclaim set 7 obligations.1?"),
    later("ecoclaim set 7 obligors.A.phone=0936-1234567 incident.place='Sample Town'"),
    "ecoclaim set 7 meetings.1.on=2026-09-29 meetings.1.at=09:30",
    "ecoclaim set 7 agreements.1.items.1.head=cleanup-restoration agreements.1.items.1.amount=1050000.00",
)
def set_fields(
    case: Case,
    on: On,
    fields: Annotated[
        list[str],
        typer.Argument(metavar=later("PATH=VALUE"), help=later("A field by its path, and its value; a list as a,b.")),
    ],
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Write fields of case.yaml by their path."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.fields import assignments
    from ecoclaim.desk.recording import fields_set

    at = desk(ledger, on)
    if len(fields) == 1 and fields[0].endswith(("?", "？")) and "=" not in fields[0]:
        return _describe(at, at.case_id(case), fields[0][:-1].rstrip(".．。"), format)
    name = at.case_to_write(case)
    said = assignments(fields)
    done = fields_set(at, name, said)
    lines = [
        _("Set {field} to {value}").format(field=path, value=_("(empty)") if value is None else _said(value))
        for path, value in done.values
    ]
    _tell(at, done.judged, lines, format)
    return done.code


@explained(
    later(
        "Mends entry N of events.yaml; `ecoclaim show CASE` numbers the entries as they stand in the file. An empty "
        "value takes the field away. The old value stays in git."
    ),
    "ecoclaim correct 7 3 date=2026-09-18",
    later("ecoclaim correct 7 5 method=mail note='the receipt says so'"),
)
def correct(
    case: Case,
    number: Annotated[
        int, typer.Argument(metavar=later("N"), help=later("The number of the entry, as show prints it."))
    ],
    on: On,
    fields: Annotated[
        list[str], typer.Argument(metavar=later("FIELD=VALUE"), help=later("The fields to mend; date and obligor too."))
    ],
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Mend an entry of events.yaml."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.fields import event_named
    from ecoclaim.desk.recording import corrected

    at = desk(ledger, on)
    name = at.case_to_write(case)
    done = corrected(at, name, number, event_named, lambda kind: _corrections(at, name, kind, fields))
    head = _("Corrected entry {number} of {case}: {event}").format(number=number, case=name, event=done.kind.label)
    lines = [f"  {field}: {_said(done.old.get(field))} → {_said(value)}" for field, value in done.values.items()]
    _tell(at, done.judged, [head, *lines], format)
    return done.code


@explained(
    later(
        "Takes the last entry of events.yaml back, with its comment line. At a terminal it is shown and asked for; "
        "elsewhere say --yes. To mend an entry instead, use correct."
    ),
    "ecoclaim undo 7",
    "ecoclaim undo 7 --yes",
)
def undo(
    case: Case,
    on: On,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=later("Do not ask."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Take the last entry back."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.desk.recording import taken_back
    from ecoclaim.ledger.drafts import without_last

    at = desk(ledger, on)
    name = at.case_to_write(case)
    draft, last = without_last(at.root, name)
    shown = ", ".join(f"{key}: {_said(value)}" for key, value in last.items())
    if not yes:
        if not console.can_ask():
            raise WrongUsage(
                _("the last entry of {case} is {entry}; add --yes to take it back").format(case=name, entry=shown)
            )
        answer = console.ask(_("Take back {entry} of {case}? (y/n)").format(entry=shown, case=name), "n")
        if answer.lower() not in ("y", "yes", "是"):
            raise Interrupted(_("Nothing was taken back."))
    # Guarded by the bytes that were shown: what changed while we asked is not taken back.
    found, code = taken_back(at, name, draft)
    _tell(at, found, [_("Took back the last entry of {case}: {entry}").format(case=name, entry=shown)], format)
    return code


def _describe(at: Desk, name: str, path: str, format: str) -> int:  # noqa: A002
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.desk.describing import described
    from ecoclaim.views.spots import spot_json, spot_lines

    found = described(at, name, path)
    if format == "json":
        console.machine(spot_json(at.on, name, found))
    else:
        print_lines(list(spot_lines(name, found)))
    return 0


def _corrections(at: Desk, name: str, kind: EventType, said: list[str]) -> dict[str, Tree]:
    from ecoclaim.cli import clock
    from ecoclaim.desk.casefields import rules_for_values
    from ecoclaim.desk.ear import Ear
    from ecoclaim.desk.fields import Parts, assignments, field_value, key_named, obligor_keys, with_obligors
    from ecoclaim.desk.judging import refuse_future
    from ecoclaim.ledger.load import load_case_file

    values: dict[str, Tree] = {}
    pack = rules_for_values(at, name)
    if pack is None:
        raise BadFile(at.problems)
    ear = Ear(at.on, at.tell)
    with Parts() as parts:
        for typed, text in assignments(said):
            with parts.part(typed):
                if typed in ("event", "事项"):
                    raise WrongUsage(_("the event itself is not corrected: take the entry back with undo, or use edit"))
                key = key_named(kind, typed, ear)
                if key == "date":
                    day: date = clock.day(text, "date", at.on)
                    refuse_future(day, at.on)
                    values["date"] = day.isoformat()
                elif key == "obligor":
                    if not kind.per_obligor:
                        raise WrongUsage(
                            _("{event} is about the whole case and takes no obligor").format(event=kind.label)
                        )
                    values["obligor"] = with_obligors(obligor_keys(load_case_file(at.root, name), [text], ear))
                else:
                    values[key] = field_value(kind, kind.all_fields[key], text, pack, ear)
    return values


def _tell(at: Desk, found: Judged, head: list[str], format: str) -> None:  # noqa: A002
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.views import json
    from ecoclaim.views.changes import change_json, change_lines
    from ecoclaim.views.deadlines import expired_lines

    if format == "json":
        body = {"case": found.after.case.id, "written": True, "changes": [change_json(one) for one in found.changes]}
        console.machine(json.answer(at.on, body))
        return
    print_lines([*head, *("  " + line for line in change_lines(found.changes))])
    for line in expired_lines([one.row for one in found.changes], at.on):
        console.say(line)


def _said(value: Tree) -> str:
    if value is None:
        return "-"
    return "[" + ", ".join(map(_said, value)) + "]" if isinstance(value, list) else str(value)
