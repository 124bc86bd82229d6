"""Every problem of form, order, law and arithmetic, each with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ecoclaim.checks import (
    Finding,
    calendar_findings,
    clues_recorded_twice,
    findings,
    numbers_given_twice,
    office_findings,
)
from ecoclaim.desk.checkup import passed_over
from ecoclaim.desk.ledgers import Ledgers, keeper
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import GitRefused
from ecoclaim.ledger.load import read_file, shown
from ecoclaim.ledger.places import CASE, case_folder
from ecoclaim.ledger.verify import wrong_paths
from ecoclaim.model.case import Case
from ecoclaim.model.office import Keeper
from ecoclaim.views.findings import Placed
from ecoclaim.words import _
from ecoclaim.yamlfile import Document


def checked(ledgers: Ledgers[Opened], cases: Sequence[str]) -> Iterator[Placed]:
    """Give every problem of the cases that a person names; of all cases and the office's own files where none is.

    Where there are several ledgers, each path begins with its own.
    """
    whose: dict[Path, Keeper] = {}
    for at, one in _checked(ledgers, cases):
        if at.root not in whose:
            whose[at.root] = keeper(at)
        path = str(at.root / one.path) if ledgers.several else one.path
        of = whose[at.root]
        yield replace(one, path=path, ledger=of.ledger, office=of.office)


def _checked(ledgers: Ledgers[Opened], cases: Sequence[str]) -> Iterator[tuple[Opened, Placed]]:
    for at in ledgers.opened if not cases else ():
        yield from ((at, one) for one in _of_office(at))
    numbers: dict[Path, dict[str, str]] = {at.root: {} for at in ledgers.opened}
    clues: dict[Path, dict[str, str]] = {at.root: {} for at in ledgers.opened}
    for at, (case_id, number, clue, placed) in ledgers.swept(cases, _of_case):
        if number:
            numbers[at.root][case_id] = number
        if clue:
            clues[at.root][case_id] = clue
        yield from ((at, one) for one in placed)
    for at in ledgers.opened:
        for case_id, finding in (*numbers_given_twice(numbers[at.root]), *clues_recorded_twice(clues[at.root])):
            yield from ((at, one) for one in _placed(at, case_id, [finding]))


def _of_office(at: Opened) -> Iterator[Placed]:
    book = at.office_book()
    if book is not None:
        yield from _placed(at, None, office_findings(at.office, book.pack, at.reports(), at.on))
    yield from _placed(at, None, calendar_findings(at.workdays.layers))
    yield from _opened_twice(at)
    yield from _strangers(at)


def _opened_twice(at: Opened) -> Iterator[Placed]:
    """Tell of each number under which another branch known here opened another case: a merge will not go through."""
    from ecoclaim.archive.numbers import opened_twice

    try:
        twice = opened_twice(at.root)
    except GitRefused as fault:
        # The files are checked all the same; that the branches were not looked at must not read as "nothing found".
        at.tell(_("Warning: {text}").format(text=_("other branches were not looked at: {why}").format(why=fault)))
        return
    for one in twice:
        path = shown(at.root, case_folder(at.root, one.case) / CASE)
        message = _("{case} is another case on branch {branch}").format(case=one.case, branch=one.branch)
        cure = f"ecoclaim renumber {one.case}"
        yield Placed("number-opened-twice", "warning", one.case, path, None, None, "", message, cure)


def _strangers(at: Opened) -> Iterator[Placed]:
    for one in passed_over(at):
        yield Placed("passed-over", "warning", None, one.path, None, None, "", one.message, one.cure)


def _of_case(at: Opened, case: Case) -> tuple[str, str | None, str, list[Placed]]:

    own = at.book(case)
    if own is None:
        return case.id, case.file.filing_no, _clue(case), []
    found = findings(at.standing(case))
    return case.id, case.file.filing_no, _clue(case), [*_placed(at, case.id, found), *_wrong_paths(at, case)]


def _clue(case: Case) -> str:
    """Give the sender and letter by which a clue came; nothing where no letter is named, or a note sets it apart."""
    clue = next((one for one in case.events if one.name == "clue-received" and one.text("letter_no")), None)
    if clue is None or clue.text("note"):
        return ""
    return " ".join(filter(None, (clue.text("sender"), clue.text("letter_no"))))


def _wrong_paths(at: Opened, case: Case) -> Iterator[Placed]:

    for one in wrong_paths(at.root, case.id, case.file.evidence):
        yield Placed(one.code, one.severity, case.id, one.path, one.line, one.column, "", one.message, one.cure)


def _placed(at: Opened, case: str | None, findings: Iterable[Finding]) -> Iterator[Placed]:
    """Find the line of each finding; what stands in the private file only is told at the head of the public one."""
    folder = case_folder(at.root, case) if case else at.root
    files: dict[str, Document] = {}
    for one in findings:
        if one.file not in files:
            files[one.file] = read_file(at.root, folder / one.file, marked=True)
        document = files[one.file]
        line, column = document.place(one.loc)
        yield Placed(one.code, one.severity, case, document.path, line, column, one.article, one.message, one.cure)
