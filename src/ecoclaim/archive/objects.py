"""Git's objects, read one after another by one git: files and folders as they stood, by their ids or by a path.

Nothing is kept here and no object is held whole beyond what its reader can use, however large it is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ecoclaim.archive.git import Reply, refusal, started
from ecoclaim.archive.refusals import missing
from ecoclaim.errors import GitRefused

_PIECE = 64 * 1024  # bytes
_FOLDER, _SUBMODULE = b"40000", b"160000"


@dataclass(frozen=True, slots=True)
class Found:
    """An object: its id, its kind in git's word, and its bytes, or the first of them."""

    id: str
    kind: str
    data: bytes


class Objects:
    """A git that waits for the next question."""

    def __init__(self, root: Path) -> None:
        """Start it; raises GitRefused where there is none."""
        self._root = root
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the git that writes into it
        try:
            self._git = started(root, "cat-file", "--batch", said=self._said)
        except BaseException:
            self._said.close()
            raise
        assert self._git.stdin
        assert self._git.stdout
        self._question, self._answer = self._git.stdin, self._git.stdout

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _fault: object, _trace: TracebackType | None) -> None:
        """End the git, in the middle of an answer too."""
        self._git.kill()
        self._git.communicate()
        self._said.close()

    def file(self, identity: str, most: int) -> bytes:
        """Give a file by its id, of a larger one the first bytes, of what is no file none.

        Raises GitRefused where it is not there: a tree or a commit named it, so it was once.
        """
        found = self.find(identity, most)
        if found is None:
            raise missing(self._root, identity)
        return found.data if found.kind == "blob" else b""

    def folder(self, name: str) -> dict[str, str]:
        """List what lies in a folder, given by its id or as COMMIT:PATH, with the ids; nothing where it is none."""
        return {one: identity for one, identity, mode in self.entries(name) if mode != _SUBMODULE}

    def files(self, name: str) -> dict[str, str]:
        """List the files in a folder and below, by their paths in it, with the ids; nothing where it is none."""
        files: dict[str, str] = {}
        left = [("", name)]
        while left:
            above, folder = left.pop()
            for one, identity, mode in self.entries(folder):
                if mode == _FOLDER:
                    left.append((f"{above}{one}/", identity))
                elif mode != _SUBMODULE:
                    files[above + one] = identity
        return files

    def entries(self, name: str) -> Iterator[tuple[str, str, bytes]]:
        """List what lies in a folder, given by its id or as COMMIT:PATH: the name, the id and the mode of each.

        Nothing where it is none; raises GitRefused where it is one and is lost.
        """
        found = self.find(name)
        if found is None:
            self._refuse_lost(name)
        if found is None or found.kind != "tree":
            return
        data, size, at = found.data, len(found.id) // 2, 0
        while at < len(data):
            space, end = data.index(b" ", at), data.index(b"\0", at)
            mode, at = data[at:space], end + 1 + size
            yield os.fsdecode(data[space + 1 : end]), data[end + 1 : at].hex(), mode

    def _refuse_lost(self, name: str) -> None:
        """Tell a path that is not there, of which git says "missing", from one whose folder is lost: go down to it."""
        commit, colon, path = name.partition(":")
        at = self.find(f"{commit}^{{tree}}" if colon else commit)
        for part in (*filter(None, path.split("/")), ""):
            if at is None:
                raise missing(self._root, name)
            identity = self.folder(at.id).get(part) if at.kind == "tree" else None
            if identity is None:
                return
            at = self.find(identity)

    def find(self, name: str, most: int | None = None) -> Found | None:
        """Give an object by a name that git knows it by; None where there is none of that name."""
        if "\n" in name:
            # It would be two questions. A folder of a stranger may be called so; none of a ledger is.
            return None
        try:
            self._question.write(os.fsencode(name) + b"\n")
            self._question.flush()
            head = self._answer.readline()
        except OSError:
            head = b""
        if not head.endswith(b"\n"):
            raise self._refusal()
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        identity, kind, size = head.decode("ascii").split()
        wanted = int(size) if most is None else min(int(size), most)
        data = self._answer.read(wanted)
        left = int(size) + 1 - wanted
        while left:
            skipped = len(self._answer.read(min(left, _PIECE)))
            if not skipped:
                raise self._refusal()
            left -= skipped
        return Found(identity, kind, data)

    def _refusal(self) -> GitRefused:
        self._git.kill()
        self._git.wait()
        self._said.seek(0)
        return refusal(self._root, Reply(self._git.returncode, b"", self._said.read().decode("utf-8", "replace")))
