"""What somebody looked at and lets the public read: an entry of publish-allowed.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.archive.repository import identity
from ecoclaim.desk.opened import Opened
from ecoclaim.desk.writing import Act, writing_in
from ecoclaim.errors import NotAllowed, WrongUsage
from ecoclaim.ledger import fresh
from ecoclaim.ledger.allowed import FILE
from ecoclaim.ledger.hashes import pointed_at, sha256
from ecoclaim.ledger.load import load_allowances
from ecoclaim.ledger.names import inside
from ecoclaim.ledger.places import ALLOWED
from ecoclaim.ledger.whole import Files
from ecoclaim.outside.files import contents_if_any
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Allowing:
    """What is allowed, in which file or folder, by whom and why."""

    what: str
    where: str
    by: str
    reason: str


def allowed(at: Opened, asked: Allowing) -> tuple[dict[str, str], int]:
    """Enter what is allowed into publish-allowed.yaml; gives the entry and the exit code.

    A path is entered as the checksum of its file. Raises WrongUsage where something is not said, NotAllowed where it
    is allowed already.
    """
    name = asked.by.strip() or (identity(at.root) or "").partition(" <")[0]
    if not name:
        raise WrongUsage(_("git does not know your name; say who looked at it: --by NAME"))
    if not asked.what.strip() or not asked.reason.strip():
        raise WrongUsage(_("say what is allowed, and why: ecoclaim publish allow TEXT --reason WHY"))
    entry = {
        "what": asked.what.strip(),
        "where": asked.where,
        "reason": asked.reason.strip(),
        "by": name,
        "date": at.on.isoformat(),
        **_file(at.root, asked.what),
    }
    with writing_in(at) as pen:
        if any((one.what, one.where) == (entry["what"], entry["where"]) for one in load_allowances(at.root)):
            raise NotAllowed(_("{what} is allowed there already").format(what=asked.what))
        path = at.root / ALLOWED
        old = contents_if_any(path)
        new = yamlfile.append(old if old is not None else fresh.allowed_file(), entry, entry["date"], ALLOWED)
        act = Act("publish allow", subject=_("allowed in public: one entry"))
        return entry, pen.write(Files({path: old}, {path: new}), act)


def _file(root: Path, what: str) -> dict[str, str]:
    """Give what and where for a path of the ledger: the file's checksum, and the path."""
    if not (root / what).is_file():
        return {}
    path = inside(root, what)
    try:
        return {"what": FILE + (pointed_at(path) or sha256(path)), "where": what}
    except OSError as fault:
        raise WrongUsage(_("{path} cannot be read: {why}").format(path=what, why=fault.strerror or fault)) from None
