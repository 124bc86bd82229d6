"""The worked examples of conditions: a short case that keeps one, and one that breaks it.

They stand beside a pack, as NAME.examples.yaml, and are read by tests and `packs check` alone. An example of the pack's
own takes the place of those that the packs it extends give for the same condition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ecoclaim.checks.conditions import breaches
from ecoclaim.checks.occurrence import Printing
from ecoclaim.deadlines import rulebook
from ecoclaim.errors import BadFile, Problem
from ecoclaim.model.case import Case, CaseFile
from ecoclaim.model.events import read_events
from ecoclaim.model.office import Office
from ecoclaim.model.values import shaped
from ecoclaim.packs import Condition, Pack
from ecoclaim.packs.lists import source_of
from ecoclaim.standing import Standing
from ecoclaim.words import _
from ecoclaim.workdays import Workdays
from ecoclaim.yamlfile import Document, Loc, Tree

_BASE = {"id": "2026-0001", "title": "算例", "obligors": [{"key": "A", "name": "甲公司"}]}
_KEYS = ("condition", "keeps", "breaks", "note")


@dataclass(frozen=True, slots=True)
class ConditionExample:
    """One example: the condition, a case that keeps it and one that breaks it, and where it stands."""

    condition: str
    keeps: Tree
    breaks: Tree
    document: Document
    loc: Loc


def condition_examples(documents: Sequence[Document]) -> tuple[tuple[ConditionExample, ...], tuple[Problem, ...]]:
    """Read the examples of a pack and of those it extends, its own first, and what is wrong with their shape."""
    found: dict[str, list[ConditionExample]] = {}
    problems: list[Problem] = []
    for document in documents:
        mine: dict[str, list[ConditionExample]] = {}
        for number, entry in enumerate(document.tree if isinstance(document.tree, list) else []):
            if not isinstance(entry, dict) or not isinstance(entry.get("condition"), str) or set(entry) - set(_KEYS):
                message = _("here belongs an example: condition, keeps and breaks")
                problems.append(_problem(document, (number,), message))
                continue
            one = ConditionExample(
                str(entry["condition"]), entry.get("keeps"), entry.get("breaks"), document, (number,)
            )
            mine.setdefault(one.condition, []).append(one)
        for name, own in mine.items():
            found.setdefault(name, own)
    return tuple(one for own in found.values() for one in own), tuple(problems)


def condition_problems(pack: Pack, examples: Sequence[ConditionExample], workdays: Workdays) -> Iterator[Problem]:
    """List the examples that come out differently, or that are of a condition the pack does not have."""
    for one in examples:
        condition = pack.condition(one.condition)
        if condition is None:
            if one.document is examples[0].document:
                message = _("there is no condition {name}").format(name=one.condition)
                yield _problem(one.document, (*one.loc, "condition"), message)
            continue
        for key, tree, wanted in (("keeps", one.keeps, False), ("breaks", one.breaks, True)):
            if tree is None:
                message = _("the example of {condition} lacks {key}").format(condition=one.condition, key=key)
                yield _problem(one.document, one.loc, message)
                continue
            yield from _worked(pack, condition, one, key, tree, wanted=wanted, workdays=workdays)


def without_condition_examples(pack: Pack, examples: Sequence[ConditionExample]) -> tuple[str, ...]:
    """Name the conditions that apply under a pack and have no example."""
    having = {one.condition for one in examples}
    return tuple(one.id for one in pack.conditions if source_of(pack, one) is not None and one.id not in having)


def _worked(
    pack: Pack, condition: Condition, one: ConditionExample, key: str, tree: Tree, *, wanted: bool, workdays: Workdays
) -> Iterator[Problem]:
    try:
        standing = _standing(pack, tree, one, key, workdays)
    except BadFile as fault:
        yield from fault.problems
        return
    if source_of(pack, condition) is None:
        return
    printing = _printing(pack, condition, standing)
    broken = any(each.condition.id == condition.id for each in breaches(standing, printing))
    if broken is not wanted:
        text = (
            _("the example should break {condition}, and keeps it; mend it, or write one in {file} beside the pack")
            if wanted
            else _(
                "the example should keep {condition}, and breaks it; mend it, or write one in {file} beside the pack"
            )
        )
        file = f"{pack.name}.examples.yaml"
        yield _problem(one.document, (*one.loc, key), text.format(condition=condition.id, file=file))


def _printing(pack: Pack, condition: Condition, standing: Standing) -> Printing | None:
    """Print the condition's form, where it has one, of the first of what it is about in the example."""
    form = pack.form(condition.on.form) if condition.on.form is not None else None
    if form is None:
        return None
    file = standing.file
    return Printing(
        form.id,
        standing.case.obligors[0] if form.about in ("notice", "agent", "obligor") and standing.case.obligors else None,
        file.meetings[0].no if form.about in ("notice", "meeting") and file.meetings else None,
        file.agreements[0].no if form.about == "agreement" and file.agreements else None,
    )


def _standing(pack: Pack, tree: Tree, one: ConditionExample, key: str, workdays: Workdays) -> Standing:
    """Make the case of an example, as of the day of its last entry; raises BadFile with what is wrong in it."""
    given: Mapping[str, Any] = tree if isinstance(tree, dict) else {}
    about = given.get("case")

    def place(loc: Loc) -> tuple[int, int]:
        return one.document.place((*one.loc, key, "case", *loc))

    file = shaped(CaseFile, {**_BASE, **(about if isinstance(about, dict) else {})}, one.document.path, place)
    events, wrong = read_events(given.get("events"), [each.key for each in file.obligors], file.parties)
    if wrong:
        raise BadFile([_problem(one.document, (*one.loc, key, "events", *loc), text) for loc, text in wrong])
    office = Office.model_validate({"format": "1"})
    on = max((event.date for event in events), default=date.min)
    return Standing(Case(file, events), office, rulebook(pack, office), workdays, on)


def _problem(document: Document, loc: Loc, message: str) -> Problem:
    line, column = document.place(loc)
    return Problem(document.path, line, column, "", message)
