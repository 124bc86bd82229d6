"""What can stop a command: each class with its exit code, each message one sentence with what, where and the cure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: where it stands, in which field, and what it is."""

    path: str
    line: int | None
    column: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """Write `path:line:column: field: message`, leaving out what is unknown."""
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return ": ".join(part for part in (place, self.field, self.message) if part)


def dotted(loc: Sequence[str | int]) -> str:
    """Write a place in a file as a person would: obligors.1.address, items of a list counted from one."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)


class Stop(Exception):
    """The base of all that stops a command; the sentence is the argument."""

    exit_code = 1


class WrongUsage(Stop):
    """The command line cannot be understood."""

    exit_code = 2


class PartsWrong(WrongUsage):
    """Some parts of a command line are wrong, and the others are not."""

    def __init__(self, message: str, wrong: tuple[str, ...], count: int) -> None:
        """Keep which parts are wrong, each as typed or by the name before its equals sign, and how many there are."""
        self.wrong, self.count = wrong, count
        super().__init__(message)


class NotFound(Stop):
    """What was named is not there."""

    exit_code = 3


class BadFile(Stop):
    """A file cannot be read as what it should be; carries every problem found in it."""

    exit_code = 4

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems; the sentence is one line a problem."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Busy(Stop):
    """Another process is writing; nothing was changed and trying again helps."""

    exit_code = 4


class FormIncomplete(Stop):
    """A form lacks data that only a person can supply."""

    exit_code = 5


class GitRefused(Stop):
    """Git did not do what was asked; the files are as written."""

    exit_code = 6


class GitMissing(GitRefused):
    """There is no git on this computer."""


class GitBrokenOff(GitRefused):
    """Git was broken off, or one that was left its lock behind; what it was to do can still be done."""


class NotAllowed(Stop):
    """The procedure does not allow it."""

    exit_code = 7


class Interrupted(Stop):
    """The person broke off, or a question found no answer."""

    exit_code = 130
