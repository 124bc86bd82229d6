"""What `why` answers: an explanation in words, generated from the computation, and the same as JSON.

Alone knows how the steps of a computation are told to a person; every sentence names the day, the event or the text
that it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines.explain import Explanation, Path
from ecoclaim.model.case import Case
from ecoclaim.packs import Pack, Source
from ecoclaim.packs.citing import cited
from ecoclaim.views import json, terms
from ecoclaim.views.counted import of_path, path_json, path_lines
from ecoclaim.views.days import brief, only_notice, weekday
from ecoclaim.views.deadlines import deadline_json, source_json
from ecoclaim.views.entries import entry_json, entry_line
from ecoclaim.views.packtriggers import trigger_titles
from ecoclaim.views.table import Paper
from ecoclaim.views.terms import dated
from ecoclaim.views.text import wrapped
from ecoclaim.words import _
from ecoclaim.workdays import why_text


@dataclass(frozen=True, slots=True)
class Answer:
    """Explanations of a case's rows, or of the ledger's (no case)."""

    today: date
    case: Case | None
    explanations: tuple[Explanation, ...]
    known_until: date

    def json(self) -> str:
        """Write the answer as JSON, with every step."""
        return json.answer(
            self.today,
            {
                "calendar": {"known_until": self.known_until},
                "why": [explanation_json(one, self.case) for one in self.explanations],
            },
        )

    def table(self, paper: Paper) -> str:
        """Write the answer for a person, a page a row."""
        pages = []
        for one in self.explanations:
            lines = [part for text in self._page(one, paper) for part in fitted(text, paper)]
            pages.append("".join(f"{line}\n" for line in lines))
        return "\n\n".join(pages)

    def _page(self, one: Explanation, paper: Paper) -> Iterator[str]:
        row = one.row
        yield " ".join(part for part in (row.case, row.obligor, terms.name(row)) if part)
        yield f"  {_outcome(one)}"
        yield ""
        yield _("Rule")
        yield from _indented(_rule(one))
        if row.start is not None or row.period is not None:
            yield ""
            yield _("Counted from")
            yield from _indented(_start(one, self.case))
        for path in one.paths:
            yield ""
            yield _reading_title(path, one)
            yield from _indented(path_lines(path, one, paper))
        if row.safe is not None:
            yield ""
            yield _("What follows")
            yield from _indented(_consequences(one))
        notes = [*_explained_warnings(one, self.known_until), *(note.text for note in row.rule.notes)]
        if notes:
            yield ""
            yield _("To note")
            yield from _indented(notes)


def explanation_json(one: Explanation, case: Case | None) -> dict[str, object]:
    """Give an explanation its public form: the row's own, with the steps and the events."""
    row = one.row
    expiry = row.rule.on_expiry
    return {
        **deadline_json(row),
        "length": {"count": one.span.count, "unit": one.span.unit} if one.span else None,
        "event": entry_json(row.start) if row.start else None,
        "restarts": [entry_json(event) for event in one.restarts],
        "assumed": [entry_json(event) for event in one.assumed],
        "closed_by": entry_json(one.closed_by) if one.closed_by else None,
        "readings": [path_json(path) for path in one.paths],
        "plan": [{"date": note.day, "worked": note.worked, "why": why_text(note)} for note in one.back],
        "on_expiry": {
            "text": expiry.title,
            "ground": expiry.ground,
            "source": source_json(row.pack, expiry.source) if expiry.source else None,
        }
        if expiry
        else None,
        "also": [source_json(row.pack, source) for source in row.rule.also],
        "notes": [note.text for note in row.rule.notes],
    }


def _outcome(one: Explanation) -> str:
    row = one.row
    if row.met_on is not None:
        if one.closed_by is None:
            return _("{status} on {day}").format(status=terms.status(row), day=dated(row.met_on))
        return _("{status}: {event}, {day}").format(
            status=terms.status(row), event=one.closed_by.type.label, day=dated(row.met_on)
        )
    if row.status == "void" and one.closed_by is not None:
        return _("{status} since {event}, {day}").format(
            status=terms.status(row), event=one.closed_by.type.label, day=dated(one.closed_by.date)
        )
    if row.age_days is not None:
        return _("{status}, for {n} days; the law names no number of days, so it is never overdue").format(
            status=terms.status(row), n=row.age_days
        )
    if row.rolled is None or row.safe is None or row.days_left is None or row.working_days_left is None:
        return _("{status}; the day that it is counted from is not known yet").format(status=terms.status(row))
    left = (
        _("{days} days left, {working} of them working days")
        if row.days_left >= 0
        else _("{days} days ago, {working} of them working days")
    ).format(days=abs(row.days_left), working=abs(row.working_days_left))
    told = {"status": terms.status(row), "rolled": _certain(row.rolled, one), "left": left}
    if not row.rule.ours:
        return _("{status}: last day {rolled}; {left}").format(**told)
    return _("{status}: plan by {safe}, last day {rolled}; {left}").format(safe=_certain(row.safe, one), **told)


def _certain(day: date, one: Explanation) -> str:
    return dated(day) if one.row.certain else _("{day} [provisional]").format(day=dated(day))


def _rule(one: Explanation) -> Iterator[str]:
    row = one.row
    yield _("For {who}: {firmness}.").format(who=terms.duty(row.rule.duty), firmness=terms.firmness(row.rule.firmness))
    main = row.source
    yield from quoted(row.pack, main)
    for source in (*([row.rule.source] if main is not row.rule.source else []), *row.rule.also):
        yield from quoted(row.pack, source)
    for title, triggers in (
        (_("    Counted from: {events}"), (*row.rule.starts, *row.rule.assumed)),
        (_("    Done by: {events}"), row.rule.ends),
        (_("    No longer due after: {events}"), row.rule.voids),
    ):
        if triggers:
            yield title.strip().format(events=trigger_titles(triggers))


def quoted(pack: Pack, source: Source) -> Iterator[str]:
    """Cite a source and quote its words, or say that they were not to be had."""
    text = cited(pack, source)
    if source.quote:
        text = _("{cited}: “{quote}”").format(cited=text, quote=source.quote)
    if source.since is not None:
        text = _("{text} (the same in earlier texts, since {day})").format(text=text, day=source.since.isoformat())
    if not source.verified:
        text = _("{text} [second-hand: check it against the official text]").format(text=text)
    yield text


def _start(one: Explanation, case: Case | None) -> Iterator[str]:
    row = one.row
    if row.start is None:
        yield _("The period {period}; it is owed once a period, whatever happens.").format(period=row.period)
        return
    for event in one.restarts[:-1]:
        yield _("Ran anew from: {entry}").format(entry=entry_line(event, case, row.pack))
    if one.restarts:
        yield _("Ran anew, for the last time, from: {entry}").format(entry=entry_line(row.start, case, row.pack))
    else:
        yield entry_line(row.start, case, row.pack)
    if one.assumed:
        yield _("Nobody has recorded the event that it should be counted from; it is assumed from this one.")
        for event in one.assumed:
            if event is not row.start:
                yield _("It may also be counted from: {entry}").format(entry=entry_line(event, case, row.pack))


def _reading_title(path: Path, one: Explanation) -> str:
    reading = path.reading
    if path is one.paths[0]:
        return _("Counted (prevailing): {title}, {source}").format(title=reading.title, source=reading.source)
    return _("Other reading: {title}, {source}").format(title=reading.title, source=reading.source)


def _consequences(one: Explanation) -> Iterator[str]:
    row = one.row
    if row.safe is not None:
        if row.rule.ours:
            earliest = min(one.paths, key=lambda path: path.reading.due)
            yield _("Plan by {day}: the last worked day up to the earliest reading ({earliest}).").format(
                day=_certain(row.safe, one), earliest=of_path(earliest, earliest.reading.due)
            )
            for note in one.back[:-1]:
                yield f"  {note.day.isoformat()} {weekday(note.day)}  {brief(note, only_notice(one.back))}"
        else:
            yield _("Plan by {day}: the period is not ours, so it is its last day.").format(day=_certain(row.safe, one))
    if row.may_act_from is not None:
        yield _("Expiry may be relied on from {day}: the day after the latest reading.").format(
            day=_certain(row.may_act_from, one)
        )
    expiry = row.rule.on_expiry
    if expiry is not None:
        proposed = _("{meaning}. It is proposed, never taken for a fact: a named person decides and records it.")
        yield proposed.format(meaning=expiry.title) if not row.rule.ours or expiry.ground else expiry.title.text
        if expiry.source is not None:
            yield from quoted(row.pack, expiry.source)


def _explained_warnings(one: Explanation, known_until: date) -> Iterator[str]:
    row = one.row
    for name in row.warnings:
        match name:
            case "pack-expired":
                yield terms.expired(row.pack)
            case "not-yet-in-force":
                yield _("No text that was in force on the day it starts has this rule; so it is never called late.")
            case "undated":
                yield _(
                    "The text names no day. It is called late only once the next period is over too; an office may set "
                    "its own day in report_days of ecoclaim.yaml."
                )
            case "uncertain":
                yield _(
                    "Provisional: a day that matters lies after {day}. Weekends and statutory holidays are taken as "
                    "off until the notice is known; then enter it under calendars/."
                ).format(day=known_until.isoformat())
            case "assumed-start":
                yield _("The start is assumed; record the event with its day and the period is counted from that.")
            case "unverified":
                if one.days_verified or not row.rule.source.verified:
                    yield _(
                        "The text was not to be had; it is known at second hand only. Check it before relying on it."
                    )
                if not one.days_verified:
                    yield _(
                        "The days off of the region that matter here are known at second hand only, or not at all. "
                        "Check them with your office, and enter its notice under calendars/."
                    )
            case "by-rollover":
                yield _("It was done in time only because the last day moved on; another reading may call it late.")
            case "readings-differ":
                yield _("The readings lead to different days; by the day to plan by, no reading calls it late.")
            case "optional":
                yield _("The rule is optional; the office switched it on in ecoclaim.yaml.")
            case "before-ledger":
                yield _(
                    "It belongs to the time before the case was taken over into this ledger, and no entry tells how it "
                    "ended; record what happened if you want it told."
                )


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def fitted(text: str, paper: Paper) -> list[str]:
    """Break a line at the width of the paper, further lines set in as the first."""
    if paper.width is None:
        return [text]
    indent = len(text) - len(text.lstrip(" "))
    return [" " * indent + line for line in wrapped(text.lstrip(" "), paper.width - indent)]
