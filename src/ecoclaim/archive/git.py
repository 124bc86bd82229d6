"""Git asked and told things: the one place that runs it, in an environment in which its answers do not change.

Alone knows which variables send git astray, that it must speak English to be understood, and how its refusals read.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ecoclaim.errors import GitBrokenOff, GitRefused
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _

# A hook that calls us has these set, and they would send git to the repository of the hook.
_ELSEWHERE = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *("GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_CONFIG", "GIT_IMPLICIT_WORK_TREE", "GIT_GRAFT_FILE"),
        *("GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_CEILING_DIRECTORIES", "GIT_ATTR_SOURCE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
        *("GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
        *("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE_SETUP", "GIT_DEFAULT_HASH", "LANGUAGE"),
    )
)
# Messages stay UTF-8 whatever an old configuration says, and no signature is printed among what we read.
_ALWAYS = ("-c", "i18n.commitEncoding=UTF-8", "-c", "i18n.logOutputEncoding=UTF-8", "-c", "log.showSignature=false")

_MARKS = ("fatal: ", "error: ")
# What the shell says that git calls a filter by.
_FILTER = re.compile(r"^.*\blfs\b.*(?:not found|not recognized|No such file).*$", re.MULTILINE)
_LOCK = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")


@dataclass(frozen=True, slots=True)
class Reply:
    """What git answered: its exit code, its answer as bytes, and what it said beside."""

    code: int
    out: bytes
    said: str

    @property
    def text(self) -> str:
        """The answer as text, without its last line end."""
        return os.fsdecode(self.out).removesuffix("\n")

    @property
    def reason(self) -> str:
        """The lines in which git says what is wrong, as one and without its own prefixes."""
        lines = [line.strip() for line in self.said.splitlines() if line.strip()]
        marked = [line for line in lines if line.startswith(_MARKS)] or lines[-1:] or [str(self.code)]
        return "; ".join(line.removeprefix(_MARKS[0]).removeprefix(_MARKS[1]) for line in marked[-3:])


def ask(folder: Path, *arguments: str, given: bytes = b"") -> Reply:
    """Run git in a folder and give its reply, whatever it is.

    Raises GitRefused where there is no git to ask.
    """
    try:
        done = subprocess.run(
            ["git", "--no-pager", *_ALWAYS, *arguments],
            cwd=folder,
            env=_environment(),
            input=given,
            capture_output=True,
            check=False,
        )
    except OSError as fault:
        raise _not_run(folder, fault) from None
    return Reply(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def started(folder: Path, *arguments: str, said: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a git that is asked one question after another; what it says beside goes into a file.

    Raises GitRefused where there is no git to start.
    """
    try:
        return subprocess.Popen(
            ["git", "--no-pager", *_ALWAYS, *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        )
    except OSError as fault:
        raise _not_run(folder, fault) from None


def _environment() -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return clean | {"LANGUAGE": "en", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _not_run(folder: Path, fault: OSError) -> GitRefused:
    if not isinstance(fault, FileNotFoundError):
        return GitRefused(_("git could not be run: {why}").format(why=fault.strerror or fault))
    if not folder.is_dir():
        return GitRefused(_("{folder} is not a folder").format(folder=folder))
    return GitRefused(_("git is not installed; the ledger works without it, but keeps no history"))


def tell(folder: Path, *arguments: str, given: bytes = b"") -> Reply:
    """Run git in a folder and give its reply; raises GitRefused where it refuses."""
    reply = ask(folder, *arguments, given=given)
    if reply.code:
        raise refusal(folder, reply)
    return reply


def refusal(folder: Path, reply: Reply) -> GitRefused:
    """Make the refusal of what git said, with the cure where we know one."""
    if "dubious ownership" in reply.said:
        return GitRefused(
            _(
                "git does not trust this repository, which belongs to another user of this computer; "
                "if it is yours: git config --global --add safe.directory {folder}"
            ).format(folder=quoted_path(folder.absolute().as_posix()))
        )
    if "not a git repository" in reply.said:
        return GitRefused(
            _("the .git of {folder} is not a git repository, or is damaged; git says: {why}").format(
                folder=folder, why=reply.reason
            )
        )
    if lock := _LOCK.search(reply.said):
        return busy(lock[1])
    if reply.code < 0:
        return GitBrokenOff(_("git was broken off"))
    if filtered := _FILTER.search(reply.said):
        return GitRefused(
            _(
                "git hands this file over to Git LFS, which could not be run ({why}); "
                "install git-lfs, then: git lfs install"
            ).format(why=filtered[0].strip())
        )
    return GitRefused(_("git refused: {why}").format(why=reply.reason))


def busy(lock: str) -> GitBrokenOff:
    """Make the refusal for a lock file that is there."""
    return GitBrokenOff(
        _("another git is at work in this repository, or one was broken off; if none runs, delete {lock}").format(
            lock=lock
        )
    )


def exactly(path: str) -> str:
    """Write a path so that git takes no sign in it for a pattern. A variable would say so too, but to every hook."""
    return f":(literal){path}"


def joined(paths: Iterable[str]) -> bytes:
    """Write paths as git reads them from its input, each exactly."""
    return b"".join(os.fsencode(exactly(path)) + b"\0" for path in paths)


def parted(answer: bytes) -> list[str]:
    """Read paths, or other pieces, as git writes them with -z."""
    return [os.fsdecode(piece) for piece in answer.split(b"\0") if piece]
