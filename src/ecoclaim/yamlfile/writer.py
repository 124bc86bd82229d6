"""Writes a tree as YAML that reads back as the same text; knows when a text needs quotes."""

from __future__ import annotations

import re

from ecoclaim.yamlfile.shape import NULLS, Tree

_STEP = 2  # columns from a group to what it holds
_WIDEST_LIST = 60  # characters of a list of plain texts that still stands on one line
_NEEDS_QUOTES = re.compile(
    r"""[-?:,\[\]{}#&*!|>'"%@`=<－–—−＃]|\.\.\.|.*[,\[\]{}:#?]|[a-z][a-z0-9_-]*[ \u3000]*：""", re.DOTALL
)
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def dump(tree: Tree) -> str:
    """Write a tree as YAML text in block style that `read` gives back; ends with a line end."""
    if tree is None:
        return "~\n"
    if isinstance(tree, str):
        return quoted(tree) + "\n"
    return "\n".join(block(tree, 0)) + "\n" if tree else flow(tree) + "\n"


def block(tree: dict[str, Tree] | list[Tree], indent: int) -> list[str]:
    """Write a group or list that is not empty as lines, indented by columns."""
    pad = " " * indent
    lines = []
    if isinstance(tree, dict):
        for key, value in tree.items():
            lines += after(f"{pad}{scalar(key)}:", value, indent)
        return lines
    for item in tree:
        if item and isinstance(item, dict | list) and not _fits_line(item):
            inner = block(item, indent + _STEP)
            lines += [f"{pad}- {inner[0].lstrip(' ')}", *inner[1:]]
        else:
            lines += after(f"{pad}-", item, indent)
    return lines


def after(head: str, value: Tree, indent: int) -> list[str]:
    """Write a value after its key or dash: on the same line, or on lines further in."""
    if value is None:
        return [head]
    if isinstance(value, str):
        return (
            [f"{head} {_header(value)}", *_literal(value, indent + _STEP)]
            if _is_literal(value)
            else [f"{head} {scalar(value)}"]
        )
    if not value or _fits_line(value):
        return [f"{head} {flow(value)}"]
    return [head, *block(value, indent + _STEP)]


def flow(tree: Tree) -> str:
    """Write a tree on one line: `{a: b}`, `[a, b]`, or a scalar."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(item) for item in tree) + "]"
    return scalar(tree)


def scalar(text: str | None) -> str:
    """Write a text on one line, plain where it cannot be misread, else in double quotes."""
    if text is None:
        return "~"
    plain = (
        text not in NULLS
        and text == text.strip()
        and text.replace("\u3000", "").isprintable()
        and not _NEEDS_QUOTES.match(text)
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Write a text in double quotes, what cannot be seen as escapes."""
    return '"' + "".join(_NAMED.get(sign) or (sign if _shows(sign) else _escape(sign)) for sign in text) + '"'


def _shows(sign: str) -> bool:
    return sign.isprintable() or sign == "\u3000"


def _escape(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _fits_line(value: dict[str, Tree] | list[Tree]) -> bool:
    """Tell whether a list is short enough to be written as `[A, C]`."""
    if isinstance(value, dict) or not all(item is None or isinstance(item, str) for item in value):
        return False
    return sum(len(item or "~") + 2 for item in value if item is None or isinstance(item, str)) <= _WIDEST_LIST


def _is_literal(text: str) -> bool:
    """Tell whether a text of several lines can stand as it is below a `|`."""
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and lines[0] == lines[0].lstrip(" ")
        and all(_is_literal_line(line) for line in lines)
    )


def _is_literal_line(line: str) -> bool:
    return not line or (line.strip(" ") != "" and line.replace("\u3000", "").isprintable())


def _header(text: str) -> str:
    return "|" if text.endswith("\n") else "|-"


def _literal(text: str, indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in text.removesuffix("\n").split("\n")]
