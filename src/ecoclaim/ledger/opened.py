"""Folders of new cases, made beside their place, and the numbers they get."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ecoclaim.ledger.begun import begun
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.names import refuse_links
from ecoclaim.ledger.places import case_folder, case_ids
from ecoclaim.ledger.whole import Files
from ecoclaim.ledger.write import sync_folder, unwritten, write_new_files


def next_id(root: Path, year: int, elsewhere: Iterable[str] = ()) -> str:
    """Give the next free id of a year; `elsewhere` are ids that are taken though no folder of theirs is here."""
    numbers = [int(one[5:]) for one in (*case_ids(root), *elsewhere) if one.startswith(f"{year:04d}-")]
    return f"{year:04d}-{max(numbers, default=0) + 1:04d}"


@contextmanager
def new_case(root: Path, case: str, files: Mapping[str, bytes]) -> Iterator[Files]:
    """Make the folder of a new case beside its place; written, it moves there. What was not written leaves no trace."""
    with new_cases(root, {case: files}) as made:
        yield made


@contextmanager
def new_cases(root: Path, those: Mapping[str, Mapping[str, bytes]]) -> Iterator[Files]:
    """Make the folders of new cases, by their numbers, beside their place; written, all of them move there.

    A kill between two moves leaves the others noted: the next command moves them. What was not written leaves no trace.
    """
    cases = root / "cases"
    refuse_links(root, cases)
    beside: Path | None = None
    try:
        cases.mkdir(exist_ok=True)
        beside = cases / Path(tempfile.mkdtemp(dir=cases, prefix=".new-")).name
        new: dict[Path, bytes] = {}
        for case, files in those.items():
            folder = beside / case
            folder.mkdir()
            new |= {folder / name: data for name, data in files.items()}
        write_new_files(new)
        sync_folder(beside)
        yield Files(dict(new), new, moves={beside / case: case_folder(root, case) for case in those})
    except OSError as fault:
        raise unwritten(root, fault, cases) from None
    finally:
        # What is noted is completed by the next command: whoever breaks us off between two moves loses nothing.
        if beside is not None and beside.exists() and not _is_noted(root, beside):
            shutil.rmtree(beside, ignore_errors=True)


def _is_noted(root: Path, beside: Path) -> bool:
    prefix = f"{shown(root, beside)}/"
    return any(source.startswith(prefix) for one in begun(root) for source, _target in one.moves)
