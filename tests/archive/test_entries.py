"""Two states of a list of entries that grew from one: nothing is lost, nothing mixed, and doubt is a conflict."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecoclaim import yamlfile
from ecoclaim.archive.entries import merged
from ecoclaim.yamlfile import Tree

HEAD = "# yaml-language-server: $schema=x\n# 2026-0001：发生过的事\n"
CLUE = "# 收到线索\n- event: clue-received\n  date: 2026-09-01\n  channel: complaint\n"
START = "# 启动初步核查\n- event: review-started\n  date: 2026-09-02\n  staff: [甲, 乙]\n"
NOTE = "# 送达\n- event: notice-served\n  date: 2026-09-18\n  obligor: A\n  note: |\n    第一行\n\n    # 不是注释\n    - 也不是条目\n"
REPLY = "# 答复\n- event: reply-received\n  date: 2026-09-18\n  obligor: A\n"
FLOW = "- {event: appraisal-delivered, date: 2026-09-20, report_no: '12'} # 行末注释\n"
BASE = HEAD + CLUE + START


def changed(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


# ours, theirs, the merge; None: a person must decide.
MERGES: dict[str, tuple[str, str, str, str | None]] = {
    "both appended": (BASE, BASE + NOTE, BASE + REPLY, BASE + NOTE + REPLY),
    "both appended several": (BASE, BASE + NOTE + FLOW, BASE + REPLY, BASE + NOTE + FLOW + REPLY),
    "only theirs appended": (BASE, BASE, BASE + REPLY, BASE + REPLY),
    "the first entries of a case": (HEAD, HEAD + CLUE, HEAD + START, HEAD + CLUE + START),
    "the first of a file of no entry but comments": ("# x\n", "# x\n" + CLUE, "# x\n", "# x\n" + CLUE),
    "the same entry by both is one": (BASE, BASE + REPLY, BASE + REPLY, BASE + REPLY),
    "the same entry and one more": (BASE, BASE + REPLY, BASE + REPLY + NOTE, BASE + REPLY + NOTE),
    "the same entry with another comment": (
        BASE,
        BASE + REPLY,
        BASE + changed(REPLY, "# 答复", "# 收到答复"),
        BASE + REPLY,
    ),
    "the same event but for a word is two": (
        BASE,
        BASE + REPLY,
        BASE + changed(REPLY, "obligor: A", "obligor: B"),
        BASE + REPLY + changed(REPLY, "obligor: A", "obligor: B"),
    ),
    "one corrected, one appended": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        BASE + NOTE,
        changed(BASE, "2026-09-02", "2026-09-03") + NOTE,
    ),
    "one appended, one corrected": (
        BASE,
        BASE + NOTE,
        changed(BASE, "2026-09-01", "2026-08-31"),
        changed(BASE, "2026-09-01", "2026-08-31") + NOTE,
    ),
    "both corrected, different entries": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "complaint", "other"),
        changed(changed(BASE, "2026-09-02", "2026-09-03"), "complaint", "other"),
    ),
    "both corrected one entry, different fields": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "[甲, 乙]", "[甲, 丙]"),
        changed(changed(BASE, "2026-09-02", "2026-09-03"), "[甲, 乙]", "[甲, 丙]"),
    ),
    "both corrected one field alike": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "2026-09-02", "2026-09-03"),
    ),
    "both corrected one field differently": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "2026-09-02", "2026-09-04"),
        None,
    ),
    "a field added, an entry appended": (BASE, BASE + "  note: 一句\n", BASE + REPLY, BASE + "  note: 一句\n" + REPLY),
    "both added a field of one name": (BASE, BASE + "  note: 一\n", BASE + "  note: 二\n", None),
    "both added fields": (BASE, BASE + "  note: 一\n", BASE + "  reason: 二\n", BASE + "  note: 一\n  reason: 二\n"),
    "one taken back, one appended": (BASE, HEAD + CLUE, BASE + REPLY, HEAD + CLUE + REPLY),
    "one taken back by both": (BASE, HEAD + CLUE, HEAD + CLUE, HEAD + CLUE),
    "one taken back, the same corrected": (BASE, HEAD + CLUE, changed(BASE, "2026-09-02", "2026-09-03"), None),
    "one put between": (BASE, HEAD + CLUE + NOTE + START, BASE + REPLY, HEAD + CLUE + NOTE + START + REPLY),
    "one put first": (BASE, HEAD + NOTE + CLUE + START, BASE + REPLY, HEAD + NOTE + CLUE + START + REPLY),
    "a comment changed, an entry appended": (
        BASE,
        changed(BASE, "# 启动初步核查", "# 启动初步核查（见笔录）"),
        BASE + REPLY,
        changed(BASE, "# 启动初步核查", "# 启动初步核查（见笔录）") + REPLY,
    ),
    "a comment changed and a field of that entry": (
        BASE,
        changed(BASE, "# 启动初步核查", "# 见笔录"),
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(changed(BASE, "# 启动初步核查", "# 见笔录"), "2026-09-02", "2026-09-03"),
    ),
    "a field changed and the comment of that entry": (
        BASE,
        changed(BASE, "2026-09-02", "2026-09-03"),
        changed(BASE, "# 启动初步核查", "# 见笔录"),
        changed(changed(BASE, "# 启动初步核查", "# 见笔录"), "2026-09-02", "2026-09-03"),
    ),
    "comments and fields changed by both": (
        BASE,
        changed(changed(BASE, "# 启动初步核查", "# 甲"), "2026-09-02", "2026-09-03"),
        changed(changed(BASE, "# 启动初步核查", "# 乙"), "[甲, 乙]", "[甲]"),
        None,
    ),
    "a comment after the last entry": (
        BASE + "# 完\n",
        BASE + "# 完\n" + NOTE,
        BASE + "# 完\n" + REPLY,
        BASE + "# 完\n" + NOTE + REPLY,
    ),
    "a comment after the last entry, one appended": (
        BASE + "# 完\n",
        BASE + "# 完\n",
        BASE + "# 完\n" + REPLY,
        BASE + "# 完\n" + REPLY,
    ),
    "the head changed": (BASE, changed(BASE, "发生过的事", "事件"), BASE + REPLY, changed(BASE, "发生过的事", "事件") + REPLY),
    "the head changed by both": (BASE, changed(BASE, "发生过的事", "一"), changed(BASE, "发生过的事", "二"), None),
    "no line end at the end of either": (
        BASE.removesuffix("\n"),
        BASE + REPLY.removesuffix("\n"),
        BASE + NOTE.removesuffix("\n"),
        BASE + REPLY + NOTE,
    ),
    "lines of Windows on both sides": (
        BASE.replace("\n", "\r\n"),
        (BASE + NOTE).replace("\n", "\r\n"),
        (BASE + REPLY).replace("\n", "\r\n"),
        (BASE + NOTE + REPLY).replace("\n", "\r\n"),
    ),
    "an entry replaced by another and corrected": (
        BASE,
        HEAD + CLUE + REPLY,
        changed(BASE, "2026-09-02", "2026-09-03"),
        None,
    ),
    "the same entry, by one side twice": (BASE, BASE + REPLY, BASE + REPLY + REPLY, BASE + REPLY + REPLY),
    "two cases under one number": ("", HEAD + CLUE, HEAD + changed(CLUE, "2026-09-01", "2026-09-05"), None),
    "a list in brackets": ("[{event: a}]\n", "[{event: a}, {event: b}]\n", "[{event: a}, {event: c}]\n", None),
    "a file that is broken": (BASE, BASE + "  date: twice\n" + REPLY, BASE + "- [\n", None),
    "another indent": (BASE, BASE + NOTE, BASE.replace("\n- ", "\n  - ").replace("\n  ", "\n    "), None),
}  # fmt: skip


@pytest.mark.parametrize("name", MERGES)
def test_a_merge(name: str) -> None:
    base, ours, theirs, wanted = MERGES[name]
    data = merged(base.encode(), ours.encode(), theirs.encode(), "events.yaml")
    assert (data.decode() if data is not None else None) == wanted


def test_a_byte_order_mark_of_ours_stays() -> None:
    bom = b"\xef\xbb\xbf"
    data = merged(bom + BASE.encode(), bom + (BASE + NOTE).encode(), (BASE + REPLY).encode(), "events.yaml")
    assert data == bom + (BASE + NOTE + REPLY).encode()


FIELDS = st.dictionaries(
    st.sampled_from(["date", "obligor", "note", "reason", "staff"]),
    st.one_of(
        st.sampled_from(["A", "2026-09-01", "一行\n两行\n", "# x", "- y"]),
        st.lists(st.sampled_from("甲乙"), max_size=2),
    ),
    max_size=3,
)
ENTRIES = st.lists(
    st.builds(lambda name, rest: {"event": name, **rest}, st.sampled_from(["a", "b", "c", "d"]), FIELDS), max_size=4
)


def written(entries: list[dict[str, Tree]], start: bytes = HEAD.encode()) -> bytes:
    for entry in entries:
        start = yamlfile.append(start, entry, "注 " + str(entry["event"]), "events.yaml")
    return start


@settings(max_examples=300, deadline=None)
@given(ENTRIES, ENTRIES, ENTRIES)
def test_what_both_appended_is_all_there_in_order(
    before: list[dict[str, Tree]], mine: list[dict[str, Tree]], other: list[dict[str, Tree]]
) -> None:
    base = written(before)
    data = merged(base, written(mine, base), written(other, base), "events.yaml")
    assert data is not None
    assert data.startswith(base)
    tree = yamlfile.read(data, "events.yaml").tree or []
    assert isinstance(tree, list)
    added = tree[len(before) :]
    assert added[: len(mine)] == mine
    more, known = [], list(mine)
    for one in other:
        if one in known:
            known.remove(one)
        else:
            more.append(one)
    assert added[len(mine) :] == more


@settings(max_examples=300, deadline=None)
@given(ENTRIES, ENTRIES, ENTRIES)
def test_of_any_three_states_a_merge_reads_and_keeps_every_new_entry_or_is_none(
    before: list[dict[str, Tree]], mine: list[dict[str, Tree]], other: list[dict[str, Tree]]
) -> None:
    data = merged(written(before), written(mine), written(other), "events.yaml")
    if data is None:
        return
    tree = yamlfile.read(data, "events.yaml").tree or []
    assert isinstance(tree, list)
    # A name that a side has more often than the base was added there; the merge has it at least as often.
    for name in "abcd":
        count = [sum(one["event"] == name for one in side) for side in (before, mine, other)]
        assert sum(isinstance(one, dict) and one["event"] == name for one in tree) >= max(count) - count[0]
