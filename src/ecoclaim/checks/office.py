"""Whether the office's own files fit its rules: switches, report days and reports sent; and numbers given twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ecoclaim.checks.findings import Finding, Severity
from ecoclaim.model.office import Office, Report
from ecoclaim.packs import Pack
from ecoclaim.packs.citing import cited
from ecoclaim.words import _
from ecoclaim.workdays import Layers, festival


def office_findings(office: Office, pack: Pack, reports: Sequence[Report], on: date) -> Iterator[Finding]:
    """Find rules that are named and not there, reports of the future, and a pack whose time is over."""
    rules = {rule.id: rule for rule in pack.rules}
    for name in office.rules:
        if name not in rules:
            yield Finding("rule-unknown", "error", "ecoclaim.yaml", ("rules", name), "", *_no_rule(name, sorted(rules)))
    periodic = [rule.id for rule in pack.rules if rule.cycle is not None]
    for name in office.report_days:
        if name not in periodic:
            loc = ("report_days", name)
            yield Finding("rule-unknown", "error", "ecoclaim.yaml", loc, "", *_no_rule(name, periodic))
    for position, report in enumerate(reports):
        if report.report not in periodic:
            yield Finding(
                "rule-unknown", "error", "reports.yaml", (position, "report"), "", *_no_rule(report.report, periodic)
            )
        if report.sent is not None and report.sent > on:
            message = _("the report is dated {day}, after {today}; it does not count yet")
            text = message.format(day=report.sent, today=on)
            cure = _("correct the date")
            yield Finding("order-future", "warning", "reports.yaml", (position, "sent"), "", text, cure)
    if pack.expired_on(on):
        message = _("the time of {pack} ended on {day}").format(pack=pack.title, day=pack.in_force_until)
        cure = _("have a legal officer confirm an extension or a successor and record it in a pack of the office")
        article = cited(pack, pack.source) if pack.source else ""
        yield Finding("pack-expired", "warning", "ecoclaim.yaml", ("pack",), article, message, cure)


def calendar_findings(layers: Layers) -> Iterator[Finding]:
    """Find notices of the State Council, entered as worded, that leave out statutory holidays of their year."""
    for one in layers.incomplete:
        names = _(", ").join(dict.fromkeys(map(festival, one.missing.values())))
        if one.known:
            message = _("the notice of {year} names no {holidays}; these days stay as another notice has them")
            cure = _("none is needed if it only changes an earlier notice; else enter it whole, as worded")
        else:
            message = _("the notice of {year} names no {holidays}; the year stays provisional, these days stay off")
            cure = _("enter it whole, as worded; one of another office wants its issuer (issuer: …)")
        severity: Severity = "notice" if one.known else "warning"
        text = message.format(year=one.year, holidays=names)
        yield Finding("notice-incomplete", severity, one.file, ("year",), "", text, cure)


def _no_rule(name: str, known: Sequence[str]) -> tuple[str, str]:
    message = _("the rule pack has no such rule: {name}").format(name=name)
    return message, _("write one of {known}").format(known=_(", ").join(known))


def clues_recorded_twice(clues: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Find clues that two cases were opened for; `clues` are the sender and letter of each case's clue, by case."""
    first: dict[str, str] = {}
    for case, clue in clues.items():
        other = first.setdefault(clue, case)
        if other != case:
            message = _("case {other} was opened for the same clue: {clue}").format(other=other, clue=clue)
            cure = _("where both are one matter, go on with one of them; else say in note what sets them apart")
            yield case, Finding("clue-twice", "notice", "events.yaml", (), "", message, cure)


def numbers_given_twice(numbers: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """Find filing numbers that two cases carry; `numbers` are the numbers by case."""
    first: dict[str, str] = {}
    for case, number in numbers.items():
        other = first.setdefault(number, case)
        if other != case:
            message = _("case {other} has the same filing number {number}").format(other=other, number=number)
            cure = _("correct the one that is wrong")
            yield case, Finding("filing-no-twice", "error", "case.yaml", ("filing_no",), "", message, cure)
