"""The worked examples of a rule, run through the same counting as a case's deadlines."""

from __future__ import annotations

from datetime import date

from ecoclaim.deadlines.counting import Basis, Dates, dates, judged
from ecoclaim.deadlines.periods import period_of, reading_of
from ecoclaim.model.office import Office
from ecoclaim.packs import Example, Rule
from ecoclaim.workdays import Workdays


def work_example(rule: Rule, example: Example, workdays: Workdays) -> list[str]:
    """Count an example by its rule and list what comes out differently: `due: 2026-10-08, not 2026-10-09`."""
    counted = _counted(rule, example, workdays)
    if counted is None:
        return ["the rule gives no length on that day"]
    expected: dict[str, object] = {
        "due": example.due,
        "rolled": example.rolled,
        "safe": example.safe,
        "may_act_from": example.may_act_from,
        "certain": example.certain,
    }
    found = [
        f"{name}: {getattr(counted, name)}, not {value}"
        for name, value in expected.items()
        if value is not None and getattr(counted, name) != value
    ]
    readings = {one.id: one.due for one in counted.readings}
    for name, day in example.readings.items():
        if readings.get(name) != day:
            found.append(f"reading {name}: {readings.get(name)}, not {day}")
    return found


def _counted(rule: Rule, example: Example, workdays: Workdays) -> Dates | None:
    if rule.cycle is not None:
        office = Office.model_validate({"format": "1"})
        return judged(rule, reading_of(rule, period_of(rule.cycle, example.start), office), workdays)
    assumed: tuple[tuple[str, date], ...] = tuple(
        (name, day) for name, day in example.starts.items() if name.startswith("from-")
    )
    return dates(
        rule,
        Basis(
            example.start,
            example.start,
            example.number,
            (example.number, "working_days") if example.number else None,
            example.starts,
            tuple((name, rule.title, day) for name, day in assumed),
        ),
        workdays,
    )
