"""The manifest of a case: every file of its folder with its SHA-256, in the form of BagIt and of `sha256sum -c`.

Alone knows which files of a case's folder are the case: not the private file, not what systems leave behind.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ecoclaim.errors import BadFile, Problem
from ecoclaim.ledger.hashes import Progress, sha256, silent
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.names import fault_of_name, files_below, is_link, is_plain
from ecoclaim.ledger.places import PRIVATE
from ecoclaim.words import _

MANIFEST = "manifest-sha256.txt"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")


def case_files(root: Path, folder: Path) -> list[str]:
    """List the files of a case by path from its folder, in order.

    Raises BadFile with each link, device and name that an archive cannot keep.
    """
    if is_link(folder):
        raise BadFile([Problem(shown(root, folder), None, None, "", _("is a link, and may lead out of the ledger"))])
    found: list[str] = []
    problems: list[Problem] = []
    for name, state in files_below(folder):
        if name in (MANIFEST, PRIVATE):
            continue
        fault = next(filter(None, map(fault_of_name, name.split("/"))), "")
        if is_link(folder / name):
            fault = _("is a link, and may lead out of the ledger; put the file itself there")
        elif not is_plain(state):
            fault = _("is no file that can be kept")
        if fault:
            problems.append(Problem(shown(root, folder / name), None, None, "", fault))
        found.append(name)
    if problems:
        raise BadFile(problems)
    return found


def manifest(
    root: Path, folder: Path, instead: Mapping[str, bytes] | None = None, progress: Progress = silent
) -> bytes:
    """Write the manifest of a case; `instead` holds files by name as they are to be.

    `progress` hears how far each file was read.
    """
    new = instead or {}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in new.items()}
    for name in case_files(root, folder):
        if name not in new:
            hashes[name] = sha256(folder / name, progress)
    return manifest_of(hashes)


def manifest_of(hashes: Mapping[str, str]) -> bytes:
    """Write a manifest of these hashes by path, in order."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()


def listed(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Read a manifest: the number of each line, its SHA-256 and its path; the empty hash for a line that is none."""
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found:
            yield number, found[1], found[2]
        elif line.strip():
            yield number, "", line
