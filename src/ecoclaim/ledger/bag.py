"""A BagIt 1.0 bag of an archived case (RFC 8493): what is handed over, with the hash that proves it whole.

The payload is laid out as a ledger that holds this one case, so that whoever receives it can ask ecoclaim about it.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ecoclaim.errors import BadFile, Problem, WrongUsage
from ecoclaim.ledger.copies import copied
from ecoclaim.ledger.load import shown
from ecoclaim.ledger.manifest import MANIFEST, case_files, manifest_of
from ecoclaim.ledger.names import is_link
from ecoclaim.ledger.places import MARK
from ecoclaim.ledger.write import sync_folder, unwritten
from ecoclaim.words import _

TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def refuse_place(root: Path, target: Path) -> None:
    """Refuse a place where no bag can be made: taken, in the ledger, or without a folder above it."""
    if is_link(target) or (target.exists() and (not target.is_dir() or any(target.iterdir()))):
        raise WrongUsage(_("{folder} is there already; name a new folder for the bag").format(folder=target))
    if target.resolve().is_relative_to(root.resolve()):
        raise WrongUsage(_("{folder} lies in the ledger; a bag is made outside of it").format(folder=target))
    if not target.absolute().parent.is_dir():
        raise WrongUsage(_("{folder} is not a folder").format(folder=target.absolute().parent))


def write_bag(root: Path, folder: Path, target: Path, info: Mapping[str, str]) -> str:
    """Write the bag of a case, whole or not at all; gives its root hash: the SHA-256 of its tag manifest.

    Raises WrongUsage for a place that cannot take it, BadFile where a file cannot be read or written.
    """
    refuse_place(root, target)
    target = target.absolute()
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as beside:
            bag = Path(beside) / target.name
            bag.mkdir()
            root_hash = _filled(root, folder, bag, info)
            if target.is_dir():
                target.rmdir()
            bag.rename(target)
        sync_folder(target.parent)
    except OSError as fault:
        raise unwritten(root, fault, target) from None
    return root_hash


def _filled(root: Path, folder: Path, bag: Path, info: Mapping[str, str]) -> str:
    hashes: dict[str, str] = {}
    size = 0
    for source in _payload(root, folder):
        name = f"data/{source.relative_to(root).as_posix()}"
        path = bag / name
        path.parent.mkdir(parents=True, exist_ok=True)
        copy = copied(source, path.parent)
        copy.path.replace(path)
        hashes[name] = copy.sha256
        size += copy.size
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": _info({**info, "Payload-Oxum": f"{size}.{len(hashes)}"}),
        MANIFEST: manifest_of(hashes),
    }
    listed = manifest_of({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()})
    for name, data in {**tags, TAG_MANIFEST: listed}.items():
        with (bag / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    return hashlib.sha256(listed).hexdigest()


def _payload(root: Path, folder: Path) -> Iterator[Path]:
    """List what goes into the bag: the office's settings, packs and notices, and the case with its manifest."""
    ours = [root / MARK, *sorted(root.glob("packs/*.yaml")), *sorted(root.glob("calendars/*.yaml"))]
    for path in ours:
        if is_link(path) or is_link(path.parent):
            message = _("is a link, and may lead out of the ledger; put the file itself there")
            raise BadFile([Problem(shown(root, path), None, None, "", message)])
        yield path
    for name in [*case_files(root, folder), MANIFEST]:
        yield folder / name


def _info(info: Mapping[str, str]) -> bytes:
    return "".join(f"{key}: {' '.join(value.split())}\n" for key, value in info.items() if value.strip()).encode()
