"""A photograph opened behind the gate: what kind it is, how large, and which side is up."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

# What Word, WPS and LibreOffice all show.
_KINDS = {"image/jpeg": "jpg", "image/png": "png"}
# Beyond these sides a program that shows it may run out of memory.
_LONGEST_SIDE, _MOST_DOTS = 20_000, 100_000_000
_EXIF, _ORIENTATION, _DEEP = b"Exif\0\0", 0x0112, 1 << 16
# By EXIF's number how far the picture is to be turned clockwise.
_TURNS = {3: 180, 6: 90, 8: 270}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it lies in its file: its dots across and down, and how far to turn it so that its top is up."""

    data: bytes
    content_type: str
    ending: str
    width: int
    height: int
    turned: int


def picture(data: bytes) -> Picture | None:
    """Open a JPEG or PNG; None for what is none, is damaged, or is too large to be shown."""
    from docx.image.image import Image

    try:
        image = Image.from_file(io.BytesIO(data))
        kind, width, height = image.content_type, image.px_width, image.px_height
    except Exception:  # of a damaged file python-docx raises Exception itself
        return None
    sound = 0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE and width * height <= _MOST_DOTS
    if kind not in _KINDS or not sound:
        return None
    return Picture(data, kind, _KINDS[kind], width, height, _turned(data))


def _turned(data: bytes) -> int:
    """Read from the camera's own note which side is up."""
    at = data.find(_EXIF, 0, _DEEP)
    if at < 0:
        return 0
    note = data[at + len(_EXIF) : at + len(_EXIF) + _DEEP]
    order = {b"II": "<", b"MM": ">"}.get(note[:2])
    try:
        if order is None:
            return 0
        (first,) = struct.unpack_from(f"{order}I", note, 4)
        (count,) = struct.unpack_from(f"{order}H", note, first)
        for place in range(first + 2, first + 2 + 12 * count, 12):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", note, place)
            if tag == _ORIENTATION:
                return _TURNS.get(value, 0)
    except struct.error:
        return 0
    return 0
