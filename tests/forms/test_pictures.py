"""Photographs on the photo page: their shape, their description, and what is no picture."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator
from papers import made, template

from ecoclaim.forms.fill import fill, read
from ecoclaim.forms.pictures import PASTED, Illustration, Shown
from ecoclaim.forms.text import text
from ecoclaim.outside.pictures import Picture, picture

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def png(width: int, height: int) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"".join(b"\0" + bytes(width) for _row in range(min(height, 300))))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", dots) + part(b"IEND", b"")


def jpeg(width: int, height: int, orientation: int, order: str = ">") -> bytes:
    mark = {">": b"MM\0*", "<": b"II*\0"}[order]
    note = mark + struct.pack(f"{order}IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0)
    exif = b"Exif\0\0" + note
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    parts = ((0xE1, exif), (0xC0, frame), (0xDA, b"\x01\x01\x00\x00\x3f\x00"))
    body = b"".join(b"\xff" + bytes([kind]) + struct.pack(">H", len(data) + 2) + data for kind, data in parts)
    return b"\xff\xd8" + body + b"\0\xff\xd9"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (png(300, 200), ("png", 300, 200, 0)),
        (jpeg(300, 200, 1), ("jpg", 300, 200, 0)),
        (jpeg(300, 200, 6), ("jpg", 300, 200, 90)),
        (jpeg(300, 200, 8, "<"), ("jpg", 300, 200, 270)),
        (jpeg(300, 200, 3), ("jpg", 300, 200, 180)),
        (jpeg(300, 200, 99), ("jpg", 300, 200, 0)),
        (png(300, 0), None),
        (png(30_000, 10), None),
        (png(15_000, 15_000), None),
        (png(300, 200)[:20], None),
        (jpeg(300, 200, 6)[:30], None),
        (jpeg(300, 200, 6).replace(b"\xff\xe1", b"\xff\xba", 1), None),
        (b"GIF89a\x01\0\x01\0\0\0\0;", None),
        (b"%PDF-1.7", None),
        (b"", None),
    ],
)
def test_a_picture_is_known_by_its_bytes(data: bytes, expected: tuple[str, int, int, int] | None) -> None:
    found = picture(data)
    assert expected == (found and (found.ending, found.width, found.height, found.turned))


def opened(data: bytes) -> Picture:
    found = picture(data)
    assert found is not None
    return found


def document(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


@pytest.mark.parametrize(
    ("data", "across", "down", "own"),
    [
        (png(600, 200), 5_400_000, 1_800_000, (5_400_000, 1_800_000)),
        (png(100, 200), 1_044_000, 2_088_000, (1_044_000, 2_088_000)),
        (jpeg(200, 100, 6), 1_044_000, 2_088_000, (2_088_000, 1_044_000)),
    ],
    ids=["wide", "tall", "turned by the camera"],
)
def test_a_picture_fills_its_frame_the_right_way_up(data: bytes, across: int, down: int, own: tuple[int, int]) -> None:
    form = read(made("{{ 图 }}"))
    root = document(form.fill({"图": Shown(4)}, pictures={4: Illustration(opened(data), "现场“全貌”：<北侧>")}))
    (extent,) = root.iter(f"{WP}extent")
    (size,) = root.iter(f"{A}ext")
    (about,) = root.iter(f"{WP}docPr")
    assert (extent.get("cx"), extent.get("cy")) == (str(across), str(down))
    assert (size.get("cx"), size.get("cy")) == tuple(map(str, own))
    assert about.get("descr") == "现场“全貌”：<北侧>"


def test_a_page_of_photographs_is_sound_and_leaves_room_where_there_is_none(tmp_path: Path) -> None:
    photos = tuple(
        {"图": Shown(number), "序": number, "名称": f"照片{number}", "拍摄人": "", "时间": "", "地点": "", "说明": ""}
        for number in (1, 2, 3)
    )
    facts = {"案件名称": "示例案", "照片": photos, "粘贴人": "", "粘贴日期": ""}
    pictures = {1: Illustration(opened(png(30, 20)), "一"), 2: Illustration(opened(jpeg(30, 20, 6)), "二")}
    file = tmp_path / "photos.docx"
    file.write_bytes(template("house/photo-page").fill(facts, pictures=pictures))
    assert [str(one) for one in OpenXmlValidator().validate(file).errors] == []
    with zipfile.ZipFile(file) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
    assert media == ["word/media/evidence1.png", "word/media/evidence2.jpg"]
    assert text(file.read_bytes()).count(PASTED) == 1
    assert file.read_bytes() == template("house/photo-page").fill(facts, pictures=pictures)


def test_no_value_can_pretend_to_be_a_picture() -> None:
    assert PASTED in text(fill(made("{{ 图 }}"), {"图": Shown(1)}))
    with pytest.raises(Exception, match="U\\+FDD2"):
        fill(made("{{ 图 }}"), {"图": "\ufdd21\ufdd3"})
