"""What git's refusals mean, each with the cure: a command to paste that works where we know one.

Alone knows how git words them; the door has git speak English.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ecoclaim.archive.location import Location, location
from ecoclaim.archive.reply import Reply
from ecoclaim.archive.settings import TRUSTED, Setting
from ecoclaim.errors import GitBrokenOff, GitRefused
from ecoclaim.outside.files import beginning
from ecoclaim.terminal import quoted
from ecoclaim.words import _

BRANCH = "main"
_MOST = 64 << 20  # bytes of a file of git's

# What the shell says that git calls a filter by.
_FILTER = re.compile(r"^.*\blfs\b.*(?:not found|not recognized|No such file).*$", re.MULTILINE)
_LOCK = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")
# Said of one file of several thousand: the history is there, but not whole.
_DAMAGED = re.compile(
    r"(?i)bad object|bad tree|bad revision|is corrupt|object file .* is empty|loose object|could not fetch|inflate:|"
    r"unable to (?:unpack|read tree|read sha1|read [0-9a-f]{40})|missing (?:object|blob|tree|commit)|"
    r"could not (?:parse|read) (?:object|commit|tree|[0-9a-f]{40})|failed to read object|packfile .* cannot be|"
    r"transport '.*' not allowed|not a valid object name|not a tree object|needed a single revision"
)
_SETTINGS = re.compile(r"bad (?:\w+ )?config ")
_BROKEN_BRANCH = ("appears to be broken", "No such ref: HEAD", "reference broken")
# Git lists the other branches all the same, as if this one were not there.
BROKEN_REF = "ignoring broken ref "
_ID = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def refusal(folder: Path, reply: Reply) -> GitRefused:
    """Make the refusal of what git said, with the cure where we know one."""
    where = location(folder)
    top = where.top if where else folder.absolute()
    if "dubious ownership" in reply.said:
        return GitRefused(
            _(
                "git does not trust this repository, which belongs to another user of this computer; "
                "if it is yours: git config --global --add safe.directory {folder}"
            ).format(folder=quoted(top.as_posix()))
        )
    if where and "not a git repository" in reply.said:
        return _no_repository(where, reply)
    if where and any(one in reply.said for one in (*_BROKEN_BRANCH, BROKEN_REF)):
        return _broken_branch(where, reply)
    if lock := _LOCK.search(reply.said):
        return busy(lock[1])
    if _DAMAGED.search(reply.said):
        return missing(top, reply.reason)
    if reply.code < 0:
        return GitBrokenOff(_("git was broken off"))
    if filtered := _FILTER.search(reply.said):
        return GitRefused(
            _(
                "git hands this file over to Git LFS, which could not be run ({why}); "
                "install git-lfs, then: git lfs install"
            ).format(why=filtered[0].strip())
        )
    if _SETTINGS.search(reply.said):
        return GitRefused(
            _("git cannot read its settings in {folder} ({why}); mend that line in an editor, or take it out").format(
                folder=top, why=reply.reason
            )
        )
    return GitRefused(_("git refused: {why}").format(why=reply.reason))


def missing(top: Path, what: str) -> GitRefused:
    """Make the refusal for a part of the history that is not there or cannot be read."""
    return GitRefused(
        _(
            "a part of the history of {folder} is missing or damaged ({why}), and ecoclaim fetches nothing by itself; "
            "fetch it all: git -C {folder} fetch --refetch --no-filter, or clone a good copy"
        ).format(folder=quoted(top.as_posix()), why=what)
    )


def strange(where: Location, one: Setting) -> GitRefused:
    """Make the refusal to write while a setting of the repository's own would run a program."""
    file = quoted((one.file or where.common / "config").as_posix())
    return GitRefused(
        _(
            "the repository's own settings would have git run a program or write elsewhere: {name} = {value}, in "
            "{file}, which came along if this folder was copied. If it is not yours, take it out: {remove}. "
            "If it is, trust this repository: {trust}"
        ).format(
            name=one.name,
            value=one.value,
            file=file,
            remove=f"git config --file {file} --unset-all {quoted(one.name)}",
            trust=f"git config --global --add {TRUSTED} {quoted(where.top.as_posix())}",
        )
    )


def busy(lock: str) -> GitBrokenOff:
    """Make the refusal for a lock file that is there."""
    return GitBrokenOff(
        _("another git is at work in this repository, or one was broken off; if none runs, delete {lock}").format(
            lock=lock
        )
    )


def _no_repository(where: Location, reply: Reply) -> GitRefused:
    """Tell a .git of which little is wrong, or that may not be read, from one that is lost."""
    for folder in (where.own, where.common, where.common / "objects", where.common / "refs"):
        if folder.exists() and not os.access(folder, os.R_OK | os.X_OK):
            return GitRefused(_("{path} cannot be read: {why}").format(path=folder, why=os.strerror(errno.EACCES)))
    gone = [folder for folder in (where.common / "objects", where.common / "refs") if not folder.is_dir()]
    if not where.own.is_dir() or len(gone) > 1 or where.common / "objects" in gone:
        return GitRefused(
            _(
                "the .git of {folder} is not a git repository, or is damaged; git says: {why}; clone a good copy, or "
                "take .git from one"
            ).format(folder=where.top, why=reply.reason)
        )
    if gone:
        return _mended(where, _("its folder refs is gone"), f"mkdir {quoted(gone[0].as_posix())}")
    head = where.own / "HEAD"
    names = sorted(_branches(where))
    name = BRANCH if BRANCH in names or not names else names[0]
    return _mended(where, _("its HEAD names no branch"), _written(f"ref: refs/heads/{name}", head))


def _broken_branch(where: Location, reply: Reply) -> GitRefused:
    """Name the branch whose file holds no commit, and the last commit it held."""
    named = reply.said.partition(BROKEN_REF)[2].partition("\n")[0]
    name = named.encode() or _text(where.own / "HEAD").removeprefix(b"ref:").strip()
    path = where.common / os.fsdecode(name)
    last = next(_held(where, name), None)
    if last is None or not path.is_relative_to(where.common / "refs"):
        return missing(where.top, reply.reason)
    what = _("the file of its branch {branch} holds no commit").format(branch=os.fsdecode(name.rpartition(b"/")[2]))
    return _mended(where, what, _written(last, path))


def _mended(where: Location, what: str, command: str) -> GitRefused:
    return GitRefused(
        _("the .git of {folder} is damaged: {what}; put it right: {command}").format(
            folder=where.top, what=what, command=command
        )
    )


def _written(line: str, path: Path) -> str:
    """Write the command by which a file holds one line."""
    return (
        f"echo {quoted(line)} > {quoted(path.as_posix())}"
        if os.name == "posix"
        else f">{quoted(path.as_posix())} echo {line}"
    )


def _branches(where: Location) -> Iterator[str]:
    heads = where.common / "refs/heads"
    yield from (one.relative_to(heads).as_posix() for one in heads.rglob("*") if one.is_file())
    for line in _text(where.common / "packed-refs").splitlines():
        _id, _space, name = line.partition(b" refs/heads/")
        if name:
            yield os.fsdecode(name)


def _held(where: Location, name: bytes) -> Iterator[str]:
    """Give the commits that a branch held, the last one first, but for those whose file is empty since a power cut."""
    for line in reversed(_text(where.common / "logs" / os.fsdecode(name)).splitlines()):
        word = line.split(b" ")[1:2]
        found = word[0].decode("ascii", "replace") if word and _ID.fullmatch(word[0]) else ""
        loose = where.common / "objects" / found[:2] / found[2:]
        if found and not (loose.is_file() and loose.stat().st_size == 0):
            yield found


def _text(path: Path) -> bytes:
    try:
        return beginning(path, _MOST)
    except OSError:
        return b""
