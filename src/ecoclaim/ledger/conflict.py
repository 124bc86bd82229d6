"""What two people wrote differently, where git could not merge it and left both in the file between its marks.

Alone knows git's marks, and how to tell from both versions of the file, in the case's words, what is in dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ecoclaim import yamlfile
from ecoclaim.errors import Problem
from ecoclaim.ledger.changes import Change, changes
from ecoclaim.ledger.compare import Difference
from ecoclaim.ledger.places import CASE
from ecoclaim.outside.files import LARGEST_TEXT, contents
from ecoclaim.terminal import quoted, quoted_path
from ecoclaim.words import _
from ecoclaim.yamlfile import Tree

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_BASE = "|||||||"
# So many points in dispute are told; the file shows the rest.
_TOLD = 4
# So many signs of a value.
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both versions of a file, and the line of the first mark."""

    line: int
    ours: str
    theirs: str
    rebased: bool = False


def conflict(data: bytes, path: str, rebased: bool = False) -> Problem | None:
    """Say what is in dispute in a file that git left with its marks; None where it has none.

    In a rebase git puts ours after theirs: it writes anew on theirs what was ours.
    """
    if b"<<<<<<<" not in data or b">>>>>>>" not in data:
        return None
    sides = _sides(data.decode("utf-8", "replace"), rebased)
    if sides is None:
        return None
    about = _("; ").join(_shortened(list(_dispute(path, sides))))
    if rebased:
        message = _(
            "git could not merge what two people wrote here; between <<<<<<< and ======= stands theirs, to >>>>>>> "
            "ours: keep what is right, delete the marks, then git add {path} and git rebase --continue"
        )
    else:
        message = _(
            "git could not merge what two people wrote here; between <<<<<<< and ======= stands ours, to >>>>>>> "
            "theirs: keep what is right, delete the marks, then git add {path} and git commit"
        )
    message = message.format(path=quoted_path(path))
    if about:
        message = _("{about}. {message}").format(about=about, message=message)
    return Problem(path, sides.line, 1, "", message)


def in_rebase(root: Path) -> bool:
    """Tell whether the repository around a ledger is in the middle of a rebase; asks no git."""
    here = root.absolute()
    own = next((one / ".git" for one in (here, *here.parents) if (one / ".git").exists()), None)
    if own is not None and own.is_file():
        # A worktree: its own folder lies in that of the repository.
        own = own.parent / contents(own, LARGEST_TEXT).decode("utf-8", "replace").removeprefix("gitdir:").strip()
    return own is not None and any((own / name).exists() for name in ("rebase-merge", "rebase-apply"))


def _shortened(told: list[str]) -> list[str]:
    return told if len(told) <= _TOLD else [*told[: _TOLD - 1], told[-1]]


def _sides(text: str, rebased: bool) -> _Sides | None:
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
    if not first or where:
        return None
    first_side, second = "".join(ours), "".join(theirs)
    return _Sides(first, second, first_side, True) if rebased else _Sides(first, first_side, second)


def _dispute(path: str, sides: _Sides) -> Iterator[str]:
    found = [one for one in changes(path, sides.ours.encode(), sides.theirs.encode()) if one.kind != "unreadable"]
    two_cases = path.endswith(f"/{CASE}") and any(one.path == "title" for one in found)
    twice = (
        {one.field.names[1] for one in found if one.field and _is_another_file(one.field)} if not two_cases else set()
    )
    if twice:
        yield from _evidence(path, sides, twice)
    for one in found:
        if not (one.field and one.field.names[:1] == ("evidence",) and twice.intersection(one.field.names[1:2])):
            yield _told(one)
    if two_cases:
        case = path.split("/")[-2]
        give_up = "git rebase --abort" if sides.rebased else "git merge --abort"
        yield _(
            "if these are two cases opened under one number: {give_up}, ecoclaim renumber {case} for ours, and merge "
            "again"
        ).format(case=case, give_up=give_up)


def _is_another_file(field: Difference) -> bool:
    """Tell whether both sides gave one number to different evidence, which then are two pieces and both right."""
    return (
        field.names[:1] == ("evidence",)
        and field.names[2:] in (("file",), ("sha256",))
        and None not in (field.old, field.new)
    )


def _evidence(path: str, sides: _Sides, twice: set[str]) -> Iterator[str]:
    """Say how both pieces of evidence are kept that two people took in under one number."""
    ours, theirs = (_pieces(text) for text in (sides.ours, sides.theirs))
    last = max((int(number) for number in (*ours, *theirs) if number.isdecimal()), default=0)
    for free, number in enumerate(sorted(twice), last + 1):
        one, other = ours.get(number, {}), theirs.get(number, {})
        yield _(
            "both took in evidence {number}, {one} in ours and {other} in theirs: keep both entries, and make theirs "
            "number {free}, also where events name it"
        ).format(number=number, one=one.get("name"), other=other.get("name"), free=free)
        if one.get("file") == other.get("file"):
            file = f"{path.rpartition('/')[0]}/{other.get('file')}"
            text = (
                _("of {file} only theirs lies there; ours is had by git show {object} > {path}")
                if sides.rebased
                else _("of {file} only ours lies there; theirs is had by git show {object} > {path}")
            )
            side = "ours" if sides.rebased else "theirs"
            beside = PurePosixPath(file).with_stem(f"{PurePosixPath(file).stem}-{side}")
            # Seen from the ledger, which may lie below the top of the repository.
            yield text.format(file=file, object=quoted(f":3:./{file}"), path=quoted_path(beside))


def _pieces(text: str) -> dict[str, dict[str, Tree]]:
    """List the evidence of one side by its number."""
    tree = yamlfile.read(text.encode(), CASE).tree
    entries = tree.get("evidence") if isinstance(tree, dict) else None
    found = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return {str(one.get("no")): one for one in found}


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
    if value is None or value == []:
        return _("(empty)")
    text = " ".join((yamlfile.dump(value) if isinstance(value, dict | list) else value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
