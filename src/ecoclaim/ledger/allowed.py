"""What somebody looked at and allowed in public (publish-allowed.yaml): what it covers, and what it no longer does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from ecoclaim.checks.known import squeezed
from ecoclaim.ledger.hashes import sha256
from ecoclaim.ledger.places import ALLOWED
from ecoclaim.ledger.told import UNSEEN, Place
from ecoclaim.model.office import Allowance

FILE = "sha256:"


class Allowed:
    """The list of what is allowed, which remembers what of it was met."""

    def __init__(self, root: Path, entries: Iterable[Allowance]) -> None:
        """Take the list as it is on file."""
        self._root = root
        self._entries = tuple(entries)
        self._texts = {text: None for one in self._entries for text in _texts(one)}
        self._met: set[int] = set()

    def lets(self, place: Place) -> bool:
        """Tell whether somebody allowed what stands at a place; a file that cannot be looked into, by its checksum."""
        if place.path == ALLOWED and squeezed(place.text) in self._texts:
            # The list itself says what it allows.
            return True
        found = [number for number, one in enumerate(self._entries) if self._fits(one, place)]
        self._met.update(found)
        return bool(found)

    def unmet(self) -> Iterator[Allowance]:
        """List the entries that fitted no place."""
        return (one for number, one in enumerate(self._entries) if number not in self._met)

    def _fits(self, one: Allowance, place: Place) -> bool:
        if not _lies(place.path, one.where):
            return False
        if place.kind != UNSEEN:
            return squeezed(place.text) in _texts(one)
        return one.what.startswith(FILE) and self._checksum(place) == one.what.removeprefix(FILE)

    def _checksum(self, place: Place) -> str:
        """Give the checksum of what could not be looked into; a large file is read for it piece by piece."""
        if place.sha256:
            return place.sha256
        try:
            return sha256(self._root / place.path)
        except (OSError, ValueError):
            return ""


def _texts(one: Allowance) -> tuple[str, ...]:
    """Give the texts that an entry allows: of a signature the name, the address and both."""
    name, _less, address = one.what.rstrip(">").partition("<")
    return tuple(squeezed(text) for text in dict.fromkeys((one.what, name, address)) if text.strip())


def _lies(path: str, where: str) -> bool:
    if where in ("*", "**", path):
        return True
    folder = where.rstrip("/") + "/"
    return path.startswith((folder, f"{where} ")) or fnmatchcase(path, where)
