"""Limitation, folded reading by reading: Code 1054, Civil Code 188-196, the limitation provisions, domain facts of 2026."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from oracle.facts import Event, Facts
from oracle.row import MAY, Ground, Reading, Row, in_years

CODE = date(2026, 8, 15)
INTERRUPTS = ("demand-made", "notice-served", "debt-acknowledged", "agreement-signed", "payment-made")


@dataclass(frozen=True)
class Act:
    """What interrupts: on a day, held until another, able to start anew what had run out, by its entry."""

    date: date
    entry: Event
    until: Event | None = None
    holds: bool = False
    anew: bool = False


@dataclass
class Run:
    """A period that runs: from a day and an entry, for some years, or held by proceedings; dead when it ran out."""

    start: date
    by: tuple[str, date]
    years: int
    held: bool = False
    dead: bool = False

    @property
    def reading(self) -> Reading:
        return in_years(self.start, self.years)

    def take(self, act: Act, anew_years: int) -> None:
        """Let an act interrupt the period if it still runs, or start it anew if it may."""
        if self.held:
            return
        if act.date > self.reading.rolled:
            self.dead = True
            if not act.anew:
                return
            self.years, self.dead = anew_years, False
        if act.holds and act.until is None:
            self.held = True
        last = act.until or act.entry
        if last.date > self.start:
            self.start, self.by = last.date, (last.name, last.date)


def proceedings_end(facts: Facts, suit: Event, who: str) -> Event | None:
    """Give the entry by which proceedings ended without a decision on the claim: withdrawn, or a ruling."""
    for each in facts.told("lawsuit-withdrawn", "judgment-effective", who=who, after=suit.at):
        if each.name == "lawsuit-withdrawn" or (each["kind"] == "ruling" and each["outcome"] == "dismissed"):
            return each
        return None
    return None


def acts(facts: Facts, who: str, about: tuple[str, ...], agreement: int | None = None) -> list[Act]:
    """Give what interrupts a claim against an obligor; acts against a joint debtor interrupt it for all."""
    together = facts.together(who, agreement)
    found = []
    for each in facts.events:
        touched = together.intersection(each.who)
        if not touched:
            continue
        own = who in each.who
        if each.name in INTERRUPTS:
            if agreement and each.name == "agreement-signed" and each["agreement"] != agreement:
                continue  # what another debtor agreed to is a claim of its own
            if each.name == "payment-made":
                paid_on = facts.about_agreement(each)
                signed_before = any(one.at < each.at for one in facts.told("agreement-signed", agreement=paid_on))
                if (own or agreement) and paid_on != agreement and (agreement or signed_before):
                    continue  # a claim under an agreement is apart from the rest of the claim
            covers = each.name == "debt-acknowledged" and each["covers"] == "all"
            signed = each.name == "agreement-signed" and each["scope"] == "full"
            found.append(Act(each.date, each, anew=own and (covers or signed)))
        elif each.name == "insolvency-claim-filed":
            found.append(Act(each.date, each, holds=True))
        elif each.name == "lawsuit-filed" and each["about"] in about:
            sued = who if own else next(iter(touched))
            end = proceedings_end(facts, each, sued)
            if end is None and not own:
                end = next(iter(facts.told("judgment-effective", who=sued, after=each.at)), None)
            found.append(Act(each.date, each, until=end, holds=True))
    return found


def fold(start: date, by: tuple[str, date], found: list[Act]) -> list[Run]:
    """Give the readings that hold: five years first where they apply, then three."""
    if start >= CODE:
        five = Run(start, by, 5)
        for act in found:
            five.take(act, 5)
        return [five]
    three, old = Run(start, by, 3), Run(start, by, 3)
    for act in found:
        three.take(act, 5 if act.date >= CODE else 3)
    for act in [each for each in found if each.date < CODE]:
        old.take(act, 3)
    if old.reading.rolled < CODE and not old.held:
        if three.years == 5:
            return [three]
        three.dead = three.dead or False
        return [three]
    old.years = 5
    for act in [each for each in found if each.date >= CODE]:
        old.take(act, 5)
    return [old, three]


def limitation(ground: Ground, who: str) -> Iterator[Row]:
    """The claim itself: met by a suit, held while one is pending, void once confirmed, judged or completed."""
    facts = ground.facts
    known = facts.told("damage-known", who=who)
    clues = facts.told("clue-found", "clue-received")
    if not known and not clues:
        if facts.events:
            yield silent(Row("limitation", who, None, MAY))
        return
    row = Row("limitation", who, None, MAY)
    if facts.told("agreement-signed", who=who, scope="full") or facts.told("insolvency-claim-filed"):
        row.dates, row.status, row.certain, row.optional = False, None, None, True
        yield row
        return
    found = acts(facts, who, ("all", "remainder", "reconsultation"))
    starts = known[:1] if known else [clues[0], *facts.told("review-concluded")[:1]]
    folded = [fold(each.date, (each.name, each.date), found) for each in starts]
    runs = folded[-1]
    row.warns["assumed-start"] = not known
    row.starts = {each.by for runs in folded for each in runs}
    row.starts |= {(each.entry.name, each.date) for each in found if any(each.date == day for _, day in row.starts)}
    ground.date(row, [each.reading for each in runs])
    if not known:
        # which of the assumed starts prevails is not said; what to plan by and when silence counts is
        every = [each.reading for runs in folded for each in runs]
        ground.date(row, every)
        row.readings, row.maybe, row.rolled = row.readings[:1], every, None
        row.starts = None
    early = bool(found) and min(each.date for each in found) < starts[0].date
    pending = any(each.held for runs in folded for each in runs)
    suits = [each for each in facts.told("lawsuit-filed", who=who) if each["about"] != "default"]
    sued = [each for each in suits if proceedings_end(facts, each, who) is None]
    stops = facts.told("performance-completed", who=who)
    stops += [each for each in [facts.judged(who)] if each]
    ground.settle(row, None, sued, stops)
    if row.status and row.status <= {"met", "met-late", "void"}:
        row.status = {"met", "met-late", "void"} if sued else row.status
        row.dates, row.met_on, row.starts = False, None, None
        row.warns.pop("assumed-start", None)
    elif pending:
        row.status, row.dates, row.starts = {"open", "due-soon", "met"}, False, None
    else:
        last = max(each.reading.rolled for runs in folded for each in runs)
        row.status = {"lapsed"} if ground.on > last else row.status
        if not {"lapsed"} & (row.status or set()):
            row.status = {"open", "due-soon"} & soon(ground, row)
        if any(each.dead for runs in folded for each in runs):
            row.maybe += [
                Reading(*(in_years(each.date, n).due, in_years(each.date, n).rolled)) for each in found for n in (3, 5)
            ]
    if row.dates:
        for each in folded:
            silent_rival(row, each)
    part = facts.told("restoration-started", "restoration-finished", "payment-made")
    unsigned = facts.told("restoration-started", "restoration-finished", who=who) and not signed_by(facts, who)
    if unsigned or (len(facts.joint) > 1 and who in facts.joint and part):
        row.dates, row.starts = False, None  # whether a joint debtor's restoration interrupts: silent
        row.status = row.status if row.status != {"lapsed"} else None
    if not known and starts[0].date > starts[-1].date:
        row.dates, row.status = False, None  # reviewed before the clue came in: silent
    if early:
        row.dates, row.starts, row.status = False, None, None  # claimed before it was known: silent
    together = facts.together(who)
    filed = [each for each in facts.told("lawsuit-filed") if together.intersection(each.who)]
    if len(filed) > 1 or any(each["about"] == "default" or who not in each.who for each in filed):
        # which of several suits a ruling ends, what a suit about a default or against a joint debtor makes of the row
        row.status = {"met", "void", *row.status} - {"lapsed"} if row.status and not row.status & {"lapsed"} else None
        if any(each["about"] == "default" for each in filed):
            row.status = None
        row.dates, row.starts = False, None
    if found:
        row.warns.pop("assumed-start", None)  # whether it still rests on the assumed start: silent
        if not known:
            row.warns["assumed-start"] = None  # type: ignore[assignment]
    if facts.told("judgment-effective", who=who, kind="judgment", outcome="dismissed") and not suits:
        row.status = None  # a judgment on a suit that nobody recorded: silent
    if facts.end and any(who in each.who for each in facts.events if each.at > facts.end.at):
        row.status = None  # acts after the case had ended: silent
    if not row.dates and row.status and row.status & {"open", "due-soon"}:
        row.status = {"open", "due-soon", *row.status}
    row.certain = row.certain if row.dates else None
    row.act = row.act if row.dates else None
    yield row


def signed_by(facts: Facts, who: str) -> bool:
    return bool(facts.told("agreement-signed", who=who))


def silent_rival(row: Row, runs: list[Run]) -> None:
    """What started anew under the Code has a rival of three years or none: the text is silent."""
    if len(runs) == 2 and runs[1].start >= CODE:
        row.maybe += row.readings[1:]
        row.readings = row.readings[:1]
        row.safe = None
        if row.status and row.status <= {"open", "due-soon"}:
            row.status = {"open", "due-soon"}


def soon(ground: Ground, row: Row) -> set[str]:
    return ground.open(row) if row.readings else {"open"}


def under_agreement(ground: Ground, who: str) -> Iterator[Row]:
    """CC 188, 189: a claim under an agreement runs from its last instalment; three years to plan by, five the rival."""
    facts = ground.facts
    for no in facts.agreements:
        signed = facts.told("agreement-signed", who=who, agreement=no)
        if not signed:
            continue
        owed = [each for each in facts.owed_by(who) if facts.agreement_of(each) == no]
        money = [each for each in owed if facts.obligations[each]["what"] == "payment"]
        yield claim(ground, who, no, signed[0], money, f"agreement-{no}")
        for each in owed:
            if each not in money:
                if facts.told("replaced-by-money", obligation=each):
                    yield silent(Row("limitation", who, f"agreement-{no}-{each}", MAY))
                    continue
                row = claim(ground, who, no, signed[0], [each], f"agreement-{no}-{each}")
                row.optional = row.optional or not money  # which instance a lone restoration has: silent
                yield row
        if not money and len(owed) == 1:
            yield silent(Row("limitation", who, f"agreement-{no}", MAY))


def claim(ground: Ground, who: str, agreement: int, signed: Event, owed: list[int], instance: str) -> Row:
    """Give the row of a claim under an agreement: its payments together, or one restoration."""
    facts = ground.facts
    row = Row("limitation", who, instance, MAY)
    lasts = [day for each in owed if (day := facts.until(each))]
    if not lasts or len(lasts) < len(owed) or facts.told("insolvency-claim-filed"):
        return silent(row)
    start = max(lasts)
    found = [each for each in acts(facts, who, ("default", "all"), agreement) if each.date > start]
    runs = [Run(start, ("", start), years) for years in (3, 5)]
    for act in found:
        for run in runs:
            run.take(act, run.years)
    ground.date(row, [each.reading for each in runs])
    stops = [each for each in (facts.confirmed(who, agreement), facts.agreement_ended(who, agreement)) if each]
    stops += facts.told("performance-completed", who=who)
    stops += [each for each in (facts.replaced(who, one) for one in owed) if each]
    ground.settle(row, signed, [], stops)
    row.starts = None
    together = facts.together(who, agreement)
    filed = [each for each in facts.told("lawsuit-filed") if together.intersection(each.who)]
    sued = [each for each in filed if each["about"] != "remainder" or who not in each.who]
    repaired = facts.told("restoration-started", "restoration-finished", who=who)
    fulfilled = [each for each in owed if facts.fulfilled(each)]
    if len(facts.told("lawsuit-filed", who=who)) > 1:
        return silent(row)  # which suit a judgment ended
    if row.status == {"void"}:
        row.dates, row.certain, row.act, row.optional = False, None, None, True
    elif (
        sued
        or facts.judged(who)
        or facts.told("enforcement-concluded", who=who)
        or any(each.held for each in runs)
        or len(fulfilled) == len(owed)
    ):
        return silent(row)
    elif fulfilled or repaired or facts.told("replaced-by-money", who=who):
        row.dates, row.certain, row.act, row.status = False, None, None, None
    return row


def silent(row: Row) -> Row:
    row.dates, row.status, row.certain, row.act, row.optional = False, None, None, None, True
    row.warns.clear()
    return row
