"""A list read state by state is the list that is read whole, and of what stayed nothing is read again."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_yaml_plain import FILES, PIECES, TEXTS

from ecoclaim.errors import BadFile, Problem
from ecoclaim.yamlfile import Entries, Tree, entries, read

CLUE = "# 收到线索\n- event: clue-received\n  date: 2026-09-01\n  note: |\n    - 不是\n"
QUOTED = "- event: 'review-started'\n  staff: [甲,\n    乙]\n"
LISTS = [text for text in FILES if text.lstrip("#").startswith("- ") or "\n- " in text]


def whole(data: bytes) -> Tree | Problem:
    try:
        return read(data, "f").tree
    except BadFile as fault:
        return fault.problems[0]


def next_state(data: bytes, before: Entries | None) -> tuple[Tree | Problem, Entries | None]:
    try:
        found = entries(data, "f", before)
    except BadFile as fault:
        return fault.problems[0], before
    return found.tree, found


def same_as_whole(states: list[str]) -> None:
    """Hold that each state reads as it does whole, whatever the one before it was."""
    before: Entries | None = None
    for text in states:
        data = text.encode()
        found, before = next_state(data, before)
        assert found == whole(data), text


@settings(max_examples=1500, deadline=None)
@given(
    st.sampled_from([*LISTS[:20], CLUE + QUOTED, "- a\n- b\n- c\n", "  - a: 1\n  - b: 2\n", "\ufeff- a\n- b\n"])
    | TEXTS,
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 40), st.lists(st.sampled_from(PIECES), max_size=6).map("".join)),
        max_size=6,
    ),
)
@example('- a: "x\n- b"\n- c\n', [(3, 0, "y")])
@example("- a\n...\n- b\n", [(0, 0, "- c\n")])
@example("- a: [x,\n- b]\n", [(0, 0, "- c\n")])
@example("- a\n-\n- c\n", [(0, 0, "# x\n")])
@example("- |\n x\n- - a\n- b\n", [(10, 0, "\n- c")])
def test_a_state_after_any_change_reads_as_the_whole(text: str, changes: list[tuple[int, int, str]]) -> None:
    states = [text]
    for at, length, put in changes:
        text = text[: at % (len(text) + 1)] + put + text[at % (len(text) + 1) + length :]
        states.append(text)
    same_as_whole(states)


STATES = {
    "appended": [CLUE, CLUE + QUOTED, CLUE + QUOTED + CLUE],
    "taken back": [CLUE + QUOTED, CLUE, ""],
    "put first, and between": [CLUE, QUOTED + CLUE, QUOTED + CLUE + QUOTED + CLUE, QUOTED + QUOTED],
    "another head": ["# a\n" + CLUE + CLUE, "# b\n" + CLUE + CLUE, CLUE + CLUE],
    "no last line end": [CLUE, (CLUE + QUOTED)[:-1], CLUE + QUOTED + CLUE],
    "lines of Windows": [CLUE.replace("\n", "\r\n"), (CLUE + QUOTED).replace("\n", "\r\n"), CLUE + QUOTED],
    "another indent": [CLUE, "  - a: 1\n", "  - a: 1\n  - b: 1\n", CLUE],
    "no list between": [CLUE, "a: 1\n", "[]\n", "", CLUE],
    "broken between": [CLUE + CLUE, CLUE + "- [\n" + CLUE, CLUE + CLUE + CLUE],
    "a text that looks like an entry": ['- a: "x\n- y"\n', '- a: "x\n- y"\n- b\n', '- a: "x"\n- y\n- b\n'],
    "a second document": [CLUE, CLUE + "---\n" + CLUE, CLUE + CLUE],
}


@pytest.mark.parametrize("name", STATES)
def test_states_one_after_another(name: str) -> None:
    same_as_whole(STATES[name])
    same_as_whole(STATES[name][::-1])


@pytest.mark.parametrize("text", [CLUE, QUOTED], ids=["plain", "for the parser"])
def test_of_what_stayed_nothing_is_read_again(text: str) -> None:
    before = entries(("# x\n" + text * 50).encode(), "f")
    after = entries(("# x\n" + text * 20 + "- new: 1\n" + text * 31).encode(), "f", before)
    assert isinstance(before.tree, list)
    assert isinstance(after.tree, list)
    assert len(after.tree) == 52
    new = {id(one) for one in after.tree} - {id(one) for one in before.tree}
    # What changed, and the entries beside it.
    assert 1 <= len(new) <= 4


def test_a_file_that_is_too_large_is_refused_as_ever() -> None:
    before = entries(CLUE.encode(), "f")
    with pytest.raises(BadFile, match="1 MiB"):
        entries(CLUE.encode() * 20_000, "f", before)


@pytest.mark.parametrize("first", ["Entries", "append", "remove_last", "splice", "dump", "entries"])
def test_whatever_is_asked_for_first_entries_is_the_function(first: str) -> None:
    told = f"from ecoclaim import yamlfile; yamlfile.{first}; assert callable(yamlfile.entries)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
