"""What a terminal or a shell would obey instead of showing: alone knows such characters, and how a word is quoted.

Text of others (file names, authors, titles, Word text) may carry escape sequences, marks that turn the direction of
writing, and characters that take no room. Shown as they are they move the cursor, hide a word or swap two.
"""

from __future__ import annotations

import os
import re

# C0, DEL and C1 but for the tab and the line end; what has no width; what turns the direction; what ends a line
# unseen; tags; half a surrogate, which a file name that is not UTF-8 is read as. Variation selectors stay: names of
# persons need them.
_HIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\ud800-\udfff]"
)
# What every shell takes as it stands: letters of all scripts, but no wide space; zsh looks for a program after `=`.
_PLAIN = re.compile(r"(?!=)[\w./:=,@+-]+")


def visible(text: str) -> str:
    r"""Write what a terminal would obey as \u001b, so that it is seen and does nothing; line ends and tabs stay.

    That is JSON's own way to write it, so that JSON keeps its meaning. Half a surrogate, which is no character, becomes
    U+FFFD.
    """
    return _HIDDEN.sub(lambda found: _named(found[0]), text)


def hides(text: str) -> bool:
    """Tell whether a text holds what a terminal would obey, or more than one line."""
    return "\n" in text or _HIDDEN.search(text) is not None


def quoted(word: object) -> str:
    """Write a word so that a shell takes it as it is, when the command it stands in is pasted."""
    text = str(word)
    if _PLAIN.fullmatch(text):
        return text
    if os.name == "nt":
        return '"' + text.replace('"', '""') + '"'
    if not hides(text):
        return "'" + text.replace("'", "'\"'\"'") + "'"
    # As they are they could not be pasted, nor printed.
    return "$'" + "".join(_within(sign) for sign in text) + "'"


def quoted_path(path: object) -> str:
    """Write a path so that a shell takes it as it is, and a program for no option and no pattern."""
    text = str(path)
    return quoted(f"./{text}" if text.startswith(("-", ":")) else text)


def _named(sign: str) -> str:
    number = ord(sign)
    if 0xD800 <= number < 0xE000:
        return "\ufffd"
    if number < 0x10000:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"


def _within(sign: str) -> str:
    if sign in "\\'":
        return "\\" + sign
    if not hides(sign) and sign not in "\t\r":
        return sign
    return "".join(f"\\x{byte:02x}" for byte in sign.encode("utf-8", "surrogateescape"))
