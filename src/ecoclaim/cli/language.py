"""Which language to speak: that of the arguments, of the environment, of the ledger, or Chinese."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ecoclaim.errors import WrongUsage
from ecoclaim.words import LANGUAGES, _

_LINE = re.compile(rb"""^language[ \t]*:[ \t]*["']?(zh|en)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
# The line stands near the top; a file of any size may lie there.
_ENOUGH = 65536


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Choose zh or en; raises WrongUsage for an `ECOCLAIM_LANG` that is neither."""
    given = _option(arguments, "--lang")
    if given in LANGUAGES:
        return given
    wished = environment.get("ECOCLAIM_LANG", "")
    if wished in LANGUAGES:
        return wished
    if wished and given is None:
        raise WrongUsage(_("ECOCLAIM_LANG is {given}; it may be zh or en, or be left unset").format(given=wished))
    root = _option(arguments, "-C") or _option(arguments, "--ledger") or environment.get("ECOCLAIM_LEDGER")
    return _of_ledger(root) or "zh"


def _option(arguments: Sequence[str], name: str) -> str | None:
    """Give the last value of an option; if it is wrong, that is said when the line is read in full."""
    value: str | None = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name:
            value = next(iter(arguments[place + 1 : place + 2]), None)
        elif argument.startswith(name + "="):
            value = argument.removeprefix(name + "=")
    return value


def _of_ledger(root: str | None) -> str | None:
    from ecoclaim.outside.files import beginning

    try:
        start = Path(root) if root else Path.cwd()
        # Upwards from -C too: the ledger is found that way.
        for folder in (start, *start.absolute().parents):
            settings = folder / "ecoclaim.yaml"
            if settings.is_file():
                found = _LINE.search(beginning(settings, _ENOUGH))
                return found[1].decode() if found else None
    except (OSError, ValueError):
        # A folder that cannot be read is the command's to report.
        return None
    return None


def ledger_from_environment() -> str | None:
    """Give `ECOCLAIM_LEDGER`, or None where it is unset or empty."""
    return os.environ.get("ECOCLAIM_LEDGER") or None
