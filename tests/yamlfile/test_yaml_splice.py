"""A value is set in its place; every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from yaml_trees import keys, trees

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Loc, Tree, read, splice

CASE = """\
# top
id: 2026-0001  # the id
title: "旧标题"   # t
single: 'x'
empty:   # to fill
bare:
tilde: ~ # c
obligors:
  - key: A   # c1
    name: 甲
    # inner
  - key: B
flow: {a: 1, b: [x, y], c: }
eflow: {}
elist: []
facts: |
  一
  二

incident:
  name: n
  facts: >
    folded

tail: last
# end
"""

SET: list[tuple[Loc, Tree, str, str]] = [
    (("id",), "x: y", "id: 2026-0001  #", 'id: "x: y"  #'),
    (("id",), None, "id: 2026-0001  #", "id: ~  #"),
    (("id",), ["a", "b"], "id: 2026-0001  #", "id: [a, b]  #"),
    (("title",), "新", '"旧标题"', '"新"'),
    (("single",), "it's", "'x'", "'it''s'"),
    (("empty",), "v", "empty:   #", "empty: v   #"),
    (("bare",), "a\nb", "bare:\n", "bare: |-\n  a\n  b\n"),
    (("bare", 0, "no"), "1", "bare:\n", "bare:\n  - no: 1\n"),
    (("bare", "x", "y"), "1", "bare:\n", "bare:\n  x:\n    y: 1\n"),
    (("tilde",), "v", "tilde: ~ #", "tilde: v #"),
    (("tilde", "x"), "v", "tilde: ~ #", "tilde: {x: v} #"),
    (("obligors", 0, "phone"), "1390", "name: 甲\n", "name: 甲\n    phone: 1390\n"),
    (("obligors", 1, "phone"), "1390", "key: B\n", "key: B\n    phone: 1390\n"),
    (("obligors", 2), {"key": "C", "name": "丙"}, "key: B\n", "key: B\n  - key: C\n    name: 丙\n"),
    (("obligors", 2, "name"), "丙", "key: B\n", "key: B\n  - name: 丙\n"),
    (("flow", "a"), "p, q", "a: 1,", 'a: "p, q",'),
    (("flow", "c"), "z", "c: }", "c: z }"),
    (("flow", "d"), ["x"], "c: }", "c: , d: [x]}"),
    (("flow", "b", 1), "中\n文", "y]", '"中\\n文"]'),
    (("flow", "b", 2), "z", "y]", "y, z]"),
    (("flow",), "z", "{a: 1, b: [x, y], c: }", "z"),
    (("eflow", "a"), "1", "{}", "{a: 1}"),
    (("elist", 0, "no"), "1", "[]", "[{no: 1}]"),
    (("facts",), "三\n四\n", "  一\n  二\n", "  三\n  四\n"),
    (("facts",), "三", "facts: |\n  一\n  二\n", "facts: 三\n"),
    (("incident", "time"), "now", "    folded\n", "    folded\n  time: now\n"),
    (("incident",), "x", "incident:\n  name: n\n  facts: >\n    folded\n", "incident: x\n"),
    (("new", "deep", 0), "v", "tail: last\n", "tail: last\nnew:\n  deep: [v]\n"),
]


@pytest.mark.parametrize(("loc", "value", "old", "new"), SET)
def test_only_the_place_changes(loc: Loc, value: Tree, old: str, new: str) -> None:
    assert CASE.count(old) == 1
    expected = CASE.replace(old, new)
    assert splice(CASE.encode(), loc, value, "f").decode() == expected
    windows = ("\ufeff" + CASE).replace("\n", "\r\n")
    assert splice(windows.encode(), loc, value, "f").decode() == ("\ufeff" + expected).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("old", "loc", "value", "new"),
    [
        ("", ("a", 0), "x", "a: [x]\n"),
        ("# c", ("a",), "x", "# c\na: x\n"),
        ("a: 1", ("b",), "2", "a: 1\nb: 2\n"),
        ("-\n- b\n", (0,), "x", "- x\n- b\n"),
        ("-\n- b\n", (0, "k"), "x", "-\n  k: x\n- b\n"),
        ("- a: 1\n", (1, "a"), "x\ny", "- a: 1\n- a: |-\n    x\n    y\n"),
        ("{a}\n", ("a",), "x", "{a: x}\n"),
        ("{a}\n", ("b",), "x", "{a, b: x}\n"),
        ("{a: 1,}\n", ("b",), "x", "{a: 1, b: x}\n"),
        ("{\n  a: 1 # c\n}\n", ("b",), "x", "{\n  a: 1, b: x # c\n}\n"),
        ("a:\n- b\nc: 1\n", ("a", 1), "x", "a:\n- b\n- x\nc: 1\n"),
        ("a:\n- b\nc: 1\n", ("a",), ["x"], "a: [x]\nc: 1\n"),
        ("- - a\n- b\n", (0, 1), "1", "- - a\n  - 1\n- b\n"),
        ("? a\n: b\n", ("a",), "v", "? a\n: v\n"),
        ("a: 1\n...\n", ("b",), "v", "a: 1\nb: v\n...\n"),
        ("a: x\n  y\nb: 1\n", ("a",), "v", "a: v\nb: 1\n"),
    ],
)
def test_odd_shapes_keep_their_shape(old: str, loc: Loc, value: Tree, new: str) -> None:
    assert splice(old.encode(), loc, value, "f").decode() == new


@pytest.mark.parametrize(
    ("loc", "value", "message"),
    [
        (("obligors", 3), "x", "f:8:1: obligors.4: the list has 2 entries"),
        (("obligors", "key"), "x", "f:8:1: obligors.key: a list stands here"),
        (("incident", 0), "x", "f:20:1: incident.1: a group stands here"),
        (("tail", "x"), "v", "f:25:1: tail.x: a text stands here"),
        (("obligors",), "x", "f:8:1: obligors: a comment stands between"),
        (("id",), "\x00", "f: id: the text holds a control character"),
    ],
)
def test_a_place_that_cannot_be_reached_is_named(loc: Loc, value: Tree, message: str) -> None:
    with pytest.raises(BadFile) as refused:
        splice(CASE.encode(), loc, value, "f")
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("old", ["a: |  # why\n  x\n", "a: >- # why\r\n  x\r\nb: 1\r\n", "- a: |2 # why\n    x\n"])
def test_a_comment_behind_the_sign_that_begins_a_text_is_not_lost(old: str) -> None:
    loc: Loc = (0, "a") if old.startswith("-") else ("a",)
    with pytest.raises(BadFile, match="a comment stands between"):
        splice(old.encode(), loc, "new", "f")
    assert splice(old.replace("# why", "").encode(), loc, "new", "f")


def test_no_file_grows_beyond_what_is_read_again() -> None:
    with pytest.raises(BadFile, match="f:1:4: with this the file would be larger than 1 MiB"):
        splice(b"a: 1\n", ("a",), "x" * 1_100_000, "f")


def test_a_file_that_ends_within_a_text_is_not_changed_around_it() -> None:
    with pytest.raises(BadFile, match="it would not read back as it was meant"):
        splice(b"a: |\n  x", ("b",), "y", "f")


@settings(max_examples=150, derandomize=True, deadline=None)
@given(trees, keys)
def test_any_value_is_set_or_the_file_stays(value: Tree, key: str) -> None:
    for loc in (("id",), ("bare",), ("tilde",), ("title",), ("obligors", 1, key), ("flow", key), ("facts",)):
        new = splice(CASE.encode(), loc, value, "f")
        tree = read(new, "f").tree
        for step in loc:
            tree = tree[step]  # type: ignore[index, call-overload]
        assert tree == value
