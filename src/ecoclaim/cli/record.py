"""`record`: one more entry of events.yaml, and what it does to the deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ecoclaim.cli import clock, console
from ecoclaim.cli.options import Case, Ledger, On, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import Stop, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.desk.judging import Judged
    from ecoclaim.ledger.drafts import Draft
    from ecoclaim.model.case import Case as CaseValue
    from ecoclaim.model.events import Event, EventType
    from ecoclaim.packs import Pack
    from ecoclaim.standing import Standing
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
    from ecoclaim.cli.outcome import book_of

    at = desk(ledger, on)
    if event is not None:
        from ecoclaim.cli.fields import event_named

        event_named(event)
    # To ask for an entry takes what case.yaml says; the case itself is loaded under the lock, where it is judged.
    known = at.case(case) if event is None else at.without_events(case)
    if event is None:
        from ecoclaim.cli.possible import choose, list_events

        if not console.can_ask() or format == "json":
            list_events(at, known, format)
            return 0
        event = choose(at, known)
    pack = book_of(at, known).pack
    kind, entry = _entry(known, pack, on, event, day, obligor or (), fields or ())
    if despite:
        entry["despite"] = _one_line(despite)
    return _written(at, known, kind, entry, dry_run, format)


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
    from ecoclaim.cli.fields import assignments, event_named, field_named, field_value, obligor_keys, with_obligors

    kind = event_named(event)
    values: dict[str, Tree] = {"event": kind.name}
    keys = obligor_keys(case.file, obligors)
    for name, text in assignments(said):
        if name in ("date", "日期"):
            day = _once(day, clock.day(text, "date"), "date")
        elif name in ("obligor", "义务人", "obligors"):
            keys = _once(keys, obligor_keys(case.file, [text]), "obligor")
        else:
            field = field_named(kind, name)
            values[field.name] = field_value(kind, field, text, pack)
    if keys and not kind.per_obligor:
        raise WrongUsage(_("{event} is about the whole case; leave --obligor out").format(event=kind.label))
    if kind.per_obligor and not keys:
        keys = _only_obligor(case, kind)
    missing = [
        *([] if day else ["--date"]),
        *(["--obligor " + "|".join(one.key for one in case.file.obligors)] if kind.per_obligor and not keys else []),
    ]
    if missing and not console.can_ask():
        raise WrongUsage(_("missing: {names}").format(names=_(", ").join(missing)))
    if missing:
        day = day or _asked_day(on)
        keys = keys or (_asked_obligors(case) if kind.per_obligor else ())
        _ask_fields(kind, values, pack)
    assert day is not None
    values["date"] = day.isoformat()
    if keys:
        values["obligor"] = with_obligors(keys)
    return kind, values


def _written(
    at: Desk,
    case: CaseValue,
    kind: EventType,
    values: dict[str, Tree],
    dry_run: bool,
    format: str,  # noqa: A002
) -> int:
    from ecoclaim.cli.fields import in_order
    from ecoclaim.cli.outcome import judged, warn
    from ecoclaim.cli.saved import writing
    from ecoclaim.desk.judging import refuse_future
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger.drafts import with_entry

    code = 0
    refuse_future(date.fromisoformat(str(values["date"])), at.on)
    with nullcontext() if dry_run else writing(at.root, at.office, case=case.id) as pen:
        draft = with_entry(at.root, case.id, in_order(kind, values), kind.label.zh)
        found = judged(at, draft)
        if not found.refused and values.pop("despite", None):
            console.say(_("Nothing forbids it; --despite was not needed and is not written."))
            draft = with_entry(at.root, case.id, in_order(kind, values), kind.label.zh)
            found = judged(at, draft)
        if "despite" not in values:
            found.refuse(found.refused, _("What did happen all the same is recorded with --despite REASON."))
        event = next(one for one in draft.after.events if one.position == len(draft.after.events) - 1)
        warnings = [*found.entry_warnings(event), *_wanted(found.after, event)]
        if pen is not None:
            code = pen.write(draft.files, Act("record", case.id))
    if format == "json":
        _print_json(at, draft, event, in_order(kind, values), found, warnings, dry_run)
    else:
        _print(at, draft, event, found, dry_run)
    warn(warnings)
    return code


def _wanted(after: Standing, event: Event) -> list[str]:
    """Say which fields the pack's list wants beside the ground or channel that was chosen."""
    from ecoclaim.packs.lists import event_list

    found = []
    for name in event.type.fields:
        entry = event_list(after.pack, event.name, name).get(event.text(name) or "")
        for other in entry.wants if entry else ():
            if other not in event.values:
                found.append(
                    _("{name}={value} wants {other} to be said too: ecoclaim correct {case} {number} {other}=…").format(
                        name=name, value=event.text(name), other=other, case=after.case.id, number=event.position + 1
                    )
                )
    return found


def _print(at: Desk, draft: Draft, event: Event, found: Judged, dry_run: bool) -> None:
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.views import terms
    from ecoclaim.views.changes import change_lines
    from ecoclaim.views.deadlines import expired_lines

    who = _(", ").join(_obligor_words(draft.after, event.obligors))
    words = {
        "case": draft.after.id,
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
    last = _latest_before(draft)
    if last is not None and event.date < last:
        lines.append("  " + _("a late entry: the latest before it is of {day}").format(day=last.isoformat()))
    lines += ["  " + line for line in change_lines(found.changes)]
    if not found.changes:
        lines.append("  " + _("no deadline changes"))
    print_lines(lines)
    for line in expired_lines([one.row for one in found.changes], at.on):
        console.say(line)


def _print_json(
    at: Desk, draft: Draft, event: Event, entry: dict[str, Tree], found: Judged, warnings: list[str], dry_run: bool
) -> None:
    from ecoclaim.views import json
    from ecoclaim.views.changes import change_json

    last = _latest_before(draft)
    console.machine(
        json.answer(
            at.on,
            {
                "case": draft.after.id,
                "written": not dry_run,
                "number": event.position + 1,
                "entry": entry,
                "late": last is not None and event.date < last,
                "changes": [change_json(one) for one in found.changes],
                "warnings": warnings,
            },
        )
    )


def _latest_before(draft: Draft) -> date | None:
    return max((one.date for one in draft.before.events), default=None) if draft.before else None


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


def _asked_day(on: date) -> date:
    while True:
        try:
            return clock.day(console.ask(_("On which day did it happen"), on.isoformat()), _("Date"))
        except WrongUsage as fault:
            console.say(str(fault))


def _asked_obligors(case: CaseValue) -> tuple[str, ...]:
    from ecoclaim.cli.fields import obligor_keys

    console.say("  " + "  ".join(f"{one.key} {one.name}" for one in case.file.obligors))
    while True:
        try:
            keys = obligor_keys(case.file, [console.ask(_("Which obligors (keys, several with commas)"))])
        except Stop as fault:
            console.say(str(fault))
            continue
        if keys:
            return keys


def _ask_fields(kind: EventType, values: dict[str, Tree], pack: Pack) -> None:
    from ecoclaim.cli.fields import field_value
    from ecoclaim.packs.lists import event_list

    for field in kind.fields.values():
        if field.name in values:
            continue
        known = {key: str(one) for key, one in field.choices.items()}
        known = known or {key: str(one.title) for key, one in event_list(pack, kind.name, field.name).items()}
        for number, (key, title) in enumerate(known.items(), 1):
            console.say(f"  {number:>2}  {title} ({key})")
        while True:
            text = console.ask(_("{label} ({name}; Enter: leave out)").format(label=field.label, name=field.name))
            if text.isdigit() and known and 1 <= int(text) <= len(known):
                text = list(known)[int(text) - 1]
            try:
                value = field_value(kind, field, text, pack)
            except Stop as fault:
                console.say(str(fault))
                continue
            if value is not None:
                values[field.name] = value
            break


def _one_line(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise WrongUsage(_("--despite wants a reason in one line"))
    return text.strip()
