"""From the files of a ledger to values: the office, cases, packs, notices and reports."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotFound, Problem, Stop
from ecoclaim.ledger.names import refuse_way_out
from ecoclaim.ledger.places import ALLOWED, CASE, EVENTS, MARK, PRIVATE, REPORTS, case_folder, case_ids, shipped
from ecoclaim.ledger.regions import refuse_unknown_calendar
from ecoclaim.ledger.trees import shipped_document
from ecoclaim.model.calendar import HolidayNotice
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import read_events
from ecoclaim.model.office import Allowance, Office, Report
from ecoclaim.model.values import Loc, Value, problem, shaped
from ecoclaim.outside.files import beginning, unreadable
from ecoclaim.packs import Pack, load
from ecoclaim.words import _

_Entry = TypeVar("_Entry", bound=Value)


def read_file(root: Path, path: Path, *, marked: bool = False) -> yamlfile.Document:
    """Read a file of the ledger; its path in messages is the one below the root.

    Where many places in it will be asked for, it is read `marked`.
    Raises NotFound where it is missing, BadFile where it cannot be read as text of fields and values.
    """
    name = shown(root, path)
    refuse_way_out(root, path, name)
    data = yaml_bytes(path, name)
    try:
        document = yamlfile.read(data, name, marked=marked)
    except BadFile:
        _refuse_conflict(root, data, name)
        raise
    if isinstance(document.tree, str):
        _refuse_conflict(root, data, name)
    return document


def yaml_bytes(path: Path, name: str) -> bytes:
    """Read what a file of YAML holds; of one that is too large only enough to see it.

    Raises NotFound where it is missing, BadFile where it cannot be read.
    """
    try:
        return beginning(path, yamlfile.LARGEST_FILE + 1)
    except FileNotFoundError:
        raise NotFound(_("{path} is missing").format(path=name)) from None
    except (OSError, ValueError) as fault:
        raise unreadable(name, fault) from None


def _refuse_conflict(root: Path, data: bytes, name: str) -> None:
    from ecoclaim.ledger.conflict import conflict, in_rebase

    found = conflict(data, name, rebased=in_rebase(root))
    if found is not None:
        raise BadFile([found]) from None


def shown(root: Path, path: Path) -> str:
    """Write a path as the ledger's people see it: below the root, with forward slashes."""
    text, above = str(path), f"{root}{os.sep}"
    if text.startswith(above):  # nearly always, and a tenth of the time of the question in general
        return text.removeprefix(above).replace(os.sep, "/")
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else text


def load_office(root: Path) -> Office:
    """Load the office's settings."""
    document = read_file(root, root / MARK)
    return shaped(Office, document.tree, document.path, document.place)


def load_case(root: Path, case: str, instead: Mapping[Path, bytes] | None = None) -> Case:
    """Load a case: its file, the private one laid over it, and its events.

    `instead` says what files are to hold in place of what is on disk: a draft is judged before it is written.
    Raises NotFound where there is no such case, BadFile with every problem of its files.
    """
    folder = case_folder(root, case)
    problems: list[Problem] = []
    file: CaseFile | None = None
    try:
        file = _load_case_file(root, folder, case, instead or {})
    except (BadFile, NotFound) as fault:
        if not folder.is_dir():
            raise NotFound(
                _("there is no case {text}; ecoclaim list shows the cases there are").format(text=case)
            ) from None
        problems += _problems(root, folder / CASE, fault)
    try:
        events = _read(root, folder / EVENTS, instead or {})
    except NotFound:
        events = yamlfile.read(b"", shown(root, folder / EVENTS))
    except BadFile as fault:
        raise BadFile([*problems, *fault.problems]) from None
    keys = [one.key for one in file.obligors] if file else ["?"]
    found, wrong = read_events(events.tree, keys, file.parties) if file else read_events(events.tree, keys)
    problems += [problem(events.path, events.place, loc, text) for loc, text in wrong]
    if problems or file is None:
        raise BadFile(problems)
    return Case(file, found)


def load_case_file(root: Path, case: str) -> CaseFile:
    """Load what a case's file says, the private one laid over it, whatever its events hold."""
    return _load_case_file(root, case_folder(root, case), case, {})


def _problems(root: Path, path: Path, fault: Stop) -> list[Problem]:
    if isinstance(fault, BadFile):
        return list(fault.problems)
    return [Problem(shown(root, path), None, None, "", _("the file is missing"))]


def _read(root: Path, path: Path, instead: Mapping[Path, bytes]) -> yamlfile.Document:
    if instead and path in instead:
        return yamlfile.read(instead[path], shown(root, path))
    return read_file(root, path)


def _load_case_file(root: Path, folder: Path, case: str, instead: Mapping[Path, bytes]) -> CaseFile:
    document = _read(root, folder / CASE, instead)
    tree: Any = document.tree
    # Hardly a case has one: to make a path only to ask for it takes longer than to ask.
    private = f"{folder}{os.sep}{PRIVATE}"
    if os.path.lexists(private) or (instead and Path(private) in instead):
        over = _read(root, Path(private), instead)
        if isinstance(tree, dict) and isinstance(over.tree, dict):
            tree = _laid_over(tree, over.tree)
    file = shaped(CaseFile, tree, document.path, document.place)
    faults = [*_identity(file, case), *_doubles(file)]
    if faults:
        raise BadFile([problem(document.path, document.place, loc, text) for loc, text in faults])
    return file


def _identity(file: CaseFile, case: str) -> Iterator[tuple[Loc, str]]:
    if file.id != case:
        yield ("id",), _("the id must be the folder's name: write id: {case}").format(case=case)


def _doubles(file: CaseFile) -> Iterator[tuple[Loc, str]]:
    """Find keys and numbers that stand twice: an event could not name one of them."""
    numbered: dict[str, list[object]] = {
        "obligors": [one.key for one in file.obligors],
        "meetings": [one.no for one in file.meetings],
        "agreements": [one.no for one in file.agreements],
        "obligations": [one.no for one in file.obligations],
        "evidence": [one.no for one in file.evidence],
    }
    for name, numbers in numbered.items():
        known: set[object] = set()
        for position, number in enumerate(numbers):
            if number not in known:
                known.add(number)
            else:
                text = _("{number} stands twice; each needs its own").format(number=number)
                yield (name, position, "key" if name == "obligors" else "no"), text


def _laid_over(base: Any, over: Any) -> Any:
    """Lay the private file over the public one: fields by name, items of a list by their key or number."""
    if isinstance(base, dict) and isinstance(over, dict):
        return {**base, **{key: _laid_over(base.get(key), value) for key, value in over.items()}}
    if isinstance(base, list) and isinstance(over, list):
        mine = {_item_id(one): one for one in over}
        known = {_item_id(one) for one in base}
        if None not in mine:
            joined = [_laid_over(one, mine[_item_id(one)]) if _item_id(one) in mine else one for one in base]
            return joined + [one for one in over if _item_id(one) not in known]
    return base if over is None else over


def _item_id(item: object) -> str | None:
    name = (item.get("key") or item.get("no")) if isinstance(item, dict) else None
    return name if isinstance(name, str) else None


def load_cases(root: Path, wanted: Sequence[str] | None = None) -> Iterator[Case | BadFile]:
    """Load the cases one by one; a broken one comes as its fault and hides no other."""
    for case in case_ids(root) if wanted is None else wanted:
        try:
            yield load_case(root, case)
        except BadFile as fault:
            yield fault
        except NotFound:
            text = _("this is not a folder, as a case is; move it away")
            yield BadFile([Problem(shown(root, case_folder(root, case)), None, None, "", text)])


def load_pack(root: Path | None, name: str) -> Pack:
    """Load a rule pack by name: the office's own before the shipped one."""
    return refuse_unknown_calendar(load(name, partial(find_pack, root), shipped=partial(_is_shipped, root)))


def _is_shipped(root: Path | None, name: str) -> bool:
    return root is None or not (root / "packs" / f"{name}.yaml").is_file()


# The examples of a pack's conditions stand beside it, under its name and this.
EXAMPLES = ".examples"


def pack_names(root: Path | None) -> list[str]:
    """List the packs there are: the shipped ones and the office's own."""
    folders = [shipped("rules"), *([root / "packs"] if root else [])]
    files = (file for folder in folders if folder.is_dir() for file in folder.glob("*.yaml"))
    return sorted({file.stem for file in files if not file.stem.endswith(EXAMPLES)})


def find_pack(root: Path | None, name: str) -> yamlfile.Document | None:
    """Read the pack of a name: the office's own before the shipped one; None where there is neither."""
    if not name or "/" in name or "\\" in name or name.startswith("."):
        return None
    if root is not None and os.path.lexists(root / "packs" / f"{name}.yaml"):
        return read_file(root, root / "packs" / f"{name}.yaml")
    path = shipped("rules") / f"{name}.yaml"
    return shipped_document(path) if path.is_file() else None


def load_reports(root: Path) -> tuple[Report, ...]:
    """Load the periodic reports that were sent."""
    text = _("here belongs a list: one report an entry, each after a dash")
    return _load_list(root, REPORTS, Report, text)


def load_allowances(root: Path) -> tuple[Allowance, ...]:
    """Load what somebody looked at and allowed in public."""
    text = _("here belongs a list: one entry for each thing that is allowed, each after a dash")
    return _load_list(root, ALLOWED, Allowance, text)


def _load_list(root: Path, name: str, model: type[_Entry], no_list: str) -> tuple[_Entry, ...]:
    if not (root / name).exists():
        return ()
    document = read_file(root, root / name)
    if document.tree is None:
        return ()
    if not isinstance(document.tree, list):
        raise BadFile([problem(document.path, document.place, (), no_list)])
    found: list[_Entry] = []
    problems: list[Problem] = []
    for position, entry in enumerate(document.tree):
        try:
            found.append(shaped(model, entry, document.path, partial(_below, document, position)))
        except BadFile as fault:
            problems += fault.problems
    if problems:
        raise BadFile(problems)
    return tuple(found)


def _below(document: yamlfile.Document, position: int, loc: Loc) -> tuple[int, int]:
    return document.place((position, *loc))


def load_notice(root: Path, path: Path) -> HolidayNotice:
    """Load one holiday notice."""
    document = read_file(root, path)
    return shaped(HolidayNotice, document.tree, document.path, document.place)
