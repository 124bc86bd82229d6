"""A case on one sheet: how far it came, what each obligor performed, every period with what met it, what comes next.

The same values make a page, a picture and lines at a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ecoclaim.deadlines import Deadline
from ecoclaim.procedure import STAGES, TRACKS, Owed
from ecoclaim.reports.casefigures import case_figures
from ecoclaim.standing import Standing
from ecoclaim.views import terms
from ecoclaim.views.pages import environment
from ecoclaim.views.pages.law import LawBook
from ecoclaim.views.pages.rows import Row, colour_of, row_of
from ecoclaim.views.pages.spans import Axis
from ecoclaim.views.statistics import STEP_WORDS
from ecoclaim.views.text import spoken, width_of
from ecoclaim.words import _

# How far ahead the line of days goes: what ends later stands at its end.
_AHEAD = 400


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the procedure: its word and day, and whether it was reached, comes now or later."""

    word: str
    day: date | None
    state: str
    at: float
    through: bool


@dataclass(frozen=True, slots=True)
class Party:
    """An obligor: its states, and what of its obligations it performed."""

    key: str
    name: str
    share: str
    states: str
    owed: str
    performed: str
    length: float


@dataclass(frozen=True, slots=True)
class Period:
    """A period on the line of days, in hundredths: from its start to its last day, and what met it."""

    name: str
    first: date
    last: date | None
    met_on: date | None
    start: float
    length: float | None
    met: float | None
    colour: str
    word: str
    law: str

    @property
    def told(self) -> str:
        """Say in words what the line shows."""
        days = [one.isoformat() for one in (self.first, self.last) if one]
        met = f"; {self.word} {self.met_on}" if self.met_on else f"; {self.word}"
        return f"{self.name}: {' – '.join(days)}{met}"


@dataclass(frozen=True, slots=True)
class Happened:
    """An event: its day, what happened, and which obligors it was about."""

    day: date
    what: str
    whom: str


class CaseSheet:
    """A case as of a day, worked out once for whatever it is written as."""

    def __init__(self, today: date, standing: Standing) -> None:
        """Take what the sheet shows out of a case."""
        self.today, self.standing = today, standing
        self.law = LawBook()
        shown = [one for one in standing.rows if one.start and one.rolled and _stands(one, standing)]
        known = [day for one in shown for day in (one.start.date if one.start else None, one.met_on, one.rolled) if day]
        self.axis = Axis.of([*known, *(event.date for event in standing.past.events)], today, _AHEAD)
        self.periods = [self._period(one) for one in sorted(shown, key=_begun)]
        self.next: Sequence[Row] = [row_of(one, self.law) for one in standing.open]
        self.steps = list(self._steps())
        self.parties = list(self._parties())
        self.events = [
            Happened(event.date, event.type.label.text, " ".join(event.obligors)) for event in standing.past.events
        ]

    def html(self) -> str:
        """Write the page: one sheet of A4 for an ordinary case."""
        return environment.written(
            "case.html.jinja",
            style=environment.style(),
            articles=self.law.articles,
            events=self.events,
            **self._values(),
        )

    def svg(self) -> str:
        """Write the picture, to be put into a paper or a talk."""
        return environment.written("case.svg.jinja", cut=_cut, **self._values())

    @property
    def title(self) -> str:
        """What the case is called."""
        return self.standing.file.name or self.standing.file.title

    @property
    def facts(self) -> list[str]:
        """What stands below the title: filing number, stage, handlers."""
        file = self.standing.file
        found = [STAGES[self.standing.stage].text, _(", ").join(file.handlers)]
        return [one for one in (file.filing_no, *found) if one]

    def _values(self) -> dict[str, object]:
        return {
            "w": _words(),
            "number": self.standing.case.id,
            "title": self.title,
            "facts": self.facts,
            "today": spoken(self.today),
            "now": self.axis.at(self.today),
            "ticks": list(self.axis.ticks()),
            "steps": self.steps,
            "parties": self.parties,
            "periods": self.periods,
            "next": self.next,
        }

    def _steps(self) -> Iterator[Step]:
        reached = case_figures(self.standing, "").reached
        names = list(STEP_WORDS)
        furthest = max((names.index(name) for name in reached), default=0)
        ended = self.standing.ending is not None
        for place, name in enumerate(names):
            here = place == furthest + 1 and not ended
            state = "reached" if name in reached else "now" if here else "ahead"
            at = round(100 * place / (len(names) - 1), 2)
            yield Step(_(STEP_WORDS[name]), reached.get(name), state, at, place < furthest)

    def _parties(self) -> Iterator[Party]:
        known = {one.key: one for one in self.standing.file.obligors}
        for key, states in self.standing.tracks.items():
            debts = [one for one in self.standing.obligations if one.obligor == key and one.ended_by is None]
            owed = sum((one.amount for one in debts if one.amount), Decimal(0))
            done = sum(map(_performed, debts), Decimal(0))
            obligor = known.get(key)
            yield Party(
                key,
                obligor.name if obligor else "",
                f"{obligor.share}%" if obligor and obligor.share is not None else "",
                _(", ").join(TRACKS[state].text for state in states),
                f"{owed:,.2f}" if owed else "",
                f"{done:,.2f}",
                round(float(done / owed) * 100, 2) if owed else 0,
            )

    def _period(self, one: Deadline) -> Period:
        assert one.start is not None
        first = one.start.date
        last = one.rolled
        start = self.axis.at(min(first, last) if last else first)
        end = self.axis.at(max(first, last)) if last else None
        # The day of a service is where its bar begins.
        name = one.rule.title.text if one.rule.instance == "service" else terms.name(one)
        return Period(
            f"{name} · {one.obligor}" if one.obligor else name,
            first,
            last,
            one.met_on,
            start,
            None if end is None else max(round(end - start, 2), 0.4),
            self.axis.at(one.met_on) if one.met_on else None,
            colour_of(one.status),
            terms.status(one),
            self.law.anchor(one),
        )


def _words() -> dict[str, str]:
    return {
        "as_of": _("as of"),
        "stage": _("Stage"),
        "parties": _("Obligors"),
        "performed": _("performed so far"),
        "periods": _("Periods"),
        "legend": _("bar: from its start to its last day; diamond: done; red line: today"),
        "next": _("What comes next"),
        "events": _("What happened"),
        "law": _("The texts of law"),
        "unverified": _("at second hand; not quoted"),
        "nothing": _("nothing"),
        "provisional": _("provisional"),
    }


def _performed(one: Owed) -> Decimal:
    """Say how much of an obligation was performed: what was paid, or the worth of what was restored."""
    amount = one.amount or Decimal(0)
    if one.met_on is not None:
        return amount
    return min(one.paid, amount) if one.what == "payment" else Decimal(0)


def _stands(one: Deadline, standing: Standing) -> bool:
    """Tell whether a row is still of account, and does not stand for each obligor too."""
    return one.status != "void" and not (one.rule.also_case and one.obligor is None and standing.case.obligors)


def _begun(one: Deadline) -> tuple[date, date, str]:
    return (one.start.date if one.start else date.min), one.rolled or date.max, one.key


def _cut(text: str, width: int) -> str:
    """Cut a text to so many columns, a Chinese character being two."""
    if width_of(text) <= width:
        return text
    while width_of(text) > width - 2:
        text = text[:-1]
    return text + "…"
