"""The worked examples of every shipped pack, run through the counting of deadlines."""

from __future__ import annotations

from datetime import date

import pytest
from shipped import NAMES, find, pack

from ecoclaim import yamlfile
from ecoclaim.checks.conditionexamples import condition_examples, condition_problems, without_condition_examples
from ecoclaim.deadlines import work_example
from ecoclaim.ledger.regions import regional_calendar
from ecoclaim.packs import Example, Rule
from ecoclaim.packs.rule import PromptExample
from ecoclaim.workdays import Workdays

WORKDAYS = Workdays()
RULES = [
    (name, rule) for name in NAMES for one in pack(name).rules for rule in (one, one.of_agreement) if rule is not None
]
CALENDARS = {name: Workdays(region=regional_calendar(pack(name).calendar)) for name in NAMES}
DATED = [
    pytest.param(name, rule, example, id=f"{name}-{rule.id}-{rule.instance}-{example.start}")
    for name, rule in RULES
    for example in rule.examples
]
PROMPT = [
    pytest.param(example, id=f"{name}-{rule.id}-{example.start}")
    for name, rule in RULES
    for example in rule.prompt_examples
]


@pytest.mark.parametrize(("name", "rule", "example"), DATED)
def test_a_worked_example_comes_out_as_written(name: str, rule: Rule, example: Example) -> None:
    assert work_example(rule, example, CALENDARS[name]) == []


@pytest.mark.parametrize("example", PROMPT)
def test_the_age_of_a_promptness_duty_is_the_days_since_its_start(example: PromptExample) -> None:
    assert ((example.met or example.on) - example.start).days == example.age


@pytest.mark.parametrize(("name", "rule"), RULES, ids=lambda one: one if isinstance(one, str) else one.id)
def test_a_rule_has_three_examples_of_its_kind(name: str, rule: Rule) -> None:
    assert len(rule.prompt_examples if rule.prompt else rule.examples) >= 3
    assert not (rule.examples if rule.prompt else rule.prompt_examples)


@pytest.mark.parametrize(("name", "rule"), RULES, ids=lambda one: one if isinstance(one, str) else one.id)
def test_the_examples_of_a_rule_include_a_day_that_is_not_worked_where_rolling_could_go_wrong(
    name: str, rule: Rule
) -> None:
    if not rule.prompt:
        days = [day for example in rule.examples for day in (example.start, example.due)]
        spans = [(min(one.start, one.due), max(one.start, one.due)) for one in rule.examples]
        assert any(not WORKDAYS.is_worked(day) for day in days) or any(_over_holiday(*span) for span in spans)


def _over_holiday(first: date, last: date) -> bool:
    return any(
        WORKDAYS.why(date.fromordinal(day)).kind == "holiday" for day in range(first.toordinal(), last.toordinal() + 1)
    )


@pytest.mark.parametrize("name", ["national", "zhangye-2024", "xpcc"])
def test_every_condition_has_an_example_that_keeps_it_and_one_that_breaks_it(name: str) -> None:
    names = [name] if name == "national" else [name, "national"]
    documents = [find(f"{one}.examples") for one in names]
    tried, misshapen = condition_examples([one for one in documents if one is not None])
    assert misshapen == ()
    assert [str(one) for one in condition_problems(pack(name), tried, WORKDAYS)] == []
    assert without_condition_examples(pack(name), tried) == ()


def test_an_example_that_comes_out_differently_is_told_with_its_line() -> None:
    text = "- condition: public-service\n  keeps: {events: [{event: notice-served, date: 2026-03-02, method: public}]}\n  breaks: {}\n"
    tried, _misshapen = condition_examples([yamlfile.read(text.encode(), "own.examples.yaml")])
    told = [(one.path, one.line) for one in condition_problems(pack("xpcc"), tried, WORKDAYS)]
    assert told == [("own.examples.yaml", 2), ("own.examples.yaml", 3)]
