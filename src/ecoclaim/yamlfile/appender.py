"""Adds an entry at the end of a list on file and takes the last one back; the bytes before stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ecoclaim.words import _
from ecoclaim.yamlfile.readback import BOM, check_text, checked, line_end
from ecoclaim.yamlfile.reader import Document, read
from ecoclaim.yamlfile.shape import Tree, bad, place_at
from ecoclaim.yamlfile.writer import block

_DOCUMENT_END = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)
_COMMENT_LINE = re.compile(r"[ \t]*#[^\r\n]*(?:\r\n|\r|\n)?\Z")


def append(data: bytes, entry: Mapping[str, Tree], comment: str, path: str) -> bytes:
    """Add an entry at the end of the list a file holds, below a comment line, in the file's own indent and line ends.

    An empty `[]` is replaced. Raises BadFile, saying what to change, where old list and entry would not read back.
    """
    document = read(data, path)
    check_text(dict(entry), path)
    old = _entries(document)
    text, eol = document.text, line_end(document.text)
    root = document.nodes.get(())
    before, rest = text, ""
    indent, step = 0, 2
    if document.tree == [] and root:
        before, rest = text[: root.start], text[root.end :]
        if text[root.start : root.end].strip("[] \t\r\n"):
            raise bad(path, (root.line, root.column), _("a comment stands inside the brackets: move it above them"))
    elif old and root:
        indent = root.indent
        step = _step(document, len(old) - 1, indent)
    if before and not before.endswith(("\n", "\r")):
        if any(node.style in ("|", ">") and node.end == len(text) for node in document.nodes.values()):
            place = place_at(text, len(text))
            raise bad(path, place, _("the file ends within a text: press Enter at the end of this line"))
        before += eol
    lines = [" " * indent + _comment(comment), *_entry_lines(dict(entry), indent, step)]
    rest = re.sub(r"\A[ \t]*(?:\r\n|\r|\n)?", "", rest) if not rest.lstrip(" \t").startswith("#") else rest
    new = before + eol.join(lines) + eol + rest
    bom = BOM if data.startswith(BOM) else b""
    meant: list[Tree] = [*old, dict(entry)]
    place = place_at(before, len(before))
    return checked(bom + new.encode(), meant, path, place)


def remove_last(data: bytes, path: str) -> bytes:
    """Take back the last entry of the list a file holds, with the comment line right above it.

    Undoes `append` to the byte, but for a missing last line end and an empty `[]`, which are not put back.
    """
    document = read(data, path)
    old = _entries(document)
    text = document.text
    if not old:
        raise bad(path, (1, 1), _("there is no entry to take back"))
    root, last = document.nodes[()], document.nodes[(len(old) - 1,)]
    start = max(text.rfind("\n", 0, last.start), text.rfind("\r", 0, last.start)) + 1
    if text[start : last.start].strip(" -") or (len(old) == 1 and text[start : root.start].strip(" ")):
        raise bad(path, (last.line, last.column), _("this entry shares its line with others: delete it by hand"))
    if above := _COMMENT_LINE.match(text, _previous_line(text, start), start):
        start = above.start()
    line_after = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?").match(text, last.end)
    end = line_after.end() if line_after else len(text)
    new = text[:start] + text[end:]
    bom = BOM if data.startswith(BOM) else b""
    return checked(bom + new.encode(), old[:-1] or None, path, (last.line, last.column))


def _entries(document: Document) -> list[Tree]:
    """Give the entries on file; BadFile with the cure where a line at the end would not be one more entry."""
    tree, path, text = document.tree, document.path, document.text
    root = document.nodes.get(())
    place = (root.line, root.column) if root else (1, 1)
    if tree is None:
        if root and root.end > root.start:
            raise bad(path, place, _("this file should hold a list: delete this word"))
    elif not isinstance(tree, list):
        raise bad(path, place, _("this file should hold a list: begin each entry with “- ” on a line of its own"))
    elif tree and root and root.flow:
        message = _("the whole list stands in brackets: begin each entry with “- ” on a line of its own instead")
        raise bad(path, place, message)
    if ends := _DOCUMENT_END.search(text, root.end if root else 0):
        raise bad(path, place_at(text, ends.start()), _("the line ... ends the file for good: delete it"))
    return tree or [] if not isinstance(tree, str | dict) else []


def _step(document: Document, index: int, indent: int) -> int:
    """Give the columns from the dash to the keys, as in the last entry."""
    last = document.nodes[(index,)]
    if last.kind != "group" or last.flow or last.indent <= indent or last.indent - indent > 8:
        return 2
    return last.indent - indent


def _entry_lines(entry: dict[str, Tree], indent: int, step: int) -> list[str]:
    if not entry:
        return [" " * indent + "- {}"]
    first, *others = block(entry, indent + step)
    return [" " * indent + "-" + " " * (step - 1) + first[indent + step :], *others]


def _comment(comment: str) -> str:
    """Write a comment that is one line whatever it holds."""
    shown = "".join(sign if sign.isprintable() else " " for sign in comment)
    return f"# {' '.join(shown.split())}".rstrip()


def _previous_line(text: str, start: int) -> int:
    """Give the start of the line before the line that starts at an index."""
    end = start - 2 if text[start - 2 : start] == "\r\n" else start - 1
    return max(text.rfind("\n", 0, max(end, 0)), text.rfind("\r", 0, max(end, 0))) + 1
