"""How what came of a write is told: lines broken at the terminal's width, warnings on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from ecoclaim.cli import console
from ecoclaim.views.text import wrapped
from ecoclaim.words import _


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; at a terminal they are broken at its width, further lines set in."""
    width = console.width()
    shown: list[str] = []
    for line in lines:
        if width is None:
            shown.append(line)
            continue
        head = line[: len(line) - len(line.lstrip())]
        first, *rest = wrapped(line.strip(), width - len(head) - 2)
        shown += [head + first, *(head + "  " + one for one in rest)]
    if shown:
        console.answer("\n".join(shown))


def warn(lines: Iterable[str]) -> None:
    """Say warnings on standard error."""
    for line in lines:
        console.say(_("Warning: {text}").format(text=line))
