"""The person's own editor, started on a file; it lies beside the other programs that are started."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.words import _


def open_editor(command: str, file: Path) -> None:
    """Open a file in an editor, named as EDITOR does with its options, and wait until it closes.

    Raises NotFound where there is no such program, WrongUsage where it ends with a fault.
    """
    words = [command] if os.name == "nt" and Path(command).exists() else _words(command)
    try:
        code = subprocess.run([*words, str(file)], check=False).returncode
    except OSError as fault:
        raise NotFound(
            _("the editor {command} could not be started: {why}").format(command=command, why=fault.strerror)
        ) from None
    if code:
        raise WrongUsage(_("the editor {command} ended with code {code}").format(command=command, code=code))


def _words(command: str) -> list[str]:
    try:
        words = shlex.split(command, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is never closed
        words = []
    if not words:
        raise WrongUsage(
            _("the editor {command} is no command: name a program, its options behind it").format(command=command)
        )
    return words
