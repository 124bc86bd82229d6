"""The board of an office: what presses, the cases by stage, six weeks, the money, how far the cases came.

Every number leads to its cases, every card to its case and every day to its article, all on one page. Nothing of a
person is on it but what titles say, and the handlers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ecoclaim.deadlines import OPEN, Deadline
from ecoclaim.procedure import STAGES, TRACKS
from ecoclaim.procedure.amounts import Money
from ecoclaim.reports.casefigures import AMOUNTS, CaseFigures
from ecoclaim.reports.statistics import By, Group, by_heads, grouped
from ecoclaim.standing import Standing
from ecoclaim.views.figures import AMOUNT_WORDS
from ecoclaim.views.pages import environment
from ecoclaim.views.pages.boardwords import words
from ecoclaim.views.pages.figures import Figure, FigureBook
from ecoclaim.views.pages.law import LawBook
from ecoclaim.views.pages.rows import PRESSING, Row, row_of
from ecoclaim.views.pages.spans import Axis
from ecoclaim.views.pages.weeks import six_weeks
from ecoclaim.views.statistics import STEP_WORDS, StatisticsAnswer, group_title, limit_of, share
from ecoclaim.views.text import spoken
from ecoclaim.words import _, ngettext
from ecoclaim.workdays import Workdays

# The columns of the board, each for stages that are worked on alike.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "review": ("clue", "reviewing"),
    "investigation": ("investigating",),
    "consultation": ("consulting",),
    "court": ("litigating", "enforcing"),
    "performing": ("performing", "evaluating"),
    "ended": ("closed", "referred", "declined", "terminated"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A case on the board: the figures it counts for, with the ledger it is from, and where it stands."""

    figures: CaseFigures
    standing: Standing


@dataclass(frozen=True, slots=True)
class Card:
    """A case as the board shows it."""

    anchor: str
    figures: CaseFigures
    number: str
    stage: str
    tracks: Sequence[tuple[str, str, str]]
    next: Row | None
    rows: Sequence[Row]
    amounts: Sequence[tuple[str, str]]
    steps: Sequence[tuple[float, str, date]] = ()
    line: tuple[float, float] = (0, 0)
    ended: bool = False

    @property
    def colour(self) -> str:
        """The colour of its next day."""
        return "grey" if self.next is None else self.next.colour


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list or a calendar: the deadline, and its case; None for a duty of the office named."""

    row: Row
    card: Card | None
    office: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of money: its amount, how long it is in hundredths, and the figure it leads to."""

    name: str
    word: str
    length: float
    figure: Figure


@dataclass(slots=True)
class BoardAnswer:
    """One page over the cases of one ledger or of several, and what their offices owe periodically."""

    today: date
    office: str
    placed: Sequence[Placed]
    owed: Sequence[tuple[str, Deadline]]
    workdays: Workdays
    remind_days: int
    problems: Sequence[str] = ()
    law: LawBook = field(default_factory=LawBook)
    book: FigureBook = field(default_factory=FigureBook)

    def html(self) -> str:
        """Write the page."""
        cards = self._cards()
        entries = sorted(self._entries(cards), key=lambda one: (one.row.day or date.max, one.row.name))
        by_day = [(one.row.day, one) for one in entries if one.row.day is not None]
        figures = [one.figures for one in self.placed]
        answer = StatisticsAnswer(self.today, self.office, figures, None, ())
        script, policy = environment.script()
        return environment.written(
            "board.html.jinja",
            w=words(self.remind_days),
            title=_("Cases of compensation for environmental damage"),
            office=self.office,
            today=spoken(self.today),
            known_until=_("Days in a dashed frame are provisional: notices are known until {day}.").format(
                day=spoken(self.workdays.known_until)
            ),
            counted=ngettext("{n} case", "{n} cases", len(cards)).format(n=len(cards)),
            style=environment.style(),
            script=script,
            policy=policy,
            pressing=[(name, [one for one in entries if one.row.status in held]) for name, held in PRESSING.items()],
            columns=list(_columns(cards)),
            weeks=six_weeks(self.today, self.workdays, by_day),
            total=self._bars(answer.total),
            money=list(self._money(answer.total)),
            funnel=list(self._funnel(answer.total)),
            days=list(self._days(answer.total)),
            restored=[one for one in self._restored(answer.total) if one.number],
            cards=cards,
            axis=self._axis,
            handlers=sorted({name for one in figures for name in one.handlers}),
            figures=self.book.figures,
            anchors={(one.figures.ledger, one.figures.case): one.anchor for one in cards},
            articles=self.law.articles,
            problems=self.problems,
            now=self.today,
            offices=len({one.ledger for one in figures}),
        )

    @property
    def _axis(self) -> Axis:
        days = [event.date for one in self.placed for event in one.standing.past.events[:1]]
        days += [one.standing.past.events[-1].date for one in self.placed if one.standing.past.events]
        return Axis.of(days, self.today)

    def _cards(self) -> list[Card]:
        ledgers = list(dict.fromkeys(one.figures.ledger for one in self.placed))
        axis = self._axis
        return [self._card(one, ledgers, axis) for one in self.placed]

    def _card(self, one: Placed, ledgers: Sequence[str], axis: Axis) -> Card:
        figures, standing = one.figures, one.standing
        several = len(ledgers) > 1
        rows = [row_of(row, self.law) for row in standing.open]
        soonest = standing.next
        events = standing.past.events
        ended = standing.ending
        last = ended.event.date if ended else self.today
        names = {each.key: each.name for each in standing.file.obligors if each.nature == "organization"}
        return Card(
            anchor=f"case-{ledgers.index(figures.ledger) + 1}-{figures.case}" if several else f"case-{figures.case}",
            figures=figures,
            number=figures.case,
            stage=STAGES[figures.stage].text,
            tracks=[
                (key, names.get(key, ""), _(", ").join(TRACKS[state].text for state in states))
                for key, states in standing.tracks.items()
            ],
            next=row_of(soonest, self.law) if soonest else None,
            rows=rows,
            amounts=[(_(AMOUNT_WORDS[name]), f"{figures.amount(name):,.2f}") for name in AMOUNTS],
            steps=[(axis.at(day), _(STEP_WORDS[name]), day) for name, day in figures.reached.items() if day],
            line=(axis.at(events[0].date), axis.at(last)) if events else (0, 0),
            ended=ended is not None,
        )

    def _entries(self, cards: Sequence[Card]) -> Iterator[Entry]:
        for card in cards:
            yield from (Entry(row, card) for row in card.rows)
        several = len({name for name, _row in self.owed}) > 1
        for name, one in self.owed:
            if one.status in OPEN:
                yield Entry(row_of(one, self.law), None, name if several else _("the office"))

    def _money(self, total: Group) -> Iterator[tuple[str, list[tuple[str, list[Bar]]]]]:
        most = max((one.number for one in total.money.values()), default=Decimal(0))
        heads = sorted(by_heads(total.cases).items(), key=lambda one: -one[1].claimed)
        yield (
            "head",
            [
                (head.text if head else _("not said"), self._bars_of_head(head, money, total, most))
                for head, money in heads
                if money != Money()
            ],
        )
        kinds: tuple[By, ...] = ("year", "handler", "office")
        for by in kinds:
            groups = grouped(total.cases, by)
            if by == "office" and len(groups) < 2:
                continue
            yield (
                by,
                [
                    (group_title(one, by), self._bars(one, most, group_title(one, by)))
                    for one in groups
                    if any(count.number for count in one.money.values())
                ],
            )

    def _bars(self, group: Group, most: Decimal | None = None, about: str = "") -> list[Bar]:
        most = most or max((one.number for one in group.money.values()), default=Decimal(0))
        return [self._bar(name, count.number, count.cases, most, about) for name, count in group.money.items()]

    def _bars_of_head(self, head: object, money: Money, total: Group, most: Decimal) -> list[Bar]:
        return [
            self._bar(
                name,
                getattr(money, name),
                (one for one in total.cases if any(at == head and getattr(part, name) for at, part in one.heads)),
                most,
                str(head) if head else _("not said"),
            )
            for name in AMOUNTS
        ]

    def _bar(self, name: str, amount: Decimal, cases: Iterable[CaseFigures], most: Decimal, about: str) -> Bar:
        word = _(AMOUNT_WORDS[name])
        title = _("{title} ({about})").format(title=word, about=about) if about else word
        figure = self.book.add(_("Amounts (yuan)"), title, amount, cases)
        return Bar(name, word, round(float(amount / most) * 100, 2) if most else 0, figure)

    def _funnel(self, total: Group) -> Iterator[tuple[str, float, Figure, str]]:
        for step in total.steps:
            word = _(STEP_WORDS[step.name])
            figure = self.book.add(_("How far the cases came"), word, len(step.cases), step.cases)
            yield word, round(100 * len(step.cases) / max(len(total.cases), 1), 2), figure, share(step)

    def _days(self, total: Group) -> Iterator[tuple[str, str, str, str, Figure, Figure]]:
        kind = _("Days taken against the limit")
        for one in total.days:
            kept = self.book.add(
                kind, _("{title}: {what}").format(title=one.title, what=_("kept")), len(one.kept), one.kept
            )
            late = self.book.add(
                kind, _("{title}: {what}").format(title=one.title, what=_("late")), len(one.late), one.late
            )
            median = "" if one.median is None else f"{one.median:f}"
            yield one.title.text, limit_of(one), median, str(one.longest or ""), kept, late

    def _restored(self, total: Group) -> Iterator[Figure]:
        from ecoclaim.model import labels
        from ecoclaim.model.case import Restored

        for name, count in total.restored.items():
            yield self.book.add(_("Restored"), str(labels.title(Restored, name)), count.number, count.cases)


def _columns(cards: Sequence[Card]) -> Iterator[tuple[str, list[Card]]]:
    for name, stages in COLUMNS.items():
        held = [one for one in cards if one.figures.stage in stages]
        yield (
            name,
            sorted(held, key=lambda one: (one.next is None, (one.next and one.next.day) or date.max, one.number)),
        )
