"""Files of other people brought in as they are: copied whole or not at all, hashed on the way, over nothing."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from ecoclaim.ledger.hashes import PIECE, Progress, silent
from ecoclaim.ledger.write import sync_folder, umask
from ecoclaim.outside.files import opened

# Some file systems know no second name for a file; there the name is looked for first.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV, errno.EACCES)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that has no name yet: where it waits, how many bytes it has, and their SHA-256."""

    path: Path
    size: int
    sha256: str


def copied(source: Path, folder: Path, progress: Progress = silent) -> Copy:
    """Copy a file beside where it will lie; raises OSError, and leaves nothing, where it cannot be copied whole."""
    digest = hashlib.sha256()
    size = 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=".write-")
    waiting = folder / Path(name).name
    try:
        with os.fdopen(handle, "wb") as new, opened(source) as old:
            whole = os.fstat(old.fileno()).st_size
            while piece := _read(old, source):
                new.write(piece)
                digest.update(piece)
                size += len(piece)
                progress(source, size, whole)
            new.flush()
            os.fsync(new.fileno())
        waiting.chmod(0o666 & ~umask())
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise
    return Copy(waiting, size, digest.hexdigest())


def _read(file: FileIO, source: Path) -> bytes:
    """Read the next piece; a fault names the file, so that it is not taken for one of writing."""
    try:
        return file.read(PIECE)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(source)) from None


def put_in_place(waiting: Path, path: Path) -> None:
    """Give a copy its name; raises FileExistsError where something has that name already."""
    if os.name == "nt":
        waiting.rename(path)  # refuses there
        return
    try:
        path.hardlink_to(waiting)
        waiting.unlink()
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        waiting.rename(path)
    sync_folder(path.parent)
