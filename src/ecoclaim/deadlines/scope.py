"""Which part of what an obligor owes an event is about: what rests on an agreement, or all the rest.

Alone knows how a claim under an agreement stands beside the rest of the claim: what was agreed in full was the claim,
what was agreed in part leaves the rest as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ecoclaim.model.events import Event
from ecoclaim.procedure import History, Owed, subject

# What an event is confined to: the numbers of agreements, none for the rest of the claim; None for everything owed.
Confined = frozenset[int] | None
_REST: Confined = frozenset()


@dataclass(slots=True)
class Scope:
    """The agreements that each obligor has signed so far, by their numbers (0 for one without), and those in part."""

    past: History
    debts: tuple[Owed, ...]
    signed: dict[str, set[int]] = field(default_factory=dict)
    in_part: dict[str, set[int]] = field(default_factory=dict)

    def sign(self, event: Event) -> None:
        """Take note of an agreement that is signed."""
        for key in event.obligors:
            number = self.agreement(event, key) or 0
            self.signed.setdefault(key, set()).add(number)
            if event.text("scope") == "part":
                self.in_part.setdefault(key, set()).add(number)

    def of(self, event: Event) -> Confined:
        """Say what an event is confined to."""
        key = event.obligors[0] if event.obligors else ""
        match event.name:
            case "lawsuit-filed" | "lawsuit-withdrawn" | "judgment-effective":
                about = subject(self.past, event, key)
                if about == "remainder":
                    return _REST
                return frozenset(self.signed.get(key, ())) or None if about == "default" else None
            case "agreement-signed":
                return _REST
            case "agreement-ended" | "confirmation-granted":
                number = self.agreement(event, key)
                return None if number is None else frozenset((number,))
            case _ if "obligation" in event.type.fields:
                began = self._debt_of(event, key)
                if began is None or began.name != "agreement-signed":
                    return None
                return frozenset((self.agreement(began, key) or 0,))
            case _:
                return None

    def holds(self, obligor: str, agreement: int | None, confined: Confined) -> bool:
        """Tell whether what is so confined concerns an obligor's claim under an agreement, or the rest (None)."""
        if confined is None:
            return True
        if agreement is not None:
            return agreement in confined
        return not confined or not confined <= self.in_part.get(obligor, set())

    def agreement(self, event: Event, key: str) -> int | None:
        """Find the number of the agreement that an event is about; None where nobody says and several may be meant."""
        number = event.number("agreement")
        if number is None and event.name == "confirmation-granted":
            applied = [one for one in self.past.of("confirmation-applied", obligor=key) if one.order < event.order]
            number = applied[-1].number("agreement") if applied else None
        if number is None:
            mine = [one.no for one in self.past.case.file.agreements if not one.obligors or key in one.obligors]
            number = mine[0] if len(mine) == 1 else None
        return number

    def _debt_of(self, event: Event, key: str) -> Event | None:
        """Find what made the debt due that a payment or restoration was for."""
        number = event.number("obligation")
        own = [one for one in self.debts if one.obligor == key and number in (None, one.no)]
        return own[0].began if len(own) == 1 else None
