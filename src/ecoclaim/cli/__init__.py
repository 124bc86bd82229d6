"""The command line: reads arguments, calls the rooms, prints, exits; the only room with a clock."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    # A command lives for seconds and leaves few cycles; to look for them as often as Python does takes nearly a tenth.
    gc.set_threshold(100_000)
    # Ours has no plugins; to look through every distribution installed for one takes as long as a command's own work.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    arguments = sys.argv[1:] if argv is None else list(argv)
    if "_ECOCLAIM_COMPLETE" in os.environ:
        from ecoclaim.cli.complete import answer

        return answer()
    if _asks_version(arguments):
        from ecoclaim.cli.door import version

        return version()
    from ecoclaim.cli.door import run

    return run(arguments)


def _asks_version(arguments: Sequence[str]) -> bool:
    # Answered before Typer is imported: it is what scripts ask first.
    rest = iter(arguments)
    for argument in rest:
        if argument == "--version":
            return True
        if argument in {"-C", "--ledger", "--lang"}:
            next(rest, None)
        elif not argument.startswith("-"):
            return False
    return False
