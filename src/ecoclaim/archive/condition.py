"""The condition of a repository, one question a function: what `doctor` asks of git."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.archive.git import ask, parted, tell
from ecoclaim.archive.repository import repository

# --pathspec-from-file, on which every commit of ours relies.
OLDEST_GIT = (2, 26)


def git_version(folder: Path) -> tuple[int, ...]:
    """Give the version of git; raises GitRefused where there is none."""
    found = re.search(r"(\d+)\.(\d+)(?:\.(\d+))?", tell(folder, "version").text)
    return tuple(int(part) for part in found.groups("0")) if found else ()


def uncommitted(root: Path) -> list[str]:
    """List the files of the ledger that differ from the last commit, or are not in it."""
    prefix = repository(root).prefix
    out = tell(root, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".").out
    return [piece[3:].removeprefix(prefix) for piece in parted(out)]


def attribute(root: Path, name: str, path: str) -> str:
    """Give an attribute that .gitattributes sets for a path: set, unset, unspecified or a value."""
    pieces = tell(root, "check-attr", "-z", name, "--", path).out.split(b"\0")
    return pieces[2].decode("utf-8", "replace") if len(pieces) > 2 else "unspecified"


def is_ignored(root: Path, path: str) -> bool:
    """Tell whether git ignores a path of the ledger."""
    return ask(root, "check-ignore", "--quiet", "--", path).code == 0


def remotes(root: Path) -> list[str]:
    """List the names of the places this repository is copied to."""
    return tell(root, "remote").text.split()


def is_shallow(root: Path) -> bool:
    """Tell whether this clone has only the latest part of the history."""
    return ask(root, "rev-parse", "--is-shallow-repository").text == "true"


def unmerged(root: Path) -> list[str]:
    """List the files of the ledger that a merge or rebase left for a person to settle."""
    return parted(tell(root, "diff", "--name-only", "--diff-filter=U", "-z", "--relative").out)
