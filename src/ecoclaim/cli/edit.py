"""`edit`: a file of a case in the person's own editor, checked before it takes the place of the old one."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Case, Ledger, On
from ecoclaim.cli.page import explained
from ecoclaim.errors import Stop, WrongUsage
from ecoclaim.words import _, later

_EDITORS = ("sensible-editor", "nano", "vim", "vi", "notepad")


@explained(
    later(
        "Opens case.yaml, or with --events events.yaml, in the editor of VISUAL or EDITOR, as a copy. When the editor "
        "closes the copy is checked; only a good one takes the file's place. Else the copy stays, and it is said where."
    ),
    "ecoclaim edit 7",
    "ecoclaim edit 7 --events",
)
def edit(
    case: Case,
    on: On,
    events: Annotated[bool, typer.Option("--events", help=later("Edit events.yaml instead."))] = False,
    ledger: Ledger = None,
) -> int:
    """Edit a file of a case."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.outcome import print_lines
    from ecoclaim.desk.recording import edited
    from ecoclaim.ledger.load import shown
    from ecoclaim.ledger.places import CASE, EVENTS, case_folder
    from ecoclaim.outside.files import contents, contents_if_any
    from ecoclaim.views.changes import change_lines

    at = desk(ledger, on)
    name = at.case_to_write(case)
    path = case_folder(at.root, name) / (EVENTS if events else CASE)
    old = contents(path, name=shown(at.root, path))
    copy = _copy(path, old)
    try:
        _open(copy)
        new = contents(copy)
        if new == old:
            copy.unlink()
            console.answer(_("{path} was left as it was.").format(path=shown(at.root, path)))
            return 0
        found, code = edited(at, name, path, old, new, copy)
        lines = change_lines(found.changes)
        print_lines([_("Wrote {path}").format(path=shown(at.root, path)), *("  " + line for line in lines)])
    except Stop as fault:
        if contents_if_any(copy) == old:
            copy.unlink()
        elif copy.exists():
            console.say(_("What you wrote is in {copy}; {path} is as it was.").format(copy=copy, path=path))
        raise fault
    copy.unlink()
    return code


def _copy(path: Path, data: bytes) -> Path:
    """Write the copy beside the file, where its schema is found and git does not see it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".write-", suffix="-" + path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return Path(name)


def _open(copy: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor and console.can_ask():
        editor = next(filter(shutil.which, _EDITORS), "")
    if not editor:
        raise WrongUsage(_("no editor is known: set EDITOR, or use ecoclaim set and ecoclaim correct"))
    from ecoclaim.archive.editor import open_editor

    open_editor(editor, copy)
