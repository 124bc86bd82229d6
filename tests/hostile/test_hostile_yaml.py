"""What we accept a second parser reads alike: made-up files of a ledger, and what becomes of them by accident."""

from __future__ import annotations

import pytest
from fuzz import FIXTURES, WORDS, target
from hypothesis import given, settings
from hypothesis import strategies as st
from second import by_pyyaml, by_ruamel, difference

from ecoclaim.errors import BadFile
from ecoclaim.yamlfile import dump, read

SIGNS = "ab甲01 :-#,?\"'\\|>%@`~=.　：－，“”、＃{}[]&*!\t"
texts = st.text(st.sampled_from(SIGNS), max_size=12) | st.sampled_from(
    [
        "2026-01-02",
        "09:30",
        "null",
        "~",
        "",
        "on",
        "1_000.50",
        "https://example.org/a?b=c&d",
        "甲：乙",
        "第一行\n第二行\n",
    ]
)
names = st.sampled_from(["event", "date", "obligor", "note", "on", "at", "key", "name", "2", "地点"])


@st.composite
def plain(draw: st.DrawFn) -> str:
    """Draw a text as a person writes it: without quotes, where it may be wrong, in either, or on its own lines."""
    text = draw(texts)
    return draw(
        st.sampled_from([text, text, f'"{text}"', "'" + text.replace("'", "''") + "'", dump(text).rstrip("\n")])
    )


@st.composite
def flow(draw: st.DrawFn, depth: int = 0) -> str:
    """Draw a value on one line, in braces or brackets at times."""
    kind = draw(st.integers(0, 5 if depth < 2 else 2))
    if kind < 3:
        return draw(plain())
    inner = draw(st.lists(flow(depth + 1), max_size=3))
    comma = draw(st.sampled_from([", ", ", ", ",", " ,", ",\n    "]))
    if kind < 5:
        return "[" + comma.join(inner) + "]"
    return "{" + comma.join(f"{draw(names)}{draw(st.sampled_from([': ', ': ', ':']))}{one}" for one in inner) + "}"


@st.composite
def block(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """Draw the lines of a group or list."""
    lines = []
    dash = draw(st.booleans())
    for _number in range(draw(st.integers(1, 3))):
        head = "-" if dash else draw(names) + ":"
        note = draw(st.sampled_from(["", "", "", " # 说明", "#x"]))
        kind = draw(st.integers(0, 6 if depth < 3 else 3))
        if kind < 4:
            lines += f"{head} {draw(flow())}{note}".split("\n")
        elif kind == 4:
            lines += [f"{head} {draw(st.sampled_from(['|', '|-', '>', '>-', '|+', '|2']))}{note}"]
            lines += [f"  {line}" for line in draw(texts).split("\n")]
        elif dash and draw(st.booleans()):
            first, *others = draw(block(depth + 1))
            lines += [f"- {first}", *(f"  {line}" for line in others)]
        else:
            indent = draw(st.sampled_from(["  ", "  ", " ", "    ", ""]))
            lines += [head + note, *(f"{indent}{line}" for line in draw(block(depth + 1)))]
    return lines


@settings(max_examples=250, derandomize=True)
@given(block(), st.sampled_from(["\n", "\n", "\r\n"]), st.booleans())
def test_a_file_as_people_write_them_is_read_alike(lines: list[str], end: str, marked: bool) -> None:
    target((("\ufeff" if marked else "") + end.join(lines) + end).encode())


events = st.lists(
    st.fixed_dictionaries(
        {"event": st.sampled_from(["clue-found", "notice-served", "payment-made"]), "date": st.dates().map(str)},
        optional={
            "obligor": st.just("A") | st.lists(st.sampled_from("ABC"), min_size=1),
            "note": texts,
            "amount": texts,
        },
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=100, derandomize=True)
@given(events)
def test_events_are_read_alike_and_as_they_were_meant(entries: list[dict[str, object]]) -> None:
    text = dump(entries)  # type: ignore[arg-type]
    assert read(text.encode(), "f").tree == entries == by_pyyaml(text) == by_ruamel(text)


FILES = [path.read_text("utf-8") for path in sorted(FIXTURES.rglob("*.yaml"))]
changes = st.lists(
    st.tuples(st.integers(0, 9999), st.integers(0, 5), st.sampled_from(WORDS) | st.sampled_from(SIGNS)), max_size=3
)


@settings(max_examples=150, derandomize=True)
@given(st.sampled_from(FILES), st.integers(0, 9999), changes)
def test_a_changed_file_is_read_alike_or_refused_at_its_place(
    text: str, begin: int, accidents: list[tuple[int, int, str]]
) -> None:
    lines = text.splitlines(keepends=True)
    text = "".join(lines[begin % len(lines) :][:12])
    for at, length, piece in accidents:
        at %= len(text) + 1
        text = text[:at] + piece + text[at + length :]
    target(text.encode())


@settings(max_examples=150, derandomize=True)
@given(st.binary(max_size=60))
def test_bytes_are_read_alike_or_refused_at_their_place(data: bytes) -> None:
    target(data)


@pytest.mark.parametrize("text", FILES)
def test_the_files_of_the_contract_are_read_alike_by_all(text: str) -> None:
    tree = read(text.encode(), "f").tree
    assert tree == by_pyyaml(text) == by_ruamel(text)


# What the fuzzer found, one each: mended, refused, or a difference that is known.
FOUND = [
    "- {event: x, obligor:}", "note: {08url:: , https://example.org}", "- | # why\n  text", "{at: 09:30, place a\t:b}", "|-#x",
    "- {a b''-'? ''g: x}", "{a?b: c, d: ? e}", "|+\n# x", "  |+\n#", "a, \t09:30", "{a\t: b}", "[:A, B]", "a\n...\n\n...\n",
    "- x\ty\n- '\t'\n", "[?a: b, c:d]", "{a: 09:30, b: [?c, d]}", "{a?b: c, ? d: e}", "[?a: b]",
]  # fmt: skip


@pytest.mark.parametrize("text", FOUND)
def test_what_the_fuzzer_found_is_mended_or_known(text: str) -> None:
    target(text.encode())


def test_a_known_difference_is_one_and_an_unknown_one_is_told() -> None:
    assert not difference("PyYAML", "a:\tb\n", {"a": "b"})
    assert not difference("PyYAML", "{a: b?c}", {"a": "b?c"})
    assert "reads" in difference("PyYAML", "a: b\n", {"a": "c"})
    assert "refuses" in difference("ruamel", "a: [\n", {"a": []})
    with pytest.raises(BadFile):
        read(b"a: [\n", "f")
