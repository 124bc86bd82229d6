"""The pen of a command that writes, and what it has to tell the person, on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.cli import console

if TYPE_CHECKING:
    from ecoclaim.desk.writing import Pen
    from ecoclaim.model.office import Office


@contextmanager
def writing(root: Path, office: Office, *, case: str = "", reads: Sequence[str] = ()) -> Iterator[Pen]:
    """Hold the right to write in a ledger and tell what the pen has to say; `case` is judged by its own files."""
    from ecoclaim.desk.writing import files_of_case
    from ecoclaim.desk.writing import writing as held

    with held(root, commits=office.git.commit, reads=(*(files_of_case(case) if case else ()), *reads)) as pen:
        try:
            yield pen
        finally:
            for line in pen.said:
                console.say(line)
