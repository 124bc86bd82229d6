"""What is wrong with a text that is not YAML we take, in sentences for an officer, each with its cure."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ecoclaim.errors import BadFile
from ecoclaim.words import _
from ecoclaim.yamlfile.shape import bad, place_at


class Slip(NamedTuple):
    """A full-width sign that an input method left where YAML wants a half-width one."""

    at: int
    message: str


_LOOKED_AT = 2000  # characters of a line: some of these patterns take the square of it
_LINE = re.compile(r"[^\r\n]*")
_KEY_START = r"[ \u3000]*(?:[-－–—−][ \u3000]+)*"
_WIDE_COLON = re.compile(_KEY_START + r"[“”‘’]?[^\s:：，,；;#\"'{}\[\]“”‘’]+[“”‘’]?[ \u3000]*(：)")
_ENGLISH_WIDE_COLON = re.compile(r"[ \u3000]*(?:-[ ]+)*[a-z][a-z0-9_-]*[ \u3000]*(：)")
_NO_SPACE = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z_\u4e00-\u9fff][\w-]*(:)[^\s/]")
_ENGLISH_NO_SPACE = re.compile(r"[ ]*(?:-[ ]+)*[a-z][a-z0-9_-]*(:)[^\s/]")
_WIDE_DASH = re.compile(r"[ \u3000]*([－–—−])(?:[ \u3000]|[a-z])")
_DASH_NO_SPACE = re.compile(r"[ ]*(-)[^\s-]")
_WIDE_SPACE = re.compile(r"[ ]*(\u3000)|[^#\"']*?:[ ]*(\u3000)")
_WIDE_SIGN = re.compile("[：，－“”‘’\u3000｛｝［］＃]")
_SLIPPED = re.compile("[-:：－–—−\u3000]")  # one of these is in every slip within a text
_WIDE_BRACKET = re.compile("[，、｛｝［］【】]")


def fault(error: Exception, text: str, path: str, quoted: int | None) -> BadFile:
    """Turn the library's error into the refusal of the file; `quoted` is where a quoted text of several lines began."""
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    at = min(_index(mark, len(text)), len(text))
    since = min(_index(context, at), at)
    where, message = _diagnose(problem, str(getattr(error, "context", None) or ""), text, at, since, quoted)
    return bad(path, place_at(text, where), message)


def _index(mark: Any, otherwise: int) -> int:
    return otherwise if mark is None else int(mark.index)


def _diagnose(problem: str, context: str, text: str, at: int, since: int, quoted: int | None) -> tuple[int, str]:
    """Say where to look and what to do; first what an input method did, then by the kind of the fault."""
    if "directive" in context or (text[at : at + 1] == "%" and _indent(text, at) == at):
        return since, directive()
    if "anchor" in context or "alias" in context:
        return since, alias()
    if "tag" in context or "tag handle" in problem:
        return since, tag()
    if "tab character" in problem or (text[at : at + 1] == "\t" and "cannot start" in problem):
        return at, tab()
    if "quoted scalar" in context:
        return _in_quotes(problem, text, at, since)
    if slip := _slip_before_fault(text, at, since, "flow" in context):
        return slip
    if quoted is not None:
        return quoted, _("the quotation mark opened here is closed in the middle of a later line: close it on its line")
    if "block scalar" in context:
        return at, _("after | or > the line must end: write the text on the next lines, indented")
    if text[at : at + 1] == ":" and ("node content" in problem or _indent(text, at) == at):
        return at, no_key()
    if "unexpected ':'" in problem:
        return at, no_space()
    if "cannot start" in problem:
        message = _("a text cannot begin with {sign}: put the whole text in double quotes")
        return at, message.format(sign=text[at : at + 1])
    if "mapping values" in problem:
        return _second_colon(text, at)
    if "could not find expected ':'" in problem:
        return _no_colon(text, since)
    if "flow sequence" in context or "flow mapping" in context:
        return _in_brackets(text, at, since, "]" if "sequence" in context else "}")
    if "node content" in problem:
        return at, _("a value is missing here: write it, or delete the sign before or after it")
    if "block sequence entries" in problem:
        return at, _("a list cannot begin on the line of its key: write each “- ” on a line of its own below it")
    if "document start" in problem and re.search(r"^\.\.\.\s", text[:at], re.MULTILINE):
        return at, second_document()
    if "document start" in problem:
        return at, _(
            "nothing above belongs with this line: check its indentation, its colon and the brackets before it"
        )
    if "collection" in context:
        return at, _("this line is not an entry of the list above: begin it with “- ”, as far in as the entries above")
    return _bad_indent(text, at)


def _in_quotes(problem: str, text: str, at: int, since: int) -> tuple[int, str]:
    if "Unicode" in problem:
        return at, _("this escape is half a character (a lone surrogate): type the character itself")
    if "escape" in problem or "hexdec" in problem:
        return at, _("a backslash in double quotes begins an escape: write it twice, or use single quotes")
    curly = re.compile("[“”‘’＂＇]").search(_line(text, since), since - _start(text, since))
    if curly:
        message = _(
            "this text begins with {opening} but ends with the full-width {closing}: use {opening} on both sides"
        )
        return since, message.format(opening=text[since], closing=curly.group())
    return since, _("the quotation mark opened here is never closed: add the closing one at the end of the text")


def _slip_before_fault(text: str, at: int, since: int, in_flow: bool) -> Slip | None:
    """Look for a full-width sign on the lines the fault names, and on the line before."""
    starts = {_start(text, since), _start(text, at)}
    starts.add(_start(text, max(0, _start(text, at) - 1)))
    for start in sorted(starts):
        line = _line(text, start)[:_LOOKED_AT].partition(" #")[0]
        if line.lstrip().startswith("#"):
            continue
        if found := _WIDE_DASH.match(line):
            return Slip(start + found.start(1), wide_dash())
        if found := _WIDE_SPACE.match(line):
            return Slip(start + found.start(found.lastindex or 0), wide_space())
        if found := _WIDE_COLON.match(line):
            return Slip(start + found.start(1), wide_colon())
        if line.lstrip().startswith("＃"):
            return Slip(start + line.index("＃"), _("a comment begins with the half-width #, not with ＃"))
        if in_flow and (found := _WIDE_BRACKET.search(line)):
            return Slip(start + found.start(), wide_bracket(found.group()))
        if found := re.search(r"(?:^|[:\-\[{,]) *([“‘])[^”’]*(?:: | #)", line):
            return Slip(start + found.start(1), wide_quote(found.group(1)))
    return None


def _second_colon(text: str, at: int) -> tuple[int, str]:
    """Tell a colon inside a text from a line that is indented too far."""
    before = _line(text, at)[: at - _start(text, at)]
    if re.search(r":[ \t]", before):
        return at, _("a second colon followed by a space stands in this text: put the text in double quotes")
    return _bad_indent(text, _indent(text, at))


def _no_colon(text: str, since: int) -> tuple[int, str]:
    line, start = _line(text, since), _start(text, since)
    if found := _NO_SPACE.match(line):
        return start + found.start(1), no_space()
    if found := _DASH_NO_SPACE.match(line):
        return start + found.start(1), _("after the dash of an entry a space is missing: write “- ”")
    return since, _("this line has no colon: write “key: value”, or indent it if it goes on with the text above")


def _in_brackets(text: str, at: int, since: int, closing: str) -> tuple[int, str]:
    if at >= len(text.rstrip()) or _start(text, at) != _start(text, since):
        message = _("the bracket opened here is never closed: add {closing} where it ends")
        return since, message.format(closing=closing)
    message = _("a comma or {closing} is missing before this: add it, or put the whole text in double quotes")
    return at, message.format(closing=closing)


def _bad_indent(text: str, at: int) -> tuple[int, str]:
    if _indent(text, at) == at:
        return at, _("this line is not indented like those it belongs with: begin it in the same column")
    return at, _("nothing may follow the closing quotation mark or bracket: put the whole text in one pair of quotes")


def slip_in_key(text: str, start: int, end: int) -> Slip | None:
    """Find a full-width sign, or a colon without its space, in a plain key."""
    key = text[start:end]
    if found := _WIDE_DASH.match(key):
        return Slip(start + found.start(1), wide_dash())
    if found := _WIDE_SIGN.search(key):
        index = start + found.start()
        sign = found.group()
        if sign == "：":
            return Slip(index, wide_colon())
        if sign == "\u3000":
            return Slip(index, wide_space())
        return Slip(index, wide_quote(sign) if sign in "“”‘’" else wide_bracket(sign))
    if found := _NO_SPACE.match(key):
        return Slip(start + found.start(1), no_space())
    return None


def slip_in_text(text: str, start: int, end: int, whole_file: bool) -> Slip | None:
    """Find lines that were meant as keys or entries but are one plain text to a parser.

    On its own line an English word before a full-width colon is meant as a key; in prose after a key it is not.
    """
    if not _SLIPPED.search(text, start, end):
        return None
    first = _start(text, start)
    own_line = _indent(text, start) == start or not text[first:start].strip(" -")
    several = "\n" in text[start:end] or "\r" in text[start:end]
    if not (whole_file or several or own_line):
        return None
    wide, narrow = (
        (_WIDE_COLON, _NO_SPACE) if whole_file else (_ENGLISH_WIDE_COLON, _ENGLISH_NO_SPACE if several else None)
    )
    for found_line in _LINE.finditer(text, start, end):
        line, at = found_line.group(), found_line.start()
        if at == start and not own_line:
            continue
        if found := wide.match(line):
            return Slip(at + found.start(1), wide_colon())
        if narrow and (found := narrow.match(line)):
            return Slip(at + found.start(1), no_space())
        if found := re.match(r"[ ]*([－–—−])[ \u3000]", line):
            return Slip(at + found.start(1), wide_dash())
        if whole_file and (found := _WIDE_SPACE.match(line)):
            return Slip(at + found.start(found.lastindex or 0), wide_space())
        if whole_file and (found := _DASH_NO_SPACE.match(line)):
            return Slip(at, _("after the dash of an entry a space is missing: write “- ”"))
    return None


def alias() -> str:
    """Refuse `&name` and `*name`."""
    return _("anchors (&) and aliases (*) are not taken: write the text out, in double quotes if it begins with & or *")


def tag() -> str:
    """Refuse `!name`."""
    return _("tags (!) are not taken: delete it, or put the text in double quotes if it begins with !")


def directive() -> str:
    """Refuse `%YAML`."""
    return _("lines that begin with % are not taken: delete it, or put the text in double quotes")


def second_document() -> str:
    """Refuse `---` in the middle."""
    return _("a second document begins here: delete the line --- or ... so that the file holds one")


def tab() -> str:
    """Refuse a tab as indentation."""
    return _("a tab stands here as indentation: use spaces")


def no_key() -> str:
    """Refuse a colon that has nothing before it."""
    return _("a key is missing before this colon: write the word it belongs to")


def no_space() -> str:
    """Name a colon without its space."""
    return _("after the colon a space is missing: write “key: value”")


def wide_colon() -> str:
    """Name a full-width colon."""
    return _("a full-width colon ： stands after the key: write a half-width colon and a space")


def wide_dash() -> str:
    """Name a full-width dash."""
    return _("a full-width dash stands before the entry: write a half-width hyphen and a space")


def wide_space() -> str:
    """Name an ideographic space."""
    return _("a full-width space stands here: use half-width spaces")


def wide_quote(sign: str) -> str:
    """Name a full-width quotation mark."""
    message = _('the full-width quotation mark {sign} quotes nothing in this file: use half-width " around the text')
    return message.format(sign=sign)


def wide_bracket(sign: str) -> str:
    """Name a full-width comma, bracket or other sign."""
    return _("the full-width {sign} means nothing here: use the half-width sign").format(sign=sign)


def _start(text: str, index: int) -> int:
    """Give the start of the line an index lies on."""
    start = text.rfind("\n", 0, index) + 1
    return text.rfind("\r", start, index) + 1 or start  # no further back: nearly no file has one


def _line(text: str, index: int) -> str:
    found = _LINE.match(text, _start(text, index))
    return found.group() if found else ""


def _indent(text: str, index: int) -> int:
    """Give the first character that is not a space on the line an index lies on."""
    line = _line(text, index)
    return _start(text, index) + len(line) - len(line.lstrip(" "))
