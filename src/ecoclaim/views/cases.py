"""What `show` and `list` answer: one case with its tracks and timeline; all cases with their next day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines import Deadline
from ecoclaim.errors import Problem
from ecoclaim.model.office import CaseKeeper
from ecoclaim.packs import Pack
from ecoclaim.procedure import STAGES, TRACKS, History, Owed
from ecoclaim.standing import Standing
from ecoclaim.views import csv, json, terms
from ecoclaim.views.deadlines import (
    deadline_json,
    deadline_table,
    expired_lines,
    limit_json,
    limit_table,
    lines_on,
    marked_day,
    problem_json,
    provisional_line,
)
from ecoclaim.views.entries import entry_json, told_fields
from ecoclaim.views.table import Cell, Column, Paper, table
from ecoclaim.words import _, later

_CSV = (
    *(later("case"), later("title"), later("stage"), later("tracks"), later("next"), later("safe"), later("rolled")),
    *(later("ledger"), later("office"), later("handlers")),
)
_LINKED = {
    "penalty": later("administrative penalty"),
    "criminal": later("criminal case"),
    "public-interest": later("public interest suit"),
    "bankruptcy": later("bankruptcy"),
}
_OWED = {
    "payment": later("payment"),
    "restoration": later("restoration"),
    "substitute": later("substitute restoration"),
}


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """All cases, or those of a stage, for people and spreadsheets; `keepers` say whose each is."""

    cases: Sequence[Standing]
    known_until: date
    keepers: Sequence[CaseKeeper]
    #: Whether the table says whose a case is.
    several: bool = False

    def table(self, paper: Paper) -> str:
        """Write the answer as a table."""
        if not self.cases:
            return _("There is no case to show.") + "\n"
        columns = [
            *([Column(_("Office"), breaks=True)] if self.several else []),
            *(Column(_("Case")), Column(_("Stage")), Column(_("Case title"), breaks=True)),
            *(Column(_("Tracks"), breaks=True), Column(_("Next"), breaks=True), Column(_("Plan by"))),
        ]
        shown = [one.open[0] for one in self.cases if one.open]
        foot = provisional_line(shown, self.known_until, paper)
        rows = [
            ((keeper.office,) if self.several else ()) + _line(one)
            for one, keeper in zip(self.cases, self.keepers, strict=True)
        ]
        return table(columns, rows, paper) + (f"\n{foot}" if foot else "")

    def csv(self) -> bytes:
        """Write the cases for a spreadsheet."""
        return csv.written([_(field) for field in _CSV], map(_csv_row, self.cases, self.keepers))


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """One case: who and what, where it stands, what is open, what happened."""

    today: date
    standing: Standing
    pack: Pack | None
    problems: Sequence[Problem]
    known_until: date

    def json(self) -> str:
        """Write the answer as JSON."""
        file, standing = self.standing.case.file, self.standing
        return json.answer(
            self.today,
            {
                "case": file.id,
                "title": file.title,
                "name": file.name,
                "filing_no": file.filing_no,
                "source_no": file.source_no,
                "pack": self.pack.name if self.pack else file.pack,
                "domain": file.domain,
                "stage": standing.stage,
                "tracks": {key: list(states) for key, states in standing.tracks.items()},
                "obligors": [
                    {"key": one.key, "name": one.name, "kind": one.kind, "liability": one.liability, "share": one.share}
                    for one in file.obligors
                ],
                "linked_cases": [one.model_dump() for one in file.linked_cases],
                "deadlines": [deadline_json(one) for one in standing.open],
                "limits": [limit_json(one) for one in self.standing.limits],
                "obligations": [
                    {
                        "no": one.no,
                        "obligor": one.obligor,
                        "what": one.what,
                        "amount": one.amount,
                        "paid": one.paid,
                        "until": one.until,
                        "met_on": one.met_on,
                        "joint": len(file.parties(None, one.no)) > 1,
                        "ended_on": one.ended_by.date if one.ended_by else None,
                    }
                    for one in standing.obligations
                ],
                "extra": file.extra,
                "timeline": [entry_json(event) for event in standing.past.events],
                "problems": [problem_json(one) for one in self.problems],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer for a person."""
        standing = self.standing
        blocks = [
            lines_on(paper, *self._head()),
            _block(_("Obligors"), self._obligors(paper)),
            _block(_("Open deadlines"), self._deadlines(paper)),
            limit_table(self.standing.limits, paper),
            _block(_("Obligations"), self._obligations(paper)),
            _block(_("Own columns"), self._extra(paper)),
            _block(_("What happened"), _timeline(standing.past, self.pack, paper)),
            provisional_line(standing.open, self.known_until, paper),
        ]
        return "\n".join(block for block in blocks if block)

    def _head(self) -> Iterator[str]:
        file = self.standing.case.file
        yield f"{file.id}  {file.title}"
        if file.name:
            yield file.name
        yield _("Stage: {stage}").format(stage=STAGES[self.standing.stage])
        if file.filing_no:
            yield _("Filing number: {number}").format(number=file.filing_no)
        if file.source_no:
            yield _("Number at the source: {number}").format(number=file.source_no)
        if self.pack:
            yield _("Rules: {title} ({name})").format(title=self.pack.title, name=self.pack.name)
        if file.departments:
            yield _("Departments: {names}").format(names=_(", ").join(file.departments))
        for link in file.linked_cases:
            words = [
                _(_LINKED[link.kind]) if link.kind else "",
                link.number or "",
                link.authority or "",
                link.note or "",
            ]
            yield _("Linked case: {words}").format(words=" ".join(word for word in words if word))
        yield from expired_lines(self.standing.open, self.today)

    def _obligors(self, paper: Paper) -> str:
        names = {one.key: one.name for one in self.standing.case.file.obligors}
        shares = {one.key: one.share for one in self.standing.case.file.obligors}
        columns = [
            *(Column(_("Key")), Column(_("Name"), breaks=True), Column(_("Share"), right=True)),
            Column(_("Tracks"), breaks=True),
        ]
        rows = [
            (key, names.get(key, ""), f"{shares[key]}%" if shares.get(key) is not None else "", _tracks(states))
            for key, states in self.standing.tracks.items()
        ]
        return table(columns, rows, paper) if rows else ""

    def _deadlines(self, paper: Paper) -> str:
        return deadline_table(self.standing.open, paper, with_case=False) if self.standing.open else ""

    def _extra(self, paper: Paper) -> str:
        columns = [Column(_("Column"), breaks=True), Column(_("Content"), breaks=True)]
        extra = self.standing.case.file.extra
        rows = [
            (label, " ".join(text.split()) if isinstance(text, str) else _(", ").join(text))
            for label, text in extra.items()
        ]
        return table(columns, rows, paper) if rows else ""

    def _obligations(self, paper: Paper) -> str:
        columns = [
            *(Column(_("No."), right=True), Column(_("Obligor")), Column(_("What"))),
            *(Column(_("Amount"), right=True), Column(_("Paid"), right=True), Column(_("Until")), Column(_("Done on"))),
        ]
        rows, told = [], set()
        for one in self.standing.obligations:
            amount = f"{one.amount:,.2f}" if one.amount is not None else ""
            paid = f"{one.paid:,.2f}" if one.paid else ""
            # What several owe together is one sum: it stands with the first of them.
            sums = (amount, paid) if one.no not in told else (_("together"), "")
            told.add(one.no)
            until = one.until.isoformat() if one.until else ""
            rows.append((str(one.no), one.obligor, _(_OWED.get(one.what, one.what)), *sums, until, _done_on(one)))
        return table(columns, rows, paper) if rows else ""


def _done_on(one: Owed) -> str:
    if one.ended_by is not None:
        return _("ended {day}").format(day=one.ended_by.date.isoformat())
    return one.met_on.isoformat() if one.met_on else ""


def next_json(one: Deadline | None) -> dict[str, object] | None:
    """Give the soonest open row of a case its public form in a list."""
    if one is None:
        return None
    return {
        "rule": one.rule.id,
        "title": one.rule.title,
        "rolled": one.rolled,
        "safe": one.safe,
        "certain": one.certain,
    }


def list_json(today: date, entries: Iterable[bytes], problems: Iterable[Problem]) -> Iterator[str]:
    """Write an answer of cases, each written by itself before, piece by piece."""
    return json.pieces(today, {"cases": iter(entries), "problems": map(problem_json, problems)})


def list_entry(one: Standing, keeper: CaseKeeper) -> bytes:
    """Write a case's line by itself, with whose it is."""
    return json.entry(
        {
            "case": one.case.id,
            "title": one.case.file.title,
            "stage": one.stage,
            "tracks": {key: list(states) for key, states in one.tracks.items()},
            "next": next_json(one.next),
            **keeper._asdict(),
        }
    )


def _line(one: Standing) -> tuple[Cell, ...]:
    soonest = one.next
    tracks = _("; ").join(f"{key} {_tracks(states)}" for key, states in one.tracks.items())
    if soonest is None:
        return one.case.id, STAGES[one.stage].text, one.case.file.title, tracks, "-", "-"
    day = marked_day(soonest.safe, soonest) if soonest.safe else terms.status(soonest)
    return one.case.id, STAGES[one.stage].text, one.case.file.title, tracks, terms.name(soonest), day


def _csv_row(one: Standing, keeper: CaseKeeper) -> list[object]:
    soonest = one.next
    tracks = _("; ").join(f"{key} {_tracks(states)}" for key, states in one.tracks.items())
    return [
        *(one.case.id, one.case.file.title, STAGES[one.stage].text, tracks),
        *(
            (terms.name(soonest), _day(soonest.safe, soonest), _day(soonest.rolled, soonest))
            if soonest
            else ("", "", "")
        ),
        *keeper.cells,
    ]


def _day(day: date | None, one: Deadline) -> object:
    return day if day is None or one.certain else marked_day(day, one)


def _tracks(states: Sequence[str]) -> str:
    return _(", ").join(TRACKS[state].text for state in states)


def _timeline(past: History, pack: Pack | None, paper: Paper) -> str:
    columns = [
        *(Column(_("No."), right=True), Column(_("Date")), Column(_("Event"), breaks=True)),
        *(Column(_("Obligor")), Column(_("Details"), breaks=True)),
    ]
    rows = [
        (
            *(str(event.position + 1), event.date.isoformat(), event.type.label.text, " ".join(event.obligors)),
            _("; ").join(told_fields(event, past.case, pack)),
        )
        for event in past.events
    ]
    return table(columns, rows, paper) if rows else ""


def _block(title: str, text: str) -> str:
    return f"{title}\n{text}" if text else ""
