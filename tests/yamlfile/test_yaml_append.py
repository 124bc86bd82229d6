"""An appended entry leaves the bytes before it as they were, and can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from yaml_trees import keys, trees

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import Tree, append, read, remove_last

ENTRY: dict[str, Tree] = {
    "event": "clue-received",
    "date": "2026-09-08",
    "obligor": ["A", "C"],
    "note": "第一段：甲\n\n第二段 # 乙",
    "empty": "",
    "absent": None,
    "texts": ["null", "~", "2026", "- x", ": ", "#", " x ", "it's", '"', "😀", "\x85\u2028", "a\tb\n"],
    "approval": {"proposed_by": "经办甲", "steps": [{"on": "2026-01-01"}, {}]},
}

KEPT = {
    "an empty file": "",
    "a comment": "# 事项\n",
    "a document start": "---\n",
    "a byte order mark": "\ufeff# 事项\n",
    "entries in braces": "# 事项\n- {event: a}\n- {event: b} # c\n",
    "entries in blocks": "- event: a\n  date: b\n",
    "Windows line ends": "\ufeff# 事项\r\n- event: a\r\n  date: b\r\n",
    "old Mac line ends": "- a: 1\r- b: 2\r",
    "an indented list": "  - a: 1\n  - b: 2\n",
    "a wide dash": "-   a: 1\n    b: 2\n",
    "comments at the end": "- a: 1\n  # inner\n# tail\n",
    "blank lines at the end": "- a: 1\n\n\n",
    "a text of lines": "- a: |\n    text\n",
    "a text of lines that keeps its blank lines": "- a: |+\n    text\n\n",
    "a text that runs on": "- a: text\n    runs on\n",
    "an empty value": "- a:\n",
    "an empty entry": "- a\n-\n",
    "a list in a list": "- - x\n",
}


@pytest.mark.parametrize("name", KEPT)
def test_an_entry_is_added_behind_and_taken_back_to_the_byte(name: str) -> None:
    old = KEPT[name].encode()
    new = append(old, ENTRY, "收到线索", "f")
    assert new.startswith(old)
    assert read(new, "f").tree == [*(read(old, "f").tree or []), ENTRY]
    assert remove_last(new, "f") == old
    assert remove_last(append(new, {"event": "b"}, "", "f"), "f") == new


@pytest.mark.parametrize("name", [name for name in KEPT if "text of lines" not in name])
def test_a_missing_last_line_end_is_added_first(name: str) -> None:
    old = KEPT[name].rstrip("\r\n").encode()
    new = append(old, ENTRY, "收到线索", "f")
    assert new.startswith(old)
    assert read(new, "f").tree == [*(read(old, "f").tree or []), ENTRY]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[]", "# c\n- event: a\n"),
        ("[]\n", "# c\n- event: a\n"),
        ("# head\n[ ]  # none\n# tail\n", "# head\n# c\n- event: a\n  # none\n# tail\n"),
        ("# head\r\n[]\r\n", "# head\r\n# c\r\n- event: a\r\n"),
        ("--- []\n", "--- \n# c\n- event: a\n"),
        ("", "# c\n- event: a\n"),
        ("  - b", "  - b\n  # c\n  - event: a\n"),
        ("- b\r\n", "- b\r\n# c\r\n- event: a\r\n"),
    ],
)
def test_the_new_bytes_are(old: str, new: str) -> None:
    assert append(old.encode(), {"event": "a"}, "c", "f").decode() == new


@pytest.mark.parametrize(
    ("old", "place", "words"),
    [
        ("- a\n...\n", "2:1", "the line ..."),
        ("[{a: 1}]\n", "1:1", "in brackets"),
        ("[ # c\n]\n", "1:1", "comment"),
        ("a: 1\n", "1:1", "should hold a list"),
        ("text\n", "1:1", "should hold a list"),
        ("~\n", "1:1", "delete this word"),
        ("- a\nb: 1\n", "2:1", "not an entry"),
        ("- a: |\n    x", "2:6", "press Enter"),
    ],
)
def test_a_file_that_cannot_take_an_entry_says_what_to_change(old: str, place: str, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        append(old.encode(), {"event": "a"}, "c", "f")
    assert str(refused.value).startswith(f"f:{place}: ")
    assert words in str(refused.value)


@pytest.mark.parametrize("text", ["\x00", "a\x1bb", "\ud800", "\uffff"])
def test_a_text_no_file_may_hold_is_not_written(text: str) -> None:
    with pytest.raises(BadFile, match=r"note: .*control character"):
        append(b"", {"note": text}, "c", "f")


def test_a_comment_stays_one_line() -> None:
    assert append(b"", {"a": "1"}, "x\n- y: \x00\u2028z", "f") == b"# x - y: z\n- a: 1\n"


def test_nothing_is_taken_back_from_an_empty_list() -> None:
    with pytest.raises(BadFile, match="no entry"):
        remove_last(b"[]\n", "f")


def test_what_stands_below_the_last_entry_stays() -> None:
    assert remove_last(b"- a\n# c\n- b: |\n    x\n\n# tail\n", "f") == b"- a\n\n# tail\n"


@settings(max_examples=150, derandomize=True, deadline=None)
@given(trees.map(lambda tree: {"x": tree}), keys)
def test_any_entry_reads_back(entry: dict[str, Tree], key: str) -> None:
    for old in ("# c\n", "- a: 1\r\n", "  -  b: 2"):
        new = append(old.encode(), {**entry, key: "z"}, "c", "f")
        assert new.startswith(old.encode())


def test_no_file_grows_beyond_what_is_read_again() -> None:
    old = b"- x\n" * 262_000
    with pytest.raises(BadFile, match="f:262001:1: with this the file would be larger than 1 MiB"):
        append(old, {"note": "x" * 5000}, "c", "f")


def test_nothing_deeper_than_what_is_read_again_is_added() -> None:
    deep: Tree = "x"
    for _depth in range(21):
        deep = [deep]
    with pytest.raises(BadFile, match="more than 20 deep"):
        append(b"- a\n", {"a": deep}, "c", "f")


def test_an_entry_of_nothing_is_one() -> None:
    assert append(b"- a\n", {}, "c", "f") == b"- a\n# c\n- {}\n"


@pytest.mark.parametrize("old", ["", "# only a comment\n", "[]\n", "---\n"])
def test_where_no_entry_is_none_is_taken_back(old: str) -> None:
    with pytest.raises(BadFile, match="there is no entry to take back"):
        remove_last(old.encode(), "f")
