"""For programs: the schemas of the answers hold, and what writes or looks over answers in JSON too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commandline import Run
from jsonschema import Draft7Validator

from answers import answered
from ecoclaim.cli.commands import COMMANDS
from ecoclaim.cli.helping import TOPICS
from ecoclaim.ledger.schemas import answer_names, answer_text

ROOT = Path(__file__).parents[2]


def test_what_both_examples_answer_is_what_the_schemas_say() -> None:
    validators = {name: Draft7Validator(json.loads(answer_text(name))) for name in answer_names()}
    seen = set()
    for command, answer in answered():
        wrong = [error.message for error in validators[command].iter_errors(answer)]
        assert wrong == [], command
        seen.add(command)
    assert seen == set(answer_names()) <= set(COMMANDS)
    # A schema that takes anything would hold too.
    assert list(validators["deadlines"].iter_errors({"schema": 1, "today": "2026-01-01", "ecoclaim": "0"}))
    assert list(
        validators["list"].iter_errors({"schema": 1, "today": "", "ecoclaim": "", "cases": [{}], "problems": []})
    )


def test_the_schema_of_an_answer_is_printed_by_its_name(run: Run) -> None:
    assert json.loads(run("schema", "answer:report make").out)["title"] == "ecoclaim report make"
    for name in ("answer:nothing", "nothing"):
        answer = run("schema", name, "--lang", "en")
        assert (answer.code, answer.out) == (2, "")
        assert "deadlines" in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_explains_each_topic_and_shows_the_page_of_a_command(run: Run, language: str) -> None:
    for name, topic in TOPICS.items():
        told = run("--lang", language, "help", name)
        assert told.code == 0
        assert all(term in told.out for term in topic.told)
        assert f"help {name}" in run("--lang", language, "help").out
    page = run("--lang", language, "report", "make", "--help").out
    assert run("--lang", language, "help", "report", "make").out == page
    assert run("--lang", language, "help", "nothing").code == 2


def test_whoever_commits_can_have_check_look_first() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert "entry: ecoclaim check\n" in text
    for name in ("README.md", "README.zh.md"):
        assert "id: ecoclaim-check" in (ROOT / name).read_text(encoding="utf-8")
