"""`publish scan` and `publish hook`: what files, or a push, would tell of persons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import BadFile, NotAllowed
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from pathlib import Path

    from ecoclaim.archive.pushes import Push
    from ecoclaim.checks.known import Known
    from ecoclaim.cli.desk import Desk
    from ecoclaim.ledger.allowed import Allowed
    from ecoclaim.ledger.told import Place

_ONCE = ("official", "signature")


@explained(
    later(
        "Looks through the files of the cases named, or of the whole ledger, for what belongs to persons: names, "
        "numbers and addresses that any case knows, in any spelling, and anything that looks like such in a text, a "
        "file name or any part of a Word file or workbook. What cannot be looked into (photos, scans, PDF pages, very "
        "large files) is named too. The exit code is 7 when something was found.\n\n"
        "What somebody looked at and allowed (ecoclaim publish allow) is passed over; officials are told once each. "
        "With --push it is asked by git's pre-push hook, and looks at all that a push would send to a remote that was "
        "marked public (publish hook says how): files, names, branches, tags, messages and signatures that the remote "
        "does not have. Your own signature is shown and let pass; other remotes are let "
        "pass."
    ),
    "ecoclaim publish scan",
    "ecoclaim publish scan 2026-7 --format json",
)
def scan(
    cases: Cases,
    on: On,
    push: Annotated[
        str | None,
        typer.Option("--push", metavar=later("REMOTE"), help=later("What a push to this remote would send.")),
    ] = None,
    url: Annotated[
        str, typer.Option("--url", metavar=later("URL"), help=later("The URL of that push, as git tells its hook."))
    ] = "",
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what files tell of persons."""
    from ecoclaim.archive.pushes import is_public
    from ecoclaim.cli.desk import desk
    from ecoclaim.ledger.allowed import Allowed
    from ecoclaim.ledger.load import load_allowances
    from ecoclaim.ledger.people import known_of

    at = desk(ledger, on)
    if push is not None and not is_public(at.root, push, url):
        return _answer(at, [], format, None)
    broken: list[BadFile] = []
    known = known_of(at.root, at.office, broken)
    allowed = Allowed(at.root, load_allowances(at.root))
    told = _places_pushed(at, push, url, known) if push is not None else _places_there(at, cases, known)
    places = list(_left(told, allowed))
    for one in broken:
        console.say(str(one))
    if push is None and not cases:
        _say_unmet(allowed)
    code = _answer(at, places, format, push)
    return code or (BadFile.exit_code if broken else 0)


def _answer(at: Desk, places: list[Place], format: str, push: str | None) -> int:  # noqa: A002
    from ecoclaim.views import json

    if format == "json":
        console.machine(json.answer(at.on, {"places": [_row(one) for one in places]}))
    elif not places:
        console.answer(_("Nothing was found that belongs to persons."))
    else:
        console.answer("\n".join(map(_line, places)))
        if push is not None:
            console.say(_("Nothing was pushed: {remote} is public, and these belong to persons.").format(remote=push))
        console.say(
            _(
                "What may stay was looked at by somebody: ecoclaim publish allow TEXT --reason WHY, for a file "
                "ecoclaim publish allow PATH --reason WHY."
            )
        )
    return NotAllowed.exit_code if places else 0


@explained(
    later(
        "Writes git's pre-push hook of this clone: before each push to a remote that was marked public, what it "
        "would send is looked through, and what belongs to persons stops it. A hook that is there stays as it is."
    ),
    "ecoclaim publish hook",
)
def hook(ledger: Ledger = None) -> None:
    """Have git look for what belongs to persons before each push."""
    from ecoclaim.archive.pushes import PUBLIC, install_hook
    from ecoclaim.ledger.places import find_root

    root = find_root(ledger)
    path = install_hook(root)
    console.answer(
        _("Wrote {path}. Mark a remote as public: git config remote.NAME.{setting} true").format(
            path=path, setting=PUBLIC
        )
    )


def _left(places: Iterable[Place], allowed: Allowed) -> Iterator[Place]:
    """Leave out what is allowed, and of an official or a signature all but the first place."""
    from ecoclaim.checks.known import squeezed

    seen: set[tuple[str, str]] = set()
    for one in places:
        key = (one.kind, squeezed(one.text))
        if allowed.lets(one) or (one.kind in _ONCE and key in seen):
            continue
        seen.add(key)
        yield one


def _say_unmet(allowed: Allowed) -> None:
    from ecoclaim.ledger.places import ALLOWED

    for one in allowed.unmet():
        # Signatures and messages are met in a push only.
        if not one.where.startswith("git") and "<" not in one.what:
            console.say(
                _("{file}: {what} ({where}) is found nowhere any more; take the entry out").format(
                    file=ALLOWED, what=one.what, where=one.where
                )
            )


def _places_there(at: Desk, said: list[str], known: Known) -> Iterator[Place]:
    from ecoclaim.archive.pushes import kept_private
    from ecoclaim.ledger.names import files_below, is_plain
    from ecoclaim.ledger.places import PRIVATE, case_folder
    from ecoclaim.ledger.told import told_by_file

    folders = [case_folder(at.root, at.case_id(one)) for one in said] or [at.root]
    for folder in folders:
        for name, state in files_below(folder):
            path = folder / name
            if is_plain(state) and not (path.name == PRIVATE and kept_private(at.root, path)):
                yield from told_by_file(at.root, path, known)


def _places_pushed(at: Desk, remote: str, url: str, known: Known) -> Iterator[Place]:
    from ecoclaim.archive.pushes import contents, push
    from ecoclaim.ledger.told import UNSEEN, Place, told_by_content, told_by_name
    from ecoclaim.outside.files import LARGEST_DOCUMENT, MIB

    found = push(at.root, remote, url, console.given().splitlines())
    if found.others:
        console.say(
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
    from ecoclaim.archive.pushes import lies_as
    from ecoclaim.ledger.hashes import sha256

    return sha256(root / path) if lies_as(root, path, name) else ""


def _signed(at: Desk, found: Push, known: Known) -> Iterator[Place]:
    """Tell what messages and signatures tell; of the signature of whoever pushes only the numbers in it."""
    from ecoclaim.archive.pushes import contents, said
    from ecoclaim.archive.repository import identity
    from ecoclaim.checks.disclosed import told_by_text
    from ecoclaim.checks.personal import personal
    from ecoclaim.ledger.told import Place
    from ecoclaim.outside.files import LARGEST_TEXT

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
        console.say(_("The commits carry your own signature, which everybody will read: {name}").format(name=own))


def _row(one: Place) -> dict[str, object]:
    row: dict[str, object] = {"path": one.path, "line": one.line, "column": one.column, "field": one.field}
    return row | {"kind": one.kind, "text": one.text, "reason": one.reason, "sha256": one.sha256 or None}


def _line(one: Place) -> str:
    from ecoclaim.checks.personal import KINDS
    from ecoclaim.ledger.told import UNSEEN

    place = ":".join(str(part) for part in (one.path, one.line, one.column) if part is not None)
    what = _("cannot be looked into") if one.kind == UNSEEN else KINDS[one.kind].text
    return ": ".join(str(part) for part in (place, one.field, what, one.text, one.reason) if part)
