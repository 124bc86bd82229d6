"""The trees of the shipped packs, read from YAML once for all and kept beside it with the digest of that text.

A tree stands for its text alone: where the digest is another, the YAML is read, so that nothing here can be stale.
To read a pack's YAML takes a tenth of the time of most commands, this a hundredth.
"""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.outside.files import contents, contents_if_any


def shipped_document(path: Path) -> yamlfile.Document:
    """Read a shipped file of YAML, by its kept tree where that is of this very text."""
    data = contents(path)
    kept = contents_if_any(tree_file(path))
    if kept is not None:
        found = json.loads(kept)
        if found["sha256"] == digest(data):
            return yamlfile.Document(path.name, data.decode(), found["tree"])
    return yamlfile.read(data, path.name)


def tree_file(path: Path) -> Path:
    """Name the file that keeps the tree of a shipped file."""
    return path.parent / "trees" / f"{path.stem}.json"


def digest(data: bytes) -> str:
    """Give the digest by which a text is known again."""
    return sha256(data).hexdigest()
