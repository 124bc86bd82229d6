"""`publish scan` and `publish hook`: what files, or a push, would tell of persons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Cases, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk

Place = dict[str, object]
_UNSEEN = "unseen"


@explained(
    later(
        "Looks through the files of the cases named, or of the whole ledger, for what belongs to persons: fields such "
        "as ID numbers, phones and addresses, and anything that looks like them in a text, also in Word files. What "
        "cannot be looked into (photos, scans) is named too. The exit code is 7 when something was found.\n\n"
        "With --push it is asked by git's pre-push hook, and looks at what a push would send to a remote that was "
        "marked public with git config remote.NAME.ecoclaim-public true; other remotes are let pass."
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
    format: TableJson = "table",  # noqa: A002
    ledger: Ledger = None,
) -> int:
    """Show what files tell of persons."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.views import json

    at = desk(ledger, on)
    places = list(_places_pushed(at, push) if push is not None else _places_there(at, cases))
    if format == "json":
        console.machine(json.answer(on, {"places": places}))
    elif not places:
        console.answer(_("Nothing was found that belongs to persons."))
    else:
        console.answer("\n".join(map(_line, places)))
        if push is not None:
            console.say(_("Nothing was pushed: {remote} is public, and these belong to persons.").format(remote=push))
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


def _places_there(at: Desk, said: list[str]) -> Iterator[Place]:
    from ecoclaim.ledger.names import files_below, is_plain
    from ecoclaim.ledger.places import MARK, REPORTS, case_folder, case_ids

    wanted = [at.case_id(one) for one in said] if said else case_ids(at.root)
    for name in () if said else (MARK, REPORTS):
        if (at.root / name).is_file():
            yield from places_in(name, (at.root / name).read_bytes())
    for case in wanted:
        folder = case_folder(at.root, case)
        for name, state in files_below(folder):
            if is_plain(state):
                path = folder / name
                yield from places_in(path.relative_to(at.root).as_posix(), path.read_bytes())


def _places_pushed(at: Desk, remote: str) -> Iterator[Place]:
    from ecoclaim.archive.pushes import content, is_public, sent

    if not is_public(at.root, remote):
        return
    for one in sent(at.root, remote, console.given().splitlines()):
        data = content(at.root, one)
        if data is None:
            yield _unseen(one.path)
        else:
            yield from places_in(one.path, data)


def places_in(path: str, data: bytes) -> Iterator[Place]:
    """List what a file tells of persons; one that cannot be looked into is a place itself."""
    from ecoclaim import yamlfile
    from ecoclaim.checks.disclosed import told_by_fields, told_by_text
    from ecoclaim.checks.personal import personal
    from ecoclaim.errors import BadFile, dotted

    for named in personal(path):
        yield _place(path, None, None, "", named.kind, named.text)
    text = _words(path, data)
    if text is None:
        yield _unseen(path)
        return
    seen: set[str] = set()
    if path.endswith((".yaml", ".yml")):
        try:
            document = yamlfile.read(data, path)
        except BadFile:
            document = yamlfile.read(b"", path)
        for one in told_by_fields(document.tree):
            line, column = document.place(one.loc)
            seen.add(one.text)
            yield _place(path, line, column, dotted(one.loc), one.kind, one.text)
    # Comments tell too.
    for number, column, one in told_by_text(text):
        if one.text not in seen:
            yield _place(path, number, column, "", one.kind, one.text)


def _words(path: str, data: bytes) -> str | None:
    """Read the words of a file; None where it has none that a program can read."""
    from ecoclaim.errors import BadFile
    from ecoclaim.forms.text import text
    from ecoclaim.outside.kinds import pointer

    if pointer(data):
        # The file itself goes another way than git's, and would get there unseen.
        return None
    try:
        if path.lower().endswith(".docx"):
            return text(data, path)
        return None if b"\0" in data else data.decode("utf-8-sig")
    except (BadFile, UnicodeDecodeError):
        return None


def _place(path: str, line: int | None, column: int | None, field: str, kind: str, text: str) -> Place:
    return {"path": path, "line": line, "column": column, "field": field, "kind": kind, "text": text}


def _unseen(path: str) -> Place:
    return _place(path, None, None, "", _UNSEEN, "")


def _line(one: Place) -> str:
    from ecoclaim.checks.personal import KINDS

    place = ":".join(str(one[key]) for key in ("path", "line", "column") if one[key] is not None)
    what = _("cannot be looked into") if one["kind"] == _UNSEEN else KINDS[str(one["kind"])].text
    return ": ".join(str(part) for part in (place, one["field"], what, one["text"]) if part)
