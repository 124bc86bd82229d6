"""Pictures on a page: a fact stands for one, and its file takes the place of the fact once the form is filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from ecoclaim.forms.package import add_part
from ecoclaim.forms.strict import W
from ecoclaim.outside.markup import parsed
from ecoclaim.outside.pictures import Picture

# Unicode noncharacters, as those of a missing blank: no value can hold them.
_OPEN, _CLOSE = "\ufdd2", "\ufdd3"
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
# What stands where there is no picture to put: the place for a print.
PASTED = "（粘贴照片）"
# The room in the frame of the photo page, in EMU: 15 by 5.8 cm.
_ROOM = (5_400_000, 2_088_000)
_DEGREE = 60_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PARAGRAPH = (
    '<w:snapToGrid w:val="0"/><w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/>'
)
_BEFORE_SPACING = frozenset(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl")
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact that prints as the picture of a piece of evidence."""

    number: int

    def __str__(self) -> str:
        """Mark the place where the picture goes."""
        return f"{_OPEN}{self.number}{_CLOSE}"


@dataclass(frozen=True, slots=True)
class Illustration:
    """A picture with what it shows, for whoever has the page read aloud."""

    picture: Picture
    about: str


def place(root: etree._Element, pictures: Mapping[int, Illustration], package: dict[str, bytes]) -> None:
    """Put pictures where their facts stand in the document; where there is none, the place for a print."""
    for text in [text for text in root.iter(f"{W}t") if _MARK.search(text.text or "")]:
        mark = _MARK.search(text.text or "")
        run, found = text.getparent(), pictures.get(int(mark[1])) if mark else None
        paragraph = run.getparent() if run is not None else None
        if mark is None or run is None or paragraph is None or found is None:
            text.text = _MARK.sub(PASTED, text.text or "")
            continue
        number = int(mark[1])
        path = f"word/media/evidence{number}.{found.picture.ending}"
        if path not in package:
            kind = f"{_RELATIONS}/image"
            rels = "word/_rels/document.xml.rels"
            add_part(package, path, found.picture.data, found.picture.content_type, rels, kind, _relation(number))
        for child in list(run):
            run.remove(child)
        run.append(_drawing(found, number))
        _give_room(paragraph)


def _relation(number: int) -> str:
    return f"rIdEvidence{number}"


def _give_room(paragraph: etree._Element) -> None:
    """Let the lines of the paragraph be as high as the picture."""
    form = paragraph.find(f"{W}pPr")
    if form is None:
        form = etree.Element(f"{W}pPr")
        paragraph.insert(0, form)
    for child in [child for child in form if child.tag not in _BEFORE_SPACING]:
        form.remove(child)
    form.extend(parsed(f'<w:pPr xmlns:w="{W[1:-1]}">{_PARAGRAPH}</w:pPr>'.encode(), ""))


def _drawing(one: Illustration, number: int) -> etree._Element:
    picture = one.picture
    lying = picture.turned in (90, 270)
    across, down = (picture.height, picture.width) if lying else (picture.width, picture.height)
    scale = min(_ROOM[0] / across, _ROOM[1] / down)
    shown = (round(across * scale), round(down * scale))
    own = shown[::-1] if lying else shown
    turn = f' rot="{picture.turned * _DEGREE}"' if picture.turned else ""
    drawing = parsed(
        (
            f'<w:drawing xmlns:w="{W[1:-1]}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
            f' xmlns:pic="{_DRAWING}/picture" xmlns:r="{_RELATIONS}"><wp:inline distT="0" distB="0" distL="0"'
            f' distR="0"><wp:extent cx="{shown[0]}" cy="{shown[1]}"/><wp:docPr id="{number}" name="evidence{number}"/>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}"'
            f' name="evidence{number}.{picture.ending}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{_relation(number)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
            f'<a:xfrm{turn}><a:off x="0" y="0"/><a:ext cx="{own[0]}" cy="{own[1]}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        ).encode(),
        "",
    )
    for element in drawing.iter(f"{{{_DRAWING}/wordprocessingDrawing}}docPr", f"{{{_DRAWING}/picture}}cNvPr"):
        element.set("descr", one.about)
    return drawing
