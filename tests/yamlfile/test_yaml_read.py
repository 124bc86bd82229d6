"""What the reader takes, and that it takes it as another parser would."""

from __future__ import annotations

import sys

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_trees import trees

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Tree, dump, read

CASE = """\
# 案件
id: 2026-0007
title: 某公司渗坑排放废水损害土壤 # A&B 两点
postcode: 034000
phone: 09368212345
at: "10:00"
empty:
facts: |
  第一段：100%，A&B。
  第二段。
obligors:
  - key: A
    agents: [{name: 丙, powers: [承认, '变更']}]
  - {key: B, share: 16}
""".encode()

TAKEN: list[tuple[str, Tree]] = [
    ("", None),
    ("# only a comment\n", None),
    ("---\n", None),
    ("---\na: 1\n...\n", {"a": "1"}),
    ("~", None),
    ("[]", []),
    ("{}", {}),
    ("no: on\n", {"no": "on"}),
    ("a: 9:30\nb: 1.10\nc: 034000\nd: 2026-01-01\n", {"a": "9:30", "b": "1.10", "c": "034000", "d": "2026-01-01"}),
    ("a: ~\nb: null\nc: Null\nd: NULL\ne:\n", dict.fromkeys("abcde")),
    ("a: nULL\n", {"a": "nULL"}),
    ("a: ''\nb: \"\"\nc: 'null'\nd: '~'\n", {"a": "", "b": "", "c": "null", "d": "~"}),
    ('{"a":1, b: , c}', {"a": "1", "b": None, "c": None}),
    ('"<<": {a: 1}', {"<<": {"a": "1"}}),
    ("a: A&B ! 100% *\n", {"a": "A&B ! 100% *"}),
    ("\ufeffa: 1\r\nb: |\r\n  x\r\n", {"a": "1", "b": "x\n"}),
    ("a: 1\rb: 2\r", {"a": "1", "b": "2"}),
    ("note:\n  说明：一段话\n", {"note": "说明：一段话"}),
    ("note: 第一行\n  备注：第二行\n", {"note": "第一行 备注：第二行"}),
    ("a: “某某”案，甲：乙\n", {"a": "“某某”案，甲：乙"}),
    ("a: |\n  x\n  \ttab\n  name：x\n", {"a": "x\n\ttab\nname：x\n"}),
    ('a: "\\N\\L\\t\\u4e2d"\n', {"a": "\x85\u2028\t中"}),
    ("半: 1\n", {"半": "1"}),
]


@pytest.mark.parametrize(("text", "tree"), TAKEN)
def test_a_scalar_is_the_text_written(text: str, tree: Tree) -> None:
    assert read(text.encode(), "f").tree == tree


@pytest.mark.parametrize(("text", "tree"), TAKEN)
def test_the_parser_without_libyaml_reads_alike(text: str, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    without_libyaml(monkeypatch)
    assert read(text.encode(), "f").tree == tree


def test_every_node_has_its_line_and_column() -> None:
    document = read(CASE, "f")
    places = {
        (): (2, 1),
        ("id",): (2, 1),
        ("empty",): (7, 1),
        ("obligors",): (11, 1),
        ("obligors", 0): (12, 5),
        ("obligors", 0, "agents"): (13, 5),
        ("obligors", 0, "agents", 0, "powers", 1): (13, 37),
        ("obligors", 1, "share"): (14, 14),
        ("obligors", 1, "missing", 3): (14, 5),
        ("nothing",): (2, 1),
    }
    assert {loc: document.place(loc) for loc in places} == places


def test_places_count_characters_and_not_the_byte_order_mark() -> None:
    document = read("\ufeff{中文: 1, b: 2}".encode(), "f")
    assert document.place(("b",)) == (1, 9)
    assert document.text == "{中文: 1, b: 2}"


def test_an_empty_file_begins_at_its_first_line() -> None:
    assert read(b"", "f").place(("a",)) == (1, 1)


def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_ruamel_yaml", "_ruamel_yaml_clibz"):
        monkeypatch.setitem(sys.modules, name, None)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(trees)
def test_what_is_dumped_reads_back_as_the_same(tree: Tree) -> None:
    text = dump(tree)
    assert read(text.encode(), "f").tree == tree
    assert text.endswith("\n")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(trees)
def test_a_second_parser_reads_what_is_dumped_alike(tree: Tree) -> None:
    assert blank(yaml.load(dump(tree), yaml.CBaseLoader)) == blank(tree)


# fmt: off
pieces = st.sampled_from([
    "a", "b", ": ", ":", "- ", "-", "\n", "\n  ", "\n ", "|\n", "[", "]", "{",
    "}", ", ", "\"", "'", "# ", "&x ", "*x", "!", "? ", "~", "：", "\t", "---",
    "...", "%", "<<", "\\", "中", "\r\n", ">-\n", "　", "－ ", "，", "“", "@", "null",
])
# fmt: on


@settings(max_examples=1500, derandomize=True, deadline=None)
@given(st.lists(pieces, max_size=25))
def test_whatever_is_taken_a_second_parser_reads_alike_and_the_rest_is_refused_with_a_place(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        document = read(text.encode(), "f")
    except BadFile as refused:
        (problem,) = refused.problems
        assert problem.line is not None
        assert problem.column is not None
        lines = text.replace("\r\n", "\n").split("\n")
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message
        return
    assert blank(document.tree) == blank(yaml.load(text, yaml.CBaseLoader))
    document.place(())


def blank(tree: object) -> object:
    """Give what a parser without nulls would read: it has the text where we have None."""
    if isinstance(tree, dict):
        return {key: blank(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [blank(item) for item in tree]
    return "" if tree in (None, "~", "null", "Null", "NULL") else tree
