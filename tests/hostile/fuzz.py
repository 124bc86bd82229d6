"""A coverage-guided fuzzer of the YAML room: its readers against one another and a second parser, and what it writes.

    python -m venv fuzzing && fuzzing/bin/pip install atheris -e '.[test]'
    mkdir corpus && fuzzing/bin/python tests/hostile/fuzz.py corpus -max_total_time=3600 -timeout=20 -rss_limit_mb=2000

runs for an hour. Of each kind of broken promise it keeps the first five texts, as files found-… where it was started; with
such a file as its only argument it tries it again.
"""

from __future__ import annotations

import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from second import READERS, difference

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Document, Loc, Tree, append, dump, read, remove_last, splice
from ecoclaim.yamlfile.plain import plain_tree
from ecoclaim.yamlfile.reader import _may_be_odd, _tree

FIXTURES = Path(__file__).parents[1] / "fixtures" / "full"
LARGEST = 1024  # bytes that are tried; more only takes time
WORDS = [
    "a: ", "- ", "\n", "\n  ", "? ", ": ", ", ", " #", "|", ">", "|-", ">+", "|2", "&a ", "*a", "!x ", "<<: ", "---\n", "...\n", "%YAML 1.2\n",
    "~", "null", "''", '""', "\\u4e2d", "\\x00", "\\N", "\\\n", "\r\n", "\t", "：", "－ ", "“", "”", "\u3000", "，", "2026-01-01", "09:30",
    "{a: b}", "[a, b]", "event: ", "date: ", "obligors:\n  - key: A\n", "\ufeff", "\x85", "\u2028",
]  # fmt: skip


class Broken(AssertionError):
    """A promise of the YAML room was broken."""


def target(data: bytes) -> None:
    """Hold all that is promised of a file against these bytes; raises Broken, or lets escape what escapes."""
    data = data[:LARGEST]
    try:
        document = read(data, "f")
    except BadFile as refused:
        _named(data, refused)
        return
    _alike(document)
    _placed(document)
    _written(data, document)


def _named(data: bytes, refused: BadFile) -> None:
    """Hold that a refusal has one sentence and a place within the text."""
    (problem,) = refused.problems
    lines = (
        data.removeprefix(b"\xef\xbb\xbf")
        .decode("utf-8", "replace")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    if not problem.message or not problem.line or not problem.column:
        raise Broken(f"refused without a place or a word: {problem}")
    if problem.line > len(lines) or problem.column > len(lines[problem.line - 1]) + 1:
        raise Broken(f"{problem.line}:{problem.column} is not in the text: {problem.message}")


def _alike(document: Document) -> None:
    """Hold that every way to read the text gives the same tree."""
    text, tree = document.text, document.tree
    full, doubt = _tree(text.encode())
    if full != tree:
        raise Broken(f"the parser reads {full!r}, and not {tree!r}")
    plain = plain_tree(text)
    if plain is not None and (plain != tree or doubt):
        raise Broken(f"the short way reads {plain!r}, and not {tree!r}, in doubt: {doubt}")
    for name in READERS:
        if found := difference(name, text, tree):
            raise Broken(f"{found}, and not {tree!r}")
    if plain is not None and _may_be_odd(text):
        document.nodes  # noqa: B018 - refuses what is wrong


def _placed(document: Document) -> None:
    """Hold that the second pass finds each node of the tree, and no other."""
    locs = set(_locs(document.tree))
    nodes = document.nodes
    if document.tree is not None and nodes.keys() != locs:
        raise Broken(f"the places are {nodes.keys() ^ locs} amiss")
    for loc, node in nodes.items():
        if not 0 <= node.start <= node.end <= len(document.text):
            raise Broken(f"{loc} is nowhere: {node}")


def _locs(tree: Tree, loc: Loc = ()) -> list[Loc]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [loc, *(one for step, inner in inside for one in _locs(inner, (*loc, step)))]


def _written(data: bytes, document: Document) -> None:
    """Hold that what we write reads back, and leaves alone what it does not change."""
    tree = document.tree
    if read(dump(tree).encode(), "f").tree != tree:
        raise Broken(f"dumped and read back: {dump(tree)!r}")
    entry: dict[str, Tree] = {"event": "clue-found", "note": document.text[:40], "to": None}
    try:
        longer = append(data, entry, "by someone", "f")
    except BadFile as refused:
        _told(refused)
    else:
        if read(longer, "f").tree != [*(tree or []), entry]:
            raise Broken("what was added does not read back")
        if tree and not longer.startswith(data):
            raise Broken("adding changed what was there")
        if tree and remove_last(longer, "f").rstrip(b"\r\n") != data.rstrip(b"\r\n"):
            raise Broken("taking back what was added gives another file")
    locs = _locs(tree)
    step: str | int = "z" if len(data) % 2 else 0
    for loc in (locs[len(data) % len(locs)], (*locs[len(data) // 2 % len(locs)], step)):
        value: Tree = [document.text[-9:], ["x", {"y": None}], document.text[:60]][len(data) % 3] if loc else {"a": "b"}
        try:
            changed = splice(data, loc, value, "f")
        except BadFile as refused:
            _told(refused)
        else:
            if loc and "#" not in str(tree) and changed.count(b"#") < data.count(b"#"):
                raise Broken(f"setting {loc} took comments away")


def _told(refused: BadFile) -> None:
    if not str(refused).strip():
        raise Broken("refused without a word")


def main() -> None:
    """Fuzz, as the first lines of this file say."""
    import atheris

    for name in list(sys.modules):
        if name.startswith(("ecoclaim.yamlfile", "ruamel.yaml", "yaml.")):
            for function in _functions(sys.modules[name]):
                atheris.instrument_func(function)
    words = Path(tempfile.mkdtemp()) / "words"
    words.write_text("".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS))
    for folder in sys.argv[1:]:
        if Path(folder).is_dir() and not any(Path(folder).iterdir()):
            for path in FIXTURES.rglob("*.yaml"):
                for number, piece in enumerate(re.split(r"\n(?=[a-z-])", path.read_text("utf-8"))):
                    (Path(folder) / f"seed-{path.stem}-{number}").write_text(piece[:400], "utf-8")
    atheris.Setup([*sys.argv, f"-dict={words}", f"-max_len={LARGEST}"], _kept)
    atheris.Fuzz()


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    for thing in vars(module).values():
        if isinstance(thing, FunctionType) and thing.__module__ == module.__name__:
            yield thing
        elif isinstance(thing, type) and thing.__module__ == module.__name__:
            yield from (one for one in vars(thing).values() if isinstance(one, FunctionType))


def _kept(data: bytes) -> None:
    """Try a text; keep the first ones of each kind of fault as files and go on."""
    try:
        target(data)
    except Exception as fault:
        frames = traceback.extract_tb(fault.__traceback__)
        words = " ".join(re.findall(r"[A-Za-z]+", re.split(r"[\[{'<]", str(fault))[0])[:12])
        kind = f"{type(fault).__name__}-{frames[-1].name}-{frames[-1].lineno}-{words.replace(' ', '-')}"
        _SEEN[kind] += 1
        if _SEEN[kind] <= 5:
            Path(f"found-{kind}-{_SEEN[kind]}").write_bytes(data)
            print(f"{kind}: {fault}: {data[:300]!r}", flush=True)


_SEEN: Counter[str] = Counter()

if __name__ == "__main__":
    main()
