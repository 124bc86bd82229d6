"""Writes that are whole or absent: one lock, a temporary file, fsync, replace; what changed meanwhile stays."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ecoclaim.errors import BadFile, Busy, Problem, WrongUsage
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.names import is_link, refuse_links
from ecoclaim.ledger.places import LOCK
from ecoclaim.outside.files import contents_if_any
from ecoclaim.words import _

WAIT_SECONDS = 20
_MANY = 40


@contextmanager
def locked(root: Path, wait: float | None = None) -> Iterator[None]:
    """Hold the ledger's one lock, so that two that write at once follow each other; raises Busy where it is taken."""
    from filelock import FileLock, Timeout

    lock = FileLock(root / LOCK, timeout=WAIT_SECONDS if wait is None else wait)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(_("another ecoclaim is writing in this ledger; try again in a moment")) from None
    except OSError as fault:
        raise unwritten(root, fault, root / LOCK) from None
    # What fails from here on is no fault of the lock.
    try:
        yield
    finally:
        lock.release()


def replace(root: Path, path: Path, old: bytes | None, new: bytes) -> None:
    """Put new bytes in place of a file that still holds the old ones (None: that is not there yet).

    Raises BadFile where the file has changed since it was read or cannot be written; it is then as it was.
    """
    try:
        refuse_changed(root, {path: old})
        path.parent.mkdir(parents=True, exist_ok=True)
        # Looked at once more when the new bytes are on the disk: whoever saves in an editor meanwhile is not overtaken.
        write_whole(path, new, lambda: refuse_changed(root, {path: old}))
    except OSError as fault:
        raise unwritten(root, fault, path) from None


def refuse_changed(root: Path, files: Mapping[Path, bytes | None]) -> None:
    """Raise BadFile where a file does not hold what it held when it was read, or may not be written.

    What a link would have us write elsewhere is refused too; of a folder by WrongUsage.
    """
    for path, old in files.items():
        if path.is_relative_to(root) and ".." not in path.parts:
            refuse_links(root, path.parent)
            if is_link(path):
                text = _("is a link, and may lead out of the ledger; put the file itself there")
                raise BadFile([Problem(shown(root, path), None, None, "", text)])
        try:
            now = contents_if_any(path)
        except OSError as fault:
            raise unwritten(root, fault, path) from None
        if now != old:
            text = _("was changed by someone else meanwhile; nothing was written, try again")
            raise BadFile([Problem(shown(root, path), None, None, "", text)])
        if now is not None and not os.access(path, os.W_OK):
            # POSIX would put another file in its place all the same; whoever made it read-only meant something by it.
            raise unwritten(root, PermissionError(errno.EACCES, os.strerror(errno.EACCES)), path)


def write_whole(path: Path, data: bytes, last: Callable[[], None] = lambda: None, *, mode: int = 0) -> None:
    """Write a file so that it is there wholly or as it was; `last` may still refuse before it takes its place.

    The mode is that of the file that is there, or the one given.

    Raises OSError where it cannot be written.
    """
    new = beside(path, data, mode)
    try:
        last()
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def beside(path: Path, data: bytes, mode: int = 0) -> Path:
    """Write what is to become a file beside it, with the file's rights; gives its place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".write-")
    # As it was named, not as the system completes it: a ledger may be named from where one stands.
    waiting = path.with_name(Path(name).name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        waiting.chmod(mode or (path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~umask()))
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    return waiting


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; raises WrongUsage where it is, BadFile where it cannot be written."""

    def unless_there() -> None:
        if path.exists():
            raise WrongUsage(_("{path} is there already; it was left as it is").format(path=path))

    try:
        write_whole(path, data, unless_there)
    except OSError as fault:
        message = _("cannot be written: {why}").format(why=fault.strerror or fault)
        raise BadFile([Problem(str(path), None, None, "", message)]) from None


def write_new_files(files: Mapping[Path, bytes]) -> None:
    """Write files into folders that nobody knows of yet, and have the disk keep all of them; raises OSError."""
    # To wait for the disk once for each of a thousand files takes half a minute, once for all of them a second.
    at_once = len(files) > _MANY and hasattr(os, "sync")
    for path, data in files.items():
        with path.open("xb") as file:
            file.write(data)
            if not at_once:
                file.flush()
                os.fsync(file.fileno())
    if at_once:
        os.sync()
        return
    for folder in dict.fromkeys(path.parent for path in files):
        sync_folder(folder)


def umask() -> int:
    """Tell which rights a new file does not get."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync_folder(folder: Path) -> None:
    """Have the disk keep what a folder lists."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritten(root: Path, fault: OSError, path: Path) -> BadFile:
    """Make the error that a file could not be written and is as it was."""
    text = _("cannot be written: {why}; the file is as it was").format(why=fault.strerror or fault)
    return BadFile([Problem(shown(root, path), None, None, "", text)])
