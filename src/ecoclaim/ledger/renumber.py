"""Gives a case another number: its folder is renamed as a whole, then its id is written."""

from __future__ import annotations

from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger.load import read_file, shown
from ecoclaim.ledger.places import CASE, case_folder
from ecoclaim.ledger.write import replace
from ecoclaim.words import _


def renumber(root: Path, old: str, new: str) -> list[Path]:
    """Give a case another number; gives the paths of its files before and after.

    Raises BadFile where case.yaml would not read or the folder cannot be renamed; nothing has changed then. Broken
    off in between, the folder has the new number and case.yaml the old id, which every command says with the cure.
    """
    folder, target = case_folder(root, old), case_folder(root, new)
    read_file(root, folder / CASE)
    before = (folder / CASE).read_bytes()
    after = yamlfile.splice(before, ("id",), new, shown(root, folder / CASE))
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if not path.is_dir()]
    try:
        folder.rename(target)
    except OSError as fault:
        text = _("cannot be given the number {number}: {why}").format(number=new, why=fault.strerror)
        raise BadFile([Problem(shown(root, folder), None, None, "", text)]) from None
    replace(root, target / CASE, before, after)
    return [place / name for place in (folder, target) for name in names]
