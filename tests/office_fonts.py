"""Fonts to lay a page out with, the same on every machine: LibreOffice sees these and no others.

Where a line ends is a matter of widths. A computer without the fonts of the forms takes others, with wider digits. So the
tests make stand-ins under the names the forms ask for. Their characters are as wide as in an office's fonts: ASCII half
an em, all else of GBK one em. Each is drawn as a box, for only its place matters.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

# By the family a form asks for, the name its stand-in bears in a PDF.
STAND_INS = {
    "仿宋_GB2312": "StandInFangSong",
    "黑体": "StandInHei",
    "楷体_GB2312": "StandInKai",
    "宋体": "StandInSong",
    "方正小标宋简体": "StandInTitle",
}
ASCII = tuple(range(0x20, 0x7F))
GBK = ASCII + tuple(number for number in range(0x80, 0x10000) if chr(number).encode("gbk", "ignore"))
_EM, _ASCENT, _DESCENT = 256, 220, -36
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{rules}<reset-dirs/><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip a test of fonts where one of these programs is missing, by its name, or fonts are not chosen by fontconfig."""
    missing = [program for program in programs if shutil.which(program) is None]
    if sys.platform != "linux":
        return pytest.mark.skip(reason="LibreOffice chooses fonts by fontconfig on Linux alone")
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def configured(
    folder: Path,
    families: Mapping[str, str] = STAND_INS,
    *,
    characters: tuple[int, ...] = GBK,
    rules: str = "",
) -> Path:
    """Make fonts of these families and names, and a configuration that knows no others, for FONTCONFIG_FILE."""
    folder.mkdir(parents=True, exist_ok=True)
    made = _font(characters)
    for family, name in families.items():
        font = TTFont(io.BytesIO(made), recalcBBoxes=False)
        for number, text in {1: family, 2: "Regular", 3: name, 4: family, 6: name}.items():
            font["name"].setName(text, number, 3, 1, 0x409)
        font.save(folder / f"{name}.ttf")
    config = folder / "fonts.conf"
    config.write_text(_CONFIG.format(rules=rules, folder=folder), "utf-8")
    return config


@cache
def _font(characters: tuple[int, ...]) -> bytes:
    widths = {number: _EM // 2 if number < 0x80 else _EM for number in characters}
    names = {number: f"u{number:04X}" for number in widths}
    font = FontBuilder(_EM, isTTF=True)
    font.setupGlyphOrder([".notdef", *names.values()])
    font.setupCharacterMap(names)
    boxes = {width: _box(width) for width in (_EM // 2, _EM)}
    font.setupGlyf({".notdef": boxes[_EM]} | {names[number]: boxes[width] for number, width in widths.items()})
    font.setupHorizontalMetrics({".notdef": (_EM, 0)} | {names[number]: (width, 0) for number, width in widths.items()})
    font.setupHorizontalHeader(ascent=_ASCENT, descent=_DESCENT)
    font.setupOS2(sTypoAscender=_ASCENT, sTypoDescender=_DESCENT, usWinAscent=_ASCENT, usWinDescent=-_DESCENT)
    font.setupNameTable({})
    font.setupPost()
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _box(width: int) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((16, 0))
    for corner in ((16, 200), (width - 16, 200), (width - 16, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
