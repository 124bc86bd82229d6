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

from ecoclaim.archive.begun import Begun, begun, keep, note, put_right
from ecoclaim.archive.driver import register_driver
from ecoclaim.archive.git import Reply, ask, busy, exactly, joined, parted, refusal, tell
from ecoclaim.archive.repository import Repository, branch, hooks, identity, repository, unfinished
from ecoclaim.errors import GitBrokenOff, GitRefused
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _

LOCK_SECONDS = 3.0
_HOOKS = ("pre-commit", "prepare-commit-msg", "commit-msg")


def commit(root: Path, paths: Sequence[Path], subject: str, trailers: Iterable[tuple[str, str]] = ()) -> None:
    """Commit these files as they are on disk, new, changed or deleted; where none differs there is no commit.

    What git ignores is left out; what an earlier call was broken off at is entered first. Raises GitRefused with what
    is wrong, that the files are there, and the cure.
    """
    try:
        place = repository(root)
        ours = Begun(tuple(_from_top(place, root, path) for path in paths), _message(subject, trailers))
        earlier = begun(place)
        note(place, ours)
        try:
            _enter(place, earlier, ours)
        except GitBrokenOff:
            # Ours stays noted, and the next command enters it.
            raise
        except GitRefused:
            keep(place, earlier)
            raise
        keep(place, ())
    except GitRefused as fault:
        raise GitRefused(
            _(
                "not entered into git: {why}. The files are written and complete; ecoclaim doctor tells how to enter "
                "them afterwards"
            ).format(why=fault)
        ) from None


def _enter(place: Repository, earlier: Sequence[Begun], ours: Begun) -> None:
    states = _states(place, ours.paths)
    if not states and not earlier:
        return
    _refuse_conflicts(states)
    _refuse_wrong_time(place)
    register_driver(place)
    for one in earlier:
        _complete(place, one, ours)
    if earlier:
        states = _states(place, ours.paths)
    if states:
        _commit(place, states, ours.message)


def _complete(place: Repository, one: Begun, ours: Begun) -> None:
    """Enter what an earlier commit was broken off at, but for files that ours enters anyway."""
    put_right(place, one.paths)
    states = _states(place, [path for path in one.paths if path not in ours.paths])
    try:
        _refuse_conflicts(states)
        if states:
            _commit(place, states, one.message)
    except GitBrokenOff:
        raise
    except GitRefused:
        # It stops ours no more than any other file that is not in git; doctor tells of it.
        return


def _states(place: Repository, paths: Iterable[str]) -> Mapping[str, str]:
    """Give those of the paths that differ from the last commit, each with git's two letters for it."""
    wanted = set(paths)
    if not wanted:
        return {}
    # Whole folders are asked for and the rest is left out here: `status` takes no list of paths from its input.
    asked = sorted({one.rpartition("/")[0] or one for one in wanted})
    found = tell(place.top, "changes", "--", *map(exactly, asked), settings=place.settings).out
    states = {piece[3:]: piece[:2] for piece in parted(found)}
    return {path: state for path, state in sorted(states.items()) if path in wanted}


def _from_top(place: Repository, root: Path, path: Path) -> str:
    return place.prefix + path.absolute().relative_to(root.absolute()).as_posix()


def _refuse_conflicts(states: Mapping[str, str]) -> None:
    for path, state in states.items():
        if "U" in state or state in ("AA", "DD"):
            raise GitRefused(
                _("{path} holds a conflict that is not resolved; settle it, then git add {path}").format(
                    path=quoted_path(path)
                )
            )


def _refuse_wrong_time(place: Repository) -> None:
    """Refuse while something is unfinished, no branch is checked out, nobody is known, or another git works."""
    if found := unfinished(place):
        raise GitRefused(
            _("the repository is in the middle of a {what}; finish it ({finish}) or give it up ({give_up})").format(
                what=found.what, finish=found.finish, give_up=found.give_up
            )
        )
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


def _commit(place: Repository, states: Mapping[str, str], message: str) -> None:
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
                tell(place.top, "add", *_listed(Path(beside) / "new"), settings=place.settings)
            said_in = f"--file={Path(beside) / 'message'}"
            reply = ask(place.top, "commit", said_in, *_listed(Path(beside) / "paths"), settings=place.settings)
    except OSError as fault:
        raise GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault)) from None
    if reply.code:
        if new:
            put_right(place, new)
        raise _refused(place, reply)


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


def _message(subject: str, trailers: Iterable[tuple[str, str]]) -> str:
    lines = [_one_line(subject), ""]
    lines += [f"{name}: {_one_line(value)}" for name, value in trailers if value.strip()]
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8", "replace").decode()


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
