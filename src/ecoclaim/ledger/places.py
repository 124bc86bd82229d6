"""Where things lie: the root of a ledger, a case's folder, what ships with ecoclaim. Alone knows the layout."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from ecoclaim.errors import NotFound, WrongUsage
from ecoclaim.model.shapes import CASE_NUMBER
from ecoclaim.terminal import quoted_path
from ecoclaim.words import _

MARK = "ecoclaim.yaml"
CASE, PRIVATE, EVENTS = "case.yaml", "case.private.yaml", "events.yaml"
REPORTS = "reports.yaml"
ALLOWED = "publish-allowed.yaml"
SCHEMAS = ".ecoclaim"
LOCK = ".ecoclaim.lock"

# The files that are lists of entries, and the name under which git is told how to merge them.
LISTS = ("/cases/*/events.yaml", "/reports.yaml")
DRIVER = "ecoclaim-entries"

_CASE_ID = re.compile(CASE_NUMBER)


def _marks(folder: Path) -> bool:
    # A pipe or a link to a device in its place is no folder without a ledger: whoever reads it says what it is.
    return (folder / MARK).exists() and not (folder / MARK).is_dir()


def find_root(named: Path | None = None) -> Path:
    """Find the root of the ledger: the folder named, else the nearest one upwards from here that holds ecoclaim.yaml.

    Raises NotFound where there is none.
    """
    if named is not None:
        if _marks(named):
            return named
        raise NotFound(
            _("{folder} is not a ledger: it has no ecoclaim.yaml; make one with ecoclaim init {folder}").format(
                folder=quoted_path(named)
            )
        )
    try:
        start = Path.cwd()
    except FileNotFoundError:
        raise NotFound(_("the folder you are in is gone; go into a ledger, or name one with -C")) from None
    for folder in (start, *start.parents):
        if _marks(folder):
            return folder
    raise NotFound(
        _("no ledger here or above {folder}; go into one, name one with -C, or make one with ecoclaim init").format(
            folder=start
        )
    )


def shipped(name: str) -> Path:
    """Find a folder that ships with ecoclaim: beside the package's modules, else in the checkout."""
    inside = Path(str(files("ecoclaim"))) / name
    return inside if inside.is_dir() else Path(str(files("ecoclaim"))).parents[1] / name


def shipped_packs() -> list[str]:
    """List the rule packs that ship: the one that the others extend first."""
    texts = {file.stem: file.read_text("utf-8") for file in shipped("rules").glob("*.yaml") if "." not in file.stem}
    return sorted(texts, key=lambda name: ("\nextends:" in texts[name], name))


def case_folder(root: Path, case: str) -> Path:
    """Give a case's folder."""
    return root.joinpath("cases", case)


def is_case_id(name: str) -> bool:
    """Tell whether a name is that of a case's folder."""
    return _CASE_ID.fullmatch(name) is not None


def case_ids(root: Path) -> list[str]:
    """List the cases by id, in order; what is not a case's folder is passed over."""
    folder = root / "cases"
    if not folder.is_dir():
        return []
    return sorted(one.name for one in folder.iterdir() if is_case_id(one.name))


def short_id(text: str, year: int) -> tuple[str, int] | None:
    """Read year and number of 2026-0007, 2026-7 or 7 (of the year); None where a text is none of these."""
    if not text.isascii():
        from ecoclaim.typed import narrow

        text = narrow(text)
    found = re.fullmatch(r"(?:([0-9]{4})-)?([0-9]{1,6})", text.strip())
    return (found[1] or f"{year:04d}", int(found[2])) if found else None


def of_number(root: Path, said: str) -> list[str]:
    """List the cases of every year that have a number said without one: 1 is 2026-0001 and 2027-0001."""
    wanted = short_id(said, 0)
    if wanted is None or wanted[0] != "0000":
        return []
    return [one for one in case_ids(root) if int(one[5:]) == wanted[1]]


def resolve_case(root: Path, said: str, year: int, titles: dict[str, str] | None = None) -> str:
    """Find the case that a person means by 2026-0007, 2026-7, 7 (of the year) or a unique part of its title.

    Raises NotFound where none fits, WrongUsage where several do.
    """
    ids = case_ids(root)
    text = said.strip()
    if text in ids:
        return text
    wanted = short_id(text, year)
    if wanted:
        found = [one for one in ids if (one[:4], int(one[5:])) == wanted]
        if len(found) == 1:
            return found[0]
    else:
        found = [one for one, title in (titles or {}).items() if text and text in title]
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUsage(
                _("{text} fits several cases: {cases}; name one of them").format(
                    text=said, cases=_(", ").join(found[:8])
                )
            )
    raise NotFound(_("there is no case {text}; ecoclaim list shows the cases there are").format(text=said))
