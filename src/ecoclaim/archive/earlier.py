"""The ledger as git knew it at the end of a day, laid out in a folder of its own, from which any command can answer."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import prefix
from ecoclaim.archive.walk import days
from ecoclaim.errors import GitRefused, NotFound
from ecoclaim.ledger.places import PRIVATE
from ecoclaim.outside.files import contents
from ecoclaim.words import _
from ecoclaim.yamlfile import LARGEST_FILE

# The folders whose texts are read.
_FOLDERS = re.compile(r"(?:cases|cases/[^/]+|calendars|packs)/")
_PLAIN = (b"100644", b"100755")
_MOST_FILES = 2_000_000


def commit_known(root: Path, day: date) -> str:
    """Find the last commit of the branch by the end of a day, by the clock of whoever made it.

    Raises NotFound where there was none yet, GitRefused outside a repository.
    """
    first = None
    for commit, at in days(root):
        if at.date() <= day:
            return commit
        first = at
    raise NotFound(
        _("git knew nothing of this ledger on {day}; its history begins on {first}").format(day=day, first=first.date())
        if first
        else _("nothing of this ledger has been entered into git yet")
    )


def lay_out(root: Path, commit: str, folder: Path) -> None:
    """Lay out the files of a ledger, as a commit has them, in an empty folder; evidence and papers no answer reads.

    A private file that git does not keep has no history: it is taken as it is now. Raises NotFound where the ledger
    was not in git yet.
    """
    _unpack(root, commit, folder)
    for path in (root / "cases").glob(f"*/{PRIVATE}"):
        copy = folder / path.relative_to(root)
        if copy.parent.is_dir() and not copy.exists():
            copy.write_bytes(contents(path))


def _unpack(root: Path, commit: str, folder: Path) -> None:
    with Objects(root) as objects:
        count = 0
        # The folders of the commit are read as they stand there, also what .gitattributes keeps out of a release.
        for name, identity in _texts(objects, f"{commit}:{prefix(root).rstrip('/')}"):
            count += 1
            if count > _MOST_FILES:
                raise GitRefused(
                    _("the ledger holds more than {n} files at commit {commit}").format(
                        n=_MOST_FILES, commit=commit[:10]
                    )
                )
            try:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                # Of a file that is too large to be read as much is laid out as it takes to say so.
                (folder / name).write_bytes(objects.file(identity, LARGEST_FILE + 1))
            except OSError as fault:
                raise GitRefused(
                    _("{path} cannot be laid out as it stood at commit {commit}: {why}").format(
                        path=name, commit=commit[:10], why=fault.strerror or fault
                    )
                ) from None
    if not count:
        raise NotFound(_("this ledger was not in git yet at commit {commit}").format(commit=commit[:10]))


def _texts(objects: Objects, top: str) -> Iterator[tuple[str, str]]:
    """List the files of a ledger that an answer may read, each with its id."""
    left = [("", top)]
    while left:
        above, folder = left.pop()
        for name, identity, mode in objects.entries(folder):
            if not _stays_inside(name):
                continue
            if mode == b"40000" and _FOLDERS.fullmatch(f"{above}{name}/"):
                left.append((f"{above}{name}/", identity))
            elif mode in _PLAIN and name.endswith(".yaml"):
                yield above + name, identity


def _stays_inside(name: str) -> bool:
    return name not in ("", ".", "..") and not set(name) & set("/\\:" if os.name == "nt" else "/")
