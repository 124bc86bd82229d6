"""Gives a case another number: its folder is renamed as a whole, then its id is written."""

from __future__ import annotations

from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotFound, Problem
from ecoclaim.ledger.load import read_file, shown
from ecoclaim.ledger.names import refuse_links
from ecoclaim.ledger.places import CASE, case_folder, case_ids
from ecoclaim.ledger.write import replace
from ecoclaim.outside.files import contents
from ecoclaim.words import _


def renumber(root: Path, old: str, new: str) -> list[Path]:
    """Give a case another number; gives the paths of its files before and after.

    Raises BadFile where case.yaml would not read or the folder cannot be renamed; nothing has changed then. Broken
    off in between, the folder has the new number and case.yaml the old id, which every command says with the cure;
    called once more it completes that.
    """
    folder, target = case_folder(root, old), case_folder(root, new)
    here = folder if folder.exists() else target
    refuse_links(root, here)
    read_file(root, here / CASE)
    before = contents(here / CASE)
    after = yamlfile.splice(before, ("id",), new, shown(root, here / CASE))
    names = [path.relative_to(here) for path in sorted(here.rglob("*")) if not path.is_dir()]
    try:
        if here == folder:
            folder.rename(target)
    except OSError as fault:
        text = _("cannot be given the number {number}: {why}").format(number=new, why=fault.strerror)
        raise BadFile([Problem(shown(root, folder), None, None, "", text)]) from None
    try:
        replace(root, target / CASE, before, after)
    except BaseException:
        if here == folder:
            target.rename(folder)
        raise
    return [place / name for place in (folder, target) for name in names]


def broken_off(root: Path, old: str) -> str | None:
    """Give the number of the folder that a case was on its way to when its renumbering was broken off."""
    for case in case_ids(root):
        try:
            tree = read_file(root, case_folder(root, case) / CASE).tree
        except (BadFile, NotFound):
            continue
        if isinstance(tree, dict) and tree.get("id") == old != case:
            return case
    return None
