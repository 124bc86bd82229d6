"""Word files that fetch, run or embed something, each with a word of the sentence that refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from bad_files import W, members, packed

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def relation(number: str, kind: str, target: str, *, mode: str = "External") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{outside}/>'


def word(body: str, relations: str = "", more: Mapping[str, bytes] | None = None) -> bytes:
    """A sound Word file with this body, these further relations of its document, and these parts in place."""
    found = {**members(), **(more or {})}
    name = "word/_rels/document.xml.rels"
    found[name] = found[name].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    found["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".encode()
    return packed(found)


def picture(attribute: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {attribute}/><a:stretch>'
        '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(*pieces: str) -> str:
    return "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)


def field(*pieces: str) -> str:
    return f"<w:p>{char('begin')}{instruction(*pieces)}{char('separate')}<w:r><w:t>x</w:t></w:r>{char('end')}</w:p>"


def rels(relations: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'.encode()


def reaching(host: str) -> dict[str, tuple[bytes, str]]:
    """List what asks a host when it is opened or converted, embeds a program, or runs one."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image xlink:href="{host}/p.png" width="5" height="5"/></svg>'
    )
    nested = f"<w:p>{char('begin')}{char('begin')}{instruction('QUOTE 68 68 69')}{char('end')}{char('end')}</w:p>"
    return {
        "a linked picture": (word(picture('r:link="x"'), relation("x", "image", f"{host}/p.png")), "/p.png"),
        "a picture from elsewhere": (word(picture('r:embed="x"'), relation("x", "image", f"{host}/p.png")), "/p.png"),
        "a picture of a share": (word("", relation("x", "image", r"\\host\p.png")), r"\\host"),
        "a picture not called outside": (word("", relation("x", "image", f"{host}/p.png", mode="")), "/p.png"),
        "a link that opens a share": (word("", relation("x", "hyperlink", r"file:\\host\a")), r"\\host"),
        "a link that runs": (word("", relation("x", "hyperlink", "ms-msdt:/id")), "ms-msdt"),
        "an old picture": (word(f'<w:p><w:r><v:imagedata src="{host}/p.png"/></w:r></w:p>'), "/p.png"),
        "a drawing with a picture": (word("", more={"word/media/x.svg": svg.encode()}), "image"),
        "a subdocument": (word('<w:subDoc r:id="x"/>', relation("x", "subDocument", f"{host}/s.docx")), "s.docx"),
        "its template": (
            word("", more={"word/_rels/settings.xml.rels": rels(relation("x", "attachedTemplate", f"{host}/t.dotm"))}),
            "t.dotm",
        ),
        "a template of a share": (
            word("", more={"word/_rels/settings.xml.rels": rels(relation("x", "attachedTemplate", "file://h/t.dotm"))}),
            "t.dotm",
        ),
        "a frame": (
            word("", more={"word/_rels/webSettings.xml.rels": rels(relation("x", "frame", f"{host}/f.htm"))}),
            "f.htm",
        ),
        "data to merge": (
            word("", more={"word/_rels/settings.xml.rels": rels(relation("x", "mailMergeSource", "file:///d.mdb"))}),
            "d.mdb",
        ),
        "a linked object": (word("", relation("x", "oleObject", f"{host}/o.docx")), "o.docx"),
        "an embedded object": (word("", more={"word/embeddings/oleObject1.bin": b"x"}), "oleObject1.bin"),
        "an object by another name": (word("", relation("x", "oleObject", "media/a.png", mode="")), "media/a.png"),
        "a foreign document": (word('<w:altChunk r:id="x"/>', relation("x", "aFChunk", "a.html", mode="")), "a.html"),
        "a control": (word('<w:p><w:r><w:control r:id="x"/></w:r></w:p>'), "control"),
        "macros": (word("", more={"word/vbaProject.bin": b"x"}), "vbaProject.bin"),
        "macros by type": (
            word("", more={"[Content_Types].xml": members()["[Content_Types].xml"].replace(
                b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"vnd.ms-word.document.macroEnabled.main+xml",
            )}),
            "macros",
        ),
        "DDE": (word(field("DDE cmd x")), "DDE"),
        "DDEAUTO split": (word(field(" DD", "EAUTO c:\\\\windows\\\\calc")), "DDEAUTO"),
        "a field made by another": (word(nested), "{"),
        "INCLUDETEXT": (word(field(f'INCLUDETEXT "{host}/t.docx"')), "INCLUDETEXT"),
        "INCLUDEPICTURE": (word(field(f'includepicture "{host}/p.png" \\d')), "INCLUDEPICTURE"),
        "LINK": (word(field(f'LINK Word.Document.8 "{host}/l.docx"')), "LINK"),
        "DATABASE": (word('<w:p><w:fldSimple w:instr="DATABASE \\d x"/></w:p>'), "DATABASE"),
        "a field that opens a share": (word(field(r'HYPERLINK "\\\\host\\a"')), "host"),
    }  # fmt: skip


HARMLESS = {
    "a web page": word('<w:p><w:hyperlink r:id="x"/></w:p>', relation("x", "hyperlink", "https://www.mee.gov.cn")),
    "a letter": word("", relation("x", "hyperlink", "mailto:a@example.cn")),
    "a place within": word(field('HYPERLINK \\l "第一章"')),
    "a web field": word(field('HYPERLINK "https://www.mee.gov.cn/"')),
    "page numbers": word(field(" PAGE \\* MERGEFORMAT ") + field("PAGE\\* Arabic") + field("=1+1") + field("eq \\o(a,b)")),
    "a ticked box": word(field("FORMCHECKBOX")),
    "a table of contents": word(field('TOC \\o "1-3" \\h') + field("PAGEREF _Toc1 \\h")),
    "a field in a field": word(
        f"<w:p>{char('begin')}{instruction('IF ')}{char('begin')}{instruction('PAGE')}{char('end')}"
        f"{instruction(' = 1 a b')}{char('end')}</w:p>"
    ),
    "a drawing of its own": word("", more={"word/media/x.svg": b'<svg><use href="#a"/></svg>'}),
    "a template here": word("", more={
        "word/_rels/settings.xml.rels": rels(relation("x", "attachedTemplate", "file:///C:/Users/a/Normal.dotm"))
    }),
}  # fmt: skip
