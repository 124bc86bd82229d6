"""What to do now in a case: the next event of each track, and every open row, as one worklist.

Alone knows which event usually comes next in a stage and on a track; the forms of an event are those of the pack that
carry it out. It is a proposal: nothing depends on it, and what happened otherwise can be recorded all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ecoclaim.deadlines.rows import OPEN, Deadline
from ecoclaim.packs import Pack
from ecoclaim.procedure import History, Tracks, granted, has_title, live, stage, taken_over
from ecoclaim.procedure.history import REVIVALS

# The event that usually comes next on a track, by the state that holds; None: nothing of its own.
_NEXT: Mapping[str, str | None] = {
    "identified": "notice-issued",
    "noticed": "notice-served",
    "served": "reply-received",
    "silent": "consultation-failed",
    "refused": "consultation-failed",
    "consulting": "meeting-held",
    "failed": "lawsuit-filed",
    "confirming": "confirmation-granted",
    "reconsulting": "agreement-signed",
    "litigating": "judgment-effective",
    "enforcing": "enforcement-concluded",
    "evaluating": "evaluation-concluded",
}
_AFTER_AGREEMENT = {"confirming", "confirmed", "unconfirmed", "reconsulting", "litigating", "judged", "done"}
_CONSULTED = {"consulting", "performing", "litigating", "enforcing", "evaluating"}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: the event to record when it is done, for whom, by which row, with which forms.

    `event` is None where only the row says what to do. `ours` is false where we wait for the other side or the court.
    """

    case: str | None
    obligor: str | None
    event: str | None
    row: Deadline | None
    forms: tuple[str, ...]
    ours: bool

    @property
    def order(self) -> tuple[bool, date, str, str, str]:
        """Where the task stands: by the day to plan by, what has none last."""
        safe = self.row.safe if self.row else None
        return safe is None, safe or date.max, self.case or "", self.obligor or "", self.event or ""


def tasks(past: History, held: Tracks, rows: Sequence[Deadline], pack: Pack) -> tuple[Task, ...]:
    """List what to do now in a case, the soonest first, what has no day last."""
    left = [one for one in rows if one.status in OPEN and not (one.rule.also_case and one.obligor is None)]
    found = []
    for obligor, event in (*_of_case(past, held), *_of_tracks(past, held)):
        row = next((one for one in left if one.obligor == obligor and _meets(one, event)), None)
        if row is not None:
            left.remove(row)
        found.append(_task(past.case.id, obligor, event, row, pack))
    for row in left:
        # A right that is not pressing, or that is gone, asks for nothing to be done now; nor does the cap on
        # consulting one who does not consult.
        if row.rule.firmness == "may" and row.status in ("open", "lapsed"):
            continue
        if row.rule.firmness == "in-principle" and set(held.get(row.obligor or "", ())) & {"refused", "silent"}:
            continue
        found.append(_task(row.case, row.obligor, _meeting_event(row), row, pack))
    return tuple(sorted(found, key=lambda one: one.order))


def _task(case: str | None, obligor: str | None, event: str | None, row: Deadline | None, pack: Pack) -> Task:
    forms = tuple(form.id for form in pack.forms if event in form.carries_out)
    waits = (row is not None and not row.rule.ours) or event in ("reply-received", "confirmation-granted")
    return Task(case, obligor, event, row, forms, not (waits or event == "judgment-effective"))


def _meets(row: Deadline, event: str) -> bool:
    return any(trigger.event == event for trigger in row.rule.ends)


def _meeting_event(row: Deadline) -> str | None:
    """Give the event that meets a row, unless several may."""
    names = dict.fromkeys(trigger.event for trigger in row.rule.ends)
    return next(iter(names)) if len(names) == 1 else None


def _of_case(past: History, held: Tracks) -> Iterator[tuple[str | None, str]]:
    now, entry = stage(past, held), taken_over(past)
    known = granted(entry) if entry is not None else ()
    if now == "clue":
        yield None, "review-started"
    elif now == "reviewing":
        yield None, _after_review(past)
    elif now == "investigating":
        yield from ((None, event) for event in _investigation(past) if event not in known)
    elif now in _CONSULTED and held and not any(map(live, held.values())):
        yield None, "case-closed"


def _after_review(past: History) -> str:
    concluded, revived = past.last("review-concluded"), past.last(*REVIVALS)
    if concluded is None or (revived is not None and concluded.order < revived.order):
        return "review-concluded"
    decided = {"decline": "claim-declined", "refer": "case-referred"}
    return decided.get(concluded.text("opinion") or "", "claim-started")


def _investigation(past: History) -> Iterator[str]:
    concluded = past.last("investigation-concluded")
    if concluded is not None:
        yield "claim-terminated" if concluded.yes("claim") is False else "team-formed"
        return
    if past.first("investigation-started") is None:
        yield "investigation-started"
    if past.first("appraisal-commissioned") is None:
        yield "appraisal-commissioned"
    elif past.first("appraisal-delivered") is None:
        yield "appraisal-delivered"
    yield "investigation-concluded"


def _of_tracks(past: History, held: Tracks) -> Iterator[tuple[str, str]]:
    if stage(past, held) not in _CONSULTED:
        return
    for obligor, states in held.items():
        if live(states):
            yield from ((obligor, event) for event in _of_track(past, obligor, set(states)))


def _of_track(past: History, obligor: str, states: set[str]) -> Iterator[str]:
    for state in states & _NEXT.keys():
        event = _NEXT[state]
        if event is not None:
            yield event
    if states & {"agreed", "agreed-part"} and not states & _AFTER_AGREEMENT:
        yield "confirmation-applied"
    if "agreed-part" in states and not states & {"litigating", "judged"}:
        yield "lawsuit-filed"
    if "defaulted" in states:
        yield "enforcement-applied" if has_title(past, obligor) else "lawsuit-filed"
