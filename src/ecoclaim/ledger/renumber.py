"""Gives a case another number: its folder moves as a whole, and its id is written."""

from __future__ import annotations

import os
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger.load import read_file, shown
from ecoclaim.ledger.names import refuse_links
from ecoclaim.ledger.places import CASE, case_folder
from ecoclaim.ledger.whole import Files
from ecoclaim.outside.files import contents
from ecoclaim.words import _


def renumbered(root: Path, old: str, new: str) -> Files:
    """Draft a case under another number; raises BadFile where case.yaml would not read or the number is taken."""
    folder, target = case_folder(root, old), case_folder(root, new)
    refuse_links(root, folder)
    if os.path.lexists(target):
        text = _("cannot be given the number {number}: {why}").format(number=new, why=_("it is taken"))
        raise BadFile([Problem(shown(root, folder), None, None, "", text)])
    read_file(root, folder / CASE)
    before = contents(folder / CASE)
    after = yamlfile.splice(before, ("id",), new, shown(root, folder / CASE))
    others = tuple(path for path in sorted(folder.rglob("*")) if not path.is_dir() and path != folder / CASE)
    return Files({folder / CASE: before}, {folder / CASE: after}, moves={folder: target}, moved=others)
