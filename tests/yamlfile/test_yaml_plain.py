"""The reader's short way over plain files gives what libyaml's events give, each node at its place, or gives up."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.ledgers import case_texts
from ecoclaim.yamlfile.marks import plain_marks
from ecoclaim.yamlfile.plain import plain_tree
from ecoclaim.yamlfile.reader import _tree
from ecoclaim.yamlfile.survey import survey

PIECES = [
    *"abC甲：－—“”　 0-:#?,[]{}\"'|>&*!%@`~=<.\n\\é\xa0",
    *(
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        ": ",
        ":\n  ",
        ", ",
        " #",
        "# ",
        "a: ",
        "b: ",
        "- ",
        "{a: ",
        "甲: ",
        "{甲: ",
        "{a: {b: c",
        ", 乙: }",
        "[a, ",
        "}",
        "]",
    ),
    *("null", "~", '"甲"', '""', "'x'", "2026-01-02", "9:30", "|\n  ", "|-\n    ", "<<: ", "---", "...", "true"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
FILES = [text for _id, *both in case_texts(68) for text in both]


def agree(text: str) -> bool:
    """Tell whether the short way took the text; it must then be right, and have nothing in it to refuse."""
    found = plain_tree(text)
    if found is None:
        return False
    tree, doubt = _tree(text.encode())
    assert (found, doubt) == (tree, None), text
    marks = plain_marks(text)
    assert marks is not None
    for loc, node in survey(text, "f").items():
        assert (marks.place(loc), loc) == ((node.line, node.column), loc), text
        for none in ("no-such-key", 99):
            assert marks.place((*loc, none, 0)) == (node.line, node.column), text
    return True


@settings(max_examples=1500)
@given(TEXTS)
@example("a: |\n  x\n\n  y\n\nb: 1\n")
@example("a: |-\n   x\n    y\n")
@example('a:\n- b: 1\n  c:\n    - d\n- e\nf: [x, "y, z"]\n')
@example('- {a: 1, b: [c, d], e: ""}\n- {a: ~}\n')
@example("甲:\n  乙: 1\n- 丙: {a: {甲: 1, b: [c, d]}, e: , 丁: }\n")
@example("a: {甲: {b: , c: 1}, 乙: ~}\n备注: {a: }\n")
def test_what_the_short_way_takes_is_what_the_parser_reads(text: str) -> None:
    agree(text)


KEYS = st.sampled_from(("a", "b-c", "甲", "甲乙", "null", "1", "甲：", "甲-a", "-a", ""))
IN_BRACES: st.SearchStrategy[str] = st.recursive(
    st.sampled_from(("", "x", "甲 乙", "~", "null", '"x, y"', "07-10", "x: y", "甲：乙", "-", "x ", "'z'", "#")),
    lambda below: st.one_of(
        st.lists(below, max_size=3).map(lambda some: f"[{', '.join(some)}]"),
        st.lists(st.tuples(KEYS, st.sampled_from((": ", ":")), below).map("".join), max_size=3).map(
            lambda some: f"{{{', '.join(some)}}}"
        ),
    ),
    max_leaves=5,
)


@settings(max_examples=1500)
@given(KEYS, IN_BRACES)
def test_groups_within_one_another_are_read_alike_or_left_to_the_parser(key: str, value: str) -> None:
    agree(f"{key}: {value}\n")
    agree(f"- {key}: {value}\n  b: 1\n")


@settings(max_examples=1500)
@given(
    st.sampled_from(FILES),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 4), st.sampled_from(PIECES)), max_size=3),
)
def test_a_changed_file_is_read_alike_or_left_to_the_parser(text: str, changes: list[tuple[int, int, str]]) -> None:
    for at, length, piece in changes:
        at %= len(text)
        text = text[:at] + piece + text[at + length :]
    agree(text)


def test_every_file_of_a_usual_ledger_takes_the_short_way() -> None:
    assert all(map(agree, FILES))


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\na: 2\n",
        "a: b: c\n",
        "a: &x 1\n",
        "a: !t 1\n",
        "a:\n\tb: 1\n",
        "- a：1\n",
        "a: x\n  y\n",
        "a: 'x'\n",
        "--- \na: 1\n",
        "",
    ],
)
def test_what_is_odd_is_left_to_the_parser(text: str) -> None:
    assert plain_tree(text) is None
