"""Cases that got another number in a commit: proved by what lies in their folders before and after.

A case has another number where its folder is gone, or holds another case now, and a folder of a number that was free
holds the same: everything the same but the id of case.yaml; or, where more was changed along with it, the same title,
most of the fields and of the entries. What was changed is then told besides, so nothing is hidden by a likeness.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ecoclaim import yamlfile
from ecoclaim.archive.objects import Objects
from ecoclaim.errors import BadFile
from ecoclaim.ledger.compare import likeness
from ecoclaim.ledger.places import CASE, EVENTS, is_case_id
from ecoclaim.yamlfile import LARGEST_FILE, Tree

_MOST_ALIKE = 0.5
_TITLE = re.compile(rb"^title:([^\r\n]*)", re.MULTILINE)
# Of cases of one title so many are compared with each other.
_MOST_COMPARED = 20


@dataclass(frozen=True, slots=True)
class _Case:
    """A case at one commit: what case.yaml says but the id, and the ids of all else in its folder."""

    said: Mapping[str, Tree]
    files: Mapping[str, str]

    @property
    def title(self) -> str:
        return json.dumps(self.said.get("title"))


def moved(objects: Objects, prefix: str, before: str, after: str) -> Mapping[str, str]:
    """Give the cases that have another number in the second of two commits: the number now, and the one before."""
    old, new = (
        {number: folder for number, folder in objects.folder(f"{one}:{prefix}cases").items() if is_case_id(number)}
        for one in (before, after)
    )
    came = [one for one in new if one not in old]
    gone = [one for one in old if one not in new]
    other = [one for one in old if one in new and old[one] != new[one]]
    if not came or not (gone or other):
        return {}
    titles = [{one: titled(objects, objects.folder(side[one]).get(CASE)) for one in other} for side in (old, new)]
    replaced = [one for one in other if titles[0][one] != titles[1][one]]
    if not gone and not replaced:
        return {}
    sources: dict[str, list[tuple[str, _Case]]] = {}
    for number in sorted((*gone, *replaced)):
        if case := _case(objects, old[number]):
            sources.setdefault(case.title, []).append((number, case))
    fits = []
    for number in (*came, *replaced):
        if case := _case(objects, new[number]):
            alike = sources.get(case.title, ())[:_MOST_COMPARED]
            fits += [(-_alike(objects, one, case), number, was) for was, one in alike if was != number]
    # Each went to one number and came from one: those that are wholly the same first.
    found: dict[str, str] = {}
    used = set()
    for unlike, number, was in sorted(fits):
        if unlike and number not in found and was not in used:
            found[number] = was
            used.add(was)
    return found


def titled(objects: Objects, identity: str | None) -> bytes | None:
    """Give the line of a case.yaml that says what the case is about, without reading the rest."""
    found = _TITLE.search(objects.file(identity, LARGEST_FILE)) if identity else None
    return found[1].strip() if found else None


def _case(objects: Objects, folder: str) -> _Case | None:
    files = objects.folder(folder)
    said = _tree(objects, files.pop(CASE, None), CASE)
    if not isinstance(said, dict):
        return None
    return _Case({name: value for name, value in said.items() if name != "id"}, files)


def _tree(objects: Objects, identity: str | None, name: str) -> Tree:
    try:
        return yamlfile.read(objects.file(identity, LARGEST_FILE + 1), name).tree if identity else None
    except BadFile:
        return None


def _alike(objects: Objects, old: _Case, new: _Case) -> float:
    """Tell whether two states are of one case: 2 where all is the same, 1 where most is, 0 where they are two."""
    if old == new:
        return 2
    if likeness(dict(old.said), dict(new.said)) < _MOST_ALIKE:
        return 0
    if old.files.get(EVENTS) == new.files.get(EVENTS):
        return 1
    entries = [list(_frozen(_tree(objects, one.files.get(EVENTS), EVENTS))) for one in (old, new)]
    kept = set(entries[1])
    return float(sum(one in kept for one in entries[0]) >= _MOST_ALIKE * len(entries[0]))


def _frozen(tree: Tree) -> Iterator[str]:
    return (json.dumps(one, sort_keys=True) for one in tree) if isinstance(tree, list) else iter(())
