"""What `calendar impact` answers: each open deadline that a holiday notice moves, from and to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.errors import Problem
from ecoclaim.views import json, terms
from ecoclaim.views.deadlines import lines_on, problem_json
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows before and after a notice, those that it moves and those that it only makes certain."""

    today: date
    year: int
    moved: Sequence[tuple[Deadline, Deadline]]
    settled: Sequence[Deadline]
    problems: Sequence[Problem]

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today,
            {
                "year": self.year,
                "moves": [{**_named(now), "from": _dates(before), "to": _dates(now)} for before, now in self.moved],
                "settled": [{**_named(one), **_dates(one)} for one in self.settled],
                "problems": [problem_json(one) for one in self.problems],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer as a table, each row as it was and as it will be."""
        head = _("With the notice of {year}: {moved} deadlines move, {settled} become certain.").format(
            year=self.year, moved=len(self.moved), settled=len(self.settled)
        )
        columns = [
            *(Column(_("Case")), Column(_("Matter"), breaks=True)),
            *(
                Column(_("Plan by, was")),
                Column(_("Plan by, now")),
                Column(_("Last day, was")),
                Column(_("Last day, now")),
            ),
        ]
        rows = [
            (
                " ".join(part for part in (now.case or "-", now.obligor) if part),
                terms.name(now),
                *(_day(before.safe, before), _day(now.safe, now), _day(before.rolled, before), _day(now.rolled, now)),
            )
            for before, now in self.moved
        ]
        return lines_on(paper, head) + ("\n" + table(columns, rows, paper) if rows else "")


def _named(one: Deadline) -> dict[str, object]:
    return {"key": one.key, "case": one.case, "rule": one.rule.id, "obligor": one.obligor, "title": one.rule.title}


def _dates(one: Deadline) -> dict[str, object]:
    return {
        "due": one.due,
        "rolled": one.rolled,
        "safe": one.safe,
        "may_act_from": one.may_act_from,
        "certain": one.certain,
    }


def _day(day: date | None, one: Deadline) -> str:
    if day is None:
        return "-"
    return day.isoformat() if one.certain else f"{day.isoformat()}?"
