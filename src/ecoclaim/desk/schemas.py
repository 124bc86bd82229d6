"""The JSON Schemas of a ledger, written anew for its editors."""

from __future__ import annotations

from pathlib import Path

from ecoclaim.desk.writing import Act, Tell, writing_told
from ecoclaim.ledger.create import schemas_anew
from ecoclaim.ledger.load import load_office, shown
from ecoclaim.words import _


def schemas_renewed(root: Path, tell: Tell) -> tuple[list[str], int]:
    """Write the schemas of a ledger anew; gives the paths of those that changed, and the exit code."""
    with writing_told(root, load_office(root), tell) as pen:
        files = schemas_anew(root)
        changed = [shown(root, path) for path in files.changed]
        return changed, pen.write(files, Act("schema", subject=_("schemas brought up to date")))
