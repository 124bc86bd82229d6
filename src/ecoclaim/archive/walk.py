"""Git's list of commits, and which files each changed, told apart so that nothing anyone writes can pass for another.

Git parts all it says by a zero byte, which neither a message nor a name nor a path can hold, and what a piece is
follows from its place alone. Files come with the ids of their contents before and after.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from ecoclaim.archive.git import exactly, tell
from ecoclaim.archive.repository import log, prefix

# The trailer that names the command which committed: for people, and nothing follows from it.
COMMAND = "Ecoclaim-Command"
_IS_COMMAND = re.compile(r"[a-z][a-z -]{0,40}")
_FORMAT = "%H%x00%P%x00%ad%x00%cd%x00%an%x00%ae%x00%s%x00%(trailers:key=" + COMMAND + ",valueonly,unfold)"
_FIELDS = 8
_OPTIONS = (
    *("--full-history", "-c", "--raw", "-z", "--no-abbrev", "--no-renames", "--root", "--date=raw"),
    *("--no-notes", "--no-decorate", f"--format={_FORMAT}"),
)
_SUBMODULE = "160000"


@dataclass(frozen=True, slots=True)
class File:
    """What a commit did to a file: the ids of its content, before by each parent, and after; None where it was not."""

    before: tuple[str | None, ...]
    after: str | None
    is_file: bool = True

    @property
    def came(self) -> bool:
        """Tell whether one side at least did not have it, and it is there now."""
        return self.after is not None and None in self.before


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: when it was written and by whom, what it says, and which files it changed, by their paths.

    Days are those of the clock of whoever wrote it. `moves` holds for each parent which cases have another number
    since: the number now, and the one there.
    """

    id: str
    parents: tuple[str, ...]
    at: datetime
    committed: datetime
    who: str
    address: str
    subject: str
    command: str
    files: Mapping[str, File]
    moves: tuple[Mapping[str, str], ...] = field(default=())

    @property
    def day(self) -> date:
        """The day on which it was written down."""
        return self.at.date()


def commits(root: Path, below: Sequence[str] = ()) -> list[Commit]:
    """List the commits that changed the ledger, or what lies below these paths of it, the newest first."""
    told = log(root, *_OPTIONS, "--", *(exactly(one) for one in below or ("./",)))
    return list(_commits(iter(told.out.split(b"\0")), os.fsencode(prefix(root)))) if told else []


def parents(root: Path) -> dict[str, tuple[str, ...]]:
    """Give the parents of every commit that led to this one."""
    lines = tell(root, "rev-list", "--parents", "HEAD").text.splitlines()
    return {one: tuple(more) for one, *more in map(str.split, lines)}


def days(root: Path) -> Iterator[tuple[str, datetime]]:
    """List the commits of the branch itself, not those that merges brought, with their time; the newest first."""
    told = log(root, "--first-parent", "--date=raw", "--format=%H %cd")
    for line in told.text.splitlines() if told else ():
        identity, _space, at = line.partition(" ")
        yield identity, moment(at) or _UNKNOWN


def shortened(root: Path, ids: Iterable[str]) -> dict[str, str]:
    """Give for the ids of commits what is enough of each to name it."""
    given = "".join(f"{one}\n" for one in ids)
    if not given:
        return {}
    options = ("--no-walk=unsorted", "--stdin", "--no-decorate", "--no-notes", "--format=%H %h")
    reply = tell(root, "log", *options, given=given.encode())
    return dict(line.split() for line in reply.text.splitlines())


def _commits(pieces: Iterator[bytes], prefix: bytes) -> Iterator[Commit]:
    piece = _next(pieces)
    while piece:
        head = [piece, *(next(pieces) for _n in range(_FIELDS - 1))]
        files: dict[str, File] = {}
        while (piece := _next(pieces)).startswith(b":"):
            files[os.fsdecode(next(pieces).removeprefix(prefix))] = _file(piece.decode("ascii"))
        yield _commit([one.decode("utf-8", "replace") for one in head], files)


def _next(pieces: Iterator[bytes]) -> bytes:
    """Give the next piece that begins a commit or a file; between them git writes line ends or zero bytes more."""
    return next((one for one in map(bytes.strip, pieces) if one), b"")


def _commit(head: Sequence[str], files: Mapping[str, File]) -> Commit:
    identity, parents, at, committed, who, address, subject, trailers = head
    entered = moment(committed) or _UNKNOWN
    command = trailers.strip("\n").rpartition("\n")[2]
    return Commit(
        identity,
        tuple(parents.split()),
        moment(at) or entered,
        entered,
        who,
        address,
        subject,
        command if _IS_COMMAND.fullmatch(command) else "",
        files,
    )


def _file(piece: str) -> File:
    sides = len(piece) - len(piece.lstrip(":"))
    words = piece.lstrip(":").split()
    modes, ids = words[: sides + 1], words[sides + 1 : 2 * sides + 2]
    known = tuple(one if one.strip("0") else None for one in ids)
    return File(known[:-1], known[-1], _SUBMODULE not in modes)


# Of a commit whose date nobody can read; it hides nothing: it was known from the beginning.
_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


def moment(raw: str) -> datetime | None:
    """Read a time as git keeps it, seconds and zone; None for what is no time of any calendar."""
    found = re.fullmatch(r"(-?[0-9]{1,15}) ([+-])([0-9]{2})([0-9]{2})", raw)
    if not found:
        return None
    ahead = timedelta(hours=int(found[3]), minutes=int(found[4])) * (-1 if found[2] == "-" else 1)
    try:
        return datetime.fromtimestamp(0, timezone(ahead)) + timedelta(seconds=int(found[1]))
    except (ValueError, OverflowError):
        return None
