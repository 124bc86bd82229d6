"""The repository a ledger lies in: whether there is one, where its parts are, what it is in the middle of."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.git import ask, tell
from ecoclaim.errors import GitRefused
from ecoclaim.words import _, later

BRANCH = "main"

# What git leaves in its own folder while something is unfinished: the sign, what it is, how to finish, how to give up.
_UNFINISHED = (
    ("rebase-merge", later("rebase"), "git rebase --continue", "git rebase --abort"),
    ("rebase-apply", later("rebase"), "git rebase --continue", "git rebase --abort"),
    ("MERGE_HEAD", later("merge"), "git commit", "git merge --abort"),
    ("CHERRY_PICK_HEAD", later("cherry-pick"), "git cherry-pick --continue", "git cherry-pick --abort"),
    ("REVERT_HEAD", later("revert"), "git revert --continue", "git revert --abort"),
    ("BISECT_START", later("bisect"), "git bisect reset", "git bisect reset"),
)


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a repository lies: its work tree, the ledger below that ("" or "a/b/"), and its own folder."""

    top: Path
    prefix: str
    own: Path

    @property
    def lock(self) -> Path:
        """The file that is there while a git works on the index, or since one died."""
        return self.own / "index.lock"

    def locks(self) -> list[Path]:
        """List every lock that a git holds, or left behind."""
        return [*self.own.glob("*.lock"), *(self.own / "refs").rglob("*.lock")]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a repository is in the middle of, and the commands that finish it or give it up."""

    what: str
    finish: str
    give_up: str


def inside_repository(folder: Path) -> bool:
    """Tell whether a folder lies in a git repository of its own or of a folder above it; asks no git."""
    here = folder.absolute()
    return any((one / ".git").exists() for one in (here, *here.parents))


def make_repository(folder: Path) -> None:
    """Make the folder a git repository with the branch main; raises GitRefused where git is missing or refuses.

    It is made beside and renamed: a git that is killed meanwhile would leave half of one, which git takes for damaged.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as beside:
            new = Path(beside)
            # An older git knows no --initial-branch: the branch is named by pointing HEAD at it.
            tell(new, "init", "--quiet")
            tell(new, "symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
            # Git shows Chinese file names as they are, not as numbers.
            tell(new, "config", "core.quotePath", "false")
            (new / ".git").rename(folder / ".git")
    except OSError as fault:
        raise GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault)) from None


def repository(root: Path) -> Repository:
    """Give the repository a ledger lies in; raises GitRefused where git knows none or does not trust it."""
    # One question a line: a prefix may be empty, and a folder's name holds no line end on any system we support.
    lines = tell(root, "rev-parse", "--show-toplevel", "--show-prefix", "--absolute-git-dir").text.split("\n")
    top, prefix, own = [*lines, "", ""][:3]
    return Repository(Path(top), prefix, Path(own))


def unfinished(place: Repository) -> Unfinished | None:
    """Tell what the repository is in the middle of; None where nothing is."""
    for sign, what, finish, give_up in _UNFINISHED:
        if (place.own / sign).exists():
            return Unfinished(_(what), finish, give_up)
    return None


def branch(root: Path) -> str | None:
    """Give the branch that is checked out; None where the repository stands on a bare commit."""
    reply = ask(root, "symbolic-ref", "--quiet", "--short", "HEAD")
    return reply.text if reply.code == 0 else None


def setting(root: Path, name: str) -> str | None:
    """Give a setting of git as it holds in the repository; None where it is unset."""
    reply = ask(root, "config", "--get", name)
    return reply.text if reply.code == 0 else None


def identity(root: Path) -> str | None:
    """Give the name and address under which a commit would be made; None where the person has set none.

    An address that git would make up from the computer's name is none.
    """
    both = [ask(root, "-c", "user.useConfigOnly=true", "var", f"GIT_{one}_IDENT") for one in ("AUTHOR", "COMMITTER")]
    if any(reply.code for reply in both):
        return None
    return both[0].text.rpartition(">")[0] + ">"


def hooks(root: Path, names: tuple[str, ...]) -> list[Path]:
    """List those of the named hooks that are there and run."""
    folder = root / tell(root, "rev-parse", "--git-path", "hooks").text
    return [folder / name for name in names if os.access(folder / name, os.X_OK) and (folder / name).is_file()]
