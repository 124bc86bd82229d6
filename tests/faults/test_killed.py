"""Kill -9 at every call of a command that changes a file: what is left is whole, and the next command works.

All commands, and every call of git's too, are swept over by `python tests/faults/run.py --traced`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from scenes import OTHER, SCENES
from sweep import Sweep

# After one call is before the next: between two of them nothing changes.
MOMENTS = ("after", "half")
CHOSEN = (
    *(
        "new-case",
        "import",
        "record, two obligors",
        "set, two files",
        "renumber",
        "evidence add",
        "render",
        "report make",
    ),
    *("merge-events", "completion"),
)


@pytest.mark.parametrize("name", CHOSEN)
def test_wherever_it_is_killed_all_is_whole_and_goes_on(name: str, starting: dict[str, Path], here: Path) -> None:
    scene = next(one for one in SCENES if one.name == name)
    row = Sweep(scene, starting[scene.start], here, OTHER[scene.start]).interposed(MOMENTS)
    assert not row.broken, "\n".join(row.broken)
    assert row.kills >= row.points > 1
    assert not row.found["lived"]
    assert row.found["old"]
    assert row.found["new"]
    # What was meant is in git, files and commit, or none of it is there: nothing is left for a person to enter.
    assert not row.found["told"]
