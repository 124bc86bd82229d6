"""The one door to git: each question and order of the table, in an environment in which its answers do not change.

No other module starts git. What a question may do, and what may run meanwhile, says the table; see `questions`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from ecoclaim.archive import refusals
from ecoclaim.archive.location import location
from ecoclaim.archive.questions import PATIENCE, QUESTIONS, Access, allows, environment, options
from ecoclaim.archive.refusals import busy, refusal
from ecoclaim.archive.reply import Reply
from ecoclaim.archive.settings import Settings
from ecoclaim.errors import GitMissing, GitRefused
from ecoclaim.words import _

__all__ = ["Reply", "ask", "busy", "exactly", "joined", "parted", "refusal", "says_yes", "started", "tell"]

_VALUE = "ECOCLAIM_SETTING_"


def ask(folder: Path, name: str, *arguments: str, given: bytes = b"", settings: Settings | None = None) -> Reply:
    """Ask git a question of the table, in a folder, and give its reply, whatever it is.

    `settings` are those of the repository; who writes needs them, and so does a question that meets filters. Raises
    GitRefused where there is no git to ask, or where a setting of the repository's own would run a program.
    """
    command, cwd, around = _call(folder, name, arguments, settings)
    patience = PATIENCE[QUESTIONS[name].access]
    try:
        done = subprocess.run(
            command, cwd=cwd, env=around, input=given, capture_output=True, check=False, timeout=patience
        )
    except subprocess.TimeoutExpired:
        raise GitRefused(
            _(
                "git gave no answer within {n} seconds; look whether {folder}, or a file that its .git/config names, "
                "lies on a disk that does not answer, or is a pipe"
            ).format(n=patience, folder=folder)
        ) from None
    except OSError as fault:
        raise _not_run(folder, fault) from None
    return Reply(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def tell(folder: Path, name: str, *arguments: str, given: bytes = b"", settings: Settings | None = None) -> Reply:
    """Ask git a question, or give it an order; raises GitRefused where it refuses."""
    reply = ask(folder, name, *arguments, given=given, settings=settings)
    if reply.code or refusals.BROKEN_REF in reply.said:
        raise refusal(folder, reply)
    return reply


def says_yes(folder: Path, name: str, *arguments: str, settings: Settings | None = None) -> bool:
    """Ask git a question that it answers with yes or no; raises GitRefused where it does neither."""
    reply = ask(folder, name, *arguments, settings=settings)
    if reply.code not in (0, 1):
        raise refusal(folder, reply)
    return reply.code == 0


def started(folder: Path, name: str, *arguments: str, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a git that is asked one thing after another; what it says beside goes into a file.

    Raises GitRefused where there is no git to start.
    """
    command, cwd, around = _call(folder, name, arguments, None)
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, cwd=cwd, env=around, stdin=pipe, stdout=pipe, stderr=said)
    except OSError as fault:
        raise _not_run(folder, fault) from None


def exactly(path: str) -> str:
    """Write a path so that git takes no sign in it for a pattern. A variable would say so too, but to every hook."""
    return f":(literal){path}"


def joined(paths: Iterable[str]) -> bytes:
    """Write paths as git reads them from its input, each exactly."""
    return b"".join(os.fsencode(exactly(path)) + b"\0" for path in paths)


def parted(answer: bytes) -> list[str]:
    """Read paths, or other pieces, as git writes them with -z."""
    return [os.fsdecode(piece) for piece in answer.split(b"\0") if piece]


def _call(
    folder: Path, name: str, arguments: tuple[str, ...], settings: Settings | None
) -> tuple[Sequence[str], Path, dict[str, str]]:
    """Give the command for a question of the table, the folder to ask it in, and the variables around it."""
    question = QUESTIONS[name]
    if not allows(question, arguments):
        raise GitRefused(
            _("git would take one of these for an option, so it is not asked: {names}").format(
                names=" ".join(arguments)
            )
        )
    is_outside = question.access is Access.OUTSIDE
    where = None if is_outside else location(folder)
    if question.access is Access.WRITE:
        assert settings is not None, name
        if where and (one := settings.strange(where)):
            raise refusals.strange(where, one)
    around = environment(question, where, is_partial=bool(settings and settings.is_partial()))
    silenced = []
    for number, (key, value) in enumerate(settings.silenced() if settings and question.access is Access.READ else ()):
        # Not with -c, which would end a name at an equals sign in it.
        around[f"{_VALUE}{number}"] = value
        silenced.append(f"--config-env={key}={_VALUE}{number}")
    # In a repository an alias of its own could stand for a program of git's that is not installed.
    cwd = Path(Path(sys.executable).anchor) if is_outside else folder
    return [_program(), *options(question), *silenced, *question.words, *arguments], cwd, around


def _program() -> str:
    """Find git on the person's path, never in the folder we stand in, where it may be anybody's."""
    names = ("git.exe",) if os.name == "nt" else ("git",)
    for folder in map(Path, os.get_exec_path()):
        for name in names:
            if folder.is_absolute() and os.access(folder / name, os.X_OK) and (folder / name).is_file():
                return str(folder / name)
    raise GitMissing(_("git is not installed; the ledger works without it, but keeps no history"))


def _not_run(folder: Path, fault: OSError) -> GitRefused:
    if isinstance(fault, FileNotFoundError) and not folder.is_dir():
        return GitRefused(_("{folder} is not a folder").format(folder=folder))
    return GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault))
