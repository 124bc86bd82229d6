"""A Word file opened with python-docx, behind the gate: only what unpacks and parses within the limits gets there."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ecoclaim.outside.files import refused
from ecoclaim.outside.markup import parsed, written
from ecoclaim.outside.packages import word_parts
from ecoclaim.words import _

if TYPE_CHECKING:
    from docx.document import Document

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def document(data: bytes, name: str) -> Document:
    """Open a Word file; raises BadFile, with the cure, for whatever is none or breaks a limit."""
    import docx

    parts = word_parts(data, name)
    sound = _without_dangling(parts, name)
    try:
        return docx.Document(io.BytesIO(data if sound == parts else _packed(sound)))
    except (KeyError, ValueError, AttributeError, LookupError) as fault:
        raise refused(name, _("the file is damaged; ask for it again, or save it again from Word or WPS")) from fault


def _without_dangling(parts: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    """Take out relations to parts that are not there: Word and WPS leave such behind, and read on without a word."""
    sound = dict(parts)
    for path, part in parts.items():
        if not path.lower().endswith((".xml", ".rels")) or not part:
            continue
        root = parsed(part, name, path)
        if not path.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(path))
        dangling = [
            relation
            for relation in root.findall(_RELATION)
            if relation.get("TargetMode") != "External" and _target(folder, relation.get("Target", "")) not in parts
        ]
        for relation in dangling:
            root.remove(relation)
        if dangling:
            sound[path] = written(root)
    return sound


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return buffer.getvalue()
