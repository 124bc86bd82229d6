"""`report due` and `report sent`: what the office owes periodically, and that it was sent."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ecoclaim.cli import console
from ecoclaim.cli.options import Ledger, On, Period, PeriodicRule, TableJson, day_for
from ecoclaim.cli.page import explained
from ecoclaim.errors import NotAllowed, NotFound, WrongUsage
from ecoclaim.words import _, later

if TYPE_CHECKING:
    from ecoclaim.cli.desk import Desk
    from ecoclaim.deadlines import Rulebook
    from ecoclaim.desk.writing import Pen
    from ecoclaim.packs import Rule


@explained(
    later(
        "Shows the periodic reports and duties of the office that are still owed, the soonest first. They are owed "
        "from the day that ecoclaim.yaml gives as since."
    ),
    "ecoclaim report due",
)
def due(on: On, format: TableJson = "table", ledger: Ledger = None) -> int:  # noqa: A002
    """Show the periodic reports that are still owed."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.deadlines import OPEN
    from ecoclaim.views import json
    from ecoclaim.views.deadlines import Answer, deadline_json, problem_json

    at = desk(ledger, on)
    rows = [one for one in at.ledger_rows() if one.status in OPEN]
    if format == "json":
        body = {
            "reports": [deadline_json(one) for one in rows],
            "problems": [problem_json(one) for one in at.problems],
        }
        console.machine(json.answer(on, body))
    else:
        console.answer(Answer(on, rows, (), at.problems, at.workdays.known_until).table(console.paper()))
    at.say_problems()
    return at.code()


@explained(
    later(
        "Writes into reports.yaml that a periodic report was sent. A period is written as 2026Q3 (quarter), 2026H1 "
        "(half-year) or 2026 (year)."
    ),
    "ecoclaim report sent quarterly-clue-list 2026Q3 --date 2026-09-22 --as-of 2026-09-21",
)
def sent(
    rule: PeriodicRule,
    period: Period,
    on: On,
    day: Annotated[
        date,
        typer.Option(
            "--date", metavar=later("DATE"), parser=day_for("--date"), help=later("The day it was sent, as 2026-09-08.")
        ),
    ],
    as_of: Annotated[
        date | None,
        typer.Option(
            "--as-of",
            metavar=later("DATE"),
            parser=day_for("--as-of"),
            help=later("The day up to which it tells; the next list begins the day after."),
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar=later("TEXT"), help=later("A note to keep with it."))] = "",
    ledger: Ledger = None,
) -> int:
    """Record that a periodic report was sent."""
    from ecoclaim.cli.desk import desk
    from ecoclaim.cli.saved import writing
    from ecoclaim.ledger.load import load_reports

    at = desk(ledger, on)
    found = periodic_rule(at, rule)
    check_period(found, period, on)
    if day > on:
        raise NotAllowed(_("{day} is still to come; a report is recorded once it was sent").format(day=day.isoformat()))
    if as_of is not None and as_of > day:
        raise NotAllowed(
            _("a report sent on {day} cannot tell of days up to {as_of}").format(
                day=day.isoformat(), as_of=as_of.isoformat()
            )
        )
    entry = {"report": found.id, "period": period, "sent": day.isoformat()}
    entry |= {"as_of": as_of.isoformat()} if as_of else {}
    entry |= {"note": note} if note else {}
    with writing(at.root, at.office) as pen:
        before = next((one for one in load_reports(at.root) if (one.report, one.period) == (found.id, period)), None)
        if before is not None and before.sent is not None:
            raise NotAllowed(
                _("{report} of {period} was recorded as sent on {day}; mend reports.yaml if that is wrong").format(
                    report=found.title, period=period, day=before.sent.isoformat()
                )
            )
        code = _append(at, pen, entry, f"{found.title} {period}")
    console.answer(
        _("Recorded: {report} of {period}, sent on {day}.").format(
            report=found.title, period=period, day=day.isoformat()
        )
    )
    return code


def _append(at: Desk, pen: Pen, entry: dict[str, str], comment: str) -> int:
    """Write the entry and commit it; gives the exit code."""
    from ecoclaim import yamlfile
    from ecoclaim.desk.writing import Act
    from ecoclaim.ledger.places import REPORTS
    from ecoclaim.ledger.whole import Files
    from ecoclaim.outside.files import contents_if_any

    path = at.root / REPORTS
    old = contents_if_any(path)
    new = yamlfile.append(old or b"", entry, comment, REPORTS)
    return pen.write(
        Files({path: old}, {path: new}), Act("report sent", subject=_("sent: {report}").format(report=comment))
    )


def periodic_rule(at: Desk, said: str) -> Rule:
    """Find the periodic rule that a person means; raises NotFound where the office does not owe it."""
    book = at.office_book()
    if book is None:
        raise NotFound(_("the office's rule pack cannot be had; ecoclaim packs check FILE tells why"))
    rules = {one.id: one for one in book.rules if one.per == "ledger"}
    found = next((one for one in rules.values() if said in (one.id, one.title.zh, one.title.en)), None)
    if found is None:
        raise NotFound(_missing(book, said, list(rules)))
    return found


def _missing(book: Rulebook, said: str, known: list[str]) -> str:
    if book.pack.rule(said) is not None:
        return _("{rule} is not owed periodically by this office; owed are: {known}").format(
            rule=said, known=_(", ").join(known)
        )
    return _("there is no periodic rule {name}; there are: {known}").format(name=said, known=_(", ").join(known))


def check_period(rule: Rule, period: str, on: date) -> None:
    """Refuse what is no period of a rule, and say how one is written."""
    from ecoclaim.deadlines.periods import period_of

    cycle = rule.cycle or "year"
    example = period_of(cycle, on).name
    try:
        year = int(period[:4])
        wanted = [period_of(cycle, date(year, month, 1)).name for month in range(1, 13)]
    except ValueError:
        wanted = []
    if period not in wanted:
        raise WrongUsage(
            _("{period} is not a period of {rule}; write it as {example}").format(
                period=period, rule=rule.title, example=example
            )
        )
