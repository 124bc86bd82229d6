"""A draft, judged once: the case as it stands before it and as it would stand after, and what lies between.

What a write does to the deadlines, what the procedure does not allow, and what is worth a warning are read off the two
standings; nothing is loaded or folded again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ecoclaim.checks import Finding, findings
from ecoclaim.checks.chronology import told_by_a_condition
from ecoclaim.checks.conditions import Breach, breaches
from ecoclaim.deadlines.changes import Change, changes
from ecoclaim.desk.opened import Opened
from ecoclaim.errors import NotAllowed
from ecoclaim.ledger.drafts import Draft
from ecoclaim.model.case import Case
from ecoclaim.model.events import EVENTS, Event
from ecoclaim.packs.citing import cited
from ecoclaim.procedure import History, before_ledger, history
from ecoclaim.procedure.order import missing
from ecoclaim.standing import Standing
from ecoclaim.words import _


@dataclass(frozen=True)
class Judged:
    """A case before a write, None where it is new or could not be read, and as it would stand after it."""

    before: Standing | None
    after: Standing

    @cached_property
    def new(self) -> tuple[Breach, ...]:
        """The conditions that the case would break with the draft and does not break without it."""
        known = {one.mark for one in breaches(self.before)} if self.before else set()
        return tuple(one for one in self._broken if one.mark not in known)

    @cached_property
    def _broken(self) -> tuple[Breach, ...]:
        return breaches(self.after)

    @property
    def refused(self) -> list[Breach]:
        """Those new breaches for which the write is refused."""
        return [one for one in self.new if one.refuses]

    @property
    def warnings(self) -> list[str]:
        """Those new breaches that are only warned of, as sentences."""
        text = _("{message} ({article})")
        return [
            text.format(message=one.message, article=cited(self.after.pack, one.source))
            for one in self.new
            if not one.refuses
        ]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What the write does to the deadlines."""
        return changes(self.before.rows if self.before else (), self.after.rows)

    def refuse(self, found: Iterable[Breach], cure: str) -> None:
        """Refuse the write for the conditions it breaks, with the article of each and the cure; else do nothing.

        Raises NotAllowed.
        """
        pack, found = self.after.pack, list(found)
        told = [
            _("{message} ({article})").format(message=one.message, article=cited(pack, one.source)) for one in found
        ]
        if told:
            whole = _("{reasons}; nothing was written. {cure}")
            own = _("; ").join(dict.fromkeys(one.condition.cure.text for one in found if one.condition.cure))
            cure = _("What helps: {own}. {cure}").format(own=own, cure=cure) if own else cure
            raise NotAllowed(whole.format(reasons=_("; ").join(told), cure=cure))

    def entry_warnings(self, event: Event) -> list[str]:
        """Say what a new entry lacks around it: earlier events, what case.yaml should hold for it, what check finds."""
        return [*_forerunners(self.after, event), *_unnamed(self.after.case, event), *self._checked(event)]

    def _checked(self, event: Event) -> list[str]:
        refused = {one.condition.finding for one in self._broken if one.refuses}
        return [
            _("{found}; {cure}").format(found=_with_article(one), cure=one.cure)
            for one in findings(self.after)
            if one.file == "events.yaml"
            and one.loc[:1] == (event.position,)
            and not one.code.startswith(_TOLD)
            and one.code not in refused
        ]


def judged(at: Opened, draft: Draft) -> Judged:
    """Judge a draft; raises BadFile where the rules of the case cannot be had."""
    book = at.rules(draft.after)
    workdays = at.calendar(book.pack)
    before = Standing(draft.before, at.office, book, workdays, at.on) if draft.before else None
    return Judged(before, Standing(draft.after, at.office, book, workdays, at.on))


def _with_article(one: Finding) -> str:
    return _("{message} ({article})").format(message=one.message, article=one.article) if one.article else one.message


# What `check` finds in an entry and is said here in other words.
_TOLD = ("order-missing", "ref-")


def refuse_future(day: date, on: date) -> None:
    """Refuse what has not happened yet; raises NotAllowed."""
    if day > on:
        raise NotAllowed(
            _(
                "{day} is after today ({today}): only what has happened is recorded; "
                "the day of a meeting or term to come is entered with ecoclaim set"
            ).format(day=day, today=on)
        )


def _forerunners(standing: Standing, event: Event) -> list[str]:
    case = standing.case
    # The entry itself is no earlier event, whatever its day.
    earlier = tuple(one for one in case.events if one.order < event.order)
    if before_ledger(History(case, event.date, case.events), event):
        return []
    wanted = missing(history(Case(case.file, earlier), event.date), event.name, event.obligors)
    if not wanted or told_by_a_condition(standing, event, wanted):
        return []
    names = _(" or ").join(f"{name} ({EVENTS[name].label})" for name in wanted)
    return [_("before this, no entry says: {names}; add it if it happened").format(names=names)]


def _unnamed(case: Case, event: Event) -> list[str]:
    file = case.file
    there = {
        "meeting": {one.no for one in file.meetings},
        "agreement": {one.no for one in file.agreements},
        "obligation": {one.no for one in file.obligations},
    }
    text = _("case.yaml has no {what} {number}; enter it with ecoclaim set {case} {what}s.{number}.…=…")
    return [
        text.format(what=field, number=number, case=case.id)
        for field, known in there.items()
        if (number := event.number(field)) is not None and number not in known
    ]
