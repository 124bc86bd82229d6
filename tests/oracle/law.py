"""The rows that must exist, rule by rule; each function names the article it reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from oracle.days import DAY, KNOWN_UNTIL, NATIONAL
from oracle.facts import Event, Facts
from oracle.limitation import limitation, under_agreement
from oracle.row import COURT, MAY, MUST, NOT_BEFORE, PRINCIPLE, THEIRS, Ground, Row, before, ending, natural, working
from oracle.window import enforcement_window

CLUES = ("clue-found", "clue-received")
ATTENDED = ("agreed", "partial", "none", "walked-out", "adjourned")
ZHANGYE_SINCE, ZHANGYE_PAST = date(2024, 10, 9), date(2026, 10, 10)


def rows(ground: Ground) -> list[Row]:
    """Give every row of a case."""
    found = [*of_case(ground)]
    for who in ground.facts.keys:
        found += of_obligor(ground, who)
    found += case_period(ground, found)
    for row in found:
        warn(ground, row)
    return found


def warn(ground: Ground, row: Row) -> None:
    """Set the warnings that every row of a pack carries."""
    zhangye = ground.pack == "zhangye-2024"
    if ground.on != date(2026, 10, 9):
        row.warns["pack-expired"] = zhangye and ground.on >= ZHANGYE_PAST
    if row.certain is not None and row.dates:
        row.warns["uncertain"] = not row.certain
    if row.dates and not row.maybe:
        row.warns["readings-differ"] = len(row.readings) > 1
    if not zhangye and row.warns.get("unverified") is False:
        del row.warns["unverified"]  # the region's days are known at second hand: silent where they matter
    later = max((each.rolled for each in row.maybe), default=None)
    if later and row.readings and row.dates and later > row.last:
        judged = row.met_on or ground.on
        if row.last < judged <= later:
            row.status = row.met_on = None  # in time by a rival that may be left out
    if row.rule != "limitation":
        row.warns.setdefault("assumed-start", False)


# -- the case -------------------------------------------------------------------------------------------------------


def of_case(ground: Ground) -> Iterator[Row]:
    facts = ground.facts
    zhangye = ground.pack == "zhangye-2024"
    yield from review(ground)
    for rule, opinion, answer in (
        ("start-claim", "start", "claim-started"),
        ("refer", "refer", "case-referred"),
        ("report-review", None, "review-reported"),
    ):
        where = {"opinion": opinion} if opinion else {}
        concluded = facts.told("review-concluded", **where)
        if not concluded:
            continue
        start = concluded[-1]
        starts = {(each.name, each.date) for each in concluded}
        row = Row(rule, optional=not zhangye and rule != "start-claim")
        survives = ("referred", "declined", "terminated", "closed") if rule == "report-review" else ()
        ground.settle(row, start, facts.told(answer), survives=survives)
        row.starts = starts
        if len(concluded) > 1 and facts.told(answer, after=concluded[0].at):
            row.status = row.met_on = None  # answered between two reviews, or once for both: silent
        if facts.told("review-concluded")[-1] is not start:
            row.status = row.met_on = None  # a later review came to another opinion: silent
        if rule == "start-claim" and any(each.at < start.at for each in facts.told("claim-started")):
            row.status = None  # a second review of a claim that was started before: silent
        yield row
    yield from prompt(ground, "investigate", facts.told("claim-started")[:1], facts.told("investigation-concluded"))
    reports = facts.told("supervision-started", "progress-reported")
    if facts.told("supervision-started") and reports:
        row = ground.settle(Row("progress-report", optional=not zhangye), reports[-1])
        if facts.end and facts.end.at < reports[-1].at:
            row.status = None  # a report after the end: silent
        yield row
    yield from notify_procuratorate(ground)
    yield from publish(ground)


def prompt(ground: Ground, rule: str, starts: list[Event], met: list[Event], who: str | None = None) -> Iterator[Row]:
    """Give a duty to act promptly, from the last of its starts."""
    if starts:
        row = ground.settle(Row(rule, who), starts[-1], met)
        if len(starts) > 1:
            row.starts = {(each.name, each.date) for each in starts}
        yield row


def review(ground: Ground) -> Iterator[Row]:
    """ZY 9: within thirty days of finding or receiving the clue; a returned or reopened case starts anew."""
    facts = ground.facts
    if ground.pack == "coordinator":
        return
    starts = facts.told(*CLUES)[:1] + facts.told("referral-returned", "case-reopened")
    if starts:
        start = max(starts, key=lambda each: each.at)
        row = ground.date(Row("preliminary-review", firmness=MUST), [natural(start.date, 30)])
        row.warns["unverified"] = ground.pack == "xpcc"
        ground.settle(row, start, facts.told("review-concluded"))
        if row.status == {"void"} and facts.told("review-concluded", after=start.at):
            row.status = None  # concluded after the case had ended: silent
        yield early(ground, row, start)


def early(ground: Ground, row: Row, start: Event) -> Row:
    """A source applies from the day it came into force; what started earlier is never overdue by it."""
    if ground.pack == "zhangye-2024" and start.date < ZHANGYE_SINCE:
        row.warns.pop("unverified", None)
        if row.status == {"overdue"}:
            row.status = {"overdue", "open", "due-soon"}
    return row


def notify_procuratorate(ground: Ground) -> Iterator[Row]:
    """Fifteen days from the claim's start: in principle and never overdue in Zhangye, an office's choice elsewhere."""
    facts = ground.facts
    started = facts.told("claim-started")
    zhangye = ground.pack == "zhangye-2024"
    if not started or not (zhangye or "procuratorate-notice" in ground.rules):
        return
    row = Row("procuratorate-notice", firmness=PRINCIPLE if zhangye else MUST)
    ground.date(row, [natural(started[0].date, 15)])
    row.act = None
    ground.settle(row, started[0], facts.told("procuratorate-notified"), survives=("terminated",))
    row.warns["unverified"] = True
    if row.status == {"overdue"}:
        row.status = {"overdue", "exceeded"}  # known at second hand only: silent on how hard it is outside Zhangye
    yield early(ground, row, started[0])


def publish(ground: Ground) -> Iterator[Row]:
    """XPCC 17: publish promptly what the consultation came to, and how the restoration turned out."""
    facts = ground.facts
    for what, names in (
        ("consultation", ("agreement-signed", "consultation-failed")),
        ("restoration", ("evaluation-concluded",)),
    ):
        starts = facts.told(*names)
        if starts:
            row = Row("publish", None, what)
            published = facts.told("result-published", what=what)
            ground.settle(row, starts[0], published, survives=("closed",))
            row.warns["unverified"] = ground.pack != "xpcc"
            if len(starts) > 1:
                row.met_on, row.starts = None, {(each.name, each.date) for each in starts}
                if published and published[-1].at < starts[-1].at:
                    row.status = None  # one more result after the publication: silent
            yield row


# -- one obligor ----------------------------------------------------------------------------------------------------


def of_obligor(ground: Ground, who: str) -> Iterator[Row]:
    facts = ground.facts
    yield from replies(ground, who)
    if ground.pack == "xpcc":
        yield from leads(ground, who)
    yield from period(ground, who)
    yield from confirmation(ground, who)
    yield from announcement(ground, who)
    yield from performance(ground, who)
    yield from prompt(
        ground,
        "evaluate",
        facts.told("restoration-finished", who=who),
        facts.told("evaluation-concluded", who=who),
        who=who,
    )
    yield from reconsult(ground, who)
    yield from suits(ground, who)
    yield from enforcement(ground, who)
    yield from enforcement_window(ground, who)
    yield from insolvency(ground, who)
    yield from limitation(ground, who)
    yield from under_agreement(ground, who)


def services(facts: Facts, who: str) -> list[list[Event]]:
    """Give the services of an obligor; several methods on one day are one service."""
    by_day: dict[date, list[Event]] = {}
    for each in facts.told("notice-served", who=who):
        by_day.setdefault(each.date, []).append(each)
    return list(by_day.values())


def insolvency(ground: Ground, who: str) -> Iterator[Row]:
    """File the claim until the day that the court set; without one the text names no row."""
    facts = ground.facts
    opened = facts.told("insolvency-opened", who=who)
    if opened:
        row = Row("insolvency-claim", who, None, MUST, optional=not opened[-1]["claims_until"])
        if opened[-1]["claims_until"]:
            last = date.fromisoformat(opened[-1]["claims_until"])
            ground.date(row, [ending(last)])
            row.rolled = {last, *row.rolled}
            row.maybe.append(type(row.readings[0])(last, last))
            row.readings = row.readings if min(row.rolled) == max(row.rolled) else []
            row.dates = bool(row.readings)
        ground.settle(row, opened[-1], facts.told("insolvency-claim-filed", who=who))
        if not row.dates:
            row.status = None
        yield row


def replies(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC 7(1), form 4 of ZY: five working days from service; a longer term that the notice gave is kept."""
    facts = ground.facts
    found = services(facts, who)
    for at, service in enumerate(found):
        served = service[-1]
        readings = ground.theirs_by(lambda calendar, day=served.date: working(day, 5, calendar))
        if ground.pack == "zhangye-2024":
            readings.append(natural(served.date, 5))
        last = max(each.rolled for each in readings)
        maybe = []
        for each in service:
            if each["reply_days"]:
                count = natural if each["reply_unit"] == "days" else working
                given = count(served.date, each["reply_days"], ground.theirs)
                if given.rolled > last:
                    readings.append(given)
                    maybe.append(count(served.date, each["reply_days"], NATIONAL))
                elif given.due > min(one.due for one in readings):
                    maybe.append(given)
        row = Row("reply", who, served.date.isoformat(), MUST, THEIRS)
        ground.date(row, readings, maybe)
        came = facts.told("reply-received", who=who)
        came += [each for each in facts.told("meeting-held", who=who) if each["outcome"] in ATTENDED]
        later = [each for other in found[at + 1 :] for each in other]
        ground.settle(row, served, came, [*later, *facts.told("consultation-failed", who=who)])
        row.starts = {(each.name, each.date) for each in service}
        row.warns["unverified"] = False
        yield row


def leads(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC 6: serve five working days before the meeting; in Xinjiang the stricter calendar counts backwards."""
    facts = ground.facts
    for no, meeting in facts.meetings.items():
        named = facts.told("notice-issued", "notice-served", who=who, meeting=no)
        if not named or not meeting.get("on"):
            continue
        on = date.fromisoformat(meeting["on"])
        readings = [before(on, 5, ground.back), before(on, 6, ground.back)]
        row = Row("notice-lead", who, str(no), MUST)
        ground.date(row, readings, [before(on, 5, NATIONAL), before(on, 6, NATIONAL)])
        served = [each for each in named if each.name == "notice-served"]
        in_time = [each for each in served if each.date <= row.last]
        held = [each for each in facts.told("meeting-held", meeting=no) if who in each.who]
        stops = [*held, *facts.told("meeting-cancelled", meeting=no)]
        ground.settle(row, None, in_time, stops)
        if stops and stops[0].at < max(each.at for each in named):
            row.status = row.met_on = None  # a notice after the meeting: silent
        row.starts = None
        if any(each["meeting"] is None for each in facts.told("notice-served", who=who)):
            row.status = row.met_on = None  # whether a notice that names no meeting serves this one: silent
        if row.maybe and served and row.last < served[0].date <= max(each.rolled for each in row.maybe):
            row.status = row.met_on = None  # in time by the national calendar only
        others = [each for each in facts.told("meeting-held", meeting=no) if who not in each.who]
        if others and not held and not in_time:
            row.status = None  # the meeting was held without this obligor: silent
        if row.status == {"overdue"} and facts.told(
            "consultation-failed", "lawsuit-filed", "agreement-signed", who=who, after=named[0].at
        ):
            row.status = None  # there will be no meeting: silent
        yield row


def period(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC 10: in principle ninety days from the first service, for each obligor."""
    facts = ground.facts
    served = facts.told("notice-served", who=who)
    if not served:
        return
    row = ninety(ground, Row("consultation-period", who, firmness=PRINCIPLE), served[0])
    signed = facts.told("agreement-signed", who=who, scope="full")
    failed = facts.told("consultation-failed", who=who, scope="all")
    yield ground.settle(row, served[0], signed, [*failed, *facts.told("lawsuit-filed", who=who)])


def ninety(ground: Ground, row: Row, start: Event) -> Row:
    ground.date(row, [natural(start.date, 90), natural(start.date, 89)], acts=True)
    row.warns["unverified"] = ground.pack != "xpcc"
    return row


def case_period(ground: Ground, found: list[Row]) -> Iterator[Row]:
    """The ninety days of the case, from the earliest service; over when those of every obligor are."""
    served = ground.facts.told("notice-served")
    if not served:
        return
    row = ninety(ground, Row("consultation-period", firmness=PRINCIPLE), served[0])
    ground.settle(row, served[0])
    each = [one.status for one in found if one.rule == "consultation-period"]
    ended = [one for one in each if one and one <= {"met", "met-late", "void"}]
    if len(ended) == len(each):
        if len(each) < len(ground.facts.keys):
            row.status = None  # all who were served are done, and others were never served: silent
        else:
            row.status = {"void"} if all(one == {"void"} for one in ended) else {"met", "met-late", "void"}
    row.starts = {("notice-served", served[0].date)}
    yield row


def confirmation(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC annex 4, ZY 21: apply within the clause's days, else thirty, from signing; a later effect is a reading."""
    facts = ground.facts
    for no, agreement in facts.agreements.items():
        signed = facts.told("agreement-signed", who=who, agreement=no)
        if not signed:
            continue
        days = agreement.get("confirm_within", 30)
        effective = facts.told("agreement-effective", who=who, agreement=no)
        later = [each for each in effective[:1] if each.date > signed[0].date]
        readings = [natural(each.date, days) for each in (signed[0], *later)]
        row = ground.date(Row("confirmation-window", who, str(no), MAY), readings)
        applied = facts.told("confirmation-applied", who=who, agreement=no)
        ended = facts.told("agreement-ended", who=who, agreement=no)
        sued = facts.told("lawsuit-filed", who=who)
        other = [each for each in sued if each["about"] == "remainder"]
        ground.settle(row, signed[0], applied, [*ended, *(each for each in sued if each not in other)])
        if row.status and not row.status & {"met", "met-late", "void"} and facts.told("performance-completed", who=who):
            row.status = None  # nothing is left to confirm: silent
        court = facts.told(
            "confirmation-accepted", "confirmation-announced", "confirmation-granted", "confirmation-refused",
            "confirmation-withdrawn", who=who, after=signed[0].at,
        )  # fmt: skip
        if court and not any(signed[0].at < each.at < court[0].at for each in applied):
            row.status = row.met_on = None  # the court had it before anybody applied: silent
        if other and row.status != {"met"} and not (applied and applied[0].at < other[0].at):
            row.status = row.met_on = None  # a suit about the rest only: the table and the law differ
        yield row


def announcement(ground: Ground, who: str) -> Iterator[Row]:
    """SPC-2020 20: the court announces the agreement for at least thirty days before it rules."""
    facts = ground.facts
    announced = facts.told("confirmation-announced", who=who)
    if not announced:
        return
    start = announced[-1]
    days = start["days"] or 30
    row = Row("confirmation-announcement", who, None, NOT_BEFORE, COURT)
    one = natural(start.date, days)
    ground.date(row, [one])
    row.readings = [type(one)(one.due, one.due)]
    row.rolled = row.safe = {one.due}
    row.act = one.due + DAY
    row.certain = None if one.due > KNOWN_UNTIL else True  # no day off matters to it: silent
    ruled = facts.told("confirmation-granted", "confirmation-refused", who=who)
    ground.settle(row, start, ruled, facts.told("confirmation-withdrawn", who=who))
    first = next((each for each in ruled if each.at > start.at), None)
    if first and first.date <= one.due:
        row.status, row.met_on = {"void", "open", "due-soon", "elapsed", "met-early"}, None  # cut short: not met
        if first.name == "confirmation-refused":
            row.status = None
    elif facts.told("confirmation-withdrawn", who=who, after=start.at):
        row.status = None
    row.warns.pop("by-rollover", None)
    if row.status and row.status <= {"open", "due-soon"}:
        row.status = {"open", "due-soon"}  # nothing is to be done until then: silent on the reminder
    if days < 30:
        row.dates, row.status = False, None  # shorter than the law's: silent
    yield row


def performance(ground: Ground, who: str) -> Iterator[Row]:
    """ZY 22: until the obligation's last day, from the signature or the judgment."""
    facts = ground.facts
    for no in facts.owed_by(who):
        start, last = facts.binding(who, no), facts.until(no)
        if not start or not last:
            continue
        row = Row("performance", who, str(no), MUST, THEIRS)
        readings = ground.theirs_by(lambda calendar, day=last: ending(day, calendar))
        ground.date(row, readings[:1], [*readings[1:], type(readings[0])(last, last)])
        rolled = {each.rolled for each in readings} | {last}
        row.certain = None if max(rolled) > KNOWN_UNTIL else True
        met, ended = facts.fulfilled(no), facts.ended(who, no)
        ground.settle(row, start, [met] if met and met.at > start.at else [], [ended] if ended else [])
        row.warns.pop("by-rollover", None)
        if met and met.at < start.at:
            row.status = row.met_on = None  # performed before it was owed: silent
        if min(rolled) < ground.on <= max(rolled) or (row.met_on and min(rolled) < row.met_on <= max(rolled)):
            row.status = None
        row.rolled, row.safe, row.act = rolled, None, None
        if len(rolled) > 1 and row.status and row.status <= {"open", "due-soon"}:
            row.status = {"open", "due-soon"}
        evaluated = [each for each in facts.told("evaluation-concluded", who=who) if each["result"] == "failed"]
        if evaluated and facts.obligations[no]["what"] != "payment":
            row.status = row.met_on = None  # whether a failed evaluation undoes the restoration: silent
        if facts.told("enforcement-concluded", who=who, result="settled"):
            row.status = row.met_on = row.certain = None  # what a settlement does to the terms it changes: silent
            row.dates = False
        completed = facts.told("performance-completed", who=who)
        completed += facts.told("enforcement-concluded", who=who, result="fulfilled")
        if facts.replaced(who, no) and len(facts.told("lawsuit-filed", who=who)) > 1:
            row.status = row.met_on = None  # which suit the judgment ended: silent
        if completed and (met is None or min(each.at for each in completed) < met.at):
            row.status = row.met_on = None  # said to be complete before it was paid: silent
        if row.status and not row.status & {"met", "met-late", "void"}:
            done = facts.told("performance-completed", "enforcement-concluded", who=who)
            if any(each.name == "performance-completed" or each["result"] == "fulfilled" for each in done):
                row.status = None  # said to be done without the payments: silent
        yield row


def reconsult(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC 16: after a refused confirmation consult once more."""
    facts = ground.facts
    refused = facts.told("confirmation-refused", who=who)
    if not refused:
        return
    row = Row("reconsult", who)
    ground.settle(row, refused[0], facts.told("reconsultation-started", who=who))
    if len(refused) > 1:
        row.status = row.met_on = row.starts = None  # once only: silent on what a second refusal does to the row
    elif row.status == {"open"} and facts.told(
        "lawsuit-filed", "agreement-signed", "performance-completed", who=who, after=refused[0].at
    ):
        row.status = None
    yield row


def suits(ground: Ground, who: str) -> Iterator[Row]:
    """XPCC 11, 15, 16, ZY 20: sue promptly when the consultation failed or an unconfirmed agreement was broken."""
    facts = ground.facts
    starts, between = [], False
    for each in facts.told("consultation-failed", "default-found", who=who):
        if each.name == "consultation-failed" and each["scope"] == "all":
            starts.append(each)
        elif each.name == "default-found" and each["obligation"] in facts.obligations:
            agreement = facts.agreement_of(each["obligation"])
            if agreement is not None and not facts.confirmed(who, agreement):
                starts.append(each)
            elif agreement is not None and facts.confirmed(who, agreement).at > each.at:  # type: ignore[union-attr]
                between = True  # found before the confirmation: silent on which of the two ways
    remainder = facts.told("consultation-failed", who=who, scope="remainder")
    sued = facts.told("lawsuit-filed", who=who)
    if starts:
        row = Row("sue", who)
        ground.settle(row, starts[-1], [each for each in sued if each["about"] != "remainder"])
        row.starts = {(each.name, each.date) for each in starts}
        if row.status == {"open"} and later_peace(facts, who, starts[-1]):
            row.status = None
        if remainder or len(starts) > 1:
            row.starts = None
        if row.status == {"open"} and starts[-1].name == "default-found":
            no = starts[-1]["obligation"]
            if facts.ended(who, no):
                row.status = {"void", "met"}
            elif facts.fulfilled(no) or facts.told("enforcement-concluded", who=who):
                row.status = None  # paid or enforced after the default: silent
        if facts.told("lawsuit-withdrawn", who=who) or facts.told("judgment-effective", who=who, kind="ruling"):
            row.status = row.met_on = row.starts = None  # whether to sue again: silent
        if any(facts.judged_too(who, no) for no in facts.owed_by(who)):
            row.status = row.met_on = row.starts = None
            row.optional = all(each.name == "default-found" for each in starts)
        if len(starts) > 1 and row.status != {"void"}:
            row.met_on = None
        if row.status == {"open"} and sued and any(each.at > starts[0].at for each in sued):
            row.status = None if len(starts) > 1 else row.status
        yield row
    elif remainder or between or facts.told("lawsuit-withdrawn", "judgment-effective", who=who):
        yield Row("sue", who, optional=True, starts=None, dates=True)
    part = facts.told("agreement-signed", who=who, scope="part")
    if part:
        row = Row("sue-remainder", who)
        about = [each for each in sued if each["about"] in ("remainder", "all")]
        ground.settle(row, part[0], about)
        row.starts = {(each.name, each.date) for each in part}
        if row.status == {"open"} and facts.told("agreement-signed", who=who, scope="full", after=part[0].at):
            row.status = None
        if row.status == {"met"} and about[-1]["about"] == "all":
            row.status = None
        yield row


def later_peace(facts: Facts, who: str, start: Event) -> bool:
    """Say whether an agreement or a reconsultation came after the failure: then the text is silent on the suit."""
    return bool(
        facts.told("agreement-signed", "reconsultation-started", "performance-completed", who=who, after=start.at)
    )


def enforcement(ground: Ground, who: str) -> Iterator[Row]:
    """ZY 24, XPCC 14: apply for enforcement promptly when a confirmed agreement or a judgment is broken."""
    facts = ground.facts
    starts = [
        each
        for each in facts.told("default-found", who=who)
        if each["obligation"] in facts.obligations and facts.enforceable(who, each["obligation"])
    ]
    if not starts:
        if any(facts.judged_too(who, no) for no in facts.owed_by(who)):
            yield Row("enforce", who, optional=True)
        return
    row = Row("enforce", who)
    ground.settle(row, starts[-1], facts.told("enforcement-applied", who=who))
    row.starts = {(each.name, each.date) for each in starts}
    if any(facts.judged_too(who, each["obligation"]) for each in facts.told("default-found", who=who)):
        row.status = row.met_on = row.starts = None
    if not any(enforceable_at(facts, who, each) for each in starts):
        row.optional, row.status = True, None
    if row.status == {"open"}:
        no = starts[-1]["obligation"]
        if facts.ended(who, no):
            row.status = {"void", "met"}
        elif (
            facts.fulfilled(no)
            or len(starts) > 1
            or facts.told("performance-completed", "enforcement-concluded", who=who)
        ):
            row.status = None
    yield row


def enforceable_at(facts: Facts, who: str, default: Event) -> bool:
    """Say whether an obligation could be enforced on the day of its default."""
    before_it = Facts(facts.case, [each.fields for each in facts.events if each.at < default.at], default.date)
    return before_it.enforceable(who, default["obligation"])
