"""The gate before a write: what a repository may be in that a file written now would be lost in, or lose something by.

Each refusal comes before anything is written, with a cure that loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from ecoclaim.archive.condition import is_shallow
from ecoclaim.archive.git import exactly, parted, tell
from ecoclaim.archive.refusals import strange
from ecoclaim.archive.repository import Repository, inside_repository, repository, unfinished
from ecoclaim.errors import GitMissing, GitRefused
from ecoclaim.words import _

# How a private file is called, here and in any folder.
PRIVATE_ENDING = ".private.yaml"


def gate(root: Path) -> Repository | None:
    """Give the repository of a ledger that may be written now; None where it lies in none, or there is no git.

    Raises GitRefused where git does not trust it, where it is damaged or holds another one, or in the middle of
    something.
    """
    if not inside_repository(root):
        return None
    try:
        place = repository(root)
    except GitMissing:
        return None
    refuse_unfinished(place)
    return place


def refuse_unfinished(place: Repository) -> None:
    """Refuse while a rebase, merge or the like is unfinished: to give it up would take back what is written now."""
    found = unfinished(place)
    if found is None:
        return
    if found.finish == found.give_up:
        raise GitRefused(
            _("the repository is in the middle of a {what}; end it: {finish}").format(
                what=found.what, finish=found.finish
            )
        )
    raise GitRefused(
        _("the repository is in the middle of a {what}; finish it ({finish}) or give it up ({give_up})").format(
            what=found.what, finish=found.finish, give_up=found.give_up
        )
    )


def refuse_strange(place: Repository) -> None:
    """Refuse while a setting of the repository's own, as a copied folder brings it, would run a program on a commit."""
    if one := place.settings.strange(place.where):
        raise strange(place.where, one)


def refuse_hidden(place: Repository, names: Iterable[str]) -> None:
    """Refuse where git holds files at or below these paths of the ledger that are not here, or that it looks past."""
    asked = [exactly(place.prefix + name) for name in names]
    if not asked:
        return
    for piece in parted(tell(place.top, "index", "-v", "--", *asked).out):
        letter, path = piece[0], piece[2:]
        if letter not in "Ss" and not letter.islower():
            continue
        if letter in "Ss" and not (place.top / path).exists():
            raise GitRefused(
                _("{path} is in git and not here, as only a part of the repository is checked out; bring it: {cure}")
                .format(path=path, cure=_bring(place, path))
            )  # fmt: skip
        flags = ["--no-assume-unchanged"] if letter.islower() else []
        flags += ["--no-skip-worktree"] if letter in "Ss" else []
        cure = " && ".join(place.command("update-index", flag, "--", path) for flag in flags)
        raise GitRefused(
            _("git is told to look past {path}, so what is written there would not be entered; undo that: {cure}")
            .format(path=path, cure=cure)
        )  # fmt: skip


def _bring(place: Repository, path: str) -> str:
    if not place.settings.is_on("core.sparseCheckout"):
        flag = place.command("update-index", "--no-skip-worktree", "--", path)
        return f"{flag} && {place.command('checkout', '--', path)}"
    by_folder = place.settings.is_on("core.sparseCheckoutCone")
    parts = path.removeprefix(place.prefix).split("/")
    if parts[0] == "cases" and len(parts) > 2:
        # Of a case all of it: one file would only lead to the next.
        folder = f"{place.prefix}cases/{parts[1]}"
        return place.command("sparse-checkout", "add", folder if by_folder else f"/{folder}/")
    return place.command("sparse-checkout", "add", path.rpartition("/")[0] if by_folder else f"/{path}")


def refuse_private(place: Repository, states: Mapping[str, str]) -> None:
    """Refuse to enter a private file that git does not have yet and that nobody told it to leave out."""
    for path, state in states.items():
        if state == "??" and path.endswith(PRIVATE_ENDING):
            ignored = place.top / place.prefix / ".gitignore"
            raise GitRefused(
                _(
                    "{path} holds what belongs to persons and would go into git, where it stays for ever; leave it out "
                    "by a line *{ending} in {ignored}, or enter it on purpose: {command}"
                ).format(path=path, ending=PRIVATE_ENDING, ignored=ignored, command=place.command("add", "--", path))
            )


def refuse_shallow(place: Repository) -> None:
    """Refuse in a copy that has only the latest part of the history, and so not every tag."""
    if is_shallow(place.root):
        raise GitRefused(
            _("only the latest part of the history is here, so earlier archivings are not known; fetch it: {cure}")
            .format(cure=place.command("fetch", "--unshallow", "--tags"))
        )  # fmt: skip


def is_tracked(place: Repository, name: str) -> bool:
    """Tell whether git has a file of the ledger."""
    return bool(tell(place.top, "index", "--", exactly(place.prefix + name)).out)
