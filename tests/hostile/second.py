"""The second parsers, and how a file's text is held against them: what we accept, they read alike.

Two parsers that share no code with libyaml: PyYAML's own (YAML 1.1) and ruamel's own (YAML 1.2). Both give events, of
which a tree is made here, simply, that of a text: every scalar as it is written and None for a plain null.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from ruamel.yaml import YAML

Tree = Any
NULLS = ("", "~", "null", "Null", "NULL")


class Refused(Exception):
    """The second parser does not take the text."""


def by_pyyaml(text: str) -> Tree:
    """Read as PyYAML's own parser does; raises Refused."""
    return _tree(lambda: yaml.parse(text, Loader=yaml.BaseLoader))


def by_ruamel(text: str) -> Tree:
    """Read as ruamel's own parser does; raises Refused."""
    return _tree(lambda: YAML(typ="safe", pure=True).parse(text))


READERS: dict[str, Callable[[str], Tree]] = {"PyYAML": by_pyyaml, "ruamel": by_ruamel}


def difference(name: str, text: str, tree: Tree) -> str:
    """Say how a second parser reads a text otherwise than as this tree; empty if it does not, or is known to."""
    try:
        other = READERS[name](text)
    except Refused as fault:
        return "" if _is_known(name, text, tree, str(fault)) else f"{name} refuses: {fault}"
    return "" if other == tree or _is_known(name, text, tree, "") else f"{name} reads {other!r}"


def _is_known(name: str, text: str, tree: Tree, refusal: str) -> bool:
    return any(name in whose and applies(name, text, tree, refusal) for whose, _what, applies in KNOWN)


def _reads_without(pattern: str, instead: str) -> Callable[[str, str, Tree, str], bool]:
    """Make a judge that tells whether the text is read alike with another sign in the place of these."""

    def judge(name: str, text: str, tree: Tree, _refusal: str) -> bool:
        other = re.sub(pattern, instead, text)
        return other != text and not difference(name, other, _with(tree, pattern, instead))

    return judge


def _with(tree: Tree, pattern: str, instead: str) -> Tree:
    if isinstance(tree, dict):
        return {re.sub(pattern, instead, key): _with(value, pattern, instead) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_with(item, pattern, instead) for item in tree]
    return re.sub(pattern, instead, tree) if tree else tree


_BOTH = ("PyYAML", "ruamel")
# In what they differ from libyaml, and who is right by YAML 1.2.
KNOWN: list[tuple[tuple[str, ...], str, Callable[[str, str, Tree, str], bool]]] = [
    (_BOTH, "take no tab for a space between words (YAML does)", _reads_without(r"\t", " ")),
    (
        _BOTH,
        "want a space before a comment after | or > (so does YAML)",
        lambda _name, _text, _tree, refusal: "block scalar expected" in refusal and refusal.endswith("found '#'"),
    ),
    (
        _BOTH,
        "let a text after | or > that is the whole file begin at its edge (so does YAML; no file of ours is a text)",
        lambda _name, text, tree, _refusal: isinstance(tree, str) and _WHOLE_TEXT.search(text) is not None,
    ),
    (
        ("PyYAML",),
        "takes : before a word between braces and brackets for a sign (YAML does not)",
        lambda _name, _text, _tree, refusal: re.search("flow .*(found|got) ':'", refusal) is not None,
    ),
    (
        ("ruamel",),
        "takes the end of a document, ..., only once (YAML takes it again)",
        lambda _name, _text, _tree, refusal: "found '<document end>'" in refusal,
    ),
    (
        ("PyYAML",),
        "takes ? within a word for a sign between braces (YAML 1.2 does not)",
        _reads_without(r"(?<=[^\s\[{,])\?", "_"),
    ),
    (
        ("PyYAML",),
        "takes :: for the end of a key between braces (YAML 1.2 its first for the word)",
        _reads_without("::", "_:"),
    ),
]
_WHOLE_TEXT = re.compile(r"^(?:---)? *[|>][-+0-9]*[ \t]*(?:#.*)?$", re.MULTILINE)


def _tree(parse: Callable[[], Iterator[Any]]) -> Tree:
    from ruamel.yaml.error import YAMLError

    try:
        events = [one for one in parse() if type(one).__name__.startswith(("Scalar", "Sequence", "Mapping", "Alias"))]
    except (yaml.YAMLError, YAMLError) as fault:
        raise Refused(" ".join(filter(None, (getattr(fault, "context", ""), getattr(fault, "problem", ""))))) from fault
    rest = iter(events)
    return _node(next(rest), rest) if events else None


def _node(event: Any, rest: Iterator[Any]) -> Tree:
    kind = type(event).__name__
    if kind == "AliasEvent":
        raise Refused("an alias")
    if kind == "ScalarEvent":
        return None if event.value in NULLS and not event.style else event.value
    inside = []
    while not type(one := next(rest)).__name__.endswith("EndEvent"):
        inside.append(_node(one, rest))
    return inside if kind == "SequenceStartEvent" else dict(zip(inside[::2], inside[1::2], strict=True))
