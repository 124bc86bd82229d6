"""A disk that takes no more: files that may only grow so far, or a small file system that is full."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from interposed import Outcome, command, forked, result


def limited(words: Sequence[str], place: Path, environment: Mapping[str, str], most: int) -> Outcome:
    """Run a command line in a process that can write no file beyond so many bytes, nor can any git it starts."""

    def work() -> tuple[object, ...]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        return command(words, place, environment)

    made = result(*forked(work))
    assert made is not None
    return Outcome(*made)


def limits(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[int]:
    """Give sizes at which some file cannot be written whole: none, a few bytes, all but one byte of each new file."""
    new = {len(data) for name, data in after.items() if before.get(name) != data}
    return sorted({0, 1, 100, 1000, *(size - 1 for size in new if size), *new})


@contextmanager
def small_disk(folder: Path, size: str = "24m") -> Iterator[Path]:
    """Mount a small file system of its own; raises CalledProcessError where this is not permitted."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)], check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def on_a_full_disk(
    words: Sequence[str], place: Path, environment: Mapping[str, str], disk: Path, pages: int
) -> Outcome:
    """Run a command line where only so many pages of the disk are free; they are all free again afterwards."""
    filler = disk / "filler"
    state = os.statvfs(disk)
    with filler.open("wb") as file:
        file.write(bytes((state.f_bavail - pages) * state.f_bsize))
    try:
        made = result(*forked(lambda: command(words, place, environment)))
    finally:
        filler.unlink()
    assert made is not None
    return Outcome(*made)
