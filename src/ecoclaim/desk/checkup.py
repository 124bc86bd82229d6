"""What `doctor` looks at besides git: the ledger's own files, the calendar, the rules, and what printing needs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import normalize

from ecoclaim.terminal import quoted
from ecoclaim.views.health import Sign
from ecoclaim.words import _

if TYPE_CHECKING:
    from datetime import datetime

    from ecoclaim.desk.opened import Opened
    from ecoclaim.ledger.strangers import Stranger

_LEFT_BEHIND = (".write-", ".new-")
_SOON = timedelta(days=60)


def signs_of(at: Opened, there: datetime) -> Iterator[Sign]:
    """Look over a ledger and what it needs around it."""
    from ecoclaim.desk.checkup_git import git_signs

    yield from ledger_signs(at)
    yield from git_signs(at.root)
    yield from rule_signs(at)
    yield from machine_signs(at.root, there)


def ledger_signs(at: Opened) -> Iterator[Sign]:
    """Look over the ledger's own files."""
    from ecoclaim.errors import BadFile
    from ecoclaim.ledger.load import load_cases
    from ecoclaim.ledger.places import case_ids

    ids = case_ids(at.root)
    bad = [one for one in at.watched(load_cases(at.root, ids), len(ids)) if isinstance(one, BadFile)]
    what = _("files of the ledger")
    if bad or at.problems:
        first = [*at.problems, *(problem for fault in bad for problem in fault.problems)][0]
        yield Sign("files", what, "broken", str(first), _("correct it; ecoclaim check names every one"))
    else:
        yield Sign("files", what, "good", _("{n} cases, all can be read").format(n=len(ids)))
    yield from _strangers(at)
    yield from _numbers(ids)
    yield from _names(at.root)
    yield from _left_behind(at.root)
    yield from _schemas(at.root)


def passed_over(at: Opened) -> Iterator[Stranger]:
    """Find what lies in the ledger's folders and is read by no command."""
    from ecoclaim.ledger.strangers import strange_templates, strangers

    yield from strangers(at.root)
    yield from strange_templates(at.root, at.office.pack or "")


def _strangers(at: Opened) -> Iterator[Sign]:
    what = _("what is passed over")
    found = list(passed_over(at))
    for one in found:
        text = _("{path} {message}").format(path=one.path, message=one.message)
        yield Sign("passed-over", what, "to-do", text, one.cure)
    if not found:
        yield Sign("passed-over", what, "good", _("nothing"))


def _numbers(ids: list[str]) -> Iterator[Sign]:
    known: dict[tuple[str, int], str] = {}
    what = _("case numbers")
    for one in ids:
        key = (one[:4], int(one[5:]))
        if key in known:
            text = _("{one} and {other} are one number").format(one=known[key], other=one)
            yield Sign("numbers", what, "broken", text, f"ecoclaim renumber {one}")
            return
        known[key] = one
    yield Sign("numbers", what, "good", _("none stands twice"))


def _names(root: Path) -> Iterator[Sign]:
    """Look for names that another system keeps differently: by case alone, or not in the composed form."""
    what = _("file names")
    seen: dict[str, str] = {}
    for folder, _folders, files in os.walk(root / "cases"):
        for name in files:
            path = (Path(folder) / name).relative_to(root).as_posix()
            if path != normalize("NFC", path):
                text = _("{path} is not written in the composed form (NFC)").format(path=path)
                yield Sign("names", what, "to-do", text, _("rename it with git mv, and its entry in case.yaml"))
                return
            folded = path.casefold()
            if folded in seen:
                text = _("{one} and {other} are one name on Windows and macOS").format(one=seen[folded], other=path)
                yield Sign("names", what, "to-do", text, _("rename one of them with git mv"))
                return
            seen[folded] = path
    yield Sign("names", what, "good", _("every system can keep them"))


def _left_behind(root: Path) -> Iterator[Sign]:
    below = [one for name in ("cases", "calendars", "packs") for one in (root / name).rglob(".*")]
    names = (one.relative_to(root).as_posix() for one in (*root.glob(".*"), *below))
    found = [one for one in names if one.rpartition("/")[2].startswith(_LEFT_BEHIND)]
    what = _("left behind by a write")
    if found:
        text = _(", ").join(found[:3])
        yield Sign("left-behind", what, "to-do", text, _("if no ecoclaim is running, delete it; nothing needs it"))
    else:
        yield Sign("left-behind", what, "good", _("nothing"))


def _schemas(root: Path) -> Iterator[Sign]:
    from ecoclaim.ledger.create import schema_files
    from ecoclaim.outside.files import contents_if_any

    old = [name for name, data in schema_files(root).items() if contents_if_any(root / name) != data]
    what = _("schemas for editors")
    if old:
        text = _("out of date: {names}").format(names=_(", ").join(old))
        yield Sign("schemas", what, "to-do", text, "ecoclaim schema case --write")
    else:
        yield Sign("schemas", what, "good", _("up to date"))


def rule_signs(at: Opened) -> Iterator[Sign]:
    """Look over the calendar and the rules."""
    until = at.workdays.known_until
    what = _("calendar")
    text = _("known until {day}").format(day=until.isoformat())
    if at.on + _SOON > until:
        cure = _("enter the new notice as calendars/YEAR.yaml, or update ecoclaim; until then dates are provisional")
        yield Sign("calendar", what, "to-do", text, cure)
    else:
        yield Sign("calendar", what, "good", text)
    for one in at.workdays.layers.incomplete:
        if not one.known:
            text = _("{path}: the notice of {year} does not name every statutory holiday").format(
                path=one.file, year=one.year
            )
            yield Sign(
                "calendar", what, "to-do", text, _("enter it whole, as worded; ecoclaim check says what is missing")
            )
    book = at.office_book()
    what = _("rule pack")
    if book is None:
        found = "; ".join(str(one) for one in at.problems[-1:]) or _("none is named in ecoclaim.yaml")
        yield Sign("pack", what, "to-do", found, _("write pack: NAME in ecoclaim.yaml"))
        return
    if book.pack.expired_on(at.on):
        text = _("{pack} was in force until {day}; it still computes, with a warning").format(
            pack=book.pack.name, day=str(book.pack.in_force_until)
        )
        cure = _("once it is extended or replaced, say so in packs/{pack}.yaml").format(pack=book.pack.name)
        yield Sign("pack", what, "to-do", text, cure)
    else:
        yield Sign("pack", what, "good", book.pack.name)


def machine_signs(root: Path, there: datetime) -> Iterator[Sign]:
    """Look over what printing and reminding need of this computer; `there` is the time in China."""
    from ecoclaim.archive.programs import is_there, said

    text = _("{here} here, {there} in Beijing").format(
        here=f"{there.astimezone():%Y-%m-%d %H:%M UTC%z}", there=f"{there:%Y-%m-%d %H:%M}"
    )
    yield Sign("clock", _("clock"), "good", text)
    if os.name != "nt":
        yield _fonts()
    office = is_there("soffice", "libreoffice")
    if office:
        yield Sign("libreoffice", "LibreOffice", "good", office)
    else:
        text = _("not installed; only --pdf needs it")
        yield Sign("libreoffice", "LibreOffice", "to-do", text, _("install libreoffice-writer"))
    if os.name == "nt":
        return
    what = _("daily reminder")
    if "ecoclaim" in (said("crontab", "-l") or ""):
        yield Sign("cron", what, "good", _("in your crontab"))
    else:
        named = f"ECOCLAIM_LEDGER={quoted(root.absolute())}"
        line = f"0 8 * * * {named} {quoted(sys.executable)} -m ecoclaim deadlines --quiet"
        cure = _("crontab -e, and add two lines, {first} (so that the mail can be read) and {line}").format(
            first='CONTENT_TYPE="text/plain; charset=UTF-8"', line=line.replace("%", r"\%")
        )
        yield Sign("cron", what, "to-do", _("not in your crontab"), cure)


def _fonts() -> Sign:
    from ecoclaim.forms.fonts import ALIKE, fonts_for, stand_ins

    what = _("fonts of the forms")
    fonts = fonts_for(ALIKE)
    if fonts is None:
        return Sign("fonts", what, "to-do", _("cannot be seen without fc-match"), _("install fontconfig"))
    cure = _("install the fonts, or print where Word or WPS has them")
    if not fonts.chinese:
        return Sign("fonts", what, "to-do", _("no Chinese font is installed"), cure)
    others = stand_ins(one for one in fonts.used if not one.alike)
    if others:
        text = _("missing, and another stands in: {fonts}").format(fonts=others)
        return Sign("fonts", what, "to-do", text, cure)
    return Sign("fonts", what, "good", _(", ").join(ALIKE))
