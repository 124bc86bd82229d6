"""Runs a command line in a forked process that dies by SIGKILL at a chosen one of the calls that change files.

The interpreter is forked with all its modules, so that a run costs what the command costs. Every function of Python
that writes, creates, renames, links or removes is replaced in the child; a program that it starts counts as one call.
"""

from __future__ import annotations

import builtins
import fcntl
import io
import os
import pickle
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOMENTS = ("before", "after", "half")
ASKED = (
    "status",
    "rev-parse",
    "symbolic-ref",
    "var",
    "check-attr",
    "for-each-ref",
    "ls-tree",
    "diff",
    "cat-file",
    "log",
)
_REAL_WRITE, _REAL_OPEN, _REAL_RUN = os.write, io.open, subprocess.run


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code (None: it was killed), what it printed, the calls it made."""

    code: int | None
    out: str = ""
    err: str = ""
    calls: tuple[str, ...] = ()


def forked(work: Callable[[], tuple[Any, ...]], begin: Callable[[], object] = lambda: None) -> tuple[int, bytes]:
    """Do something in a forked process; gives its pid at once and lets `result` wait for what it made."""
    read, write = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        # Nobody reads before a process that is followed has ended.
        fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 1 << 20)
    pid = os.fork()
    if pid:
        os.close(write)
        return pid, str(read).encode()
    code = 1
    try:
        os.close(read)
        begin()
        made = pickle.dumps(work())
        while made:
            made = made[_REAL_WRITE(write, made) :]
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def result(pid: int, read: bytes, *, reap: bool = True) -> tuple[Any, ...] | None:
    """Wait for a forked process and give what it made; None where it was killed."""
    with os.fdopen(int(read), "rb") as pipe:
        made = pipe.read()
    if reap:
        os.waitpid(pid, 0)
    return pickle.loads(made) if made else None


def command(words: Sequence[str], place: Path, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run a command line in this process, at a place, with an environment; nothing is put back afterwards."""
    from ecoclaim.archive import commits
    from ecoclaim.cli import main

    # A lock that a killed git left is there for good: nobody has to wait for it.
    commits.LOCK_SECONDS = 0.05
    os.chdir(place)
    os.environ.update(environment)
    tempfile.tempdir = None
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    sys.stdin = io.StringIO("")
    code = main(list(words))
    said = []
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        said.append(stream.buffer.getvalue().decode("utf-8", "replace"))  # type: ignore[attr-defined]
    return code, said[0], said[1]


def run(
    words: Sequence[str],
    place: Path,
    environment: Mapping[str, str],
    kill: tuple[int, str] | None = None,
    meanwhile: tuple[int, Callable[[], object]] | None = None,
) -> Outcome:
    """Run a command line in a forked process; it is killed at a call, or something else happens just before one."""

    def work() -> tuple[Any, ...]:
        points = Points(kill, meanwhile)
        points.put_in()
        return (*command(words, place, environment), tuple(points.names))

    made = result(*forked(work))
    return Outcome(None) if made is None else Outcome(*made)


class Points:
    """Counts the calls that change files, and kills this process at one of them."""

    def __init__(self, kill: tuple[int, str] | None, meanwhile: tuple[int, Callable[[], object]] | None = None) -> None:
        self.kill = kill
        self.meanwhile = meanwhile
        self.names: list[str] = []

    def put_in(self) -> None:
        """Take the place of every function that changes files."""
        for name in ("fsync", "replace", "rename", "link", "symlink", "unlink", "remove", "mkdir", "rmdir"):
            self._wrap(os, name)
        for name in ("truncate", "ftruncate", "chmod", "fdatasync"):
            if hasattr(os, name):
                self._wrap(os, name)
        os.write = self._written(os.write)
        os.open = self._opened(os.open)
        io.open = builtins.open = self._file  # type: ignore[assignment]
        shutil.rmtree = self._rmtree  # type: ignore[assignment]
        subprocess.run = self._program  # type: ignore[assignment]

    def at(self, name: str, call: Callable[[], Any], half: Callable[[], object] | None = None) -> Any:
        """Make one call, unless this is where the process dies."""
        self.names.append(name)
        if self.meanwhile and self.meanwhile[0] == len(self.names):
            self.meanwhile[1]()
        if self.kill is None or self.kill[0] != len(self.names):
            return call()
        try:
            if self.kill[1] == "after":
                call()
            elif self.kill[1] == "half" and half is not None:
                half()
        finally:
            # A call that fails is one too.
            os.kill(os.getpid(), signal.SIGKILL)

    def _wrap(self, module: Any, name: str) -> None:
        real = getattr(module, name)
        setattr(module, name, lambda *a, **k: self.at(name, lambda: real(*a, **k)))

    def _written(self, real: Callable[[int, Any], int]) -> Callable[[int, Any], int]:
        return lambda fd, data: self.at("write", lambda: real(fd, data), lambda: real(fd, data[: len(data) // 2]))

    def _opened(self, real: Callable[..., int]) -> Callable[..., int]:
        def opened(path: Any, flags: int, *a: Any, **k: Any) -> int:
            if flags & (os.O_CREAT | os.O_TRUNC):
                return self.at("open", lambda: real(path, flags, *a, **k))  # type: ignore[no-any-return]
            return real(path, flags, *a, **k)

        return opened

    def _file(self, file: Any, mode: str = "r", buffering: int = -1, *a: Any, **k: Any) -> Any:
        """Open a file so that each write to it is one call; text is written through."""
        if not set(mode) & set("wxa+") or (isinstance(file, int) and not stat.S_ISREG(os.fstat(file).st_mode)):
            return _REAL_OPEN(file, mode, buffering, *a, **k)
        points = self

        class Raw(io.FileIO):
            def write(self, data: Any, /) -> int:
                whole = bytes(data)
                real = super().write
                return points.at("write", lambda: real(whole), lambda: real(whole[: len(whole) // 2]))  # type: ignore[no-any-return]

        plain = mode.replace("b", "").replace("t", "")
        closefd, opener = k.pop("closefd", True), k.pop("opener", None)
        make = lambda: Raw(file, plain, closefd, opener)  # noqa: E731
        raw = make() if isinstance(file, int) else self.at("open", make)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *a, **k)  # type: ignore[arg-type]

    def _rmtree(self, path: Any, ignore_errors: bool = False, **_other: Any) -> None:
        """Remove a folder step by step, each step a call: the real one works on handles, past what is replaced here."""
        top = Path(os.fspath(path))
        if not top.is_dir() and ignore_errors:
            return
        for one in sorted(top.rglob("*"), reverse=True):
            if one.is_dir() and not one.is_symlink():
                one.rmdir()
            else:
                one.unlink()
        top.rmdir()

    def _program(self, words: Sequence[str], *a: Any, **k: Any) -> Any:
        name = next((one for one in words[1:] if one in ("add", "commit", "reset", "tag", "init", "config")), "")
        if words[0] != "git" or not name or (name == "config" and "--get" in words):
            return _REAL_RUN(words, *a, **k)
        return self.at(f"git {name}", lambda: _REAL_RUN(words, *a, **k))
