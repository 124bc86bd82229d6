"""Runs a command line under tracer.c: every call of it and of each git it starts is counted, and may be its last."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from interposed import Outcome, command, forked, result

HOWS = {"count": 0, "before": 1, "after": 2, "half": 3}


class Tracer:
    """The tracer, built once into a folder; raises OSError or CalledProcessError where it cannot be built."""

    def __init__(self, folder: Path) -> None:
        library = folder / "tracer.so"
        source = Path(__file__).with_name("tracer.c")
        subprocess.run(["gcc", "-O2", "-shared", "-fPIC", "-o", str(library), str(source)], check=True)
        self.library = ctypes.CDLL(str(library))
        self.library.watch.restype = ctypes.c_long
        self.calls = folder / "calls"

    def run(
        self,
        words: Sequence[str],
        place: Path,
        environment: Mapping[str, str],
        at: int = 0,
        how: str = "count",
        *,
        child: bool = False,
    ) -> tuple[Outcome, bool]:
        """Run a command line; gives how it ended and whether something was killed."""
        pid, read = forked(lambda: command(words, place, environment), self.library.begin)
        killed = ctypes.c_int(0)
        told = str(self.calls).encode() if how == "count" else b""
        seen = self.library.watch(pid, ctypes.c_long(at), HOWS[how], int(child), told, ctypes.byref(killed))
        if seen < 0:
            raise OSError(f"cannot be traced: {seen}")
        made = result(pid, read, reap=False)
        calls = tuple(self.calls.read_text().splitlines()) if told else ()
        return (Outcome(None) if made is None else Outcome(*made, calls)), bool(killed.value)
