"""What in a Word file fetches, runs or embeds something when it is opened, converted or printed.

A link that is followed only when someone clicks on it is fine; everything else that leads out of the file is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from ecoclaim.outside.files import refused
from ecoclaim.outside.markup import parsed
from ecoclaim.words import _

_XML = (".xml", ".rels", ".vml", ".svg")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CLICKED = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_LEADS_OUT = re.compile(r"[a-z][a-z0-9+.-]+:|//|\\\\", re.IGNORECASE)
# Kinds of relations, by the end of their name in every edition of the format, to what is not part of the text.
_EMBEDDED = (
    *("/oleObject", "/package", "/control", "/activeXControlBinary", "/aFChunk", "/subDocument", "/frame"),
    *("/mailMergeSource", "/mailMergeHeaderSource", "/recipientData", "/transform", "/externalLink"),
    *("/vbaProject", "/wordVbaData", "/attachedToolbars", "/keyMapCustomizations", "/ui/extensibility"),
)
_NAMES = re.compile(r"vbaproject|vbadata|activex|oleobject|(?:^|/)embeddings/|(?:^|/)afchunk|\.(?:mht|html?)$")
_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|text/html|xhtml|message/rfc822|rtf", re.IGNORECASE)
_ELEMENTS = frozenset(("altChunk", "subDoc", "object", "OLEObject", "control", "mailMerge", "frameset", "ocx"))
# The template that a file was written with is named in nearly every file; whoever reads one as a form drops it.
_WRITTEN_WITH = "/attachedTemplate"
# A place on the writer's own machine; elsewhere Word would fetch it on opening.
_NEAR = re.compile(r"(?:file:///|/)?(?![/\\])(?:[a-z]:)?[^:]*", re.IGNORECASE)
# Every field of the format that neither fetches nor runs anything; the first word of the others tells what they do.
_FIELDS = frozenset(
    re.findall(
        r"\w+",
        """
        ADDIN ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST BARCODE BIBLIOGRAPHY
        BIDIOUTLINE CITATION COMMENTS COMPARE CREATEDATE DATE DISPLAYBARCODE DOCPROPERTY DOCVARIABLE EDITTIME EQ
        FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN FORMTEXT GOTOBUTTON GREETINGLINE HYPERLINK IF INDEX INFO
        KEYWORDS LASTSAVEDBY LISTNUM MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE
        PAGEREF PRINTDATE PRIVATE QUOTE REF REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SHAPE SKIPIF STYLEREF SUBJECT
        SYMBOL TA TC TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE
        """,
    )
)
_FIELD = re.compile(r"\s*(=|[A-Za-z]+)")
# Stands for a field whose name another field makes, or that was judged.
_MADE, _JUDGED = "{", "PAGE"


def refuse_reach(parts: Mapping[str, bytes], name: str) -> None:
    """Refuse a Word file that fetches, runs or embeds; raises BadFile with the part and the cure of the first."""
    for path in sorted(parts):
        if _NAMES.search(path.lower()):
            raise refused(
                name, _("a form may not carry macros or embedded objects ({part}); take them out").format(part=path)
            )
    for path in sorted(parts):
        if path.lower().endswith(_XML) and parts[path]:
            wrong = next(_reaches(path, parsed(parts[path], name, path)), "")
            if wrong:
                raise refused(name, wrong, path)


def _reaches(path: str, root: etree._Element) -> Iterator[str]:
    if path == "[Content_Types].xml":
        yield from _types(root)
    elif path.endswith(".rels"):
        for relation in root.iter(_RELATION):
            yield from _relation(relation)
    elif path.lower().endswith(".svg"):
        yield from _drawing(root)
    elif path.startswith("word/"):
        yield from _elements(root)
        yield from _fields(root)


def _types(root: etree._Element) -> Iterator[str]:
    for entry in root:
        if _TYPES.search(entry.get("ContentType", "")) and entry.get("PartName"):
            yield _("a form may not carry macros or embedded objects ({part}); take them out").format(
                part=entry.get("PartName")
            )


def _relation(relation: etree._Element) -> Iterator[str]:
    kind, target = relation.get("Type", ""), relation.get("Target", "")
    outside = relation.get("TargetMode", "").lower() == "external" or _LEADS_OUT.match(target)
    if kind.endswith(_WRITTEN_WITH) and _NEAR.fullmatch(target):
        return
    if kind.endswith(_EMBEDDED):
        yield _("a form may not carry macros or embedded objects ({part}); take them out").format(part=target)
    elif outside and not (kind.endswith("/hyperlink") and _CLICKED.match(target)):
        yield _("a form may not fetch anything from elsewhere ({target}); take the link out").format(target=target)


def _elements(root: etree._Element) -> Iterator[str]:
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        if kind in _ELEMENTS:
            yield _("a form may not carry macros or embedded objects ({part}); take them out").format(part=kind)
        for key, value in element.attrib.items():
            # Old drawings name their pictures by address and not by relation.
            if etree.QName(key).localname in ("src", "sourceFileName", "althref") and _LEADS_OUT.match(str(value)):
                yield _("a form may not fetch anything from elsewhere ({target}); take the link out").format(
                    target=value
                )
        if kind == "sourceFileName":
            yield _("a form may not carry macros or embedded objects ({part}); take them out").format(part=kind)


def _fields(root: etree._Element) -> Iterator[str]:
    """Judge every field by its first word, which may be split over runs."""
    said: list[str] = []
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        if kind == "fldSimple":
            yield from _field(next((str(value) for key, value in element.attrib.items() if key.endswith("}instr")), ""))
        elif kind == "fldChar":
            state = next((value for key, value in element.attrib.items() if key.endswith("}fldCharType")), "")
            if state == "begin":
                if said and not said[-1].strip():
                    said[-1] = _MADE
                said.append("")
            elif said and state in ("separate", "end"):
                yield from _field(said[-1])
                said[-1] = _JUDGED
                if state == "end":
                    said.pop()
        elif kind in ("instrText", "delInstrText"):
            if said:
                said[-1] += element.text or ""
            else:
                yield from _field(element.text or "")
    for left in said:
        yield from _field(left)


def _field(said: str) -> Iterator[str]:
    found = _FIELD.match(said)
    name = found[1].upper() if found else ""
    if said.strip() and name != "=" and name not in _FIELDS:
        yield _("a form may not hold the field {field}, which fetches or runs something; take it out").format(
            field=name or said.strip()[:30]
        )
    elif name == "HYPERLINK" and (wrong := [word for word in re.split(r'[\s"“”]+', said) if _wrong_link(word)]):
        yield _("a form may not fetch anything from elsewhere ({target}); take the link out").format(target=wrong[0])


def _wrong_link(target: str) -> bool:
    return bool(_LEADS_OUT.match(target)) and not _CLICKED.match(target)


def _drawing(root: etree._Element) -> Iterator[str]:
    """Judge a drawing that is text: it may show pictures of its own and nothing else."""
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        styles = [element.text or "" if kind == "style" else "", *map(str, element.attrib.values())]
        links = [str(value) for key, value in element.attrib.items() if etree.QName(key).localname in ("href", "src")]
        if (
            kind in ("script", "foreignObject")
            or any(not link.startswith(("#", "data:image/")) for link in links if kind != "a")
            or any(re.search(r"@import|url\(\s*['\"]?(?!['\"]?(?:#|data:image/))", style) for style in styles)
        ):
            yield _("a form may not fetch anything from elsewhere ({target}); take the link out").format(target=kind)
