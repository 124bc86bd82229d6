"""Files opened without waiting and read within a limit: ordinary ones only, never a pipe, device or folder."""

from __future__ import annotations

import errno
import os
from io import FileIO
from pathlib import Path
from stat import S_ISREG

from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.words import _

MIB = 1 << 20
# A scanned paper or a form full of photos keeps within it; a film does not, and nobody reads one whole.
LARGEST_DOCUMENT = 64 * MIB
LARGEST_TEXT = 8 * MIB


class NotOrdinary(OSError):
    """What was opened is a pipe, a device or a socket; the reason is a sentence of ours."""


def opened(path: Path | str) -> FileIO:
    """Open a file for reading; raises OSError, NotOrdinary among it, and never waits.

    A pipe would keep us waiting for whoever writes into it, and a device may never end.
    """
    file = open(path, "rb", buffering=0, opener=_without_waiting)  # noqa: SIM115 - the caller closes it
    if not S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise NotOrdinary(errno.EINVAL, _("is not an ordinary file; put one in its place"), str(path))
    return file


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def contents(path: Path, limit: int = LARGEST_DOCUMENT, name: str = "") -> bytes:
    """Read a whole file of at most so many bytes; `name` is what messages call it.

    Raises NotFound where it is missing, BadFile where it is too large, no ordinary file, or cannot be read.
    """
    called = name or str(path)
    try:
        data = beginning(path, limit + 1)
    except FileNotFoundError:
        raise NotFound(_("{path} is missing").format(path=called)) from None
    except (OSError, ValueError) as fault:
        raise unreadable(called, fault) from None
    if len(data) > limit:
        message = _("the file is larger than {size} MiB, far too large for what it should be")
        raise refused(called, message.format(size=limit // MIB))
    return data


def contents_if_any(path: Path, limit: int = LARGEST_DOCUMENT) -> bytes | None:
    """Read a whole file, or give None where there is none; raises BadFile as `contents` does."""
    try:
        return contents(path, limit)
    except NotFound:
        return None


def beginning(path: Path | str, count: int) -> bytes:
    """Read at most so many bytes of a file; raises OSError where it cannot be read."""
    with opened(path) as file:
        # To ask for so many bytes is to get room for so many: a small file is asked for as it is.
        data = file.read(min(count, os.fstat(file.fileno()).st_size + 1))
        # It may grow meanwhile, and what lies in /proc says that it is empty.
        while len(data) < count and (more := file.read(min(count - len(data), MIB))):
            data += more
    return data


def unreadable(name: str, fault: OSError | ValueError) -> BadFile:
    """Make the error that a file cannot be read, with the system's reason or ours."""
    why = str(getattr(fault, "strerror", None) or fault)
    return refused(name, why if isinstance(fault, NotOrdinary) else _("cannot be read: {why}").format(why=why))


def refused(name: str, message: str, field: str = "") -> BadFile:
    """Make the error that a file cannot be used, with its name and the cure."""
    return BadFile([Problem(name, None, None, field, message)])
