"""What lies in a ledger's folders and is read by no command: a copy of a case, a file under a wrong name.

Alone knows which names each folder takes. What systems leave behind, and a README, is no stranger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.errors import BadFile, NotFound
from ecoclaim.ledger.documents import HOUSE
from ecoclaim.ledger.load import load_pack, pack_names
from ecoclaim.ledger.names import is_litter
from ecoclaim.ledger.places import CASE, EVENTS, case_ids
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Stranger:
    """Something that is passed over; `matters` where what it may hold is missing from every answer."""

    path: str
    message: str
    cure: str
    matters: bool = False


def strangers(root: Path) -> Iterator[Stranger]:
    """Find what is passed over in cases/, calendars/ and packs/."""
    known = set(case_ids(root))
    for path in _entries(root / "cases"):
        if path.name not in known:
            yield _beside_cases(path)
    for folder in ("calendars", "packs"):
        for path in _entries(root / folder):
            if path.suffix != ".yaml" or not path.is_file():
                message = _("is passed over: {folder}/ takes files NAME.yaml only").format(folder=folder)
                cure = _("name it so, or take it out")
                yield Stranger(f"{folder}/{path.name}", message, cure, matters=folder == "calendars")


def strange_templates(root: Path, pack: str) -> Iterator[Stranger]:
    """Find what is passed over in templates/; the forms of the house are those of this pack."""
    packs = pack_names(root)
    for folder in _entries(root / "templates"):
        if not folder.is_dir() or (folder.name != HOUSE and folder.name not in packs):
            message = _("is passed over: templates/ takes folders named like a rule pack, or {house}").format(
                house=HOUSE
            )
            yield Stranger(f"templates/{folder.name}", message, _("name it so, or take it out"))
            continue
        forms = _forms(root, pack if folder.name == HOUSE else folder.name)
        for path in _entries(folder):
            if path.suffix != ".docx" or (forms and path.stem not in forms):
                message = _("is passed over: a template is named FORM.docx, and there is no such form")
                cure = _("name it so (ecoclaim forms lists them), or take it out")
                yield Stranger(f"templates/{folder.name}/{path.name}", message, cure)


def _forms(root: Path, name: str) -> set[str]:
    """Name the forms and pieces of a pack; nothing where it cannot be read, which is told elsewhere."""
    try:
        pack = load_pack(root, name)
    except (BadFile, NotFound):
        return set()
    return {one.id for one in pack.all_forms} | {one.id for one in pack.archive}


def _beside_cases(path: Path) -> Stranger:
    if path.is_dir() and any((path / name).is_file() for name in (CASE, EVENTS)):
        return Stranger(
            f"cases/{path.name}",
            _("looks like a case and is passed over: its name is no case number"),
            _("take a copy out of cases/; a case is renamed to a free number as 2026-0001, its id in case.yaml too"),
            matters=True,
        )
    return Stranger(
        f"cases/{path.name}",
        _("is passed over: cases/ takes the folders of cases only"),
        _("move it into the folder of its case, or take it out"),
    )


def _entries(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = (one for one in folder.iterdir() if not is_litter(one.name) and not one.name.lower().startswith("readme"))
    return sorted(found)
