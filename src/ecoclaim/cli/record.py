"""`record`: one more entry of events.yaml, and what it does to the deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ecoclaim.cli import clock, console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.recording import Recorded
    from ecoclaim.model.case import Case as CaseValue
    from ecoclaim.model.events import EventType, FieldType
    from ecoclaim.packs import Pack
    from ecoclaim.yamlfile import Tree

_Value = TypeVar("_Value")


@explained(
    later(
        "Writes what happened into the case's events.yaml and tells which deadlines it started, met, ended or moved. "
        "Events and the values of fields may be named in Chinese. Without an event it lists what may be recorded now, "
        "with the fields of each. What the procedure does not allow is refused with its article; what did happen all "
        "the same is recorded with --despite REASON. Entries may be made late and in any order."
    ),
    "ecoclaim record 7",
    later("ecoclaim record 7 review-concluded --date 2026-09-20 damage=yes opinion=start"),
    later("ecoclaim record 7 notice-served --date 2026-10-12 --obligor A method=direct meeting=1"),
    "ecoclaim record 7 payment-made --date 2026-11-02 obligation=2 amount=80000.00 --dry-run",
)
def record(
    case: Case,
    on: On,
    event: Annotated[
        str | None,
        typer.Argument(metavar=later("EVENT"), help=later("What happened: its name or title; without it a list.")),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Argument(metavar=later("FIELD=VALUE"), help=later("The fields of the event; a list as a,b.")),
    ] = None,
    day: Annotated[
        date | None,
        typer.Option("--date", metavar=later("DATE"), parser=day_for("--date"), help=later("The day it happened.")),
    ] = None,
    obligor: Annotated[
        list[str] | None,
        typer.Option("--obligor", metavar=later("KEY"), help=later("The obligor it is about, by key or name.")),
    ] = None,
    despite: Annotated[
        str,
        typer.Option(
            "--despite", metavar=later("REASON"), help=later("Record it although the procedure does not allow it.")
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=later("Only show what it would do."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Record what happened."""
    from ecoclaim.cli.desk import desk

    at = desk(ledger, on)
    if event is not None:
        from ecoclaim.desk.ear import Ear
        from ecoclaim.desk.fields import event_named

        event = event_named(event, Ear(on, at.tell)).name
    # To ask for an entry takes what case.yaml says; the case itself is loaded under the lock, where it is judged.
    name = at.case_to_write(case) if event is not None or console.can_ask() else at.case_id(case)
    known = at.case(name) if event is None else at.without_events(name)
    if event is None:
        from ecoclaim.cli.possible import choose, list_events

        if not console.can_ask() or format == "json":
            list_events(at, known, format)
            return 0
        event = choose(at, known)
    kind, entry = _entry(known, at.rules(known).pack, on, event, day, obligor or (), fields or ())
    if despite:
        entry["despite"] = _one_line(despite)
    from ecoclaim.cli.outcome import warn
    from ecoclaim.desk.recording import recorded

    done = recorded(at, known.id, kind, entry, dry_run=dry_run)
    if format == "json":
        _print_json(at, done, dry_run)
    else:
        _print(at, done, dry_run)
    warn(done.warnings)
    return done.code


def _entry(
    case: CaseValue,
    pack: Pack,
    on: date,
    event: str,
    day: date | None,
    obligors: Sequence[str],
    said: Sequence[str],
) -> tuple[EventType, dict[str, Tree]]:
    """Make the entry of what was said; asks for what is missing, or says all of it where nobody can be asked."""
    from ecoclaim.desk.ear import Ear
    from ecoclaim.desk.fields import (
        Parts,
        assignments,
        event_named,
        field_value,
        key_named,
        obligor_keys,
        with_obligors,
    )

    kind, ear = event_named(event), Ear(on, console.say)
    values: dict[str, Tree] = {"event": kind.name}
    keys = obligor_keys(case.file, obligors, ear)
    with Parts() as parts:
        for typed, text in assignments(said):
            with parts.part(typed):
                name = key_named(kind, typed, ear)
                if name == "date":
                    day = _once(day, clock.day(text, "date", on), "date")
                elif name == "obligor":
                    keys = _once(keys, obligor_keys(case.file, [text], ear), "obligor")
                elif name in values:
                    raise WrongUsage(_("{field} stands here twice").format(field=name))
                else:
                    values[name] = field_value(kind, kind.all_fields[name], text, pack, ear)
    if keys and not kind.per_obligor:
        raise WrongUsage(_("{event} is about the whole case; leave --obligor out").format(event=kind.label))
    if kind.per_obligor and not keys:
        keys = _only_obligor(case, kind) or _named_obligors(case, kind, values)
    missing = [
        *([] if day else ["--date"]),
        *(["--obligor " + "|".join(one.key for one in case.file.obligors)] if kind.per_obligor and not keys else []),
    ]
    if missing and not console.can_ask():
        raise WrongUsage(_("missing: {names}").format(names=_(", ").join(missing)))
    if missing:
        from ecoclaim.cli.asking import ask_fields, asked_day, asked_obligors

        day = day or asked_day(_("On which day did it happen"), on)
        keys = keys or (asked_obligors(case) if kind.per_obligor else ())
        ask_fields(kind, values, pack, on)
    elif lacking := [one for one in kind.made_by if one.name not in values]:
        _complete(kind, lacking, values, pack, on)
    assert day is not None
    values["date"] = day.isoformat()
    if keys:
        values["obligor"] = with_obligors(keys)
    return kind, values


def _complete(kind: EventType, lacking: Sequence[FieldType], values: dict[str, Tree], pack: Pack, on: date) -> None:
    """Ask for what an entry must say to be what it is called, or warn before it is written that it does not say it."""
    if console.can_ask():
        from ecoclaim.cli.asking import ask_fields

        ask_fields(kind, values, pack, on, [one.name for one in lacking])
        return
    text = _("{event} without {fields} is no more than a day; add {names}")
    words = {"event": kind.label, "fields": _(", ").join(one.label.text for one in lacking)}
    names = " ".join(f"{one.label.text}=…" for one in lacking)
    console.say(_("Warning: {text}").format(text=text.format(**words, names=names)))


def _print(at: Desk, done: Recorded, dry_run: bool) -> None:
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.views import terms
    from ecoclaim.views.changes import change_lines
    from ecoclaim.views.deadlines import expired_lines

    case, event, changes = done.judged.after.case, done.event, done.judged.changes
    who = _(", ").join(_obligor_words(case, event.obligors))
    words = {
        "case": case.id,
        "number": event.position + 1,
        "event": event.type.label,
        "day": terms.dated(event.date),
        "who": _(" [{who}]").format(who=who) if who else "",
    }
    head = (
        _("Would record in {case} as entry {number}: {event}, {day}{who}")
        if dry_run
        else _("Recorded in {case} as entry {number}: {event}, {day}{who}")
    )
    lines = [head.format(**words)]
    if done.is_late and (last := done.latest_before):
        lines.append("  " + _("a late entry: the latest before it is of {day}").format(day=last.isoformat()))
    lines += ["  " + line for line in change_lines(changes)]
    if not changes:
        lines.append("  " + _("no deadline changes"))
    print_lines(lines)
    for line in expired_lines([one.row for one in changes], at.on):
        console.say(line)


def _print_json(at: Desk, done: Recorded, dry_run: bool) -> None:
    from ecoclaim.views import json
    from ecoclaim.views.changes import change_json

    body = {
        "case": done.judged.after.case.id,
        "written": not dry_run,
        "number": done.event.position + 1,
        "entry": done.entry,
        "late": done.is_late,
        "changes": [change_json(one) for one in done.judged.changes],
        "warnings": list(done.warnings),
    }
    console.machine(json.answer(at.on, body))


def _obligor_words(case: CaseValue, keys: Sequence[str]) -> list[str]:
    named = {one.key: one.short_name or one.name for one in case.file.obligors}
    return [f"{key} {named[key]}" if key in named else key for key in keys]


def _once(old: object, new: _Value, name: str) -> _Value:
    if old:
        raise WrongUsage(_("{field} stands here twice").format(field=name))
    return new


def _only_obligor(case: CaseValue, kind: EventType) -> tuple[str, ...]:
    people = case.file.obligors
    if not people:
        raise WrongUsage(
            _(
                "{event} is about an obligor and the case has none; name one first: "
                "ecoclaim set {case} obligors.A.name=NAME"
            ).format(event=kind.label, case=case.id)
        )
    return (people[0].key,) if len(people) == 1 else ()


def _named_obligors(case: CaseValue, kind: EventType, values: dict[str, Tree]) -> tuple[str, ...]:
    """Give the obligors that the agreement, obligation or meeting named is with."""
    from ecoclaim.model.events import REFERENCES

    numbers = (kind.fields[name].read(values[name]) if name in values else None for name in REFERENCES)
    return case.file.parties(*numbers)


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise WrongUsage(_("--despite wants a reason in one line"))
    return text.strip()
