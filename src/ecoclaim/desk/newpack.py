"""A rule pack of the office's own, begun from the skeleton that explains itself."""

from __future__ import annotations

import re
from pathlib import Path

from ecoclaim.desk.writing import Act, Tell, writing_told
from ecoclaim.errors import WrongUsage
from ecoclaim.ledger.fresh import pack_file
from ecoclaim.ledger.load import load_office, load_pack, pack_names
from ecoclaim.ledger.places import shipped_packs
from ecoclaim.ledger.whole import Files
from ecoclaim.packs import Pack
from ecoclaim.words import _

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def begun(root: Path, name: str, extends: str, title: str, tell: Tell) -> tuple[Path, Pack, int]:
    """Write packs/NAME.yaml, which extends another pack, by default that of national law.

    Gives its path, the pack and the exit code. Raises WrongUsage for a name that cannot be or is taken, NotFound where
    there is no pack to extend.
    """
    extends = extends or shipped_packs()[0]
    path = root / "packs" / f"{name}.yaml"
    _refuse(root, name, path)
    if not title.isprintable():
        raise WrongUsage(_("{field}: the value holds a character that cannot be seen").format(field="--title"))
    load_pack(root, extends)
    text = pack_file(name, extends=extends, title=title.strip() or name)
    with writing_told(root, load_office(root), tell) as pen:
        subject = _("rule pack {name} begun").format(name=name)
        code = pen.write(Files({path: None}, {path: text}), Act("packs new", subject=subject))
    return path, load_pack(root, name), code


def _refuse(root: Path, name: str, path: Path) -> None:
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise WrongUsage(
            _("{name} cannot be the name of a rule pack; write small letters, digits, hyphens, like hexi-2026").format(
                name=name
            )
        )
    if path.exists():
        raise WrongUsage(_("packs/{name}.yaml is there already; it was left as it is").format(name=name))
    if name in pack_names(root):
        raise WrongUsage(
            _("{name} is a rule pack that ships with ecoclaim; choose another name and extend it").format(name=name)
        )
