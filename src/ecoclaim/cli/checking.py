"""`check`: every problem of form, order, law and arithmetic, with its place, article and cure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.checks import Finding
    from ecoclaim.cli.desk import Desk
    from ecoclaim.model.case import Case
    from ecoclaim.views.findings import Placed
    from ecoclaim.yamlfile import Document

FOUND_ERRORS = 1


@explained(
    later(
        "Looks over the cases named, or all cases and the office's own files: names and numbers that lead nowhere, "
        "events in the wrong order, sums that do not agree, wrong check digits, what the procedure does not allow. "
        "Each finding has a code that does not change, the place in the file, the article and the cure.\n\n"
        "The exit code is 1 when an error was found; with --strict a warning counts as an error. A file that cannot be "
        "read is named and the exit code is 4."
    ),
    "ecoclaim check",
    "ecoclaim check 2026-7 --strict",
)
def check(
    cases: Cases,
    on: On,
    strict: Annotated[bool, typer.Option("--strict", help=later("Count a warning as an error."))] = False,
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show every problem of form, order, law and arithmetic."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.views.findings import findings_json, findings_text

    at = desk(ledger, on)
    found = list(_found(at, cases))
    # It stands among the findings.
    at.passed_over = ()
    if strict:
        found = [replace(one, severity="error") if one.severity == "warning" else one for one in found]
    if format == "json":
        console.machine(findings_json(on, found, at.problems))
    else:
        console.answer(findings_text(found, at.problems, console.paper()))
    at.say_problems()
    return at.code(FOUND_ERRORS if any(one.severity == "error" for one in found) else 0)


def _found(at: Desk, cases: list[str]) -> Iterator[Placed]:
    from ecoclaim.checks import calendar_findings, clues_recorded_twice, numbers_given_twice, office_findings
    from ecoclaim.cli.sweep import swept

    book = at.office_book()
    if not cases and book is not None:
        yield from _placed(at, None, office_findings(at.office, book.pack, at.reports(), at.on))
    if not cases:
        yield from _placed(at, None, calendar_findings(at.workdays.layers))
        yield from _opened_twice(at)
        yield from _strangers(at)
    numbers: dict[str, str] = {}
    clues: dict[str, str] = {}
    for case_id, number, clue, placed in swept(at, cases, _of_case):
        if number:
            numbers[case_id] = number
        if clue:
            clues[case_id] = clue
        yield from placed
    for case_id, finding in (*numbers_given_twice(numbers), *clues_recorded_twice(clues)):
        yield from _placed(at, case_id, [finding])


def _opened_twice(at: Desk) -> Iterator[Placed]:
    """Tell of each number under which another branch known here opened another case: a merge will not go through."""
    from ecoclaim.archive.numbers import opened_twice
    from ecoclaim.errors import GitRefused
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.places import CASE, case_folder
    from ecoclaim.views.findings import Placed

    try:
        twice = opened_twice(at.root)
    except GitRefused as fault:
        # The files are checked all the same; that the branches were not looked at must not read as "nothing found".
        console.say(_("Warning: {text}").format(text=_("other branches were not looked at: {why}").format(why=fault)))
        return
    for one in twice:
        path = shown(at.root, case_folder(at.root, one.case) / CASE)
        message = _("{case} is another case on branch {branch}").format(case=one.case, branch=one.branch)
        cure = f"ecoclaim renumber {one.case}"
        yield Placed("number-opened-twice", "warning", one.case, path, None, None, "", message, cure)


def _strangers(at: Desk) -> Iterator[Placed]:
    from ecoclaim.cli.checkup import passed_over
    from ecoclaim.views.findings import Placed

    for one in passed_over(at):
        yield Placed("passed-over", "warning", None, one.path, None, None, "", one.message, one.cure)


def _of_case(at: Desk, case: Case) -> tuple[str, str | None, str, list[Placed]]:
    from ecoclaim.checks import findings

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


def _wrong_paths(at: Desk, case: Case) -> Iterator[Placed]:
    from ecoclaim.ledger.verify import wrong_paths
    from ecoclaim.views.findings import Placed

    for one in wrong_paths(at.root, case.id, case.file.evidence):
        yield Placed(one.code, one.severity, case.id, one.path, one.line, one.column, "", one.message, one.cure)


def _placed(at: Desk, case: str | None, findings: Iterable[Finding]) -> Iterator[Placed]:
    """Find the line of each finding; what stands in the private file only is told at the head of the public one."""
    from ecoclaim.ledger.load import read_file
    from ecoclaim.ledger.places import case_folder
    from ecoclaim.views.findings import Placed

    folder = case_folder(at.root, case) if case else at.root
    files: dict[str, Document] = {}
    for one in findings:
        if one.file not in files:
            files[one.file] = read_file(at.root, folder / one.file)
        document = files[one.file]
        line, column = document.place(one.loc)
        yield Placed(one.code, one.severity, case, document.path, line, column, one.article, one.message, one.cure)
