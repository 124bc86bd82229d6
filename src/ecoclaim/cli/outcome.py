"""How a write is judged for a command, and how what came of it is told."""

from __future__ import annotations

from collections.abc import Iterable

from ecoclaim.cli import console
from ecoclaim.cli.desk import Desk
from ecoclaim.deadlines import Rulebook
from ecoclaim.desk.judging import Judged
from ecoclaim.errors import BadFile
from ecoclaim.ledger.drafts import Draft
from ecoclaim.model.case import Case
from ecoclaim.standing import Standing
from ecoclaim.views.text import wrapped
from ecoclaim.words import _


def book_of(at: Desk, case: Case) -> Rulebook:
    """Give the rules of a case; raises BadFile where they cannot be had: nothing is written on a guess."""
    book = at.book(case)
    if book is None:
        raise BadFile(at.problems)
    return book


def judged(at: Desk, draft: Draft) -> Judged:
    """Judge a draft; raises BadFile where the rules of the case cannot be had."""
    book = book_of(at, draft.after)
    workdays = at.calendar(book.pack)
    before = Standing(draft.before, at.office, book, workdays, at.on) if draft.before else None
    return Judged(before, Standing(draft.after, at.office, book, workdays, at.on))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; at a terminal they are broken at its width, further lines set in."""
    width = console.width()
    shown: list[str] = []
    for line in lines:
        if width is None:
            shown.append(line)
            continue
        head = line[: len(line) - len(line.lstrip())]
        first, *rest = wrapped(line.strip(), width - len(head) - 2)
        shown += [head + first, *(head + "  " + one for one in rest)]
    if shown:
        console.answer("\n".join(shown))


def warn(lines: Iterable[str]) -> None:
    """Say warnings on standard error."""
    for line in lines:
        console.say(_("Warning: {text}").format(text=line))
