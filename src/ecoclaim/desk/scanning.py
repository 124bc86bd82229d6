"""What the files of a ledger, or a push, would tell of persons, less what somebody allowed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.pushes import Push, contents, kept_private, lies_as, push, said
from ecoclaim.archive.repository import identity
from ecoclaim.checks.disclosed import told_by_text
from ecoclaim.checks.known import Known, squeezed
from ecoclaim.checks.personal import personal
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import BadFile
from ecoclaim.ledger.allowed import Allowed
from ecoclaim.ledger.hashes import sha256
from ecoclaim.ledger.load import load_allowances
from ecoclaim.ledger.names import files_below, is_plain
from ecoclaim.ledger.people import known_of
from ecoclaim.ledger.places import ALLOWED, PRIVATE, case_folder
from ecoclaim.ledger.told import UNSEEN, Place, told_by_content, told_by_file, told_by_name
from ecoclaim.outside.files import LARGEST_DOCUMENT, LARGEST_TEXT, MIB
from ecoclaim.words import _

_ONCE = ("official", "signature")


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found, and the files that could not be read, so that what they know of persons was not looked for."""

    places: tuple[Place, ...]
    broken: tuple[BadFile, ...] = ()


def scanned(at: Opened, cases: Sequence[str]) -> Scan:
    """Look through the files of the cases that a person names, or of the whole ledger."""
    broken: list[BadFile] = []
    known, allowed = _begin(at, broken)
    places = tuple(_left(_places_there(at, cases, known), allowed))
    _tell_broken(at, broken)
    if not cases:
        _tell_unmet(at, allowed)
    return Scan(places, tuple(broken))


def push_scanned(at: Opened, remote: str, url: str, refs: Sequence[str]) -> Scan:
    """Look through what a push would send; `refs` are the lines that git hands its pre-push hook."""
    broken: list[BadFile] = []
    known, allowed = _begin(at, broken)
    places = tuple(_left(_places_pushed(at, push(at.root, remote, url, refs), known), allowed))
    _tell_broken(at, broken)
    return Scan(places, tuple(broken))


def _begin(at: Opened, broken: list[BadFile]) -> tuple[Known, Allowed]:
    known = known_of(at.root, at.office, broken)
    return known, Allowed(at.root, load_allowances(at.root))


def _left(places: Iterable[Place], allowed: Allowed) -> Iterator[Place]:
    """Leave out what is allowed, and of an official or a signature all but the first place."""
    seen: set[tuple[str, str]] = set()
    for one in places:
        key = (one.kind, squeezed(one.text))
        if allowed.lets(one) or (one.kind in _ONCE and key in seen):
            continue
        seen.add(key)
        yield one


def _tell_broken(at: Opened, broken: Iterable[BadFile]) -> None:
    for one in broken:
        at.tell(str(one))


def _tell_unmet(at: Opened, allowed: Allowed) -> None:
    for one in allowed.unmet():
        # Signatures and messages are met in a push only.
        if not one.where.startswith("git") and "<" not in one.what:
            at.tell(
                _("{file}: {what} ({where}) is found nowhere any more; take the entry out").format(
                    file=ALLOWED, what=one.what, where=one.where
                )
            )


def _places_there(at: Opened, cases: Sequence[str], known: Known) -> Iterator[Place]:
    folders = [case_folder(at.root, at.case_id(one)) for one in cases] or [at.root]
    for folder in folders:
        for name, state in files_below(folder):
            path = folder / name
            if is_plain(state) and not (path.name == PRIVATE and kept_private(at.root, path)):
                yield from told_by_file(at.root, path, known)


def _places_pushed(at: Opened, found: Push, known: Known) -> Iterator[Place]:
    if found.others:
        at.tell(
            _("Not looked into, since other ledgers lie there: {folders}").format(
                folders=_(", ").join(one or "/" for one in found.others)
            )
        )
    yield from _signed(at, found, known)
    for ref in found.refs:
        yield from (Place("git refs", one.kind, one.text, field=ref) for one in told_by_name(ref, known))
    for name in found.names:
        yield from told_by_name(name, known)
    for one, data in contents(at.root, found.files, LARGEST_DOCUMENT):
        if data is None:
            reason = _("larger than {size} MiB").format(size=LARGEST_DOCUMENT // MIB)
            yield Place(one.path, UNSEEN, reason=reason, sha256=_checksum(at.root, one.path, one.object))
        else:
            yield from told_by_content(one.path, data, known)


def _checksum(root: Path, path: str, name: str) -> str:
    """Give the checksum of a large file in git where the same lies on the disk, else nothing."""
    return sha256(root / path) if lies_as(root, path, name) else ""


def _signed(at: Opened, found: Push, known: Known) -> Iterator[Place]:
    """Tell what messages and signatures tell; of the signature of whoever pushes only the numbers in it."""
    own = identity(at.root) or ""
    shown = False
    for one, data in contents(at.root, found.signed, LARGEST_TEXT):
        place = f"git show {one.object[:10]}"
        commit = said(one, data or b"")
        for signature in commit.signatures:
            if signature == own:
                shown = True
                numbers = (told for told in personal(own) if told.kind not in ("name", "official", "e-mail"))
                yield from (Place("git log", told.kind, told.text) for told in numbers)
            else:
                yield Place(place, "signature", signature)
        message = commit.message.replace(own, "") if own else commit.message
        for line, column, told in told_by_text(message, known):
            yield Place(place, told.kind, told.text, line, column)
    if shown:
        at.tell(_("The commits carry your own signature, which everybody will read: {name}").format(name=own))
