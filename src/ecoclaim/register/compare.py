"""What a register says otherwise than the case that is there, each with the command that would change it.

An empty cell says nothing: an office's register rarely tells all.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from ecoclaim.model.case import obligor_key
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.model.eventtable import CHOICES
from ecoclaim.procedure.amounts import claimed
from ecoclaim.register.entry import Entry
from ecoclaim.register.headings import BY_WHERE
from ecoclaim.register.numbers import plain_number
from ecoclaim.register.standing import agreed
from ecoclaim.standing import Standing
from ecoclaim.words import _


class Difference(NamedTuple):
    """One thing that the register says otherwise: the cell, what it is, both values, and the words of a command.

    `command` is empty where the ledger counts the thing itself; `why` then says so.
    """

    cell: str
    what: str
    was: str
    now: str
    command: tuple[str, ...]
    why: str = ""


def differences(standing: Standing, entry: Entry) -> tuple[Difference, ...]:
    """List what a row says otherwise than the case as it stands."""
    return (
        *_facts(standing, entry),
        *_obligors(standing, entry),
        *_events(standing, entry),
        *_extra(standing, entry),
        *_stage(standing, entry),
        *_recounted(entry),
    )


def _facts(standing: Standing, entry: Entry) -> Iterator[Difference]:
    file = standing.file
    tree = file.model_dump()
    only = file.obligors[0].key if len(file.obligors) == 1 else ""
    for where, value in entry.facts.items():
        path = where.replace("obligors.1.", f"obligors.{only}.")
        if where.startswith("obligors.1.") and not only:
            continue
        held = _held(tree, path)
        if where == "claimed_total":
            held = claimed(file)
        elif where == "agreements.1.amount":
            held = agreed(file) if len(file.agreements) < 2 else value
        elif (where == "title" and "name" not in entry.facts and value == file.name) or (
            where.startswith("obligations.1.") and len(file.obligations) != 1
        ):
            continue
        if not _same(where, held, value):
            now = "、".join(value) if isinstance(value, list) else value
            command = ("set", standing.case.id, f"{path}={_typed(now)}")
            yield Difference(_cell(entry, where), _what(where), _written(held), now, command)


def _held(tree: Any, path: str) -> Any:
    for step in path.split("."):
        if isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(tree, (list, tuple)):
            tree = next((one for one in tree if str(one.get("key", one.get("no", ""))) == step), None)
        else:
            return None
    return tree


def _same(where: str, held: Any, value: str | list[str]) -> bool:
    if isinstance(value, list):
        return list(held or ()) == value
    if isinstance(held, Decimal):
        return held == Decimal(value)
    if where in ("filing_no", "source_no"):
        return plain_number(str(held or "")) == plain_number(value)
    return _squeezed(_written(held)) == _squeezed(value)


def _obligors(standing: Standing, entry: Entry) -> Iterator[Difference]:
    there = {one.name: one.key for one in standing.file.obligors}
    wanted = dict.fromkeys(entry.obligors)
    new = [name for name in wanted if name not in there]
    gone = [name for name in there if name not in wanted]
    if not new:
        return
    taken = set(there.values())
    free = (key for number in range(len(taken) + len(new)) if (key := obligor_key(number)) not in taken)
    renamed = dict(zip(new, gone, strict=True)) if len(new) == len(gone) == 1 else {}
    for name in new:
        was = renamed.get(name, "")
        key = there[was] if was else next(free)
        yield Difference(
            _cell(entry, "obligors"),
            BY_WHERE["obligors"].title,
            was,
            name,
            ("set", standing.case.id, f"obligors.{key}.name={_typed(name)}"),
        )


def _events(standing: Standing, entry: Entry) -> Iterator[Difference]:
    names = dict.fromkeys(one["event"] for one in entry.events)
    for name in names:
        said = {date.fromisoformat(one["date"]): one for one in entry.events if one["event"] == name}
        there = [event for event in standing.case.events if event.name == name]
        new = [day for day in said if day not in {event.date for event in there}]
        gone = [event for event in there if event.date not in said]
        moved = gone[0] if len(new) == len(gone) == 1 else None
        for day in new:
            yield _day(standing, entry, name, day, said[day], moved)
        for event in there:
            if event.date in said:
                yield from _fields(standing, entry, event, said[event.date])


def _day(
    standing: Standing, entry: Entry, name: str, day: date, said: dict[str, str], moved: Event | None
) -> Difference:
    cell, what = _cell(entry, f"{name}.date"), EVENTS[name].label.text
    case = standing.case.id
    if moved is not None:
        words = ("correct", case, str(moved.position + 1), f"date={day.isoformat()}")
        return Difference(cell, what, moved.date.isoformat(), day.isoformat(), words)
    known = {one.name: one.key for one in standing.file.obligors}
    keys = [known[one] for one in entry.obligors if one in known] or list(standing.case.obligors)
    whom = [word for key in keys for word in ("--obligor", key)] if EVENTS[name].per_obligor else []
    there = {
        "agreement": {one.no for one in standing.file.agreements},
        "obligation": {one.no for one in standing.file.obligations},
    }
    more = [
        f"{field}={_typed(value)}"
        for field, value in said.items()
        if field not in ("event", "date") and (field not in there or int(value) in there[field])
    ]
    return Difference(cell, what, "", day.isoformat(), ("record", case, name, "--date", day.isoformat(), *whom, *more))


def _fields(standing: Standing, entry: Entry, event: Event, said: dict[str, str]) -> Iterator[Difference]:
    for field, value in said.items():
        held = event.values.get(field)
        if field in ("event", "date", "agreement", "obligation") or _same(field, held, value):
            continue
        if isinstance(held, bool) and value == str(held).lower():
            continue
        # A way by which a clue came that the pack lists says more than a note that it does not.
        if field == "channel_note" and event.text("channel"):
            continue
        if field == "opinion" and f"{event.name}.opinion" not in entry.cells and "opinion" not in entry.cells:
            continue
        where = {"channel": "clue.channel", "channel_note": "clue.channel"}.get(field, f"{event.name}.{field}")
        yield Difference(
            _cell(entry, where),
            _("{event}: {field}").format(event=event.type.label, field=event.type.all_fields[field].label),
            _written(held),
            value,
            ("correct", standing.case.id, str(event.position + 1), f"{field}={_typed(value)}"),
        )


def _extra(standing: Standing, entry: Entry) -> Iterator[Difference]:
    for label, text in entry.extra.items():
        held = standing.file.extra.get(label)
        was = "；".join(held) if isinstance(held, tuple) else held or ""
        if _squeezed(was) != _squeezed(text):
            command = ("set", standing.case.id, f"extra.{label}={_typed(text)}")
            yield Difference(_cell(entry, f"extra.{label}"), label, was, text, command)


def _stage(standing: Standing, entry: Entry) -> Iterator[Difference]:
    where = next((one for one in ("stage", "closed") if one in entry.cells), None)
    order = list(CHOICES["stage"])
    # The ledger may know more than the register; the other way round something is not recorded yet.
    if where is None or order.index(entry.stage) >= order.index(standing.stage):
        return
    yield Difference(
        _cell(entry, where),
        BY_WHERE["stage"].title,
        CHOICES["stage"][standing.stage].text,
        CHOICES["stage"][entry.stage].text,
        ("record", standing.case.id),
        _("the stage follows from what happened; record that"),
    )


def _recounted(entry: Entry) -> Iterator[Difference]:
    for cell, what, was, now in entry.recount:
        yield Difference(cell, what, was, now, (), _("the ledger counts this from its entries; record the payment"))


def _cell(entry: Entry, where: str) -> str:
    fallback = {"obligations.1.amount": "agreements.1.amount", "obligations.1.until": "until"}
    found = entry.cells.get(where) or entry.cells.get(fallback.get(where, ""))
    if found is None and where in ("claimed_total", "agreements.1.amount", "obligations.1.amount"):
        found = entry.cells.get("amount")
    if found is None and where == "payment-made.amount":
        found = entry.cells.get("paid")
    if found is None and where == "title":
        found = entry.cells.get("name")
    return found or ""


def _what(where: str) -> str:
    known = BY_WHERE.get(where)
    return known.title.partition("（")[0] if known else where


def _typed(text: str) -> str:
    """Write a text as an argument takes it: of a list in brackets the text is taken apart, so it stays as it is."""
    return " ".join(text.split())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _written(value: Any) -> str:
    if value is None:
        return ""
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
