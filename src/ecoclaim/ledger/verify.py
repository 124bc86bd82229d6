"""Whether the files of a case are what its records say: there, unchanged, listed, and where they belong.

Needs no git: each piece of evidence is held against its SHA-256 in case.yaml, and an archived case to its manifest.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ecoclaim.errors import BadFile, WrongUsage
from ecoclaim.ledger.evidence import FOLDER
from ecoclaim.ledger.hashes import Progress, pointed_at, sha256, silent
from ecoclaim.ledger.load import load_case, read_file, shown
from ecoclaim.ledger.manifest import MANIFEST, listed
from ecoclaim.ledger.names import fault_of_name, files_below, inside, is_link, is_plain
from ecoclaim.ledger.places import CASE, PRIVATE, case_folder
from ecoclaim.model.case import Evidence
from ecoclaim.outside.files import contents
from ecoclaim.terminal import quoted, quoted_path
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in which files and records differ; the line is that of the record, where there is one."""

    code: str
    severity: Literal["error", "warning"]
    path: str
    line: int | None
    column: int | None
    message: str
    cure: str


def mismatches(root: Path, case: str, progress: Progress = silent) -> Iterator[Mismatch]:
    """Hold every file of evidence, and the manifest where there is one, against the records of a case.

    `progress` hears how far each file was read. Raises NotFound or BadFile where the case cannot be read.
    """
    entries = load_case(root, case).file.evidence
    folder = case_folder(root, case)
    if is_link(folder):
        message = _("the folder is a link, and may lead out of the ledger")
        yield _at_file("case-link", root, folder, message, _("put the folder itself there"))
    places = _places(root, folder)
    seen: dict[str, int] = {}
    for one in entries:
        for found in _entry(root, folder, one, seen, progress):
            code, severity, message, cure = found
            path, line, column = places.get(one.no, (shown(root, folder / CASE), None, None))
            yield Mismatch(code, severity, path, line, column, message, cure)
    yield from _unlisted(root, folder, {one.file for one in entries if one.file})
    yield from _manifest(root, folder, progress)


def wrong_paths(root: Path, case: str, evidence: Sequence[Evidence]) -> Iterator[Mismatch]:
    """List the evidence whose path leads out of the case's folder; reads no file."""
    for one in evidence:
        try:
            if one.file:
                inside(case_folder(root, case), one.file)
        except WrongUsage as fault:
            path, line, column = _places(root, case_folder(root, case))[one.no]
            cure = _("move the file into evidence/ and name it from there")
            yield Mismatch("evidence-path", "error", path, line, column, str(fault), cure)


_Found = tuple[str, Literal["error", "warning"], str, str]


def _entry(root: Path, folder: Path, one: Evidence, seen: dict[str, int], progress: Progress) -> Iterator[_Found]:
    if not one.file:
        if one.sha256:
            message = _("evidence {number} has a SHA-256, but names no file").format(number=one.no)
            yield "evidence-no-file", "error", message, _("write its path as file, or take the hash out")
        return
    try:
        path = inside(folder, one.file)
    except WrongUsage as fault:
        yield "evidence-path", "error", str(fault), _("move the file into evidence/ and name it from there")
        return
    if one.file in seen:
        message = _("{file} is evidence {number} already").format(file=one.file, number=seen[one.file])
        yield "evidence-twice", "error", message, _("take one of the two entries out")
        return
    seen[one.file] = one.no
    wrong = next(filter(None, map(fault_of_name, one.file.split("/"))), "")
    if wrong:
        yield "evidence-name", "warning", f"{one.file}: {wrong}", _("rename the file, and its path here")
    if path.exists() and not (path.is_file() or path.is_dir()):
        message = _("is no file that can be kept")
        yield "evidence-no-file", "error", f"{one.file}: {message}", _("take it out")
        return
    if not path.is_file():
        message = _("{file} is missing").format(file=one.file)
        yield (
            "evidence-missing",
            "error",
            message,
            _("bring it back from git or a backup: git log -- {path}").format(path=quoted_path(shown(root, path))),
        )
        return
    yield from _bytes(path, one, progress)


def _bytes(path: Path, one: Evidence, progress: Progress) -> Iterator[_Found]:
    wanted = (one.sha256 or "").lower()
    try:
        pointer, now = pointed_at(path), sha256(path, progress)
    except OSError as fault:
        message = _("{file} cannot be read: {why}").format(file=one.file, why=fault.strerror)
        yield "evidence-unreadable", "error", message, _("see to its rights and its disk")
        return
    if not wanted:
        message = _("evidence {number} has no SHA-256, so that no change of {file} would be seen").format(
            number=one.no, file=one.file
        )
        yield "evidence-unhashed", "warning", message, f"sha256: {now}"
    elif pointer == wanted:
        message = _("of {file} only the pointer of Git LFS is here").format(file=one.file)
        yield "evidence-pointer", "error", message, _("fetch the file itself: git lfs pull")
    elif now != wanted:
        message = _("{file} is not what was taken in: its SHA-256 is {now}, recorded is {wanted}").format(
            file=one.file, now=now, wanted=wanted
        )
        yield "evidence-changed", "error", message, _("bring the recorded one back from git or a backup")


def _unlisted(root: Path, folder: Path, known: set[str]) -> Iterator[Mismatch]:
    if not (folder / FOLDER).is_dir():
        return
    if is_link(folder / FOLDER):
        message = _("the folder is a link, and may lead out of the ledger")
        yield _at_file("evidence-link", root, folder / FOLDER, message, _("put the folder itself there"))
        return
    for name, state in files_below(folder / FOLDER):
        path = folder / FOLDER / name
        if path.relative_to(folder).as_posix() in known:
            continue
        if is_link(path):
            message = _("is a link, and may lead out of the ledger")
            yield _at_file("evidence-link", root, path, message, _("put the file itself there"))
        elif not is_plain(state):
            yield _at_file("evidence-no-file", root, path, _("is no file that can be kept"), _("take it out"))
        else:
            cure = _("list it with ecoclaim evidence add {case} {path}, or take it out").format(
                case=quoted(folder.name), path=quoted_path(shown(root, path))
            )
            yield _at_file("evidence-unlisted", root, path, _("case.yaml does not list this file"), cure)


def _manifest(root: Path, folder: Path, progress: Progress) -> Iterator[Mismatch]:
    path = folder / MANIFEST
    if not os.path.lexists(path) or is_link(path):
        return
    cure = _("bring it back from git; or, where the case went on since, archive it again")
    try:
        lines = list(listed(contents(path, name=shown(root, path))))
    except BadFile as fault:
        yield _at_file("manifest-differs", root, path, fault.problems[0].message, cure)
        return
    for line, wanted, name in lines:
        message = ""
        try:
            if not wanted:
                message = _("this line is none of a manifest: {text}").format(text=name[:60])
            elif not inside(folder, name).is_file():
                message = _("{file} is missing").format(file=name)
            elif sha256(folder / name, progress) != wanted:
                message = _("{file} has changed since the case was archived").format(file=name)
        except WrongUsage as fault:
            message = str(fault)
        except OSError as fault:
            message = _("{file} cannot be read: {why}").format(file=name, why=fault.strerror)
        if message:
            yield Mismatch("manifest-differs", "error", shown(root, path), line, 1, message, cure)


def _places(root: Path, folder: Path) -> dict[int, tuple[str, int | None, int | None]]:
    """Find where the entry of each piece of evidence stands."""
    places: dict[int, tuple[str, int | None, int | None]] = {}
    for name in (PRIVATE, CASE):
        if name == PRIVATE and not (folder / name).is_file():
            continue
        document = read_file(root, folder / name)
        entries = document.tree.get("evidence") if isinstance(document.tree, dict) else None
        for position, entry in enumerate(entries if isinstance(entries, list) else []):
            number = entry.get("no") if isinstance(entry, dict) else None
            if isinstance(number, str) and number.isdigit():
                key = ("evidence", position, "file") if isinstance(entry, dict) and "file" in entry else ()
                places[int(number)] = (document.path, *document.place(key or ("evidence", position)))
    return places


def _at_file(code: str, root: Path, path: Path, message: str, cure: str) -> Mismatch:
    return Mismatch(code, "error", shown(root, path), None, None, message, cure)
