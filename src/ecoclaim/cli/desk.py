"""The ledger that a command answers from, with what the person is told of it: progress, problems, the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from ecoclaim.cli import console
from ecoclaim.cli.progress import Thing, reading, watched
from ecoclaim.desk.opened import Opened, opened
from ecoclaim.desk.settling import settle
from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger.places import find_root
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.desk.ledgers import Ledgers
    from ecoclaim.ledger.hashes import Progress
    from ecoclaim.ledger.strangers import Stranger

BAD_FILE = BadFile.exit_code


@dataclass(slots=True)
class Desk(Opened):
    """One ledger, opened to answer as of a day, at a terminal."""

    def tell(self, line: str) -> None:
        """Tell the person something beside the answer, on standard error."""
        console.say(line)

    def agrees(self, question: str) -> bool:
        """Ask at a terminal for a yes."""
        from ecoclaim.typed import yes

        return console.can_ask() and yes(console.ask(_("{question}? (y/n)").format(question=question), "n")) is True

    def progress(self) -> Progress:
        """Make what hears how far a file is read, and says it once it takes a second."""
        return reading()

    def watched(self, things: Iterable[Thing], total: int) -> Iterator[Thing]:
        """Pass things on, and show how many of the total are done."""
        return watched(things, total)

    def say_problems(self) -> None:
        """Tell every problem on standard error, one a line, and what is passed over."""
        say_problems(self.problems, self.passed_over)

    def code(self, otherwise: int = 0) -> int:
        """Give the exit code: a bad file goes before anything else."""
        return code(self.problems, otherwise)


def say_problems(problems: Iterable[Problem], passed_over: Iterable[Stranger] = ()) -> None:
    """Tell every problem on standard error, one a line, and what is passed over."""
    for one in problems:
        console.say(str(one))
    for other in passed_over:
        text = _("{path} {message}; {cure}").format(path=other.path, message=other.message, cure=other.cure)
        console.say(_("Warning: {text}").format(text=text))


def code(problems: Sequence[Problem], otherwise: int = 0) -> int:
    """Give the exit code: a bad file goes before anything else."""
    return BAD_FILE if problems else otherwise


def desks(ledgers: Sequence[Path] | None, on: date, known_at: date | None = None) -> Ledgers[Desk]:
    """Open the ledgers named, or the one around this folder, to answer from them together as of a day."""
    from ecoclaim.desk.ledgers import Ledgers, opened_all

    if not ledgers or len(ledgers) == 1:
        return Ledgers([desk(ledgers[0] if ledgers else None, on, known_at)])
    return opened_all(ledgers, lambda folder: desk(folder, on, known_at))


def desk(ledger: Path | None, on: date, known_at: date | None = None) -> Desk:
    """Open the ledger named, or the one around this folder, to answer as of a day; or as git knew it on a day."""
    root = find_root(ledger)
    if known_at is None:
        settle(root)
        return opened(root, on, Desk)
    earlier = _earlier(root, known_at)
    try:
        at = opened(earlier, on, Desk)
    except BaseException:
        rmtree(earlier, ignore_errors=True)
        raise
    at.history = root
    finalize(at, rmtree, earlier, ignore_errors=True)
    return at


def _earlier(root: Path, day: date) -> Path:
    """Lay out the ledger as git knew it at the end of a day, in a folder of its own."""
    from ecoclaim.archive.earlier import commit_known, lay_out

    commit = commit_known(root, day)
    folder = Path(mkdtemp(prefix="ecoclaim-"))
    try:
        lay_out(root, commit, folder)
    except BaseException:
        rmtree(folder, ignore_errors=True)
        raise
    console.say(_("As git knew the ledger at the end of {day} (commit {commit}).").format(day=day, commit=commit[:7]))
    return folder
