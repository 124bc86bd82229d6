"""A file as it was committed before: its versions in git, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ecoclaim.archive.git import ask, exactly
from ecoclaim.archive.repository import inside_repository


def versions(root: Path, file: Path) -> Iterator[bytes]:
    """Give what a file of the ledger held at each commit that touched it, the newest first; nothing outside git."""
    if not inside_repository(root) or not file.is_relative_to(root):
        return
    name = file.relative_to(root).as_posix()
    for commit in ask(root, "log", "--format=%H", "--", exactly(name)).text.split():
        reply = ask(root, "cat-file", "blob", f"{commit}:./{name}")
        if reply.code == 0:
            yield reply.out
