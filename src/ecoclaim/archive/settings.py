"""The settings of git as they hold in a repository, all read at once, each with whose it is.

The person's own (the system's, the global ones, the command's) are the person's word. The repository's own stand in its
.git, which comes along where a ledger is copied as a folder. Reading runs no program, whoever named it. Writing honours
the person's own hooks, filters and signing, and of the repository's own settings these only:

- what runs no program;
- the lines that `git lfs install --local` writes;
- the hooks folder that git has anyway, and one that is not there.

Any other setting of the repository's own that would run a program when we write is refused by its name, until the
person takes it out or trusts the repository: `git config --global --add ecoclaim.trusted FOLDER`. Hook files in
.git/hooks are the person's own: no clone brings them, and git asks who owns the folder before it runs them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from ecoclaim.archive.location import Location

TRUSTED = "ecoclaim.trusted"
_REPOSITORYS = ("local", "worktree")

# What runs a program, or writes elsewhere, in anything that we have git write.
_RUNS_ON_WRITE = (
    *("core.fsmonitor", "core.hookspath", "core.worktree", "hook.*.command"),
    *("filter.*.clean", "filter.*.smudge", "filter.*.process", "lfs.extension.*.clean", "lfs.extension.*.smudge"),
    *("gpg.program", "gpg.*.program", "gpg.ssh.defaultkeycommand", "gc.recentobjectshook"),
)
_FILTER = re.compile(r"filter\.(.+)\.(?:clean|smudge|process|required)", re.DOTALL)
_PARTIAL = ("remote.*.promisor", "remote.*.partialclonefilter", "extensions.partialclone")
# A file of another's choosing, which git would read whole; an empty name stands for none.
_PATHS = ("core.attributesfile", "core.excludesfile")
_LFS = {
    "filter.lfs.clean": ("git-lfs clean -- %f",),
    "filter.lfs.smudge": ("git-lfs smudge -- %f", "git-lfs smudge --skip -- %f"),
    "filter.lfs.process": ("git-lfs filter-process", "git-lfs filter-process --skip"),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name as git writes it, its value (None: named without one), whose it is, the file it is in."""

    name: str
    value: str | None
    scope: str
    file: Path | None

    @property
    def is_repositorys(self) -> bool:
        """Whether it stands in the repository's own configuration, or in a file which that includes."""
        return self.scope in _REPOSITORYS


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings that hold in a repository, in git's order: of one name the last one counts."""

    entries: tuple[Setting, ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Give every value of a setting."""
        wanted = _as_written(name)
        return tuple(one.value or "" for one in self.entries if one.name == wanted)

    def get(self, name: str) -> str | None:
        """Give the value of a setting that counts; None where it is unset."""
        return values[-1] if (values := self.all(name)) else None

    def is_on(self, name: str) -> bool:
        """Tell whether a setting is switched on."""
        wanted = _as_written(name)
        found = [one.value for one in self.entries if one.name == wanted]
        return bool(found) and (found[-1] is None or _is_yes(found[-1]))

    def remotes(self) -> tuple[str, ...]:
        """List the names of the places this repository is copied to."""
        named = (re.fullmatch(r"remote\.(.+)\.(?:url|pushurl)", one.name, re.DOTALL) for one in self.entries)
        return tuple(dict.fromkeys(found[1] for found in named if found))

    def is_partial(self) -> bool:
        """Tell whether git would fetch what is missing here from another place."""
        return any(fnmatchcase(one.name, pattern) for one in self.entries for pattern in _PARTIAL)

    def silenced(self) -> Iterator[tuple[str, str]]:
        """Give the settings, with new values, by which no filter runs and no file of a stranger's choice is read."""
        names = dict.fromkeys(found[1] for one in self.entries if (found := _FILTER.fullmatch(one.name)))
        for name in names:
            yield from ((f"filter.{name}.{which}", "") for which in ("clean", "smudge", "process"))
            yield f"filter.{name}.required", "false"
        for name in _PATHS:
            if any(one.name == name and one.is_repositorys for one in self.entries):
                own = [one.value or "" for one in self.entries if one.name == name and not one.is_repositorys]
                yield name, own[-1] if own else ""

    def strange(self, where: Location) -> Setting | None:
        """Give the first setting of the repository's own that runs a program on a write; None where none does."""
        if any(Path(one).absolute() == where.top for one in self._trusted()):
            return None
        return next((one for one in self.entries if one.is_repositorys and _is_strange(one, where)), None)

    def _trusted(self) -> Iterator[str]:
        yield from (one.value or "" for one in self.entries if one.name == TRUSTED and not one.is_repositorys)


def read(answer: bytes, top: Path) -> Settings:
    """Read what `git config --list -z --show-scope --show-origin` answers in the folder with the .git."""
    pieces = [os.fsdecode(piece) for piece in answer.split(b"\0")]
    return Settings(tuple(_setting(top, *pieces[at : at + 3]) for at in range(0, len(pieces) - 2, 3)))


def _setting(top: Path, scope: str, origin: str, entry: str) -> Setting:
    name, line_end, value = entry.partition("\n")
    kind, _colon, path = origin.partition(":")
    return Setting(name, value if line_end else None, scope, top / path if kind == "file" else None)


def _is_strange(one: Setting, where: Location) -> bool:
    if not any(fnmatchcase(one.name, pattern) for pattern in _RUNS_ON_WRITE):
        return False
    value = one.value or ""
    if not value or value in _LFS.get(one.name, ()):
        return False
    if one.name == "core.fsmonitor":
        return value.lower() not in ("true", "yes", "on", "1", "false", "no", "off", "0")
    if one.name == "core.hookspath":
        folder = hooks_folder(value, where)
        return folder.is_dir() and folder.resolve() != (where.common / "hooks").resolve()
    if one.name == "core.worktree":
        return (where.own / value).resolve() != where.top
    return True


def hooks_folder(value: str | None, where: Location) -> Path:
    """Give the folder with the hooks, from what core.hooksPath says or does not say."""
    return where.top / os.path.expanduser(value) if value else where.common / "hooks"  # noqa: PTH111 - never raises


def _is_yes(value: str) -> bool:
    return value.lower() in ("true", "yes", "on") or bool(re.fullmatch(r"[+-]?0*[1-9][0-9]*[kKmMgG]?", value))


def _as_written(name: str) -> str:
    """Write a name as git lists it: only the middle keeps its capitals."""
    section, _dot, rest = name.partition(".")
    middle, dot, variable = rest.rpartition(".")
    return f"{section.lower()}.{middle}{dot}{variable.lower()}"
