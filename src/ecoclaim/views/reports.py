"""What `report make` answers: a list of clues or the figures of a period, as a table, JSON, CSV, Excel or plain text.

Alone knows what each figure is called and the sentences that an officer pastes into a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.errors import Problem
from ecoclaim.model import labels
from ecoclaim.model.case import CaseFile, Restored
from ecoclaim.model.office import Office
from ecoclaim.packs import Entry, Pack
from ecoclaim.procedure import STAGES
from ecoclaim.reports import Clue, Figures, Window, Worked
from ecoclaim.views import csv, json, xlsx
from ecoclaim.views.deadlines import problem_json
from ecoclaim.views.table import Column, Paper, table
from ecoclaim.words import _, later

Packs = Callable[[CaseFile], Pack | None]
Value = str | int | Decimal | date | None

_WORDS: Mapping[str, str] = {
    "clues": later("clues found or received"),
    "reviews": later("preliminary reviews concluded"),
    "reviews-start": later("of these: to be started"),
    "reviews-decline": later("of these: not to be started"),
    "reviews-refer": later("of these: to be referred"),
    "claims-declined": later("decisions not to claim"),
    "cases-referred": later("cases referred"),
    "claims-started": later("claims started"),
    "claims-terminated": later("claims terminated"),
    "consultations": later("consultations begun (first notice served)"),
    "meetings": later("consultation meetings held"),
    "agreements": later("agreements signed"),
    "consultations-failed": later("consultations failed"),
    "confirmations-applied": later("confirmations applied for"),
    "confirmations-granted": later("confirmations granted"),
    "confirmations-refused": later("confirmations refused"),
    "lawsuits": later("lawsuits filed"),
    "judgments": later("judgments effective"),
    "enforcements": later("enforcements applied for"),
    "restorations": later("restorations finished"),
    "evaluations-passed": later("evaluations passed or exempt"),
    "closed": later("cases closed"),
}
_AMOUNTS: Mapping[str, str] = {
    "claimed": later("amount claimed"),
    "agreed": later("amount agreed"),
    "paid": later("amount paid"),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a report: its name, the titles of its columns, its rows."""

    name: str
    titles: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A periodic report: of which days, by which office, and what it contains."""

    today: date
    office: Office
    days: Window
    content: Sequence[Clue] | Figures
    packs: Packs
    problems: Sequence[Problem]

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
        body = _figures_json(self.content) if isinstance(self.content, Figures) else {"clues": self._clues_json()}
        return json.answer(self.today, {**head, **body, "problems": [problem_json(one) for one in self.problems]})

    def table(self, paper: Paper) -> str:
        """Write the report as tables under a heading."""
        blocks = ["\n".join(self.heading())]
        for sheet in self.sheets():
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
        sheets = [(one.name, one.titles, one.rows) for one in self.sheets()]
        return xlsx.written(list(self.heading()), sheets, self.days.last)

    def text(self) -> str:
        """Write the report as sentences to be pasted."""
        body = _prose(self.content, self.days) if isinstance(self.content, Figures) else self._clue_lines()
        return "\n".join([*self.heading(), "", *body, *self._remarks()])

    def heading(self) -> Iterator[str]:
        """Name the report, the office and the days it tells of."""
        days = self.days
        name = self.office.department.name
        title = _("{report}, {period}").format(report=days.rule.title, period=_period(days.period.name))
        yield _("{office}: {title}").format(office=name, title=title) if name else title
        told = _("{first} to {last}").format(first=days.first.isoformat(), last=days.last.isoformat())
        if days.after is not None:
            told += _(" (after the previous list, which told up to {day})").format(day=days.after.isoformat())
        yield told

    def sheets(self) -> list[Sheet]:
        """Lay the report out in tables."""
        if isinstance(self.content, Figures):
            return [_figures_sheet(self.content, self.packs), _cases_sheet(self.content.cases)]
        titles = [
            *(
                _("No."),
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
        return [Sheet(_("Clues"), titles, [self._clue_row(*one) for one in enumerate(self.content, 1)])]

    def _remarks(self) -> list[str]:
        if not isinstance(self.content, Figures) or not self.content.undated:
            return []
        return [
            _("Not counted, because no event says when the restoration was finished: {cases}").format(
                cases=_(", ").join(self.content.undated)
            )
        ]

    def _clue_row(self, number: int, clue: Clue) -> list[Value]:
        file, event, review = clue.case.file, clue.event, clue.review
        pack = self.packs(file)
        opinion = review.type.fields["opinion"].choices.get(review.text("opinion") or "") if review else None
        return [
            *(number, file.id, event.date, _named(pack.channels if pack else {}, event.text("channel"))),
            *(event.text("sender"), file.title, _named(pack.domains if pack else {}, file.domain)),
            *(_(", ").join(one.name for one in file.obligors), file.incident.place, str(STAGES[clue.stage])),
            *(review.date if review else None, str(opinion) if opinion else None),
        ]

    def _clue_lines(self) -> Iterator[str]:
        rows = self.sheets()[0].rows
        if not rows:
            yield _("No clue was found or received in these days.")
        for number, case, day, channel, sender, title, _domain, _people, place, stage, *_rest in rows:
            about = _(", ").join(str(one) for one in (title, place, channel, sender) if one)
            yield _("{number}. {day}: {about} ({case}, {stage})").format(
                number=number, day=_shown(day), about=about, case=case, stage=stage
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
            }
            for one in self.content
        ]


def _figures_json(found: Figures) -> dict[str, object]:
    return {
        "counts": {"clues": found.clues, **found.counts},
        "channels": dict(found.channels),
        "domains": dict(found.domains),
        "stages": dict(found.stages),
        "amounts": {name: f"{getattr(found, name):.2f}" for name in _AMOUNTS},
        "restored": {name: str(value) for name, value in found.restored.items()},
        "cases": [
            {
                "case": one.case.id,
                "title": one.case.file.title,
                "stage": one.stage,
                **{name: f"{getattr(one, name):.2f}" for name in _AMOUNTS},
            }
            for one in found.cases
        ],
        "undated": list(found.undated),
    }


def _figures_sheet(found: Figures, packs: Packs) -> Sheet:
    counts = {"clues": found.clues, **found.counts}
    rows: list[list[Value]] = [[_("Work done"), _(_WORDS[name]), number] for name, number in counts.items()]
    chosen = {
        name: entry.title.text
        for one in found.cases
        for name, entry in (*_entries(packs, one, "channels"), *_entries(packs, one, "domains"))
    }
    for group, numbers in ((_("Clues by channel"), found.channels), (_("Clues by domain"), found.domains)):
        rows += [[group, chosen.get(name, name) or _("not said"), number] for name, number in sorted(numbers.items())]
    rows += [[_("Amounts (yuan)"), _(word), _cents(getattr(found, name))] for name, word in _AMOUNTS.items()]
    rows += [
        [_("Restored"), str(labels.title(Restored, name)), _plain(value)] for name, value in found.restored.items()
    ]
    rows += [
        [_("Cases by stage at the end"), str(STAGES[name]), found.stages[name]]
        for name in STAGES
        if name in found.stages
    ]
    return Sheet(_("Figures"), [_("Group"), _("Figure"), _("Number")], rows)


def _entries(packs: Packs, one: Worked, name: str) -> Sequence[tuple[str, Entry]]:
    pack = packs(one.case.file)
    return list(getattr(pack, name).items()) if pack else []


def _cases_sheet(cases: Sequence[Worked]) -> Sheet:
    titles = [_("Case"), _("Case title"), _("Obligors"), _("Stage"), *(_(word) for word in _AMOUNTS.values())]
    rows: list[list[Value]] = [
        [
            *(one.case.id, one.case.file.title, _(", ").join(each.name for each in one.case.file.obligors)),
            *(str(STAGES[one.stage]), _cents(one.claimed), _cents(one.agreed), _cents(one.paid)),
        ]
        for one in cases
    ]
    return Sheet(_("Cases in which something happened"), titles, rows)


def _prose(found: Figures, days: Window) -> Iterator[str]:
    n = {name: str(number) for name, number in found.counts.items()}
    yield _(
        "1. Clues found or received: {clues}. Preliminary reviews concluded: {reviews} (to be started {start}, not to "
        "be started {decline}, to be referred {refer}). Cases referred: {referred}."
    ).format(
        clues=found.clues,
        reviews=n["reviews"],
        start=n["reviews-start"],
        decline=n["reviews-decline"],
        refer=n["reviews-refer"],
        referred=n["cases-referred"],
    )
    yield _(
        "2. Claims started: {started}, for {claimed} yuan. Decisions not to claim: {declined}. Claims terminated: "
        "{terminated}."
    ).format(
        started=n["claims-started"],
        claimed=f"{found.claimed:,.2f}",
        declined=n["claims-declined"],
        terminated=n["claims-terminated"],
    )
    yield _(
        "3. Consultations begun: {begun}. Meetings held: {meetings}. Agreements signed: {agreements}, for {agreed} "
        "yuan. Consultations failed: {failed}."
    ).format(
        begun=n["consultations"],
        meetings=n["meetings"],
        agreements=n["agreements"],
        agreed=f"{found.agreed:,.2f}",
        failed=n["consultations-failed"],
    )
    yield _(
        "4. Confirmations applied for: {applied} (granted {granted}, refused {refused}). Suits filed: {suits}. "
        "Judgments effective: {judgments}. Enforcements applied for: {enforcements}."
    ).format(
        granted=n["confirmations-granted"],
        applied=n["confirmations-applied"],
        refused=n["confirmations-refused"],
        suits=n["lawsuits"],
        judgments=n["judgments"],
        enforcements=n["enforcements"],
    )
    yield _(
        "5. Paid: {paid} yuan. Restorations finished: {restorations}. Evaluations passed or exempt: {passed}. Cases "
        "closed: {closed}."
    ).format(
        paid=f"{found.paid:,.2f}",
        restorations=n["restorations"],
        passed=n["evaluations-passed"],
        closed=n["closed"],
    )
    done = [f"{labels.title(Restored, name)} {_plain(value):,f}" for name, value in found.restored.items() if value]
    yield _("6. Restored: {quantities}.").format(quantities=_(", ").join(done) or _("none"))
    standing = [f"{STAGES[name]} {found.stages[name]}" for name in STAGES if name in found.stages]
    yield _("7. Cases on {day}: {stages}.").format(
        day=days.last.isoformat(), stages=_(", ").join(standing) or _("none")
    )


def _period(name: str) -> str:
    """Name a period in words."""
    year, mark, number = name[:4], name[4:5], name[5:]
    match mark:
        case "Q":
            return _("quarter {number} of {year}").format(number=number, year=year)
        case "H":
            return (_("first half of {year}") if number == "1" else _("second half of {year}")).format(year=year)
    return _("year {year}").format(year=year)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _plain(quantity: Decimal) -> Decimal:
    """Leave out the decimals of a whole quantity."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else quantity


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
