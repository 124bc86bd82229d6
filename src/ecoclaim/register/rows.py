"""From a row to an entry: what each column says, and what they say together.

Nothing is guessed: a time without a day stays a text of the office's own, a cell that is not certain puts the row in
doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ecoclaim import typed
from ecoclaim.model.events import EVENTS, FieldType
from ecoclaim.model.eventtable import CHOICES
from ecoclaim.outside.workbooks import Cell, cell_name, written
from ecoclaim.packs import Pack
from ecoclaim.register.cells import Doubt, days_of, line_of, names_of, text_of, yuan_of
from ecoclaim.register.entry import Entry
from ecoclaim.register.headings import stage_of
from ecoclaim.register.layout import Column, Row, Table
from ecoclaim.register.states import opinion, reached
from ecoclaim.words import _

_MONEY = frozenset(("claimed_total", "amount", "agreements.1.amount", "paid", "payment-made.amount"))
# Of which a register may have several columns; of others the first that says something counts, the rest is kept.
_TOGETHER = frozenset(("extra", "progress", "obligors", "meeting-held.date"))
_LISTS = frozenset(("handlers", "departments"))

Given = Mapping[str, tuple[str, Cell]]


def own_id(table: Table, row: Row) -> str:
    """Give the number that the ledger gave the case of a row, where a register of ours has one."""
    places = [one.place for one in table.columns if one.known and one.known.where == "id"]
    return written(row.cells[places[0]]) if places and places[0] < len(row.cells) else ""


def entry(table: Table, row: Row, pack: Pack, on: date, given: Given | None = None) -> Entry:
    """Understand a row; `pack` lists the channels and domains, `on` is today.

    `given` is what a register of ours gives for the case: a cell that still holds it says nothing new.
    """
    reader = _Reader(table, row, pack, on, given or {})
    # A column that bears the table's own heading goes before one that bears another name of it.
    for column in sorted(table.columns, key=lambda one: one.known is not None and one.label != one.known.title):
        try:
            reader.take(column)
        except Doubt as doubt:
            reader.entry.doubts.append((reader.name(column), str(doubt)))
    reader.finish()
    return reader.entry


class _Reader:
    """A row while it is read."""

    def __init__(self, table: Table, row: Row, pack: Pack, on: date, given: Given) -> None:
        self.table, self.row, self.pack, self.on, self.given = table, row, pack, on, given
        self.entry = Entry(row, own_id(table, row))
        self.days: dict[str, tuple[date, ...]] = {}
        self.happened: set[str] = set()
        self.fields: dict[str, dict[str, str]] = {}
        self.money: dict[str, Decimal] = {}
        self.said: dict[str, tuple[Column, str]] = {}
        self.progress: list[str] = []
        self.columns: dict[str, Column] = {}

    def name(self, column: Column) -> str:
        return cell_name(self.row.number, column.place)

    def take(self, column: Column) -> None:
        """Take one column's cell into the entry; raises Doubt."""
        values = self._values(column)
        where = column.known.where if column.known else "extra"
        if not values or where in ("skip", "id") or self._is_as_given(column, where, values):
            return
        if where in ("filing_no", "source_no", *_MONEY) and column.place in self.row.spread:
            raise Doubt(_("the cell is merged over several cases; write into each row what belongs to it"))
        if where in self.columns and where not in _TOGETHER:
            self._keep(column, values)
            return
        self.columns.setdefault(where, column)
        self.entry.cells.setdefault(where, self.name(column))
        if where == "obligors":
            self.entry.obligors = tuple(dict.fromkeys((*self.entry.obligors, *names_of(values))))
        elif where == "extra":
            self._keep(column, values)
        elif where == "progress":
            self.progress += [line_of(one) for one in values]
            self._keep(column, values)
        elif len({line_of(one) for one in values}) > 1:
            raise Doubt(_("the case takes several rows, and they differ here; write one value"))
        else:
            self._take_one(column, where, values[0])

    def _is_as_given(self, column: Column, where: str, values: list[Cell]) -> bool:
        """Tell whether a cell holds what the register of ours gave, or is counted by the ledger anyway."""
        given = self.given.get(f"extra.{_label(column)}") or self.given.get(where)
        same = given is not None and _same(given[1], values)
        if where == "paid" and self.given and not same:
            was = written(given[1]) if given is not None else ""
            self.entry.recount.append((self.name(column), column.label, was, written(values[0])))
        return same or where == "computed" or (where == "paid" and bool(self.given))

    def _values(self, column: Column) -> list[Cell]:
        rows = (self.row.cells, *self.row.more)
        found = dict.fromkeys(cells[column.place] for cells in rows if column.place < len(cells))
        return [one for one in found if one is not None and not typed.is_nothing(written(one))]

    def _keep(self, column: Column, values: list[Cell]) -> None:
        label = _label(column)
        text = "；".join(dict.fromkeys(text_of(one) for one in values))
        self.entry.cells.setdefault(f"extra.{label}", self.name(column))
        there = self.entry.extra.get(label)
        self.entry.extra[label] = text if there is None else f"{there}；{text}"

    def _take_one(self, column: Column, where: str, value: Cell) -> None:
        event, _dot, name = where.partition(".")
        if where in _LISTS:
            self.entry.facts[where] = list(names_of([value]))
        elif where in _MONEY:
            self._take_money(column, where, value)
        elif where == "until":
            self._take_until(column, value)
        elif where in ("stage", "closed", "confirmed", "opinion"):
            self._take_state(column, where, value)
        elif where == "domain":
            domain = typed.chosen(line_of(value), {key: one.title.zh for key, one in self.pack.domains.items()})
            if domain:
                self.entry.facts[where] = domain
            else:
                self._keep(column, [value])
        elif event in EVENTS and name == "date":
            self._take_days(column, event, value)
        elif event in EVENTS or where == "clue.channel":
            self.said[where] = column, line_of(value)
        elif where == "obligors.1.credit_code":
            code = typed.narrow(line_of(value)).upper()
            self.entry.facts["obligors.1.id_number" if _is_id_number(code) else where] = code
        elif where in ("title", "name", "filing_no", "source_no"):
            self.entry.facts[where] = line_of(value)
        else:
            self.entry.facts[where] = text_of(value)

    def _take_days(self, column: Column, event: str, value: Cell) -> None:
        found = days_of(value, since_1904=self.table.sheet.since_1904, latest=self.on)
        if found.vague:
            self.happened.add(event)
            self._keep(column, [value])
        elif len(found.days) > 1 and event != "meeting-held":
            raise Doubt(_("the cell names several days; one is wanted"))
        elif found.days:
            self.days[event] = tuple(sorted({*self.days.get(event, ()), *found.days}))

    def _take_money(self, column: Column, where: str, value: Cell) -> None:
        yuan = yuan_of(value, column.unit)
        if yuan is None:
            self._keep(column, [value])
        else:
            self.money[where] = yuan

    def _take_until(self, column: Column, value: Cell) -> None:
        found = days_of(value, since_1904=self.table.sheet.since_1904, latest=None)
        if len(found.days) == 1:
            self.said["until"] = column, found.days[0].isoformat()
        else:
            self._keep(column, [value])

    def _take_state(self, column: Column, where: str, value: Cell) -> None:
        text = line_of(value)
        if where == "stage":
            stage = stage_of(text)
            if stage is None and typed.yes(text) is not False:
                known = _(", ").join(label.zh for label in reversed(tuple(CHOICES["stage"].values())))
                raise Doubt(
                    _("“{text}” is no stage that is known here; write one of {known}").format(text=text, known=known)
                )
            self.said[where] = column, stage or ""
        elif where == "opinion":
            found = opinion(text)
            self.said[where if found else "review-concluded.findings"] = column, found or text
        elif where == "confirmed":
            self._take_confirmed(column, value)
        else:
            self._take_closed(column, value)

    def _take_confirmed(self, column: Column, value: Cell) -> None:
        try:
            self._take_days(column, "confirmation-granted", value)
        except Doubt:
            self._keep(column, [value])

    def _take_closed(self, column: Column, value: Cell) -> None:
        text = line_of(value)
        said = typed.yes(text)
        if said is None and stage_of(text) == "closed":
            said = True
        if said is None:
            try:
                self._take_days(column, "case-closed", value)
            except Doubt:
                raise Doubt(_("“{text}” says neither 是 nor 否").format(text=text)) from None
        else:
            self.said["closed"] = column, "yes" if said else ""

    def finish(self) -> None:
        """Join what the columns said."""
        entry = self.entry
        if not entry.obligors and "obligors" in self.given:
            entry.obligors = names_of([self.given["obligors"][1]])
        name = entry.facts.get("name")
        if "title" not in entry.facts and name:
            entry.facts["title"] = entry.facts.pop("name")
        if not entry.facts.get("title") and not entry.own_id:
            entry.doubts.append((cell_name(self.row.number, 0), _("the row has no 案由 and no 案件名称")))
        self._tell_clue()
        self._tell_money()
        self._tell_events()
        self._tell_stage()
        self._tell_obligors()

    def _doubt(self, where: str, message: str) -> None:
        self.entry.doubts.append((self.entry.cells.get(where) or cell_name(self.row.number, 0), message))

    def _tell_clue(self) -> None:
        column, text = self.said.pop("clue.channel", (None, ""))
        if column is None:
            return
        event = next((one for one in ("clue-received", "clue-found") if one in self.days), None)
        if event is None:
            self._keep(column, [text])
            return
        channel = typed.chosen(text, {key: one.title.zh for key, one in self.pack.channels.items()})
        self.fields.setdefault(event, {})["channel" if channel else "channel_note"] = channel or text

    def _tell_money(self) -> None:
        facts, money = self.entry.facts, self.money
        for where in ("claimed_total", "agreements.1.amount"):
            if where in money:
                facts[where] = _amount(money[where])
        if "amount" in money:
            signed = bool({"agreement-signed", "confirmation-granted"} & ({*self.days} | self.happened))
            where = "agreements.1.amount" if signed else "claimed_total"
            if facts.setdefault(where, _amount(money["amount"])) != _amount(money["amount"]):
                column = self.columns["amount"]
                self._keep(column, [self.row.cells[column.place]])
        amounts = [where for where in ("paid", "payment-made.amount") if where in money]
        if amounts and "payment-made" in self.days and len(self.entry.obligors) == 1:
            self.fields.setdefault("payment-made", {})["amount"] = _amount(money[amounts[0]])
        elif amounts:
            column = self.columns[amounts[0]]
            self._keep(column, [self.row.cells[column.place]])
            if "payment-made" in self.days and len(self.entry.obligors) > 1:
                # Who of several paid how much, the register does not say.
                when = self.columns["payment-made.date"]
                self._keep(when, [self.row.cells[when.place]])
                del self.days["payment-made"]
                self.happened.add("payment-made")
        self._tell_debt(bool(amounts))

    def _tell_debt(self, paid: bool) -> None:
        column, until = self.said.pop("until", (None, ""))
        facts = self.entry.facts
        if len(self.entry.obligors) == 1 and "agreements.1.amount" in facts and (until or paid):
            facts["obligations.1.amount"] = facts["agreements.1.amount"]
            if until:
                facts["obligations.1.until"] = until
            if "amount" in self.fields.get("payment-made", {}):
                self.fields["payment-made"]["obligation"] = "1"
        elif column is not None:
            self._keep(column, [self.row.cells[column.place]])

    def _tell_events(self) -> None:
        found = self.said.pop("opinion", (None, ""))[1]
        if "claim-started" in self.days:
            found = "start"
        if found and "review-concluded" in self.days:
            self.fields.setdefault("review-concluded", {})["opinion"] = found
        self.happened |= {"claim-declined"} if found == "decline" else set()
        self.happened |= {"case-referred"} if found == "refer" else set()
        for where, (column, text) in list(self.said.items()):
            event, _dot, name = where.partition(".")
            if event not in EVENTS:
                continue
            if event in self.days:
                self.fields.setdefault(event, {})[name] = self._value(EVENTS[event].all_fields[name], text, where)
            else:
                self._keep(column, [text])
        if "agreement-signed" in self.days:
            self.fields.setdefault("agreement-signed", {})["agreement"] = "1"
        for event in EVENTS:
            for day in self.days.get(event, ()):
                more = self.fields.get(event, {})
                self.entry.events.append({"event": event, "date": day.isoformat(), **more})
                if EVENTS[event].per_obligor and not self.entry.obligors:
                    self._doubt(f"{event}.date", _("this is about an obligor, and the row names none"))
        self.entry.events.sort(key=lambda one: one["date"])

    def _value(self, kind: FieldType, text: str, where: str) -> str:
        if kind.choices:
            found = typed.chosen(text, {key: label.zh for key, label in kind.choices.items()})
            if found is None:
                self._doubt(where, _("“{text}” is not known here").format(text=text))
            return found or text
        if kind.kind == "yes":
            said = typed.yes(text)
            if said is None:
                self._doubt(where, _("“{text}” says neither 是 nor 否").format(text=text))
            return "true" if said else "false"
        if kind.kind == "day":
            day = typed.day(text)
            return day.isoformat() if day else text
        return text

    def _tell_stage(self) -> None:
        said = self.said.get("stage", (None, ""))[1]
        closed = self.said.get("closed", (None, ""))[1]
        done = {*self.days} | self.happened
        if "closed" in self.said and not closed and "case-closed" in done:
            self._doubt("closed", _("the case is said not to be closed, and has a day of closing"))
        elif "closed" in self.said and not closed and said == "closed":
            self._doubt("closed", _("the case is said not to be closed, and its stage says that it is"))
        self.entry.stage = reached(done, said, self.progress, closed=bool(closed))

    def _tell_obligors(self) -> None:
        facts, many = self.entry.facts, len(self.entry.obligors)
        for where in [one for one in facts if one.startswith("obligors.1.") and many != 1]:
            text = facts.pop(where)
            column = self.columns.get(where) or self.columns["obligors.1.credit_code"]
            self._keep(column, [str(text)])


def _label(column: Column) -> str:
    """Give the label under which a column's text is kept: one line, and no point, which would lead on in a path."""
    return " ".join(column.label.split()).replace(".", "·").replace("．", "·")


def _same(given: Cell, values: list[Cell]) -> bool:
    if len(values) != 1:
        return False
    if isinstance(given, Decimal) and isinstance(values[0], Decimal):
        return given == values[0]
    return " ".join(written(given).split()) == " ".join(written(values[0]).split())


def _amount(yuan: Decimal) -> str:
    return f"{yuan:.2f}"


def _is_id_number(code: str) -> bool:
    """Tell an ID number from a credit code: eighteen digits, or the last an X, with a day of birth in their midst."""
    return re.fullmatch(r"\d{17}[\dX]", code) is not None and typed.day(code[6:14]) is not None
