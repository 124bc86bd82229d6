"""One commit of exactly the files a command wrote, under the person's own identity; all else stays untouched.

`git commit --only` does it: it takes the named paths from the disk, leaves out what else is staged, keeps that
staged, runs the person's hooks and signs as they sign. A temporary index would have to put the real one right
afterwards. A git that is killed in between leaves an index that takes our commit back with the next all the same, so
each commit is noted before it begins and the next one puts right what was broken off. A merge cannot be committed in
part, so nothing is committed while one is unfinished.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ecoclaim.archive.driver import register_driver
from ecoclaim.archive.gate import refuse_unfinished
from ecoclaim.archive.git import Reply, ask, busy, exactly, joined, parted, refusal, tell
from ecoclaim.archive.repository import Repository, branch, hooks, identity, repository
from ecoclaim.errors import GitBrokenOff, GitRefused
from ecoclaim.ledger.begun import Begun, begun, holds_still, note, without
from ecoclaim.ledger.hashes import sha256
from ecoclaim.ledger.write import unwritten
from ecoclaim.words import _

LOCK_SECONDS = 3.0
_MOST_ASKED = 500
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")


def commit(root: Path, paths: Sequence[Path], subject: str, trailers: Iterable[tuple[str, str]] = ()) -> None:
    """Commit these files as they are on disk, new, changed or deleted; where none differs there is no commit.

    What git ignores is left out; what an earlier call was broken off at is entered first. Raises GitRefused with what
    is wrong, that the files are there, and the cure; they stay noted then, and the next command enters them.
    """
    names = [path.absolute().relative_to(root.absolute()).as_posix() for path in paths]
    held = {name: sha256(path) if path.is_file() else None for name, path in zip(names, paths, strict=True)}
    try:
        place = repository(root)
        note(root, (*without(begun(root), held), Begun(message(subject, trailers), held)))
        enter_earlier(place, root, last=1)
        enter(place, root)
    except OSError as fault:
        raise unwritten(root, fault, root) from None
    except GitRefused as fault:
        raise written_only(fault) from None


def written_only(fault: GitRefused) -> GitRefused:
    """Say of a refusal that the files are written, and where the cure is."""
    return type(fault)(
        _(
            "not entered into git: {why}. The files are written and complete; ecoclaim doctor tells how to enter "
            "them afterwards"
        ).format(why=fault)
    )


def enter(place: Repository, root: Path) -> None:
    """Enter what was noted last, which is then no longer noted; raises GitRefused, and it stays noted."""
    those = begun(root)
    if not those:
        return
    states = differing(place, [place.prefix + name for name in those[-1].holds])
    if states:
        refuse_conflicts(place, states)
        refuse_wrong_time(place)
        register_driver(place)
        enter_paths(place, states, those[-1].message)
    note(root, those[:-1])


def enter_earlier(place: Repository, root: Path, last: int = 0) -> list[str]:
    """Enter what earlier commands were broken off at, or git refused; gives their subjects. So many last ones wait.

    What git refuses still stays noted, and stops us no more than any other file that is not in git. A file that
    changed since is no longer what its message says, and is left out. Raises GitBrokenOff.
    """
    those, entered = begun(root), []
    left: list[Begun] = []
    until = len(those) - last
    for one in those[:until]:
        paths = [place.prefix + name for name, held in one.holds.items() if holds_still(root, name, held)]
        try:
            _put_right(place, paths)
            states = differing(place, paths)
            if states:
                refuse_conflicts(place, states)
                refuse_wrong_time(place)
                enter_paths(place, states, one.message)
                entered.append(one.message.partition("\n")[0])
        except GitBrokenOff:
            raise
        except GitRefused:
            left.append(one)
    if those:
        note(root, (*left, *those[until:]))
    return entered


def differing(place: Repository, paths: Iterable[str], *, filtered: bool = True) -> Mapping[str, str]:
    """Give those of the paths, from the top, that differ from the last commit, each with git's two letters for it.

    `filtered` is to look through the person's own filters, as a commit will.
    """
    wanted = set(paths)
    if not wanted:
        return {}
    # Whole folders are asked for and the rest is left out here: `status` takes no list of paths from its input, and a
    # command line has an end.
    asked = sorted({one.rpartition("/")[0] or one for one in wanted})
    while len(asked) > _MOST_ASKED and any("/" in one for one in asked):
        asked = sorted({one.rpartition("/")[0] or one for one in asked})
    paths_asked = map(exactly, asked)
    found = tell(place.top, "changes" if filtered else "status", "--", *paths_asked, settings=place.settings).out
    states = {piece[3:]: piece[:2] for piece in parted(found)}
    return {path: state for path, state in sorted(states.items()) if path in wanted}


def refuse_conflicts(place: Repository, states: Mapping[str, str]) -> None:
    """Refuse a file that a merge left for a person to settle."""
    for path, state in states.items():
        if "U" in state or state in ("AA", "DD"):
            raise GitRefused(
                _("{path} holds a conflict that is not resolved; settle it, then {command}").format(
                    path=path, command=place.command("add", "--", path)
                )
            )


def refuse_wrong_time(place: Repository) -> None:
    """Refuse while something is unfinished, no branch is checked out, nobody is known, or another git works."""
    refuse_unfinished(place)
    if branch(place.top) is None:
        raise GitRefused(
            _(
                "no branch is checked out, and a commit on none is easily lost; "
                "go to one (git switch main) or begin one here (git switch -c NAME)"
            )
        )
    if identity(place.top) is None:
        raise GitRefused(
            _(
                "git does not know who you are; tell it once: "
                'git config --global user.name "{name}" and git config --global user.email {address}'
            ).format(name=_("Your Name"), address="you@example.org")
        )
    until = time.monotonic() + LOCK_SECONDS
    while place.lock.exists():
        if time.monotonic() > until:
            raise busy(str(place.lock))
        time.sleep(0.05)


def enter_paths(place: Repository, states: Mapping[str, str], message: str) -> None:
    """Commit these paths, with git's letters for each, as they are on disk; raises GitRefused."""
    new = [path for path, state in states.items() if state == "??"]
    try:
        # Files, not pipes: of a list that we die while sending git would read the beginning, and take part of a path
        # for a folder. And not every locale can say a message as an argument.
        with tempfile.TemporaryDirectory(prefix="ecoclaim-") as beside:
            said = {"message": message.encode(), "new": joined(new), "paths": joined(states)}
            for name, data in said.items():
                (Path(beside) / name).write_bytes(data)
            # --only takes paths that git knows; --intent-to-add makes a new one known and stages nothing of it.
            if new:
                # A new case is no less ours where a person keeps only some cases checked out.
                sparse = ["--sparse"] if place.settings.is_on("core.sparseCheckout") else []
                tell(place.top, "add", *sparse, *_listed(Path(beside) / "new"), settings=place.settings)
            said_in = f"--file={Path(beside) / 'message'}"
            reply = ask(place.top, "commit", said_in, *_listed(Path(beside) / "paths"), settings=place.settings)
    except OSError as fault:
        raise GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault)) from None
    if reply.code:
        if new:
            _put_right(place, new)
        raise _refused(place, reply)


def _put_right(place: Repository, paths: Sequence[str]) -> None:
    """Have the index hold of these files what the last commit has."""
    if paths:
        options = ("--pathspec-from-file=-", "--pathspec-file-nul")
        ask(place.top, "reset", *options, given=joined(paths), settings=place.settings)


def _listed(file: Path) -> tuple[str, str]:
    return f"--pathspec-from-file={file}", "--pathspec-file-nul"


def _refused(place: Repository, reply: Reply) -> GitRefused:
    lines = [line.strip() for line in reply.said.splitlines() if line.strip()]
    by_hook = reply.code == 1 and not any(line.startswith(("fatal: ", "error: ")) for line in lines[-1:])
    found = hooks(place, _HOOKS) if by_hook else []
    if found:
        return GitRefused(
            _("a hook of this repository ({hook}) refused it: {why}").format(
                hook=", ".join(one.name for one in found), why=" / ".join(lines[-3:]) or reply.code
            )
        )
    return refusal(place.top, reply)


def message(subject: str, trailers: Iterable[tuple[str, str]]) -> str:
    """Write a message: a subject of one line, and the trailers that say something."""
    lines = [_one_line(subject), ""]
    lines += [f"{name}: {_one_line(value)}" for name, value in trailers if value.strip()]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
