"""What `stats` answers: figures over all cases as tables, JSON, CSV and a workbook; each names the cases behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ecoclaim.errors import Problem
from ecoclaim.model import labels
from ecoclaim.model.case import Restored
from ecoclaim.procedure import STAGES
from ecoclaim.reports.casefigures import AMOUNTS, CaseFigures
from ecoclaim.reports.statistics import By, Count, Group, Reached, Taken, grouped, once
from ecoclaim.views import csv, json, terms, xlsx
from ecoclaim.views.deadlines import problem_json
from ecoclaim.views.figures import AMOUNT_WORDS, COUNT_WORDS, Value
from ecoclaim.views.register import ranges
from ecoclaim.views.statisticsjson import case_json, group_json
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.text import spoken
from ecoclaim.words import _, later, ngettext
from ecoclaim.workdays.reasons import length

STEP_WORDS: Mapping[str, str] = {
    "clue": later("clue"),
    "review": later("reviewed"),
    "claim": later("claimed"),
    "consultation": later("consulted"),
    "agreement": later("agreed"),
    "confirmed": later("confirmed"),
    "performed": later("performed"),
    "closed": later("closed"),
}
_MOST = 12  # runs of case numbers that a line of a table shows


class Line(NamedTuple):
    """One figure: of which group and kind, what it is called, the number and its cases."""

    group: str
    kind: str
    figure: str
    measured: Count


@dataclass(frozen=True)
class StatisticsAnswer:
    """Figures over the cases of one ledger or of several, in groups where a person asks for them."""

    today: date
    office: str
    cases: Sequence[CaseFigures]
    by: By | None
    problems: Sequence[Problem]

    @cached_property
    def total(self) -> Group:
        """All cases together."""
        return Group(None, None, self.cases)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups that were asked for."""
        return grouped(self.cases, self.by)

    def json(self) -> str:
        """Write the answer as JSON: each figure with the cases it comes from."""
        ref = self._ref
        return json.answer(
            self.today,
            {
                "by": self.by,
                "total": group_json(self.total, ref),
                "groups": [group_json(one, ref) for one in self.groups],
                "cases": [case_json(one, ref) for one in self.cases],
                "problems": [problem_json(one) for one in self.problems],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer as tables: of all cases, each figure with its cases; of groups, one a line."""
        if not self.cases:
            return _("There is no case to show.") + "\n"
        blocks = [self.heading, *(self._by_group(paper) if self.by else self._whole(paper))]
        return "\n".join(block if block.endswith("\n") else block + "\n" for block in blocks)

    def csv(self) -> bytes:
        """Write each figure of each group with the cases behind it."""
        rows = ([*_cells(one), " ".join(map(self._ref, one.measured.cases))] for one in self._lines())
        return csv.written([*_titles(), _("Cases")], rows)

    def xlsx(self) -> bytes:
        """Write a workbook: the figures, the cases behind each, all cases, and charts that a reader can change."""
        lines = list(self._lines())
        behind: list[list[Value]] = [
            [*_cells(line)[:-1], one.office or one.ledger, one.case, one.title, _(", ").join(one.handlers)]
            for line in lines
            for one in line.measured.cases
        ]
        behind_titles = [*_titles()[:-1], _("Office"), _("Case"), _("Case title"), _("Handlers")]
        sheets: list[tuple[str, Sequence[str], Sequence[Sequence[Value]]]] = [
            (_("Figures"), _titles(), [_cells(line) for line in lines]),
            (_("Cases behind each figure"), behind_titles, behind),
            (_("All cases"), *self._all_cases()),
        ]
        if self.by:
            sheets.append((_("By group"), *self._matrix()))
        charts = [xlsx.Chart(kind, rows, words=2, numbers=3) for kind, rows in _charted(lines)]
        return xlsx.written([self.heading], sheets, self.today, charts, filtered=True)

    @property
    def heading(self) -> str:
        """Say whose figures these are, of how many cases, as of which day."""
        number = len(self.cases)
        text = ngettext("Figures of {n} case, as of {day}", "Figures of {n} cases, as of {day}", number).format(
            n=number, day=spoken(self.today)
        )
        return _("{office}: {title}").format(office=self.office, title=text) if self.office else text

    @cached_property
    def _several(self) -> bool:
        return len({one.ledger for one in self.cases}) > 1

    def _ref(self, one: CaseFigures) -> str:
        return f"{one.ledger}/{one.case}" if self._several else one.case

    def _which(self, cases: Iterable[CaseFigures]) -> str:
        """Name the cases behind a figure, runs of numbers as first and last; a long list is cut, and says so."""
        by_ledger: dict[str, list[str]] = {}
        for one in cases:
            by_ledger.setdefault(one.ledger if "/" in self._ref(one) else "", []).append(one.case)
        runs = [
            (f"{ledger}: " if ledger else "") + run
            for ledger, ids in by_ledger.items()
            for run in ranges(ids).split(_(", "))
        ]
        text = _(", ").join(runs[:_MOST])
        return text if len(runs) <= _MOST else _("{cases} … (all of them: --format csv)").format(cases=text)

    def _whole(self, paper: Paper) -> Iterator[str]:
        total = self.total
        columns = [Column(_("Figure")), Column(_("Number"), right=True), Column(_("Cases"), breaks=True)]
        far = [
            *(Column(_("Step")), Column(_("Cases"), right=True), Column(_("Of the step before"), right=True)),
            Column(_("Which"), breaks=True),
        ]
        steps = [
            (_(STEP_WORDS[one.name]), str(len(one.cases)), share(one), self._which(one.cases)) for one in total.steps
        ]
        yield _("How far the cases came") + "\n" + table(far, steps, paper)
        for name, counts in list(_counted(total))[1:]:
            rows = [(word, f"{count.number:,f}", self._which(count.cases)) for word, count in counts if count.number]
            yield name + "\n" + (table(columns, rows, paper) if rows else _("none") + "\n")
        yield _("Days taken against the limit") + "\n" + self._days(total, paper)
        if total.undated:
            yield _("Not counted, because no event says when the restoration was finished: {cases}").format(
                cases=self._which(total.undated)
            )

    def _days(self, total: Group, paper: Paper) -> str:
        columns = [
            *(Column(_("Period"), breaks=True), Column(_("Time limit"), right=True), Column(_("Kept"), right=True)),
            *(Column(_("Median"), right=True), Column(_("Longest"), right=True), Column(_("Late"), right=True)),
            Column(_("Which are late"), breaks=True),
        ]
        rows = [
            (
                *(one.title.text, limit_of(one), str(len(one.kept)), _number(one.median), _number(one.longest)),
                *(str(len(one.late)), self._which(once(one.late))),
            )
            for one in total.days
        ]
        return table(columns, rows, paper) if rows else _("none") + "\n"

    def _by_group(self, paper: Paper) -> Iterator[str]:
        titles, rows = self._matrix()
        columns = [Column(title, right=place > 0) for place, title in enumerate(titles)]
        shown = [[f"{cell:,f}" if isinstance(cell, Decimal) else str(cell) for cell in row] for row in rows]
        yield table(columns, shown, paper)
        yield _("The cases behind each figure: --format csv, xlsx or json.")

    def _matrix(self) -> tuple[list[str], list[list[Value]]]:
        """Lay the groups out, one a row, and all cases below."""
        titles = [
            _("Cases of"),
            *(_(word) for word in STEP_WORDS.values()),
            *(_(AMOUNT_WORDS[name]) for name in AMOUNTS),
        ]
        rows: list[list[Value]] = [
            [
                group_title(one, self.by),
                *(len(step.cases) for step in one.steps),
                *(c.number for c in one.money.values()),
            ]
            for one in (*self.groups, self.total)
        ]
        return titles, rows

    def _lines(self) -> Iterator[Line]:
        for group in (self.total, *self.groups):
            title = group_title(group, self.by)
            for kind, counts in (*_counted(group), (_("Days taken against the limit"), _periods(group))):
                yield from (Line(title, kind, figure, count) for figure, count in counts)

    def _all_cases(self) -> tuple[list[str], list[list[Value]]]:
        titles = [
            *(_("Office"), _("Case"), _("Case title"), _("Stage"), _("Handlers"), _("Clue of")),
            *(_(AMOUNT_WORDS[name]) for name in AMOUNTS),
        ]
        return titles, [
            [
                *(one.office or one.ledger, one.case, one.title, str(STAGES[one.stage]), _(", ").join(one.handlers)),
                *(one.day, *(one.amount(name) for name in AMOUNTS)),
            ]
            for one in self.cases
        ]


def group_title(group: Group, by: By | None) -> str:
    """Name a group as a person reads it."""
    if group.name is None:
        return _("all cases")
    if not group.name:
        return _("not said")
    if group.title is not None:
        return group.title.text
    return terms.period(group.name) if by in ("year", "quarter") else group.name


def share(one: Reached) -> str:
    """Say how many of the cases that came to the step before came to this one."""
    return f"{100 * (one.of_before or 0) / one.before:.0f}%" if one.before else ""


def _counted(group: Group) -> Iterator[tuple[str, list[tuple[str, Count]]]]:
    """Give the figures of a group by their kind, each with its name; how far the cases came is the first."""
    yield (
        _("How far the cases came"),
        [(_(STEP_WORDS[one.name]), Count(Decimal(len(one.cases)), one.cases)) for one in group.steps],
    )
    yield _("Amounts (yuan)"), [(_(AMOUNT_WORDS[name]), count) for name, count in group.money.items()]
    yield _("Cases by stage"), [(STAGES[name].text, count) for name, count in group.stages.items()]
    yield _("Work done"), [(_(COUNT_WORDS[name]), count) for name, count in group.acts.items()]
    yield _("Restored"), [(str(labels.title(Restored, name)), count) for name, count in group.restored.items()]


def _periods(group: Group) -> Iterator[tuple[str, Count]]:
    for one in group.days:
        name = _("{title} ({about})").format(title=one.title, about=limit_of(one)) if one.number else one.title.text
        for word, number, cases in (
            (_("kept"), Decimal(len(one.kept)), one.kept),
            (_("median"), one.median, one.kept),
            (_("longest"), one.longest, one.kept),
            (_("late"), Decimal(len(one.late)), one.late),
        ):
            if number is not None:
                yield _("{title}: {what}").format(title=name, what=word), Count(Decimal(number), once(cases))


def limit_of(one: Taken) -> str:
    """Say the limit of a period; nothing where there is none."""
    return length(one.number, one.unit) if one.number is not None and one.unit is not None else ""


def _number(number: Decimal | int | None) -> str:
    return "" if number is None else f"{number:f}" if isinstance(number, Decimal) else str(number)


def _titles() -> list[str]:
    return [_("Cases of"), _("Kind"), _("Figure"), _("Number")]


def _cells(line: Line) -> list[Value]:
    number = line.measured.number
    whole = line.kind != _("Amounts (yuan)") and number == number.to_integral_value()
    return [line.group, line.kind, line.figure, int(number) if whole else number]


def _charted(lines: Sequence[Line]) -> Iterator[tuple[str, range]]:
    """Give the rows of the kinds of figures that a chart shows, of all cases."""
    whole = [line.kind for line in lines if line.group == lines[0].group]
    for kind in (_("How far the cases came"), _("Amounts (yuan)"), _("Cases by stage")):
        if kind in whole:
            yield kind, range(whole.index(kind), whole.index(kind) + whole.count(kind))
