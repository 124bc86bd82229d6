"""Every refusal names its line, its column and a cure."""

from __future__ import annotations

import sys
import time

import pytest

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import read

REFUSED = [
    # bytes
    ("案由: x".encode("gbk"), "1:1", "save the file as UTF-8"),
    ("a: 1".encode("utf-16"), "1:1", "UTF-16"),
    (b"a: \xed\xa0\x80", "1:4", "lone surrogate"),
    (b"a: 1\nb: \x00", "2:4", "U+0000"),
    (b"a: \x7f", "1:4", "U+007F"),
    ("a: x\x85y".encode(), "1:5", "U+0085"),
    ("a: x\u2028y".encode(), "1:5", "U+2028"),
    ("\ufeff\ufeffa: 1".encode(), "1:1", "byte order mark"),
    (b"a" * (1024 * 1024 + 1), "1:1", "1 MiB"),
    # escapes
    (b'a: "x\\x00"', "1:6", "control character"),
    (b'a: "\\\\\n  \\u0000"', "2:3", "control character"),
    (b'a: "\\e"', "1:5", "control character"),
    (b'"\\0": 1', "1:2", "control character"),
    (b'a: "\\ud800"', "1:7", "lone surrogate"),
    (b'a: "\\q"', "1:5", "backslash"),
    # YAML that is not taken
    (b"- &x a\n", "1:3", "anchors"),
    (b"- *x\n", "1:3", "aliases"),
    (b"a: & b\n", "1:4", "anchors"),
    (b"- ! foo\n", "1:3", "tags"),
    (b"a: !!str x\n", "1:4", "tags"),
    (b"a: !x y\n", "1:4", "tags"),
    (b"<<: {a: 1}\n", "1:1", "merge keys"),
    (b"? [a]\n: 1\n", "1:3", "cannot be a key"),
    (b"{{a: 1}: 2}\n", "1:2", "cannot be a key"),
    (b": x\n", "1:1", "key is missing"),
    (b"~: x\n", "1:1", "key is missing"),
    (b'"": x\n', "1:1", "key is missing"),
    (b"{a: 1, : 2}\n", "1:8", "missing"),
    (b"a: 1\nb: 2\na: 3\n", "3:1: a", "first on line 1"),
    (b"a:\n - b: 1\n   b: 2\n", "3:4: a.1.b", "first on line 2"),
    (b"a: 1\n---\nb: 1\n", "2:1", "second document"),
    (b"---\n---\n", "2:1", "second document"),
    (b"a: 1\n...\nb: 1\n", "3:1", "second document"),
    (b"%YAML 1.2\n---\na: 1\n", "1:1", "%"),
    (b"%%%\n", "1:1", "%"),
    (b"a:\n\tb: 1\n", "2:1", "tab"),
    (b"a: {\n\tb: 1}\n", "2:1", "tab"),
    (b"a: foo\n  \tbar\n", "2:3", "tab"),
    (b"-\ta: 1\n", "1:2", "tab"),
    (b"key: >\n\tx\n", "2:1", "tab"),
    (b"[" * 21 + b"]" * 21, "1:21", "20 deep"),
    # syntax
    (b"a:1\nb: 2\n", "1:2", "a space is missing"),
    (b"a: 1\nb:2\n", "2:2", "a space is missing"),
    (b"{a:1, b: 2}\n", "1:3", "a space is missing"),
    (b'a: "x\nb: 1\n', "1:4", "never closed"),
    (b"a: 'it''s\n", "1:4", "never closed"),
    (b'a: "x\nb: "1"\n', "1:4", "later line"),
    (b"a: [1, 2\nb: 3\n", "1:4", "add ]"),
    (b"a: {b: c\n", "1:4", "add }"),
    (b"{a: [1}\n", "1:7", "a comma or ]"),
    (b"a: 1\n b: 2\n", "2:2", "indented"),
    (b"a:\n  b: 1\n c: 2\n", "3:2", "indented"),
    (b"- a: 1\n   b: 2\n", "2:4", "indented"),
    (b"a: b: c\n", "1:5", "double quotes"),
    (b"a: - b\n", "1:4", "line of its own"),
    (b"- a\nb: 1\n", "2:1", "not an entry"),
    (b"-a\n-b\n", "1:1", "after the dash"),
    (b"a: 1\nb\n", "2:1", "no colon"),
    (b"a: @x\n", "1:4", "cannot begin with @"),
    (b"a: %x\n", "1:4", "cannot begin with %"),
    (b"a: 'x' y\n", "1:8", "nothing may follow"),
    (b"a: |x\n", "1:5", "next lines"),
    (b"[a]]\n", "1:4", "nothing above belongs"),
    (b"[,]\n", "1:2", "a value is missing"),
]

SLIPS = [
    ("a：1\n", "1:2", "full-width colon"),
    ("a：1\nb：2\n", "1:2", "full-width colon"),
    ("a: 1\nb：2\n", "2:2", "full-width colon"),
    ("a: 1\nb：2\nc: 3\n", "2:2", "full-width colon"),
    ("incident:\n  name：x\n", "2:7", "full-width colon"),
    ("incident:\n  name：x\n  time：y\n", "2:7", "full-width colon"),
    ("- {event：x, date: y}\n", "1:9", "full-width colon"),
    ("a: x\n b：c\n", "2:3", "full-width colon"),
    ("incident:\n  name:x\n  time:y\n", "2:7", "a space is missing"),
    ("{a: x，b: y}\n", "1:6", "full-width ，"),
    ("a: [甲，乙］\n", "1:6", "full-width ，"),
    ("－ a: 1\n", "1:1", "full-width dash"),
    ("－ a\n－ b\n", "1:1", "full-width dash"),
    ("a:\n  － y\n", "2:3", "full-width dash"),
    ("a:\n  - x\n － y\n", "3:2", "full-width dash"),
    ("a:\u30001\n", "1:3", "full-width space"),
    ("a: 1\n\u3000b: 2\n", "2:1", "full-width space"),
    ("a: “x: y”\n", "1:4", "full-width quotation mark “"),
    ("“a”: 1\n", "1:1", "full-width quotation mark “"),
    ('a: "x”\nb: 1\n', "1:4", "full-width ”"),
    ("a: 1\n＃ c\n", "2:1", "half-width #"),
]


@pytest.mark.parametrize(("data", "place", "words"), REFUSED)
def test_what_is_refused_is_named_at_its_place_with_a_cure(data: bytes, place: str, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(data, "f.yaml")
    assert str(refused.value).startswith(f"f.yaml:{place}: ")
    assert words in str(refused.value)


@pytest.mark.parametrize(("text", "place", "words"), SLIPS)
def test_a_slip_of_an_input_method_is_named_at_its_sign(text: str, place: str, words: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(text.encode(), "f.yaml")
    assert str(refused.value).startswith(f"f.yaml:{place}: ")
    assert words in str(refused.value)


@pytest.mark.parametrize("data", [data for data, _place, _words in REFUSED])
def test_the_parser_without_libyaml_refuses_the_same(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_ruamel_yaml", "_ruamel_yaml_clibz"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(BadFile) as refused:
        read(data, "f.yaml")
    assert refused.value.problems[0].line


HOSTILE = {
    "100,000 brackets": b"[" * 100_000,
    "100,000 braces": b"{a: " * 100_000,
    "braces behind what an older parser stops at": b"a: 09:30\nb: " + b"{" * 50_000,
    "100,000 dashes": b"- " * 100_000,
    "100,000 question marks": b"? " * 100_000,
    "100,000 percent signs": b"%" * 100_000,
    "percent signs in braces": b"{0} %s %d: {x}",
    "an alias bomb": b"a: &a [x]\n" + b"".join(b"%c: &%c [*%c, *%c]\n" % (i, i, i - 1, i - 1) for i in range(98, 110)),
    "a scalar of 10 MB": b"a: " + b"x" * 10_000_000,
    "a line of commas and open quotation marks": b"a: [," + ",“".encode() * 200_000,
    "a line of colons": b"a:" * 500_000,
    "a million spaces and a tab": b"a:\n" + b" " * 1_000_000 + b"\tx: 1",
    "many tabs": b'a: "\n' + b"\tx\n" * 300_000 + b'"\n\tb: 1',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused_without_delay(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadFile):
        read(HOSTILE[name], "f.yaml")
    assert time.perf_counter() - start < 5


def test_a_large_plain_text_and_a_quarter_of_a_million_entries_are_read() -> None:
    assert read(b"a: " + b"x" * 1_000_000, "f").tree == {"a": "x" * 1_000_000}
    assert len(read(b"- 1\n" * 250_000, "f").tree or ()) == 250_000


def test_a_tree_twenty_deep_is_read() -> None:
    assert read(b"[" * 20 + b"]" * 20, "f").tree
