"""What `deadlines` answers, as a table, JSON and CSV: one row a duty or right, the limits beneath.

Alone knows the public names of a deadline's fields (contract §4) and how an uncertain date is marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import zip_longest

from ecoclaim.deadlines import Deadline, Limit
from ecoclaim.errors import Problem
from ecoclaim.model.office import CaseKeeper
from ecoclaim.packs import Pack, Rule, Source
from ecoclaim.packs.citing import cited, document
from ecoclaim.views import csv, json, terms
from ecoclaim.views.table import Cell, Column, Marked, Paper, table
from ecoclaim.views.text import wrapped
from ecoclaim.words import _, later, ngettext

_FIELDS = (
    *(later("key"), later("case"), later("rule"), later("obligor"), later("instance"), later("period")),
    *(later("title"), later("duty"), later("firmness"), later("start_event"), later("start_date")),
    *(later("due"), later("rolled"), later("safe"), later("may_act_from"), later("certain")),
    *(
        later("status"),
        later("standing"),
        later("met_on"),
        later("days_left"),
        later("working_days_left"),
        later("age_days"),
    ),
    *(later("remarks"), later("source"), later("ledger"), later("office"), later("handlers")),
)
# Below this many columns a table has no room for columns of their own for obligor and note.
_WIDE = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows and limits as of a day, what was wrong in the files, and until when holidays are known."""

    today: date
    rows: Sequence[Deadline]
    limits: Sequence[Limit]
    problems: Sequence[Problem]
    known_until: date
    #: Whose each row is, and each limit.
    keepers: Sequence[CaseKeeper] = ()
    limit_keepers: Sequence[CaseKeeper] = ()
    #: Whether the tables say whose a row is.
    several: bool = False

    def table(self, paper: Paper) -> str:
        """Write the answer as a table, with what must be known of it above and below."""
        head = [*expired_lines(self.rows, self.today), self._summary()]
        offices = [one.office for one in self.keepers] if self.several else ()
        body = deadline_table(self.rows, paper, offices=offices) if self.rows else ""
        foot = provisional_line(self.rows, self.known_until, paper)
        capped = limit_table(self.limits, paper, [one.office for one in self.limit_keepers] if self.several else ())
        blocks = [lines_on(paper, *head), body, capped, foot]
        return "\n".join(block for block in blocks if block)

    def csv(self) -> bytes:
        """Write the rows for a spreadsheet."""
        return csv.written([_(field) for field in _FIELDS], map(_csv_row, self.rows, self.keepers))

    def _summary(self) -> str:
        if not self.rows:
            return _("{day}: nothing to show.").format(day=terms.dated(self.today))
        states = [one.status for one in self.rows]
        counts = [
            _("{status} {n}").format(status=terms.status_word(code), n=states.count(code))
            for code in ("overdue", "exceeded", "lapsed", "due-soon")
            if code in states
        ]
        return ngettext("{day}: {n} row; {counts}", "{day}: {n} rows; {counts}", len(self.rows)).format(
            day=terms.dated(self.today), n=len(self.rows), counts=_(", ").join(counts) or _("nothing pressing")
        )


def answer_json(
    today: date,
    rows: Iterable[bytes],
    limits: Iterable[bytes],
    problems: Iterable[Problem],
    known_until: date,
) -> Iterator[str]:
    """Write an answer of rows and limits, each written by itself before, piece by piece."""
    return json.pieces(
        today,
        {
            "holidays": version("holidays"),
            "calendar": {"known_until": known_until},
            "deadlines": iter(rows),
            "limits": iter(limits),
            "problems": map(problem_json, problems),
        },
    )


def deadline_entry(one: Deadline, keeper: CaseKeeper) -> bytes:
    """Write a row by itself, with whose it is."""
    return json.entry({**deadline_json(one), **keeper._asdict()})


def limit_entry(one: Limit, keeper: CaseKeeper) -> bytes:
    """Write a limit by itself, with whose it is."""
    return json.entry({**limit_json(one), **keeper._asdict()})


def deadline_json(one: Deadline) -> dict[str, object]:
    """Give a row its public form."""
    return {
        "key": one.key,
        "case": one.case,
        "rule": one.rule.id,
        "obligor": one.obligor,
        "instance": one.instance or None,
        "period": one.period,
        "title": one.rule.title.text,
        "duty": one.rule.duty,
        "firmness": one.rule.firmness,
        "start": {"event": one.start.name, "date": one.start.date} if one.start else None,
        "due": one.due,
        "rolled": one.rolled,
        "safe": one.safe,
        "may_act_from": one.may_act_from,
        "certain": one.certain,
        "readings": [
            {"id": each.id, "title": each.title.text, "due": each.due, "rolled": each.rolled, "source": each.source}
            for each in one.readings
        ],
        "status": one.status,
        "met_on": one.met_on,
        "days_left": one.days_left,
        "working_days_left": one.working_days_left,
        "age_days": one.age_days,
        "target": one.target,
        "source": source_json(one.pack, one.source),
        "warnings": list(one.warnings),
    }


def source_json(pack: Pack, source: Source) -> dict[str, object]:
    """Give a source its public form."""
    return {
        "document": document(pack, source),
        "article": source.article,
        "quote": source.quote,
        "verified": source.verified,
        "bearing": source.bearing,
    }


def limit_json(one: Limit) -> dict[str, object]:
    """Give a limit its public form."""
    return {
        "case": one.case,
        "rule": one.cap.id,
        "obligor": one.obligor,
        "title": one.cap.title,
        "used": one.used,
        "max": one.max,
        "status": one.status,
    }


def problem_json(one: Problem) -> dict[str, object]:
    """Give a problem of a file its public form."""
    return {"path": one.path, "line": one.line, "column": one.column, "field": one.field, "message": one.message}


def deadline_table(
    rows: Iterable[Deadline], paper: Paper, *, with_case: bool = True, offices: Sequence[str] = ()
) -> str:
    """Write rows as a table; a narrow terminal shows obligor and note within other columns.

    `offices` are those that the rows are of, where several are shown together.
    """
    wide = paper.width is None or paper.width >= _WIDE
    columns = [
        *(Column(_("Plan by")), Column(_("Last day")), Column(_("Days"), right=True)),
        *([Column(_("Office"), breaks=True)] if offices else []),
        *([Column(_("Case"))] if with_case else []),
        *([Column(_("Obligor"))] if wide or not with_case else []),
        Column(_("Matter"), breaks=True),
        Column(_("Status")),
        *([Column(_("Note"), breaks=True)] if wide else []),
    ]
    shown = zip_longest(rows, offices)
    return table(columns, (tuple(_cells(one, office, with_case, wide)) for one, office in shown), paper)


def _cells(one: Deadline, office: str | None, with_case: bool, wide: bool) -> Iterator[Cell]:
    status, colour = terms.status(one), terms.style(one.status)
    note = _(", ").join(terms.marks(one))
    yield marked_day(one.safe, one) if one.safe else (_("promptly") if one.rule.prompt else "-")
    yield marked_day(one.rolled, one)
    yield "" if one.days_left is None else str(one.days_left)
    if office is not None:
        yield office
    if with_case:
        yield (one.case or "-") if wide else " ".join(part for part in (one.case or "-", one.obligor) if part)
    if wide or not with_case:
        yield one.obligor or "-"
    yield terms.name(one) if wide or not note else _("{name} [{note}]").format(name=terms.name(one), note=note)
    yield Marked(status, colour) if colour else status
    if wide:
        yield note


def marked_day(day: date | None, one: Deadline) -> str:
    """Write a day of a row, with a question mark where it is provisional."""
    if day is None:
        return "-"
    return day.isoformat() if one.certain else f"{day.isoformat()}?"


def provisional_line(rows: Iterable[Deadline], known_until: date, paper: Paper) -> str:
    """Say what the question mark means, where one was printed."""
    if all(one.certain for one in rows):
        return ""
    text = _("?  Provisional: a day that matters lies after {day}, and holiday notices are only known until then.")
    return lines_on(paper, text.format(day=known_until.isoformat()))


def lines_on(paper: Paper, *texts: str) -> str:
    """Write texts as lines, broken where the paper has an edge."""
    return "".join(f"{line}\n" for text in texts for line in (wrapped(text, paper.width) if paper.width else [text]))


def limit_table(limits: Sequence[Limit], paper: Paper, offices: Sequence[str] = ()) -> str:
    """Write how often what is capped has happened, once it has."""
    if not any(one.used for one in limits):
        return ""
    columns = [
        Column(_("Limit")),
        *([Column(_("Office"), breaks=True)] if offices else []),
        *(Column(_("Case")), Column(_("Obligor"))),
        *(Column(_("Used"), right=True), Column(_("Allowed"), right=True), Column(_("Status"))),
    ]
    rows = (
        (
            *(one.cap.title.text, *([office] if office is not None else []), one.case, one.obligor),
            *(str(one.used), str(one.max)),
            Marked(terms.status_word(one.status), terms.style(one.status)),
        )
        for one, office in zip_longest(limits, offices)
        if one.used
    )
    return table(columns, rows, paper)


def expired_lines(rows: Iterable[Deadline], today: date) -> list[str]:
    """Say of each pack in use whose own time is over that it is."""
    packs = {one.pack.name: one.pack for one in rows if one.pack.expired_on(today)}
    return [terms.expired(pack) for pack in packs.values()]


def _csv_row(one: Deadline, keeper: CaseKeeper) -> list[object]:
    rule: Rule = one.rule
    return [
        *(one.key, one.case, rule.id, one.obligor, one.instance, one.period, terms.name(one)),
        *(terms.duty(rule.duty), terms.firmness(rule.firmness)),
        *((one.start.type.label.text, one.start.date) if one.start else (None, None)),
        *(one.due, one.rolled, one.safe, one.may_act_from),
        _("definite") if one.certain else _("provisional"),
        *(one.status, terms.status(one), one.met_on, one.days_left, one.working_days_left, one.age_days),
        *(_("; ").join(terms.marks(one)), cited(one.pack, one.source), *keeper.cells),
    ]
