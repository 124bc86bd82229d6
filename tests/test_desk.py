"""The use cases stand below the command line: none reads arguments, prints, asks or ends the program."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ecoclaim.desk

MODULES = sorted(Path(ecoclaim.desk.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_use_case_reads_arguments_prints_or_exits(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    loaded = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not loaded & {"typer", "argparse", "click"}
    assert not called & {"print", "input", "exit", "quit"}
    assert not {"sys.stdout", "sys.exit"} & {
        ast.unparse(one) for one in ast.walk(tree) if isinstance(one, ast.Attribute)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_every_use_case_says_what_it_does_and_is_typed(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
            assert node.returns is not None, node.name
