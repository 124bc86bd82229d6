"""The parts of a Word file or workbook, unpacked within limits; a packing bomb is known before it is unpacked."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from ecoclaim.outside.files import LARGEST_DOCUMENT, MIB, refused
from ecoclaim.outside.kinds import no_package
from ecoclaim.words import _

MOST_PARTS = 4000
MOST_UNPACKED = 128 * MIB
# A page of text packs to a tenth, a table of the same words to a fiftieth.
_HARMLESS, _MOST_TIMES = 16 * MIB, 100
_ENTRY = b"PK\x01\x02"
# Word packs in these two ways; others may unpack without end before their size is looked at.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ODD_NAME = re.compile(r'[\x00-\x1f\\:*?"<>|]|^/|(?:^|/)\.\.?(?:/|$)|//')
_DAMAGED = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError),
    *(OSError, EOFError, ValueError, OverflowError),
)
_WORD = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def parts(data: bytes, name: str) -> dict[str, bytes]:
    """Unpack every part of a Word file or workbook, by its name.

    Raises BadFile, with the cure, for what is none, is locked, broken off or damaged, or would unpack to more than
    the limits; packages within it stay packed.
    """
    if wrong := no_package(data):
        raise refused(name, wrong)
    if len(data) > LARGEST_DOCUMENT:
        message = _("the file is larger than {size} MiB, far too large for what it should be")
        raise refused(name, message.format(size=LARGEST_DOCUMENT // MIB))
    # Counted before the list is read: each entry takes ten times its bytes.
    if data.count(_ENTRY) > MOST_PARTS:
        raise refused(name, _("the file holds over {count} parts, as no document does").format(count=MOST_PARTS))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if wrong := _wrong(members, len(data)):
                raise refused(name, wrong)
            return {member.filename: archive.read(member) for member in members}
    except _DAMAGED as fault:
        raise refused(name, _("the file is damaged; ask for it again, or save it again from Word or WPS")) from fault


def word_parts(data: bytes, name: str) -> dict[str, bytes]:
    """Unpack a Word file; raises BadFile also for a package that is something else."""
    found = parts(data, name)
    if not found.keys() >= set(_WORD):
        raise refused(name, _no_word(found))
    if b"macroEnabled" in found["[Content_Types].xml"]:
        raise refused(name, _("this Word file carries macros; save it as .docx, without them"))
    return found


def _wrong(members: Sequence[zipfile.ZipInfo], packed: int) -> str:
    """Say what is wrong with a package's list, or nothing."""
    seen: set[str] = set()
    for member in members:
        if member.flag_bits & 0x1:
            return _("the file is locked with a password; save it without one from Word or WPS")
        if _ODD_NAME.search(member.orig_filename) or member.orig_filename != member.filename:
            return _("the file holds a part with a name that leads elsewhere ({part}); do not use it").format(
                part=repr(member.orig_filename[:80])
            )
        # Office takes two names for one where only the case of letters differs.
        if member.filename.lower() in seen:
            return _("the file holds the part {part} twice; save it again from Word or WPS").format(
                part=member.filename[:80]
            )
        if member.compress_type not in _PACKED:
            return _("the file is packed as Word does not pack; save it again from Word or WPS")
        seen.add(member.filename.lower())
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED or size > max(_HARMLESS, _MOST_TIMES * packed):
        return _("the file would unpack to {size} MiB, far too much for a document; do not use it").format(
            size=size // MIB
        )
    return ""


def _no_word(found: Mapping[str, bytes]) -> str:
    if "xl/workbook.xml" in found:
        return _("this is a workbook, not a Word document; save it as .docx from Word or WPS")
    if found.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return _("this is an ODT file of LibreOffice; save it as .docx from LibreOffice, Word or WPS")
    return _("this is not a Word document; save it as .docx from Word or WPS")
