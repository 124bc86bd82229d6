"""What `report make` answers: a list of clues or the figures of a period, as a table, JSON, CSV, workbook or text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.errors import Problem
from ecoclaim.model.office import Office
from ecoclaim.packs import Entry
from ecoclaim.procedure import STAGES
from ecoclaim.reports.changed import Parts, Sent
from ecoclaim.reports.periodic import Clue, Figures, Window
from ecoclaim.views import csv, json, terms, xlsx
from ecoclaim.views.correction import behind_sheet, changes_json, changes_sheet, note
from ecoclaim.views.deadlines import problem_json
from ecoclaim.views.figures import Sheet, Value, cases_sheet, figures_json, figures_sheet, named_case, prose
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.views.text import spoken, spoken_span
from ecoclaim.words import _

# The tables of the Word file, each by the sheet it shows: of figures, and of a list.
_TABLES: Mapping[bool, Mapping[str, int | None]] = {
    True: {"数据": 0, "案件": 1, "线索": None},
    False: {"数据": None, "案件": None, "线索": 0},
}


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A periodic report: of which days, by which office, what it contains, and whether over several ledgers."""

    today: date
    office: Office
    days: Window
    content: Sequence[Clue] | Figures
    problems: Sequence[Problem]
    several: bool = False
    sent: Sent | None = None
    #: What each case counts for, asked only where it is shown.
    parts: Callable[[], Parts] = dict

    def json(self) -> str:
        """Write the report as JSON."""
        days = self.days
        head: dict[str, object] = {
            "report": days.rule.id,
            "period": days.period.name,
            "title": days.rule.title,
            "from": days.first,
            "as_of": days.last,
            "previous_as_of": days.after,
        }
        body = figures_json(self.content) if isinstance(self.content, Figures) else {"clues": self._clues_json()}
        since = {"sent_before": changes_json(self.sent)}
        return json.answer(
            self.today, {**head, **body, **since, "problems": [problem_json(one) for one in self.problems]}
        )

    def table(self, paper: Paper) -> str:
        """Write the report as tables under a heading."""
        blocks = ["\n".join(self.heading())]
        changed = [changes_sheet(self.sent, self._names)] if self.sent and self.sent.changes else []
        for sheet in (*self.sheets(), *changed):
            columns = [
                Column(title, right=_is_number(sheet, place), breaks=not _is_number(sheet, place) and place > 0)
                for place, title in enumerate(sheet.titles)
            ]
            rows = [[_shown(value) for value in row] for row in sheet.rows]
            blocks.append(f"{sheet.name}\n\n" + (table(columns, rows, paper).rstrip("\n") if rows else _("none")))
        return "\n\n".join([*blocks, *self._remarks()])

    def csv(self) -> bytes:
        """Write the clues, or the figures, for a spreadsheet."""
        first = self.sheets()[0]
        return csv.written(first.titles, first.rows)

    def xlsx(self) -> bytes:
        """Write the report as an Excel workbook, one sheet a table."""
        sheets = self.sheets()
        charts: list[xlsx.Chart] = []
        if isinstance(self.content, Figures):
            charts = list(_charted(sheets[0]))
            titles = {
                f"{one.of.keeper.ledger}/{one.case.id}" if self.several else one.case.id: one.case.file.title
                for one in self.content.cases
            }
            sheets.append(behind_sheet(self.parts(), titles, self._names))
        if self.sent and self.sent.changes:
            sheets.append(changes_sheet(self.sent, self._names))
            rows: list[list[Value]] = [[line] for line in note(self.sent, self._report, self._names)]
            sheets.append(Sheet(_("Correction (draft)"), [_("Correction (draft)")], rows))
        pages = [(one.name, one.titles, one.rows) for one in sheets]
        return xlsx.written(list(self.heading()), pages, self.days.last, charts)

    def text(self) -> str:
        """Write the report as sentences to be pasted."""
        return "\n".join([*self.heading(), "", *self._body(), *self._remarks()])

    def letter(self) -> dict[str, object]:
        """Give what the Word file of the report prints: a letter to the coordinator, with the tables below it."""
        period_title, sheets = terms.period(self.days.period.name), self.sheets(apart=False)
        return {
            "标题": self._title(str(self.days.rule.title)),
            "起止": _(", ").join((period_title, spoken_span(self.days.first, self.days.last))),
            "主送": self.office.coordinator or "",
            "段落": (*self._body(), *self._remarks()),
            "部门": self.office.department.name or "",
            "日期": spoken(self.today),
            **{name: _printed(sheets, at) for name, at in _TABLES[isinstance(self.content, Figures)].items()},
        }

    def _body(self) -> Iterator[str]:
        return prose(self.content, self.days) if isinstance(self.content, Figures) else self._clue_lines()

    def heading(self) -> Iterator[str]:
        """Name the report, the office and the days it tells of."""
        days = self.days
        yield self._title(self._report)
        told = spoken_span(days.first, days.last)
        if days.after is not None:
            told += _(" (after the previous list, which told up to {day})").format(day=spoken(days.after))
        yield told

    def _title(self, title: str) -> str:
        name = self.office.department.name
        return _("{office}: {title}").format(office=name, title=title) if name else title

    def sheets(self, *, apart: bool = True) -> list[Sheet]:
        """Lay the report out in tables; over several ledgers the office has a column of its own, or stands with a case.

        A Word file has room for so many columns and no more.
        """
        if isinstance(self.content, Figures):
            cases = cases_sheet(self.content.cases, several=self.several, apart=apart)
            return [figures_sheet(self.content), cases]
        titles = [
            _("No."),
            *([_("Office")] if self.several and apart else []),
            *(
                _("Case"),
                _("Clue of"),
                _("Channel"),
                _("Sender"),
                _("Case title"),
                _("Domain"),
                _("Obligors"),
            ),
            *(_("Place"), _("Stage"), _("Review concluded"), _("Opinion")),
        ]
        return [Sheet(_("Clues"), titles, [self._clue_row(*one, apart) for one in enumerate(self.content, 1)])]

    @property
    def _names(self) -> dict[str, str]:
        """Name the channels and domains of the cases of the report, by the packs they follow."""
        held = self.content.cases if isinstance(self.content, Figures) else self.content
        packs = {one.of.pack.name: one.of.pack for one in held if one.of.pack is not None}
        chosen = [dict(entries) for pack in packs.values() for entries in (pack.channels, pack.domains)]
        return {name: entry.title.text for entries in chosen for name, entry in entries.items()}

    @property
    def _report(self) -> str:
        days = self.days
        return _("{report}, {period}").format(report=days.rule.title, period=terms.period(days.period.name))

    def _remarks(self) -> list[str]:
        since = list(note(self.sent, self._report, self._names)) if self.sent else []
        if not isinstance(self.content, Figures) or not self.content.undated:
            return since
        named = [str(named_case(one, several=self.several, apart=False)[0]) for one in self.content.undated]
        return [
            *since,
            _("Not counted, because no event says when the restoration was finished: {cases}").format(
                cases=_(", ").join(named)
            ),
        ]

    def _clue_row(self, number: int, clue: Clue, apart: bool) -> list[Value]:
        file, event, review = clue.case.file, clue.event, clue.review
        pack = clue.of.pack
        opinion = review.type.fields["opinion"].choices.get(review.text("opinion") or "") if review else None
        return [
            number,
            *named_case(clue.of, several=self.several, apart=apart),
            *(event.date, _named(pack.channels if pack else {}, event.text("channel"))),
            *(event.text("sender"), file.title, _named(pack.domains if pack else {}, file.domain)),
            *(_(", ").join(one.name for one in file.obligors), file.incident.place, str(STAGES[clue.stage])),
            *(review.date if review else None, str(opinion) if opinion else None),
        ]

    def _clue_lines(self) -> Iterator[str]:
        rows = self.sheets(apart=False)[0].rows
        if not rows:
            yield _("No clue was found or received in these days.")
        for number, case, day, channel, sender, title, _domain, _people, place, stage, *_rest in rows:
            named = {_("place: {text}"): place, _("channel: {text}"): channel, _("from: {text}"): sender}
            about = [text.format(text=value) for text, value in named.items() if value]
            yield _("{number}. {day}: {title} ({about})").format(
                number=number,
                day=spoken(day) if isinstance(day, date) else day,
                title=title,
                about=_("; ").join([*about, _(", ").join((str(case), str(stage)))]),
            )

    def _clues_json(self) -> list[dict[str, object]]:
        assert not isinstance(self.content, Figures)
        return [
            {
                "case": one.case.id,
                "title": one.case.file.title,
                "event": one.event.name,
                "date": one.event.date,
                "channel": one.event.text("channel"),
                "sender": one.event.text("sender"),
                "letter_no": one.event.text("letter_no"),
                "domain": one.case.file.domain,
                "obligors": [each.name for each in one.case.file.obligors],
                "stage": one.stage,
                "review_concluded": one.review.date if one.review else None,
                "opinion": one.review.text("opinion") if one.review else None,
                **one.of.keeper._asdict(),
            }
            for one in self.content
        ]


def _charted(figures: Sheet) -> Iterator[xlsx.Chart]:
    """Give the charts of the figures: of the work done, the amounts, and the stages."""
    groups = [row[0] for row in figures.rows]
    for group in (_("Work done"), _("Amounts (yuan)"), _("Cases by stage at the end")):
        if group in groups:
            first = groups.index(group)
            yield xlsx.Chart(str(group), range(first, first + groups.count(group)), words=1, numbers=2)


def _printed(sheets: Sequence[Sheet], at: int | None) -> dict[str, object]:
    """Give a table as a Word file prints it: its titles and rows, a cell by its column."""
    if at is None:
        return {"题": {}, "行": ()}
    sheet = sheets[at]
    return {
        "名": sheet.name,
        "题": {f"列{place}": title for place, title in enumerate(sheet.titles, 1)},
        "行": tuple({f"列{place}": _shown(value) for place, value in enumerate(row, 1)} for row in sheet.rows),
    }


def _named(entries: Mapping[str, Entry], name: str | None) -> str | None:
    return entries[name].title.text if name is not None and name in entries else name


def _is_number(sheet: Sheet, place: int) -> bool:
    return bool(sheet.rows) and isinstance(sheet.rows[0][place], int | Decimal)


def _shown(value: Value) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:,f}"
        case date():
            return value.isoformat()
    return str(value)
