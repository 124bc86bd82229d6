"""The kept trees of the shipped packs are those of their text, and stand for no other text."""

from __future__ import annotations

import shutil
from pathlib import Path

import freeze_packs
from ecoclaim import yamlfile
from ecoclaim.ledger.places import shipped
from ecoclaim.ledger.trees import shipped_document, tree_file


def test_each_shipped_pack_has_the_tree_of_its_text() -> None:
    kept = {file: file.read_text("utf-8") for file in (shipped("rules") / "trees").glob("*.json")}
    assert kept == dict(freeze_packs.frozen()), "run python tests/freeze_packs.py"


def test_a_kept_tree_reads_as_the_yaml_does_with_its_text_and_places() -> None:
    path = shipped("rules") / "national.yaml"
    kept, read = shipped_document(path), yamlfile.read(path.read_bytes(), path.name)
    assert (kept.path, kept.text, kept.tree) == (read.path, read.text, read.tree)
    assert kept.place(("rules", 0)) == read.place(("rules", 0)) > (1, 1)


def test_a_text_that_was_changed_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "xpcc.yaml"
    shutil.copy(shipped("rules") / "xpcc.yaml", path)
    tree_file(path).parent.mkdir()
    shutil.copy(tree_file(shipped("rules") / "xpcc.yaml"), tree_file(path))
    path.write_bytes(path.read_bytes().replace(b"\nname: xpcc", b"\nname: other"))
    tree = shipped_document(path).tree
    assert isinstance(tree, dict)
    assert tree["name"] == "other"
