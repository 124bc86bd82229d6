"""What two people wrote differently, where git could not merge it and left both in the file between its marks.

Alone knows git's marks, and how to tell from both versions of the file, in the case's words, what is in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ecoclaim import yamlfile
from ecoclaim.errors import Problem
from ecoclaim.ledger.changes import Change, changes
from ecoclaim.ledger.places import CASE
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_BASE = "|||||||"
# So many points in dispute are told; the file shows the rest.
_TOLD = 4


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both versions of a file, and the line of the first mark."""

    line: int
    ours: str
    theirs: str


def conflict(data: bytes, path: str) -> Problem | None:
    """Say what is in dispute in a file that git left with its marks; None where it has none."""
    if b"<<<<<<<" not in data or b">>>>>>>" not in data:
        return None
    sides = _sides(data.decode("utf-8", "replace"))
    if sides is None:
        return None
    about = _("; ").join(_shortened(list(_dispute(path, sides))))
    message = _(
        "git could not merge what two people wrote here; between <<<<<<< and ======= stands ours, to >>>>>>> theirs: "
        "keep what is right, delete the marks, then git add {path} and git commit"
    ).format(path=path)
    if about:
        message = _("{about}. {message}").format(about=about, message=message)
    return Problem(path, sides.line, 1, "", message)


def _shortened(told: list[str]) -> list[str]:
    return told if len(told) <= _TOLD else [*told[: _TOLD - 1], told[-1]]


def _sides(text: str) -> _Sides | None:
    ours: list[str] = []
    theirs: list[str] = []
    first = 0
    where = ""
    for number, line in enumerate(_LINES.findall(text), 1):
        mark = line[:7]
        if mark == "<<<<<<<" and not where:
            first, where = first or number, "ours"
        elif mark == _BASE and where == "ours":
            where = "base"
        elif mark == "=======" and line.strip() == mark and where in ("ours", "base"):
            where = "theirs"
        elif mark == ">>>>>>>" and where == "theirs":
            where = ""
        else:
            ours += [line] if where in ("", "ours") else []
            theirs += [line] if where in ("", "theirs") else []
    return _Sides(first, "".join(ours), "".join(theirs)) if first and not where else None


def _dispute(path: str, sides: _Sides) -> Iterator[str]:
    found = changes(path, sides.ours.encode(), sides.theirs.encode())
    yield from (_told(one) for one in found if one.kind != "unreadable")
    if path.endswith(f"/{CASE}") and any(one.path == "title" for one in found):
        case = path.split("/")[-2]
        yield _(
            "if these are two cases opened under one number: git merge --abort, ecoclaim renumber {case} for ours, and "
            "merge again"
        ).format(case=case)


def _told(one: Change) -> str:
    if one.kind == "recorded":
        return _("only theirs has {entry}").format(entry=one.named)
    if one.kind == "taken-back":
        return _("only ours has {entry}").format(entry=one.named)
    if one.field is None:
        return one.note
    words = {"field": one.label, "entry": one.named, "ours": _value(one.field.old), "theirs": _value(one.field.new)}
    if one.kind == "corrected":
        return _("{field} of {entry} is {ours} in ours and {theirs} in theirs").format(**words)
    return _("{field} is {ours} in ours and {theirs} in theirs").format(**words)


def _value(value: Tree) -> str:
    if value is None:
        return _("(empty)")
    return yamlfile.dump(value).strip() if isinstance(value, dict | list) else " ".join(value.split())
