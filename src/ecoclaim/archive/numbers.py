"""Case numbers on other branches: which are taken there, and which were given to two different cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ecoclaim.archive.git import ask, exactly, parted, refusal, tell
from ecoclaim.archive.moves import titled
from ecoclaim.archive.objects import Objects
from ecoclaim.archive.repository import Repository, inside_repository, log, repository
from ecoclaim.ledger.places import CASE, is_case_id


@dataclass(frozen=True, slots=True)
class OpenedTwice:
    """A number under which this branch opened one case and another branch a different one."""

    case: str
    branch: str


def numbers_elsewhere(root: Path) -> set[str]:
    """List the case numbers that stand on any branch known here; none where there is no repository."""
    if not inside_repository(root):
        return set()
    place = repository(root)
    return {case for ref in _branches(place) for case in _cases(place, ref)}


def numbers_here(place: Repository) -> set[str]:
    """List the case numbers that git has on this branch, whether their folders are checked out or not."""
    below = f"{place.prefix}cases/"
    paths = parted(tell(place.top, "index", "--", exactly(below)).out)
    found = {*(path.removeprefix(below).partition("/")[0] for path in paths), *_cases(place, "HEAD")}
    return {one for one in found if is_case_id(one)}


def opened_twice(root: Path) -> list[OpenedTwice]:
    """List the numbers that this branch and another gave to different cases since they parted."""
    if not inside_repository(root) or log(root, "-1", "--format=%H") is None:
        return []
    place = repository(root)
    here = _cases(place, "HEAD")
    return [OpenedTwice(case, ref) for ref in _branches(place) for case in _twice(place, ref, here)]


def _twice(place: Repository, ref: str, here: dict[str, str]) -> Iterator[str]:
    there = _cases(place, ref)
    # A case whose files are the same came here some other way.
    suspects = [case for case in here if case in there and here[case] != there[case]]
    if not suspects:
        return
    base = ask(place.top, "merge-base", "HEAD", ref)
    if base.code not in (0, 1):
        raise refusal(place.top, base)
    known = _cases(place, base.text) if base.code == 0 else {}
    for case in suspects:
        path = f"{place.prefix}cases/{case}/{CASE}"
        # One that came along by a rebase or a squash was changed since, but is about the same.
        if case not in known and len({_title(place, one, path) for one in ("HEAD", ref)}) > 1:
            yield case


def _title(place: Repository, ref: str, path: str) -> bytes | None:
    """Give the line of a case that says what it is about; None where there is none."""
    entry = tell(place.top, "ls-tree", ref, "--", path).text.split()
    with Objects(place.top) as objects:
        return titled(objects, entry[2] if entry else None)


def _branches(place: Repository) -> list[str]:
    reply = tell(place.top, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
    return reply.text.split()


def _cases(place: Repository, ref: str) -> dict[str, str]:
    """List the cases of a branch with the id of all their files together."""
    below = f"{place.prefix}cases/"
    entries = (piece.partition("\t") for piece in parted(tell(place.top, "ls-tree", ref, "--", below).out))
    return {name.removeprefix(below): head.split()[2] for head, _tab, name in entries}
