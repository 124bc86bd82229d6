"""A form's package: the page of GB/T 9704-2012, page numbers, and the zip, always the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from builder.bricks import SONG
from builder.styles import HEAD, W, font, fonts, settings, styles, theme

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def page(body: str, *, numbers: bool = True, cover: str = "", register: bool = False, wide: str = "") -> str:
    """Lay a form out on A4: 37 mm above, 28 mm to the left, a type area of 156 by 225 mm, 22 lines of 28 characters.

    Page numbers stand outside, right on odd and left on even pages; a cover is page 0 and carries none, and the
    numbers after it stand in the middle, for programs do not agree which side page 1 then is on.
    A register is a table that fills its page: it has less room above and below. What is `wide` follows on pages that
    lie on their side.
    """
    feet = "".join(
        f'<w:footerReference w:type="{kind}" r:id="{number}"/>'
        for kind, number in (
            ("even", "rIdMiddle" if cover else "rIdEven"),
            ("default", "rIdMiddle" if cover else "rIdOdd"),
        )
    )
    if cover:
        feet = feet.replace("rIdEven", "rIdMiddle").replace("rIdOdd", "rIdMiddle")
    above, below, foot = (1417, 1247, 737) if register else (2098, 1984, 1247)
    size = (
        f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="{above}" w:right="1474" w:bottom="{below}" w:left="1587"'
        f' w:header="851" w:footer="{foot}" w:gutter="0"/>'
    )
    first = '<w:pgNumType w:start="0"/>' if cover else ""
    title = "<w:titlePg/>" if cover else ""
    grid = '<w:docGrid w:type="lines" w:linePitch="579"/>'
    section = f"<w:sectPr>{feet if numbers else ''}{size}{first}{title}{grid}</w:sectPr>"
    if wide:
        lying = (
            '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1587" w:right="1474" w:bottom="1474"'
            ' w:left="1587" w:header="851" w:footer="737" w:gutter="0"/>'
        )
        body += f'<w:p><w:pPr><w:pStyle w:val="AfterTable"/>{section}</w:pPr></w:p>{wide}'
        section = f"<w:sectPr>{feet}{lying}{grid}</w:sectPr>"
    return f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{cover}{body}{section}</w:body></w:document>'


def docx(document: str, title: str) -> bytes:
    """Write the package of one form."""
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("rId1", f"{R}/officeDocument", "word/document.xml"),
            ("rIdCore", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rIdApp", f"{R}/extended-properties", "docProps/app.xml"),
        ),
        "docProps/app.xml": f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>ecoclaim</Application></Properties>",
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></cp:coreProperties>',
        "word/document.xml": document,
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/theme/theme1.xml": theme(),
        "word/footer_odd.xml": _footer("right", 'w:rightChars="100" w:right="280"'),
        "word/footer_even.xml": _footer("left", 'w:leftChars="100" w:left="280"'),
        "word/footer_middle.xml": _footer("center", 'w:left="0"'),
        "word/_rels/document.xml.rels": _relations(
            ("rIdStyles", f"{R}/styles", "styles.xml"),
            ("rIdSettings", f"{R}/settings", "settings.xml"),
            ("rIdFonts", f"{R}/fontTable", "fontTable.xml"),
            ("rIdTheme", f"{R}/theme", "theme/theme1.xml"),
            ("rIdOdd", f"{R}/footer", "footer_odd.xml"),
            ("rIdEven", f"{R}/footer", "footer_even.xml"),
            ("rIdMiddle", f"{R}/footer", "footer_middle.xml"),
        ),
    }
    return _zip(parts)


def _zip(parts: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.create_system = 0
            member.external_attr = 0
            archive.writestr(member, parts[name].encode())
    return buffer.getvalue()


def _types() -> str:
    kinds = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "word/footer_odd.xml": f"{WORD}.footer+xml",
        "word/footer_even.xml": f"{WORD}.footer+xml",
        "word/footer_middle.xml": f"{WORD}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*relations: tuple[str, str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>' for number, kind, target in relations
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _footer(side: str, indent: str) -> str:
    form = f'<w:rPr>{font(SONG)}<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'

    def part(inner: str) -> str:
        return f"<w:r>{form}{inner}</w:r>"

    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind {indent}/>'
        f'<w:jc w:val="{side}"/></w:pPr>'
        + part('<w:t xml:space="preserve">— </w:t>')
        + part('<w:fldChar w:fldCharType="begin"/>')
        + part('<w:instrText xml:space="preserve"> PAGE </w:instrText>')
        + part('<w:fldChar w:fldCharType="separate"/>')
        + part("<w:t>1</w:t>")
        + part('<w:fldChar w:fldCharType="end"/>')
        + part('<w:t xml:space="preserve"> —</w:t>')
        + "</w:p></w:ftr>"
    )
