"""`why`: how the date of a row came about, from the event to the last day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import KnownAt, Ledger, On, TableJson
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotFound
from ecoclaim.terminal import quoted
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.deadlines import Deadline, Rulebook
    from ecoclaim.model.case import Case
    from ecoclaim.packs import Cap, Rule

_NO_CASE = "-"


@explained(
    later(
        "Shows how a date came about: the event it is counted from, the rule in the words of its text, each day that "
        "was counted or skipped and the notice that says so, each reading, the day to plan by, and what silence may "
        "mean. The rule is named by its id or its title. A row's key, as JSON and calendars show it, says it all in "
        "one word; a duty of the ledger, as a periodic report, wants no case."
    ),
    "ecoclaim why 2026-7 preliminary-review",
    "ecoclaim why 2026-7 reply --obligor A",
    "ecoclaim why 2026-0007/reply/A/2026-03-19",
    "ecoclaim why quarterly-clue-list/2026Q3",
)
def why(
    case: Annotated[
        str,
        typer.Argument(
            metavar=later("CASE"), help=later("The case; or a row's key; or the rule, where it is one of the ledger.")
        ),
    ],
    on: On,
    rule: Annotated[str, typer.Argument(metavar=later("RULE"), help=later("The rule, by its id or its title."))] = "",
    obligor: Annotated[str, typer.Option("--obligor", metavar=later("KEY"), help=later("Only of this obligor."))] = "",
    instance: Annotated[
        str,
        typer.Option(
            "--instance",
            metavar=later("I"),
            help=later("Only of this service (its day), meeting, agreement, obligation (its number) or period."),
        ),
    ] = "",
    format: TableJson = "table",  # noqa: A002
    known_at: KnownAt = None,
    ledger: Ledger = None,
) -> int:
    """Show how the date of a row came about."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.deadlines.explain import explanations, periodic_explanation
    from ecoclaim.views.why import Answer, LimitAnswer

    at = desk(ledger, on, known_at)
    said_case, said_rule, tail = _meant(case, rule)
    found = at.case(said_case) if said_case else None
    book = at.book(found) if found else at.office_book()
    if book is None:
        at.say_problems()
        return at.code()
    named = _rule_id(book, said_rule)
    if found and (cap := book.pack.cap(named)):
        answer: Answer | LimitAnswer = LimitAnswer.of(at.standing(found), cap, obligor or tail)
    else:
        standing = at.standing(found) if found else None
        rows = _rows(standing.rows if standing else at.ledger_rows(), named, tail, obligor, instance)
        # A whole key names its one row, also where others begin with it.
        rows = tuple(one for one in rows if one.key == case) or rows
        if not rows and at.problems:
            at.say_problems()
            return at.code()
        if not rows:
            raise NotFound(_nothing(book, named, found))
        workdays = standing.workdays if standing else at.workdays
        told = (
            explanations(rows, standing.episodes, workdays)
            if standing
            else tuple(periodic_explanation(one, workdays) for one in rows)
        )
        answer = Answer(on, found, told, workdays.known_until)
    if format == "json":
        console.machine(answer.json())
    else:
        console.answer(answer.table(console.paper()))
    at.say_problems()
    return at.code()


def _meant(case: str, rule: str) -> tuple[str | None, str, str]:
    """Tell the case (None: the ledger), the rule and the rest of the key that were said."""
    if rule and case != _NO_CASE:
        name, _slash, tail = rule.partition("/")
        return case, name, tail
    first, _slash, rest = (rule or case).partition("/")
    if rest and re.fullmatch(r"[0-9]{4}-[0-9]+", first):
        name, _slash, tail = rest.partition("/")
        return first, name, tail
    return None, first, rest


def _rule_id(book: Rulebook, said: str) -> str:
    """Find a rule or limit by its id or title; raises NotFound with the nearest ones."""
    named: list[Rule | Cap] = [*book.pack.rules, *book.pack.caps]
    for one in named:
        if said in (one.id, one.title.zh, one.title.en):
            return one.id
    parts = [one.id for one in named if said and (said in one.title.zh or said.lower() in one.title.en.lower())]
    if len(parts) == 1:
        return parts[0]
    near = parts or get_close_matches(said, [one.id for one in named], n=3, cutoff=0.5)
    raise NotFound(
        _("there is no rule {name}; did you mean {near}?").format(name=said, near=_(", ").join(near))
        if near
        else _("there is no rule {name}; ecoclaim packs show {pack} lists the rules").format(
            name=said, pack=quoted(book.pack.name)
        )
    )


def _rows(rows: Sequence[Deadline], rule: str, tail: str, obligor: str, instance: str) -> tuple[Deadline, ...]:
    mine = tuple(
        one
        for one in rows
        if one.rule.id == rule
        and (not obligor or one.obligor == obligor)
        and (not instance or instance in (one.instance, one.period))
    )
    if not tail:
        return mine
    exact = tuple(one for one in mine if one.key.endswith(f"{rule}/{tail}"))
    return exact or tuple(one for one in mine if f"{rule}/{tail}/" in one.key)


def _nothing(book: Rulebook, name: str, case: Case | None) -> str:
    """Say why no row fits: the rule does not apply here, belongs elsewhere, or nothing has started it."""
    rule = book.pack.rule(name)
    title = f"{rule.title} ({name})" if rule else name
    if book.rule(name) is None:
        return _("{rule} does not apply in this office; ecoclaim.yaml tells its role and the optional rules").format(
            rule=title
        )
    if rule is not None and rule.per == "ledger" and case is not None:
        return _("{rule} is owed by the office, not in a case; ask for ecoclaim why {name}").format(
            rule=title, name=name
        )
    if case is None:
        if rule is not None and rule.per != "ledger":
            return _("{rule} is a rule of a case; ask for ecoclaim why CASE {name}").format(rule=title, name=name)
        return _("{rule}: no such period is owed yet").format(rule=title)
    from ecoclaim.model.events import EVENTS

    starts = dict.fromkeys(str(EVENTS[one.event].label) for one in (*rule.starts, *rule.assumed)) if rule else {}
    return _("{rule} has no such row in {case}; it is started by: {events}").format(
        rule=title, case=case.id, events=_(", ").join(starts)
    )
