"""Goes over many cases, of one ledger or of several, in several processes; gives the same as one would, in order.

Alone knows when that pays: to begin a process costs as much as to answer some hundred cases. What is asked of a case
must be a function of a module with its arguments bound (`partial`), and what it gives must be small: both travel.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import Process, get_context
from multiprocessing.connection import Connection, wait
from traceback import format_exception
from typing import Any, TypeVar

from ecoclaim.desk.opened import Opened
from ecoclaim.errors import Problem
from ecoclaim.model.case import Case
from ecoclaim.words import language, use

Found = TypeVar("Found")
Asked = Callable[[Opened, Case], Found]

_CHUNK = 50  # cases given to a process at once
_MOST = 4  # processes: each takes some 30 MiB
# Elsewhere than on Linux a new process begins with nothing and imports all we have.
_METHOD = "fork" if sys.platform == "linux" else "spawn"
_WORTH = {"fork": 400, "spawn": 4000}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of a chunk: what was found in each case that could be read, and what was wrong."""

    found: list[Any]
    problems: list[Problem]


# The ids of cases that are asked of, each with the place of its ledger among those opened.
Chunk = tuple[int, Sequence[str]]


def swept(at: Opened, said: Sequence[str], asked: Asked[Found]) -> Iterator[Found]:
    """Ask the same of each case that a person names, or of all, in order; a broken one is a problem and passed over.

    Raises NotFound, before anything is read, where a name fits no case.
    """
    at.office_book()
    return (found for _at, found in swept_over([at], [at.wanted(said)], asked))


def swept_over(
    ledgers: Sequence[Opened], wanted: Sequence[Sequence[str]], asked: Asked[Found]
) -> Iterator[tuple[Opened, Found]]:
    """Ask the same of the cases of these ids in each of several ledgers, in order, all in one sweep."""
    # Every process needs what is made here; and where a pack cannot be had, that is told first.
    for at in ledgers:
        at.office_book()
    total, number = sum(map(len, wanted)), min(_processors(), _MOST)
    found: Iterator[tuple[Opened, Found]]
    if number == 1 or total < _WORTH[_METHOD]:
        found = ((at, asked(at, case)) for at, ids in zip(ledgers, wanted, strict=True) for case in at.read(ids))
    else:
        found = in_processes(ledgers, wanted, asked, number)
    return ledgers[0].watched(found, total) if ledgers else iter(())


def in_processes(
    ledgers: Sequence[Opened],
    wanted: Sequence[Sequence[str]],
    asked: Asked[Found],
    number: int,
    method: str = _METHOD,
) -> Iterator[tuple[Opened, Found]]:
    """Ask the same of the cases of these ids in so many processes, begun by a method of `multiprocessing`."""
    chunks: list[Chunk] = [
        (place, ids[first : first + _CHUNK]) for place, ids in enumerate(wanted) for first in range(0, len(ids), _CHUNK)
    ]
    for at in ledgers:
        # Holidays take a while to load: where a process begins as a copy of this one, once is enough.
        at.workdays.known(at.on)
    own = [replace(at, problems=[]) for at in ledgers]
    told = [{_told(problem) for problem in at.problems} for at in ledgers]
    with _processes(own, asked, min(number, len(chunks)), method) as lines:
        for (place, _ids), answer in zip(chunks, _in_order(own, chunks, asked, lines), strict=True):
            for problem in answer.problems:
                if _told(problem) not in told[place]:
                    told[place].add(_told(problem))
                    ledgers[place].problems.append(problem)
            for found in answer.found:
                yield ledgers[place], found


def _processors() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told(problem: Problem) -> Hashable:
    """Give what makes two problems one: a pack that is not there is told at the first case that names it."""
    return problem.message if problem.field == "pack" else problem


def _in_order(
    own: Sequence[Opened], chunks: Sequence[Chunk], asked: Asked[Any], lines: list[Connection]
) -> Iterator[_Answer]:
    """Keep every process at work and give the answers in the order of the chunks; a dead one's work is done here.

    What went wrong in a chunk is raised in its turn, whoever was the first to meet something.
    """
    ahead: dict[int, _Answer | Exception] = {}
    given: dict[Connection, deque[int]] = {line: deque() for line in lines}
    following = iter(range(len(chunks)))

    def give(line: Connection) -> None:
        number = next(following, None)
        if number is not None:
            given[line].append(number)
            line.send(chunks[number])

    def take(line: Connection) -> None:
        answer = line.recv()
        ahead[given[line].popleft()] = answer
        give(line)

    for line in (*lines, *lines):  # one chunk to work at and one to go on with
        give(line)
    for number in range(len(chunks)):
        while number not in ahead:
            ready: list[Any] = wait([one for one, numbers in given.items() if numbers])
            for line in ready:
                try:
                    take(line)
                except (EOFError, ConnectionError):
                    ahead |= {lost: _asked_of(own, chunks[lost], asked) for lost in given.pop(line)}
            if number not in ahead and not any(given.values()):
                ahead[number] = _asked_of(own, chunks[number], asked)
        found = ahead.pop(number)
        if isinstance(found, Exception):
            raise found
        yield found


def _asked_of(own: Sequence[Opened], chunk: Chunk, asked: Asked[Any]) -> _Answer:
    place, wanted = chunk
    at = own[place]
    told = len(at.problems)
    found = [asked(at, case) for case in at.read(wanted)]
    return _Answer(found, at.problems[told:])


@contextmanager
def _processes(own: Sequence[Opened], asked: Asked[Any], number: int, method: str) -> Iterator[list[Connection]]:
    context: Any = get_context(method)
    with ExitStack() as closing:
        lines: list[Connection] = []
        with _undisturbed():
            for _number in range(number):
                ours, theirs = context.Pipe()
                # A copy holds our ends too, and as long as it does it never learns that we are gone.
                ends = (*lines, ours) if method == "fork" else ()
                given = (theirs, ends, own, asked, language())
                one: Process = context.Process(target=_serve, args=given, daemon=True)
                try:
                    one.start()
                except OSError:  # no more processes or memory to be had: fewer do
                    break
                theirs.close()
                closing.callback(one.join)
                closing.callback(one.terminate)
                closing.callback(ours.close)
                lines.append(ours)
        yield lines


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C wait: between a process's birth and its entry among those to be ended it would leave an orphan."""
    import signal

    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(line: Connection, ends: Sequence[Connection], own: Sequence[Opened], asked: Asked[Any], spoken: str) -> None:
    """Answer chunks until nobody asks any more; Ctrl-C is for the process that asks."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)
    use(spoken)
    for one in ends:
        one.close()
    try:
        while True:
            line.send(_tried(own, line.recv(), asked))
    except (EOFError, ConnectionError):
        return


def _tried(own: Sequence[Opened], chunk: Chunk, asked: Asked[Any]) -> _Answer | Exception:
    """Answer, or give what went wrong to the process that asks, which has the one door for failure."""
    try:
        return _asked_of(own, chunk, asked)
    except Exception as fault:
        fault.add_note("".join(format_exception(fault)))
        return fault
