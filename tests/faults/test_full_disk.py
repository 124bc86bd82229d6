"""A disk that is full, a file or folder that may not be written: a sentence, the ledger as it was, and on it goes."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from disk import limited, limits, on_a_full_disk, small_disk
from interposed import Outcome, command, forked, result
from scenes import OTHER, SCENES, Scene, begin, environment
from sweep import Sweep, files

NOBODY = 65534
CHOSEN = (
    "new-case",
    "record",
    "set, two files",
    "renumber",
    "evidence add",
    "report make",
    "publish hook",
    "completion",
)
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user, or mount a disk")


def scene(name: str) -> Scene:
    return next(one for one in SCENES if one.name == name)


@pytest.mark.parametrize("name", CHOSEN)
def test_where_files_cannot_grow_all_is_as_it_was_or_whole(name: str, starting: dict[str, Path], here: Path) -> None:
    one = scene(name)
    sweep = Sweep(one, starting[one.start], here, OTHER[one.start])
    for most in limits(sweep.before, sweep.after):

        def kill(place: Path, most: int = most) -> Outcome:
            return limited(one.words, place / "ledger", environment(place), most)

        sweep.trial(f"at most {most} bytes", kill)
    assert not sweep.row.broken, "\n".join(sweep.row.broken)
    assert sweep.row.found["old"]
    assert not sweep.row.found["some"]


@as_root
@pytest.mark.parametrize("name", ["record", "evidence add"])
def test_on_a_full_disk_all_is_as_it_was_or_whole(name: str, starting: dict[str, Path], here: Path) -> None:
    one = scene(name)
    try:
        with small_disk(here / "disk") as disk:
            sweep = Sweep(one, starting[one.start], disk, OTHER[one.start])
            for pages in (0, 1, 2, 3, 5, 8, 13, 21):

                def kill(place: Path, pages: int = pages) -> Outcome:
                    return on_a_full_disk(one.words, place / "ledger", environment(place), disk, pages)

                sweep.trial(f"{pages} pages free", kill)
    except subprocess.CalledProcessError:
        pytest.skip("no file system may be mounted here")
    assert not sweep.row.broken, "\n".join(sweep.row.broken)
    assert sweep.row.found["old"]


def as_nobody(place: Path, words: tuple[str, ...], *, own: bool) -> Outcome:
    """Run a command as a user without rights, who owns all of the place or none of it."""
    environ = environment(place)
    shutil.copy(place / "out/gitconfig", place.parent / "gitconfig")
    for folder in (place, Path(environ["TMPDIR"])) if own else (Path(environ["TMPDIR"]),):
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def work() -> tuple[object, ...]:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        return command(words, place / "ledger", environ)

    made = result(*forked(work))
    assert made is not None
    return Outcome(*made)


def held(outcome: Outcome, before: dict[str, bytes], place: Path, *, locked: bool = True) -> None:
    """Hold that a command was refused with a sentence, the lock in hand, and changed nothing."""
    assert outcome.code == 4, outcome
    assert "Permission denied" in outcome.err or "Read-only" in outcome.err, outcome.err
    assert "Traceback" not in outcome.err
    assert ".ecoclaim.lock" not in outcome.err or not locked
    assert files(place) == before


REFUSED = [
    one.name
    for one in SCENES
    if one.start == "small"
    and one.name not in ("doctor", "merge-events", "report make", "render --out", "publish hook", "schema --write")
]


@as_root
@pytest.mark.parametrize("name", REFUSED)
def test_a_ledger_that_may_not_be_written_is_told(name: str, starting: dict[str, Path], here: Path) -> None:
    one = scene(name)
    place = begin(one, starting[one.start], here / "nobody")
    before = files(place)
    held(as_nobody(place, one.words, own=False), before, place, locked=False)


@as_root
@pytest.mark.parametrize(
    ("name", "path", "mode"),
    [
        ("record", "cases/2026-0001/events.yaml", 0o444),
        ("set", "cases/2026-0001/case.yaml", 0o444),
        ("report sent", "reports.yaml", 0o444),
        ("correct", "cases/2026-0001", 0o555),
        ("undo", "cases/2026-0001", 0o555),
        ("evidence add", "cases/2026-0001", 0o555),
        ("new-case", "cases", 0o555),
        ("renumber", "cases", 0o555),
    ],
)
def test_a_file_or_folder_made_read_only_stays_as_it_is(
    name: str, path: str, mode: int, starting: dict[str, Path], here: Path
) -> None:
    one = scene(name)
    place = begin(one, starting[one.start], here / "nobody")
    before = files(place)
    (place / "ledger" / path).chmod(mode)
    held(as_nobody(place, one.words, own=True), before, place)
    (place / "ledger" / path).chmod(0o755)
    assert as_nobody(place, one.words, own=True).code == 0


@as_root
def test_where_gits_folder_may_not_be_written_the_files_are_and_git_is_named(
    starting: dict[str, Path], here: Path
) -> None:
    one = scene("record")
    place = begin(one, starting[one.start], here / "nobody")
    (place / "ledger/.git").chmod(0o555)
    done = as_nobody(place, one.words, own=True)
    assert done.code == 6
    assert "The files are written" in done.err
    (place / "ledger/.git").chmod(0o755)
    assert as_nobody(place, ("set", "1", "incident.place=某镇"), own=True).code == 0
