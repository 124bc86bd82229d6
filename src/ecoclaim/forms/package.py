"""A .docx as a package of parts: read with limits, cleaned of its writer's traces, always written in the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lxml import etree

from ecoclaim.outside.markup import parsed, written
from ecoclaim.outside.packages import word_parts
from ecoclaim.outside.reach import refuse_reach

CORE_PART = "docProps/core.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
# Relations that say who wrote the template and on which machine, and nothing about the form.
_PERSONAL = (
    "/custom-properties",
    "/thumbnail",
    "/attachedTemplate",
    "/extended-properties",
    "/core-properties",
)
_SETTINGS = "word/settings.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Properties:
    """What a rendered file says of itself: the form's title, the case, the pack and its version; never a person."""

    title: str = ""
    case: str = ""
    pack: str = ""


def parts(template: bytes, name: str) -> dict[str, bytes]:
    """Read the parts of a template, without its writer's traces; refuses macros, programs and far-away content."""
    found = word_parts(template, name)
    refuse_reach(found, name)
    return _cleaned(found, name)


def _cleaned(found: Mapping[str, bytes], name: str) -> dict[str, bytes]:
    kept = dict(found)
    dropped: set[str] = set()
    for path in [path for path in found if path.endswith(".rels")]:
        root = parsed(found[path], name, path)
        base = path.removesuffix(path.rsplit("/", 1)[-1]).removesuffix("_rels/")
        for relation in root.findall(_RELATION):
            kind, target = relation.get("Type", ""), relation.get("Target", "")
            if kind.endswith(_PERSONAL):
                root.remove(relation)
                dropped.add(target.lstrip("/") if target.startswith("/") else base + target)
                if kind.endswith("/attachedTemplate") and _SETTINGS in kept:
                    kept[_SETTINGS] = _without(kept[_SETTINGS], "attachedTemplate", name)
        kept[path] = written(root)
    types = parsed(found["[Content_Types].xml"], name, "[Content_Types].xml")
    for override in types.findall(f"{_TYPES}Override"):
        if override.get("PartName", "").lstrip("/") in dropped:
            types.remove(override)
    kept["[Content_Types].xml"] = written(types)
    return {path: part for path, part in kept.items() if path not in dropped}


def _without(part: bytes, element: str, name: str) -> bytes:
    root = parsed(part, name, _SETTINGS)
    for child in [child for child in root if isinstance(child.tag, str) and child.tag.endswith("}" + element)]:
        root.remove(child)
    return written(root)


def add_part(
    package: dict[str, bytes], path: str, part: bytes, content_type: str, owner: str, kind: str, number: str
) -> None:
    """Put a part into the package, with its content type and a relation to it among `owner`'s relations."""
    package[path] = part
    types = parsed(package["[Content_Types].xml"], path)
    etree.SubElement(types, f"{_TYPES}Override", PartName="/" + path, ContentType=content_type)
    package["[Content_Types].xml"] = written(types)
    empty = f'<Relationships xmlns="{_RELATION[1:].split("}")[0]}"/>'.encode()
    relations = parsed(package.get(owner, empty), path)
    target = path.removeprefix("word/") if owner.startswith("word/") else path
    etree.SubElement(relations, _RELATION, Id=number, Type=kind, Target=target)
    package[owner] = written(relations)


def with_properties(package: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the package the two parts in which a file speaks of itself; no day, no machine."""
    whole = dict(package)
    app = (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>ecoclaim</Application></Properties>"
    )
    add_part(whole, CORE_PART, core(Properties()), _CORE_TYPE, "_rels/.rels", _CORE, "rIdCore")
    app_kind = f"{_OFFICE}/extended-properties"
    add_part(whole, "docProps/app.xml", app.encode(), _APP_TYPE, "_rels/.rels", app_kind, "rIdApp")
    return whole


def core(about: Properties, keywords: str = "") -> bytes:
    """Write the part that tells form, case and pack, and carries the file's fingerprint."""
    fields = (
        ("dc:title", about.title),
        ("dc:subject", about.case),
        ("cp:category", about.pack),
        ("cp:keywords", keywords),
    )
    inner = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in fields if text)
    text = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    )
    return text.encode()


def zipped(package: Mapping[str, bytes]) -> bytes:
    """Write the package: stored, sorted, without days, so that equal parts give equal bytes."""
    first = "[Content_Types].xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(package, key=lambda path: (path != first, path)):
            member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            member.external_attr = 0
            archive.writestr(member, package[path])
    return buffer.getvalue()
