"""A file as it was committed before: its versions in git, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ecoclaim.archive.git import exactly, parted
from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import inside_repository, log

LARGEST = 64 << 20  # bytes of one version that are given


def versions(root: Path, file: Path) -> Iterator[bytes]:
    """Give what a file of the ledger held at each commit that touched it, the newest first; nothing outside git."""
    if not inside_repository(root) or not file.is_relative_to(root):
        return
    name = file.relative_to(root).as_posix()
    # Each line is `:mode mode object object letter`, the older state first; where the file went there are noughts.
    told = log(root, "--format=", "--raw", "--no-abbrev", "-z", "--", exactly(name))
    held = (line.split()[3] for line in parted(told.out if told else b"") if line.lstrip("\n").startswith(":"))
    with Objects(root) as objects:
        yield from (objects.file(one, LARGEST) for one in held if one.strip("0"))
