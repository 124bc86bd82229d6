"""The repository a ledger lies in: whether there is one, where its parts are, what it is in the middle of."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive import settings as git_settings
from ecoclaim.archive.git import Reply, ask, refusal, tell
from ecoclaim.archive.location import Location, inside_repository, location
from ecoclaim.archive.refusals import BRANCH
from ecoclaim.archive.settings import Settings
from ecoclaim.errors import GitRefused
from ecoclaim.outside.files import beginning
from ecoclaim.terminal import quoted
from ecoclaim.words import _, later

__all__ = ["Repository", "inside_repository", "repository"]

# What git leaves in its own folder while something is unfinished: the sign, what it is, how to finish, how to give up.
# The first that is there is it: a rebase or a row of picks leaves signs of a single one too.
_UNFINISHED = (
    ("rebase-merge", later("rebase"), ("rebase", "--continue"), ("rebase", "--abort")),
    ("rebase-apply/applying", later("am"), ("am", "--continue"), ("am", "--abort")),
    ("rebase-apply", later("rebase"), ("rebase", "--continue"), ("rebase", "--abort")),
    ("MERGE_HEAD", later("merge"), ("commit",), ("merge", "--abort")),
    ("CHERRY_PICK_HEAD", later("cherry-pick"), ("cherry-pick", "--continue"), ("cherry-pick", "--abort")),
    ("REVERT_HEAD", later("revert"), ("revert", "--continue"), ("revert", "--abort")),
    ("sequencer", later("cherry-pick"), ("cherry-pick", "--continue"), ("cherry-pick", "--abort")),
    ("BISECT_START", later("bisect"), ("bisect", "reset"), ("bisect", "reset")),
)
# How git says that a person has no name or no address, in its versions; all else is a refusal.
_NOBODY = re.compile(r"tell me who you are|auto-detect|empty ident|ident name consists only|no name was given")


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a repository lies: its work tree, the ledger below that ("" or "a/b/"), its own folder, its settings."""

    root: Path
    prefix: str
    where: Location
    settings: Settings

    @property
    def top(self) -> Path:
        """The folder that holds the .git."""
        return self.where.top

    @property
    def own(self) -> Path:
        """The folder that git keeps for this work tree."""
        return self.where.own

    def command(self, *words: str) -> str:
        """Write a command of git so that it can be pasted wherever one stands."""
        return " ".join(map(quoted, ("git", "-C", str(self.top), *words)))

    def entering(self, paths: Sequence[str]) -> str:
        """Write the commands that enter these files, by their paths from the top, and nothing else."""
        exactly = ("--literal-pathspecs",) if any(set(path) & set("*?[\\:") for path in paths) else ()
        commit = self.command(*exactly, "commit", "-m", _("entered by hand"), "--", *paths)
        return f"{self.command(*exactly, 'add', '--', *paths)} && {commit}"

    @property
    def lock(self) -> Path:
        """The file that is there while a git works on the index, or since one died."""
        return self.own / "index.lock"

    def locks(self) -> list[Path]:
        """List every lock that a git holds, or left behind."""
        return [*self.own.glob("*.lock"), *(self.own / "refs").rglob("*.lock")]

    @property
    def hooks(self) -> Path:
        """The folder with the hooks."""
        return git_settings.hooks_folder(self.settings.get("core.hooksPath"), self.where)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a repository is in the middle of, and the commands that finish it or give it up."""

    what: str
    finish: str
    give_up: str


def make_repository(folder: Path) -> None:
    """Make the folder a git repository with the branch main; raises GitRefused where git is missing or refuses.

    It is made beside and renamed: a git that is killed meanwhile would leave half of one, which git takes for damaged.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as beside:
            new = Path(beside)
            # An older git knows no --initial-branch: the branch is named by pointing HEAD at it.
            tell(new, "init")
            tell(new, "point", f"refs/heads/{BRANCH}")
            # Git shows Chinese file names as they are, not as numbers.
            tell(new, "set", "core.quotePath", "false")
            (new / ".git").rename(folder / ".git")
    except OSError as fault:
        raise GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault)) from None


def repository(root: Path) -> Repository:
    """Give the repository a ledger lies in; raises GitRefused where git knows none or does not trust it."""
    where = _where(root)
    settings = git_settings.read(tell(where.top, "settings").out, where.top)
    if not any(one.is_repositorys for one in settings.entries):
        # Of a repository that it refuses git lists no settings, and says nothing; asked for it by name, it does.
        tell(root, "trust")
    return Repository(root, prefix(root), where, settings)


def prefix(root: Path) -> str:
    """Give the path of the ledger below the top of its repository, "" or "a/b/"; asks no git."""
    below = root.resolve().relative_to(_where(root).top).as_posix()
    return "" if below == "." else f"{below}/"


def _where(root: Path) -> Location:
    where = location(root)
    if where is None:
        raise GitRefused(_("{folder} lies in no git repository and has no history").format(folder=root))
    return where


def unfinished(place: Repository) -> Unfinished | None:
    """Tell what the repository is in the middle of; None where nothing is."""
    for sign, what, finish, give_up in _UNFINISHED:
        if (place.own / sign).exists():
            if sign == "sequencer" and _reverts(place.own / sign / "todo"):
                return Unfinished(
                    _("revert"), place.command("revert", "--continue"), place.command("revert", "--abort")
                )
            return Unfinished(_(what), place.command(*finish), place.command(*give_up))
    return None


def log(root: Path, *options: str) -> Reply | None:
    """Give what `git log` tells of the branch; None where it has no commit yet.

    Raises GitRefused outside a repository, and where git cannot tell.
    """
    _where(root)
    reply = ask(root, "log", *options)
    if reply.code and "does not have any commits yet" in reply.said:
        return None
    if reply.code:
        raise refusal(root, reply)
    return reply


def _reverts(todo: Path) -> bool:
    try:
        return beginning(todo, 6) == b"revert"
    except OSError:
        return False


def branch(root: Path) -> str | None:
    """Give the branch that is checked out; None where the repository stands on a bare commit."""
    reply = ask(root, "branch")
    if reply.code > 1 or reply.code < 0:
        raise refusal(root, reply)
    return reply.text if reply.code == 0 else None


def identity(root: Path) -> str | None:
    """Give the name and address under which a commit would be made; None where the person has set none.

    An address that git would make up from the computer's name is none.
    """
    both = [ask(root, "identity", f"GIT_{one}_IDENT") for one in ("AUTHOR", "COMMITTER")]
    for reply in both:
        if reply.code and _NOBODY.search(reply.said):
            return None
        if reply.code:
            raise refusal(root, reply)
    return both[0].text.rpartition(">")[0] + ">"


def hooks(place: Repository, names: tuple[str, ...]) -> list[Path]:
    """List those of the named hooks that are there and run."""
    folder = place.hooks
    return [folder / name for name in names if os.access(folder / name, os.X_OK) and (folder / name).is_file()]
