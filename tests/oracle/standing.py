"""Where a case and each obligor stand, and the counts that are limited: what the text says, and nothing beyond it."""

from __future__ import annotations

from dataclasses import dataclass, field

from oracle.facts import ENDS, Event, Facts
from oracle.law import services
from oracle.limitation import proceedings_end
from oracle.row import Ground, Row

NEGOTIATION = {"identified", "noticed", "served", "silent", "refused", "consulting", "failed"}


@dataclass
class Track:
    """What a track must say and must not say."""

    must: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)


def track(ground: Ground, who: str, rows: list[Row]) -> Track:
    """Give what the text says of an obligor's track."""
    facts = ground.facts
    if facts.told("obligor-released", who=who):
        return Track({"released"}, {"litigating", "performing", "defaulted", "enforcing", "evaluating"})
    found = Track(never={"released"})
    done = is_done(facts, who)
    if done is not None:
        (found.must if done else found.never).add("done")
    if done:
        return found
    if pending_suit(facts, who) and done is False:
        found.must.add("litigating")
    elif not facts.told("lawsuit-filed", who=who):
        found.never |= {"litigating"}
    if not facts.told("lawsuit-filed", "judgment-effective", who=who):
        found.never |= {"judged"}
    applied = facts.told("enforcement-applied", who=who)
    if applied and not facts.told("enforcement-concluded", "performance-completed", who=who, after=applied[-1].at):
        if done is False and not facts.told("default-found", who=who, after=applied[-1].at):
            found.must.add("enforcing")
    elif not applied:
        found.never.add("enforcing")
    if not facts.told("default-found", who=who):
        found.never.add("defaulted")
    negotiated(ground, who, rows, found)
    return found


def negotiated(ground: Ground, who: str, rows: list[Row], found: Track) -> None:
    """Say the state of the consultation while nothing followed it."""
    facts = ground.facts
    beyond = facts.told(
        "agreement-signed", "lawsuit-filed", "judgment-effective", "performance-completed", "agreement-effective",
        "reconsultation-started", "confirmation-applied", "confirmation-announced", "confirmation-granted", "confirmation-refused", "enforcement-applied",
        "payment-made", "default-found", "restoration-finished", who=who,
    )  # fmt: skip
    if beyond:
        found.never |= {"identified"}
        return
    found.never |= {"agreed", "agreed-part", "confirming", "confirmed", "unconfirmed", "reconsulting", "evaluating"}
    state = "identified"
    for each in facts.told(
        "notice-issued", "notice-served", "reply-received", "meeting-held", "consultation-failed", who=who
    ):
        match each.name:
            case "notice-issued":
                state = "noticed" if state == "identified" else state
            case "notice-served":
                state = "served" if state in ("identified", "noticed", "refused", "silent", "failed") else state
            case "reply-received":
                state = "consulting" if each["agrees"] else "refused"
            case "meeting-held":
                state = "consulting" if each["outcome"] not in ("absent",) else state
            case "consultation-failed":
                state = "failed"
    if state == "served":
        last = services(facts, who)[-1][-1]
        row = next(one for one in rows if one.rule == "reply" and one.key.endswith(f"{who}/{last.date.isoformat()}"))
        if row.status == {"lapsed"}:
            state = "silent"
        elif row.status is None or not row.status <= {"open", "due-soon", "lapsed"}:
            return
    failed = facts.told("consultation-failed", who=who)
    if any(each["scope"] != "all" for each in failed):
        return
    if failed and facts.told("reply-received", "meeting-held", "notice-served", who=who, after=failed[0].at):
        return  # taken up again after it had failed: silent
    repeated = len(facts.told("notice-served", "consultation-failed", who=who)) > 1
    if repeated and state not in ("failed", "consulting"):
        return
    found.must.add(state)
    found.never |= NEGOTIATION - {state}


def pending_suit(facts: Facts, who: str) -> Event | None:
    """Give a suit that is neither withdrawn nor decided."""
    for each in facts.told("lawsuit-filed", who=who):
        if not facts.told("lawsuit-withdrawn", "judgment-effective", who=who, after=each.at):
            return each
    return None


def is_done(facts: Facts, who: str) -> bool | None:
    """Say whether a track is at its end: completed, all met, enforced, or the suit dismissed; None where silent."""
    if facts.told("performance-completed", who=who):
        return True
    concluded = facts.told("enforcement-concluded", who=who)
    if any(each["result"] == "fulfilled" for each in concluded):
        return True if concluded[-1]["result"] == "fulfilled" else None
    judged = facts.told("judgment-effective", who=who)
    bound = [no for no in facts.owed_by(who) if facts.binding(who, no) and not facts.ended(who, no)]
    unmet = [no for no in bound if not facts.fulfilled(no)]
    pending = pending_suit(facts, who)
    if pending and facts.told("agreement-signed", who=who, scope="full", after=pending.at):
        return None
    if pending:
        return False if unmet or not bound else None
    suits = facts.told("lawsuit-filed", who=who)
    if judged and judged[-1]["outcome"] == "dismissed":
        if judged[-1]["kind"] == "ruling":
            return False if not bound or unmet else None
        if suits and suits[-1]["about"] in ("all", "reconsultation") and not unmet:
            return True
        return None
    if not bound:
        return False if not (judged or facts.told("agreement-signed", who=who)) else None
    if unmet:
        return False
    restored = [no for no in bound if facts.obligations[no]["what"] != "payment"]
    if restored and not facts.told("replaced-by-money", who=who):
        evaluated = facts.told("evaluation-concluded", who=who)
        finished = facts.told("restoration-finished", who=who)
        if not evaluated or evaluated[-1]["result"] == "failed":
            return False
        if any(each["result"] == "failed" for each in evaluated):
            return None
        if finished and evaluated[-1].at < finished[-1].at:
            return None
    part = facts.told("agreement-signed", who=who, scope="part")
    full = facts.told("agreement-signed", who=who, scope="full")
    if part and not full:
        return False if not judged else None
    if facts.told("agreement-ended", "judgment-effective", "lawsuit-withdrawn", who=who):
        return None
    return None if restored and facts.told("replaced-by-money", who=who) else True


def stage(ground: Ground) -> set[str] | None:
    """Give the first stage that holds."""
    facts = ground.facts
    end = facts.end
    if end:
        return {ENDS[end.name]}
    live = [
        who for who in facts.keys if is_done(facts, who) is not True and not facts.told("obligor-released", who=who)
    ]
    if any(is_done(facts, who) is None for who in live):
        return None
    tracks = {who: track(ground, who, []) if beyond(facts, who) else Track() for who in live}
    if any("enforcing" in each.must for each in tracks.values()):
        return {"enforcing"}
    if facts.told("enforcement-concluded"):
        return None
    if any(pending_suit(facts, who) for who in live):
        return {"litigating"}
    if facts.told("lawsuit-withdrawn"):
        return None
    if facts.told("restoration-finished"):
        return None
    judged = facts.told("judgment-effective")
    if facts.told("agreement-signed") or any(each["outcome"] != "dismissed" for each in judged):
        return {"performing"}
    if judged:
        return None
    for name, stage in (("team-formed", "consulting"), ("claim-started", "investigating")):
        if facts.told(name):
            return {stage}
    if facts.told("review-started", "review-concluded"):
        return {"reviewing"}
    return {"clue"}


def beyond(facts: Facts, who: str) -> bool:
    return bool(facts.told("enforcement-applied", "lawsuit-filed", who=who))


def limits(ground: Ground) -> dict[tuple[str, str], tuple[int, int, str]]:
    """Give used, most and status of each count: meetings of the first round, and reconsultations."""
    facts, found = ground.facts, {}
    if facts.end:
        return {}
    for who in facts.keys:
        if facts.told("obligor-released", who=who):
            continue
        again = facts.told("reconsultation-started", who=who)
        if again and not facts.told("confirmation-refused", who=who):
            continue
        held = {
            each["meeting"]
            for each in facts.told("meeting-held", who=who)
            if counted(each) and not (again and each.at > again[0].at)
        }
        most = 4 if facts.told("extra-meeting-approved", who=who) else 3
        if held and is_done(facts, who) is False:
            found["consultation-meetings", who] = (len(held), most, level(len(held), most))
    return found


def counted(each: Event) -> bool:
    if each["counts"] is not None:
        return bool(each["counts"])
    return each["outcome"] not in ("absent", "adjourned")


def level(used: int, most: int) -> str:
    return "free" if used < most else "reached" if used == most else "exceeded"


__all__ = ["limits", "proceedings_end", "stage", "track"]
