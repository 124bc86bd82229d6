"""An office's register taken into the ledger: each row a case, in one commit, and every row accounted for.

A case that is there is never changed: what the register says otherwise is told with the command that would change it.
A row in doubt is left out and told with its cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.desk.judging import Judged
from ecoclaim.desk.numbers import known_to_git
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import BadFile, NotFound, WrongUsage
from ecoclaim.ledger import fresh
from ecoclaim.ledger.load import load_case
from ecoclaim.ledger.opened import new_cases, next_id
from ecoclaim.ledger.places import CASE, EVENTS, case_folder
from ecoclaim.model.case import Case, obligor_key
from ecoclaim.model.events import EVENTS as TABLE
from ecoclaim.outside.files import contents, refused
from ecoclaim.outside.workbooks import Cell, Sheet, cell_name, sheets
from ecoclaim.packs.citing import cited
from ecoclaim.register.compare import Difference, differences
from ecoclaim.register.entry import Entry
from ecoclaim.register.facts import only_obligor, tree_of
from ecoclaim.register.headings import Heading
from ecoclaim.register.layout import Row, Table, table
from ecoclaim.register.mapping import mapping
from ecoclaim.register.numbers import plain_number
from ecoclaim.register.rows import entry, own_id
from ecoclaim.register.standing import cells
from ecoclaim.standing import Standing
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree

#: What became of a row.
KINDS = ("imported", "there", "doubtful", "blank", "sum", "note", "heading")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: which case it is, what it says otherwise, why it is in doubt; the row from 0."""

    row: Row
    kind: str
    title: str = ""
    case: str = ""
    differences: tuple[Difference, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Register:
    """A register as it was read: its file, its table, and its rows understood."""

    file: Path
    table: Table
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import makes: what became of each row, the files of the new cases by number and name."""

    register: Register
    outcomes: tuple[Outcome, ...]
    files: Mapping[str, Mapping[str, bytes]]

    def of(self, kind: str) -> list[Outcome]:
        """Give the rows of a kind."""
        return [one for one in self.outcomes if one.kind == kind]


def register(at: Opened, file: Path, sheet: str = "", added: Path | None = None) -> Register:
    """Read a register: a workbook or CSV, one sheet of it, with the headings that an office adds in a file.

    Raises NotFound, BadFile or WrongUsage with what is wrong and the cure.
    """
    own = mapping(yamlfile.read(contents(added, yamlfile.LARGEST_FILE, str(added)), str(added))) if added else {}
    found = _chosen(file, sheets(file), sheet, own)
    book = at.office_book()
    if book is None:
        raise (
            BadFile(at.problems)
            if at.problems
            else WrongUsage(_("no rule pack is named: add --pack NAME, or pack: NAME to ecoclaim.yaml"))
        )
    known = {one.id: one for one in at.cases()} if any(own_id(found, row) for row in found.rows) else {}
    entries = []
    for row in found.rows:
        if row.kind == "case":
            case = known.get(own_id(found, row))
            given = cells(at.standing(case)) if case else None
            entries.append(entry(found, row, book.pack, at.on, given))
    used = {id(one.known) for one in found.columns}
    for one in own.values():
        if id(one) not in used:
            at.tell(_("the table has no column {heading}").format(heading=one.title))
    return Register(file, found, entries)


def _chosen(file: Path, those: Sequence[Sheet], name: str, own: Mapping[str, Heading]) -> Table:
    """Choose the sheet that is a register: the one named, else the only one that is."""
    if name:
        named = [one for one in those if one.name == name]
        if not named:
            known = _(", ").join(one.name for one in those)
            raise NotFound(_("{file} has no sheet {name}; it has {known}").format(file=file, name=name, known=known))
        those = named
    tables = [found for one in those if (one.visible or name) and (found := table(one, own)) is not None]
    if not tables:
        raise refused(
            str(file),
            _(
                "no row is one of headings that are known; a register has at least 案由 or 赔偿义务人 and one more. "
                "Name your headings with --map, or begin with ecoclaim import --template"
            ),
        )
    if len(tables) > 1:
        known = _(", ").join(one.sheet.name for one in tables)
        message = _("{file} has several sheets with cases: {known}; name one with --sheet")
        raise WrongUsage(message.format(file=file, known=known))
    return tables[0]


def take_in(at: Opened, read: Register, *, dry_run: bool) -> tuple[Imported, int]:
    """Make the new cases of a register, as one and in one commit; gives what became of each row, and the exit code.

    Raises Busy, GitRefused or BadFile, and nothing is written then.
    """
    if dry_run:
        return _Import(at, read).done(), 0
    with writing_in(at, reads=("cases",)) as pen:
        made = _Import(at, read).done()
        if not made.files:
            return made, 0
        subject = _("{count} cases taken over from {file}").format(count=len(made.files), file=read.file.name)
        with new_cases(at.root, made.files) as files:
            return made, pen.write(files, Act("import", "", subject))


class _Import:
    """An import under way: the cases that are there, those that it makes, and the numbers given."""

    def __init__(self, at: Opened, read: Register) -> None:
        self.at, self.read, self.taken = at, read, known_to_git(at.root)
        self.there = list(at.cases())
        self.by_id = {one.id: one for one in self.there}
        self.by_number: dict[str, dict[str, list[Case]]] = {"filing_no": {}, "source_no": {}}
        for case in self.there:
            for where, number in _numbers(case):
                self.by_number[where].setdefault(number, []).append(case)
        self.by_title: dict[str, list[Case]] = {}
        for case in self.there:
            for title in {case.file.title, case.file.name or case.file.title}:
                self.by_title.setdefault(title, []).append(case)
        self.seen: dict[tuple[str, ...], Row] = {}
        self.last: dict[str, str] = {}
        self.files: dict[str, Mapping[str, bytes]] = {}

    def done(self) -> Imported:
        understood = {one.row.number: one for one in self.read.entries}
        outcomes = [
            self._outcome(understood[row.number]) if row.number in understood else Outcome(row, row.kind)
            for row in self.read.table.rows
        ]
        return Imported(self.read, tuple(outcomes), self.files)

    def _outcome(self, found: Entry) -> Outcome:
        doubts = list(found.doubts) or list(self._twice(found))
        case: Case | None = None
        if not doubts:
            case, doubts = self._case_there(found)
        if doubts:
            return Outcome(found.row, "doubtful", found.title, doubts=tuple(doubts))
        if case is not None:
            told = differences(self.at.standing(case), found)
            return Outcome(found.row, "there", case.file.title, case.id, told)
        return self._new(found)

    def _twice(self, found: Entry) -> Iterator[tuple[str, str]]:
        """Find that an earlier row is the same case."""
        marks: list[tuple[str, ...]] = [(where, plain_number(number)) for where, number in found.numbers.items()]
        marks += [("id", found.own_id)] if found.own_id else []
        for mark in marks or [("title", found.title, *sorted(found.obligors))]:
            earlier = self.seen.setdefault(mark, found.row)
            if earlier is not found.row:
                cell = found.cells.get(mark[0]) or cell_name(found.row.number, 0)
                yield cell, _("row {row} is of the same case").format(row=earlier.number + 1)
                return

    def _case_there(self, found: Entry) -> tuple[Case | None, list[tuple[str, str]]]:
        """Find the case that a row is about, by our number, its numbers elsewhere, or its title and obligors."""
        if found.own_id:
            case = self.by_id.get(found.own_id)
            if case is not None:
                return case, []
            cell = found.cells.get("id") or cell_name(found.row.number, 0)
            message = _("there is no case {text} in this ledger; empty the cell to take the row for a new case")
            return None, [(cell, message.format(text=found.own_id))]
        fits = {
            case.id: (where, case)
            for where, number in found.numbers.items()
            for case in self.by_number[where].get(plain_number(number), ())
        }
        if not fits:
            fits = {one.id: ("title", one) for one in self.by_title.get(found.title, ()) if _is_same(one, found)}
        if len(fits) > 1:
            where = next(iter(fits.values()))[0]
            cell = found.cells.get(where) or cell_name(found.row.number, 0)
            return None, [(cell, _("it fits several cases: {cases}").format(cases=_(", ").join(fits)))]
        return next((case for _where, case in fits.values()), None), []

    def _new(self, found: Entry) -> Outcome:
        year = min(found.year or "9999", f"{self.at.on.year:04d}")
        case = self._number(year)
        try:
            files = self._texts(found, case)
            folder = case_folder(self.at.root, case)
            after = load_case(self.at.root, case, {folder / name: data for name, data in files.items()})
            book = self.at.office_book()
            assert book is not None
            judged = Judged(None, Standing(after, self.at.office, book, self.at.workdays, self.at.on))
            doubts = [
                (
                    found.cells.get(f"{one.event.name}.date" if one.event else "") or cell_name(found.row.number, 0),
                    _("{message} ({article})").format(message=one.message, article=cited(book.pack, one.source)),
                )
                for one in judged.refused
            ]
        except BadFile as fault:
            doubts = [(_cell_of(found, one.field), one.message) for one in fault.problems]
        if doubts:
            return Outcome(found.row, "doubtful", found.title, doubts=tuple(doubts))
        self.last[year] = case
        self.files[case] = files
        return Outcome(found.row, "imported", found.title, case)

    def _number(self, year: str) -> str:
        if year not in self.last:
            return next_id(self.at.root, int(year), self.taken)
        return f"{year}-{int(self.last[year][5:]) + 1:04d}"

    def _texts(self, found: Entry, case: str) -> dict[str, bytes]:
        pack = self.at.office.pack or ""
        obligors = [(obligor_key(number), name) for number, name in enumerate(found.obligors)]
        only = only_obligor(found) if len(obligors) == 1 else None
        file = fresh.case_file(
            case, title=found.title, pack=pack, obligors=obligors, known=tree_of(found), only_obligor=only
        )
        events = fresh.events_file(case, found.title)
        keys: list[Tree] = [key for key, _name in obligors]
        for said in [*found.events, self._taken_over(found)]:
            kind = TABLE[said["event"]]
            whom: dict[str, Tree] = {}
            if kind.per_obligor:
                whom = {"obligor": keys[0] if len(keys) == 1 else keys}
            said_of = {name: value for name, value in said.items() if name not in ("event", "date")}
            whole: dict[str, Tree] = {"event": said["event"], "date": said["date"], **whom, **said_of}
            events = yamlfile.append(events, whole, kind.label.zh, EVENTS)
        return {CASE: file, EVENTS: events}

    def _taken_over(self, found: Entry) -> dict[str, str]:
        on = self.at.on
        # What the register tells was known when it was written, so it is of no earlier day than the last it tells of.
        last = max((one["date"] for one in found.events), default="")
        as_of = max(min(self.read.table.as_of or on, on).isoformat(), last)
        source = f"{self.read.file.name}，工作表 {self.read.table.sheet.name}，第 {found.row.number + 1} 行"
        note = "".join(sign for sign in source if sign.isprintable())
        return {"event": "taken-over", "date": on.isoformat(), "stage": found.stage, "as_of": as_of, "note": note}


def _numbers(case: Case) -> Iterator[tuple[str, str]]:
    if case.file.filing_no:
        yield "filing_no", plain_number(case.file.filing_no)
    for event in case.events:
        number = event.text("filing_no")
        if number and plain_number(number) != plain_number(case.file.filing_no or ""):
            yield "filing_no", plain_number(number)
    if case.file.source_no:
        yield "source_no", plain_number(case.file.source_no)


def _is_same(case: Case, found: Entry) -> bool:
    """Tell whether a row without a number that decides is about a case of its title: by its obligors."""
    for where, number in found.numbers.items():
        own = case.file.filing_no if where == "filing_no" else case.file.source_no
        if own and plain_number(own) != plain_number(number):
            return False
    return set(found.obligors) == {one.name for one in case.file.obligors}


def _cell_of(found: Entry, where: str) -> str:
    """Give the cell from which a field of case.yaml was taken."""
    names = [where, *(one for one in found.cells if where.endswith(one.partition(".")[2] or one))]
    return next((found.cells[one] for one in names if one in found.cells), cell_name(found.row.number, 0))


def left_out(made: Imported) -> tuple[list[str], list[list[Cell]]]:
    """Give what was not taken as a table: the headings as they were, the rows with the reason after them."""
    columns = made.register.table.columns
    titles = [one.label for one in columns] + ["未导入原因"]
    rows: list[list[Cell]] = []
    for one in made.of("doubtful"):
        reasons = _("; ").join(f"{cell} {message}" for cell, message in one.doubts)
        for number, cells_of in enumerate((one.row.cells, *one.row.more)):
            row: list[Cell] = [cells_of[each.place] if each.place < len(cells_of) else None for each in columns]
            rows.append([*row, reasons if number == 0 else None])
    return titles, rows


def place_left_out(file: Path) -> Path:
    """Choose where what was not taken goes: FILE-未导入.xlsx beside the register, and no file that is there."""
    stem = file.stem.partition("-未导入")[0]
    places = (file.with_name(f"{stem}-未导入{number and f'-{number}'}.xlsx") for number in ("", *range(2, 1000)))
    return next(one for one in places if not one.exists())
