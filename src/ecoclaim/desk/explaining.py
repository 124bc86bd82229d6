"""How the date of a row came about: the row that a person names, explained from its event to its last day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ecoclaim.deadlines import Deadline, Rulebook
from ecoclaim.deadlines.explain import explanations, periodic_explanation
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import NotFound
from ecoclaim.model.case import Case
from ecoclaim.model.events import EVENTS
from ecoclaim.packs import Cap, Rule
from ecoclaim.terminal import quoted
from ecoclaim.views.limits import LimitAnswer
from ecoclaim.views.why import Answer
from ecoclaim.words import _

_NO_CASE = "-"


@dataclass(frozen=True, slots=True)
class RowNamed:
    """The row that a person means: a case (or its whole key, or a rule of the ledger), a rule, an obligor, an instance.

    Empty text is what was not said.
    """

    case: str
    rule: str
    obligor: str
    instance: str


def explained_row(at: Opened, said: RowNamed) -> Answer | LimitAnswer | None:
    """Explain the rows, or the limit, that a person names; None, and a problem, where they cannot be worked out.

    Raises NotFound where no row fits, with the reason.
    """
    said_case, said_rule, tail = _meant(said.case, said.rule)
    found = at.case(said_case) if said_case else None
    book = at.book(found) if found else at.office_book()
    if book is None:
        return None
    named = _rule_id(book, said_rule)
    if found and (cap := book.pack.cap(named)):
        return LimitAnswer.of(at.standing(found), cap, said.obligor or tail)
    standing = at.standing(found) if found else None
    rows = _rows(standing.rows if standing else at.ledger_rows(), named, tail, said.obligor, said.instance)
    # A whole key names its one row, also where others begin with it.
    rows = tuple(one for one in rows if one.key == said.case) or rows
    if not rows and at.problems:
        return None
    if not rows:
        raise NotFound(_nothing(book, named, found))
    workdays = standing.workdays if standing else at.workdays
    told = (
        explanations(rows, standing.episodes, workdays)
        if standing
        else tuple(periodic_explanation(one, workdays) for one in rows)
    )
    return Answer(at.on, found, told, workdays.known_until)


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
    starts = dict.fromkeys(str(EVENTS[one.event].label) for one in (*rule.starts, *rule.assumed)) if rule else {}
    return _("{rule} has no such row in {case}; it is started by: {events}").format(
        rule=title, case=case.id, events=_(", ").join(starts)
    )
