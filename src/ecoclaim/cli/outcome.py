"""Before and after a write: what the procedure does not allow is refused, what it does to the deadlines is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.checks.conditions import Breach, breaches
from ecoclaim.cli import console
from ecoclaim.cli.desk import Desk
from ecoclaim.deadlines import Rulebook
from ecoclaim.deadlines.changes import Change, changes
from ecoclaim.errors import BadFile, NotAllowed
from ecoclaim.ledger.drafts import Draft
from ecoclaim.model.case import Case
from ecoclaim.model.events import Event
from ecoclaim.packs.citing import cited
from ecoclaim.procedure import history
from ecoclaim.procedure.order import missing
from ecoclaim.standing import Standing
from ecoclaim.views.text import wrapped
from ecoclaim.words import _


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a write changes: the rows it moves, and what is worth a warning."""

    changes: tuple[Change, ...]
    warnings: tuple[str, ...] = ()


def book_of(at: Desk, case: Case) -> Rulebook:
    """Give the rules of a case; raises BadFile where they cannot be had: nothing is written on a guess."""
    book = at.book(case)
    if book is None:
        raise BadFile(at.problems)
    return book


def refuse_future(day: date, on: date) -> None:
    """Refuse what has not happened yet."""
    if day > on:
        raise NotAllowed(
            _(
                "{day} is after today ({today}): only what has happened is recorded; "
                "the day of a meeting or term to come is entered with ecoclaim set"
            ).format(day=day, today=on)
        )


def new_breaches(at: Desk, draft: Draft) -> list[Breach]:
    """List the conditions that refuse, and that the case would break with the draft and does not break without it."""
    before, after = draft_standings(at, draft)
    known = {one.mark for one in breaches(before)} if before else set()
    return [one for one in breaches(after) if one.refuses and one.mark not in known]


def new_warnings(at: Desk, draft: Draft) -> list[str]:
    """Say which conditions the case would break with a draft of case.yaml that only warn of it."""
    before, after = draft_standings(at, draft)
    known = {one.mark for one in breaches(before)} if before else set()
    return [one.message for one in breaches(after) if not one.refuses and one.mark not in known]


def draft_standings(at: Desk, draft: Draft) -> tuple[Standing | None, Standing]:
    """Give the case as it stands before a draft, None where it is new, and as it would stand after."""
    book = book_of(at, draft.after)
    before = Standing(draft.before, at.office, book, at.workdays, at.on) if draft.before else None
    return before, Standing(draft.after, at.office, book, at.workdays, at.on)


def refuse(at: Desk, case: Case, found: Sequence[Breach], cure: str) -> None:
    """Refuse a write for the bars it breaks, with the article of each and the cure."""
    if not found:
        return
    pack = book_of(at, case).pack
    reasons = _("; ").join(
        _("{message} ({article})").format(message=one.message, article=cited(pack, one.source)) for one in found
    )
    raise NotAllowed(_("{reasons}; nothing was written. {cure}").format(reasons=reasons, cure=cure))


def outcome(at: Desk, draft: Draft, warnings: Iterable[str] = ()) -> Outcome:
    """Work out what a draft does to the deadlines."""
    before, after = draft_standings(at, draft)
    return Outcome(changes(before.rows if before else (), after.rows), tuple(warnings))


def entry_warnings(at: Desk, case: Case, event: Event) -> list[str]:
    """Say what an entry lacks around it: earlier events, and what case.yaml should hold for it."""
    # The entry itself is no earlier event, whatever its day.
    earlier = tuple(one for one in case.events if one.order < event.order)
    past = history(Case(case.file, earlier), event.date)
    found = []
    wanted = missing(past, event.name, event.obligors)
    if wanted:
        names = _(" or ").join(terms_of_event(name) for name in wanted)
        found.append(_("before this, no entry says: {names}; add it if it happened").format(names=names))
    file = case.file
    for field, there in (
        ("meeting", {one.no for one in file.meetings}),
        ("agreement", {one.no for one in file.agreements}),
        ("obligation", {one.no for one in file.obligations}),
    ):
        number = event.number(field)
        if number is not None and number not in there:
            found.append(
                _("case.yaml has no {what} {number}; enter it with ecoclaim set {case} {what}s.{number}.…=…").format(
                    what=field, number=number, case=case.id
                )
            )
    return found + _checked(at, case, event)


# Said above in words of its own.
_TOLD = ("order-missing", "ref-")


def _checked(at: Desk, case: Case, event: Event) -> list[str]:
    """Say what `check` finds in the entry, with the cure."""
    from ecoclaim.checks import findings

    standing = Standing(case, at.office, book_of(at, case), at.workdays, at.on)
    refused = {one.condition.finding for one in breaches(standing) if one.refuses}
    return [
        _("{found}; {cure}").format(found=one.message, cure=one.cure)
        for one in findings(standing)
        if one.file == "events.yaml"
        and one.loc[:1] == (event.position,)
        and not one.code.startswith(_TOLD)
        and one.code not in refused
    ]


def terms_of_event(name: str) -> str:
    """Name an event as a person may type it, with its title."""
    from ecoclaim.model.events import EVENTS

    return f"{name} ({EVENTS[name].label})"


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for people; at a terminal they are broken at its width, further lines set in."""
    width = console.width()
    shown: list[str] = []
    for line in lines:
        if width is None:
            shown.append(line)
            continue
        head = line[: len(line) - len(line.lstrip())]
        first, *rest = wrapped(line.strip(), width - len(head) - 2)
        shown += [head + first, *(head + "  " + one for one in rest)]
    if shown:
        console.answer("\n".join(shown))


def warn(lines: Iterable[str]) -> None:
    """Say warnings on standard error."""
    for line in lines:
        console.say(_("Warning: {text}").format(text=line))
