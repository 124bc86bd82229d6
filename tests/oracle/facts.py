"""A case read from plain dicts: its entries in the order in which they count, and who they concern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

# The order of the tables of events: entries of one date count in it, then in the order of the file.
_ORDER = """
clue-found clue-received review-started review-concluded review-reported lead-designated case-referred
referral-received referral-returned claim-declined supervision-started damage-known
claim-started procuratorate-notified procuratorate-invited assistance-requested investigation-started
appraisal-commissioned appraisal-delivered investigation-concluded claim-terminated progress-reported
obligor-released demand-made debt-acknowledged insolvency-opened insolvency-claim-filed
team-formed notice-issued service-attempted notice-served meeting-cancelled authorization-received reply-received
extra-meeting-approved meeting-held overrun-explained minutes-signed consultation-failed agreement-signed
agreement-effective agreement-ended
confirmation-applied confirmation-accepted confirmation-announced confirmation-granted confirmation-refused
confirmation-withdrawn reconsultation-started default-found lawsuit-filed lawsuit-withdrawn judgment-effective
enforcement-applied enforcement-concluded
performance-extended payment-made restoration-started restoration-finished replaced-by-money evaluation-concluded
performance-completed
closing-papers-received result-published performance-certified case-closed case-reopened
"""
ORDER = _ORDER.split()

# Events that concern obligors.
_PERSONAL = """
    damage-known obligor-released demand-made debt-acknowledged insolvency-opened insolvency-claim-filed
    notice-issued service-attempted notice-served authorization-received reply-received extra-meeting-approved
    meeting-held overrun-explained minutes-signed consultation-failed agreement-signed agreement-effective
    agreement-ended confirmation-applied confirmation-accepted confirmation-announced confirmation-granted
    confirmation-refused confirmation-withdrawn reconsultation-started default-found lawsuit-filed lawsuit-withdrawn
    judgment-effective enforcement-applied enforcement-concluded performance-extended payment-made
    restoration-started restoration-finished replaced-by-money evaluation-concluded performance-completed
    closing-papers-received
"""
PERSONAL = frozenset(_PERSONAL.split())

ENDS = {
    "case-referred": "referred",
    "claim-declined": "declined",
    "claim-terminated": "terminated",
    "case-closed": "closed",
}


@dataclass(frozen=True)
class Event:
    name: str
    date: date
    at: int
    who: tuple[str, ...]
    fields: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.fields.get(name)


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


class Facts:
    """What is known of a case on a day."""

    def __init__(self, case: dict[str, Any], entries: list[dict[str, Any]], on: date) -> None:
        self.case, self.on = case, on
        self.keys = [each["key"] for each in case.get("obligors", [])]
        dated = [(date.fromisoformat(each["date"]), each) for each in entries]
        placed = sorted(
            ((day, ORDER.index(each["event"]), at, each) for at, (day, each) in enumerate(dated) if day <= on),
            key=lambda one: one[:3],
        )
        self.events = [
            Event(each["event"], day, at, self._who(each), each) for at, (day, _, _, each) in enumerate(placed)
        ]
        self.agreements = {each["no"]: each for each in case.get("agreements", [])}
        self.obligations = {each["no"]: each for each in case.get("obligations", [])}
        self.meetings = {each["no"]: each for each in case.get("meetings", [])}
        self.joint = {each["key"] for each in case.get("obligors", []) if each.get("liability") == "joint"}

    def _who(self, entry: dict[str, Any]) -> tuple[str, ...]:
        if entry["event"] not in PERSONAL:
            return ()
        return tuple(listed(entry.get("obligor")) or (self.keys if len(self.keys) == 1 else ()))

    def told(self, *names: str, who: str | None = None, after: int = -1, **where: Any) -> list[Event]:
        """Give the entries of these names, of an obligor, behind a place, whose fields are these."""
        return [
            each
            for each in self.events
            if each.name in names
            and each.at > after
            and (who is None or who in each.who)
            and all(each[key] == value for key, value in where.items())
        ]

    @property
    def end(self) -> Event | None:
        """Give the end of the case that nothing cancelled."""
        found = None
        for each in self.events:
            if each.name in ENDS:
                found = each
            elif each.name in ("case-reopened", "referral-returned"):
                found = None
        return found

    def owed_by(self, who: str) -> list[int]:
        """Give the numbers of the obligations of an obligor, joint ones among them."""
        return [no for no, each in self.obligations.items() if who in listed(each.get("obligor"))]

    def agreement_of(self, no: int) -> int | None:
        """Give the agreement an obligation rests on; None for a judgment."""
        under = str(self.obligations[no].get("under", ""))
        return int(under.split()[1]) if under.startswith("agreement") else None

    def together(self, who: str, agreement: int | None = None) -> set[str]:
        """Give who owes a claim together: those liable jointly; under an agreement also those who signed a joint debt."""
        found = {who} | (self.joint if who in self.joint else set())
        for no in self.owed_by(who) if agreement else ():
            if self.agreement_of(no) == agreement and self.obligations[no].get("joint"):
                found |= {key for key in listed(self.obligations[no]["obligor"]) if self.binding(key, no)}
        return found

    def about_agreement(self, entry: Event) -> int | None:
        """Give the agreement of the obligation an entry names."""
        return self.agreement_of(entry["obligation"]) if entry["obligation"] in self.obligations else None

    def until(self, no: int) -> date | None:
        """Give the last day of an obligation as last set."""
        day = self.obligations[no].get("until")
        for each in self.told("performance-extended", "replaced-by-money", obligation=no):
            day = each["until"] or day
        return date.fromisoformat(day) if day else None

    def fulfilled(self, no: int) -> Event | None:
        """Give the entry by which an obligation was paid in full or restored."""
        one = self.obligations[no]
        credited = {no, *listed(one.get("replaces"))}
        wanted, money, paid = one.get("amount"), one["what"] == "payment", Decimal(0)
        for each in self.events:
            if each.name == "replaced-by-money" and each["obligation"] == no:
                money, wanted = True, each["amount"]
            elif each.name == "payment-made" and each["obligation"] in credited:
                paid += Decimal(each["amount"])
            elif each.name == "restoration-finished" and each["obligation"] == no and not money:
                return each
            else:
                continue
            if money and wanted is not None and paid >= Decimal(wanted):
                return each
        return None

    def confirmed(self, who: str, agreement: int) -> Event | None:
        """Give the ruling that confirmed an agreement for an obligor: the one that answers its application."""
        applied = None
        for each in self.told("agreement-signed", "confirmation-applied", "confirmation-granted", who=who):
            if each.name != "confirmation-granted":
                applied = each["agreement"]
            elif applied == agreement:
                return each
        return None

    def judged(self, who: str, after: int = -1) -> Event | None:
        """Give the judgment that upheld a claim against an obligor, in full or in part."""
        found = self.told("judgment-effective", who=who, after=after)
        return next((each for each in found if each["outcome"] in ("upheld", "part")), None)

    def agreement_ended(self, who: str, agreement: int) -> Event | None:
        return next(iter(self.told("agreement-ended", who=who, agreement=agreement)), None)

    def replaced(self, who: str, no: int) -> Event | None:
        """Give the judgment that put another obligation in the place of one: it must be about more than the rest."""
        suits = self.told("lawsuit-filed", who=who)
        if suits and all(each["about"] == "remainder" for each in suits):
            return None
        if any(no in listed(self.obligations[other].get("replaces")) for other in self.owed_by(who)):
            return self.judged(who)
        return None

    def binding(self, who: str, no: int) -> Event | None:
        """Give the entry by which an obligation came to bind an obligor: a signature or a judgment."""
        agreement = self.agreement_of(no)
        if agreement is None:
            return self.judged(who)
        return next(iter(self.told("agreement-signed", who=who, agreement=agreement)), None)

    def ended(self, who: str, no: int) -> Event | None:
        """Give the entry that ended an obligation without its being met."""
        agreement = self.agreement_of(no)
        found = [self.replaced(who, no)] + ([self.agreement_ended(who, agreement)] if agreement else [])
        return min((each for each in found if each), key=lambda each: each.at, default=None)

    def judged_too(self, who: str, no: int) -> bool:
        """Say whether a judgment about more than the rest may be a title to what was agreed: the text is silent."""
        if self.agreement_of(no) is None or not self.binding(who, no):
            return False
        suits = [each for each in self.told("lawsuit-filed", who=who) if each["about"] != "remainder"]
        judgments = self.told("judgment-effective", who=who)
        return bool(judgments) and (bool(suits) or not self.told("lawsuit-filed", who=who))

    def enforceable(self, who: str, no: int) -> bool:
        """Say whether an obligation can be enforced: it rests on a judgment, or on a confirmed agreement."""
        agreement = self.agreement_of(no)
        return bool(self.judged(who) if agreement is None else self.confirmed(who, agreement))
