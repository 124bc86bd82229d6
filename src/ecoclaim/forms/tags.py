"""Where the tags of a template begin and end, judged before anything else reads them.

What patches and parses templates looks for the end of each tag; where thousands have none, that takes hours.
"""

from __future__ import annotations

import re

from ecoclaim.outside.files import MIB
from ecoclaim.words import _

# The longest shipped form has ninety.
MOST = 2000
LONGEST_PART = 4 * MIB  # characters of XML
_BRACES = re.compile(r"[{｛]")
# Word may split the two signs of a brace over runs.
_MARK = re.compile(r"\{(?:<[^>]*>)*([{%#])|([}%#])(?:<[^>]*>)*\}")
_OPENS = {"{": "}", "%": "%", "#": "#"}
_ELEMENT = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<w:p[ >]")


def far_too_many(text: str) -> str:
    """Say that a text holds more than any form does; empty where it does not."""
    if len(text) > LONGEST_PART:
        return _("this part is larger than {size} MiB; shorten the document").format(size=LONGEST_PART // MIB)
    if len(_BRACES.findall(text)) > 2 * MOST:
        return _("this template holds over {count} tags, far too many for a form").format(count=MOST)
    return ""


def unclosed(text: str) -> int | None:
    """Give the place of the first tag that is not closed before the next of its kind begins; None where all are."""
    open_at: dict[str, int] = {}
    for mark in _MARK.finditer(text):
        if begun := mark[1]:
            if _OPENS[begun] in open_at:
                return open_at[_OPENS[begun]]
            open_at[_OPENS[begun]] = mark.start()
        else:
            open_at.pop(mark[2], None)
    return min(open_at.values(), default=None)


def place(text: str, at: int) -> str:
    """Name the paragraph that holds this place of a part's XML."""
    number = len(_PARAGRAPH.findall(text, 0, at))
    shown = _ELEMENT.sub("", text[at : at + 500]).strip()[:30]
    return _("paragraph {number} “{text}”").format(number=number, text=shown)
