"""Changes of a case before they are written: the file as it is, as it is to be, and the case both before and after.

A draft is made and written under the ledger's lock; what is on disk changes only when it is put down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotFound, WrongUsage
from ecoclaim.ledger.fresh import events_file
from ecoclaim.ledger.load import load_case, read_file, shown
from ecoclaim.ledger.places import CASE, EVENTS, PRIVATE, case_folder
from ecoclaim.ledger.whole import Files
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.paths import Field, Names, field_at, spot_at
from ecoclaim.outside.files import contents, contents_if_any
from ecoclaim.words import _
from ecoclaim.yamlfile import Loc, Tree


@dataclass(frozen=True, slots=True)
class Draft:
    """What files of a case hold and what they are to hold; the case before is None where it could not be read."""

    root: Path
    old: Mapping[Path, bytes | None]
    new: Mapping[Path, bytes]
    before: Case | None
    after: Case

    @property
    def files(self) -> Files:
        """The files as they are to be written."""
        return Files(self.old, self.new)


def with_entry(root: Path, case: str, entry: Mapping[str, Tree], comment: str) -> Draft:
    """Draft one more entry of events.yaml."""
    before = load_case(root, case)
    path = case_folder(root, case) / EVENTS
    old = contents_if_any(path)
    new = yamlfile.append(old or events_file(case, before.file.title), entry, comment, shown(root, path))
    return _draft(root, case, {path: old}, {path: new}, before)


def without_last(root: Path, case: str) -> tuple[Draft, Mapping[str, Tree]]:
    """Draft events.yaml without its last entry; gives that entry too. Raises NotFound where there is none."""
    path = case_folder(root, case) / EVENTS
    entries = _entries(root, path)
    if not entries:
        raise NotFound(_("{path} has no entry to take back").format(path=shown(root, path)))
    last = entries[-1]
    old = contents(path)
    new = yamlfile.remove_last(old, shown(root, path))
    return _draft(root, case, {path: old}, {path: new}, _before(root, case)), last if isinstance(last, dict) else {}


def entry(root: Path, case: str, number: int) -> Mapping[str, Tree]:
    """Give entry N of events.yaml, from 1; raises NotFound where there is none."""
    path = case_folder(root, case) / EVENTS
    entries = _entries(root, path)
    if not 1 <= number <= len(entries):
        raise NotFound(
            _("{path} has {count} entries; there is no entry {number}").format(
                path=shown(root, path), count=len(entries), number=number
            )
        )
    found = entries[number - 1]
    return found if isinstance(found, dict) else {}


def with_corrections(root: Path, case: str, number: int, values: Mapping[str, Tree]) -> Draft:
    """Draft entry N of events.yaml, from 1, with other values."""
    path = case_folder(root, case) / EVENTS
    old = contents(path)
    new = old
    for field, value in values.items():
        new = yamlfile.splice(new, (number - 1, field), value, shown(root, path))
    return _draft(root, case, {path: old}, {path: new}, _before(root, case))


def with_fields(
    root: Path,
    case: str,
    changes: Sequence[tuple[str, Callable[[Field], Tree]]],
    heads: Names | None = None,
    part: Callable[[str], AbstractContextManager[None]] = lambda _path: nullcontext(),
) -> Draft:
    """Draft case.yaml with the fields of these paths set; each value is made once its field is known.

    A field that stands in case.private.yaml is set there. `heads` are what heads of loss are called, `part` is around
    each of the changes. Raises WrongUsage for a path or value that does not fit.
    """
    folder = case_folder(root, case)
    old: dict[Path, bytes | None] = {}
    new: dict[Path, bytes] = {}
    for said, value in changes:
        with part(said):
            path = folder / (PRIVATE if _is_private(root, folder, said, heads) else CASE)
            if path not in new:
                old[path] = new[path] = contents(path)
            field = _field(said, yamlfile.read(new[path], shown(root, path)).tree, heads)
            written = value(field)
            for place, item in field.made:
                new[path] = yamlfile.splice(new[path], place, dict(item), shown(root, path))
            if not (field.made and dict(field.made[-1][1]) == {field.key: written}):
                new[path] = yamlfile.splice(new[path], field.loc, written, shown(root, path))
    return _draft(root, case, old, new, _before(root, case))


def also(draft: Draft, case: str, path: Path, old: bytes, new: bytes) -> Draft:
    """Add another file to a draft, to be written with it as one."""
    return _draft(draft.root, case, {**draft.old, path: old}, {**draft.new, path: new}, draft.before)


def without_entry(root: Path, case: str, number: int, comment: str) -> Draft:
    """Draft events.yaml without entry N, from 1, and without the line above it that holds only this comment."""
    path = case_folder(root, case) / EVENTS
    old = contents(path)
    new = yamlfile.remove(old, (number - 1,), shown(root, path), comment)
    return _draft(root, case, {path: old}, {path: new}, _before(root, case))


def without_item(root: Path, case: str, said: str, heads: Names) -> tuple[Draft, str, Tree]:
    """Draft case.yaml, or the private file where it stands there, without what a path names.

    Gives the path in the file and what stood there too. Raises WrongUsage for a path that does not fit, NotFound where
    nothing stands there.
    """
    for name in (PRIVATE, CASE):
        path = case_folder(root, case) / name
        if name == PRIVATE and not path.is_file():
            continue
        old = contents(path)
        tree = yamlfile.read(old, shown(root, path)).tree
        try:
            spot = spot_at(said, tree, CaseFile, heads)
        except ValueError as fault:
            raise WrongUsage(f"{said}: {fault}") from None
        found = _standing(tree, spot.loc)
        if spot.loc and found is not None:
            new = yamlfile.remove(old, spot.loc, shown(root, path))
            return _draft(root, case, {path: old}, {path: new}, _before(root, case)), spot.path, found
    raise NotFound(_("{path} holds nothing that could be taken out").format(path=said))


def _standing(tree: Tree, loc: Loc) -> Tree:
    for step in loc:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def with_file(root: Path, case: str, path: Path, old: bytes | None, new: bytes) -> Draft:
    """Draft one file of a case as a whole; raises BadFile with every problem the case would have."""
    after = load_case(root, case, {path: new})
    return Draft(root, {path: old}, {path: new}, _before(root, case), after)


def _draft(
    root: Path, case: str, old: Mapping[Path, bytes | None], new: Mapping[Path, bytes], before: Case | None
) -> Draft:
    try:
        after = load_case(root, case, new)
    except BadFile as fault:
        if before is None:
            raise
        # The file is good as it stands: what was given is wrong, and the place is none of the file's.
        raise WrongUsage("\n".join(f"{one.field}: {one.message}" for one in fault.problems)) from None
    return Draft(root, old, new, before, after)


def _before(root: Path, case: str) -> Case | None:
    try:
        return load_case(root, case)
    except BadFile:
        return None


def _entries(root: Path, path: Path) -> list[Tree]:
    if not path.exists():
        return []
    tree = read_file(root, path).tree
    return tree if isinstance(tree, list) else []


def _is_private(root: Path, folder: Path, said: str, heads: Names | None) -> bool:
    path = folder / PRIVATE
    if not path.is_file():
        return False
    here: Tree = read_file(root, path).tree
    try:
        field = field_at(said, here, CaseFile, heads)
    except ValueError:
        return False
    return _standing(here, field.loc) is not None


def _field(said: str, tree: Tree, heads: Names | None) -> Field:
    try:
        return field_at(said, tree, CaseFile, heads)
    except ValueError as fault:
        raise WrongUsage(f"{said}: {fault}") from None
