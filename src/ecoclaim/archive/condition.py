"""The condition of a repository, one question a function: what `doctor` asks of git."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.archive.git import parted, says_yes, tell
from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import Repository
from ecoclaim.ledger.hashes import sha256
from ecoclaim.outside.kinds import pointer

# --pathspec-from-file, on which every commit of ours relies.
OLDEST_GIT = (2, 26)
_POINTER = 1000  # bytes; a pointer of Git LFS is smaller


def git_version(folder: Path) -> tuple[int, ...]:
    """Give the version of git; raises GitRefused where there is none."""
    found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", tell(folder, "version").text)
    return tuple(int(part) for part in found.groups("0")) if found else ()


def uncommitted(place: Repository) -> dict[str, str]:
    """List the files of the ledger that differ from the last commit, or are not in it, with git's letters for each.

    No filter runs: a file that Git LFS keeps is compared by its checksum; one of another filter counts as changed
    where its size or time on disk did.
    """
    out = tell(place.root, "status", "--", ".", settings=place.settings).out
    found = {piece[3:]: piece[:2] for piece in parted(out)}
    kept = _kept_by_lfs(place, [path for path, state in found.items() if state == " M"])
    return {path.removeprefix(place.prefix): state for path, state in found.items() if path not in kept}


def _kept_by_lfs(place: Repository, paths: list[str]) -> set[str]:
    """Give those of the paths whose file is the one that the pointer in git's index names."""
    if not paths or not any(one.name.startswith("filter.lfs.") for one in place.settings.entries):
        return set()
    asked = [(path, f":0:{path}") for path in paths if "\n" not in path]
    with Objects(place.top) as objects:
        pairs = [(path, pointer(objects.file(name, _POINTER))) for path, name in asked]
    return {path for path, found in pairs if found and found == sha256(place.top / path)}


def attribute(place: Repository, name: str, path: str) -> str:
    """Give an attribute that .gitattributes sets for a path: set, unset, unspecified or a value."""
    pieces = tell(place.root, "check-attr", name, "--", path, settings=place.settings).out.split(b"\0")
    return pieces[2].decode("utf-8", "replace") if len(pieces) > 2 else "unspecified"


def is_ignored(place: Repository, path: str) -> bool:
    """Tell whether git ignores a path of the ledger."""
    return says_yes(place.root, "check-ignore", "--", path, settings=place.settings)


def is_shallow(root: Path) -> bool:
    """Tell whether this clone has only the latest part of the history."""
    return tell(root, "shallow").text == "true"


def unmerged(root: Path) -> list[str]:
    """List the files of the ledger that a merge or rebase left for a person to settle."""
    return list(dict.fromkeys(piece.partition("\t")[2] for piece in parted(tell(root, "conflicts").out)))
