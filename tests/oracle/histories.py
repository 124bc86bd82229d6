"""Random histories of cases: mostly plausible, at times with an entry too many, too few, or on another day."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Entry = dict[str, Any]
METHODS = ("direct", "left", "mail", "electronic", "entrusted", "forwarded")
HEADS = ("service-loss", "permanent-loss", "assessment-cost", "cleanup-restoration", "prevention-cost")


@dataclass
class History:
    """The content of a case's two files."""

    case: dict[str, Any]
    entries: list[Entry] = field(default_factory=list)
    noisy: bool = False

    @property
    def id(self) -> str:
        return str(self.case["id"])


class Teller:
    """Tells one history."""

    def __init__(self, rng: random.Random, number: int, pack: str) -> None:
        self.rng, self.pack = rng, pack
        year = 2026
        keys = "ABCD"[: rng.choice((1, 1, 1, 2, 2, 2, 3, 4))]
        kind = rng.choice(("several", "several", "joint", "undecided"))
        self.case: dict[str, Any] = {
            "id": f"{year}-{number:04}",
            "title": "某公司损害生态环境",
            "obligors": [{"key": key, "name": f"{key}公司", "kind": "organization", "liability": kind} for key in keys],
            "meetings": [],
            "agreements": [],
            "obligations": [],
        }
        self.entries: list[Entry] = []

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def after(self, day: date, least: int, most: int) -> date:
        return day + timedelta(self.rng.randint(least, most))

    def add(self, name: str, day: date, who: list[str] | None = None, **fields: Any) -> date:
        entry: Entry = {"event": name, "date": day.isoformat()}
        if who and not (len(self.case["obligors"]) == 1 and self.chance(0.2)):
            entry["obligor"] = who[0] if len(who) == 1 else list(who)
        entry |= {key: value for key, value in fields.items() if value is not None}
        self.entries.append(entry)
        return day

    def tell(self) -> History:
        rng = self.rng
        first = date(2024, 11, 1) if self.pack == "zhangye-2024" else date(2025, 2, 1)
        day = first + timedelta(rng.randint(0, (date(2026, 10, 20) - first).days))
        if self.chance(0.05) and self.pack == "zhangye-2024":
            day = date(2022, 6, 1) + timedelta(rng.randint(0, 850))
        self.open(day)
        noisy = self.chance(0.2)
        if noisy:
            for _ in range(rng.randint(1, 3)):
                self.disturb()
        if self.chance(0.5):
            rng.shuffle(self.entries)
        else:
            self.entries.sort(key=lambda entry: entry["date"])
        return History(self.case, self.entries, noisy)

    def disturb(self) -> None:
        """Take out an entry, or move one to another day."""
        at = self.rng.randrange(len(self.entries))
        entry = self.entries[at]
        if len(self.entries) > 3 and self.chance(0.4) and entry["event"] not in ("clue-found", "clue-received"):
            del self.entries[at]
        else:
            moved = date.fromisoformat(entry["date"]) + timedelta(self.rng.randint(-20, 60))
            entry["date"] = moved.isoformat()

    # -- the case -------------------------------------------------------------------------------------------------

    def open(self, day: date) -> None:
        names = self.rng.choice((["clue-found"], ["clue-received"], ["clue-received"], ["clue-found", "clue-received"]))
        for name in names:
            self.add(name, self.after(day, 0, 4 if len(names) > 1 else 0), channel="complaint")
        if self.chance(0.06):
            return
        day = self.add("review-started", self.after(day, 4, 6)) if self.chance(0.6) else self.after(day, 4, 6)
        if self.chance(0.1):
            self.add("supervision-started", day, by="市环委办")
            for _ in range(self.rng.randint(0, 2)):
                self.add("progress-reported", self.after(day, 10, 200), to="市环委办")
        opinion = self.rng.choices(("start", "decline", "refer"), (85, 6, 9))[0]
        day = self.add("review-concluded", self.after(day, 0, 40), damage=opinion != "decline", opinion=opinion)
        if self.chance(0.7):
            self.add("review-reported", self.after(day, 0, 20), to="市环委办")
        if opinion == "decline":
            day = self.add("claim-declined", self.after(day, 0, 10), ground="insignificant", approved_by="局长")
        elif opinion == "refer":
            day = self.add("case-referred", self.after(day, 0, 10), to="市水务局")
            if self.chance(0.5):
                day = self.add("referral-returned", self.after(day, 3, 30), by="市水务局")
                if self.chance(0.8):
                    self.review_again(day)
            return
        if opinion == "decline":
            if self.chance(0.4):
                self.review_again(self.add("case-reopened", self.after(day, 5, 60), reason="新证据"))
            return
        self.start(day)

    def review_again(self, day: date) -> None:
        day = self.add("review-concluded", self.after(day, 1, 40), damage=True, opinion="start")
        self.start(day)

    def start(self, day: date) -> None:
        if self.chance(0.05):
            return
        day = self.add("claim-started", self.after(day, 0, 12), approved_by="局长")
        if self.chance(0.7):
            self.add("procuratorate-notified", self.after(day, 0, 25))
        if self.chance(0.8):
            self.add("investigation-started", self.after(day, 0, 5))
            day = self.after(day, 5, 40)
            if self.chance(0.9):
                self.add("investigation-concluded", day, claim=True)
        keys = [each["key"] for each in self.case["obligors"]]
        for key in keys:
            if self.chance(0.6):
                self.add("damage-known", self.known(day), [key])
        if self.chance(0.06):
            day = self.add("claim-terminated", self.after(day, 3, 30), ground="no-need", approved_by="局长")
            if self.chance(0.3):
                self.add("case-reopened", self.after(day, 5, 60), reason="新证据")
            return
        if self.chance(0.95):
            day = self.add("team-formed", self.after(day, 0, 8))
        groups = self.groups(keys)
        ended = [self.consult(group, self.after(day, 0, 15)) for group in groups]
        if all(ended) and self.chance(0.7):
            last = max(date.fromisoformat(entry["date"]) for entry in self.entries)
            if self.chance(0.7):
                self.add("closing-papers-received", last, keys)
            day = self.add("case-closed", self.after(last, 1, 20), approved_by="局长")
            if self.chance(0.3):
                self.add("result-published", self.after(day, 0, 10), what="consultation", where="网站")
            if self.chance(0.15):
                self.add("case-reopened", self.after(day, 11, 60), reason="新证据")

    def known(self, day: date) -> date:
        if self.chance(0.2):
            return date(2022, 6, 1) + timedelta(self.rng.randint(0, 700))
        return self.after(day, -30, 5)

    def groups(self, keys: list[str]) -> list[list[str]]:
        """Part the obligors into groups that are dealt with together."""
        keys = list(keys)
        self.rng.shuffle(keys)
        found: list[list[str]] = []
        for key in keys:
            if found and self.chance(0.5):
                found[-1].append(key)
            else:
                found.append([key])
        return [sorted(each) for each in found]

    # -- a group of obligors --------------------------------------------------------------------------------------

    def consult(self, who: list[str], day: date) -> bool:
        """Tell the consultation with a group; gives whether its tracks came to an end."""
        if self.chance(0.07):
            self.add("demand-made", self.after(day, -10, 60), who, means="letter")
        if self.chance(0.05):
            self.add("obligor-released", self.after(day, 0, 90), who[:1], ground="not-liable", approved_by="局长")
            if len(who) == 1:
                return True
            who = who[1:]
        if self.chance(0.03):
            day = self.after(day, 5, 60)
            until = self.after(day, 30, 90).isoformat() if self.chance(0.7) else None
            self.add("insolvency-opened", day, who, court="法院", claims_until=until)
            if self.chance(0.7):
                self.add("insolvency-claim-filed", self.after(day, 3, 100), who)
            return False
        if self.chance(0.06):
            return False
        if self.chance(0.05):
            self.add("service-attempted", day, who, method="direct", result="不在")
            day = self.add(
                "consultation-failed", self.after(day, 5, 20), who, ground="unserved", scope="all", decided_by="局长"
            )
            return self.sue(who, day, "all")
        held, again = 0, False
        while True:
            day, outcome = self.round(who, day, first=held == 0)
            held += 1
            match outcome:
                case "stuck":
                    return False
                case "agreed" | "partial":
                    return self.sign(who, day, "full" if outcome == "agreed" else "part")
                case "refused" | "failed":
                    return self.fail(who, day)
            if held >= 3:
                if held == 3 and not again and self.chance(0.4):
                    again = True
                    if self.chance(0.85):
                        self.add("extra-meeting-approved", self.after(day, 0, 5), who, by="局长", reason="重大复杂")
                    continue
                return self.fail(who, day)
            if self.chance(0.15):
                return self.fail(who, day)
            if self.chance(0.08):
                return False

    def round(self, who: list[str], day: date, first: bool) -> tuple[date, str]:
        """Tell a notice, its service and reply, and a meeting."""
        rng = self.rng
        no = len(self.case["meetings"]) + 1
        on = self.after(day, 12, 35)
        self.case["meetings"].append({"no": no, "on": on.isoformat()})
        named = no if self.chance(0.85) else None
        if first or self.chance(0.6):
            if self.chance(0.6):
                self.add("notice-issued", day, who, meeting=named)
            if self.chance(0.1):
                return day, "stuck"
            days, unit = rng.choice(
                (
                    (None, None),
                    (None, None),
                    (3, "working_days"),
                    (5, "working_days"),
                    (7, "days"),
                    (10, "working_days"),
                    (15, "days"),
                )
            )
            for key in who if self.chance(0.3) else [who]:
                parties = [key] if isinstance(key, str) else key
                served = self.after(day, 0, 6)
                fields = {"meeting": named, "reply_days": days, "reply_unit": unit}
                for method in rng.sample(METHODS, 2 if self.chance(0.25) else 1):
                    self.add("notice-served", served, parties, method=method, **fields)
                fate = rng.choices(("yes", "no", "silent"), (70, 8, 22))[0]
                if fate != "silent":
                    self.add("reply-received", self.after(served, 0, 11), parties, agrees=fate == "yes", written=True)
                if fate == "no" and len(parties) == len(who):
                    return self.after(served, 11, 20), "refused"
                if fate == "silent" and len(parties) == len(who) and self.chance(0.5):
                    return self.after(served, 8, 30), "refused" if self.chance(0.7) else "stuck"
        if self.chance(0.06):
            self.add("meeting-cancelled", self.after(on, -3, 0), meeting=no, reason="改期")
            return on, "again"
        outcome = rng.choices(
            ("agreed", "partial", "none", "absent", "walked-out", "adjourned"), (35, 12, 33, 7, 4, 9)
        )[0]
        counts = rng.choice((True, False)) if self.chance(0.1) else None
        self.add("meeting-held", on, who, meeting=no, outcome=outcome, counts=counts)
        if self.chance(0.6):
            self.add("minutes-signed", on, who, meeting=no)
        return on, {"walked-out": "failed", "absent": "failed"}.get(outcome, outcome)

    def fail(self, who: list[str], day: date) -> bool:
        if self.chance(0.15):
            return False
        ground = self.rng.choice(("refused-or-silent", "absent", "three-meetings", "period-over", "other"))
        day = self.add(
            "consultation-failed", self.after(day, 1, 25), who, ground=ground, scope="all", decided_by="局长"
        )
        return self.sue(who, day, "all")

    def sign(self, who: list[str], day: date, scope: str) -> bool:
        """Tell an agreement and what became of it."""
        rng = self.rng
        no = len(self.case["agreements"]) + 1
        one: dict[str, Any] = {"no": no, "obligors": list(who), "title": "协议"}
        if self.chance(0.5):
            one["confirm_within"] = rng.choice((10, 20, 30))
        self.case["agreements"].append(one)
        signed = self.add("agreement-signed", self.after(day, 0, 12), who, agreement=no, scope=scope)
        owed = self.owe(who, f"agreement {no}", signed)
        if self.chance(0.4):
            self.add("agreement-effective", self.after(signed, 0, 9) if self.chance(0.4) else signed, who, agreement=no)
        if self.chance(0.4):
            self.add("result-published", self.after(signed, 0, 40), what="consultation", where="网站")
        if scope == "part":
            if self.chance(0.3):
                self.add(
                    "consultation-failed",
                    self.after(signed, 5, 30),
                    who,
                    ground="other",
                    scope="remainder",
                    decided_by="局长",
                )
            if self.chance(0.7):
                self.sue(who, signed, "remainder")
        if not self.chance(0.6):
            return self.perform(who, signed, owed, "unconfirmed") and scope == "full"
        day = self.add("confirmation-applied", self.after(signed, 1, 45), who, agreement=no, court="法院", jointly=True)
        day = self.add("confirmation-accepted", self.after(day, 1, 6), who)
        if self.chance(0.1):
            self.add("confirmation-withdrawn", self.after(day, 1, 10), who)
            return self.perform(who, day, owed, "unconfirmed") and scope == "full"
        announced = rng.choice((None, None, 30, 45, 20))
        if self.chance(0.9):
            self.add("confirmation-announced", day, who, days=announced)
        day = self.after(day, 25 if self.chance(0.1) else 46, 70)
        if self.chance(0.15):
            return False
        if self.chance(0.25):
            day = self.add("confirmation-refused", day, who, ruling_no="裁定", reason="内容不明确")
            return self.again(who, day, no, owed)
        day = self.add("confirmation-granted", day, who, ruling_no="裁定")
        return self.perform(who, day, owed, "confirmed") and scope == "full"

    def again(self, who: list[str], day: date, no: int, owed: list[int]) -> bool:
        """Tell what followed a refused confirmation."""
        rng = self.rng
        way = rng.choices(("nothing", "sue", "reconsult"), (20, 20, 60))[0]
        if way == "nothing":
            return self.perform(who, day, owed, "unconfirmed")
        if way == "sue":
            return self.sue(who, day, "default", owed)
        day = self.add("reconsultation-started", self.after(day, 1, 20), who)
        meeting = len(self.case["meetings"]) + 1
        on = self.after(day, 10, 30)
        self.case["meetings"].append({"no": meeting, "on": on.isoformat()})
        self.add("notice-served", self.after(day, 0, 2), who, method="direct", meeting=meeting)
        if self.chance(0.5):
            self.add("meeting-held", on, who, meeting=meeting, outcome="agreed")
            new = len(self.case["agreements"]) + 1
            self.case["agreements"].append({"no": new, "obligors": list(who), "title": "新协议"})
            signed = self.add("agreement-signed", self.after(on, 1, 9), who, agreement=new, scope="full")
            if self.chance(0.7):
                self.add(
                    "agreement-ended", self.after(signed, 10, 11), who, agreement=no, kind="replaced", by="agreement 2"
                )
            return self.perform(who, signed, self.owe(who, f"agreement {new}", signed), "unconfirmed")
        self.add("meeting-held", on, who, meeting=meeting, outcome="none")
        day = self.add(
            "consultation-failed",
            self.after(on, 1, 15),
            who,
            ground="reconsultation-failed",
            scope="all",
            decided_by="局长",
        )
        return self.sue(who, day, "reconsultation", owed)

    def owe(self, who: list[str], under: str, day: date, replaces: int | None = None) -> list[int]:
        """Set down the obligations of an agreement or a judgment."""
        rng, found = self.rng, []
        joint = len(who) > 1 and self.chance(0.5)
        for parties in [who] if joint else [[key] for key in who]:
            for _ in range(rng.choice((1, 1, 2))):
                no = len(self.case["obligations"]) + 1
                what = rng.choices(("payment", "restoration", "substitute"), (65, 28, 7))[0]
                one: dict[str, Any] = {
                    "no": no,
                    "obligor": parties[0] if len(parties) == 1 else list(parties),
                    "under": under,
                    "what": what,
                    "head": rng.choice(HEADS),
                    "amount": f"{rng.randint(1, 900) * 1000}.00",
                    "until": self.after(day, 20, 300).isoformat(),
                }
                if joint:
                    one["joint"] = True
                if replaces:
                    one["replaces"], replaces = replaces, None
                self.case["obligations"].append(one)
                found.append(no)
        return found

    def perform(self, who: list[str], day: date, owed: list[int], title: str) -> bool:
        """Tell how obligations were met or not; gives whether all were."""
        rng, met = self.rng, True
        obligations = {each["no"]: each for each in self.case["obligations"]}
        for no in owed:
            one = obligations[no]
            who_owes = one["obligor"] if isinstance(one["obligor"], list) else [one["obligor"]]
            last = date.fromisoformat(one["until"])
            if self.chance(0.1):
                last = self.after(last, 5, 90)
                self.add(
                    "performance-extended",
                    self.after(day, 1, 10),
                    who_owes,
                    obligation=no,
                    until=last.isoformat(),
                    reason="雨季",
                )
            late = self.chance(0.2)
            when = self.after(last, 1, 50) if late else max(day, self.after(last, -60, 0))
            if self.chance(0.3):
                met = False
                if self.chance(0.6):
                    self.default(who_owes, self.after(last, 2, 30), no, title)
                continue
            if one["what"] == "payment":
                payer = [rng.choice(who_owes)] if len(who_owes) > 1 else who_owes
                whole = int(float(one["amount"]))
                parts = [whole] if self.chance(0.6) else [whole // 2, whole - whole // 2]
                if self.chance(0.1):
                    parts, met = parts[:1] if len(parts) > 1 else [whole // 3], False
                for part in parts:
                    self.add("payment-made", when, payer, obligation=no, amount=f"{part}.00", receipt_no="票")
                    when = self.after(when, 1, 40)
            else:
                self.add("restoration-started", self.after(day, 1, 10), who_owes, obligation=no)
                if self.chance(0.08):
                    until = self.after(last, 20, 60)
                    self.add(
                        "replaced-by-money", last, who_owes, obligation=no, amount="50000.00", until=until.isoformat()
                    )
                    self.add("payment-made", self.after(last, 5, 70), who_owes[:1], obligation=no, amount="50000.00")
                    continue
                when = self.add("restoration-finished", when, who_owes, obligation=no)
                result = rng.choices(("passed", "exempt", "failed", None), (70, 8, 8, 14))[0]
                if result:
                    self.add("evaluation-concluded", self.after(when, 1, 30), who_owes, body="机构", result=result)
                    if self.chance(0.4):
                        self.add("result-published", self.after(when, 31, 60), what="restoration", where="网站")
                met = met and result in ("passed", "exempt")
        if met and self.chance(0.6):
            latest = max([day, *(date.fromisoformat(e["date"]) for e in self.entries if e.get("obligation") in owed)])
            self.add("performance-completed", self.after(latest, 30, 40), who)
        if self.chance(0.06):
            self.add(
                "debt-acknowledged", self.after(day, 1, 200), who, means="letter", covers=rng.choice(("all", "part"))
            )
        return met

    def default(self, who: list[str], day: date, no: int, title: str) -> None:
        """Tell a default and what followed."""
        rng = self.rng
        self.add("default-found", day, who, obligation=no)
        if self.chance(0.3):
            self.add("demand-made", self.after(day, 1, 20), who, means="letter")
        if not self.chance(0.7):
            return
        if title == "unconfirmed":
            self.sue(who, day, "default", [no])
            return
        day = self.add("enforcement-applied", self.after(day, 1, 60), who, court="法院")
        if self.chance(0.7):
            result = rng.choice(("fulfilled", "round-ended", "settled"))
            day = self.after(day, 20, 120)
            until = self.after(day, 30, 200).isoformat() if result == "settled" else None
            self.add("enforcement-concluded", day, who, result=result, until=until)

    def sue(self, who: list[str], day: date, about: str, owed: list[int] | None = None) -> bool:
        """Tell a suit."""
        rng = self.rng
        if self.chance(0.25):
            return False
        day = self.add("lawsuit-filed", self.after(day, 1, 60), who, court="法院", about=about)
        way = rng.choices(("pending", "withdrawn", "upheld", "part", "dismissed", "ruling"), (25, 10, 35, 10, 12, 8))[0]
        if way == "pending":
            return False
        day = self.after(day, 40, 160)
        if way == "withdrawn":
            self.add("lawsuit-withdrawn", day, who)
            return False
        if way in ("dismissed", "ruling"):
            kind = "ruling" if way == "ruling" else "judgment"
            self.add("judgment-effective", day, who, kind=kind, outcome="dismissed", judgment_no="判决")
            return way == "dismissed" and about in ("all", "reconsultation")
        kind = rng.choice(("judgment", "mediation"))
        self.add("judgment-effective", day, who, kind=kind, outcome=way, judgment_no="判决")
        if self.chance(0.8):
            replaces = owed[0] if owed and self.chance(0.7) else None
            return self.perform(who, day, self.owe(who, "judgment", day, replaces), "judged") and about != "remainder"
        return False


def histories(seed: int, count: int, pack: str) -> Iterator[History]:
    """Tell some histories; the same seed tells the same."""
    for number in range(1, count + 1):
        yield Teller(random.Random(f"{seed}/{pack}/{number}"), number, pack).tell()
