"""After a write: the commit that keeps it, one for each command; the files come first and git after.

Alone knows when nothing is committed: where the office keeps git to itself, and where there is no repository.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ecoclaim.cli import console
from ecoclaim.errors import GitRefused
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.ledger.changes import Change
    from ecoclaim.model.office import Office


def saved(
    root: Path,
    office: Office,
    before: Mapping[Path, bytes | None],
    command: str,
    *,
    case: str = "",
    subject: str = "",
    was: str = "",
) -> int:
    """Commit the files that a command wrote; gives its exit code: 0, or 6 where git refused, which is said.

    `before` holds each file's bytes before the write, None for a new one. The subject is made of what changed,
    unless one is given; `was` is the number that a renumbered case had.
    """
    from ecoclaim.archive import commit, inside_repository

    if command != "archive":
        _say_archived(root, case, before)
    if not office.git.commit:
        return 0
    if not inside_repository(root):
        console.say(
            _(
                "This ledger lies in no git repository, so nothing keeps its history; make one with git init, or write "
                "git: {commit: false} in ecoclaim.yaml to read this no more."
            )
        )
        return 0
    done = [change for path, old in before.items() for change in _changes(root, path, old)]
    try:
        commit(root, list(before), _subject(case, subject, done), _trailers(command, case, was, done))
    except GitRefused as fault:
        console.say(_("Error: {sentence}").format(sentence=fault))
        return fault.exit_code
    return 0


def _say_archived(root: Path, case: str, before: Mapping[Path, bytes | None]) -> None:
    """Say of an archived case that what was written is not in its manifest, which is no fault, and what to do."""
    from ecoclaim.ledger.manifest import MANIFEST
    from ecoclaim.ledger.places import PRIVATE, case_folder

    folder = case_folder(root, case)
    inside = any(path.is_relative_to(folder) and path.name != PRIVATE for path in before)
    if case and inside and (folder / MANIFEST).is_file():
        console.say(
            _("{case} was archived; what is written since belongs to it once it is archived again").format(case=case)
        )


def _changes(root: Path, path: Path, old: bytes | None) -> tuple[Change, ...]:
    from ecoclaim.ledger.changes import changes
    from ecoclaim.ledger.load import shown
    from ecoclaim.outside.files import contents_if_any

    return changes(shown(root, path), old, contents_if_any(path))


def _subject(case: str, subject: str, done: list[Change]) -> str:
    from ecoclaim.views.history import summary

    text = subject or summary(done)
    return f"{case}: {text}" if case else text


def _trailers(command: str, case: str, was: str, done: list[Change]) -> Iterator[tuple[str, str]]:
    yield "Ecoclaim-Command", command
    yield "Ecoclaim-Case", case
    yield "Ecoclaim-Was", was
    for one in () if was else done:
        if one.kind == "recorded" and one.case == case:
            yield "Ecoclaim-Event", one.event
            yield "Ecoclaim-Date", one.date.isoformat() if one.date else ""
            yield "Ecoclaim-Obligor", ", ".join(one.obligors)
