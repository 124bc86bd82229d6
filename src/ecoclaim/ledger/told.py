"""What files tell of persons: their names, their texts, every part of a Word file; and what cannot be looked into.

Alone knows how a file of any kind is read for that, within limits: nothing large is taken into memory whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from ecoclaim import yamlfile
from ecoclaim.checks.disclosed import told_by_fields, told_by_text
from ecoclaim.checks.known import Known
from ecoclaim.checks.personal import personal
from ecoclaim.errors import BadFile, dotted
from ecoclaim.outside.files import LARGEST_DOCUMENT, LARGEST_TEXT, MIB, beginning, contents
from ecoclaim.outside.kinds import ZIP, pointer
from ecoclaim.outside.packages import parts
from ecoclaim.outside.texts import lines
from ecoclaim.words import _

UNSEEN = "unseen"
_FIRST = 8192
_NO_WORDS = (".odttf", ".fntdata", ".ttf", ".otf", "printersettings1.bin", "printersettings2.bin", "mimetype")
_MARKUP = (".xml", ".rels", ".vml")
_PACKAGE_DEPTH = 2
# Numbers as a spreadsheet keeps them when they grow long.
_POWER = re.compile(r"\b([0-9])\.([0-9]{4,17})E\+?([0-9]{1,2})\b")
_PDF_TEXT = re.compile(rb"/(?:Title|Author|Subject|Keywords|Creator)\s*(?:\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f\s]+)>)")
_PDF_PACKET = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """One place that tells of a person, or that nobody can look into: then `reason` says why, and its checksum."""

    path: str
    kind: str
    text: str = ""
    line: int | None = None
    column: int | None = None
    field: str = ""
    reason: str = ""
    sha256: str = ""


def told_by_name(path: str, known: Known) -> Iterator[Place]:
    """List what the name of a file, a branch or a tag tells."""
    for one in personal(path, known):
        yield Place(path, one.kind, one.text)


def told_by_file(root: Path, path: Path, known: Known) -> Iterator[Place]:
    """List what a file on the disk tells; of what cannot be looked into no more than its beginning is read."""
    name = path.relative_to(root).as_posix()
    yield from told_by_name(name, known)
    try:
        first = beginning(path, _FIRST)
        size = path.stat().st_size
        if _is_binary(first) and not first.startswith((ZIP, b"%PDF")):
            yield Place(name, UNSEEN, reason=_("a picture, film or other file without text"))
            return
        if size > _most(first):
            yield Place(name, UNSEEN, reason=_too_large(_most(first)))
            return
        data = contents(path, _most(first), name)
    except (OSError, BadFile) as fault:
        yield Place(name, UNSEEN, reason=str(fault))
        return
    yield from told_by_content(name, data, known)


def told_by_content(path: str, data: bytes, known: Known) -> Iterator[Place]:
    """List what the content of a file tells; one that cannot be looked into is a place itself."""
    if (there := pointer(data)) is not None:
        # The file itself goes another way than git's, and would get there unseen.
        yield Place(path, UNSEEN, reason=_("only the pointer of Git LFS is here"), sha256=there)
    elif data.startswith(ZIP):
        yield from _told_by_package(path, data, known, 0)
    elif data.startswith(b"%PDF"):
        yield from _told_by_pdf(path, data, known)
    elif len(data) > LARGEST_TEXT:
        yield _unseen(path, data, _too_large(LARGEST_TEXT))
    elif (text := readable(data)) is None:
        yield _unseen(path, data, _("a picture, film or other file without text"))
    else:
        yield from _told_by_words(path, data, text, known)


def readable(data: bytes) -> str | None:
    """Read bytes as text, in the ways text is kept in China; None where they are none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if b"\0" in data:
        return None
    text = _decoded(data, "utf-8-sig")
    return _decoded(data, "gb18030") if text is None else text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _told_by_words(path: str, data: bytes, text: str, known: Known) -> Iterator[Place]:
    seen: set[str] = set()
    if path.endswith((".yaml", ".yml")):
        try:
            document = yamlfile.read(data, path)
        except BadFile:
            document = yamlfile.read(b"", path)
        for one in told_by_fields(document.tree, known=known):
            line, column = document.place(one.loc)
            seen.add(one.text)
            yield Place(path, one.kind, one.text, line, column, dotted(one.loc))
    # Comments tell too.
    for line, column, one in told_by_text(_unescaped(text), known):
        if one.text not in seen:
            yield Place(path, one.kind, one.text, line, column)


def _unescaped(text: str) -> str:
    """Write what a web page, a JSON file or an address says in signs of its own as the signs themselves."""
    if "&#" in text:
        text = re.sub(r"&#(?:[0-9]{2,7}|[xX][0-9A-Fa-f]{2,6});", lambda at: html.unescape(at[0]), text)
    if "\\u" in text:
        text = re.sub(r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4})", _sign, text)
    return re.sub(r"(?:%[0-9A-Fa-f]{2}){2,}", lambda at: unquote(at[0]), text) if "%" in text else text


def _sign(at: re.Match[str]) -> str:
    codes = at[0].split("\\u")[1:]
    return b"".join(bytes.fromhex(one) for one in codes).decode("utf-16-be", "replace")


def _told_by_package(path: str, data: bytes, known: Known, depth: int) -> Iterator[Place]:
    try:
        found = parts(data, path)
        texts = _texts(found, path)
    except BadFile as fault:
        yield _unseen(path, data, "; ".join(one.message for one in fault.problems))
        return
    for part, text in texts.items():
        told: dict[tuple[str, str], None] = {}
        for _line, _column, one in told_by_text(_unescaped(_POWER.sub(_whole, text)), known):
            told[one.kind, one.text] = None
        yield from (Place(path, kind, said, field=part) for kind, said in told)
    for part, content in sorted(found.items()):
        yield from (replace(one, path=path, field=part) for one in told_by_name(part.rpartition("/")[2], known))
        if part.lower().endswith((*_MARKUP, *_NO_WORDS)) or not content:
            continue
        if content.startswith(ZIP) and depth < _PACKAGE_DEPTH:
            inner = _told_by_package(path, content, known, depth + 1)
            yield from (replace(one, field=f"{part}/{one.field}".rstrip("/")) for one in inner)
        elif part.lower().endswith((".txt", ".csv", ".json", ".htm", ".html", ".yaml")):
            yield from (replace(one, path=path, field=part) for one in told_by_content(part, content, known))
        else:
            yield replace(_unseen(path, content, _("a picture or other part without text")), field=part)


def _texts(found: Mapping[str, bytes], path: str) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for one in lines(found, path):
        texts.setdefault(one.part, []).append(one.text)
    return {part: "\n\n".join(said) for part, said in texts.items()}


def _whole(at: re.Match[str]) -> str:
    return (at[1] + at[2]).ljust(int(at[3]) + 1, "0")[:20]


def _told_by_pdf(path: str, data: bytes, known: Known) -> Iterator[Place]:
    said = [_pdf_text(literal, digits) for literal, digits in _PDF_TEXT.findall(data)]
    said += [re.sub(r"<[^>]*>", "\n", one.decode("utf-8", "replace")) for one in _PDF_PACKET.findall(data)]
    told: dict[tuple[str, str], None] = {}
    for text in said:
        for one in personal(text[:LARGEST_TEXT], known):
            told[one.kind, one.text] = None
    yield from (Place(path, kind, text, field="metadata") for kind, text in told)
    yield _unseen(path, data, _("the pages of a PDF"))


def _pdf_text(literal: bytes, digits: bytes) -> str:
    data = bytes.fromhex(re.sub(rb"\s", b"", digits).decode()[: len(digits) // 2 * 2]) if digits else literal
    if data.startswith(b"\xfe\xff"):
        return data.decode("utf-16-be", "replace")
    return data.decode("utf-8", "replace")


def _is_binary(first: bytes) -> bool:
    return b"\0" in first and not first.startswith((b"\xff\xfe", b"\xfe\xff"))


def _most(first: bytes) -> int:
    return LARGEST_DOCUMENT if first.startswith((ZIP, b"%PDF")) else LARGEST_TEXT


def _too_large(most: int) -> str:
    return _("larger than {size} MiB").format(size=most // MIB)


def _unseen(path: str, data: bytes, reason: str) -> Place:
    return Place(path, UNSEEN, reason=reason, sha256=sha256(data).hexdigest())
