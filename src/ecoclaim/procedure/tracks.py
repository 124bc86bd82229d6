"""Where a case stands: its stage and the track of each obligor, worked out anew from the events each time.

Alone knows the states of contract and law (磋商、确认、诉讼、履行 …). Several states can hold at once: an obligor that
has agreed in part is performing one part while the other is before the court.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ecoclaim.model.events import Event
from ecoclaim.model.eventtable import CHOICES
from ecoclaim.procedure.history import ENDS, History, ending
from ecoclaim.procedure.obligations import Owed
from ecoclaim.procedure.suits import on_the_merits, subject
from ecoclaim.procedure.takeover import floor
from ecoclaim.words import Label

TRACKS: Mapping[str, Label] = {
    "identified": Label("已查明", "identified"),
    "noticed": Label("已制发告知书", "notice issued"),
    "served": Label("已送达", "served"),
    "silent": Label("逾期未答复", "silent"),
    "refused": Label("拒绝磋商", "refused"),
    "consulting": Label("磋商中", "consulting"),
    "failed": Label("磋商不成", "failed"),
    "agreed": Label("达成协议", "agreed"),
    "agreed-part": Label("部分达成协议", "agreed in part"),
    "confirming": Label("申请司法确认中", "confirming"),
    "confirmed": Label("已司法确认", "confirmed"),
    "unconfirmed": Label("未经司法确认", "unconfirmed"),
    "reconsulting": Label("重新磋商中", "reconsulting"),
    "litigating": Label("诉讼中", "litigating"),
    "judged": Label("已有生效裁判", "judged"),
    "performing": Label("履行中", "performing"),
    "defaulted": Label("未按约履行", "defaulted"),
    "enforcing": Label("强制执行中", "enforcing"),
    "evaluating": Label("修复效果评估中", "evaluating"),
    "done": Label("已了结", "done"),
    "released": Label("终止对其索赔", "released"),
}

STAGES: Mapping[str, Label] = CHOICES["stage"]
_DEALS = ("agreement-signed", "agreement-ended")
_ENDED = frozenset(ENDS.values())
# What holds only while an agreement is in force.
_OF_AN_AGREEMENT = {"confirming", "confirmed", "unconfirmed"}
_BEFORE_MEETING = ("", "noticed", "served", "refused")

Tracks = dict[str, tuple[str, ...]]


def tracks(past: History, debts: tuple[Owed, ...], of: str | None = None) -> Tracks:
    """Give the states that hold for each obligor, in the order of the procedure; `debts` are the obligations by then.

    With `of` those of one obligor alone.

    What only the passing of time brings (silent, unconfirmed after the window) is added by the deadlines.
    """
    keys = [key for key in past.case.obligors if of in (None, key)]
    return {key: _track(past, key, [one for one in debts if one.obligor == key]) for key in keys}


def live(states: tuple[str, ...]) -> bool:
    """Tell whether something is still to be done with an obligor."""
    return "done" not in states and "released" not in states


def stage(past: History, states: Tracks) -> str:
    """Give the case's stage: the first of STAGES that holds."""
    end = ending(past.events)
    if end is not None:
        return end.kind
    found, least = _stage(past, states), floor(past)
    # The table goes from the end of a case back to its beginning.
    order = list(STAGES)
    return least if least in order[len(_ENDED) :] and order.index(least) < order.index(found) else found


def _stage(past: History, states: Tracks) -> str:
    held = {state for one in states.values() for state in one}
    for name in ("enforcing", "litigating", "evaluating"):
        if name in held:
            return name
    happened = {event.name for event in past.events}
    if "agreement-ended" in happened and not any(_agreements(past.of(*_DEALS, obligor=key)) for key in states):
        happened.discard("agreement-signed")
    if happened & {"agreement-signed", "judgment-effective"}:
        return "performing"
    if "team-formed" in happened:
        return "consulting"
    if "claim-started" in happened:
        return "investigating"
    if happened & {"review-started", "review-concluded"}:
        return "reviewing"
    return "clue"


def _track(past: History, key: str, debts: list[Owed]) -> tuple[str, ...]:
    if past.first("obligor-released", obligor=key):
        return ("released",)
    mine = [event for event in past.events if key in event.obligors or event.name == "taken-over"]
    if _done(past, key, debts):
        return ("done",)
    found = {
        _consultation(mine),
        *_failure(mine),
        *_confirmation(mine),
        *_suit(mine),
        *_performance(past, mine, debts),
    }
    found.discard("")
    if found & {"litigating", "judged"}:
        found.discard("failed")
    if any(event.name == "agreement-ended" for event in mine) and not _agreements(mine):
        found -= _OF_AN_AGREEMENT
    return tuple(state for state in TRACKS if state in found) or ("identified",)


def _agreements(mine: Iterable[Event]) -> dict[int | None, Event]:
    """Give the agreements in force by their numbers: signed, and neither void nor rescinded nor replaced."""
    found: dict[int | None, Event] = {}
    for event in mine:
        number = event.number("agreement")
        if event.name == "agreement-signed":
            found[number] = event
        elif event.name == "agreement-ended" and number is None:
            found.clear()
        elif event.name == "agreement-ended":
            found.pop(number, None)
    return found


def _consultation(mine: list[Event]) -> str:
    state = ""
    for place, event in enumerate(mine):
        if event.name == "notice-issued" and state == "":
            state = "noticed"
        elif event.name == "notice-served" and state in ("", "noticed", "refused"):
            state = "served"
        elif event.name == "reply-received" and state in ("", "noticed", "served", "refused", "consulting"):
            state = "refused" if event.yes("agrees") is False else "consulting"
        elif event.name == "meeting-held" and event.text("outcome") != "absent" and not state.startswith("agreed"):
            state = "consulting"
        elif event.name == "agreement-signed":
            state = "agreed-part" if event.text("scope") == "part" else "agreed"
        elif event.name == "agreement-ended":
            state = state if _agreements(mine[: place + 1]) else "consulting"
        elif event.name == "taken-over" and event.text("stage") == "consulting" and state in _BEFORE_MEETING:
            state = "consulting"
        elif event.name == "consultation-failed" and event.text("scope") != "remainder":
            state = "failed" if not state.startswith("agreed") else state
        elif event.name == "lawsuit-filed" and not state.startswith("agreed"):
            state = "failed"
    return state


def _failure(mine: list[Event]) -> set[str]:
    state: set[str] = set()
    for event in mine:
        if event.name == "consultation-failed":
            state = {"failed"}
        elif event.name in ("agreement-signed", "reconsultation-started"):
            state = set()
    return state


def _confirmation(mine: list[Event]) -> set[str]:
    state = ""
    for event in mine:
        if event.name in ("confirmation-applied", "confirmation-accepted", "confirmation-announced"):
            state = "confirming"
        elif event.name == "confirmation-granted":
            state = "confirmed"
        elif event.name in ("confirmation-refused", "confirmation-withdrawn"):
            state = "unconfirmed"
        elif event.name == "reconsultation-started":
            state = "reconsulting"
        elif event.name == "agreement-signed" and state in ("unconfirmed", "reconsulting"):
            state = ""
        elif event.name in ("consultation-failed", "lawsuit-filed") and state == "reconsulting":
            state = "unconfirmed"
    return {state}


def _suit(mine: list[Event]) -> set[str]:
    state = ""
    for event in mine:
        if event.name == "lawsuit-filed" or (event.name == "taken-over" and event.text("stage") == "litigating"):
            state = "litigating"
        elif event.name == "lawsuit-withdrawn":
            state = ""
        elif event.name == "judgment-effective":
            state = "judged" if on_the_merits(event) else ""
    return {state}


def _performance(past: History, mine: list[Event], debts: list[Owed]) -> set[str]:
    state: set[str] = set()
    ended = {one.no for one in debts if one.ended_by is not None}
    for place, event in enumerate(mine):
        if event.name == "agreement-signed" or (
            event.name == "judgment-effective" and event.text("outcome") != "dismissed"
        ):
            state |= {"performing"}
        elif event.name == "agreement-ended" and not _agreements(mine[: place + 1]):
            state -= {"performing", "defaulted"}
        elif event.name == "taken-over":
            state = _taken_over(event.text("stage"), state)
        elif event.name == "default-found" and event.number("obligation") not in ended:
            state = {"defaulted"}
        elif event.name == "enforcement-applied":
            state = {"enforcing"}
        elif event.name == "enforcement-concluded":
            # A settlement is to be performed first; on breach enforcement resumes.
            state = {"performing"} if event.text("result") == "settled" else {"defaulted"}
        elif event.name == "restoration-finished":
            state = {"evaluating"} | (state - {"performing"})
        elif event.name == "evaluation-concluded":
            state = (state - {"evaluating"}) | {"performing"}
    if "defaulted" in state and debts and not any(one.open for one in debts):
        state = state - {"defaulted"} | {"performing"}
    if "evaluating" in state and any(one.open for one in debts):
        state |= {"performing"}
    return state


def _taken_over(stage: str | None, state: set[str]) -> set[str]:
    """Give what is being performed at a stage, where the events before do not tell more."""
    if stage == "evaluating":
        return {"evaluating"} | (state - {"performing"})
    if stage == "enforcing":
        return {"enforcing"}
    return state or {"performing"} if stage == "performing" else state


def _done(past: History, key: str, debts: list[Owed]) -> bool:
    if past.first("performance-completed", obligor=key):
        return True
    end = ending(past.events)
    if end is not None and end.kind == "closed" and end.event.name == "taken-over":
        return True
    concluded = past.last("enforcement-concluded", obligor=key)
    if concluded and concluded.text("result") == "fulfilled":
        return True
    agreed = _agreements(past.of(*_DEALS, obligor=key))
    judgments = [one for one in past.of("judgment-effective", obligor=key) if on_the_merits(one)]
    if judgments and judgments[-1].text("outcome") == "dismissed" and not agreed:
        return True
    if not agreed and past.first("agreement-ended", obligor=key):
        # What was agreed is open again, unless a judgment decided it; one about the rest did not.
        judgments = [one for one in judgments if subject(past, one, key) != "remainder"]
        if not judgments:
            return False
    if not performed(past, key, debts):
        return False
    rest_is_open = any(one.text("scope") == "part" for one in list(agreed.values())[-1:])
    return bool(judgments) or not rest_is_open


def performed(past: History, key: str, debts: Iterable[Owed]) -> bool:
    """Tell whether all that an obligor owes was performed, restoration as its evaluation says; what ended aside."""
    left = [one for one in debts if one.obligor == key and one.ended_by is None]
    if not left or any(one.began is None or one.met_on is None for one in left):
        return False
    return _evaluated(past, key, left)


def _evaluated(past: History, key: str, debts: list[Owed]) -> bool:
    if not any(one.what != "payment" for one in debts):
        return True
    verdict = past.last("evaluation-concluded", obligor=key)
    return verdict is not None and verdict.text("result") in ("passed", "exempt")
