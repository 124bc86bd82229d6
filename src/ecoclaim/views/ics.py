"""The deadlines as a calendar: whole days with an alarm, at the day to plan by; the only user of icalendar.

A row keeps its UID (its key and its ledger) for good, so that a calendar program replaces what it took in
before, and only that; a later commit makes a later SEQUENCE. What is done or no longer due is cancelled, what is
provisional says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from ecoclaim import __version__
from ecoclaim.deadlines import Deadline
from ecoclaim.packs.citing import cited
from ecoclaim.terminal import quoted, visible
from ecoclaim.views import terms
from ecoclaim.words import _

_CANCELLED = ("met", "met-late", "void")
_MOST_DAYS = 366
# A SEQUENCE counts from here, in minutes: a whole number of 32 bits holds four thousand years of them.
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Feed:
    """The rows of one ledger: its id, how many days before it reminds, when its newest commit was made."""

    rows: Iterable[Deadline]
    ledger: str
    remind_days: int
    changed: datetime | None

    @property
    def sequence(self) -> int:
        """How often the rows may have changed: the minutes since 2020 of the newest commit."""
        return max(0, (self.changed - _EPOCH) // timedelta(minutes=1)) if self.changed else 0


def calendar(feeds: Iterable[Feed], today: date) -> bytes:
    """Write the rows that have a day as a calendar; what is owed promptly has none and is left out."""
    made = Calendar()
    made.add("prodid", f"-//ecoclaim//ecoclaim {__version__}//ZH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Deadlines"))
    for feed in feeds:
        for one in feed.rows:
            if one.safe is not None:
                made.add_component(_event(one, one.safe, today, feed))
    return bytes(made.to_ical())


def _event(one: Deadline, safe: date, today: date, feed: Feed) -> Event:
    cancelled = one.status in _CANCELLED
    made = Event()
    made.add("uid", f"{one.key}@{feed.ledger}.ecoclaim" if feed.ledger else f"{one.key}@ecoclaim")
    made.add("dtstamp", datetime.combine(today, time(), UTC))
    made.add("sequence", feed.sequence)
    if feed.changed is not None:
        made.add("last-modified", feed.changed.astimezone(UTC))
    made.add("dtstart", safe)
    if safe < date.max:
        made.add("dtend", safe + timedelta(days=1))
    made.add("summary", visible(_summary(one)))
    made.add("description", visible("\n".join(_description(one))))
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED" if one.certain else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    remind_days = min(feed.remind_days, _MOST_DAYS)
    if remind_days and not cancelled:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", visible(_summary(one)))
        alarm.add("trigger", timedelta(days=-remind_days))
        made.add_component(alarm)
    return made


def _summary(one: Deadline) -> str:
    name = " ".join(part for part in (one.case, one.obligor, terms.name(one)) if part)
    return name if one.certain else _("[provisional] {name}").format(name=name)


def _description(one: Deadline) -> Iterable[str]:
    yield _("Status: {status}").format(status=terms.status(one))
    if one.start is not None:
        yield _("Counted from: {event}, {day}").format(event=one.start.type.label, day=terms.dated(one.start.date))
    for reading in one.readings:
        yield _("{reading} ({source}): ends on {due}, last day {rolled}").format(
            reading=reading.title,
            source=reading.source,
            due=terms.dated(reading.due),
            rolled=terms.dated(reading.rolled),
        )
    if one.safe is not None:
        text = _("Plan by: {day}") if one.rule.ours else _("Last day: {day}")
        yield text.format(day=_marked(one.safe, one))
    if one.may_act_from is not None:
        yield _("Expiry may be relied on from: {day}").format(day=_marked(one.may_act_from, one))
    if not one.certain:
        yield _("Provisional: the holiday notice for that time is not known yet.")
    source = one.source
    yield _("Source: {source}").format(source=cited(one.pack, source))
    if source.quote:
        yield _("“{quote}”").format(quote=source.quote)
    yield f"ecoclaim why {quoted(one.key)}"


def _marked(day: date, one: Deadline) -> str:
    return terms.dated(day) if one.certain else _("{day} [provisional]").format(day=terms.dated(day))
