"""A colon without a space inside a value is part of it, between braces too; after a key it is a slip."""

from __future__ import annotations

import pytest
import yaml

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Tree, read


@pytest.mark.parametrize(
    "text",
    ["{at: 09:30, place: x}", "- {no: 1, at: 10:00}\n- {no: 2, at: '9:30'}", "[9:30, a]", "{a: http://example.org/x}"],
)
def test_a_time_or_address_between_braces_is_the_text_written(text: str) -> None:
    assert read(f"{text}\n".encode(), "f").tree == yaml.load(text, Loader=yaml.CBaseLoader)


@pytest.mark.parametrize("text", ["- {event:x, date: y}", "- {event: x, date:2026-01-01}"])
def test_a_key_without_its_space_between_braces_is_named(text: str) -> None:
    with pytest.raises(BadFile, match="after the colon a space is missing"):
        read(f"{text}\n".encode(), "f")


@pytest.mark.parametrize(
    ("text", "place"),
    [("{a:}", "1:3"), ("[a:]", "1:3"), ("{a: b:}", "1:6"), ("{b, a:, c}", "1:6"), ("- {event: x, obligor:}", "1:21")],
)
def test_a_key_at_its_bracket_is_no_word_that_ends_in_a_colon(text: str, place: str) -> None:
    with pytest.raises(BadFile, match=f"f:{place}: .*after the colon a space is missing"):
        read(f"{text}\n".encode(), "f")


def test_a_colon_behind_a_tab_ends_no_key() -> None:
    """To YAML 1.2 it is part of the word; a parser that is asked about times between braces took it for the end."""
    with pytest.raises(BadFile, match="after the colon a space is missing"):
        read(b"{at: 09:30, place a\t:b}", "f")


@pytest.mark.parametrize("text", ["{'a':}", '{"a":, b: 1}', "[{a: }, b]", "['a:', \"b:\"]"])
def test_a_key_in_quotes_or_a_colon_in_them_is_read(text: str) -> None:
    assert _blank(read(text.encode(), "f").tree) == yaml.load(text, Loader=yaml.CBaseLoader)


def _blank(tree: Tree) -> Tree:
    """Give what a parser without nulls would read."""
    if isinstance(tree, dict):
        return {key: _blank(value) for key, value in tree.items()}
    return [_blank(item) for item in tree] if isinstance(tree, list) else tree or ""
