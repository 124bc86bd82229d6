"""Evidence taken into a case: copied as it was received, numbered, hashed, and listed in case.yaml."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from ecoclaim import yamlfile
from ecoclaim.errors import BadFile, NotAllowed, NotFound, Problem, WrongUsage
from ecoclaim.ledger.copies import Copy, copied
from ecoclaim.ledger.drafts import Draft, with_file
from ecoclaim.ledger.hashes import Progress, sha256, silent
from ecoclaim.ledger.load import load_case, read_file, shown
from ecoclaim.ledger.names import inside, is_link, is_plain, refuse_links, safe_name
from ecoclaim.ledger.places import CASE, case_folder
from ecoclaim.ledger.whole import Files
from ecoclaim.ledger.write import unwritten
from ecoclaim.outside.files import beginning, contents
from ecoclaim.outside.pdfs import pdf_pages
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree

FOLDER = "evidence"
_LONGEST_ENDING = 12


@dataclass(frozen=True, slots=True)
class EvidenceMeta:
    """What a person says of the evidence; the fields are those of an entry of case.yaml, as text."""

    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """One file as it will be listed: its entry, where it goes, how large it is; `there` is true where it lies already.

    `waiting` is its copy until then, `source` the file it was taken from.
    """

    entry: Mapping[str, str]
    path: Path
    size: int
    waiting: Path
    source: Path
    there: bool


def no_evidence_file(source: Path) -> str:
    """Say why a file cannot be taken in: missing, a link, a folder, a device; empty where it can."""
    try:
        state = source.lstat()
    except FileNotFoundError:
        return _("there is no such file")
    except (OSError, ValueError) as fault:
        return _("cannot be read: {why}").format(why=getattr(fault, "strerror", None) or fault)
    if is_link(source):
        return _("is a link; name the file it leads to")
    if source.is_dir():
        return _("is a folder; name the files in it")
    return "" if is_plain(state) else _("is no file that can be kept")


@contextmanager
def evidence(
    root: Path, case: str, files: Sequence[Path], told: EvidenceMeta, progress: Progress = silent
) -> Iterator[tuple[Draft, tuple[Taken, ...]]]:
    """Draft a case with these files as further evidence; written it is `files_of`. What was not kept leaves no trace.

    `progress` hears how far each file was read. Raises NotFound for a file that is missing or no file, NotAllowed for
    one that is listed already, BadFile where something cannot be read or written.
    """
    folder = case_folder(root, case)
    file = load_case(root, case).file
    faults = [(source, fault) for source in files if (fault := no_evidence_file(source))]
    if faults:
        raise NotFound("\n".join(f"{source}: {fault}" for source, fault in faults))
    refuse_links(root, folder / FOLDER)
    known = {one.sha256.lower(): one.no for one in file.evidence if one.sha256}
    listed = {one.file for one in file.evidence if one.file}
    first = max((one.no for one in file.evidence), default=0) + 1
    waiting: list[Copy] = []
    try:
        taken: list[Taken] = []
        for number, source in enumerate(files, first):
            copy = _copy(root, source, folder / FOLDER, progress)
            waiting.append(copy)
            if copy.sha256 in known:
                raise NotAllowed(
                    _("{file} is evidence {number} of {case} already (the same bytes); nothing was written").format(
                        file=source, number=known[copy.sha256], case=case
                    )
                )
            known[copy.sha256] = number
            name = _name(told.name, source, number - first + 1 if len(files) > 1 else None)
            taken.append(_taken(root, folder, number, name, source, copy, told, listed))
        yield _draft(root, case, taken), tuple(taken)
    finally:
        for copy in waiting:
            copy.path.unlink(missing_ok=True)


def refuse_paths(draft: Draft) -> None:
    """Refuse evidence whose path was written anew and leads out of the case's folder; raises WrongUsage."""
    known = {one.file for one in draft.before.file.evidence} if draft.before else set()
    for one in draft.after.file.evidence:
        if one.file and one.file not in known:
            inside(case_folder(draft.root, draft.after.id), one.file)


def files_of(draft: Draft, taken: Sequence[Taken]) -> Files:
    """Give all that is to be written: the evidence and case.yaml; a file that lay there unlisted gets its name."""
    copies = {one.path: Copy(one.waiting, one.size, one.entry["sha256"]) for one in taken}
    gone = {
        one.path.with_name(one.source.name): one.entry["sha256"]
        for one in taken
        if one.source.parent.resolve() == one.path.parent.resolve() and one.source.name != one.path.name
    }
    return Files(draft.old, draft.new, copies=copies, gone=gone)


def _copy(root: Path, source: Path, folder: Path, progress: Progress) -> Copy:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as fault:
        raise unwritten(root, fault, folder) from None
    try:
        return copied(source, folder, progress)
    except OSError as fault:
        if fault.filename is None or os.fspath(fault.filename).startswith(str(folder)):
            raise unwritten(root, fault, folder) from None
        message = _("cannot be read: {why}").format(why=fault.strerror or fault)
        raise BadFile([Problem(str(source), None, None, "", message)]) from None


def _name(said: str, source: Path, position: int | None) -> str:
    name = said or normalize("NFC", source.stem).strip()
    return f"{name}（{position}）" if said and position is not None else name


def _taken(
    root: Path, folder: Path, number: int, name: str, source: Path, copy: Copy, told: EvidenceMeta, listed: set[str]
) -> Taken:
    ending = safe_name(source.suffix[1:]) if 1 < len(source.suffix) <= _LONGEST_ENDING else ""
    path = folder / FOLDER / (safe_name(f"{number:02d}-{name}") + (f".{ending}" if ending else ""))
    relative = path.relative_to(folder).as_posix()
    there = os.path.lexists(path)
    if there and (relative in listed or is_link(path) or not path.is_file() or sha256(path) != copy.sha256):
        text = _("is there already with other content; list or remove it first")
        raise BadFile([Problem(shown(root, path), None, None, "", text)])
    entry = {"no": str(number), "name": name, "file": relative, "sha256": copy.sha256, **_pages(copy), **told.fields}
    order = ("no", "name", "kind", "file", "pages", "original", "sha256")
    return Taken(
        {**{key: entry[key] for key in order if key in entry}, **entry}, path, copy.size, copy.path, source, there
    )


def _pages(copy: Copy) -> dict[str, str]:
    """Count the pages that a PDF says it has."""
    if beginning(copy.path, 5) != b"%PDF-":
        return {}
    count = pdf_pages(copy.path)
    return {} if count is None else {"pages": str(count)}


def _draft(root: Path, case: str, taken: Sequence[Taken]) -> Draft:
    path = case_folder(root, case) / CASE
    old = new = contents(path)
    tree: Tree = read_file(root, path).tree
    there = tree.get("evidence") if isinstance(tree, dict) else None
    count = len(there) if isinstance(there, list) else 0
    for position, one in enumerate(taken, count):
        new = yamlfile.splice(new, ("evidence", position), dict(one.entry), shown(root, path))
    try:
        return with_file(root, case, path, old, new)
    except BadFile as fault:
        # The case was good before: what was said does not fit.
        raise WrongUsage("\n".join(f"{one.field}: {one.message}" for one in fault.problems)) from None
