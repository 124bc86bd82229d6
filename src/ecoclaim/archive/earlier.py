"""The ledger as git knew it at the end of a day, laid out in a folder of its own, from which any command can answer."""

from __future__ import annotations

import io
import os
import tarfile
from datetime import date
from pathlib import Path, PurePosixPath

from ecoclaim.archive.git import ask, tell
from ecoclaim.archive.repository import repository
from ecoclaim.archive.walk import days, has_history
from ecoclaim.errors import NotFound
from ecoclaim.ledger.places import PRIVATE
from ecoclaim.outside.files import contents
from ecoclaim.words import _

_LEFT_OUT = ("cases/*/evidence", "cases/*/documents")


def commit_known(root: Path, day: date) -> str:
    """Find the last commit of the branch by the end of a day, by the clock of whoever made it.

    Raises NotFound where there was none yet, GitRefused outside a repository.
    """
    first = None
    for commit, at in days(root) if has_history(root) else ():
        if at.date() <= day:
            return commit
        first = at
    raise NotFound(
        _("git knew nothing of this ledger on {day}; its history begins on {first}").format(day=day, first=first.date())
        if first
        else _("nothing of this ledger has been entered into git yet")
    )


def lay_out(root: Path, commit: str, folder: Path) -> None:
    """Lay out the ledger of a commit in an empty folder, without evidence and documents, which no answer reads.

    A private file that git does not keep has no history: it is taken as it is now. Raises NotFound where the ledger
    was not in git yet.
    """
    _unpack(root, commit, folder)
    for path in (root / "cases").glob(f"*/{PRIVATE}"):
        copy = folder / path.relative_to(root)
        if copy.parent.is_dir() and not copy.exists():
            copy.write_bytes(contents(path))


def _unpack(root: Path, commit: str, folder: Path) -> None:
    place = repository(root)
    tree = f"{commit}:{place.prefix.rstrip('/')}" if place.prefix else commit
    if ask(place.top, "cat-file", "-e", tree).code:
        raise NotFound(_("this ledger was not in git yet at commit {commit}").format(commit=commit[:10]))
    left_out = (f":(exclude,glob){pattern}/**" for pattern in _LEFT_OUT)
    data = tell(place.top, "archive", "--format=tar", tree, "--", ".", *left_out).out
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            source = tar.extractfile(member) if member.isfile() else None
            if source is None or path.is_absolute() or ".." in path.parts:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read())
            os.utime(target, (member.mtime, member.mtime))
