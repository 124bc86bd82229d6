"""What `render --diff` shows: each file beside what the ledger would print now, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.cli import console
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.forms.drift import Difference


def show_differences(at: Desk, files: Sequence[tuple[Path, bytes]]) -> None:
    """Show for each file what the ledger would change and what the hand changed, in words."""
    from ecoclaim.forms.drift import differences
    from ecoclaim.forms.origin import as_written
    from ecoclaim.forms.text import text
    from ecoclaim.ledger.load import shown
    from ecoclaim.outside.files import LARGEST_DOCUMENT, contents

    for file, new in files:
        name = shown(at.root, file)
        if not file.is_file():
            console.answer(_("{file}: not there yet").format(file=name))
            continue
        old = contents(file, LARGEST_DOCUMENT, name)
        if old == new:
            console.answer(_("{file}: would not change").format(file=name))
            continue
        if as_written(old):
            console.answer(_("{file}: the ledger would change").format(file=name))
            _tell(differences(text(old, name), text(new)))
            continue
        first = _first_written(at, file)
        if first is None:
            console.answer(_("{file}: edited by hand; against what the ledger prints now").format(file=name))
            _tell(differences(text(new), text(old, name)))
            continue
        console.answer(_("{file}: changed by hand").format(file=name))
        _tell(differences(text(first), text(old, name)))
        console.answer(_("{file}: the ledger would change").format(file=name))
        _tell(differences(text(first), text(new)))


def _first_written(at: Desk, file: Path) -> bytes | None:
    """Give the file as it was last rendered, from git; None where git does not have it."""
    from ecoclaim.archive.versions import versions
    from ecoclaim.forms.origin import as_written

    return next((data for data in versions(at.root, file) if as_written(data)), None)


def _tell(found: Iterator[Difference]) -> None:
    lines = []
    for one in found:
        lines += [f"  - {line}" for line in one.was.splitlines()] + [f"  + {line}" for line in one.now.splitlines()]
    console.answer("\n".join(lines) or "  " + _("(only its layout)"))
