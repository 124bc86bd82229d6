"""What lies before every answer: the ledger, its office, calendar and rules, and what was wrong with them.

Alone knows that one broken file never hides another: each is kept as a problem, and the rest is answered.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from ecoclaim.deadlines import STATUSES, Deadline, Rulebook, ledger_deadlines, rulebook
from ecoclaim.errors import BadFile, NotFound, Problem, WrongUsage
from ecoclaim.ledger.calendars import contradictions, entered_notices
from ecoclaim.ledger.load import (
    load_case_file,
    load_cases,
    load_office,
    load_pack,
    load_reports,
    read_file,
    shown,
)
from ecoclaim.ledger.places import CASE, EVENTS, MARK, case_folder, case_ids, of_number, resolve_case, short_id
from ecoclaim.ledger.regions import regional_calendar
from ecoclaim.ledger.strangers import Stranger, strangers
from ecoclaim.model.calendar import HolidayNotice
from ecoclaim.model.case import Case
from ecoclaim.model.office import Office, Report
from ecoclaim.packs import Pack
from ecoclaim.standing import Standing
from ecoclaim.words import Label, _
from ecoclaim.workdays import Workdays

if TYPE_CHECKING:
    from ecoclaim.ledger.hashes import Progress

_NO_RULES = Pack(name="", title=Label("", ""))


Thing = TypeVar("Thing")


@dataclass(slots=True, weakref_slot=True)
class Opened:
    """One ledger, opened to answer as of a day; calendar and rulebooks are made once, problems gather."""

    root: Path
    on: date
    office: Office
    notices: Mapping[str, HolidayNotice] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: What is passed over though it may hold a case or a calendar; told beside an answer about all cases.
    passed_over: tuple[Stranger, ...] = ()
    #: Where the history lies, if not in the root: the files may be laid out as git knew them on a day.
    history: Path | None = None
    #: What the person is told beside the answer.
    said: list[str] = field(default_factory=list)
    _books: dict[str, Rulebook | None] = field(default_factory=dict)
    _calendars: dict[str | None, Workdays] = field(default_factory=dict)
    _id: str | None = None
    _called: str | None = None

    def tell(self, line: str) -> None:
        """Tell the person something beside the answer: here it is kept, a terminal shows it at once."""
        self.said.append(line)

    def progress(self) -> Progress:
        """Make what hears how far a file is read; here nobody looks on, a terminal shows it."""
        return lambda _path, _done, _size: None

    def watched(self, things: Iterable[Thing], _total: int) -> Iterator[Thing]:
        """Pass things on; a terminal shows how many of the total are done."""
        return iter(things)

    @property
    def id(self) -> str:
        """What tells this ledger from every other: the id of its settings, else its root commit; nothing without both.

        Git is asked once, and only where the settings have no id.
        """
        if self._id is None:
            from ecoclaim.desk.identity import by_history

            self._id = self.office.id or by_history(self)
        return self._id

    def called(self) -> str:
        """Give what its rows call it: its id, or the name of its folder where it has none."""
        if self._called is None:
            self._called = self.id or (self.history or self.root).resolve().name
        return self._called

    def cases(self, said: Sequence[str] = ()) -> Iterator[Case]:
        """Give the cases that a person names, or all, one by one; a broken one is a problem and is passed over.

        Raises NotFound, before anything is read, where a name fits no case.
        """
        wanted = self.wanted(said)
        return self.watched(self.read(wanted), len(wanted))

    def wanted(self, said: Sequence[str] = ()) -> list[str]:
        """Give the ids of the cases that a person names, each once, or of all."""
        return list(dict.fromkeys(self.case_id(one) for one in said)) if said else self.every_case()

    def every_case(self) -> list[str]:
        """Give the ids of all cases, and note what may be one and is passed over."""
        self.passed_over = tuple(one for one in strangers(self.root) if one.matters)
        return case_ids(self.root)

    def read(self, wanted: Sequence[str]) -> Iterator[Case]:
        """Give the cases of these ids one by one; a broken one is a problem and is passed over."""
        for found in load_cases(self.root, wanted):
            if isinstance(found, BadFile):
                self.problems += found.problems
            else:
                yield found

    def case(self, said: str) -> Case:
        """Give the one case that a person names; raises NotFound, or BadFile where it cannot be read."""
        for found in load_cases(self.root, [self.case_id(said)]):
            if isinstance(found, BadFile):
                raise found
            return found
        raise AssertionError(said)

    def without_events(self, said: str) -> Case:
        """Give what case.yaml says of the case that a person names, and nothing of what happened.

        Raises NotFound, or BadFile where that file cannot be read.
        """
        return Case(load_case_file(self.root, self.case_id(said)), ())

    def case_id(self, said: str) -> str:
        """Find the case that a person means; titles are read only where no number was said."""
        try:
            return resolve_case(self.root, said, self.on.year)
        except NotFound:
            if said.replace("-", "").isdigit():
                # Git is asked only where the folder has no such case: it costs a tenth of the start.
                from ecoclaim.desk.hidden import refuse_hidden_case

                refuse_hidden_case(self.root, said, self.on.year)
                return self._of_another_year(said)
        return resolve_case(self.root, said, self.on.year, dict(self._titles()))

    def case_to_write(self, said: str) -> str:
        """Find the case that a person means to write in: one of another year only by its full number.

        Raises NotFound, or WrongUsage with the full number where the person does not say yes to it.
        """
        if typed_year := short_id(said, self.on.year):
            here = [one for one in case_ids(self.root) if (one[:4], int(one[5:])) == typed_year]
            others = [] if here else of_number(self.root, said)
            if len(others) == 1 and self.agrees(_("Is {case} meant").format(case=self._named(others[0]))):
                return others[0]
            if others:
                raise WrongUsage(
                    _("there is no case {text} of {year}; write the full number: {cases}").format(
                        text=said.strip(), year=self.on.year, cases=_(", ").join(map(self._named, others))
                    )
                )
        return self.case_id(said)

    def agrees(self, _question: str) -> bool:
        """Ask for a yes: here nobody can be asked, and it is none."""
        return False

    def _of_another_year(self, said: str) -> str:
        """Give the only case of a number, and tell that it is of another year; raises NotFound or WrongUsage."""
        found = of_number(self.root, said)
        if len(found) == 1:
            text = _("There is no case {text} of {year}; this is {case}.")
            self.tell(text.format(text=said.strip(), year=self.on.year, case=self._named(found[0])))
            return found[0]
        if found:
            raise WrongUsage(
                _("{text} fits several cases: {cases}; name one of them").format(
                    text=said, cases=_(", ").join(map(self._named, found))
                )
            )
        raise NotFound(_("there is no case {text}; ecoclaim list shows the cases there are").format(text=said))

    def _named(self, case: str) -> str:
        """Give a case's number with its title, where that can be read."""
        try:
            tree = read_file(self.root, case_folder(self.root, case) / CASE).tree
        except (BadFile, NotFound):
            return case
        title = tree.get("title") if isinstance(tree, dict) else None
        return f"{case} {title}" if isinstance(title, str) else case

    def _titles(self) -> Iterator[tuple[str, str]]:
        for case in case_ids(self.root):
            try:
                tree = read_file(self.root, case_folder(self.root, case) / CASE).tree
            except (BadFile, NotFound):
                continue
            title = tree.get("title") if isinstance(tree, dict) else None
            if isinstance(title, str):
                yield case, title

    def book(self, case: Case) -> Rulebook | None:
        """Give the rules of a case; None, and a problem, where its pack cannot be had."""
        name = case.file.pack or self.office.pack
        if name is None:
            path = shown(self.root, self.root / MARK)
            self._keep(Problem(path, None, None, "pack", _("no rule pack is named; write pack: NAME")))
            return None
        return self.pack_book(name, case.id if case.file.pack else None)

    def rules(self, case: Case) -> Rulebook:
        """Give the rules of a case; raises BadFile where they cannot be had: nothing is written on a guess."""
        book = self.book(case)
        if book is None:
            raise BadFile(self.problems)
        return book

    def office_book(self) -> Rulebook | None:
        """Give the rules of the office's own pack."""
        return self.pack_book(self.office.pack) if self.office.pack else None

    def pack_book(self, name: str, case: str | None = None) -> Rulebook | None:
        """Give the rules of a pack by name; the case is the one whose file names it."""
        if name not in self._books:
            self._books[name] = None
            try:
                self._books[name] = rulebook(load_pack(self.root, name), self.office)
            except BadFile as fault:
                self.problems += fault.problems
            except NotFound as fault:
                path = case_folder(self.root, case) / CASE if case else self.root / MARK
                self.problems.append(self._at(path, "pack", str(fault)))
        return self._books[name]

    @property
    def workdays(self) -> Workdays:
        """The calendar of the office: of its own pack's region, with the notices that it has entered."""
        book = self.office_book()
        return self.calendar(book.pack if book else _NO_RULES)

    def calendar(self, pack: Pack) -> Workdays:
        """Give the calendar of a pack: the nation's and its region's days, with the notices the office has entered."""
        if pack.calendar not in self._calendars:
            self._calendars[pack.calendar] = Workdays(self.notices, regional_calendar(pack.calendar))
        return self._calendars[pack.calendar]

    def with_notices(self, notices: Mapping[str, HolidayNotice]) -> Self:
        """Look at the same ledger as if it had other notices."""
        return replace(self, notices=notices, _calendars={})

    def standing(self, case: Case, wanted: Container[str] = STATUSES) -> Standing:
        """Give where a case stands, with its rows of a wanted status.

        It has no rows, and there is a problem, where its rules cannot be had or a day leads out of the calendar.
        """
        book = self.book(case) or Rulebook(_NO_RULES, (), {}, {}, self.office.remind_days)
        standing = Standing(case, self.office, book, self.calendar(book.pack), self.on, wanted)
        try:
            standing.rows  # noqa: B018
        except (WrongUsage, OverflowError):
            path = shown(self.root, case_folder(self.root, case.id) / EVENTS)
            message = _("a day in this case leads out of the calendar, which has the years 1 to 9999")
            self._keep(Problem(path, None, None, "", message))
            return replace(standing, book=replace(book, rules=(), acts={}))
        return standing

    def rows(self, case: Case, wanted: Container[str] = STATUSES) -> tuple[Deadline, ...]:
        """Give the rows of a case with a wanted status, as its standing has them."""
        return self.standing(case, wanted).rows

    def ledger_rows(self) -> tuple[Deadline, ...]:
        """Give every row that the ledger owes periodically."""
        book = self.office_book()
        if book is None:
            return ()
        try:
            return ledger_deadlines(self.office, book, self.reports(), self.calendar(book.pack), self.on)
        except (WrongUsage, OverflowError):
            message = _("a report falls due out of the calendar, which has the years 1 to 9999")
            self._keep(Problem(shown(self.root, self.root / MARK), None, None, "since", message))
            return ()

    def reports(self) -> tuple[Report, ...]:
        """Give the reports that were sent; none, and a problem, where reports.yaml is bad."""
        try:
            return load_reports(self.root)
        except BadFile as fault:
            self.problems += [one for one in fault.problems if one not in self.problems]
            return ()

    def _keep(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _at(self, path: Path, name: str, message: str) -> Problem:
        document = read_file(self.root, path)
        line, column = document.place((name,))
        return Problem(document.path, line, column, name, message)


AnOpened = TypeVar("AnOpened", bound=Opened)


def opened(root: Path, on: date, kind: type[AnOpened]) -> AnOpened:
    """Open a ledger to answer as of a day; a bad calendar is a problem. Raises BadFile where its settings are bad."""
    office = load_office(root)
    notices, problems = entered_notices(root)
    problems += contradictions(root, notices)
    return kind(root, on, office, notices, problems)
