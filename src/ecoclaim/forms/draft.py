"""What a draft shows at the head of every page, whatever the template has there."""

from __future__ import annotations

from lxml import etree

from ecoclaim.forms.package import add_part
from ecoclaim.forms.strict import W

DRAFT = "草稿"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_FORM = (
    '<w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体" w:hint="eastAsia"/>'
    '<w:color w:val="C00000"/><w:sz w:val="32"/><w:highlight w:val="yellow"/></w:rPr>'
)
_HEADER = (
    f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    f'<w:ind w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:r>{_FORM}<w:t>{DRAFT}</w:t></w:r></w:p></w:hdr>'
)


def mark_as_draft(document: etree._Element, package: dict[str, bytes]) -> None:
    """Give every section of the document a header that says it is a draft."""
    path, number = "word/header_draft.xml", "rIdDraft"
    add_part(package, path, _HEADER.encode(), _HEADER_TYPE, "word/_rels/document.xml.rels", f"{_R}/header", number)
    for section in list(document.iter(f"{W}sectPr")):
        for old in section.findall(f"{W}headerReference"):
            section.remove(old)
        for kind in ("first", "even", "default"):
            reference = etree.Element(f"{W}headerReference", nsmap={"r": _R})
            reference.set(f"{W}type", kind)
            reference.set(f"{{{_R}}}id", number)
            section.insert(0, reference)
