"""Templates that would hang or fill the memory are told in a sentence, and a large form is no such template."""

from __future__ import annotations

import time

import pytest
from builder.bricks import Cell, each, p, row, rows_each, table
from papers import made

from bad_files import with_body
from ecoclaim import words
from ecoclaim.errors import BadFile
from ecoclaim.forms.budget import MOST_CHARACTERS, MOST_STEPS, Budget
from ecoclaim.forms.fill import fill
from ecoclaim.forms.lint import lint
from ecoclaim.forms.text import text

PATIENCE = 20.0  # seconds of the processor; each takes under two
FACTS = {"表": tuple({"名": "甲" * 50} for _n in range(1200)), "长": "字\n" * 300_000, "值": "甲"}


def loops(count: int, inner: str = "") -> str:
    return "{% for 项 in 表 %}" * count + inner + "{% endfor %}" * count


WRONG = {
    "60,000 braces": (p("{{" * 30_000), "tags"),
    "full-width braces": (p("｛" * 100_000), "tags"),
    "braces that never close": (p("{{" * 1900) + p("字" * 100) * 20_000, "another paragraph"),
    "tags within tags": (p("{{ " * 900 + " }}" * 900), "another paragraph"),
    "comments that never close": (p("{#" * 900 + "字" * 1_000_000), "another paragraph"),
    "cells that never close": (table((99,), row([Cell(p("{% colspan 3"))] * 900, (99,) * 900)), "another paragraph"),
    "parentheses": (p("{{ " + "(" * 5000 + "值" + ")" * 5000 + " }}"), "deep"),
    "a chain of nots": (p("{{ " + "not " * 5000 + "值 }}"), "too long"),
    "a chain of dots": (p("{{ 值" + ".名" * 5000 + " }}"), "too long"),
    "conditions": (p("{% if 值 %}" * 900 + "{% endif %}" * 900), "deep"),
    "fifteen repetitions": (p(loops(15)), "deep"),
    "a power": (p('{{ "x" * 10**9 }}'), "mul"),
    "a range": (p("{% for i in range(10**9) %}x{% endfor %}"), "call"),
    "itself": (p("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"), "macro"),
    "another template": (p('{% include "x" %}'), "include"),
    "an import": (p('{% import "a" as b %}'), "import"),
    **{f: (p("{{ 值 | " + f + "(10) }}"), f) for f in ("center", "format", "join", "batch", "indent", "replace")},
}
GROWING = {
    "three repetitions": (p(loops(3, "{{ 项.名 }}")), "longer than Word"),
    "three that print nothing": (p(loops(3)), "without end"),
    "two": (p(loops(2, "{{ 项.名 }}")), "longer than Word"),
    "two over characters": (p("{% for a in 长 %}{% for b in 长 %}x{% endfor %}{% endfor %}"), "without end"),
    "paragraphs of a book": (p("{% for a in 表 %}{% for b in 长|paras %}{% endfor %}{% endfor %}"), "without end"),
    "its length": (p(loops(3, "{{ loop.length }}")), "without end"),
}


@pytest.fixture(autouse=True)
def _english_and_no_hang() -> object:
    words.use("en")
    begun = time.process_time()
    yield
    assert time.process_time() - begun < PATIENCE


@pytest.mark.parametrize("what", WRONG)
def test_what_could_hang_is_refused_before_it_is_tried(what: str) -> None:
    body, told = WRONG[what]
    template = with_body(body)
    assert told in " ".join(problem.message for problem in lint(template, "某"))
    with pytest.raises(BadFile, match=told):
        fill(template, FACTS)


@pytest.mark.parametrize("what", GROWING)
def test_what_grows_without_end_is_stopped(what: str) -> None:
    body, told = GROWING[what]
    with pytest.raises(BadFile, match=told):
        fill(with_body(body), FACTS)


@pytest.mark.parametrize(
    "body",
    [
        p("{ " * 3900) + p("字" * 10) * 10_000,
        p("%" * 1_000_000),
        "<w:p>" + "<w:r><w:t>字</w:t></w:r>" * 100_000 + "</w:p>",
        table((99,), row([Cell(p("字") * 20_000)], (99,))),
    ],
)
def test_what_is_only_large_is_read(body: str) -> None:
    template = with_body(body + p("{{ 值 }}"))
    assert lint(template, "某") == ()
    assert "甲" in text(fill(template, FACTS))


def test_six_obligors_with_two_hundred_rows_each_take_a_hundredth_of_what_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ecoclaim.forms.fill.Budget", lambda: Budget(MOST_STEPS // 100, MOST_CHARACTERS // 10))
    line = row([Cell(p("{{ 证.名 }}")), Cell(p("{{ loop.index }}"))], (99, 99))
    form = made(each("人", "人们", p("{{ 人.名 }}")), table((99, 99), row([Cell(p("证")), Cell(p())], (99, 99)),
        rows_each("人", "人们", (99, 99), rows_each("证", "人.证", (99, 99), line))))  # fmt: skip
    people = tuple({"名": f"公司{n}", "证": tuple({"名": f"证据{n}-{m}"} for m in range(200))} for n in range(6))
    assert text(fill(form, {"人们": people})).count("证据") == 1200
