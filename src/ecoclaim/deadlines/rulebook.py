"""A pack made ready for folding: which rules apply in an office, and what each event does to them.

One table from the event's name to the triggers that wait for it, so that a sweep touches only what an event moves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ecoclaim.model.office import Office
from ecoclaim.packs import Pack, Rule, Trigger
from ecoclaim.roles import RuleRole

# In this order an event acts: it meets and voids what runs before it restarts or starts anything.
ACTS = ("ends", "voids", "restarts", "starts", "assumed", "rivals")
# In this order on limitation: a suit holds what had not run out, and what interrupts nothing may be read to revive.
_OF_LIMITATION = ("voids", "restarts", "ends", "rivals", "starts", "assumed")


@dataclass(frozen=True, slots=True)
class Act:
    """What an event of a name does to a rule: which act, by which trigger, the how-manieth of its list.

    `rival` is the reading that a rival start belongs to; `begins` whether the act makes a row where there is none,
    `per_obligor` whether it has one for each obligor; `tests` and `waits` whether the trigger asks for more of an event
    than its name, and for others before it.
    """

    rule: Rule
    act: str
    trigger: Trigger
    number: int
    rival: str
    begins: bool
    per_obligor: bool
    tests: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of a pack that apply in an office, and the acts by the event's name; those of limitation apart."""

    pack: Pack
    rules: tuple[Rule, ...]
    acts: dict[str, tuple[Act, ...]]
    limitation: dict[str, tuple[Act, ...]]
    remind_days: int

    def rule(self, name: str) -> Rule | None:
        """Find an applying rule by id."""
        return next((rule for rule in self.rules if rule.id == name), None)


def rulebook(pack: Pack, office: Office) -> Rulebook:
    """Choose the rules that apply in an office: by its role, and the optional ones it switched on."""
    rules = tuple(rule for rule in pack.rules if applies(rule, office))
    limitation = tuple(rule for rule in rules if rule.means == RuleRole.LIMITATION)
    agreed = tuple(rule.of_agreement for rule in limitation if rule.of_agreement)
    others = (rule for rule in rules if rule not in limitation)
    return Rulebook(pack, rules, _acts(others), _acts((*limitation, *agreed), _OF_LIMITATION), office.remind_days)


def _acts(rules: Iterable[Rule], order: tuple[str, ...] = ACTS) -> dict[str, tuple[Act, ...]]:
    acts: dict[str, list[Act]] = {}
    chosen = tuple(rules)
    for act in order:
        for rule in chosen:
            for number, (trigger, rival) in enumerate(_triggers(rule, act)):
                acts.setdefault(trigger.event, []).append(_act(rule, act, trigger, number, rival))
    return {name: tuple(found) for name, found in acts.items()}


def _act(rule: Rule, act: str, trigger: Trigger, number: int, rival: str) -> Act:
    return Act(
        rule,
        act,
        trigger,
        number,
        rival,
        begins=act in ("starts", "assumed"),
        per_obligor=rule.per == "obligor",
        tests=bool(trigger.where or trigger.unless),
        waits=bool(trigger.after or trigger.without),
    )


def applies(rule: Rule, office: Office) -> bool:
    """Tell whether a rule applies in an office."""
    if rule.role is not None and rule.role != office.role:
        return False
    return office.rules.get(rule.id, not rule.optional)


def _triggers(rule: Rule, act: str) -> list[tuple[Trigger, str]]:
    if act == "rivals":
        return [(trigger, rival.id) for rival in rule.readings for trigger in rival.starts]
    triggers: tuple[Trigger, ...] = getattr(rule, act)
    return [(trigger, "") for trigger in triggers]
