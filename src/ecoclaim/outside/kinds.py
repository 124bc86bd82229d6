"""What a file is, told by its bytes and never by its name; with the cure where it is not what is wanted."""

from __future__ import annotations

import re

from ecoclaim.words import _

ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST = 300  # bytes of a pointer
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_ANNEX = re.compile(rb"(?:\.git|\.\.)?/?annex/objects/\S+|(?:\.\./)*\.git/annex/objects/\S+")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def pointer(data: bytes) -> str | None:
    """Give the SHA-256 that these bytes point at where they are a pointer of Git LFS; None where they are none."""
    found = _POINTER.match(data[:_LONGEST])
    return found[1].decode() if found else None


def no_package(data: bytes) -> str:
    """Say what these bytes are instead of a Word file or a workbook, and the cure; empty where they may be one."""
    if data.startswith(ZIP):
        # The list of what a package holds stands at its end.
        return "" if b"PK\x05\x06" in data[-66_000:] else _("the file breaks off before its end; ask for it again")
    if not data.strip(b"\0"):
        return _("the file is empty; ask for it again, or save it again from Word or WPS")
    if data.startswith(_COMPOUND):
        return _compound(data)
    if pointer(data):
        return _("only the pointer of Git LFS is here; fetch the file itself: git lfs pull")
    if _ANNEX.match(data[:_LONGEST]):
        return _("only the pointer of git-annex is here; fetch the file itself: git annex get")
    for mark, kind in ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG")):
        if data.startswith(mark):
            return _("this is {kind}, not a Word file; save it as .docx from Word or WPS").format(kind=kind)
    if _PAGE.match(data[:_LONGEST]):
        return _("this is a web page, perhaps a notice in place of the file; download the file itself")
    return _("this is not a .docx file; save it as .docx from Word or WPS")


def _compound(data: bytes) -> str:
    """Tell the old Office formats and the locked new ones apart by the names that lie in them as UTF-16."""
    if _wide("EncryptedPackage") in data:
        return _("the file is locked with a password; save it without one from Word or WPS")
    if _wide("WordDocument") in data:
        return _("this is a .doc file of old Word; save it as .docx from Word or WPS")
    if _wide("Workbook") in data or _wide("Book") in data:
        return _("this is an .xls file of old Excel; save it as .xlsx from Excel or WPS")
    return _("this is a file of an old Office program; save it as .docx or .xlsx")


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")
