"""Files that a stranger may send in place of a Word file, each with a word of the sentence that tells it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

GOOD = (Path(__file__).parents[1] / "templates" / "xpcc" / "consultation-notice.docx").read_bytes()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN = "word/document.xml"
NAMES = "abcdefghijklmnopqrstuvwxyz0123456"


def members(docx: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", way) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def document(body: str, before: str = "") -> bytes:
    return f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def with_parts(**changed: bytes | None) -> bytes:
    """The good file with parts changed, or taken out."""
    found: dict[str, bytes | None] = {**members(), **changed}
    return packed({name: data for name, data in found.items() if data is not None})


def with_body(body: str, before: str = "") -> bytes:
    return with_parts(**{MAIN: document(body, before)})


def compound(*names: str) -> bytes:
    """The head of an old Office file with these names in it, as UTF-16."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"".join(name.encode("utf-16-le") for name in names)


def twice() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members().items():
            archive.writestr(name, data)
        archive.writestr(MAIN.upper(), b"<x/>")
    return buffer.getvalue()


def flagged() -> bytes:
    """A package whose list says that its parts are locked."""
    data = bytearray(packed(members()))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def bomb() -> bytes:
    """Over two thousand mebibytes in some two: stored once, and listed often."""
    inner = packed({"x": bytes(64 << 20)})
    entry_at = inner.find(b"PK\x01\x02")
    end_at = inner.find(b"PK\x05\x06")
    local, entry = inner[:entry_at], inner[entry_at:end_at]
    entries = b"".join(entry[:-1] + name.encode() for name in NAMES)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, len(NAMES), len(NAMES), len(entries), len(local), 0)
    return local + entries + end


def billion_laughs() -> str:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{steps}]>'


def broken_stream() -> bytes:
    data = bytearray(packed(members()))
    middle = data.find(b"word/document.xml") + len(MAIN) + 40
    data[middle : middle + 20] = random.Random(1).randbytes(20)
    return bytes(data)


NO_WORD_FILE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "zeros": (lambda: bytes(4096), "empty"),
    "locked by Word": (lambda: compound("EncryptedPackage", "EncryptionInfo"), "password"),
    "locked as a zip": (flagged, "password"),
    "old Word": (lambda: compound("WordDocument", "1Table"), ".doc file"),
    "old Excel": (lambda: compound("Workbook"), ".xls"),
    "broken off": (lambda: GOOD[: len(GOOD) // 2], "breaks off"),
    "damaged": (broken_stream, "damaged"),
    "a pointer of Git LFS": (
        lambda: f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 5\n".encode(),
        "git lfs pull",
    ),
    "a pointer of git-annex": (lambda: b"/annex/objects/SHA256E-s5--abc.docx\n", "git annex get"),
    "a PDF": (lambda: b"%PDF-1.7\n", "PDF"),
    "rich text": (lambda: b"{\\rtf1 x}", "RTF"),
    "a web page": (lambda: b"<!DOCTYPE html><html><body>login", "web page"),
    "a note": (lambda: "一张字条".encode(), ".docx"),
    "a zip of something else": (lambda: packed({"a.txt": b"a"}), "not a Word document"),
    "a workbook": (lambda: packed({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "workbook"),
    "an OpenDocument": (
        lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "ODT",
    ),
    "without its document": (lambda: with_parts(**{MAIN: None}), "not a Word document"),
    "a part twice": (twice, "twice"),
    "a name that leads out": (lambda: with_parts(**{"../../evil.xml": b"<x/>"}), "leads elsewhere"),
    "an absolute name": (lambda: with_parts(**{"/etc/passwd": b"x"}), "leads elsewhere"),
    "a name of Windows": (lambda: with_parts(**{"word\\..\\evil.xml": b"x"}), "leads elsewhere"),
    "packed otherwise": (lambda: packed(members(), zipfile.ZIP_LZMA), "does not pack"),
    "a packing bomb": (bomb, "unpack to"),
    "one huge part": (lambda: with_parts(**{"word/x.xml": bytes(120 << 20)}), "unpack to"),
    "too many parts": (lambda: packed({f"{n}.xml": b"" for n in range(5000)}), "parts"),
    "a billion laughs": (lambda: with_body("<w:p>&l9;</w:p>", billion_laughs()), "document type"),
    "an entity of a file": (
        lambda: with_body("<w:p>&x;</w:p>", '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "document type",
    ),
    "deep": (lambda: with_body("<w:p>" * 100_000 + "</w:p>" * 100_000), "deep"),
    "many attributes": (lambda: with_body("<w:p " + " ".join(f'a{n}="1"' for n in range(9000)) + "/>"), "attributes"),
    "many elements": (lambda: with_body("<w:p/>" * 2_100_000), "elements"),
    "a huge document": (lambda: with_body(f"<w:p>{random.Random(1).randbytes(9 << 20).hex()}</w:p>"), "16 MiB"),
    "not well-formed": (lambda: with_body("<w:p>"), "well-formed"),
}
