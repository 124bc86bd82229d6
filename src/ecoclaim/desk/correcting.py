"""Whether a report that was sent would read otherwise today: by the files as git knew them when it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ecoclaim.desk.ledgers import Ledgers, keeper
from ecoclaim.desk.opened import Opened, opened
from ecoclaim.errors import BadFile, GitRefused, NotFound
from ecoclaim.model.case import Case
from ecoclaim.reports.changed import Parts, Sent, changes, parts
from ecoclaim.reports.periodic import Clue, Figures, Kept, Window, clue_list, figures, named, window


def kept(at: Opened, case: Case, of: Opened | None = None) -> Kept:
    """Say whose a case is and which pack it follows; `of` is its ledger where `at` is an earlier state of it."""
    name = case.file.pack or at.office.pack
    book = at.pack_book(name, case.id if case.file.pack else None) if name else None
    return Kept(case, book.pack if book else None, keeper(of or at))


def content(cases: Iterable[Kept], days: Window) -> Figures | tuple[Clue, ...]:
    """Give what a report of these days contains."""
    return tuple(clue_list(cases, days)) if days.rule.kind == "list" else figures(cases, days)


def each_case(cases: Iterable[Kept], days: Window, several: bool) -> Parts:
    """Say what each case counts for in a report of these days, by its name; of several ledgers that names its own."""
    return {
        f"{one.keeper.ledger}/{one.case.id}" if several else one.case.id: parts(content([one], days)) for one in cases
    }


def sent_before(ledgers: Ledgers[Opened], days: Window, cases: Sequence[Kept]) -> Sent | None:
    """Find the entry of a report that was sent, and what has changed in it since; None where it was not sent.

    The ledger named first has the entry; `cases` are those of all ledgers as their files have them now.
    """
    reports = ledgers.first.reports()
    entry = next((each for each in reports if (each.report, each.period) == (days.rule.id, days.period.name)), None)
    if entry is None or entry.sent is None:
        return None
    period = named(days.rule.cycle or "year", entry.period) or days.period
    told_until = entry.as_of or min(entry.sent, period.last)
    told = window(days.rule, period, reports, told_until)
    try:
        then = each_case(_known(ledgers.opened, entry.sent), told, ledgers.several)
    except (NotFound, GitRefused, BadFile):
        return Sent(entry, told_until, None)
    return Sent(entry, told_until, changes(then, each_case(cases, told, ledgers.several)))


def _known(ledgers: Sequence[Opened], day: date) -> Iterator[Kept]:
    """Give every case as git knew it at the end of a day."""
    from ecoclaim.archive.earlier import commit_known, lay_out

    for at in ledgers:
        commit = commit_known(at.root, day)
        with TemporaryDirectory(prefix="ecoclaim-") as folder:
            lay_out(at.root, commit, Path(folder))
            earlier = opened(Path(folder), at.on, Opened)
            yield from (kept(earlier, case, at) for case in earlier.cases())
