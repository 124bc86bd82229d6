"""File names that every system can keep, and paths that stay where they belong.

Alone knows what Windows, a checksum list and a bag do not take in a name: what is named anew gets a fitting one, what
is there already is told.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from unicodedata import category, normalize

from ecoclaim.errors import BadFile, Problem, WrongUsage
from ecoclaim.words import _

# The signs Windows forbids, and % which a bag's manifest writes otherwise than sha256sum does; each has a wide twin.
_TWINS = str.maketrans('<>:"/\\|?*%', "＜＞：＂／＼｜？＊％")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE | re.DOTALL)
_LITTER = ("thumbs.db", "desktop.ini")
_MOST_BYTES = 200


def safe_name(text: str) -> str:
    """Make of a text a file name that is legal everywhere: NFC, no sign that a system forbids, not too long."""
    shown = "".join(sign if category(sign)[0] != "C" else " " for sign in normalize("NFC", text))
    name = " ".join(shown.translate(_TWINS).split()).strip(". ")
    name = name.encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore").strip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or "_"


def fault_of_name(name: str) -> str:
    """Say what is wrong with the name of a file that is there; empty where every system can keep it."""
    if any(category(sign)[0] == "C" for sign in name):
        return _("the name holds a character that cannot be seen")
    if name != normalize("NFC", name):
        return _("the name is not written in the normal form (NFC), so that two systems see two names")
    if name != name.translate(_TWINS):
        wrong = next(sign for sign in name if sign != sign.translate(_TWINS))
        return _("the name holds {sign}, which Windows or a checksum list does not take").format(sign=wrong)
    if name != name.strip(" ").rstrip("."):
        return _("the name begins or ends with a space or a full stop, which Windows does not keep")
    if _RESERVED.fullmatch(name):
        return _("the name is one that Windows keeps for a device")
    if len(name.encode()) > 255:
        return _("the name is longer than most systems keep")
    return ""


def is_litter(name: str) -> bool:
    """Tell whether a file is one that systems and programs leave behind, and no part of a case."""
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def inside(folder: Path, said: str) -> Path:
    """Give the path of a file named in a case, which must lie in the case's folder and be no link.

    Raises WrongUsage with what is wrong: an absolute path, one that leads out, one through a link.
    """
    if PurePosixPath(said).is_absolute() or PureWindowsPath(said).anchor or said.startswith("~"):
        raise WrongUsage(_("{path} is an absolute path; write the path from the case's folder").format(path=said))
    if "\\" in said:
        raise WrongUsage(_("{path}: write the path with / between its folders").format(path=said))
    if any(part in ("", ".", "..") for part in said.split("/")):
        raise WrongUsage(_("{path} leads out of the case's folder; a file of the case lies in it").format(path=said))
    if not all(sign.isprintable() for sign in said):
        raise WrongUsage(_("the path holds a character that cannot be seen"))
    here = folder
    for part in said.split("/"):
        here = here / part
        if is_link(here):
            raise WrongUsage(_("{path} goes through a link; put the file itself there").format(path=said))
    return here


def is_link(path: Path) -> bool:
    """Tell whether a path is a link, of Windows too."""
    if path.is_symlink():
        return True
    return os.name == "nt" and bool(getattr(path, "is_junction", bool)())


def refuse_way_out(root: Path, path: Path, name: str) -> None:
    """Refuse to read what a link of the ledger leads to outside of it; raises BadFile.

    A ledger may come from a stranger, and what is read here is printed into forms that go back to him. The root
    itself may be reached by a link: a person chose it.
    """
    here, above = str(path), len(str(root))
    while len(here) > above and not os.path.islink(here):  # noqa: PTH114 - asked for every file of a sweep
        here = os.path.dirname(here)  # noqa: PTH120
    if len(here) <= above:
        return
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        message = _("is a link, and may lead out of the ledger; put the file itself there")
        raise BadFile([Problem(name, None, None, "", message)])


def refuse_links(root: Path, folder: Path) -> None:
    """Refuse to write into a folder of the ledger that is a link, or lies below one; raises WrongUsage."""
    here = root
    for part in folder.relative_to(root).parts:
        here = here / part
        if is_link(here):
            raise WrongUsage(
                _("{folder} is a link and may lead out of the ledger; put the folder itself there").format(
                    folder=here.relative_to(root).as_posix()
                )
            )


def files_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """List what lies below a folder that is no folder itself, by path from there, in order; links are not followed.

    What systems leave behind is passed over.
    """
    found: list[tuple[str, os.stat_result]] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                path = Path(entry.path)
                if is_litter(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False) and not is_link(path):
                    waiting.append(path)
                else:
                    found.append((path.relative_to(folder).as_posix(), entry.stat(follow_symlinks=False)))
    yield from sorted(found, key=lambda one: one[0])


def is_plain(state: os.stat_result) -> bool:
    """Tell whether this is a file: no link, pipe, device or folder."""
    return stat.S_ISREG(state.st_mode)
