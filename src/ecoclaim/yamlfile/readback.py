"""The last look before bytes leave the room: what was written must read back as what was meant."""

from __future__ import annotations

from ecoclaim.errors import BadFile
from ecoclaim.words import _
from ecoclaim.yamlfile.reader import read
from ecoclaim.yamlfile.shape import CONTROL, DEEPEST, LARGEST_FILE, Loc, Tree, bad

BOM = b"\xef\xbb\xbf"


def checked(data: bytes, meant: Tree, path: str, place: tuple[int, int]) -> bytes:
    """Give the bytes back if they read as the tree that was meant; BadFile at the place of the change if not."""
    if len(data) > LARGEST_FILE:
        raise bad(path, place, _("with this the file would be larger than 1 MiB: keep long papers under evidence/"))
    try:
        same = read(data, path).tree == meant
    except BadFile as refused:
        same, reason = False, refused.problems[0].message
    else:
        reason = _("it would not read back as it was meant")
    if not same:
        message = _(
            "nothing can be written here without changing the rest of the file ({reason}): edit these lines by hand"
        )
        raise bad(path, place, message.format(reason=reason))
    return data


def check_text(tree: Tree, path: str, loc: Loc = ()) -> None:
    """Refuse what no file of ours may hold, before it is written: control characters, and groups nested too deep."""
    waiting: list[tuple[Loc, Tree]] = [(loc, tree)]
    while waiting:
        here, value = waiting.pop()
        if isinstance(value, dict):
            for key in value:
                _check_characters(key, path, (*here, key))
            waiting.extend(((*here, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend(((*here, index), inner) for index, inner in enumerate(value))
        elif value is not None:
            _check_characters(value, path, here)
        if len(here) > DEEPEST:
            message = _("lists and groups more than {limit} deep in one another cannot be written")
            raise bad(path, None, message.format(limit=DEEPEST), here[:3])


def _check_characters(text: str, path: str, loc: Loc) -> None:
    if found := CONTROL.search(text):
        code = f"U+{ord(found.group()):04X}"
        message = _("the text holds a control character ({code}) that no file may hold: leave it out")
        raise bad(path, None, message.format(code=code), loc)


def line_end(text: str) -> str:
    """Give the line end a text uses, that of its last line first."""
    last = text.rstrip(" \t")
    if last.endswith("\r\n") or ("\r\n" in text and not last.endswith("\n")):
        return "\r\n"
    return "\r" if "\r" in text and "\n" not in text else "\n"
