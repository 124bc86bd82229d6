"""What `next` answers: a worklist, each thing with its day, its form and what the form still lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines.tasks import Task
from ecoclaim.errors import Problem
from ecoclaim.model.events import EVENTS
from ecoclaim.model.office import CaseKeeper
from ecoclaim.packs import Pack
from ecoclaim.views import json, terms
from ecoclaim.views.deadlines import expired_lines, lines_on, marked_day, problem_json, provisional_line
from ecoclaim.views.table import Cell, Column, Marked, Paper, table
from ecoclaim.words import Label, _


@dataclass(frozen=True, slots=True)
class Gap:
    """What a form still lacks: the field to write, its label in the form, who can supply it, the article wanting it."""

    field: str
    label: Label
    who: Label
    article: str


Missing = Mapping[str, Sequence[Gap]]

# More gaps than these are counted, not named: `forms` lists them all.
_NAMED = 3
# More items than these are put on a page by day: so many lines of it, so many items of a day.
_MOST, _LINES, _OF_A_DAY = 40, 40, 6


@dataclass(frozen=True, slots=True)
class Item:
    """A task, the pack that names its forms, by form what it still lacks, and whose it is."""

    task: Task
    pack: Pack
    missing: Missing
    keeper: CaseKeeper


@dataclass(frozen=True, slots=True)
class Answer:
    """The worklist of a case or of all; `several` has the table say whose a task is."""

    today: date
    items: Sequence[Item]
    problems: Sequence[Problem]
    known_until: date
    several: bool = False

    def json(self) -> str:
        """Write the answer as JSON."""
        return json.answer(
            self.today,
            {
                "tasks": [_item_json(one) for one in self.items],
                "problems": [problem_json(one) for one in self.problems],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer as a table."""
        if not self.items:
            return _("There is nothing to do.") + "\n"
        columns = [
            Column(_("Plan by")),
            *([Column(_("Office"), breaks=True)] if self.several else []),
            *(Column(_("Case")), Column(_("What to do"), breaks=True)),
            *(Column(_("Form"), breaks=True), Column(_("Status"))),
        ]
        if len(self.items) > _MOST:
            return self._page(paper)
        rows = [one.task.row for one in self.items if one.task.row is not None]
        head = lines_on(paper, *expired_lines(rows, self.today))
        foot = provisional_line(rows, self.known_until, paper)
        return "\n".join(part for part in (head, table(columns, map(self._line, self.items), paper), foot) if part)

    def _page(self, paper: Paper) -> str:
        """Write a page that a person reads: by day, the soonest first, and of how many more it does not tell."""
        rows = [one.task.row for one in self.items if one.task.row is not None]
        lines = [*expired_lines(rows, self.today)]
        left = len(self.items)
        for heading, those in self._days():
            if len(lines) >= _LINES:
                break
            lines.append(_("{day}: {n}").format(day=heading, n=len(those)))
            shown = those if len(those) <= _OF_A_DAY + 1 else those[:_OF_A_DAY]
            lines += [f"  {self._told(one)}" for one in shown]
            if len(shown) < len(those):
                lines.append("  " + _("and {n} more").format(n=len(those) - len(shown)))
            left -= len(those)
        if left:
            lines.append(_("And {n} more, of later days or without a day.").format(n=left))
        lines.append(
            _("All of them: ecoclaim next --format json; fewer: --mine, --handler, --stage, --domain, --year.")
        )
        foot = provisional_line(rows, self.known_until, paper)
        return lines_on(paper, *lines) + (f"\n{foot}" if foot else "")

    def _days(self) -> Iterator[tuple[str, list[Item]]]:
        """Put the items together by what is overdue, by day, and what has none."""
        found: dict[str, list[Item]] = {}
        for one in self.items:
            row = one.task.row
            if row is not None and row.status == "overdue":
                heading = terms.status_word("overdue")
            else:
                heading = terms.dated(row.safe) if row and row.safe else _("No day of its own")
            found.setdefault(heading, []).append(one)
        late = terms.status_word("overdue")
        yield from sorted(found.items(), key=lambda group: group[0] != late)

    def _told(self, one: Item) -> str:
        _day, case, what, forms, _status = _line(one)
        office = f"{one.keeper.office} " if self.several else ""
        return f"{office}{case}  {what}" + (f"  [{forms}]" if forms else "")

    def _line(self, one: Item) -> tuple[Cell, ...]:
        day, *rest = _line(one)
        return (day, one.keeper.office, *rest) if self.several else (day, *rest)


def _item_json(one: Item) -> dict[str, object]:
    task, row = one.task, one.task.row
    return {
        "case": task.case,
        "obligor": task.obligor,
        "event": task.event,
        "title": _what(task),
        "waits": not task.ours,
        "key": row.key if row else None,
        "rule": row.rule.id if row else None,
        "rolled": row.rolled if row else None,
        "safe": row.safe if row else None,
        "certain": row.certain if row else True,
        "status": row.status if row else "open",
        "forms": [
            {
                "form": form,
                "title": _titles(one).get(form, form),
                "missing": [
                    {"field": gap.field, "label": gap.label, "who": gap.who, "article": gap.article}
                    for gap in one.missing.get(form, ())
                ],
            }
            for form in task.forms
        ],
        **one.keeper._asdict(),
    }


def _line(one: Item) -> tuple[Cell, ...]:
    task, row = one.task, one.task.row
    day = marked_day(row.safe, row) if row and row.safe else _("promptly") if row and row.rule.prompt else "-"
    case = " ".join(part for part in (task.case or "-", task.obligor) if part)
    if row is None:
        return day, case, _what(task), _forms(one), _("next step")
    status = terms.status(row)
    return day, case, _what(task), _forms(one), Marked(status, terms.style(row.status))


_BY_THE_COURT = ("confirmation-accepted", "confirmation-announced", "confirmation-granted", "judgment-effective")


def _what(task: Task) -> str:
    event = EVENTS[task.event].label.text if task.event else ""
    title = terms.name(task.row) if task.row else ""
    # What the title says already is not said twice.
    apart = event and title and task.row is not None and task.row.rule.title.text not in event
    words = _("{event} ({rule})").format(event=event, rule=title) if apart else title or event
    if task.ours:
        return words
    by_the_court = task.row.rule.duty == "court" if task.row else task.event in _BY_THE_COURT
    text = _("waiting for the court: {what}") if by_the_court else _("waiting for: {what}")
    return text.format(what=words)


def _forms(one: Item) -> str:
    return _("; ").join(_form(form, one) for form in one.task.forms)


def _form(form: str, one: Item) -> str:
    title = _titles(one).get(form, form)
    lacks = one.missing.get(form, ())
    if not lacks:
        return title
    named = _(", ").join(gap.label.text for gap in lacks[:_NAMED])
    if len(lacks) > _NAMED:
        named = _("{names} and others, {total} in all").format(names=named, total=len(lacks))
    return _("{form}, lacks: {lacks}").format(form=title, lacks=named)


def _titles(one: Item) -> dict[str, str]:
    return {form.id: form.title.text for form in one.pack.forms}
