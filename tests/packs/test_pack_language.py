"""What a wrong or hostile pack is told: every problem at its line, with the cure; nothing in a pack is ever run."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import RULES, find

from ecoclaim import packs, words, yamlfile
from ecoclaim.errors import BadFile

HEAD = "name: own\ntitle: {zh: 甲, en: a}\nextends: national\n"
RULE = (
    "rules:\n"
    "  - id: mine\n"
    "    title: {zh: 甲, en: a}\n"
    "    per: case\n"
    "    duty: department\n"
    "    firmness: must\n"
    "    starts: [{event: claim-started}]\n"
    "    within: [{count: 7, unit: days}]\n"
    "    ends: [{event: investigation-concluded}]\n"
    "    source: {document: civil-code, article: 第二百条}\n"
)


@pytest.fixture(autouse=True)
def _in_english() -> None:
    words.use("en")


def told(text: str) -> list[str]:
    """Load a pack of this text and give what it is told, the file's name left out."""
    try:
        own = yamlfile.read(text.encode(), "own.yaml")
        packs.load("own", lambda name: own if name == "own" else find(name))
    except BadFile as bad:
        return [str(problem).removeprefix("own.yaml:") for problem in bad.problems]
    return []


def test_a_right_pack_is_told_nothing() -> None:
    assert told(HEAD + RULE) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("event: claim-started", "event: claim-start", 10, "did you mean claim-started"),
        ("event: claim-started", "event: claim-started, where: {scope: all}", 10, "has no field scope"),
        ("event: claim-started", "event: agreement-signed, where: {scope: whole}", 10, "full"),
        ("event: claim-started", "event: claim-started, from: tomorrow", 10, "there is no fact tomorrow"),
        ("unit: days", "unit: weeks", 11, "working_days"),
        ("count: 7", "count: seven", 11, "not a whole number"),
        ("count: 7", "count: 0", 11, "too small"),
        ("count: 7", "count: 99999999", 11, "too large"),
        ("count: 7", "count: 7, since: 2026-02-30", 11, "the calendar has no day 2026-02-30"),
        ("firmness: must", "firmness: should", 9, "in-principle"),
        ("firmness: must", "firmness: promptly", 5, "has no length"),
        ("    within: [{count: 7, unit: days}]\n", "", 5, "wants one of within"),
        ("    starts: [{event: claim-started}]\n", "", 5, "at least one event that starts it"),
        ("per: case", "per: ledger", 5, "a rule per ledger has a cycle"),
        ("title: {zh: 甲, en: a}\n    per", "title: 甲\n    per", 6, "{zh: …, en: …}"),
        ("    duty: department\n", "", 5, "required and is missing"),
        ("    duty: department\n", "    duty: department\n    dutty: court\n", 9, "did you mean duty"),
        ("{document: civil-code", "{document: no-code", 13, "no-code is quoted but not described"),
        ("article: 第二百条", "article: 第二百条, verified: no, quote: 甲", 13, "not verified quotes nothing"),
        (
            "    ends:",
            "    on_expiry: {title: {zh: 甲, en: a}, ground: bored}\n    ends:",
            12,
            "no failure ground bored",
        ),
        ("rules:", "without: [no-such-rule]\nrules:", 4, "no-such-rule is not in the pack"),
        ("  - id: mine\n", "  - id: [mine]\n", 5, "one value, not a list"),
        ("  - id: mine\n", "  - name: mine\n", 5, "missing"),
        ("rules:\n", "rules:\n  - plain text\n", 5, "fields with values"),
        ("rules:\n", "rules: none\nother:\n", 4, "a list"),
    ],
)
def test_a_wrong_pack_is_told_the_line_and_the_cure(old: str, new: str, line: int, said: str) -> None:
    text = HEAD + RULE
    assert old in text
    problems = told(text.replace(old, new, 1))
    assert any(one.startswith(f"{line}:") and said in one for one in problems), problems


def test_every_problem_of_shape_is_told_at_once() -> None:
    text = (
        (HEAD + RULE).replace("per: case", "per: town").replace("unit: days", "unit: weeks").replace("must", "should")
    )
    assert len(told(text)) == 3


def test_an_id_that_stands_twice_is_told() -> None:
    assert any("mine stands here twice" in one for one in told(HEAD + RULE + RULE.removeprefix("rules:\n")))


def test_a_problem_of_an_extended_pack_is_told_at_its_own_file() -> None:
    broken = yamlfile.read(
        (RULES / "national.yaml").read_text(encoding="utf-8").replace("unit: years", "unit: ages").encode(),
        "national.yaml",
    )
    own = yamlfile.read((HEAD + RULE).encode(), "own.yaml")
    with pytest.raises(BadFile) as bad:
        packs.load("own", {"own": own, "national": broken}.get)
    assert {problem.path for problem in bad.value.problems} == {"national.yaml"}
    assert all("years" in problem.message for problem in bad.value.problems)


@pytest.mark.parametrize(
    "text",
    [
        "name: own\ntitle: {zh: 甲, en: a}\nextends: own\n",
        "name: own\ntitle: {zh: 甲, en: a}\nextends: [national]\n",
        "name: other\ntitle: {zh: 甲, en: a}\n",
        "- name: own\n",
        "own\n",
    ],
)
def test_a_pack_that_cannot_be_one_is_told_why(text: str) -> None:
    assert told(text)


def test_two_packs_that_extend_each_other_are_told() -> None:
    files = {
        "a": yamlfile.read("name: a\ntitle: {zh: 甲, en: a}\nextends: b\n".encode(), "a.yaml"),
        "b": yamlfile.read("name: b\ntitle: {zh: 乙, en: b}\nextends: a\n".encode(), "b.yaml"),
    }
    with pytest.raises(BadFile, match="cannot extend itself"):
        packs.load("a", files.get)


@pytest.mark.parametrize(
    "value",
    ["__import__('os').system('true')", "{{ 7 * 7 }}", "${HOME}", "%(name)s", "{case.__class__}", "=1+1"],
)
def test_what_looks_like_code_is_only_text(value: str) -> None:
    text = HEAD + f"channels:\n  other:\n    title: {{zh: {yamlfile.dump(value).strip()}, en: a}}\n"
    own = yamlfile.read(text.encode(), "own.yaml")
    assert packs.load("own", lambda name: own if name == "own" else find(name)).channels["other"].title.zh == value


WORDS = [
    "id",
    "rules",
    "starts",
    "ends",
    "event",
    "where",
    "within",
    "count",
    "unit",
    "source",
    "document",
    "title",
    "zh",
    "en",
    "mine",
    "reply",
    "must",
    "5",
]
words_of_packs = st.sampled_from(WORDS) | st.text(alphabet="a甲 :{[-#", min_size=1, max_size=6)
trees = st.recursive(
    st.none() | words_of_packs,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words_of_packs, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(
    key=st.sampled_from(
        ["rules", "caps", "conditions", "bars", "forms", "channels", "documents", "without", "source", "title"]
    ),
    value=trees,
)
def test_any_tree_makes_a_pack_or_problems_never_a_crash(key: str, value: yamlfile.Tree) -> None:
    tree: yamlfile.Tree = {"name": "own", "title": {"zh": "甲", "en": "a"}, "extends": "national", key: value}
    try:
        own = yamlfile.read(yamlfile.dump(tree).encode(), "own.yaml")
        made = packs.load("own", lambda name: own if name == "own" else find(name))
    except BadFile as told_why:
        shown = str(told_why)
    else:
        shown = made.name
    assert shown
