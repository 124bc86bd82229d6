"""Periodic reports of the office: which are owed, one made, one recorded as sent."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from ecoclaim import yamlfile
from ecoclaim.deadlines import OPEN, Deadline, Rulebook
from ecoclaim.deadlines.periods import period_of
from ecoclaim.desk.ledgers import Ledgers
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import NotAllowed, NotFound, WrongUsage
from ecoclaim.ledger.load import load_reports
from ecoclaim.ledger.places import REPORTS
from ecoclaim.ledger.whole import Files
from ecoclaim.outside.files import contents_if_any
from ecoclaim.packs import Rule
from ecoclaim.words import _

if TYPE_CHECKING:
    from ecoclaim.reports.periodic import Window
    from ecoclaim.views.reports import ReportAnswer


def owed(at: Opened) -> list[Deadline]:
    """List the periodic reports and duties that are still owed, the soonest first."""
    return [one for one in at.ledger_rows() if one.status in OPEN]


def made(ledgers: Ledgers[Opened], said: str, period: str, as_of: date | None) -> ReportAnswer:
    """Make a periodic report up to a day, by default today or the end of its period.

    The office of the first ledger makes it, out of the cases of all: also one that only the others owe, to it.

    Raises NotFound for a report that the office does not owe, WrongUsage for what is no period of it, NotAllowed
    where the days it would tell of are still to come.
    """
    from ecoclaim.desk.correcting import content, each_case, kept, sent_before
    from ecoclaim.views.reports import ReportAnswer

    at = ledgers.first
    days = _window(at, _rule_of_any(ledgers, said), period, as_of)
    cases = tuple(kept(*one) for one in ledgers.cases())
    found, sent = content(cases, days), sent_before(ledgers, days, cases)
    each = partial(each_case, cases, days, ledgers.several)
    return ReportAnswer(at.on, at.office, days, found, ledgers.problems, ledgers.several, sent, each)


def letter(at: Opened, answer: ReportAnswer) -> bytes:
    """Write a report as a Word file: a letter to the coordinator, and its tables on pages of their own."""
    from ecoclaim.forms.fill import fill
    from ecoclaim.forms.package import Properties
    from ecoclaim.ledger.documents import template_file
    from ecoclaim.outside.files import contents

    pack = at.office.pack or ""
    file = template_file(at.root, (*filter(None, (pack,)), "public"), "report")
    about = Properties(answer.days.rule.title.text, answer.days.period.name, pack)
    return fill(contents(file), answer.letter(), name=file.name, about=about)


def _window(at: Opened, rule: Rule, name: str, as_of: date | None) -> Window:
    from ecoclaim.reports.periodic import named, window

    _refuse_other_period(rule, name, at.on)
    period = named(rule.cycle or "year", name)
    assert period is not None
    if at.on < period.first:
        raise NotAllowed(
            _("{period} begins on {day}; there is nothing to tell of it yet").format(
                period=name, day=period.first.isoformat()
            )
        )
    if as_of is not None and not period.first <= as_of <= at.on:
        raise NotAllowed(
            _("a report of {period} made on {today} cannot tell of days up to {as_of}").format(
                period=name, today=at.on.isoformat(), as_of=as_of.isoformat()
            )
        )
    return window(rule, period, at.reports(), as_of or min(at.on, period.last))


def sent(at: Opened, said: str, period: str, day: date, as_of: date | None, note: str) -> tuple[Rule, int]:
    """Enter into reports.yaml that a report was sent on a day; gives its rule and the exit code.

    Raises NotFound for a report that the office does not owe, WrongUsage for what is no period of it, NotAllowed for a
    day to come, a list that tells of days after it was sent, or a report recorded already.
    """
    from ecoclaim.desk.writing import Act, writing_in

    rule = _periodic_rule(at, said)
    _refuse_other_period(rule, period, at.on)
    if day > at.on:
        raise NotAllowed(_("{day} is still to come; a report is recorded once it was sent").format(day=day.isoformat()))
    if as_of is not None and as_of > day:
        raise NotAllowed(
            _("a report sent on {day} cannot tell of days up to {as_of}").format(
                day=day.isoformat(), as_of=as_of.isoformat()
            )
        )
    entry = {"report": rule.id, "period": period, "sent": day.isoformat()}
    entry |= {"as_of": as_of.isoformat()} if as_of else {}
    entry |= {"note": note} if note else {}
    with writing_in(at) as pen:
        before = next((one for one in load_reports(at.root) if (one.report, one.period) == (rule.id, period)), None)
        if before is not None and before.sent is not None:
            raise NotAllowed(
                _("{report} of {period} was recorded as sent on {day}; mend reports.yaml if that is wrong").format(
                    report=rule.title, period=period, day=before.sent.isoformat()
                )
            )
        path, comment = at.root / REPORTS, f"{rule.title} {period}"
        old = contents_if_any(path)
        new = yamlfile.append(old or b"", entry, comment, REPORTS)
        act = Act("report sent", subject=_("sent: {report}").format(report=comment))
        return rule, pen.write(Files({path: old}, {path: new}), act)


def _rule_of_any(ledgers: Ledgers[Opened], said: str) -> Rule:
    """Find the periodic rule that a person means among those of the first ledger's office, then of the others'."""
    at = ledgers.first
    try:
        return _periodic_rule(at, said)
    except NotFound:
        for other in ledgers.opened:
            if other is not at:
                with suppress(NotFound):
                    return _periodic_rule(other, said)
        raise


def _periodic_rule(at: Opened, said: str) -> Rule:
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
    if not known:
        return _("the rule pack has no periodic report")
    return _("there is no periodic rule {name}; there are: {known}").format(name=said, known=_(", ").join(known))


def _refuse_other_period(rule: Rule, period: str, on: date) -> None:
    """Refuse what is no period of a rule, and say how one is written."""
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
