"""Whoever reads sees all files of a command that was broken off, or none."""

from __future__ import annotations

from pathlib import Path

from ecoclaim.errors import BadFile, Busy
from ecoclaim.ledger.begun import begun, complete, files_done, note, note_file
from ecoclaim.ledger.write import locked


def settle(root: Path) -> None:
    """Put in place the files that a command was broken off at, so that whoever reads sees all of them or none.

    Git is left to the next command that writes. Where another one writes, or the ledger cannot be written, nothing
    is done.
    """
    if not any(one.steps or one.moves for one in begun(root)):
        return
    from ecoclaim.archive.location import inside_repository

    if note_file(root).parent == root and inside_repository(root):
        return
    try:
        with locked(root, 0):
            those = begun(root)
            changed = [path for one in those for path in complete(root, one)]
            if not changed:
                note(root, [files_done(one) for one in those])
    except (Busy, BadFile, OSError):
        return
