"""Keep the trees of the shipped packs beside their YAML: `python tests/freeze_packs.py`, after each change of one.

In a rebase that stops at such a tree: `git checkout origin/main -- src/ecoclaim/rules/trees`, mend the YAML, run this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ecoclaim import yamlfile
from ecoclaim.ledger.load import pack_names
from ecoclaim.ledger.places import shipped
from ecoclaim.ledger.trees import digest, tree_file


def frozen() -> Iterator[tuple[Path, str]]:
    """Give each file of a tree, and what it must hold."""
    for name in pack_names(None):
        path = shipped("rules") / f"{name}.yaml"
        data = path.read_bytes()
        tree = yamlfile.read(data, path.name).tree
        assert isinstance(tree, dict)
        yield tree_file(path), _written(digest(data), tree)


def _written(sha256: str, tree: dict[str, yamlfile.Tree]) -> str:
    """Write an entry a line, so that a change is as small as that of the YAML."""
    fields = ",\n".join(f"{_line(key)}: {_entries(value)}" for key, value in tree.items())
    return f'{{"sha256": {_line(sha256)}, "tree": {{\n{fields}\n}}}}\n'


def _entries(value: yamlfile.Tree) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_line, value)) + "\n]"
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{_line(key)}: {_line(below)}" for key, below in value.items()) + "\n}"
    return _line(value)


def _line(value: yamlfile.Tree) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    for file, text in frozen():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
