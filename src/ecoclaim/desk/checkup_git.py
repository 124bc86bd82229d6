"""What `doctor` looks at in git: whether it is there, knows the person, keeps every byte, and merges by entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.errors import GitRefused
from ecoclaim.ledger.places import LISTS
from ecoclaim.terminal import quoted, quoted_path
from ecoclaim.views.health import Sign
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.archive.repository import Repository

# From here on a file makes every copy of the repository slow.
LARGE_BYTES = 20_000_000
_SHOWN = 3
# So many files are named in one command to paste.
_ENTERED = 20


def git_signs(root: Path) -> Iterator[Sign]:
    """Look over git and the ledger's repository."""
    from ecoclaim.archive import inside_repository
    from ecoclaim.archive.condition import OLDEST_GIT, git_version
    from ecoclaim.archive.repository import repository

    try:
        version = git_version(root)
    except GitRefused as fault:
        yield Sign("git", "git", "to-do", str(fault), _("install git, so that the ledger keeps its history"))
        return
    said = ".".join(map(str, version))
    if version < OLDEST_GIT:
        oldest = ".".join(map(str, OLDEST_GIT))
        yield Sign("git", "git", "to-do", said, _("install git {oldest} or newer").format(oldest=oldest))
    else:
        yield Sign("git", "git", "good", said)
    what = _("repository")
    if not inside_repository(root):
        yield Sign(
            "repository", what, "to-do", _("none; nothing keeps the ledger's history"), f"git init {quoted_path(root)}"
        )
        return
    try:
        place = repository(root)
    except GitRefused as fault:
        yield Sign("repository", what, "broken", str(fault), _("repair it, or clone a good copy"))
        return
    yield Sign("repository", what, "good", str(place.top))
    for look in _LOOKS:
        try:
            yield from look(place)
        except GitRefused as fault:
            yield Sign("repository", what, "broken", str(fault), _("repair it, or clone a good copy"))


def _person(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.repository import identity

    known = identity(place.root)
    what = _("your name in git")
    if known:
        yield Sign("identity", what, "good", known)
    else:
        cure = 'git config --global user.name "{name}"; git config --global user.email {address}'
        yield Sign(
            "identity",
            what,
            "to-do",
            _("not set; git commits nothing without it"),
            cure.format(name=_("Your Name"), address="you@example.org"),
        )


def _standing(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.repository import branch, unfinished

    what = _("branch")
    found = unfinished(place)
    name = branch(place.root)
    if found:
        text = _("in the middle of a {what}").format(what=found.what)
        cure = _("finish it ({finish}) or give it up ({give_up})").format(finish=found.finish, give_up=found.give_up)
        yield Sign("branch", what, "to-do", text, cure)
    elif name is None:
        yield Sign("branch", what, "to-do", _("none is checked out"), "git switch main")
    else:
        yield Sign("branch", what, "good", name)
    for lock in place.locks():
        yield Sign(
            "git-lock",
            _("lock of git"),
            "to-do",
            _("{path} is there").format(path=lock),
            _("if no git is running, delete it"),
        )


def _conflicts(place: Repository) -> Iterator[Sign]:
    """Name what two people changed and git could not merge; a Word file holds no marks that would show it."""
    from ecoclaim.archive.condition import unmerged

    what = _("conflicts")
    found = unmerged(place.root)
    if not found:
        yield Sign("conflicts", what, "good", _("none"))
        return
    texts = [one for one in found if one.endswith(".yaml")]
    if texts:
        names = _(", ").join(texts[:_SHOWN])
        yield Sign("conflicts", what, "broken", names, _("settle it as ecoclaim check says"))
    for one in [one for one in found if one not in texts][:_SHOWN]:
        path = place.prefix + one
        both = (
            f"{place.command('checkout', f'--{side}', '--', path)} && {place.command('add', '--', path)}"
            for side in ("ours", "theirs")
        )
        cure = _("keep one of the two: {commands}").format(commands=_(" or ").join(both))
        yield Sign("conflicts", what, "to-do", one, cure)


def _history(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.condition import is_shallow

    what = _("history")
    if is_shallow(place.root):
        text = _("only the latest part is here; log and --known-at know no more")
        yield Sign("history", what, "to-do", text, "git fetch --unshallow")
    else:
        yield Sign("history", what, "good", _("whole"))


def _hooks(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.repository import hooks

    names = ("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push")
    found = _(", ").join(one.name for one in hooks(place, names)) or _("none")
    elsewhere = place.settings.get("core.hooksPath")
    if elsewhere and not place.hooks.is_dir():
        text = _("core.hooksPath names {folder}, which is not there").format(folder=elsewhere)
        yield Sign("hooks", _("hooks"), "to-do", text, "git config --unset core.hooksPath")
    else:
        yield Sign("hooks", _("hooks"), "good", found)


def _settings(place: Repository) -> Iterator[Sign]:
    """Name a setting that stops every write, since it came along with the folder and would run a program."""
    from ecoclaim.archive.refusals import strange

    what = _("settings of the repository")
    if one := place.settings.strange(place.where):
        yield Sign("settings", what, "to-do", str(strange(place.where, one)))
    else:
        yield Sign("settings", what, "good", _("none runs a program"))


def _public(place: Repository) -> Iterator[Sign]:
    """Look whether a remote that everybody reads is marked and asked about; any other needs nothing."""
    from ecoclaim.archive.pushes import PUBLIC, asks_before_push, remotes_on_public_hosts, remotes_public

    what = _("pushes to the public")
    marked = remotes_public(place)
    unmarked = [one for one in remotes_on_public_hosts(place) if one not in marked]
    if marked and not asks_before_push(place):
        text = _("{names}: marked public, and nothing looks through a push").format(names=_(", ").join(marked))
        yield Sign("public", what, "to-do", text, "ecoclaim publish hook")
    elif unmarked:
        text = _("{names}: on a host where anybody may read, unless it is private").format(names=_(", ").join(unmarked))
        cure = _("if anybody may read it: {commands}")
        commands = f"git config {quoted(f'remote.{unmarked[0]}.{PUBLIC}')} true; ecoclaim publish hook"
        yield Sign("public", what, "to-do", text, cure.format(commands=commands))
    else:
        yield Sign("public", what, "good", _("looked through before") if marked else _("none marked public"))


def _large(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.condition import attribute
    from ecoclaim.archive.large import lfs_is_installed

    what = _("large files")
    by_lfs = attribute(place, "filter", "cases/2026-0001/evidence/1.jpg") == "lfs"
    if by_lfs and not lfs_is_installed(place.root):
        text = _(".gitattributes gives evidence to Git LFS, which is not installed")
        yield Sign("lfs", what, "broken", text, _("install git-lfs, then: git lfs install"))
        return
    large = [
        one
        for one in (place.root / "cases").glob("*/evidence/**/*")
        if one.is_file() and one.stat().st_size > LARGE_BYTES
    ]
    if large and not by_lfs:
        text = _("{n} files over 20 MB in evidence, kept by git itself").format(n=len(large))
        yield Sign("lfs", what, "to-do", text, "git lfs install; git lfs track 'cases/*/evidence/**'")
    else:
        yield Sign("lfs", what, "good", _("by Git LFS") if by_lfs else _("none over 20 MB"))


def _merging(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.driver import merges_by_driver, register_driver

    what = _("merging by entry")
    files = {one: one.removeprefix("/").replace("*", "2026-0001") for one in LISTS}
    missing = [one for one, file in files.items() if not merges_by_driver(place, file)]
    if missing:
        from ecoclaim.ledger.fresh import attributes_file

        wanted = [line for line in attributes_file().decode().splitlines() if any(line.startswith(m) for m in missing)]
        text = _(".gitattributes does not ask for it; two who record at once may get a conflict")
        yield Sign("merge", what, "to-do", text, _("add to .gitattributes: {lines}").format(lines="  ".join(wanted)))
        return
    if register_driver(place):
        yield Sign("merge", what, "good", _("set up in this copy"))
    else:
        yield Sign(
            "merge", what, "to-do", _("could not be set up in this copy"), _("see that .git/config can be written")
        )


def _bytes(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.condition import attribute

    what = _("line ends")
    settings = place.settings
    converts = settings.get("core.autocrlf") in ("true", "input") or settings.get("core.eol") == "crlf"
    if attribute(place, "text", "cases/2026-0001/evidence/1.txt") == "unset":
        yield Sign("line-ends", what, "good", _("git keeps every byte"))
    elif converts:
        text = _("git changes line ends here, and evidence would no longer match its checksum")
        yield Sign("line-ends", what, "broken", text, _("add to .gitattributes: {lines}").format(lines="* -text"))
    else:
        text = _("another computer's git may change line ends")
        yield Sign("line-ends", what, "to-do", text, _("add to .gitattributes: {lines}").format(lines="* -text"))


def _waiting(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.condition import is_ignored, uncommitted
    from ecoclaim.archive.gate import PRIVATE_ENDING
    from ecoclaim.archive.repository import unfinished

    what = _("not in git yet")
    if is_ignored(place, "ecoclaim.yaml"):
        text = _("git is told to ignore this ledger")
        yield Sign("uncommitted", what, "to-do", text, _("take it out of .gitignore"))
        return
    states = uncommitted(place)
    private = [path for path, state in states.items() if state == "??" and path.endswith(PRIVATE_ENDING)]
    if private:
        text = _("{files}: belongs to persons, and git is not told to leave it out").format(
            files=_(", ").join(private[:_SHOWN])
        )
        cure = _("add the line *{ending} to {ignored}").format(ending=PRIVATE_ENDING, ignored=place.root / ".gitignore")
        yield Sign("private", _("private files"), "to-do", text, cure)
    found = [path for path in states if path not in private]
    if found:
        names = _(", ").join(found[:_SHOWN])
        text = _("{n} files: {names}").format(n=len(found), names=names)
        # Exactly these: to add all would enter what nobody looked at.
        cure = place.entering([place.prefix + path for path in found[:_ENTERED]])
        if len(found) > _ENTERED:
            cure = _("{command}; then ask again, the other {n} follow").format(command=cure, n=len(found) - _ENTERED)
        if now := unfinished(place):
            # To add what is in a conflict would enter its marks into git as if they were settled.
            cure = _("finish it ({finish}) or give it up ({give_up})").format(finish=now.finish, give_up=now.give_up)
        elif place.settings.strange(place.where):
            # Git itself would run what the setting names.
            cure = _("settle the repository's settings first")
        yield Sign("uncommitted", what, "to-do", text, cure)
    else:
        yield Sign("uncommitted", what, "good", _("nothing"))


def _twice(place: Repository) -> Iterator[Sign]:
    from ecoclaim.archive.numbers import opened_twice

    what = _("numbers on other branches")
    found = opened_twice(place.root)
    for one in found:
        text = _("{case} is another case on branch {branch}").format(case=one.case, branch=one.branch)
        yield Sign("opened-twice", what, "to-do", text, f"ecoclaim renumber {one.case}")
    if not found:
        yield Sign("opened-twice", what, "good", _("none given twice"))


def _copies(place: Repository) -> Iterator[Sign]:
    found = place.settings.remotes()
    what = _("copy elsewhere")
    if found:
        yield Sign("remote", what, "good", _(", ").join(found))
    else:
        text = _("none; one broken disk loses the ledger")
        yield Sign("remote", what, "to-do", text, _("git remote add origin URL, then git push -u origin main"))


_LOOKS: tuple[Callable[[Repository], Iterator[Sign]], ...] = (
    *(
        _person,
        _standing,
        _conflicts,
        _history,
        _hooks,
        _settings,
        _public,
        _large,
        _merging,
        _bytes,
        _waiting,
        _twice,
        _copies,
    ),
)
